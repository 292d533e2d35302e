"""What a store counts aside: recalls, questions, memories by day. Never part of a memory's state, never journaled."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ricordo.model import Kind, MemoryRecord
from ricordo.storage.base import Store
from ricordo.storage.filter import Filter


@dataclass(frozen=True, slots=True)
class Use:
    """How often a memory was said and recalled, and when last (microseconds)."""

    seen: int = 1
    recalled: int = 0
    recalled_at: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a question was asked, how often nothing relevant was known, and when last (microseconds)."""

    namespace: str
    question: str
    asked: int
    missed: int
    asked_at: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many memories of one kind one agent has recorded in a namespace on one day (UTC, ISO)."""

    namespace: str
    kind: Kind
    agent: str | None
    day: str
    count: int


class CountingStore(Store):
    """A store that also counts what is done with its memories, and tells about many of them at once."""

    @abstractmethod
    def count_uses(
        self, uses: Mapping[str, Use], asked: Sequence[Asked], since: int, *, patience_seconds: float
    ) -> bool:
        """Add counts, in one small transaction that changes neither journal nor sequence.

        Memories that are gone are left out. The questions are dropped when something was erased meanwhile: its text
        may stand in them.

        Args:
            uses: What to add, by id of the memory; `seen` is not looked at.
            asked: What to add; a new question is kept as it is written here.
            since: The store's sequence number when the counting began.
            patience_seconds: How long to wait for another writer.

        Returns:
            False when another one was writing for so long: nothing was counted.
        """

    @abstractmethod
    def recalls(self, ids: Sequence[str]) -> dict[str, Use]:
        """Give the counts of memories that have any."""

    @abstractmethod
    def questions(self, namespaces: Sequence[str], since: int) -> list[Asked]:
        """Give the questions that were asked at an instant (microseconds) or later, the latest first."""

    @abstractmethod
    def move_questions(self, namespace: str, to: str) -> None:
        """Let the questions of one namespace be those of another one, which has none yet."""

    @abstractmethod
    def most_recalled(self, where: Filter, since: int, limit: int) -> list[tuple[MemoryRecord, Use]]:
        """Give the memories that were recalled most, of those recalled at an instant (microseconds) or later."""

    @abstractmethod
    def unrecalled(self, where: Filter, before: int, limit: int) -> tuple[list[MemoryRecord], int]:
        """Give memories recorded before an instant (microseconds) and not recalled since, the oldest first.

        Pinned ones are never among them: they are kept for a reason of their own.

        Returns:
            At most `limit` of them, and how many there are.
        """

    @abstractmethod
    def names(self, where: Filter, limit: int) -> list[tuple[str, int]]:
        """Give the names that most memories are about, case-folded, with the number of memories."""

    @abstractmethod
    def days(self, where: Filter) -> list[DayCount]:
        """Count memories by namespace, kind, agent and the day on which they were recorded."""

    @abstractmethod
    def expired(self, namespaces: Sequence[str] | None, at: int) -> dict[str, int]:
        """Count, by namespace, the live memories that have expired by an instant (microseconds)."""
