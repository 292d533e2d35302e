"""The terms of one text as bytes: numbers instead of words, so that an index is loaded without the texts."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from sys import byteorder
from zlib import crc32


def term_id(term: str) -> int:
    """Give the number under which the index knows a term: CRC-32 of its UTF-8."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def pack_terms(found: Iterable[str]) -> bytes:
    """Pack the terms of one text; see `pack_ids`."""
    return pack_ids([term_id(term) for term in found])


def pack_ids(numbers: Sequence[int]) -> bytes:
    """Pack the term numbers of one text: how many there are, the distinct ones, and how often each occurs.

    Layout, little-endian: uint32 length, n x uint32 term numbers in ascending order, n x uint8 counts (at
    most 255). The size is 4 + 5 n bytes.
    """
    ordered = sorted(set(numbers))
    packed = array("I", (len(numbers), *ordered))
    if byteorder == "big":
        packed.byteswap()
    if len(ordered) == len(numbers):
        return packed.tobytes() + b"\x01" * len(ordered)
    counts = Counter(numbers)
    return packed.tobytes() + bytes([min(255, counts[number]) for number in ordered])


def unpack_terms(packed: bytes) -> tuple[int, dict[int, int]]:
    """Give back the length in terms and the count of each term number.

    Raises:
        ValueError: These bytes were not made by `pack_terms`.
    """
    distinct, rest = divmod(len(packed) - 4, 5)
    if distinct < 0 or rest:
        raise ValueError("packed terms are damaged: their size does not fit")
    numbers = array("I", packed[: 4 + 4 * distinct])
    if byteorder == "big":
        numbers.byteswap()
    return numbers[0], dict(zip(numbers[1:], packed[4 + 4 * distinct :], strict=True))
