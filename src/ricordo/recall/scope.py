"""Which memories a search may see: filters as masks over the index, applied before anything is ranked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ricordo.model import Kind
from ricordo.recall.columns import OPEN_END, OPEN_START, Columns
from ricordo.recall.index import KIND_CODES, LIVE, STATE_CODES, Index
from ricordo.recall.names import codes_of
from ricordo.text import NEIGHBOUR_CHARACTERS

Bools = NDArray[np.bool_]
Slots = NDArray[np.int64]

_SAMPLED_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a caller may restrict. Times are microseconds since 1970 in UTC.

    Attributes:
        namespaces: Only memories of these.
        now: Memories whose time is over by now are hidden.
        kinds: Only memories of these kinds.
        since: Only memories that happened then or later.
        until: Only memories that happened before.
        allowed_nums: Only memories with these row numbers.
        valid_at: What was true in the world then, instead of what is in force now.
    """

    namespaces: tuple[str, ...]
    now: int
    kinds: Collection[Kind] | None = None
    since: int | None = None
    until: int | None = None
    allowed_nums: Collection[int] | None = None
    valid_at: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything but namespace and time is restricted."""
        return any(given is not None for given in (self.kinds, self.since, self.until, self.allowed_nums))


@dataclass(frozen=True, slots=True)
class Scope:
    """The memories that are in force in some namespaces: the world of which a search counts its words.

    Attributes:
        mask: One flag for each slot; those that something newer has replaced by then are among them.
        current: The same without those.
        closed: Those alone; None when there are none.
        count: How many memories these are.
        average_length: Mean length in terms, neighbours included.
        session_rows: Messages of each session.
        session_length: Terms of each session.
        speakers: Codes of those who speak.
        counted_at: The moment for which this was counted.
        holds_until: The first moment when one of these memories ends.
        with_vector: How many have a vector.
    """

    mask: Bools
    current: Bools
    closed: Bools | None
    count: int
    average_length: float
    session_rows: NDArray[np.int64]
    session_length: NDArray[np.float64]
    speakers: frozenset[int]
    counted_at: int
    holds_until: int
    with_vector: int


_NOTHING: Final = Scope(
    mask=np.zeros(0, np.bool_),
    current=np.zeros(0, np.bool_),
    closed=None,
    count=0,
    average_length=1.0,
    session_rows=np.zeros(0, np.int64),
    session_length=np.zeros(0, np.float64),
    speakers=frozenset(),
    counted_at=0,
    holds_until=int(OPEN_END),
    with_vector=0,
)


def happened(columns: Columns, first: int = 0) -> NDArray[np.int64]:
    """Give the time a reader would give each memory: when it became true, else when it was recorded."""
    became = columns.valid_from[first:]
    return np.where(became == OPEN_START, columns.created[first:], became)


def in_force(index: Index, filters: Filters, first: int = 0) -> tuple[Bools, Bools]:
    """Mark the memories of the namespaces that are in force, and those that were replaced: now, or at the instant.

    Args:
        index: The memories.
        filters: Which of them.
        first: The slot to begin with.
    """
    columns = index.columns
    mask = np.zeros(columns.size - first, np.bool_)
    for code in codes_of(index.namespaces, filters.namespaces):
        mask |= columns.namespace[first:] == code
    is_superseded = mask & (columns.state[first:] == STATE_CODES["superseded"])
    mask &= columns.state[first:] == LIVE
    if filters.valid_at is None:
        is_kept = columns.expires[first:] > filters.now
        mask &= (columns.valid_to[first:] > filters.now) & is_kept
        return mask, is_superseded & is_kept
    is_over = columns.valid_to[first:] <= filters.valid_at
    has_begun = happened(columns, first) <= filters.valid_at
    return (mask | is_superseded) & has_begun & ~is_over, is_superseded & is_over


def scope_of(index: Index, filters: Filters, before: Scope | None = None) -> Scope:
    """Find the memories in force and count what the scores need.

    Args:
        index: The memories.
        filters: Which of them.
        before: The scope of the same filters when the index ended earlier and was the same so far: only what came
            since is counted.
    """
    before = before or _NOTHING
    columns, first = index.columns, before.mask.size
    current, closed = in_force(index, filters, first)
    added = current | closed
    mask = np.concatenate([before.mask, added])
    rows = np.flatnonzero(mask)
    sampled = rows[:: max(1, rows.size // _SAMPLED_ROWS)]
    # Flags are compared in a fraction of the time that picking numbers out of a column takes.
    messages = first + np.flatnonzero(added & (columns.session[first:] >= 0))
    spoken = columns.speaker[first:][added & (columns.speaker[first:] >= 0)]
    first_end = min(_first_end(current, columns.valid_to[first:]), _first_end(current, columns.expires[first:]))
    return Scope(
        mask=mask,
        current=np.concatenate([before.current, current]),
        closed=_joined(before, closed),
        count=rows.size,
        average_length=float(length_with_neighbours(index, mask, sampled).mean()) if rows.size else 1.0,
        session_rows=_by_session(index, before.session_rows, messages).astype(np.int64),
        session_length=_by_session(index, before.session_length, messages, columns.length[messages]),
        speakers=before.speakers | set(np.flatnonzero(np.bincount(spoken)).tolist()),
        counted_at=filters.now,
        with_vector=before.with_vector + int(np.count_nonzero(added & columns.has_vector[first:])),
        holds_until=min(before.holds_until, first_end),
    )


def _joined(before: Scope, closed: Bools) -> Bools | None:
    if before.closed is None and not closed.any():
        return None
    return np.concatenate([np.zeros(before.mask.size, np.bool_) if before.closed is None else before.closed, closed])


def _by_session(
    index: Index, before: NDArray[Any], messages: Slots, weights: NDArray[np.int32] | None = None
) -> NDArray[np.float64]:
    """Add up, for every session, how many messages came, or what they weigh."""
    counted = np.bincount(index.columns.session[messages], weights, len(index.sessions)).astype(np.float64)
    counted[: before.size] += before
    return counted


def _first_end(current: Bools, ends: NDArray[np.int64]) -> int:
    return int(ends[current & (ends != OPEN_END)].min(initial=OPEN_END))


def allowed(index: Index, scope: Scope, filters: Filters) -> Bools:
    """Mark the memories of a scope that pass all filters, without those that were replaced."""
    if not filters.narrows:
        return scope.current
    columns = index.columns
    mask = scope.current.copy()
    if filters.kinds is not None:
        is_wanted = np.zeros(1 << 8, np.bool_)
        is_wanted[[KIND_CODES[kind] for kind in filters.kinds]] = True
        mask &= is_wanted.take(columns.kind)
    if filters.since is not None:
        mask &= happened(columns) >= filters.since
    if filters.until is not None:
        mask &= happened(columns) < filters.until
    if filters.allowed_nums is not None:
        slots = index.find(np.fromiter(filters.allowed_nums, np.int64, len(filters.allowed_nums)))
        chosen = np.zeros(columns.size, np.bool_)
        chosen[slots[slots >= 0]] = True
        mask &= chosen
    return mask


def neighbours(index: Index, mask: Bools, slots: Slots) -> tuple[Slots, Slots]:
    """Give the previous and the next message of each slot; -1 where there is none that counts.

    A neighbour counts if it is in force and short: a long one says too much of its own.
    """
    return _visible(index, mask, index.columns.previous[slots]), _visible(index, mask, index.columns.next[slots])


def length_with_neighbours(index: Index, mask: Bools, slots: Slots) -> NDArray[np.float64]:
    """Give the length in terms of each text together with the neighbours that count."""
    total = index.columns.length[slots].astype(np.float64)
    if not (index.columns.session[slots] >= 0).any():
        return total  # only messages have neighbours
    for others in neighbours(index, mask, slots):
        total += np.where(others >= 0, index.columns.length[others], 0)
    return total


def _visible(index: Index, mask: Bools, others: NDArray[np.int32]) -> Slots:
    counts = (others >= 0) & mask[others] & (index.columns.characters[others] <= NEIGHBOUR_CHARACTERS)
    return np.where(counts, others, -1).astype(np.int64)
