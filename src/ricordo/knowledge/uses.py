"""Counts aside which memories were recalled and what was asked: gathered in memory, written now and then.

A recall only appends to a list. The list is read and written by a thread of its own, so that no recall waits for the
disk; what cannot be written is dropped.
"""

import contextlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ricordo.errors import InvalidInput, StoreError
from ricordo.model import Recall
from ricordo.storage.counting import Asked, CountingStore, Use
from ricordo.write.guard import normalised
from ricordo.write.secrets import redact

MOST_CHARACTERS: Final = 400
"""What is longer is a text that was looked up, not a question that somebody asks again."""
RECALLS_PER_WRITE: Final = 256
SECONDS_PER_WRITE: Final = 60.0
MOST_WAITING: Final = 16 * RECALLS_PER_WRITE
"""While another process writes without a pause, so many answers wait; older ones are dropped."""
PATIENCE_SECONDS: Final = 1.0
"""How long closing waits for another writer; later writes of a running program do not wait at all."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, what answered it, and when (microseconds)."""

    namespace: str
    question: str
    ids: tuple[str, ...]
    at: int
    missed: bool
    private: bool
    """A private memory is among the answers: the question may say what it holds."""


def uses_of(answers: Sequence[Answered]) -> dict[str, Use]:
    """Add up how often each memory was recalled."""
    counts: dict[str, Use] = {}
    for answer in answers:
        for one in answer.ids:
            counts[one] = Use(recalled=counts.get(one, Use()).recalled + 1, recalled_at=answer.at)
    return counts


def questions_of(answers: Sequence[Answered]) -> list[Asked]:
    """Add up the questions, without credentials; long ones and those about private memories are left out."""
    counts: dict[tuple[str, str], Asked] = {}
    for answer in answers:
        question = None if answer.private else kept_question(answer.question)
        if question is not None:
            before = counts.get((answer.namespace, question))
            asked, missed = (0, 0) if before is None else (before.asked, before.missed)
            counts[answer.namespace, question] = Asked(
                answer.namespace, question, asked + 1, missed + answer.missed, answer.at
            )
    return list(counts.values())


def kept_question(question: str) -> str | None:
    """Give a question as it may be kept: on one line, without credentials; None when it is too long."""
    if len(question) > MOST_CHARACTERS:
        return None
    try:
        return " ".join(redact(normalised(question, "query", MOST_CHARACTERS))[0].split())
    except InvalidInput:
        return None


class UseCounter:
    """Gathers what recalls answered and hands it to the store. Safe to use from several threads; never fails."""

    def __init__(self, store: CountingStore, *, enabled: bool) -> None:
        """Prepare; nothing is read or written.

        Args:
            store: Where the counts go.
            enabled: False counts nothing.
        """
        self._store = store
        self._enabled = enabled
        self._lock = threading.Lock()
        self._waiting: list[Answered] = []
        self._fresh = 0
        self._since = 0
        self._due_at = 0.0
        self._thread: threading.Thread | None = None

    def count(self, answers: Sequence[Recall], namespace: str, at: int) -> None:
        """Note what some recalls answered.

        Args:
            answers: The recalls.
            namespace: The namespace of the scope in which was asked.
            at: When, in microseconds.
        """
        if not self._enabled:
            return
        noted = [_noted(answer, namespace, at) for answer in answers]
        with self._lock:
            if not self._waiting:
                self._due_at = time.monotonic() + SECONDS_PER_WRITE
                with contextlib.suppress(StoreError):
                    self._since = self._store.sequence()
            self._waiting += noted
            self._fresh += len(noted)
            is_due = self._fresh >= RECALLS_PER_WRITE or time.monotonic() >= self._due_at
            if is_due and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._write, args=(0.0,), name="ricordo-uses")
                self._thread.start()

    def flush(self) -> None:
        """Write what was gathered, now; what cannot be written within a second is dropped."""
        thread = self._thread
        if thread is not None:
            thread.join()
        self._write(PATIENCE_SECONDS)
        with self._lock:
            self._waiting.clear()

    def _write(self, patience_seconds: float) -> None:
        with self._lock:
            answers, since = self._waiting, self._since
            self._waiting, self._fresh = [], 0
        if not answers:
            return
        try:
            done = self._store.count_uses(
                uses_of(answers), questions_of(answers), since, patience_seconds=patience_seconds
            )
        except StoreError:
            return
        if not done:
            self._wait_on(answers, since)

    def _wait_on(self, answers: list[Answered], since: int) -> None:
        """Keep answers for the next time, before those that came meanwhile."""
        with self._lock:
            self._waiting = answers[-MOST_WAITING:] + self._waiting
            self._since = since
            self._due_at = time.monotonic() + SECONDS_PER_WRITE


def _noted(answer: Recall, namespace: str, at: int) -> Answered:
    return Answered(
        namespace,
        answer.query,
        tuple(hit.memory.id for hit in answer.hits),
        at,
        missed=answer.no_match,
        private=any(hit.memory.private for hit in answer.hits),
    )
