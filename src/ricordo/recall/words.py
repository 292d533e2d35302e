"""The words of a question in the index: who contains them, how often, and what that is worth."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ricordo.recall.index import Index
from ricordo.recall.query import Question
from ricordo.recall.rank import NEIGHBOUR_WEIGHT, bm25, inverse_frequencies
from ricordo.recall.scope import Scope, length_with_neighbours, neighbours

Floats = NDArray[np.float64]
Slots = NDArray[np.int64]

_KNOWN_TERMS: Final = 48
_UNKNOWN_TERMS: Final = 16
# The prior of a conversation is not worth walking over the places of a word that stands everywhere.
_COMMON_ENTRIES: Final = 50_000


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """Where the terms of a question occur in a scope.

    Attributes:
        places: For each term that occurs: slots, ascending, and how often in each.
        numbers: Which term of the question each is.
        weights: Inverse document frequency of each.
        total_weight: Of all terms; one that occurs nowhere counts like the rarest possible, unless it is a date.
    """

    places: list[tuple[NDArray[np.int32], NDArray[np.uint8]]]
    numbers: list[int]
    weights: Floats
    total_weight: float


def find_terms(index: Index, scope: Scope, question: Question) -> FoundTerms:
    """Look the terms of a question up; of a very long one only the rarest are kept."""
    everywhere = scope.count == index.columns.size
    places = [
        (slots, counts) if everywhere else _inside(scope, slots, counts)
        for slots, counts in index.postings.find(question.term_numbers)
    ]
    frequencies = np.fromiter((slots.size for slots, _ in places), np.int64, len(places))
    weights = inverse_frequencies(frequencies, scope.count)
    known = np.flatnonzero(frequencies)
    kept = np.sort(known[np.argsort(-weights[known], kind="stable")][:_KNOWN_TERMS])
    unknown = min(_UNKNOWN_TERMS, int(np.count_nonzero((frequencies == 0) & ~question.dating)))
    rarest = float(inverse_frequencies(np.zeros(1, np.int64), scope.count)[0])
    return FoundTerms(
        [places[number] for number in kept],
        kept.tolist(),
        weights[kept],
        float(weights[kept].sum()) + unknown * rarest,
    )


@dataclass(frozen=True, slots=True)
class WordSignals:
    """What the words say about some candidates.

    Attributes:
        own: Occurrences in the own text, one row a found term, one column a candidate.
        words: BM25 over own text and neighbours.
        coverage: Share of the question's weight in the own text.
        session: BM25 of the conversation.
    """

    own: NDArray[np.uint8]
    words: Floats
    coverage: Floats
    session: Floats


def word_signals(index: Index, scope: Scope, found: FoundTerms, slots: Slots) -> WordSignals:
    """Score candidates by the words of the question, exactly."""
    before, after = neighbours(index, scope.current, slots)
    own, near = _counts(index, found, slots, before, after)
    lengths = length_with_neighbours(index, scope.current, slots)
    words = bm25(own + NEIGHBOUR_WEIGHT * near, found.weights, lengths, scope.average_length)
    coverage = found.weights @ (own > 0) / max(found.total_weight, 1e-9)
    return WordSignals(own, words, coverage, _session_signal(index, scope, found, slots))


def accumulate(index: Index, found: FoundTerms) -> NDArray[np.float32]:
    """Add up roughly, for every slot, what its own words are worth: enough to choose candidates."""
    total = np.zeros(index.columns.size, np.float32)
    saturation = np.arange(256, dtype=np.float32) / (np.arange(256, dtype=np.float32) + 1)
    for (slots, counts), weight in zip(found.places, found.weights, strict=True):
        total[slots] += (saturation * np.float32(weight))[counts]
    return total


def _inside(
    scope: Scope,
    slots: NDArray[np.int32],
    counts: NDArray[np.uint8],
) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    kept = scope.mask[slots]
    return slots[kept], counts[kept]


def _counts(
    index: Index,
    found: FoundTerms,
    slots: Slots,
    before: Slots,
    after: Slots,
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    # One place more than slots: there no term ever stands, and -1 (no neighbour) points to it.
    at_slot = np.zeros(index.columns.size + 1, np.uint8)
    own = np.zeros((len(found.places), slots.size), np.uint8)
    near = np.zeros((len(found.places), slots.size), np.float32)
    for row, (places, counts) in enumerate(found.places):
        at_slot[places] = counts
        own[row] = at_slot[slots]
        np.add(at_slot[before], at_slot[after], out=near[row], dtype=np.float32)
        at_slot[places] = 0
    return own, near


def _session_signal(index: Index, scope: Scope, found: FoundTerms, slots: Slots) -> Floats:
    """Score conversations of at least two messages like one text each; a candidate gets its own's score."""
    sessions = index.columns.session
    several = np.append(scope.session_rows >= 2, [False])
    of_several = sessions[slots][several[sessions[slots]]]
    if not of_several.size or not found.places:
        return np.zeros(slots.size)
    eligible = np.unique(of_several)
    # One place more than sessions: -1 (no conversation) points to it.
    place_of = np.full(several.size, -1, np.int32)
    place_of[eligible] = np.arange(eligible.size)
    counts = np.zeros((len(found.places), eligible.size))
    frequencies = np.zeros(len(found.places), np.int64)
    for row, (places, occurrences) in enumerate(found.places):
        if places.size > _COMMON_ENTRIES:
            continue
        those = sessions[places]
        seen = np.zeros(several.size, np.bool_)
        seen[those] = True
        frequencies[row] = np.count_nonzero(seen & several)
        at = place_of[those]
        counts[row] = np.bincount(at[at >= 0], occurrences[at >= 0], minlength=eligible.size)
    lengths = scope.session_length[several[:-1]]
    weights = inverse_frequencies(frequencies, lengths.size)
    by_session = bm25(counts, weights, scope.session_length[eligible], float(lengths.mean()))
    return np.append(by_session, 0.0)[place_of[sessions[slots]]]
