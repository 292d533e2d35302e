"""The columns of the recall index: one array per property, one place per memory, growing at the end."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

OPEN_END: Final = np.iinfo(np.int64).max
OPEN_START: Final = np.iinfo(np.int64).min

_TYPES: Final[dict[str, Any]] = {
    "num": np.int64,
    "order_key": np.int64,
    "namespace": np.int32,
    "kind": np.uint8,
    "state": np.uint8,
    "valid_from": np.int64,
    "valid_to": np.int64,
    "created": np.int64,
    "expired": np.int64,
    "expires": np.int64,
    "session": np.int32,
    "speaker": np.int32,
    "characters": np.int32,
    "length": np.int32,
    "checksum": np.uint32,
    "previous": np.int32,
    "next": np.int32,
    "has_vector": np.bool_,
}
COLUMN_NAMES: Final = tuple(_TYPES)

_SMALLEST_CAPACITY: Final = 16


class Columns:
    """Arrays of equal length under fixed names. An attribute is a view of the filled part.

    A slot that is empty (its memory was erased or replaced) has state `DEAD`.
    """

    DEAD: Final = 255

    num: NDArray[np.int64]
    order_key: NDArray[np.int64]
    """Ascends with the slots: the number, or the greatest before it where a memory was put out of order."""
    namespace: NDArray[np.int32]
    kind: NDArray[np.uint8]
    state: NDArray[np.uint8]
    valid_from: NDArray[np.int64]
    valid_to: NDArray[np.int64]
    created: NDArray[np.int64]
    expired: NDArray[np.int64]
    expires: NDArray[np.int64]
    session: NDArray[np.int32]
    speaker: NDArray[np.int32]
    characters: NDArray[np.int32]
    length: NDArray[np.int32]
    checksum: NDArray[np.uint32]
    previous: NDArray[np.int32]
    next: NDArray[np.int32]
    has_vector: NDArray[np.bool_]

    def __init__(self) -> None:
        self.size = 0
        self._whole = {name: np.zeros(0, kind) for name, kind in _TYPES.items()}
        self._show()

    def extend(self, count: int) -> int:
        """Make room for so many slots more and give the number of the first."""
        first = self.size
        self.size += count
        capacity = self._whole["num"].size
        if self.size > capacity:
            room = max(self.size, capacity + capacity // 2, _SMALLEST_CAPACITY)
            for name, array in self._whole.items():
                larger = np.zeros(room, array.dtype)
                larger[:first] = array[:first]
                self._whole[name] = larger
        self._show()
        return first

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Walk over the names and the filled parts."""
        for name, array in self._whole.items():
            yield name, array[: self.size]

    def replace(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Take over arrays of one length, one for each name."""
        self._whole = {name: np.require(arrays[name], kind, "W") for name, kind in _TYPES.items()}
        self.size = self._whole["num"].size
        self._show()

    def _show(self) -> None:
        for name, array in self.arrays():
            setattr(self, name, array)


class SignBits:
    """The signs of vectors, 64 to a word, column by column, so that a scan reads memory in order."""

    def __init__(self) -> None:
        self.words = 0
        self._whole = np.zeros((0, 0), np.uint64)

    @property
    def capacity(self) -> int:
        """Count the slots there is room for."""
        return int(self._whole.shape[1])

    def put(self, slots: NDArray[np.int64], vectors: NDArray[np.float32], size: int) -> None:
        """Store the signs of some vectors.

        Args:
            slots: Where each vector belongs.
            vectors: One row for each slot.
            size: Number of slots in the index.
        """
        packed = pack_signs(vectors)
        self._reserve(packed.shape[1], size)
        self._whole[:, slots] = packed.T

    def view(self, size: int) -> NDArray[np.uint64]:
        """Give the words of the first slots, shape (words, size)."""
        self._reserve(self.words, size)
        return self._whole[:, :size]

    def replace(self, columns: NDArray[np.uint64]) -> None:
        """Take over words of shape (words, slots)."""
        self.words = columns.shape[0]
        self._whole = np.require(columns, np.uint64, "W")

    def distances(self, vector: NDArray[np.float32], size: int) -> NDArray[np.uint16]:
        """Count for every slot the signs that differ from those of a vector."""
        wanted = pack_signs(vector[None])[0]
        columns = self.view(size)
        total = np.zeros(size, np.uint16)
        for start in range(0, size, _BLOCK):
            part = total[start : start + _BLOCK]
            for word, column in zip(wanted, columns[:, start : start + _BLOCK], strict=True):
                part += np.bitwise_count(column ^ word)
        return total

    def _reserve(self, words: int, size: int) -> None:
        if self.words == words and self.capacity >= size:
            return
        larger = np.zeros((words, max(size, self.capacity + self.capacity // 2)), np.uint64)
        if self.words == words:
            larger[:, : self.capacity] = self._whole
        self.words = words
        self._whole = larger


# A block of one column with its intermediate results stays in the second-level cache.
_BLOCK: Final = 1 << 15


def pack_signs(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Pack the signs of vectors into words of 64 bits, shape (rows, words)."""
    bits = np.packbits(vectors > 0, axis=1)
    padding = -bits.shape[1] % 8
    if padding:
        bits = np.pad(bits, ((0, 0), (0, padding)))
    return np.ascontiguousarray(bits).view(np.uint64)
