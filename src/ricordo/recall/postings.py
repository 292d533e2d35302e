"""The inverted index: for every term the texts that contain it, kept as a few immutable sorted segments.

Segments are merged geometrically, as in a log-structured merge tree (O'Neil et al., 1996): adding one text costs
amortised little, and no search walks over more than some dozen segments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

UInt32s: TypeAlias = NDArray[np.uint32]
Int32s: TypeAlias = NDArray[np.int32]
Int64s: TypeAlias = NDArray[np.int64]
UInt8s: TypeAlias = NDArray[np.uint8]
Bools: TypeAlias = NDArray[np.bool_]

# Merging a million entries takes about a tenth of a second: no single recall should pay more.
_LARGEST_MERGE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """The texts of some slots, turned round: `slots[offsets[i]:offsets[i + 1]]` contain `terms[i]`."""

    terms: UInt32s
    offsets: Int64s
    slots: Int32s
    counts: UInt8s

    @property
    def entries(self) -> int:
        """Count the pairs of term and slot."""
        return int(self.slots.size)


class Postings:
    """All segments, oldest first. The slots of a newer segment are greater than those of an older one."""

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self.segments: list[Segment] = list(segments)

    def add(self, first_slot: int, packed: Sequence[bytes]) -> Int64s:
        """Add packed texts in consecutive slots and give the length of each in terms.

        Args:
            first_slot: The slot of the first text: greater than every slot added before.
            packed: What `text.pack_terms` made of the texts; damaged ones count as empty.
        """
        whole = [blob if len(blob) >= 4 and (len(blob) - 4) % 5 == 0 else bytes(4) for blob in packed]
        sizes = np.fromiter((len(blob) // 5 for blob in whole), np.int64, len(whole))
        bounds = np.searchsorted(np.cumsum(sizes), np.arange(0, sizes.sum() + 1, _LARGEST_MERGE)[1:])
        for start, end in pairwise([0, *sorted({int(bound) for bound in bounds} - {0}), len(whole)]):
            if end > start:
                self._push(_segment(first_slot + start, whole[start:end], sizes[start:end]))
        return np.frombuffer(b"".join(blob[:4] for blob in whole), "<u4").astype(np.int64)

    def find(self, wanted: UInt32s) -> list[tuple[Int32s, UInt8s]]:
        """Give for each wanted term the slots that contain it, ascending, and how often."""
        parts: list[list[tuple[Int32s, UInt8s]]] = [[] for _ in wanted]
        for segment in self.segments:
            places = np.searchsorted(segment.terms, wanted)
            for number, place in enumerate(places.tolist()):
                if place < segment.terms.size and segment.terms[place] == wanted[number]:
                    start, end = segment.offsets[place : place + 2].tolist()
                    parts[number].append((segment.slots[start:end], segment.counts[start:end]))
        return [_joined(found) for found in parts]

    def renumber(self, new_slots: Int32s) -> None:
        """Give every slot its new number; -1 drops it. Slots keep ascending inside each term."""
        if self.segments:
            self.segments = _split_by_size(
                np.concatenate([_term_column(segment) for segment in self.segments]),
                np.concatenate([new_slots[segment.slots] for segment in self.segments]),
                np.concatenate([segment.counts for segment in self.segments]),
            )

    def _push(self, segment: Segment) -> None:
        self.segments.append(segment)
        while len(self.segments) > 1:
            older, newer = self.segments[-2:]
            if older.entries > 2 * newer.entries or older.entries + newer.entries > _LARGEST_MERGE:
                return
            self.segments[-2:] = [_merged(older, newer)]


def _segment(first_slot: int, packed: Sequence[bytes], sizes: Int64s) -> Segment:
    terms = np.frombuffer(b"".join(blob[4 : 4 + 4 * (len(blob) // 5)] for blob in packed), "<u4")
    counts = np.frombuffer(b"".join(blob[4 + 4 * (len(blob) // 5) :] for blob in packed), np.uint8)
    slots = np.repeat(np.arange(first_slot, first_slot + len(packed), dtype=np.int32), sizes)
    return _sorted(terms.astype(np.uint32), slots, counts)


def _sorted(terms: UInt32s, slots: Int32s, counts: UInt8s) -> Segment:
    """Sort entries by term; the slots of a term stay in the order they come in."""
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    starts = np.flatnonzero(np.r_[True, terms[1:] != terms[:-1]]) if terms.size else np.zeros(0, np.int64)
    offsets = np.r_[starts, terms.size].astype(np.int64)
    return Segment(terms[starts], offsets, slots[order], counts[order])


def _merged(older: Segment, newer: Segment) -> Segment:
    return _sorted(
        np.concatenate([_term_column(older), _term_column(newer)]),
        np.concatenate([older.slots, newer.slots]),
        np.concatenate([older.counts, newer.counts]),
    )


def _term_column(segment: Segment) -> UInt32s:
    return np.repeat(segment.terms, np.diff(segment.offsets))


def _split_by_size(terms: UInt32s, slots: Int32s, counts: UInt8s) -> list[Segment]:
    """Make segments of consecutive slots, none larger than a merge may be; slot -1 is dropped."""
    order = np.argsort(slots, kind="stable")
    order = order[np.searchsorted(slots[order], 0) :]
    terms, slots, counts = terms[order], slots[order], counts[order]
    cuts = slots[_LARGEST_MERGE - 1 :: _LARGEST_MERGE]
    bounds = [0, *sorted({int(np.searchsorted(slots, cut)) for cut in cuts} - {0}), slots.size]
    return [_sorted(terms[a:b], slots[a:b], counts[a:b]) for a, b in pairwise(bounds) if b > a]


def _joined(found: list[tuple[Int32s, UInt8s]]) -> tuple[Int32s, UInt8s]:
    if len(found) == 1:
        return found[0]
    if not found:
        return np.zeros(0, np.int32), np.zeros(0, np.uint8)
    return np.concatenate([slots for slots, _ in found]), np.concatenate([counts for _, counts in found])
