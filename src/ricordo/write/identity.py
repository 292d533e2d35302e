"""Ids of memories: ULIDs, so that they sort by time. Source: github.com/ulid/spec."""

import base64
import secrets
import threading
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
_lock = threading.Lock()
_last = 0


def new_id(now: datetime) -> str:
    """Give a new id. Ids made in one process grow even within one millisecond and when the clock goes back."""
    global _last  # noqa: PLW0603 - the one counter of the process
    with _lock:
        fresh = (int(now.timestamp() * 1000) << 80) | secrets.randbits(79)
        same_millisecond = fresh >> 80 <= _last >> 80
        _last = _last + 1 + secrets.randbits(32) if same_millisecond else fresh
        number = _last
    # 20 bytes make 32 digits of 5 bits; the last 26 of them are the 128 bits of the id.
    return base64.b32encode(number.to_bytes(20)).translate(_TO_CROCKFORD)[-LENGTH:].decode()
