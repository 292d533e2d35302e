"""What a store must do: the interface between the two paths and the file (or server) that keeps the memories.

A store speaks whole values, never SQL. The journal and the memories are its truth; terms, vectors and labels
are derived and can be rebuilt. Every method may be called from any thread. Every method raises `StoreError`
(or one of its kinds) when the file cannot be used.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from ricordo.model import Entity, Kind, Link, MemoryRecord, Relation, Session, State, Thing, ThingType
from ricordo.storage.edges import Edge, EdgeFilter, Mention
from ricordo.storage.filter import Filter
from ricordo.storage.joined import JoinedChange

AnyThing = TypeVar("AnyThing", Entity, Relation, Link, Session)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What the recall index needs to know of one memory.

    Times are microseconds since 1970 in UTC; None means open-ended.
    """

    num: int
    """The store's own row number: unique, grows with every insertion, kept for the life of the memory."""
    namespace: str
    kind: Kind
    state: State
    valid_from: int | None
    valid_to: int | None
    created_at: int
    expired_at: int | None
    expires_at: int | None
    session: str | None
    """The conversation of a message; None for every other kind: a plain memory has no neighbours."""
    speaker: str | None
    characters: int
    terms: bytes
    """The analysed text as `text.pack_terms` packs it."""
    vector: bytes | None
    """The sentence vector as little-endian float16, None when there is none of the current model."""


@dataclass(frozen=True, slots=True)
class IndexChanges:
    """What changed since a sequence number, for whoever keeps a copy of the store in memory."""

    sequence: int
    """Ask for the changes after this number next time."""
    generation: int
    """Grows when derived data was rebuilt: drop the copy and read everything again."""
    rows: list[IndexRow]
    removed: list[int]
    """Row numbers that no longer exist."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What the journal says was changed, without its states."""

    type: ThingType | Literal["memory"]
    id: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived from a record when it is written."""

    text_key: str
    """Two live memories of one namespace never share it."""
    terms: bytes
    vector: np.ndarray | None
    """Unit vector, or None when there is no embedder or it failed."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: goes into every row of the journal."""

    agent: str | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change of one memory, entity, relation, link or session."""

    seq: int
    change: int
    at: int
    agent: str | None
    session: str | None
    operation: str
    undoes: int | None
    namespace: str
    target: str
    state: MemoryRecord | Thing | None
    erased: bool
    """The state was here and has been erased for good."""
    type: ThingType | Literal["memory"] = "memory"


@dataclass(frozen=True, slots=True)
class NamespaceCount:
    """How many memories of one state and kind a namespace holds."""

    namespace: str
    state: State
    kind: Kind
    count: int
    characters: int
    newest: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One named check of the store and what it found; `detail` is empty when all is well."""

    name: str
    ok: bool
    detail: str = ""
    repairable: bool = False
    """Only derived data is wrong: it can be rebuilt."""


class Transaction(ABC):
    """One atomic change: all of it is in the journal and in the memories, or nothing."""

    @property
    @abstractmethod
    def change(self) -> int | None:
        """Number of this change; None as long as nothing was written."""

    @abstractmethod
    def get(self, memory_id: str) -> MemoryRecord | None:
        """Give the newest state of a memory, whatever its state or namespace."""

    @abstractmethod
    def find_text(self, namespace: str, text_key: str) -> MemoryRecord | None:
        """Give the live or held memory of this namespace that has this text key."""

    @abstractmethod
    def superseded_texts(self, namespace: str, text_key: str) -> list[MemoryRecord]:
        """Give the superseded memories of this namespace that have this text key. Looks at the whole namespace."""

    @abstractmethod
    def find_subject(self, namespace: str, subject: str) -> MemoryRecord | None:
        """Give the live memory of this namespace that fills this subject."""

    @abstractmethod
    def write(self, record: MemoryRecord, derived: Derived) -> None:
        """Insert the record or replace the one with its id, and journal it.

        Args:
            record: The whole new state.
            derived: What the indexes need of it, the vector by the store's `model`. A record that keeps its text
                keeps its vector.
        """

    @abstractmethod
    def park(self, memory_id: str) -> None:
        """Let go of the memory's text key and subject until it is written again in this transaction."""

    @abstractmethod
    def remove(self, memory_id: str) -> None:
        """Take the memory out of the table; its states stay in the journal."""

    @abstractmethod
    def erase(self, memory_id: str) -> list[str]:
        """Take the memory out of the table and its states out of the journal, for good.

        Returns:
            Ids of the messages whose vectors were made with its text and are gone, too.
        """

    @abstractmethod
    def erase_questions(self, texts: Sequence[str], namespaces: Sequence[str] = ()) -> None:
        """Take out the questions that hold one of the texts, in any case and spacing, and all of some namespaces."""

    @abstractmethod
    def count_seen(self, memory_id: str) -> int:
        """Count that the memory was said once more; gives how often it was said. Not journaled."""

    @abstractmethod
    def entries(self, *, change: int | None = None, target: str | None = None) -> list[JournalEntry]:
        """Give the journal rows of a change or of a memory, oldest first."""

    @abstractmethod
    def dependants(self, memory_id: str) -> list[MemoryRecord]:
        """Give the memories that were derived from this one."""

    @abstractmethod
    def put(self, thing: Thing) -> None:
        """Insert a thing or replace the one with its id, and journal it.

        Raises:
            StoreError: When another live entity has its name, or another live edge its ends and type.
        """

    @abstractmethod
    def remove_thing(self, thing_id: str) -> None:
        """Take a thing out of the table; its states stay in the journal."""

    @abstractmethod
    def erase_thing(self, thing_id: str) -> None:
        """Take a thing out of the table and its states out of the journal, for good."""

    @abstractmethod
    def thing(self, thing_id: str) -> Thing | None:
        """Give the newest state of a thing."""

    @abstractmethod
    def edges_ever_at(self, ids: Sequence[str]) -> list[str]:
        """Give the ids of relations and links that start or end at one of these in any state of the journal."""

    @abstractmethod
    def taken_back(self, namespace: str) -> tuple[list[str], list[str]]:
        """Give the ids of memories, and of things, of which only the journal still has states of this namespace."""


class Store(ABC):
    """Keeps memories, their journal and what is derived from them."""

    path: Path | None
    """The file, None when it lives in memory."""
    model: str | None
    """Fingerprint of the embedder whose vectors are read and written; None for none."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file. Closing twice is no error."""

    @abstractmethod
    def check_file(self) -> None:
        """Refuse to go on with a file that is not at its place any more: nobody would find there what is stored.

        Raises:
            StoreMoved: When it was moved, replaced or removed. Every other method raises it then, too.
        """

    @abstractmethod
    def transaction(
        self, operation: str, actor: Actor, *, change: int | None = None, undoes: int | None = None
    ) -> AbstractContextManager[Transaction]:
        """Open the one writing transaction; a raised error rolls it back.

        Args:
            operation: Name of the operation, for the journal.
            actor: Who writes.
            change: Continue this change, which an earlier transaction began.
            undoes: The change that this one takes back.
        """

    @abstractmethod
    def one_change(self) -> AbstractContextManager[JoinedChange]:
        """Let every transaction that this thread opens meanwhile continue the change of the first one."""

    @abstractmethod
    def identity(self) -> str:
        """Give the store's own random id: it tells a copy in memory which file it belongs to."""

    @abstractmethod
    def sequence(self) -> int:
        """Give a number that grows with every change and whenever derived data was rebuilt. Cheap."""

    @abstractmethod
    def index_changes(self, since: int) -> IndexChanges:
        """Give the rows that changed after a sequence number, with vectors of `model` only; all rows after 0."""

    @abstractmethod
    def touched(self, since: int, namespaces: Sequence[str]) -> list[Touched]:
        """Give what changed after a sequence number and lies, or once lay, in one of these namespaces."""

    @abstractmethod
    def vectors(self, nums: Sequence[int]) -> np.ndarray:
        """Give the vectors of rows, in the order asked, as float32; a row without one is all zeros."""

    @abstractmethod
    def records(self, nums: Sequence[int]) -> list[MemoryRecord]:
        """Give the records of rows, in the order asked, without those that are gone."""

    @abstractmethod
    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        """Give the records of ids, in the order asked, without those that are unknown."""

    @abstractmethod
    def about_any(self, names: Sequence[str]) -> list[tuple[int, str]]:
        """Give the row numbers of memories about one of these case-folded names, each with the name; not too many."""

    @abstractmethod
    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        """Give the row numbers of ids, without those that are unknown."""

    @abstractmethod
    def links(self, ids: Sequence[str]) -> list[Link]:
        """Give the open links that start or end at one of these memories, the oldest first."""

    @abstractmethod
    def ids_starting(
        self,
        prefix: str,
        namespaces: Sequence[str] | None,
        limit: int,
        type: ThingType | Literal["memory"] = "memory",  # noqa: A002
    ) -> list[str]:
        """Give up to `limit` ids that start so, also of what only the journal still knows."""

    @abstractmethod
    def foremost(self, namespaces: Sequence[str], kinds: Sequence[Kind], now: int, limit: int) -> list[MemoryRecord]:
        """Give, of each namespace and kind, the newest, the most important and the pinned memories.

        Only what is live, in force and not private. The cost does not grow with the store.

        Args:
            namespaces: Of these.
            kinds: Of these.
            now: What ended or expired by this instant (microseconds) is not in force.
            limit: So many at most of each of the three.
        """

    @abstractmethod
    def slots(self, namespaces: Sequence[str], subject: str, now: int) -> list[MemoryRecord]:
        """Give the live memories in force whose subject is this one or lies below it, by namespace and subject.

        Args:
            namespaces: Of these, in this order.
            subject: A dotted key: "user" also stands for "user.theme".
            now: What ended or expired by this instant (microseconds) is not in force.
        """

    @abstractmethod
    def uses(self, ids: Sequence[str]) -> dict[str, int]:
        """Give how often each memory was said again or recalled, where it was."""

    @abstractmethod
    def page(
        self, where: Filter, limit: int, after: str | None = None, *, known_at: int | None = None
    ) -> tuple[list[MemoryRecord], str | None]:
        """Give the newest memories first, and the cursor of the next page (None on the last).

        Args:
            where: Which memories.
            limit: So many at most.
            after: The cursor that the page before gave.
            known_at: In the states that the journal had at this instant (microseconds).
        """

    @abstractmethod
    def matching(self, where: Filter) -> list[int]:
        """Give the row numbers of the memories that fit."""

    @abstractmethod
    def records_at(self, where: Filter, known_at: int, ids: Sequence[str] | None = None) -> list[MemoryRecord]:
        """Give the memories that fit, in the states that the journal had at an instant, newest first.

        Args:
            where: What must hold of those states.
            known_at: Microseconds since 1970.
            ids: Only these memories.
        """

    @abstractmethod
    def things(
        self,
        type: type[AnyThing],  # noqa: A002
        namespaces: Sequence[str] | None = None,
        *,
        ids: Sequence[str] | None = None,
        touching: Sequence[str] | None = None,
        names: Sequence[str] | None = None,
        known_at: int | None = None,
        newest: int | None = None,
    ) -> list[AnyThing]:
        """Give entities, relations, links or sessions, in the order in which they were made.

        Args:
            type: Which sort.
            namespaces: Only of these.
            ids: Only these.
            touching: Only edges that start or end at one of these.
            names: Only entities that have one of these case-folded names or aliases.
            known_at: In the states that the journal had at this instant (microseconds), and only those that were
                live; otherwise live and expired ones in their newest states.
            newest: Only so many, those that were made last.
        """

    @abstractmethod
    def edges(self, ends: Sequence[str], where: EdgeFilter) -> list[Edge]:
        """Give the live relations that fit and start or end at one of these entities.

        A relation between two of them may be given twice.
        """

    @abstractmethod
    def mentions(self, namespaces: Sequence[str]) -> list[Mention]:
        """Count the live memories of these namespaces by the names that they are about, entity by entity."""

    @abstractmethod
    def journal(
        self, *, target: str | None = None, after: int = 0, newest_first: bool = False
    ) -> Iterator[JournalEntry]:
        """Walk over the journal, of one memory or of all."""

    @abstractmethod
    def last_change(self, namespaces: Sequence[str] | None = None, agent: str | None = None) -> int | None:
        """Give the newest change that is no undo and is not undone at present.

        Args:
            namespaces: Only of what is, or ever was, in these, and of changes of a whole namespace.
            agent: Only of this agent.
        """

    @abstractmethod
    def targets_changed_after(self, at: int, namespaces: Sequence[str] | None = None) -> list[str]:
        """Give the ids of what has changed after an instant (microseconds), and is or ever was in the namespaces."""

    @abstractmethod
    def counts(self) -> list[NamespaceCount]:
        """Count the memories by namespace, state and kind."""

    @abstractmethod
    def without_vector(self, after: int, limit: int) -> list[tuple[int, MemoryRecord]]:
        """Give memories, by row number, that lack a vector of `model`."""

    @abstractmethod
    def message_before(self, num: int) -> MemoryRecord | None:
        """Give the message that came before this one in the same session."""

    @abstractmethod
    def put_vectors(self, vectors: Iterable[tuple[int, np.ndarray]]) -> None:
        """Set the vectors, made by `model`, of rows that still exist."""

    @abstractmethod
    def put_derived(self, rows: Iterable[tuple[int, Derived]]) -> None:
        """Set text keys, terms and labels of rows anew, without touching their vectors."""

    @abstractmethod
    def walk(self, after: int = 0) -> Iterator[tuple[int, MemoryRecord, str, bytes | None, int | None]]:
        """Walk over all memories by row number: record, text key, packed terms and their analyser version."""

    @abstractmethod
    def check(self) -> list[Finding]:
        """Run the checks that only the store can make: file, schema, journal, orphans, vectors, space."""

    @abstractmethod
    def sizes(self) -> dict[str, int]:
        """Give the bytes of the files and the number of vectors by model."""

    @abstractmethod
    def backup(self, target: Path) -> None:
        """Write a consistent copy while others read and write."""

    @abstractmethod
    def scrub(self) -> bool:
        """Rewrite the file so that nothing deleted can be read in it; False when another process hinders it."""

    @abstractmethod
    def files(self) -> list[Path]:
        """Name every file that belongs to the store."""

    @abstractmethod
    def sidecars(self) -> list[Path]:
        """Name the files beside the store that anyone may delete, whether they exist or not.

        These are derived data, and the copies that were kept before a migration.
        """
