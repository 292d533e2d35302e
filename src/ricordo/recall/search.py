"""One search in the index: candidates, their signals, their order. Exact for small stores, two-staged for large."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ricordo.model import Mode
from ricordo.recall.dates import date_fit
from ricordo.recall.index import EXACT_ROWS, Index
from ricordo.recall.query import Question
from ricordo.recall.rank import Signals, scores
from ricordo.recall.scope import Bools, Scope, Slots, happened
from ricordo.recall.words import FoundTerms, accumulate, find_terms, word_signals

Floats = NDArray[np.float64]
Float32s = NDArray[np.float32]
FetchVectors = Callable[[Sequence[int]], Float32s]
"""Gives the vectors of memories by their numbers, one a row, zero where there is none."""

_CANDIDATES: Final = 400
_ROUGH_CANDIDATES: Final = 2_000
_SAMPLED_VECTORS: Final = 512
_REMEMBERED_VECTORS: Final = 4_096
_THRESHOLD_SAMPLE: Final = 4_096


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates best first.

    Attributes:
        slots: Where they stand in the index.
        scores: Their scores, descending.
        signals: The parts of the scores, in the same order.
        own_terms: Which terms of the question stand in each: one row a hit, numbers of terms.
        best_coverage: The best share of the question's words in one memory.
        best_cosine: The best similarity of meaning; None without vectors.
    """

    slots: Slots
    scores: Floats
    signals: Signals
    own_terms: list[list[int]]
    best_coverage: float
    best_cosine: float | None

    def alone(self, place: int) -> "Found":
        """Give the same as if one hit were the best of it."""
        cosine = float(self.signals.cosine[place])
        coverage = float(self.signals.coverage[place])
        return replace(self, best_coverage=coverage, best_cosine=None if np.isnan(cosine) else cosine)


class Search:
    """Searches one state of an index."""

    def __init__(self, index: Index, scope: Scope, fetch: FetchVectors) -> None:
        self._index = index
        self._scope = scope
        self._fetch = fetch
        self._sample_vectors: Float32s | None = None
        self._rows_with_vector: Slots | None = None

    def run(self, question: Question, vector: Float32s | None, permitted: Bools, mode: Mode, limit: int) -> Found:
        """Find the best memories for a question.

        Args:
            question: What is asked.
            vector: The meaning of the question; None searches by words alone.
            permitted: Which memories may be given.
            mode: Whether words, meaning or both decide.
            limit: So many at most.
        """
        found = find_terms(self._index, self._scope, question)
        if self._index.columns.size <= EXACT_ROWS:
            slots = np.flatnonzero(permitted)
        else:
            slots = self._candidates(found, question, vector, permitted)
        return self._rank(question, found, slots, vector, mode, limit)

    def _rank(
        self,
        question: Question,
        found: FoundTerms,
        slots: Slots,
        vector: Float32s | None,
        mode: Mode,
        limit: int,
    ) -> Found:
        columns = self._index.columns
        by_words = word_signals(self._index, self._scope, found, slots)
        cosine, deviation = self._meaning(slots, vector)
        signals = Signals(
            words=by_words.words,
            coverage=by_words.coverage,
            session=by_words.session,
            date=date_fit(question.windows, happened(columns)[slots]) if question.windows else np.zeros(slots.size),
            speaker=self._named_speaker(question, slots),
            related=self._related(question, slots),
            assistant=self._unasked_assistant(question, slots),
            characters=columns.characters[slots].astype(np.float64),
            cosine=cosine,
            deviation=deviation,
        )
        best_coverage = float(by_words.coverage.max(initial=0.0))
        total = np.nan_to_num(cosine) if mode == "vector" else scores(signals, best_coverage)
        if vector is None:
            eligible = np.flatnonzero((by_words.words > 0) | (signals.related > 0))
        elif mode == "vector":
            eligible = np.flatnonzero(~np.isnan(cosine))
        else:
            eligible = np.arange(slots.size)
        rivals = slots[eligible]
        order = eligible[_ordered(np.round(total[eligible], 6), columns.created[rivals], columns.num[rivals], limit)]
        with_vector = cosine[~np.isnan(cosine)]
        return Found(
            slots=slots[order],
            scores=total[order],
            signals=_taken(signals, order),
            own_terms=[[found.numbers[row] for row in np.flatnonzero(column)] for column in by_words.own[:, order].T],
            best_coverage=best_coverage,
            best_cosine=float(with_vector.max()) if with_vector.size else None,
        )

    def _meaning(self, slots: Slots, vector: Float32s | None) -> tuple[Floats, Floats]:
        """Give cosines (NaN without a vector) and their standard deviations from the mean of the scope."""
        cosine = np.full(slots.size, np.nan)
        if vector is None:
            return cosine, np.zeros(slots.size)
        index = self._index
        present = index.columns.has_vector[slots]
        if index.matrix is not None and index.matrix.size:
            everything = index.matrix[: index.columns.size] @ vector
            cosine = np.where(present, everything[slots], np.nan).astype(np.float64)
            reference = everything[self._with_vector()]
        elif present.any():
            cosine[present] = self._fetch(index.columns.num[slots[present]].tolist()) @ vector
            reference = self._sampled() @ vector
        else:
            return cosine, np.zeros(slots.size)
        spread = float(reference.std()) if reference.size else 0.0
        if spread < 1e-6:
            return cosine, np.zeros(slots.size)
        return cosine, np.nan_to_num((cosine - float(reference.mean())) / spread)

    def _with_vector(self) -> Slots:
        if self._rows_with_vector is None:
            self._rows_with_vector = np.flatnonzero(self._scope.mask & self._index.columns.has_vector)
        return self._rows_with_vector

    def _sampled(self) -> Float32s:
        """Fetch a fixed sample of the vectors in scope: mean and deviation of a large scope come from it."""
        if self._sample_vectors is None:
            rows = self._with_vector()
            chosen = rows[:: max(1, rows.size // _SAMPLED_VECTORS)]
            self._sample_vectors = self._fetched_once(self._index.columns.num[chosen].tolist())
        return self._sample_vectors

    def _fetched_once(self, nums: list[int]) -> Float32s:
        """Fetch what the searches before this one did not: from one write to the next a sample hardly changes."""
        known, last = self._index.sample, self._index.last_sample
        if last is not None and last[0] == nums:
            return last[1]
        if len(known) > _REMEMBERED_VECTORS:
            known.clear()
        missing = [num for num in nums if num not in known]
        width = self._index.dimension
        fresh = self._fetch(missing) if missing else np.zeros((0, width), np.float32)
        is_whole = fresh.shape[1] == width
        if is_whole:
            known.update(zip(missing, fresh, strict=True))
        blank = np.zeros(width, np.float32)
        vectors = np.array([known.get(num, blank) for num in nums])
        self._index.last_sample = (nums, vectors) if is_whole else None
        return vectors

    def _related(self, question: Question, slots: Slots) -> Floats:
        nearness = np.zeros(slots.size)
        if question.related:
            weights = np.zeros(self._index.columns.size)
            found = self._index.find(np.fromiter(question.related, np.int64, len(question.related)))
            weights[found[found >= 0]] = np.fromiter(question.related.values(), np.float64, found.size)[found >= 0]
            nearness = weights[slots]
        return nearness

    def _named_speaker(self, question: Question, slots: Slots) -> Bools:
        called = self._index.speakers.called(question.word_numbers) & self._scope.speakers
        if not called or called == self._scope.speakers:
            return np.zeros(slots.size, np.bool_)
        return np.isin(self._index.columns.speaker[slots], list(called))

    def _unasked_assistant(self, question: Question, slots: Slots) -> Bools:
        if question.asks_assistant:
            return np.zeros(slots.size, np.bool_)
        is_assistant = np.array([*self._index.speakers.is_assistant, False])
        return is_assistant[self._index.columns.speaker[slots]]

    def _candidates(
        self,
        found: FoundTerms,
        question: Question,
        vector: Float32s | None,
        permitted: Bools,
    ) -> Slots:
        index = self._index
        chosen = [self._by_words(found, question, permitted)]
        if vector is not None and index.dimension:
            distances = index.bits.distances(vector, index.columns.size)
            has_vector = permitted & index.columns.has_vector
            chosen.append(_best_of(-distances.astype(np.int16), has_vector, _CANDIDATES))
        flags = np.zeros(index.columns.size, np.bool_)
        flags[np.concatenate(chosen)] = True
        return np.flatnonzero(flags)

    def _by_words(self, found: FoundTerms, question: Question, permitted: Bools) -> Slots:
        columns = self._index.columns
        rough = accumulate(self._index, found)
        best = _best_of(rough, permitted & (rough > 0), _ROUGH_CANDIDATES)
        worth = rough[best] / max(float(rough[best].max(initial=0.0)), 1e-9)
        if question.windows:
            worth = worth + 0.7 * date_fit(question.windows, happened(columns)[best])
        best = best[np.argsort(-worth, kind="stable")][:_CANDIDATES]
        around = np.concatenate([columns.previous[best], columns.next[best]])[: _CANDIDATES // 2]
        around = around[around >= 0]
        return np.concatenate([best, around[permitted[around]]]).astype(np.int64)


def _best_of(values: NDArray[Any], among: Bools, count: int) -> Slots:
    """Give the slots of the greatest values, in no order; a sample finds the threshold first."""
    step = max(1, values.size // _THRESHOLD_SAMPLE)
    sample = np.sort(values[::step][among[::step]])[::-1]
    wanted = 2 * count // step + 16
    slots = np.flatnonzero(among & (values >= sample[wanted]) if sample.size > wanted else among)
    if slots.size < count and sample.size > wanted:
        slots = np.flatnonzero(among)
    if slots.size <= count:
        return slots
    # Equal values: the oldest are taken, so that the same question always gets the same answer.
    return slots[np.argsort(-values[slots], kind="stable")[:count]]


def _ordered(values: Floats, created: NDArray[np.int64], nums: NDArray[np.int64], count: int) -> Slots:
    """Give the places of the greatest values, descending; of equal ones the oldest memory comes first.

    A memory that was taken back and brought back has another number, and is as old as before.
    """
    if values.size > 2 * count:
        threshold = np.partition(values, values.size - count)[values.size - count]
        among = np.flatnonzero(values >= threshold)
    else:
        among = np.arange(values.size)
    return among[np.lexsort((nums[among], created[among], -values[among]))][:count]


def _taken(signals: Signals, order: Slots) -> Signals:
    return Signals(**{name: getattr(signals, name)[order] for name in Signals.__slots__})
