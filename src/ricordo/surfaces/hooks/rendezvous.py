"""Where a hook and a running server of the same person meet, and how they speak: one line there, one line back.

Every server that has a store open keeps one entry in the folder `memory.db.servers`, which is its owner's alone: a Unix
socket where there are such and the path is short enough for one, else a small file with a port of this machine and a
key. At the port others may knock, and may have taken it over from a server that is gone: there the server proves first
that it knows the key, and then the hook does.
"""

import os
import socket
import stat
import time
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

from ricordo.storage.connection import SERVERS_ENDING

SOCKET_ENDING: Final = ".sock"
PORT_ENDING: Final = ".port"
LOOPBACK: Final = "127.0.0.1"
NONCE_BYTES: Final = 16
KEY_BYTES: Final = 32
MOST_BYTES: Final = 64 * 1024
"""A longer line is refused."""
_LONGEST_SOCKET_PATH: Final = 100
"""In bytes; macOS knows 103, Linux 107."""
_CHUNK_BYTES: Final = 16 * 1024


def folder_of_servers(store: Path) -> Path:
    """Give the folder in which the servers of a store can be found."""
    return Path(f"{store.absolute()}{SERVERS_ENDING}")


def is_private(folder: Path) -> bool:
    """Whether a folder is there and nobody else can have put anything into it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(found.st_mode)  # there, folders of a person are closed to others by their place
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def fits_socket(path: Path) -> bool:
    """Whether a Unix socket can have this path."""
    return hasattr(socket, "AF_UNIX") and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH


def proof(key: bytes, nonce: bytes) -> bytes:
    """Give what only somebody who knows the key can answer to a nonce."""
    return blake2b(nonce, key=key, digest_size=KEY_BYTES).hexdigest().encode()


class Line:
    """One end of a conversation, line by line. Use it as a context manager, or close it."""

    def __init__(self, connection: socket.socket) -> None:
        """Speak over a connection."""
        self._connection, self._rest = connection, b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def send(self, line: bytes, until: float) -> None:
        """Send one line.

        Args:
            line: Without what ends it.
            until: When to give up, as `time.monotonic` counts.

        Raises:
            OSError: When it is not taken in time, or the other side has left.
        """
        self._connection.settimeout(_seconds_left(until))
        self._connection.sendall(line + b"\n")

    def receive(self, until: float) -> bytes:
        """Give the next line, without what ends it.

        Args:
            until: When to give up, as `time.monotonic` counts.

        Raises:
            OSError: When it does not come in time, or the other side has left.
            ValueError: When it is too long.
        """
        while b"\n" not in self._rest:
            if len(self._rest) > MOST_BYTES:
                raise ValueError
            self._connection.settimeout(_seconds_left(until))
            part = self._connection.recv(_CHUNK_BYTES)
            if not part:
                raise ConnectionError
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        return line


def _seconds_left(until: float) -> float:
    return max(until - time.monotonic(), 0.001)
