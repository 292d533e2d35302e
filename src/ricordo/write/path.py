"""The write path: guard -> classify -> embed -> one transaction. Every memory that is ever stored comes this way."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np

from ricordo.config import PROJECT_PREFIX, USER_NAMESPACE
from ricordo.embedding import BundledEmbedder, Embedder
from ricordo.embedding.blas import ONE_THREAD_EACH
from ricordo.errors import EmbeddingFailed, InvalidInput
from ricordo.model import (
    Draft,
    Duplicate,
    Guarded,
    Held,
    Kind,
    Link,
    MemoryRecord,
    Outcome,
    Scope,
    Stored,
    Superseded,
    Vetted,
)
from ricordo.storage.base import Actor, Store, Transaction
from ricordo.storage.filter import Filter
from ricordo.text import embedding_text
from ricordo.write.cascade import flag_dependants
from ricordo.write.classify import Proposal, classify_many
from ricordo.write.collection import only_young_collected
from ricordo.write.derive import derive
from ricordo.write.guard import clean, vet
from ricordo.write.identity import new_id
from ricordo.write.injection import judge_injections
from ricordo.write.judge import Verdict, closed, is_of_another_time, is_of_that_time, judge, said_at_another_time
from ricordo.write.links import with_findings
from ricordo.write.standing import JUDGED_KINDS, Finding, Near, findings, restatements
from ricordo.write.truth import Claim

FindNearest = Callable[[str, np.ndarray | None, str, Collection[Kind]], list[Near]]
"""Gives the live memories of a namespace and of some kinds that are most like a text, with the cosines of their
vectors, the nearest first."""
MESSAGES: tuple[Kind, ...] = ("message",)
COMPARED_AT_ONCE = 256
"""Up to so many drafts are compared with what is known one by one; more are stored as they come."""
NOT_COMPARED = "so many at once were not compared with what is known; `contradictions` does it."
CHUNK = 512
"""Drafts per transaction of a bulk write: other writers get their turn in between."""
NO_VECTORS = "the embedder failed ({}): stored without a vector, found by its words only; run `reembed` later."


@dataclass(frozen=True, slots=True)
class Prepared:
    """A vetted draft with everything that was decided before the transaction."""

    vetted: Vetted
    proposal: Proposal
    vector: np.ndarray | None
    findings: tuple[Finding, ...] = ()
    similar: tuple[str, ...] = ()


@dataclass(slots=True)
class Batch:
    """Prepared drafts of one transaction, in order, and what went wrong with their vectors."""

    prepared: list[Prepared]
    notice: str | None = None


@dataclass(slots=True)
class WritePath:
    """Turns drafts into stored memories.

    Attributes:
        store: Where they go.
        embedder: Makes their vectors; None for none.
        clock: Gives the time.
        actor: Who writes.
        namespace: The namespace of the scope; `user` takes what belongs to the person.
        nearest: Finds the live memories that are most like a text; None compares with nothing.
    """

    store: Store
    embedder: Embedder | None
    clock: Callable[[], datetime]
    actor: Actor
    namespace: str
    nearest: FindNearest | None = None
    _pool: ThreadPoolExecutor | None = field(default=None, init=False)

    def remember(
        self, drafts: Sequence[Draft], operation: str, on_progress: Callable[[int], None] | None = None
    ) -> list[Outcome]:
        """Store drafts, in chunks that share one change number.

        Nothing is stored when any of them is refused. `on_progress` is told how many were stored since the last call.

        Raises:
            InvalidInput: Naming what is wrong, and the number of the draft when there are several.
        """
        outcomes: list[Outcome] = []
        change: int | None = None
        is_compared = len(drafts) <= COMPARED_AT_ONCE
        # The small products of gate and classifier would wake threads that then spin beside the embedder.
        with ONE_THREAD_EACH, only_young_collected() as collect:
            for batch in self._prepare(drafts):
                if not is_compared and any(_is_statement(one) for one in batch.prepared):
                    batch.notice = batch.notice or NOT_COMPARED
                for part in _one_by_one(batch) if is_compared else [batch]:
                    outcomes += self.keep(self._compared(part) if is_compared else part, operation, change)
                    change = next((one.change for one in outcomes if one.change is not None), None)
                if on_progress:
                    on_progress(len(batch.prepared))
                collect()
        return outcomes

    def prepare(self, draft: Draft) -> Batch:
        """Guard, embed and classify one draft without storing it."""
        return next(self._prepare([draft]))

    def _compared(self, batch: Batch) -> Batch:
        """Judge what a statement does to what is known: before the transaction, for it takes its time."""
        (prepared,) = batch.prepared
        draft = prepared.vetted.draft
        if self.nearest is None or not _is_statement(prepared) or prepared.vetted.held_reason:
            return batch
        namespace, _ = self._namespace_for(draft, prepared.proposal)
        near = self.nearest(draft.text, prepared.vector, namespace, JUDGED_KINDS)
        new = Claim(draft.text, draft.kind or prepared.proposal.kind, draft.subject, draft.valid_from or self.clock())
        found = [
            replace(one, said_in=self._said_in(one.known.text, namespace)) if one.effect == "closes" else one
            for one in findings(new, near, untrusted=prepared.vetted.untrusted)
        ]
        similar = restatements(draft.text, near)
        return Batch([replace(prepared, findings=tuple(found), similar=similar)], batch.notice)

    def _said_in(self, text: str, namespace: str) -> tuple[str, ...]:
        """Give the messages that say what a memory says."""
        near = self.nearest(text, None, namespace, MESSAGES) if self.nearest else []
        return restatements(text, near)

    def keep(self, batch: Batch, operation: str, change: int | None = None) -> list[Outcome]:
        """Store what was prepared, in one transaction.

        Args:
            batch: Prepared drafts.
            operation: Name of the operation, for the journal.
            change: Continue this change.
        """
        with self.store.transaction(operation, self.actor, change=change) as transaction:
            return [self.persist(transaction, one, batch.notice) for one in batch.prepared]

    def close(self) -> None:
        """End the thread that embeds."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    # Before the transaction

    def _prepare(self, drafts: Sequence[Draft]) -> Iterator[Batch]:
        """Guard everything first; then embed one chunk ahead of the transaction that stores the one before."""
        cleaned = _numbered(drafts)
        contexts = self._previous_turns([one.draft for one in cleaned])
        chunks = [range(start, min(start + CHUNK, len(drafts))) for start in range(0, len(drafts), CHUNK)]
        texts = [[contexts[i] or cleaned[i].draft.text for i in chunk] for chunk in chunks]
        for chunk, (vectors, notice) in zip(chunks, self._embedded(texts), strict=True):
            joined = any(contexts[i] for i in chunk)
            own = vectors if self._judges_by_vector and not joined else None
            verdicts = judge_injections([drafts[i].text for i in chunk], own)
            proposals = self._proposals([cleaned[i].draft for i in chunk], own)
            yield Batch(
                [
                    Prepared(
                        vet(cleaned[i], verdicts[place], cleaned[i].draft.kind or proposals[place].kind),
                        proposals[place],
                        None if vectors is None else vectors[place],
                    )
                    for place, i in enumerate(chunk)
                ],
                notice,
            )

    @property
    def _judges_by_vector(self) -> bool:
        """Whether the vectors are those that gate and classifier were trained with."""
        return isinstance(self.embedder, BundledEmbedder)

    @staticmethod
    def _proposals(drafts: Sequence[Draft], vectors: np.ndarray | None) -> list[Proposal]:
        """Classify what is not a turn of a conversation: a turn is a message, whatever it says."""
        places = [place for place, draft in enumerate(drafts) if draft.kind != "message"]
        own = None if vectors is None else vectors[places]
        classified = dict(zip(places, classify_many([drafts[place].text for place in places], own), strict=True))
        return [classified.get(place, MESSAGE) for place in range(len(drafts))]

    def _embedded(self, chunks: Sequence[list[str]]) -> Iterator[tuple[np.ndarray | None, str | None]]:
        """Embed chunk after chunk, the next one already while the caller works on this one."""
        if len(chunks) <= 1 or self.embedder is None:
            yield from map(self._embed, chunks)
            return
        self._pool = self._pool or ThreadPoolExecutor(1, thread_name_prefix="ricordo-embed")
        waiting: Future[tuple[np.ndarray | None, str | None]] = self._pool.submit(self._embed, chunks[0])
        for following in chunks[1:]:
            following_future = self._pool.submit(self._embed, following)
            yield waiting.result()
            waiting = following_future
        yield waiting.result()

    def _embed(self, texts: list[str]) -> tuple[np.ndarray | None, str | None]:
        if self.embedder is None:
            return None, None
        try:
            return self.embedder.embed(texts), None
        except EmbeddingFailed as error:
            return None, NO_VECTORS.format(str(error).rstrip("."))

    def _previous_turns(self, drafts: Sequence[Draft]) -> list[str | None]:
        """Give, for a message that follows another, the text that its vector is made of."""
        last: dict[str, tuple[str | None, str] | None] = {}
        contexts: list[str | None] = []
        for draft in drafts:
            if draft.kind != "message" or draft.session is None:
                contexts.append(None)
                continue
            if draft.session not in last:
                last[draft.session] = self._last_turn(draft.session)
            before = last[draft.session]
            together = None
            if before is not None:
                together = embedding_text(draft.text, before[1], same_speaker=before[0] == draft.speaker)
            contexts.append(together if together != draft.text else None)
            last[draft.session] = (draft.speaker, draft.text)
        return contexts

    def _last_turn(self, session: str) -> tuple[str | None, str] | None:
        where = Filter(namespaces=(self.namespace,), kinds=("message",), session=session)
        page, _ = self.store.page(where, 1)
        return (page[0].speaker, page[0].text) if page else None

    # Within the transaction

    def persist(self, transaction: Transaction, prepared: Prepared, notice: str | None) -> Outcome:
        """Store one prepared draft within a transaction, with all that follows from it."""
        record, inferred, remark = self._record(prepared)
        notice = notice or remark
        redacted = prepared.vetted.redacted
        derived = derive(record, prepared.vector)
        twin = transaction.find_text(record.namespace, derived.text_key)
        if twin is not None and not is_of_another_time(twin, record):
            change = transaction.change if self._enrich(transaction, twin, record) else None
            seen = transaction.count_seen(twin.id)
            return Duplicate(
                id=twin.id, namespace=twin.namespace, kind=twin.kind, change=change, redacted=redacted, seen=seen,
                notice=_DIFFERENT_TURN if twin.text != record.text and record.kind == "message" else None,
            )  # fmt: skip
        verdict = said_at_another_time(self._verdict(transaction, record), record, twin)
        links: list[Link] = []
        if record.state == "live":
            verdict, links = with_findings(verdict, record, _still_true(transaction, prepared.findings))
        if verdict.preceded_by is not None:
            record = closed(record, verdict.preceded_by)
            if twin is not None and (known := _same_past(transaction, record, derived.text_key)):
                return Duplicate(
                    id=known.id, namespace=known.namespace, kind=known.kind, redacted=redacted,
                    seen=transaction.count_seen(known.id),
                )  # fmt: skip
            notice = notice or f"{verdict.why}: kept as history."
        for old in verdict.closes:
            transaction.write(closed(old, record), derive(old))
        transaction.write(record, derived)
        for link in links:
            transaction.put(link)
        superseded = tuple(old.id for old in verdict.closes)
        conflicts = tuple(link.older if link.newer == record.id else link.newer for link in links
                          if link.type == "conflict")  # fmt: skip
        if verdict.closes:
            inferred["superseded"] = verdict.why
        return outcome_of(
            record,
            transaction.change,
            superseded=superseded,
            redacted=redacted,
            notice=notice,
            inferred=inferred,
            similar=tuple(one for one in prepared.similar if one not in superseded),
            conflicts=conflicts,
            flagged=flag_dependants(transaction, superseded, "was superseded"),
        )

    @staticmethod
    def _verdict(transaction: Transaction, record: MemoryRecord) -> Verdict:
        rival = transaction.find_subject(record.namespace, record.subject) if record.subject else None
        return judge(record, [rival] if rival is not None and record.state == "live" else [])

    def _enrich(self, transaction: Transaction, twin: MemoryRecord, said: MemoryRecord) -> bool:
        """Keep what a repetition adds to the known memory; nothing it lacks is taken away."""
        richer = with_additions(twin, said)
        if richer == twin:
            return False
        verdict = self._verdict(transaction, richer)
        if verdict.preceded_by is not None:
            richer = richer.model_copy(update={"subject": twin.subject})
        for old in verdict.closes:
            transaction.write(closed(old, richer), derive(old))
        transaction.write(richer, derive(richer))
        return True

    def _record(self, prepared: Prepared) -> tuple[MemoryRecord, dict[str, str], str | None]:
        draft, proposal = prepared.vetted.draft, prepared.proposal
        now = self.clock()
        namespace, remark = self._namespace_for(draft, proposal)
        inferred = {} if draft.kind == "message" else {"why": proposal.why}
        held = prepared.vetted.held_reason
        record = MemoryRecord(
            id=new_id(now),
            namespace=namespace,
            kind=draft.kind or proposal.kind,
            text=draft.text,
            subject=draft.subject,
            tags=draft.tags,
            about=draft.about or proposal.about,
            importance=proposal.importance if draft.importance is None else draft.importance,
            confidence=1.0 if draft.confidence is None else draft.confidence,
            pinned=draft.pinned,
            private=draft.private,
            source=draft.source,
            ref=draft.ref,
            details=draft.details,
            agent=self.actor.agent,
            session=draft.session or self.actor.session,
            speaker=draft.speaker,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
            created_at=now,
            expires_at=draft.expires_at,
            derived_from=draft.derived_from,
            state="held" if held else "live",
            held_reason=held,
            untrusted=prepared.vetted.untrusted,
        )
        for name in ("kind", "importance"):
            if getattr(draft, name) is None:
                inferred[name] = str(getattr(record, name))
        return record, inferred, remark

    def _namespace_for(self, draft: Draft, proposal: Proposal) -> tuple[str, str | None]:
        """Decide who shares a memory: what is about the person follows the person out of a project."""
        scope: Scope | None = draft.scope
        if scope is None and draft.kind != "message" and self.namespace.startswith(PROJECT_PREFIX):
            scope = "user" if (draft.subject or "").startswith("user.") else proposal.scope
        if scope == "user":
            return USER_NAMESPACE, None
        if scope == "project" and self.namespace == USER_NAMESPACE and draft.scope:
            return self.namespace, "no project is open here: kept in the namespace `user`."
        return self.namespace, None


def _same_past(transaction: Transaction, record: MemoryRecord, text_key: str) -> MemoryRecord | None:
    """Find the memory that said the same of that time already, which is over."""
    past = transaction.superseded_texts(record.namespace, text_key)
    return next((one for one in past if is_of_that_time(one, record)), None)


def outcome_of(
    record: MemoryRecord,
    change: int | None,
    *,
    superseded: tuple[str, ...],
    redacted: tuple[str, ...],
    notice: str | None,
    inferred: dict[str, str] | None = None,
    similar: tuple[str, ...] = (),
    conflicts: tuple[str, ...] = (),
    flagged: tuple[str, ...] = (),
) -> Outcome:
    """Say what became of a record that was written."""
    answer: dict[str, Any] = {
        "id": record.id,
        "namespace": record.namespace,
        "kind": record.kind,
        "change": change,
        "redacted": redacted,
        "notice": notice,
        "inferred": inferred or {},
        "similar": similar,
        "conflicts": conflicts,
        "flagged": flagged,
    }
    if record.held_reason is not None:
        return Held(**answer, reason=record.held_reason)
    if superseded:
        return Superseded(**answer, superseded=superseded)
    return Stored(**answer)


MESSAGE = Proposal(kind="message", scope="project", importance=0.5, about=(), why="a turn of a conversation")
_DIFFERENT_TURN = "this reference is known with another text, which was kept; use `update` to change it."


def with_additions(known: MemoryRecord, said: MemoryRecord) -> MemoryRecord:
    """Give the known memory with the labels, subject and pin that a repetition of its text brings along."""
    return known.model_copy(
        update={
            "tags": tuple(dict.fromkeys(known.tags + said.tags)),
            "about": tuple(dict.fromkeys(known.about + said.about)),
            "subject": said.subject or known.subject,
            "pinned": known.pinned or said.pinned,
            "private": known.private or said.private,
            "expires_at": said.expires_at,
        }
    )


def _numbered(drafts: Sequence[Draft]) -> list[Guarded]:
    """Guard every draft; an error names which one it was."""
    cleaned = []
    for number, draft in enumerate(drafts, 1):
        try:
            cleaned.append(clean(draft))
        except InvalidInput as error:
            raise InvalidInput(str(error) if len(drafts) == 1 else f"item {number}: {error}") from None
    return cleaned


def _is_statement(prepared: Prepared) -> bool:
    return (prepared.vetted.draft.kind or prepared.proposal.kind) in JUDGED_KINDS


def _one_by_one(batch: Batch) -> Iterator[Batch]:
    for prepared in batch.prepared:
        yield Batch([prepared], batch.notice)


def _still_true(transaction: Transaction, found: Sequence[Finding]) -> list[Finding]:
    """Drop what was judged of memories that have changed since."""
    return [one for one in found if transaction.get(one.known.id) == one.known]
