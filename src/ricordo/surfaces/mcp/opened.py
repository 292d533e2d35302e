"""The memory of a server: opened by the first call that needs it, and shared by all of its clients."""

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ricordo.api import Memory

_AGENT_CHARACTERS = 60
_MOST_AGENTS = 64


class SharedMemory:
    """Opens one memory, once. Every method may be called from several threads; each one may wait for the file."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Prepare; nothing is opened yet.

        Args:
            given: The arguments with which `Memory` is opened.
        """
        self.given = {name: value for name, value in given.items() if value is not None}
        self._lock = threading.Lock()
        self._memory: Memory | None = None
        self._written: dict[str | None, Memory] = {}

    def of(self, client: str | None) -> "Memory":
        """Give the memory as this client writes to it.

        Args:
            client: The name by which the client introduced itself.

        Raises:
            InvalidInput: When a setting is wrong.
            StoreError: When the file cannot be used.
        """
        with self._lock:
            if self._memory is None:
                from ricordo.api import Memory  # noqa: PLC0415 - the handshake does not wait for it

                self._memory = Memory(**self.given)
                self._memory.waits_for_vectors = False
            agent = _agent(client)
            if agent not in self._written:
                if len(self._written) == _MOST_AGENTS:
                    self._written.clear()
                self._written[agent] = self._memory.written_by(agent)
            return self._written[agent]

    def close(self) -> None:
        """Let go of the file, if it was opened."""
        with self._lock:
            if self._memory is not None:
                self._memory.close()
                self._memory = None
                self._written.clear()


def _agent(client: str | None) -> str | None:
    """Make the name of an agent from that of a client: one short line, or nothing."""
    visible = "".join(one if one.isprintable() else " " for one in client or "")
    return " ".join(visible.split())[:_AGENT_CHARACTERS] or None
