"""Find near-duplicates and what has expired, and put them away on demand: never inside a write, nothing lost."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Protocol

import numpy as np

from ricordo.model import MemoryRecord, Value
from ricordo.storage.base import Actor, Transaction
from ricordo.storage.counting import CountingStore
from ricordo.storage.filter import Filter, has_expired
from ricordo.timeline import to_micros
from ricordo.upkeep.near_duplicates import CONVERSATION, Group, Pair, group, may_be_one, merged
from ricordo.write.cascade import flag_dependants
from ricordo.write.derive import derive
from ricordo.write.duplicates import JUDGED_CHARACTERS, compare

NEAREST = 6


class Nearest(Protocol):
    """Finds the live memories that are most like a text; see `RecallPath.nearest`."""

    def __call__(
        self, text: str, vector: np.ndarray | None, *, namespaces: Sequence[str], limit: int, now: datetime
    ) -> list[tuple[MemoryRecord, float | None]]:
        """Give memories, the most alike first, each with the cosine of the two vectors where both have one."""
        ...


class Merge(Value):
    """A memory that would stand for others that say the same.

    Attributes:
        kept: The memory that stays, as it is now.
        members: Those that it replaces; they stay in the store as superseded.
        why: For each of them, what decided.
    """

    kept: MemoryRecord
    members: tuple[MemoryRecord, ...]
    why: tuple[str, ...]


class CompactReport(Value):
    """What can be put together and put away, or was.

    Attributes:
        merges: Near-duplicates.
        expired: Memories whose `expires_at` is over.
        checked: How many memories were compared with their nearest.
        cursor: Where the look ended: give it to the next call to go on, now or when there are new memories.
        is_complete: Whether every memory has been looked at.
        change: Number of the change: `undo(change)` takes it back. None when nothing was changed.
    """

    merges: tuple[Merge, ...]
    expired: tuple[MemoryRecord, ...]
    checked: int
    cursor: int
    is_complete: bool
    change: int | None = None


def compact(
    store: CountingStore,
    nearest: Nearest,
    namespaces: tuple[str, ...],
    now: datetime,
    *,
    after: int,
    limit: int,
    actor: Actor | None,
    on_progress: Callable[[int], None] | None = None,
) -> CompactReport:
    """Look for near-duplicates among the next memories, and for all that have expired.

    Args:
        store: The store.
        nearest: Finds the memories that are most like a text.
        namespaces: Where to look.
        now: The present.
        after: Begin behind this row number.
        limit: Compare at most so many memories with their nearest.
        actor: Who puts them together; None only looks.
        on_progress: Told how many memories were compared since the last call.
    """
    rows = live_rows(store, namespaces, after, now)
    looked = list(islice(rows, limit))
    is_complete = next(rows, None) is None
    groups = find_groups(store, nearest, looked, now, on_progress)
    where = Filter(namespaces=namespaces, expired_by=to_micros(now))
    expired = store.records(store.matching(where))
    change = None
    if actor is not None and (groups or expired):
        with store.transaction("compact", actor) as transaction:
            groups = [one for one in groups if put_together(transaction, one, now)]
            archive(transaction, expired, now)
            change = transaction.change
    return CompactReport(
        merges=tuple(_merge(one) for one in groups),
        expired=tuple(expired),
        checked=len(looked),
        cursor=looked[-1][0] if looked else after,
        is_complete=is_complete,
        change=change,
    )


def live_rows(
    store: CountingStore, namespaces: Sequence[str], after: int, now: datetime
) -> Iterator[tuple[int, MemoryRecord]]:
    """Walk over the memories that can have duplicates, in the order in which they were stored."""
    for num, record, *_ in store.walk(after):
        if record.namespace in namespaces and is_comparable(record, now):
            yield num, record


def is_comparable(record: MemoryRecord, now: datetime) -> bool:
    """Tell whether a memory is a statement in force, short enough to be compared with others."""
    is_statement = record.kind not in CONVERSATION and len(record.text) <= JUDGED_CHARACTERS
    return record.state == "live" and is_statement and not has_expired(record, to_micros(now))


def find_groups(
    store: CountingStore,
    nearest: Nearest,
    rows: Sequence[tuple[int, MemoryRecord]],
    now: datetime,
    on_progress: Callable[[int], None] | None = None,
) -> list[Group]:
    """Compare memories with those that are nearest, and put near-duplicates together."""
    pairs = list(_pairs(store, nearest, rows, now, on_progress))
    uses = store.recalls([one.id for pair in pairs for one in (pair.one, pair.other)])
    return group(pairs, lambda one: uses[one].recalled if one in uses else 0)


def _pairs(
    store: CountingStore,
    nearest: Nearest,
    rows: Iterable[tuple[int, MemoryRecord]],
    now: datetime,
    on_progress: Callable[[int], None] | None,
) -> Iterator[Pair]:
    seen: set[frozenset[str]] = set()
    for num, record in rows:
        vector = own_vector(store, num)
        near = nearest(record.text, vector, namespaces=(record.namespace,), limit=NEAREST, now=now)
        for other, cosine in near:
            both = frozenset((record.id, other.id))
            if both in seen or not may_be_one(record, other):
                continue
            seen.add(both)
            likeness = compare(record.text, other.text, cosine)
            if likeness.verdict != "different":
                yield Pair(record, other, f"{likeness.why} (alike by {likeness.score:.2f})")
        if on_progress:
            on_progress(1)


def own_vector(store: CountingStore, num: int) -> np.ndarray | None:
    """Give the vector of a row by the present model; None when it has none."""
    (vector,) = store.vectors([num])
    return vector if store.model is not None and vector.any() else None


def put_together(transaction: Transaction, one: Group, now: datetime) -> bool:
    """Close the members of a group in favour of the one that stays; False when one of them has changed meanwhile."""
    if any(transaction.get(memory.id) != memory for memory in (one.kept, *(member for member, _ in one.members))):
        return False
    kept, members = merged(one)
    for member in members:
        transaction.write(member.model_copy(update={"expired_at": now}), derive(member))
    if kept != one.kept:
        kept = kept.model_copy(update={"updated_at": now})
        transaction.write(kept, derive(kept))
    return True


def archive(transaction: Transaction, expired: Sequence[MemoryRecord], now: datetime) -> None:
    """Put memories away, unless they have changed meanwhile; what rests on them is flagged."""
    left = [memory for memory in expired if transaction.get(memory.id) == memory]
    for memory in left:
        transaction.write(memory.model_copy(update={"state": "archived", "expired_at": now}), derive(memory))
    flag_dependants(transaction, [memory.id for memory in left], "has expired")


def _merge(one: Group) -> Merge:
    return Merge(
        kept=one.kept, members=tuple(member for member, _ in one.members), why=tuple(why for _, why in one.members)
    )
