"""Read the bytes of a store's files without losing the locks on them.

A POSIX process that closes any descriptor of a file loses all its locks on it, those of SQLite as well: another process
then takes itself for the last one, and deletes the log under our feet (https://sqlite.org/howtocorrupt.html, 2.2).
So such a descriptor stays open as long as this process has the store open.
"""

import contextlib
import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_LOCKED: Final = ("", "-wal", "-shm", ".lock")
"""What follows the store's name in the names of the files that are locked."""

_BLOCK_BYTES: Final = 1 << 20

_guard = threading.Lock()
_open: Counter[str] = Counter()
_kept: dict[str, list[int]] = {}


def opened(store: Path) -> None:
    """Note that this process is about to open a store."""
    with _guard:
        _open[os.path.realpath(store)] += 1


def closed(store: Path) -> None:
    """Note that this process has closed it again."""
    name = os.path.realpath(store)
    with _guard:
        _open[name] -= 1
        if _open[name] <= 0:
            del _open[name]
            for descriptor in _kept.pop(name, []):
                os.close(descriptor)


def head(file: Path, count: int) -> bytes:
    """Read the first bytes of a file.

    Raises:
        OSError: When it cannot be read.
    """
    with _reading(file) as descriptor:
        return _read_at(descriptor, count, 0)


def holds(file: Path, needle: bytes) -> bool:
    """Look for some bytes in a file.

    Raises:
        OSError: When it cannot be read.
    """
    with _reading(file) as descriptor:
        place = 0
        while block := _read_at(descriptor, _BLOCK_BYTES + len(needle), place):
            if needle in block:
                return True
            place += _BLOCK_BYTES
    return False


def _read_at(descriptor: int, count: int, place: int) -> bytes:
    os.lseek(descriptor, place, os.SEEK_SET)
    return os.read(descriptor, count)


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[int]:
    """Give a descriptor for reading. Not for `mmap`: it makes another one, and closes that."""
    name = os.path.realpath(file)
    with _guard:  # all the time, so that nobody closes what is being read
        kept = _kept_of(name)
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if kept is None else kept
        try:
            yield descriptor
        finally:
            store = _store_of(name)
            if store is None:
                os.close(descriptor)
            elif kept is None:
                _kept.setdefault(store, []).append(descriptor)


def _kept_of(name: str) -> int | None:
    """Give the descriptor that is kept of the very file that has this name now."""
    found = Path(name).stat()
    kept = _kept.get(_store_of(name) or "", [])
    return next((one for one in kept if os.path.samestat(os.fstat(one), found)), None)


def _store_of(name: str) -> str | None:
    """Give the open store that a file belongs to, if SQLite or we lock it."""
    owners = (name.removesuffix(ending) for ending in _LOCKED if name.endswith(ending))
    return next((one for one in owners if one in _open), None)
