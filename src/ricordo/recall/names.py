"""Names as numbers: namespaces, conversations and speakers, known to the index by hash only."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ricordo.recall.index_file import hashed as hashed_name
from ricordo.text import term_id, words

ASSISTANT_ROLES: Final = frozenset(
    (
        "assistant",
        "agent",
        "ai",
        "bot",
        "model",
        "chatbot",
        "chatgpt",
        "claude",
        "codex",
        "copilot",
        "gemini",
    ),
)
"""Speakers whose words are an assistant's, folded."""
_ROLES: Final = ASSISTANT_ROLES | {"user", "human", "system", "tool", "developer"}


hashed = lru_cache(maxsize=1 << 14)(hashed_name)


class Names:
    """Codes 0, 1, 2 ... for hashed names in order of appearance."""

    def __init__(self, hashes: Iterable[int] = ()) -> None:
        self._codes = {number: code for code, number in enumerate(hashes)}

    def __len__(self) -> int:
        return len(self._codes)

    def hashes(self) -> NDArray[np.int64]:
        """Give the hashes in order of their codes."""
        return np.fromiter(self._codes, np.int64, len(self._codes))

    def find(self, *parts: str) -> int:
        """Give the code of a name, -1 if it is unknown."""
        return self._codes.get(hashed(*parts), -1)

    def intern(self, *parts: str) -> int:
        """Give the code of a name and remember it if it is new."""
        return self._codes.setdefault(hashed(*parts), len(self._codes))


class Speakers:
    """Who speaks: the words of a name as term numbers, and which speakers are assistants."""

    def __init__(self) -> None:
        self.names = Names()
        self._by_word: dict[int, list[int]] = {}
        self.is_assistant: list[bool] = []

    def intern(self, speaker: str) -> int:
        """Give the code of a speaker and remember who it is if it is new."""
        code = self.names.intern(speaker)
        if code == len(self.is_assistant):
            folded = words(speaker)
            self.is_assistant.append(not ASSISTANT_ROLES.isdisjoint(folded))
            for word in set(folded) - _ROLES:
                if len(word) > 1:
                    self._by_word.setdefault(term_id(word), []).append(code)
        return code

    def called(self, word_numbers: Iterable[int]) -> set[int]:
        """Give the speakers with one of these words in their name."""
        return {code for number in word_numbers for code in self._by_word.get(number, ())}

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give everything as arrays, for a file."""
        pairs = [(word, code) for word, codes in self._by_word.items() for code in codes]
        return {
            "speaker_hashes": self.names.hashes(),
            "speaker_assistants": np.array(self.is_assistant, np.bool_),
            "speaker_words": np.array(pairs, np.int64).reshape(-1, 2),
        }

    @classmethod
    def of_arrays(cls, arrays: dict[str, NDArray[Any]]) -> "Speakers":
        """Take back what `arrays` gave."""
        speakers = cls()
        speakers.names = Names(arrays["speaker_hashes"].tolist())
        speakers.is_assistant = arrays["speaker_assistants"].tolist()
        for word, code in arrays["speaker_words"].tolist():
            speakers._by_word.setdefault(word, []).append(code)
        return speakers


def codes_of(table: Names, names: Sequence[str]) -> list[int]:
    """Give the codes of those names that are known."""
    return [code for name in names if (code := table.find(name)) >= 0]
