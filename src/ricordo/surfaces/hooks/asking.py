"""The hook's side of the way to a running server: ask, look by oneself meanwhile, and wait for a moment only."""

import contextlib
import json
import os
import socket
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ricordo.surfaces.hooks.rendezvous import (
    LOOPBACK,
    MOST_BYTES,
    NONCE_BYTES,
    PORT_ENDING,
    SOCKET_ENDING,
    Line,
    folder_of_servers,
    is_private,
    proof,
)

PATIENCE_SECONDS: Final = 0.06
"""From the question to the answer of a server; after that the hook's own answer is given."""
_GREETING_SECONDS: Final = 0.02


class Asked:
    """A question that a server is answering."""

    def __init__(self, line: Line, until: float) -> None:
        """Keep the line on which an answer may come, and until when, as `time.monotonic` counts."""
        self._line, self._until = line, until

    def answer(self) -> dict[str, float] | None:
        """Give how surely memories fit, by their ids; None when the server has no better answer in time."""
        try:
            with self._line:
                given = json.loads(self._line.receive(self._until))
            return None if given is None else {str(one): float(sure) for one, sure in given.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return None


def ask(store: Path, said: Sequence[str], namespaces: Sequence[str], without: Sequence[str]) -> Asked | None:
    """Ask a server that has this store open, and do not wait for its answer; None when there is no such server.

    Args:
        store: The store.
        said: What was said, as a whole and in parts.
        namespaces: Where to look.
        without: Leave these kinds out.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    question = json.dumps({"said": said, "namespaces": namespaces, "without": without}).encode()
    folder = folder_of_servers(store)
    if len(question) > MOST_BYTES or not is_private(folder):
        return None
    with contextlib.suppress(OSError):
        for entry in sorted(folder.iterdir()):
            line = reached(entry)
            if line is not None:
                line.send(question, until)
                return Asked(line, until)
    return None


def remove_stale(folder: Path) -> None:
    """Remove the entries of servers that are gone.

    Raises:
        OSError: When the folder cannot be read.
    """
    for entry in folder.iterdir():
        if (line := reached(entry)) is not None:
            line.close()


def reached(entry: Path) -> Line | None:
    """Connect to the server of an entry; None when it does not answer. The entry of one that is gone is removed."""
    try:
        if entry.suffix == SOCKET_ENDING:
            return _by_socket(entry)
        if entry.suffix == PORT_ENDING:
            return _by_port(entry)
    except ConnectionRefusedError:
        with contextlib.suppress(OSError):
            entry.unlink()
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None  # it does not answer, or is none of ours
    return None


def _by_socket(entry: Path) -> Line:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_GREETING_SECONDS)
    try:
        connection.connect(str(entry))
    except OSError:
        connection.close()
        raise
    return Line(connection)


def _by_port(entry: Path) -> Line:
    given = json.loads(entry.read_text("utf-8"))
    key, nonce = bytes.fromhex(given["key"]), os.urandom(NONCE_BYTES).hex().encode()
    line = Line(socket.create_connection((LOOPBACK, given["port"]), _GREETING_SECONDS))
    until = time.monotonic() + _GREETING_SECONDS
    try:
        line.send(nonce, until)
        if line.receive(until) != proof(key, nonce):
            raise ConnectionRefusedError  # somebody else has taken the port of a server that is gone
        line.send(key.hex().encode(), until)
    except (OSError, ValueError):
        line.close()
        raise
    return line
