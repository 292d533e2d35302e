"""The head of the file that keeps the recall index: what it is an index of, and where its arrays stand."""

import json
from hashlib import blake2b
from typing import Any, Final
from zlib import crc32

MAGIC: Final = b"ricordo index 1\n"
ALIGNMENT: Final = 64
PREFIX_BYTES: Final = len(MAGIC) + 12
"""Before the head itself: what the file is, and how long the head is."""


def hashed(*parts: str) -> int:
    """Give the 63-bit number under which the index knows a name."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "little") >> 1


def head_checksum(head: dict[str, Any]) -> int:
    """Give the checksum of the head itself: a changed name in the table would hide an array."""
    return crc32(json.dumps([head[name] for name in ("stamp", "analyser", "dimension", "table")]).encode())


def read_head(data: memoryview) -> tuple[dict[str, Any], int]:
    """Read the head of a file.

    Args:
        data: The whole file.

    Returns:
        The head, and where the arrays begin.

    Raises:
        ValueError: When it is another kind of file, or the head is damaged.
    """
    if bytes(data[: len(MAGIC)]) != MAGIC:
        raise ValueError("another kind of file")
    end = PREFIX_BYTES + int(bytes(data[len(MAGIC) : PREFIX_BYTES]))
    head = json.loads(bytes(data[PREFIX_BYTES:end]))
    if head["head_checksum"] != head_checksum(head):
        raise ValueError("the header is damaged")
    head["checksum"] = int(head["checksum"])
    return head, end
