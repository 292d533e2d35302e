"""The server's side: a thread that answers the hooks of the same person from the memory that the server has open.

What is told across is ids and numbers, never a text: the hook reads the memories itself, from the store, and takes
nothing else.
"""

import contextlib
import hmac
import json
import logging
import os
import secrets
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from ricordo.surfaces.hooks.asking import reached, remove_stale
from ricordo.surfaces.hooks.rendezvous import (
    KEY_BYTES,
    LOOPBACK,
    PORT_ENDING,
    SOCKET_ENDING,
    Line,
    fits_socket,
    folder_of_servers,
    is_private,
    proof,
)

if TYPE_CHECKING:
    from ricordo.api import Memory

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS: Final = 0.25
"""A hook sends at once; whoever does not must not keep the next one waiting."""
_WAITING: Final = 8
_CLOSING_SECONDS: Final = 1.0
_NAME_BYTES: Final = 6
_MOST_SAID: Final = 16


class Listener:
    """Answers hooks, one after the other, until it is closed."""

    def __init__(self, memory: "Memory", entry: Path, listening: socket.socket, key: bytes | None) -> None:
        """Begin to answer.

        Args:
            memory: Where to look.
            entry: By which hooks find this server.
            listening: Where they connect.
            key: What they have to know; None where only the owner of the entry can connect.
        """
        self._memory, self._entry, self._listening, self._key = memory, entry, listening, key
        self._is_closing = False
        self._thread = threading.Thread(target=self._serve, name="ricordo-hooks", daemon=True)
        self._thread.start()

    @classmethod
    def beside(cls, memory: "Memory") -> Self | None:
        """Begin where the store of a memory lies; None when it lives in memory, or its folder takes no entry."""
        if memory.path is None:
            return None
        folder = folder_of_servers(memory.path)
        name = folder / secrets.token_hex(_NAME_BYTES)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if not is_private(folder):
                return None
            remove_stale(folder)
            entry = name.with_suffix(SOCKET_ENDING)
            if fits_socket(entry):
                with contextlib.suppress(OSError):  # not every file system has them
                    return cls(memory, entry, _at_socket(entry), None)
            entry, key = name.with_suffix(PORT_ENDING), secrets.token_bytes(KEY_BYTES)
            return cls(memory, entry, _at_port(entry, key), key)
        except OSError as error:
            _log.debug("hooks are not answered: %s", error)
            return None

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self._is_closing = True
        if (visit := reached(self._entry)) is not None:
            visit.close()  # nothing else wakes a thread that waits for a visit on every system
        self._thread.join(_CLOSING_SECONDS)
        self._listening.close()
        with contextlib.suppress(OSError):
            self._entry.unlink(missing_ok=True)
            self._entry.parent.rmdir()  # unless there are others

    def _serve(self) -> None:
        while not self._is_closing:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with Line(connection) as line:
                try:
                    self._answer(line, time.monotonic() + _PATIENCE_SECONDS)
                except Exception as error:  # noqa: BLE001 - the outermost frame of a thread that has to go on
                    _log.debug("a hook was not answered: %s", type(error).__name__)

    def _answer(self, line: Line, until: float) -> None:
        if self._key is not None:
            line.send(proof(self._key, line.receive(until)), until)
            if not hmac.compare_digest(line.receive(until), self._key.hex().encode()):
                return
        asked: dict[str, Any] = json.loads(line.receive(until))
        said, namespaces, without = (_texts(asked[name]) for name in ("said", "namespaces", "without"))
        found = self._memory.fitting(said, namespaces=namespaces, without=without)
        line.send(json.dumps(found).encode(), time.monotonic() + _PATIENCE_SECONDS)


def _texts(given: object) -> list[str]:
    if not isinstance(given, list) or len(given) > _MOST_SAID or not all(isinstance(one, str) for one in given):
        raise ValueError
    return given


def _at_socket(entry: Path) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX)
    half = entry.with_suffix(".half")
    try:
        listening.bind(str(half))
        half.chmod(0o600)
        listening.listen(_WAITING)
        half.replace(entry)  # only now: a hook removes the entry of a server that does not listen
    except OSError:
        listening.close()
        half.unlink(missing_ok=True)
        raise
    return listening


def _at_port(entry: Path, key: bytes) -> socket.socket:
    listening = socket.create_server((LOOPBACK, 0), backlog=_WAITING)
    half = entry.with_suffix(".half")
    try:
        with open(half, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            json.dump({"port": listening.getsockname()[1], "key": key.hex()}, file)
        half.replace(entry)
    except OSError:
        listening.close()
        half.unlink(missing_ok=True)
        raise
    return listening
