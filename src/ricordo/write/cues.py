"""Cues of what kind of statement a text is: words of nine languages, and signs of punctuation.

The words are in `data/kind_cues.json`. There `^word` counts only where a clause begins, a trailing `*` stands for
any ending, an entry of several words is a phrase (its words count for nothing else), and entries in Chinese or
Japanese are found anywhere in a run of characters. A cue decides nothing: the regression has learned what each is
worth.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from ricordo.text.patterns import lazy
from ricordo.write.linear import FloatArray

LONGEST_READ = 4_000
"""Characters of a text that are read: the beginning of a memory says what it is."""

# A run is cut at 40 characters, so that no input makes a word (or the cache of words) large.
_TOKEN = lazy(r"[^\W_]{1,40}|[?？¿]|[:：]|[,;.!()、。，；！—–]")
_MARK_CUES: dict[str, str | None] = {
    **dict.fromkeys(".!()。！—–"), **dict.fromkeys("?？¿", "question_mark"), **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;、，；", "comma"),
}  # fmt: skip
_RUN = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff]")
_LONGEST_IN_RUN = 6
# With so many letters most words are known to begin with no stem; a stem has two or more.
_HEAD = 3
_CODE = lazy(r"[`_/@#{}=<>]")
_SIGNS = (
    "question_mark", "colon", "comma", "commas", "number", "numbers", "code", "few_words", "many_words",
    "infinitive",
)  # fmt: skip
# Orders of Romance languages and Russian may begin with an infinitive, German ones may end with one.
_INFINITIVES_FIRST = ("ar", "er", "ir", "are", "ere", "ire", "dre", "tre", "ть", "ти", "йте")
_INFINITIVES_LAST = ("en", "eln", "ern")
_ENDS = ".!"
_FEW_WORDS, _MANY_WORDS = 5, 14
# How many letters a word has in a script without blanks, roughly.
_CHARACTERS_PER_WORD = 2
_BEGIN = "^"


class Reading(NamedTuple):
    """A text as the classifier sees it.

    Attributes:
        words: its case-folded words and punctuation marks; numbers are zeros.
        cues: one bit per cue, in the order of `cue_names`.
    """

    words: list[str]
    cues: int


class _Lexicon(NamedTuple):
    names: tuple[str, ...]
    words: dict[str, int]
    stems: dict[str, int]
    runs: dict[str, int]
    beginnings: dict[str, int]
    beginning_stems: dict[str, int]
    phrases: dict[str, list[tuple[tuple[str, ...], int, bool]]]
    heads: set[str]


class _Word(NamedTuple):
    anywhere: int
    at_begin: int
    phrases: tuple[tuple[tuple[str, ...], int, bool], ...]
    separates: bool


@cache
def _lexicon() -> _Lexicon:
    file = resources.files("ricordo.write") / "data" / "kind_cues.json"
    groups: dict[str, list[str]] = json.loads(file.read_bytes())
    found = _Lexicon(tuple(groups), {}, {}, {}, {}, {}, {}, set())
    for number, entries in enumerate(groups.values()):
        for entry in entries:
            _enter(found, entry, 1 << number)
    found.heads.update(stem[:_HEAD] for stem in (*found.stems, *found.beginning_stems))
    for phrases in found.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


def _enter(lexicon: _Lexicon, entry: str, bit: int) -> None:
    begins = entry.startswith(_BEGIN)
    entry = entry.removeprefix(_BEGIN)
    first, *rest = entry.split(" ")
    if rest:
        lexicon.phrases.setdefault(first, []).append((tuple(rest), bit, begins))
        return
    place, key = (lexicon.beginnings if begins else lexicon.words), entry
    if entry.endswith("*"):
        place, key = (lexicon.beginning_stems if begins else lexicon.stems), entry[:-1]
    elif _RUN.search(entry):
        place = lexicon.runs
    place[key] = place.get(key, 0) | bit


@cache
def cue_names() -> tuple[str, ...]:
    """Name the columns of `cue_table`: the groups of words, then the signs."""
    return (*_lexicon().names, *_SIGNS)


@cache
def cue_bit(name: str) -> int:
    """Give the bit of a cue."""
    return 1 << cue_names().index(name)


@cache
def _repeatable() -> int:
    """Give the bits that stand for one; the bit after each stands for several."""
    return cue_bit("comma") | cue_bit("number")


@lru_cache(maxsize=16_384)
def _word(word: str) -> _Word | None:
    """Look up a word, number or mark; None for those that are no cue."""
    if word in _MARK_CUES:
        return _Word(cue_bit(sign) if (sign := _MARK_CUES[word]) else 0, 0, (), separates=True)
    lexicon = _lexicon()
    anywhere, at_begin = lexicon.words.get(word, 0), lexicon.beginnings.get(word, 0)
    if word[:_HEAD] in lexicon.heads or word[:2] in lexicon.heads:
        for length in range(2, len(word) + 1):
            anywhere |= lexicon.stems.get(word[:length], 0)
            at_begin |= lexicon.beginning_stems.get(word[:length], 0)
    if word[0] == "0":
        anywhere |= cue_bit("number")
    if not word.isascii() and _RUN.search(word):
        for length in range(1, _LONGEST_IN_RUN + 1):
            for start in range(len(word) - length + 1):
                anywhere |= lexicon.runs.get(word[start : start + length], 0)
    phrases = tuple(lexicon.phrases.get(word, ()))
    return _Word(anywhere, at_begin, phrases, separates=False) if anywhere or at_begin or phrases else None


def is_common(word: str, *, begins: bool) -> bool:
    """Whether a case-folded word is one of the cues, and so hardly a name.

    Inside a sentence an order ("Mark ...") or a product ("Postgres") may well be a name, where it is capitalised.
    """
    found = _word(word)
    if found is None:
        return False
    return begins or bool(found.anywhere & ~cue_bit("software") & ~cue_bit("private_life"))


def read_statement(text: str) -> Reading:
    """Read the words and cues of a text.

    Args:
        text: any text; only its first `LONGEST_READ` characters are read.

    Returns:
        Its words and cues.
    """
    head = text[:LONGEST_READ]
    tokens = _TOKEN.findall(head.casefold())
    words = ["00000"[: len(token)] if token.isdigit() else token for token in tokens]
    cues, length = _cues_and_length(words)
    if _CODE.search(head):
        cues |= cue_bit("code")
    if not head.isascii():
        length += sum(len(word) / _CHARACTERS_PER_WORD - 1 for word in words if _RUN.match(word))
    if words and (
        words[0].endswith(_INFINITIVES_FIRST) or "".join(words[-2:]).rstrip(_ENDS).endswith(_INFINITIVES_LAST)
    ):
        cues |= cue_bit("infinitive")
    if length <= _FEW_WORDS:
        cues |= cue_bit("few_words")
    elif length > _MANY_WORDS:
        cues |= cue_bit("many_words")
    return Reading(words, cues)


def _cues_and_length(words: list[str]) -> tuple[int, float]:
    cues, length, begins, taken = 0, len(words), True, 0
    for place, word in enumerate(words):
        found = _word(word)
        if found is None:
            begins = False
            continue
        anywhere, at_begin, phrases, separates = found
        if place >= taken:
            for rest, bit, only_at_begin in phrases:
                end = place + 1 + len(rest)
                if (begins or not only_at_begin) and tuple(words[place + 1 : end]) == rest:
                    cues |= bit
                    taken = end
                    break
            else:
                cues |= (cues & anywhere & _repeatable()) << 1
                cues |= anywhere | at_begin if begins else anywhere
        length -= separates
        begins = separates
    return cues, length


def cue_table(cues: Sequence[int]) -> FloatArray:
    """Turn the cues of N texts into a table of zeros and ones, shape (N, len(cue_names()))."""
    width = (len(cue_names()) + 7) // 8
    packed = np.frombuffer(b"".join(bits.to_bytes(width, "little") for bits in cues), dtype=np.uint8)
    unpacked = np.unpackbits(packed.reshape(len(cues), width), axis=1, bitorder="little")
    return unpacked[:, : len(cue_names())].astype(np.float32)


def read_statements(texts: Sequence[str]) -> tuple[list[list[str]], FloatArray]:
    """Read many texts: their words, and the table of their cues."""
    readings = [read_statement(text) for text in texts]
    return [reading.words for reading in readings], cue_table([reading.cues for reading in readings])
