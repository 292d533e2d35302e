"""Ids of memories: ULIDs, so that they sort by time. Source: github.com/ulid/spec."""

import hashlib
import re
import secrets
import threading
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)
_SHIFTS = range(5 * (LENGTH - 2), -1, -10)
_ID = re.compile(rf"[0-7][{ALPHABET}]{{{LENGTH - 1}}}")
_lock = threading.Lock()
_last = 0


def id_of(name: str, at: datetime) -> str:
    """Give the id of what has a name of its own elsewhere: always the same; a name that is an id stays as it is.

    Args:
        name: Its id elsewhere.
        at: When it began.
    """
    if _ID.fullmatch(name):
        return name
    digest = int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=10).digest(), "big")
    return _written(max(int(at.timestamp() * 1000), 0) << 80 | digest)


def new_id(now: datetime) -> str:
    """Give a new id. Ids made in one process grow even within one millisecond and when the clock goes back."""
    global _last  # noqa: PLW0603 - the one counter of the process
    with _lock:
        fresh = (int(now.timestamp() * 1000) << 80) | secrets.randbits(79)
        same_millisecond = fresh >> 80 <= _last >> 80
        _last = _last + 1 + secrets.randbits(32) if same_millisecond else fresh
        number = _last
    return _written(number)


def _written(number: int) -> str:
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])
