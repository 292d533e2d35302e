"""Which memories a search may see: filters as masks over the index, applied before anything is ranked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

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


def happened(columns: Columns) -> NDArray[np.int64]:
    """Give the time a reader would give each memory: when it became true, else when it was recorded."""
    return np.where(columns.valid_from == OPEN_START, columns.created, columns.valid_from)


def in_force(index: Index, filters: Filters) -> tuple[Bools, Bools]:
    """Mark the memories of the namespaces that are in force, and those that were replaced: now, or at the instant."""
    columns = index.columns
    mask = np.zeros(columns.size, np.bool_)
    for code in codes_of(index.namespaces, filters.namespaces):
        mask |= columns.namespace == code
    is_superseded = mask & (columns.state == STATE_CODES["superseded"])
    mask &= columns.state == LIVE
    if filters.valid_at is None:
        mask &= (columns.valid_to > filters.now) & (columns.expires > filters.now)
        return mask, is_superseded & (columns.expires > filters.now)
    is_over = columns.valid_to <= filters.valid_at
    has_begun = happened(columns) <= filters.valid_at
    return (mask | is_superseded) & has_begun & ~is_over, is_superseded & is_over


def scope_of(index: Index, filters: Filters) -> Scope:
    """Find the memories in force and count what the scores need."""
    columns = index.columns
    current, closed = in_force(index, filters)
    mask = current | closed
    rows = np.flatnonzero(mask)
    sampled = rows[:: max(1, rows.size // _SAMPLED_ROWS)]
    # Flags are compared in a fraction of the time that picking numbers out of a column takes.
    messages = np.flatnonzero(mask & (columns.session >= 0))
    codes = columns.session[messages]
    sessions = len(index.sessions)
    spoken = columns.speaker[mask & (columns.speaker >= 0)]
    first_end = min(_first_end(current, columns.valid_to), _first_end(current, columns.expires))
    return Scope(
        mask=mask,
        current=current,
        closed=closed if closed.any() else None,
        count=rows.size,
        average_length=float(length_with_neighbours(index, mask, sampled).mean()) if rows.size else 1.0,
        session_rows=np.bincount(codes, minlength=sessions),
        session_length=np.bincount(codes, columns.length[messages], minlength=sessions).astype(np.float64),
        speakers=frozenset(np.flatnonzero(np.bincount(spoken)).tolist()),
        counted_at=filters.now,
        with_vector=int(np.count_nonzero(mask & columns.has_vector)),
        holds_until=first_end,
    )


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
