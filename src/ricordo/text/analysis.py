"""How a text becomes the terms by which it is found.

The same analysis reads memories and questions. It knows no language in particular: words are folded (case,
accents, width), stemmed by script, and split where people who write code join them; scripts without blanks
are cut into overlapping pairs of characters. Everything here is linear in the length of its input.
"""

import threading
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

import Stemmer

from ricordo.text.packed import term_id
from ricordo.text.patterns import lazy
from ricordo.text.stopwords import STOP_WORDS, UNSPACED_STOP_WORDS, stop_words_of

ANALYSER: Final = 1
"""Version of the analysis: terms packed under another number must be packed again."""

NEIGHBOUR_CHARACTERS: Final = 400
"""A longer message is no context for its neighbours, and takes none: it speaks for itself."""

_WORD_CHARACTERS: Final = 40
_COMPOUND_CHARACTERS: Final = 64
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u0f18-\u0fbc\u102b-\u109f\u17b4-\u17dd\u200c\u200d"
)
# A compound: words joined by what code, paths, versions, addresses and contractions join words with.
_CHUNK: Final = lazy(
    rf"[A-Za-z](?:\+\+|#)(?![\w+#])|[\w{_MARKS}]+(?:[.'’/\\@+-][\w{_MARKS}]+)*",
)
_UNSPACED: Final = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN: Final = lazy(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_HAS_UNSPACED: Final = lazy(rf"[{_UNSPACED}]")
_ACCENTS: Final = lazy(r"(?<![\u0400-\u04ff])[\u0300-\u036f]+|[\u200c\u200d]+")
_FOLDED_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е", "ß": "ss"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)},
)
_CAMEL: Final = lazy(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{3})(?=[0-9])")
_SEPARATORS: Final = (lazy(r"[/\\@]"), lazy(r"[.+]"))
_HYPHEN: Final = lazy(r"[-_]+")
_APOSTROPHE: Final = lazy("['’]")
_CONTRACTED: Final = frozenset({"ll", "re", "ve"})
_SCRIPT_STEMMERS: Final = (
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u04ff", "russian"),
    ("\u0530", "\u058f", "armenian"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
    ("\u0b80", "\u0bff", "tamil"),
)


class _Stemmers(threading.local):
    """One set of stemmers for each thread: a PyStemmer object must not be shared."""

    def __init__(self) -> None:
        self.by_name: dict[str, Stemmer.Stemmer] = {}

    def stem(self, name: str, word: str) -> str:
        stemmer = self.by_name.get(name)
        if stemmer is None:
            stemmer = self.by_name[name] = Stemmer.Stemmer(name, 0)
        return str(stemmer.stemWord(word))


_stemmers: Final = _Stemmers()


def normalise(text: str) -> str:
    """Fold what readers do not distinguish: width, ligatures, case and accents.

    Examples:
        >>> normalise("Ｃafé Łódź")
        'cafe lodz'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    folded = _ACCENTS.sub("", decomposed).translate(_FOLDED_LETTERS)
    return unicodedata.normalize("NFC", folded).translate(_FOLDED_LETTERS)


def words(text: str) -> list[str]:
    """Give the folded words of a text in order, before stemming; compounds follow their parts."""
    return [word for chunk in _chunks(text) for word in _words_of(chunk)]


def terms(text: str) -> list[str]:
    """Give the index terms of a text in order, with repetitions.

    Examples:
        >>> terms("We moved parseUrl to src/net.py")
        ['we', 'move', 'pars', 'url', 'parseurl', 'to', 'src', 'net', 'py', 'net.py', 'src/net.py']
    """
    found: list[str] = []
    for chunk in _chunks(text):
        found.extend(_cached_terms(chunk) if len(chunk) <= _COMPOUND_CHARACTERS else _terms_of(chunk))
    return found


def term_ids(text: str) -> list[int]:
    """Give the numbers under which the index knows the terms of a text, in the order of `terms`."""
    found: list[int] = []
    for chunk in _chunks(text):
        found.extend(_cached_ids(chunk) if len(chunk) <= _COMPOUND_CHARACTERS else map(term_id, _terms_of(chunk)))
    return found


def query_terms(query: str) -> list[str]:
    """Give the distinct terms of a question without stop words; all of them if none would be left.

    Besides the English stop words those of the language are left out in which the question seems to be asked.
    """
    return list(query_words(query))


def query_words(query: str) -> dict[str, str]:
    """Give the terms of a question as `query_terms` does, each with the word it stands for."""
    asked = words(query)
    stop = STOP_WORDS | UNSPACED_STOP_WORDS | stop_words_of(asked)
    meaningful = [word for word in asked if word not in stop] or asked
    found: dict[str, str] = {}
    for word in meaningful:
        found.setdefault(_stem(word), word)
    return found


def embedding_text(own: str, previous: str | None, *, same_speaker: bool) -> str:
    """Give the text whose vector stands for a memory: a short reply is read with what it replies to.

    Args:
        own: The text of the memory.
        previous: The message before it in the same session, None without one.
        same_speaker: Whether both were said by the same speaker.

    Returns:
        "previous newline own" if both are short and by different speakers, otherwise `own`.
    """
    if previous is None or same_speaker or max(len(own), len(previous)) > NEIGHBOUR_CHARACTERS:
        return own
    return f"{previous}\n{own}"


def _chunks(text: str) -> list[str]:
    return _CHUNK.findall(text if text.isascii() else unicodedata.normalize("NFKC", text))


def _words_of(chunk: str) -> list[str]:
    if chunk.endswith(("+", "#")):
        return [chunk.lower()]
    parts = _APOSTROPHE.split(chunk) if "'" in chunk or "’" in chunk else [chunk]
    if len(parts) > 1:
        kept = [part for part in parts if not _is_contraction(part)]
        return [word for part in kept for word in _split(part, 0)]
    return _split(chunk, 0)


def _is_contraction(part: str) -> bool:
    return (len(part) == 1 and part.isascii() and part.isalpha()) or part.lower() in _CONTRACTED


def _split(compound: str, level: int) -> list[str]:
    """Split paths and addresses, then dotted names, then identifiers; the whole follows its parts."""
    if level == len(_SEPARATORS):
        return _split_identifier(compound)
    parts = _SEPARATORS[level].split(compound)
    if len(parts) == 1:
        return _split(compound, level + 1)
    found = [word for part in parts for word in _split(part, level + 1)]
    if len(compound) <= _COMPOUND_CHARACTERS and not _HAS_UNSPACED.search(compound):
        found.append(normalise(compound))
    return found


def _split_identifier(name: str) -> list[str]:
    parts = [
        piece
        for part in _HYPHEN.split(name)
        if part
        for run in _RUN.findall(part)
        for piece in (_CAMEL.split(run) if run.isascii() and not (run.isalpha() and run.islower()) else [run])
    ]
    found = [word for piece in parts for word in _fold_piece(piece)]
    if len(parts) > 1 and len(name) <= _COMPOUND_CHARACTERS and not _HAS_UNSPACED.search(name):
        found = [word for word in found if len(word) > 1 or not word.isalpha()]
        found.append(normalise(_HYPHEN.sub("", name)))
    return found


def _fold_piece(piece: str) -> list[str]:
    folded = normalise(piece)
    if not _HAS_UNSPACED.match(folded):
        return [folded[:_WORD_CHARACTERS]] if folded else []
    return [first + second for first, second in pairwise(folded)] or [folded]


@lru_cache(maxsize=1 << 14)
def _cached_terms(chunk: str) -> tuple[str, ...]:
    return _terms_of(chunk)


@lru_cache(maxsize=1 << 16)
def _cached_ids(chunk: str) -> tuple[int, ...]:
    return tuple(map(term_id, _terms_of(chunk)))


def _terms_of(chunk: str) -> tuple[str, ...]:
    if chunk.isascii() and chunk.isalnum():
        if chunk.isalpha() and chunk.islower():
            # Nothing in it can be split or folded.
            return (_stem(chunk[:_WORD_CHARACTERS]),)
        return tuple(_stem(word) for word in _split_identifier(chunk))
    return tuple(_stem(word) for word in _words_of(chunk))


def _stem(word: str) -> str:
    if len(word) < 3 or not word.isalpha():
        return _stem_marked(word)
    first = word[0]
    if first < "\u0370":
        return _stemmers.stem("porter", word)
    return _stem_by_script(first, word)


def _stem_marked(word: str) -> str:
    """Stem a word with marks that Python does not count as letters, as the Indic scripts have them."""
    return _stem_by_script(word[0], word) if "\u0900" <= word[0] <= "\u0bff" else word


def _stem_by_script(first: str, word: str) -> str:
    for low, high, language in _SCRIPT_STEMMERS:
        if low <= first <= high:
            return _stemmers.stem(language, word)
    return word
