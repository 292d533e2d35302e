"""The read path: a question goes in, a recall comes out; the index follows the store by itself."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from ricordo.embedding.blas import ONE_THREAD_EACH
from ricordo.errors import EmbeddingFailed
from ricordo.model import Hit, Kind, Link, MemoryRecord, Mode, Recall
from ricordo.recall.confidence import Judgement, judge, judge_uncalibrated, judge_words
from ricordo.recall.dates import MICROSECONDS_A_DAY
from ricordo.recall.index import Index
from ricordo.recall.packing import pack
from ricordo.recall.query import Question, meaning_text, understand
from ricordo.recall.reasons import parts, why
from ricordo.recall.scope import Filters, Scope, allowed, scope_of
from ricordo.recall.search import Found, Search
from ricordo.recall.sidecar import Stamp, load, save
from ricordo.recall.tense import asks_past
from ricordo.recall.today import Successions, Successor, today_first
from ricordo.recall.typical import TextEmbedder, typical_vector
from ricordo.storage.base import IndexChanges
from ricordo.timeline import to_micros

_log = logging.getLogger(__name__)

_CHANGES_BEFORE_SAVE: Final = 500
_READS_OF_A_MOVING_STORE: Final = 3
CLOSED: Final = "it was superseded"
INSIDE_THE_TIME_ASKED: Final = 0.6
NOTHING_KNOWN: Final = Judgement(0.0, no_match=True)
_LOADING: Final = "Searched by words alone: the embedder is still being loaded; ask again in a moment."


FindRelated = Callable[[str, Sequence[str], int], Mapping[int, float]]
"""Gives, for a question, namespaces and an instant (microseconds), the numbers of related memories, with weights."""


class IndexedStore(Protocol):
    """What the read path asks of a store."""

    def sequence(self) -> int:
        """Give the number of the last change; cheap."""
        ...

    def index_changes(self, since: int) -> IndexChanges:
        """Give what changed after that number; everything if it is 0."""
        ...

    def vectors(self, nums: Sequence[int]) -> NDArray[np.float32]:
        """Give vectors by row number, one a row in the order asked, zero where there is none."""
        ...

    def records(self, nums: Sequence[int]) -> list[MemoryRecord]:
        """Give memories by row number in the order asked; one that is gone is left out."""
        ...

    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        """Give memories by id in the order asked; one that is gone is left out."""
        ...

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        """Give the row numbers of ids; one that is gone is left out."""
        ...

    def links(self, ids: Sequence[str]) -> list[Link]:
        """Give the open links that start or end at one of these memories."""
        ...


class RecallPath:
    """Recalls memories of one store. Safe to use from several threads."""

    def __init__(
        self,
        store: IndexedStore,
        embedder: TextEmbedder | None,
        *,
        sidecar: Path | None = None,
        database: str = "",
        fingerprint: str = "",
        is_calibrated: bool = True,
        related_to: FindRelated | None = None,
    ) -> None:
        """Prepare; nothing is read before the first recall.

        Args:
            store: Where the memories are.
            embedder: Gives meaning to questions; None searches by words alone.
            sidecar: A file that keeps the index between processes; None keeps none.
            database: The identity of the store, to know its own sidecar by.
            fingerprint: The identity of the embedder, for the same reason.
            is_calibrated: Whether the confidence was calibrated for the vectors of this embedder.
            related_to: Finds the memories about the things that a question names; None knows no things.
        """
        self._store = store
        self._embedder = embedder
        self._sidecar = sidecar
        self._database = database
        self._fingerprint = fingerprint
        self._is_calibrated = is_calibrated
        self._related_to = related_to
        self.is_loading: Callable[[], bool] | None = None
        """While it gives True, questions are answered by words alone, and the answers say so."""
        self._lock = RLock()
        self._index: Index | None = None
        self._sequence = 0
        self._generation = 0
        self._unsaved = 0
        self._search: tuple[tuple[object, ...], Search, Scope] | None = None

    def recall(
        self,
        query: str,
        *,
        namespaces: Sequence[str],
        limit: int = 8,
        budget_tokens: int | None = None,
        kinds: Collection[Kind] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        as_of: datetime | None = None,
        allowed_nums: Collection[int] | None = None,
        mode: Mode = "hybrid",
        explain: bool = False,
        now: datetime | None = None,
    ) -> Recall:
        """Find the memories that answer a question.

        Args:
            query: The question, in any language.
            namespaces: Where to look.
            limit: So many hits at most.
            budget_tokens: Upper bound of the estimated tokens of the answer.
            kinds: Only these kinds.
            since: Only what happened then or later.
            until: Only what happened before.
            as_of: What was true in the world then, instead of what is in force now.
            allowed_nums: Only these row numbers.
            mode: Whether words, meaning or both decide.
            explain: Whether each hit carries the parts of its score.
            now: The present, for relative dates and for what is over.

        Returns:
            The hits, best first, and how sure the answer is; no hits and `no_match` if nothing relevant is known.
        """
        return self.recall_many(
            [query],
            namespaces=namespaces,
            limit=limit,
            budget_tokens=budget_tokens,
            kinds=kinds,
            since=since,
            until=until,
            as_of=as_of,
            allowed_nums=allowed_nums,
            mode=mode,
            explain=explain,
            now=now,
        )[0]

    def recall_many(
        self,
        queries: Sequence[str],
        *,
        namespaces: Sequence[str],
        limit: int = 8,
        budget_tokens: int | None = None,
        kinds: Collection[Kind] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        as_of: datetime | None = None,
        allowed_nums: Collection[int] | None = None,
        mode: Mode = "hybrid",
        explain: bool = False,
        now: datetime | None = None,
    ) -> list[Recall]:
        """Answer several questions at once, with one call of the embedder; see `recall`."""
        instant = now or datetime.now(UTC)
        filters = Filters(
            namespaces=tuple(namespaces),
            now=to_micros(instant),
            kinds=kinds,
            since=None if since is None else to_micros(since),
            until=None if until is None else to_micros(until),
            allowed_nums=allowed_nums,
            valid_at=None if as_of is None else to_micros(as_of),
        )
        vectors, notice = self._embed(queries, mode)
        answers = []
        for query, vector in zip(queries, vectors, strict=True):
            question = understand(query, instant)
            if self._related_to is not None:
                question = replace(question, related=self._related_to(query, filters.namespaces, filters.now))
            found, records, scope = self._find(question, vector, filters, mode, limit, with_closed=True)
            judgement = self._judge(question, found, vector, scope) if records else NOTHING_KNOWN
            if judgement.no_match and _is_about_it(found):
                judgement = judgement._replace(no_match=False)
            hits = [] if judgement.no_match else _hits(question, found, records, explain=explain)
            hits = self._today_first(question, hits, filters)[:limit]
            missing = scope.count - scope.with_vector if vector is not None else 0
            remark = " ".join(filter(None, (notice, _missing_notice(missing)))) or None
            answers.append(_answer(question, hits, judgement if hits else NOTHING_KNOWN, budget_tokens, remark))
        return answers

    def _today_first(self, question: Question, hits: list[Hit], filters: Filters) -> list[Hit]:
        """Look up what replaces the hits, and let it stand above them."""
        known = {hit.memory.id: hit.memory for hit in hits}
        newer: dict[str, Successor] = {}
        asked = list(known)
        while asked:
            links = [link for link in self._store.links(asked) if link.older in asked]
            found = {link.older: Successor(link.newer, link.why, is_sure=link.type != "conflict") for link in links}
            closed = [(one, known[one].superseded_by) for one in asked]
            found |= {one: Successor(by, CLOSED, is_sure=True) for one, by in closed if by}
            newer |= found
            asked = [newest.id for newest in found.values() if newest.id not in known]
            known |= {record.id: record for record in self._store.get(asked)}
            asked = [one for one in asked if one in known]
        if not newer and all(hit.memory.state == "live" and not hit.memory.flagged for hit in hits):
            return hits
        present = {one: known[one] for one in self._permitted(list(known), filters)}
        return today_first(hits, Successions(newer, present), _asked_for(question, hits, filters.now))

    def _permitted(self, ids: list[str], filters: Filters) -> list[str]:
        """Give the ids that a recall may give by itself."""
        nums = self._store.nums(ids)
        with self._lock:
            index = self._fresh_index()
            mask = allowed(index, self._searcher(index, filters)[1], filters)
            slots = index.find(np.fromiter(nums.values(), np.int64, len(nums)))
        return [one for one, slot in zip(nums, slots.tolist(), strict=True) if slot >= 0 and mask[slot]]

    def nearest(
        self,
        text: str,
        vector: NDArray[np.float32] | None,
        *,
        namespaces: Sequence[str],
        limit: int,
        now: datetime,
        kinds: Collection[Kind] | None = None,
    ) -> list[tuple[MemoryRecord, float | None]]:
        """Find the live memories that are most like a text, whether they answer anything or not.

        Args:
            text: The text.
            vector: Its meaning; None looks at words alone.
            namespaces: Where to look.
            limit: So many at most.
            now: The present, for what is over.
            kinds: Only these kinds.

        Returns:
            Memories, the most alike first, each with the cosine of the two vectors where both have one.
        """
        filters = Filters(namespaces=tuple(namespaces), now=to_micros(now), kinds=kinds)
        found, records, _ = self._find(understand(text, now), vector, filters, "hybrid", limit)
        cosines = [None if np.isnan(cosine) else float(cosine) for cosine in found.signals.cosine]
        return list(zip(records, cosines, strict=False))

    def fitting(
        self,
        queries: Sequence[str],
        *,
        namespaces: Sequence[str],
        kinds: Collection[Kind],
        limit: int,
        now: datetime,
    ) -> dict[str, float] | None:
        """Find the memories in force that fit one of some texts, each with how surely it does by itself.

        A recall judges its answer as a whole; whoever tells memories unasked must be sure of each of them.

        Args:
            queries: What was said, as a whole and in parts.
            namespaces: Where to look.
            kinds: Only these kinds.
            limit: So many for each text at most.
            now: The present, for what is over.

        Returns:
            The confidences, from 0 to 1, by id; None when there are no vectors for the texts now.
        """
        vectors, _ = self._embed(queries, "hybrid")
        filters = Filters(namespaces=tuple(namespaces), now=to_micros(now), kinds=kinds)
        sure: dict[str, float] = {}
        for query, vector in zip(queries, vectors, strict=True):
            if vector is None:
                return None
            question = understand(query, now)
            found, records, scope = self._find(question, vector, filters, "hybrid", limit)
            for place, record in enumerate(records):
                confidence = self._judge(question, found.alone(place), vector, scope).confidence
                sure[record.id] = max(confidence, sure.get(record.id, 0.0))
        return sure

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        """Give the row numbers of ids in the store that is read, without those that are unknown there."""
        return self._store.nums(ids)

    def save(self) -> None:
        """Keep the index for the next process, if a sidecar was given and something changed."""
        with self._lock:
            if self._sidecar is None or self._index is None or not self._unsaved:
                return
            if self._index.dead:
                # The terms and signs of what was removed must not reach the file.
                self._index.compact()
            stamp = Stamp(self._database, self._fingerprint, self._generation, self._sequence)
            try:
                save(self._sidecar, self._index, stamp)
            except OSError as error:
                _log.debug("the index could not be kept: %s", error)
            self._unsaved = 0

    def purge(self) -> None:
        """Take what was erased from the store out of the index and its file at once, not only out of sight.

        Raises:
            OSError: The file can be neither written nor removed.
        """
        with self._lock:
            self._fresh_index()
            self._unsaved += 1
            if self._sidecar is not None:
                self._sidecar.unlink(missing_ok=True)
            self.save()

    def _embed(self, queries: Sequence[str], mode: Mode) -> tuple[list[NDArray[np.float32] | None], str | None]:
        if self._embedder is None or mode == "text":
            return [None] * len(queries), None
        if self.is_loading is not None and self.is_loading():
            return [None] * len(queries), _LOADING
        try:
            vectors = self._embedder.embed([meaning_text(query) for query in queries])
        except EmbeddingFailed as error:
            return [None] * len(queries), f"Searched by words alone: {error}"
        return list(np.asarray(vectors, np.float32)), None

    def _find(
        self,
        question: Question,
        vector: NDArray[np.float32] | None,
        filters: Filters,
        mode: Mode,
        limit: int,
        *,
        with_closed: bool = False,
    ) -> tuple[Found, list[MemoryRecord], Scope]:
        """Search, and search again if a hit was erased by somebody else in between."""
        for _ in range(_READS_OF_A_MOVING_STORE):
            # Threads that share one product spin while they wait for a core that others use.
            with self._lock, ONE_THREAD_EACH:
                index = self._fresh_index()
                search, scope = self._searcher(index, filters)
                fitting = vector if vector is not None and vector.size == index.dimension else None
                permitted, wanted = allowed(index, scope, filters), limit
                if with_closed and scope.closed is not None:
                    permitted, wanted = permitted | scope.closed, 2 * limit
                found = search.run(question, fitting, permitted, mode, wanted)
                nums = index.columns.num[found.slots].tolist()
            records = self._store.records(nums)
            if len(records) == len(nums):
                break
        else:
            records = []
        return found, records, scope

    def _judge(self, question: Question, found: Found, vector: NDArray[np.float32] | None, scope: Scope) -> Judgement:
        if vector is None or found.best_cosine is None:
            return judge_words(found.best_coverage, scope.count)
        typical = self._typical_vector() if self._is_calibrated else None
        if typical is None:
            return judge_uncalibrated(found.best_coverage, scope.count)
        near_anything = float(typical @ vector)
        is_one_word = len(question.terms) <= 1
        return judge(found.best_coverage, found.best_cosine, near_anything, scope.count, is_one_word=is_one_word)

    def _typical_vector(self) -> NDArray[np.float32] | None:
        """Find out once, or learn from the sidecar, what the vectors of everyday notes have in common."""
        index = self._index
        if index is None or self._embedder is None:
            return None
        if index.typical.size != index.dimension:
            try:
                index.typical = typical_vector(self._embedder)
            except EmbeddingFailed:
                return None
            self._unsaved += 1
        return index.typical

    def _searcher(self, index: Index, filters: Filters) -> tuple[Search, Scope]:
        key = (index.recast, filters.namespaces, filters.valid_at)
        before = None
        if self._search is not None and self._search[0] == key:
            _, search, scope = self._search
            if scope.counted_at <= filters.now < scope.holds_until:
                if scope.mask.size == index.columns.size:
                    return search, scope
                before = scope
        scope = scope_of(index, filters, before)
        search = Search(index, scope, self._store.vectors)
        self._search = (key, search, scope)
        return search, scope

    def _fresh_index(self) -> Index:
        index = self._index
        if index is None:
            index = self._load()
        elif self._store.sequence() == self._sequence:
            return index
        changes = self._store.index_changes(self._sequence)
        if changes.generation != self._generation and self._sequence:
            index, changes = Index(), self._store.index_changes(0)
            self._search = None
        index.add(changes.rows)
        index.remove(changes.removed)
        self._index, self._sequence, self._generation = index, changes.sequence, changes.generation
        self._unsaved += len(changes.rows) + len(changes.removed)
        if self._unsaved > _CHANGES_BEFORE_SAVE + len(index) // 50:
            self.save()
        return index

    def _load(self) -> Index:
        loaded = load(self._sidecar, self._database, self._fingerprint) if self._sidecar else None
        if loaded is None:
            return Index()
        index, stamp = loaded
        self._sequence, self._generation = stamp.sequence, stamp.generation
        return index


def _is_about_it(found: Found) -> bool:
    """Tell whether something answers whatever its words: of the very time asked for, or about the very thing named."""
    signals = found.signals
    return bool(signals.date.max(initial=0.0) >= INSIDE_THE_TIME_ASKED or signals.related.max(initial=0.0) >= 1)


def _asked_for(question: Question, hits: Sequence[Hit], now: int) -> frozenset[str]:
    """Name the hits that a question asks for although they may be out of date: those of the time that it is about."""
    if asks_past(question.text):
        return frozenset(hit.memory.id for hit in hits)
    today = now // MICROSECONDS_A_DAY
    past = [window for window in question.windows if window.end <= today]
    return frozenset(
        memory.id
        for memory in (hit.memory for hit in hits)
        if memory.valid_to is not None
        and any(
            to_micros(memory.happened_at) < window.end * MICROSECONDS_A_DAY
            and to_micros(memory.valid_to) > window.start * MICROSECONDS_A_DAY
            for window in past
        )
    )


def _hits(question: Question, found: Found, records: Sequence[MemoryRecord], *, explain: bool) -> list[Hit]:
    return [
        Hit(
            memory=record,
            score=round(float(found.scores[place]), 6),
            why=why(question, found, place),
            signals=parts(found.signals, place) if explain else None,
        )
        for place, record in enumerate(records)
    ]


def _answer(
    question: Question, hits: Sequence[Hit], judgement: Judgement, budget_tokens: int | None, notice: str | None
) -> Recall:
    kept, prompt, tokens = pack(hits, budget_tokens)
    return Recall(
        query=question.text,
        hits=kept,
        confidence=round(judgement.confidence, 4),
        no_match=judgement.no_match,
        notice=notice,
        prompt=prompt,
        tokens=tokens,
        omitted=len(hits) - len(kept),
    )


def _missing_notice(missing: int) -> str | None:
    if not missing:
        return None
    subject = "1 memory has" if missing == 1 else f"{missing} memories have"
    return f"{subject} no vector yet; run `ricordo reembed`."
