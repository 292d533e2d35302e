"""Which stems of cues stand in a text. It is read word by word: words come again, and what is in one is remembered."""

from collections.abc import Iterable
from functools import lru_cache

_REMEMBERED_WORDS = 16_384
_REMEMBERED_CHARACTERS = 40


class Stems:
    """Finds which of some literals a text holds.

    Args:
        stems: Literals in lower case, of more than white space.
    """

    def __init__(self, stems: Iterable[str]) -> None:
        # A stem of several words can only be where its longest word is.
        self._longest = {stem: max(stem.split(), key=len) for stem in stems}
        self._several = frozenset(stem for stem, word in self._longest.items() if stem != word)
        self._beginning: dict[str, list[tuple[str, str]]] = {}
        for stem, word in self._longest.items():
            self._beginning.setdefault(word[:2], []).append((word, stem))
        self._letters = [(word, stem) for stem, word in self._longest.items() if len(word) == 1]
        self._remembered = lru_cache(_REMEMBERED_WORDS)(self._in_word)

    def found_in(self, lowered: str, words: list[str], longest: int) -> set[str]:
        """Give the stems that stand in a text.

        Args:
            lowered: The text in lower case.
            words: The same, split at white space.
            longest: Length of the longest of these words.
        """
        if longest <= _REMEMBERED_CHARACTERS:
            found = set[str]().union(*map(self._remembered, words))
        else:
            found = {stem for stem, word in self._longest.items() if word in lowered}
        if found and not found.isdisjoint(self._several):
            return {stem for stem in found if stem not in self._several or stem in lowered}
        return found

    def _in_word(self, word: str) -> frozenset[str]:
        found = [stem for letter, stem in self._letters if letter in word]
        for place in range(len(word) - 1):
            for beginning, stem in self._beginning.get(word[place : place + 2], ()):
                if word.startswith(beginning, place):
                    found.append(stem)
        return frozenset(found)
