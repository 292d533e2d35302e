"""Finds the cues of a statement: the words and phrases by which it relates to earlier ones."""

from functools import cache
from typing import Final, NamedTuple

from ricordo.write.truth.words import CUES, DENIERS, UNSPACED_CUES

_LONGEST_GAP: Final = 2
_RELATING: Final = frozenset({"fix", "end", "change", "instead", "now", "shift", "hand", "also"})
"""Groups whose words say nothing of what a statement is about."""


class Cues(NamedTuple):
    """The cues of a statement.

    Attributes:
        groups: By group, the first cue that was found.
        places: By group, the places of its cues among the words.
        covered: The places of all words that only relate the statement to others.
    """

    groups: dict[str, str]
    places: dict[str, tuple[int, ...]]
    covered: frozenset[int]


class _Phrase(NamedTuple):
    rest: tuple[str, ...]
    group: str
    opens: bool
    closes: bool


@cache
def _phrases(language: str) -> tuple[dict[str, list[_Phrase]], dict[str, str]]:
    """Give the phrases of a language by their first word, and the groups of its beginnings of words."""
    phrases: dict[str, list[_Phrase]] = {}
    beginnings: dict[str, str] = {}
    for row in CUES[language].strip().splitlines():
        group, entries = (part.strip() for part in row.split(":"))
        for entry in entries.split():
            if entry.endswith("*") and "_" not in entry:
                beginnings[entry[:-1]] = group
                continue
            first, *rest = entry.strip("^$").split("_")
            phrase = _Phrase(tuple(rest), group, entry.startswith("^"), entry.endswith("$"))
            phrases.setdefault(first, []).append(phrase)
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase.rest))
    return phrases, beginnings


def find_cues(words: list[str], clauses: tuple[int, ...], language: str) -> Cues:
    """Find the cues among the folded words of a statement, given the clause of each word."""
    phrases, beginnings = _phrases(language)
    groups: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    covered: set[int] = set()
    for place, word in enumerate(words):
        hits = [(group, 1) for start in range(4, len(word) + 1) if (group := beginnings.get(word[:start]))]
        for rest, group, opens, closes in phrases.get(word, ()):
            length = 0 if opens and place else _length(words, place, rest)
            if length and not (closes and _goes_on(clauses, place + length)):
                hits.append((group, length))
        denied = place > 0 and words[place - 1] in DENIERS
        for group, length in hits:
            if denied and group == "end":
                continue
            groups.setdefault(group, " ".join(words[place : place + length]))
            places.setdefault(group, []).append(place)
            if group in _RELATING:
                covered.update(_spoken(place, length, gapped=length > 2))
    return Cues(groups, {group: tuple(found) for group, found in places.items()}, frozenset(covered))


def _goes_on(clauses: tuple[int, ...], place: int) -> bool:
    return place < len(clauses) and clauses[place] == clauses[place - 1]


def _spoken(place: int, length: int, *, gapped: bool) -> tuple[int, ...]:
    """Give the places of the words of a cue: of a long one the ends, for what it spans is not part of it."""
    return (place, place + length - 1) if gapped else tuple(range(place, place + length))


def _length(words: list[str], place: int, rest: tuple[str, ...]) -> int:
    """Give how many words a phrase takes up from this place, 0 if it does not stand there."""
    at = place + 1
    for number, part in enumerate(rest):
        if part == "*":
            following = rest[number + 1] if number + 1 < len(rest) else None
            if following is None:
                return at - place + 1 if at < len(words) else 0
            ahead = words[at + 1 : at + 2 + _LONGEST_GAP]
            if following not in ahead:
                return 0
            at += 1 + ahead.index(following)
        elif at < len(words) and words[at] == part:
            at += 1
        else:
            return 0
    return at - place


@cache
def _unspaced_entries() -> tuple[tuple[str, str], ...]:
    rows = (row.split(":") for row in UNSPACED_CUES.strip().splitlines())
    return tuple((entry, group.strip()) for group, entries in rows for entry in entries.split())


def find_unspaced_cues(text: str) -> Cues:
    """Find the cues of a text in Chinese or Japanese."""
    groups: dict[str, str] = {}
    for entry, group in _unspaced_entries():
        if entry in text:
            groups.setdefault(group, entry)
    return Cues(groups, {}, frozenset())
