"""Cues of text that gives orders to its reader: words of eleven languages, and signs of punctuation and markup.

The words are in `data/injection_cues.json`: a trailing `*` stands for any ending; entries in scripts without
blanks (and in Korean) are found anywhere in a run. Cues are facts about a text; what each is worth, and each pair
of them, the regression has learned.
"""

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ricordo.text.patterns import lazy
from ricordo.write.linear import FloatArray, words_of

_RUN = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uac00-\ud7a3\uf900-\ufaff]")
_LONGEST_IN_RUN = 5
# With so many letters most words are known to begin with no stem; a stem has two or more.
_HEAD = 3
# No class crosses its own opening mark: so the search is linear in the text.
_QUOTE = lazy(
    r'"[^"\n]{4,400}"|“[^“”\n]{4,400}”|„[^„“”\n]{4,400}[“”]|«[^«»\n]{4,400}»|「[^「」\n]{3,400}」'
    r"|`[^`\n]{4,400}`|(?<!\w)'[^'\n]{8,400}'(?!\w)"
)
_QUOTE_MARK = lazy("[\"“„«「`']")
_FEW_WORDS, _MANY_WORDS = 5, 25
_WORDS_AROUND_A_QUOTE = 3

# A sign, a character without which its pattern cannot match, and the pattern. Patterns look at a bounded
# neighbourhood only: linear in the text.
_SIGNS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("url", "/", lazy(r"\w://\w")),
    ("numeric_host", "/", lazy(r"://\d+\.\d+\.")),
    ("filled_link", "=", lazy(r"[?&/][\w.-]{0,20}=(?:[{$<\[%]|[A-Z_]{6}|\s|$)|=\{\{")),
    ("address", "@", lazy(r"\w@\w")),
    ("image_or_link", "(", lazy(r"\]\(")),
    ("chat_template", "<", lazy(r"<\|\w|<</?SYS|<(?:start|end)_of_turn")),
    ("chat_template", "[", lazy(r"\[/?INST\]")),
    (
        "chat_template",
        "#",
        lazy(r"^### ?(?:system|instruct|response|input|human|user|assistant)", re.IGNORECASE | re.MULTILINE),
    ),
    (
        "tag_to_model",
        "<",
        lazy(r"</?(?:system|assistant|admin|developer|important|instruct|tool|function|invoke)", re.IGNORECASE),
    ),
    ("hidden_part", "<", lazy(r"<!--|display: ?none|font-size: ?0|color: ?(?:white|#fff)|\bhidden\b")),
    ("code_comment", "/", lazy(r"^\s?(?://|/\*)", re.MULTILINE)),
    ("code_comment", "#", lazy(r"^\s?# ", re.MULTILINE)),
    ("code", "(", lazy(r"\w\(.?\S?.?\S?[\w\"'*)]|\);")),
    ("code", "=", lazy(r"==|=>|\w=\S| = ")),
    ("code", "{", lazy(r"\{\"|\{ ?\w")),
    ("code", "&", lazy("&&")),
    ("header", ":", lazy(r"\W{0,5}\w[\w -]{0,30}: ?\S")),
    ("header", "：", lazy(r"\W{0,5}\w[\w -]{0,30}：")),
    ("bracket_header", "[", lazy(r"\W{0,5}\[\w[\w -]{0,20}\]")),
    ("exclamation", "!", lazy("!")),
)
_AT_START = frozenset({"header", "bracket_header"})
_MARK = lazy(r"[/=@(<\[#{&:：!]")
# The first letter comes before its look-behind: the engine then skips quickly to the capitals of a text.
_SHOUTED = lazy(r"[A-Z](?<!\w[A-Z])[A-Z]{4}")
SENTENCE_END = lazy(r"(?<=[.!?;])\s|(?<=[。！？])(?=.)|\n")
_SENTENCE_MARK = lazy("[.!?;。！？\n]")
_QUESTION_MARKS = ("?", "？", "か。", "か")


class Read(NamedTuple):
    """What a text says and which cues stand in it.

    Attributes:
        words: its words, without those of a quotation that is being reported.
        cues: for each sentence one number with one bit per cue; signs are those of the whole text.
    """

    words: list[str]
    cues: tuple[int, ...]


class _Lexicon(NamedTuple):
    names: tuple[str, ...]
    words: dict[str, int]
    stems: dict[str, int]
    runs: dict[str, int]
    heads: set[str]


@cache
def _lexicon() -> _Lexicon:
    file = resources.files("ricordo.write") / "data" / "injection_cues.json"
    groups: dict[str, list[str]] = json.loads(file.read_bytes())
    found = _Lexicon(tuple(groups), {}, {}, {}, set())
    for bit, entries in enumerate(groups.values()):
        for entry in entries:
            place, key = (found.stems, entry[:-1]) if entry.endswith("*") else (found.words, entry)
            if _RUN.search(key):
                place = found.runs
            place[key] = place.get(key, 0) | 1 << bit
    found.heads.update(stem[:_HEAD] for stem in found.stems)
    return found


@cache
def cue_bits() -> dict[str, int]:
    """Give the bit of every single cue, by name: the groups of words, then the signs."""
    signs = dict.fromkeys(name for name, _, _ in _SIGNS)
    rest = ("shouting", "question", "sentences", "few_words", "many_words", "quoted", "quoted_order")
    return {name: 1 << place for place, name in enumerate((*_lexicon().names, *signs, *rest))}


@cache
def cue_names() -> tuple[str, ...]:
    """Name the columns of `cue_table`: single cues, then pairs of them."""
    single = tuple(cue_bits())
    first, second = _pairs_of_cues()
    return single + tuple(f"{single[i]}+{single[j]}" for i, j in zip(first, second, strict=True))


@cache
def _pairs_of_cues() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, second = np.triu_indices(len(cue_bits()), 1)
    return first, second


@lru_cache(maxsize=16_384)
def _word_cues(word: str) -> int:
    lexicon = _lexicon()
    if not word.isascii() and _RUN.search(word):
        cues = 0
        for length in range(1, _LONGEST_IN_RUN + 1):
            for start in range(len(word) - length + 1):
                cues |= lexicon.runs.get(word[start : start + length], 0)
        return cues
    cues = lexicon.words.get(word, 0)
    if word[:_HEAD] in lexicon.heads or word[:2] in lexicon.heads:
        for length in range(2, len(word) + 1):
            cues |= lexicon.stems.get(word[:length], 0)
    return cues


def _cues_of(words: Sequence[str]) -> int:
    cues = 0
    for word in words:
        cues |= _word_cues(word)
    return cues


def order_words(words: Sequence[str]) -> int:
    """Count the words that order something: they override, hide, send, run, or address the reader."""
    bits = cue_bits()
    wanted = sum(bits[name] for name in ("override", "secretly", "send", "secret", "execute", "disclose"))
    return sum(1 for word in words if _word_cues(word) & wanted)


def read_text(text: str, words: list[str]) -> Read:
    """Read the cues of a text.

    A quotation inside a report ("the page said '...'") is not counted among words and cues: only that there was
    one, and whether it held an order.

    Args:
        text: the text.
        words: its words, as `words_of` splits them.

    Returns:
        Its words and cues.
    """
    bits = cue_bits()
    signs = _sign_cues(text, bits)
    if _QUOTE_MARK.search(text) and _QUOTE.search(text):
        text, words, quoted = _without_reported(text, words, bits)
        signs |= quoted
    if len(words) <= _FEW_WORDS:
        signs |= bits["few_words"]
    elif len(words) > _MANY_WORDS:
        signs |= bits["many_words"]
    if signs & bits["sentences"]:
        sentences = {_cues_of(words_of(sentence)) for sentence in SENTENCE_END.split(text)}
        return Read(words, tuple(cues | signs for cues in sentences))
    return Read(words, (_cues_of(words) | signs,))


def _without_reported(text: str, words: list[str], bits: dict[str, int]) -> tuple[str, list[str], int]:
    """Leave out quotations when the text around them reports."""
    outside = _QUOTE.sub(" ", text)
    words_outside = words_of(outside)
    if len(words_outside) < _WORDS_AROUND_A_QUOTE:
        return text, words, 0
    if not _cues_of(words_outside) & bits["report"]:
        return text, words, bits["quoted"]
    ordered = order_words(words_of(" ".join(_QUOTE.findall(text))))
    return outside, words_outside, bits["quoted"] | (bits["quoted_order"] if ordered else 0)


def has_sentences(text: str) -> bool:
    """Tell whether a sentence or line ends before the text does."""
    return _SENTENCE_MARK.search(text) is not None and SENTENCE_END.search(text) is not None


def _sign_cues(text: str, bits: dict[str, int]) -> int:
    cues = 0
    if _MARK.search(text):
        for name, needed, pattern in _SIGNS:
            if needed in text and (pattern.match(text) if name in _AT_START else pattern.search(text)):
                cues |= bits[name]
    if _SHOUTED.search(text):
        cues |= bits["shouting"]
    if has_sentences(text):
        cues |= bits["sentences"]
    if text.endswith(_QUESTION_MARKS):
        cues |= bits["question"]
    return cues


def cue_table(reads: Sequence[Read]) -> FloatArray:
    """Lay out the cues of several texts as numbers.

    Args:
        reads: from `read_text`.

    Returns:
        One row per text, shape (N, len(cue_names())): a number for each cue that stands in it and for each pair
        that stands in one of its sentences. Singles and pairs are scaled to length 1 each, like the words: so a
        wordy text is no more suspicious than a short one.
    """
    # Most texts share their few cues with others.
    place_of: dict[tuple[int, ...], int] = {}
    places = [place_of.setdefault(read.cues, len(place_of)) for read in reads]
    table = _table_of(list(place_of))
    return table if len(place_of) == len(places) else table[places]


def _table_of(cues: Sequence[tuple[int, ...]]) -> FloatArray:
    count = len(cue_bits())
    masks = np.array([mask for sentences in cues for mask in sentences], dtype=np.uint64)
    single = (masks[:, None] >> np.arange(count, dtype=np.uint64) & np.uint64(1)).astype(np.uint8)
    first, second = _pairs_of_cues()
    pairs = single[:, first] & single[:, second]
    if len(masks) > len(cues):
        starts = np.cumsum([0, *(len(sentences) for sentences in cues[:-1])])
        single = np.maximum.reduceat(single, starts, axis=0)
        pairs = np.maximum.reduceat(pairs, starts, axis=0)
    return np.hstack([_unit_rows(single), _unit_rows(pairs)])


def _unit_rows(table: NDArray[np.uint8]) -> FloatArray:
    ones = table.sum(axis=1, dtype=np.int64, keepdims=True)
    scaled: FloatArray = table / np.sqrt(np.maximum(ones, 1)).astype(np.float32)
    return scaled
