"""The terms of one text as bytes: numbers instead of words, so that an index is loaded without the texts."""

from array import array
from collections.abc import Iterable
from functools import lru_cache
from sys import byteorder
from zlib import crc32


def term_id(term: str) -> int:
    """Give the number under which the index knows a term: CRC-32 of its UTF-8."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def pack_terms(found: Iterable[str]) -> bytes:
    """Pack the terms of one text: its length in terms, the distinct term numbers, and how often each occurs.

    Layout, little-endian: uint32 length, n x uint32 term numbers in ascending order, n x uint8 counts (at
    most 255). The size is 4 + 5 n bytes.
    """
    counts: dict[int, int] = {}
    length = 0
    for number in map(_cached_id, found):
        counts[number] = counts.get(number, 0) + 1
        length += 1
    ordered = sorted(counts)
    numbers = array("I", (length, *ordered))
    if byteorder == "big":
        numbers.byteswap()
    frequencies = [counts[number] for number in ordered]
    if length > 255:
        frequencies = [min(255, frequency) for frequency in frequencies]
    return numbers.tobytes() + bytes(frequencies)


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


@lru_cache(maxsize=1 << 16)
def _cached_id(term: str) -> int:
    return term_id(term)
