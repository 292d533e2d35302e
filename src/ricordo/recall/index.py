"""The recall index: everything a search needs to know of every memory, in memory, in columns.

It is derived from the rows of the store and holds no text: terms are numbers, names are hashes. Where a memory
stands (its slot) only changes when the index is compacted; neighbours in a conversation point to each other.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ricordo.model import Kind, State
from ricordo.recall.columns import OPEN_END, OPEN_START, Columns, SignBits
from ricordo.recall.names import Names, Speakers
from ricordo.recall.postings import Postings
from ricordo.storage.base import IndexRow

Slots: TypeAlias = NDArray[np.int64]
Float32s: TypeAlias = NDArray[np.float32]

EXACT_ROWS: Final = 20_000
"""Up to so many memories every one is scored; above, only the best by words and by sign bits are."""
KIND_CODES: Final[dict[Kind, int]] = {kind: code for code, kind in enumerate(get_args(Kind))}
STATE_CODES: Final[dict[State, int]] = {state: code for code, state in enumerate(get_args(State))}
LIVE: Final = STATE_CODES["live"]

_DEAD_BEFORE_COMPACTION: Final = 1_000


class Index:
    """The memories of one store, ready to be searched. Not thread-safe: its owner holds a lock."""

    def __init__(self) -> None:
        self.columns = Columns()
        self.postings = Postings()
        self.bits = SignBits()
        self.namespaces = Names()
        self.sessions = Names()
        self.speakers = Speakers()
        self.tails = np.zeros(0, np.int32)
        """The last message of each session."""
        self.dimension = 0
        self.matrix: Float32s | None = np.zeros((0, 0), np.float32)
        """The vectors themselves as long as there are few; rows without a vector are zero."""
        self.sample: dict[int, Float32s] = {}
        """Vectors that searches fetched as their sample, by number: dropped here when their memories change."""
        self.last_sample: tuple[list[int], Float32s] | None = None
        """The numbers and vectors of the last sample: from one write to the next it is mostly the same."""
        self.typical = np.zeros(0, np.float32)
        """What the vectors of everyday notes have in common; empty as long as nobody asked."""
        self.dead = 0
        self.recast = 0
        """Changes whenever a memory that was here before does, or its slot: not when others are added at the end."""
        self._moved: dict[int, int] = {}

    def __len__(self) -> int:
        """Count the memories."""
        return self.columns.size - self.dead

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Take in new memories and the new state of known ones.

        Args:
            rows: Each memory at most once.
        """
        if not rows:
            return
        known = self.find(np.fromiter((row.num for row in rows), np.int64, len(rows)))
        fresh: list[IndexRow] = []
        for row, slot in zip(rows, known.tolist(), strict=True):
            if slot >= 0 and self._is_same_text(row, slot):
                self.recast += 1
                self._put([row], np.array([slot]))
                continue
            if slot >= 0:
                self._kill(slot)
            fresh.append(row)
        if fresh:
            fresh.sort(key=lambda row: row.num)
            self._append(fresh)
        self._compact_if_due()

    def remove(self, nums: Iterable[int]) -> None:
        """Drop memories; numbers that are not known are passed over."""
        slots = self.find(np.array(sorted(set(nums)), np.int64))
        for slot in slots[slots >= 0].tolist():
            self._kill(slot)
        self._compact_if_due()

    def find(self, nums: NDArray[np.int64]) -> Slots:
        """Give the slot of each memory, -1 for one that is not here."""
        columns = self.columns
        if not columns.size:
            return np.full(nums.size, -1, np.int64)
        places = np.minimum(np.searchsorted(columns.order_key, nums), columns.size - 1)
        found = np.where((columns.num[places] == nums) & (columns.state[places] != Columns.DEAD), places, -1)
        if self._moved:
            for place, num in enumerate(nums.tolist()):
                if num in self._moved:
                    found[place] = self._moved[num]
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give the whole content as arrays, for a file."""
        content: dict[str, NDArray[Any]] = {f"column_{name}": array for name, array in self.columns.arrays()}
        for number, segment in enumerate(self.postings.segments):
            for name in ("terms", "offsets", "slots", "counts"):
                content[f"segment_{number}_{name}"] = getattr(segment, name)
        content |= self.speakers.arrays()
        content["namespace_hashes"] = self.namespaces.hashes()
        content["session_hashes"] = self.sessions.hashes()
        content["typical"] = self.typical
        content["tails"] = self.tails[: len(self.sessions)]
        content["bits"] = self.bits.view(self.columns.size)
        if self.matrix is not None:
            content["matrix"] = self.matrix[: self.columns.size].astype(np.float16)
        return content

    def recount(self) -> None:
        """Find out again what follows from the columns alone, after they were replaced."""
        columns = self.columns
        is_dead = columns.state == Columns.DEAD
        self.dead = int(is_dead.sum())
        moved = np.flatnonzero((columns.order_key != columns.num) & ~is_dead)
        self._moved = dict(zip(columns.num[moved].tolist(), moved.tolist(), strict=True))

    def _is_same_text(self, row: IndexRow, slot: int) -> bool:
        columns = self.columns
        return bool(
            columns.checksum[slot] == crc32(row.terms)
            and columns.session[slot] == self._session_of(row)
            and columns.namespace[slot] == self.namespaces.find(row.namespace),
        )

    def _session_of(self, row: IndexRow) -> int:
        """Give the conversation of a message; only messages have neighbours."""
        if row.session is None or row.kind != "message":
            return -1
        return self.sessions.intern(row.namespace, row.session)

    def _append(self, rows: Sequence[IndexRow]) -> None:
        columns = self.columns
        last_key = int(columns.order_key[-1]) if columns.size else -1
        first = columns.extend(len(rows))
        slots = np.arange(first, columns.size)
        self._put(rows, slots)
        nums = columns.num[first:]
        columns.order_key[first:] = np.maximum(np.maximum.accumulate(nums), last_key)
        self._moved |= {num: first + at for at, num in enumerate(nums.tolist()) if num <= last_key}
        columns.checksum[first:] = [crc32(row.terms) for row in rows]
        columns.length[first:] = self.postings.add(first, [row.terms for row in rows])
        self._link(slots)

    def _put(self, rows: Sequence[IndexRow], slots: Slots) -> None:
        columns = self.columns
        columns.num[slots] = [row.num for row in rows]
        columns.namespace[slots] = [self.namespaces.intern(row.namespace) for row in rows]
        columns.kind[slots] = [KIND_CODES[row.kind] for row in rows]
        columns.state[slots] = [STATE_CODES[row.state] for row in rows]
        columns.valid_from[slots] = [OPEN_START if row.valid_from is None else row.valid_from for row in rows]
        columns.valid_to[slots] = [OPEN_END if row.valid_to is None else row.valid_to for row in rows]
        columns.created[slots] = [row.created_at for row in rows]
        columns.expired[slots] = [OPEN_END if row.expired_at is None else row.expired_at for row in rows]
        columns.expires[slots] = [OPEN_END if row.expires_at is None else row.expires_at for row in rows]
        columns.session[slots] = [self._session_of(row) for row in rows]
        columns.speaker[slots] = [self.speakers.intern(row.speaker) if row.speaker else -1 for row in rows]
        columns.characters[slots] = [row.characters for row in rows]
        self._put_vectors([row.vector for row in rows], slots)

    def _put_vectors(self, blobs: Sequence[bytes | None], slots: Slots) -> None:
        if self.sample:
            self._forget_sampled(self.columns.num[slots].tolist())
        if not self.dimension:
            self.dimension = next((len(blob) // 2 for blob in blobs if blob), 0)
        fits = np.array([blob is not None and 0 < len(blob) == 2 * self.dimension for blob in blobs])
        vectors = np.zeros((len(blobs), self.dimension), np.float32)
        whole = b"".join(blob for blob, good in zip(blobs, fits, strict=True) if good and blob)
        vectors[fits] = np.frombuffer(whole, "<f2").reshape(-1, max(1, self.dimension))[:, : self.dimension]
        fits &= np.isfinite(vectors).all(axis=1)
        self.columns.has_vector[slots] = fits
        if not self.dimension:
            return
        vectors[~fits] = 0
        self.bits.put(slots, vectors, self.columns.size)
        self._put_matrix(vectors, slots)

    def _forget_sampled(self, nums: Iterable[int]) -> None:
        for num in nums:
            if self.sample.pop(num, None) is not None:
                self.last_sample = None

    def _put_matrix(self, vectors: Float32s, slots: Slots) -> None:
        if self.matrix is None or self.columns.size > EXACT_ROWS:
            self.matrix = None
            return
        held, wide = self.matrix.shape
        if held < self.columns.size or wide != self.dimension:
            larger = np.zeros((max(self.columns.size, min(EXACT_ROWS, 2 * held)), self.dimension), np.float32)
            larger[:held, :wide] = self.matrix
            self.matrix = larger
        self.matrix[slots] = vectors

    def _link(self, slots: Slots) -> None:
        """Make new messages and their neighbours in the same conversation point to each other."""
        columns = self.columns
        columns.previous[slots] = columns.next[slots] = -1
        missing = len(self.sessions) - self.tails.size
        if missing > 0:
            room = np.full(max(missing, self.tails.size // 2), -1, np.int32)
            self.tails = np.concatenate([self.tails, room])
        messages = slots[columns.session[slots] >= 0]
        ordered = messages[np.lexsort((columns.num[messages], columns.session[messages]))]
        sessions = columns.session[ordered]
        for chain in np.split(ordered, np.flatnonzero(sessions[1:] != sessions[:-1]) + 1):
            if chain.size:
                self._link_chain(chain)

    def _link_chain(self, chain: Slots) -> None:
        columns = self.columns
        session = int(columns.session[chain[0]])
        tail = int(self.tails[session])
        if tail < 0 or columns.num[tail] < columns.num[chain[0]]:
            whole = chain if tail < 0 else np.r_[tail, chain]
            columns.next[whole[:-1]] = whole[1:]
            columns.previous[whole[1:]] = whole[:-1]
            self.tails[session] = chain[-1]
            return
        for slot in chain.tolist():
            self._insert(slot, session)

    def _insert(self, slot: int, session: int) -> None:
        """Put a message into its conversation by its number: it came back, or its text was changed."""
        columns = self.columns
        after, before = int(self.tails[session]), -1
        while after >= 0 and columns.num[after] > columns.num[slot]:
            after, before = int(columns.previous[after]), after
        columns.previous[slot], columns.next[slot] = after, before
        if after >= 0:
            columns.next[after] = slot
        if before >= 0:
            columns.previous[before] = slot
        else:
            self.tails[session] = slot

    def _kill(self, slot: int) -> None:
        columns = self.columns
        before, after, session = (int(column[slot]) for column in (columns.previous, columns.next, columns.session))
        if before >= 0:
            columns.next[before] = after
        if after >= 0:
            columns.previous[after] = before
        if session >= 0 and self.tails[session] == slot:
            self.tails[session] = before
        self._forget_sampled([int(columns.num[slot])])
        columns.state[slot] = Columns.DEAD
        columns.has_vector[slot] = False
        columns.previous[slot] = columns.next[slot] = columns.session[slot] = -1
        self._moved.pop(int(columns.num[slot]), None)
        self.dead += 1
        self.recast += 1

    def _compact_if_due(self) -> None:
        if self.dead > max(_DEAD_BEFORE_COMPACTION, self.columns.size // 4):
            self.compact()

    def compact(self) -> None:
        """Forget dead slots and put the memories in the order of their numbers again."""
        columns = self.columns
        kept = np.flatnonzero(columns.state != Columns.DEAD)
        kept = kept[np.argsort(columns.num[kept])]
        new_slots = np.full(columns.size + 1, -1, np.int32)
        new_slots[kept] = np.arange(kept.size)
        arrays = {name: array[kept] for name, array in columns.arrays()}
        for name in ("previous", "next"):
            arrays[name] = new_slots[arrays[name]]
        arrays["order_key"] = arrays["num"].copy()
        bits = self.bits.view(columns.size)[:, kept]
        columns.replace(arrays)
        self.bits.replace(bits)
        self.tails = new_slots[self.tails]
        if self.matrix is not None and self.matrix.size:
            self.matrix = self.matrix[kept]
        self.postings.renumber(new_slots)
        self.recast += 1
        self.recount()
