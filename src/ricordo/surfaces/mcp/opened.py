"""The memory of a server: opened by the first call that needs it, and shared by all of its clients."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcp.server.context import ServerRequestContext

if TYPE_CHECKING:
    from ricordo.api import Memory

_AGENT_CHARACTERS = 60
_MOST_CALLERS = 64
_NAMESPACE = "namespace"
"""The part of the address by which a client over HTTP says whose memories it shares."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks.

    Attributes:
        agent: The name by which the client introduced itself, as one short line.
        namespace: Whose memories it shares; those of the server when it does not say.
    """

    agent: str | None = None
    namespace: str | None = None


def caller_of(ctx: ServerRequestContext[Any, Any]) -> Caller:
    """Find out who sent a request."""
    introduced = ctx.session.client_params
    name = introduced.client_info.name if introduced else ""
    visible = "".join(one if one.isprintable() else " " for one in name)
    agent = " ".join(visible.split())[:_AGENT_CHARACTERS] or None
    return Caller(agent, None if ctx.request is None else ctx.request.query_params.get(_NAMESPACE))


class SharedMemory:
    """Opens one memory, once. Every method may be called from several threads; each one may wait for the file."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Prepare; nothing is opened yet.

        Args:
            given: The arguments with which `Memory` is opened.
        """
        self._given = {name: value for name, value in given.items() if value is not None}
        self._lock = threading.Lock()
        self._memory: Memory | None = None
        self._views: dict[Caller, Memory] = {}

    def of(self, caller: Caller) -> "Memory":
        """Give the memory in the scope of a caller.

        Raises:
            InvalidInput: When a setting, or the caller's namespace, is wrong.
            StoreError: When the file cannot be used.
        """
        with self._lock:
            if self._memory is None:
                from ricordo.api import Memory  # noqa: PLC0415 - the handshake does not wait for it

                self._memory = Memory(**self._given)
                self._memory.waits_for_vectors = False
            if caller not in self._views:
                if len(self._views) == _MOST_CALLERS:
                    self._views.clear()
                self._views[caller] = self._memory.within(namespace=caller.namespace, agent=caller.agent)
            return self._views[caller]

    def close(self) -> None:
        """Let go of the file, if it was opened."""
        with self._lock:
            if self._memory is not None:
                self._memory.close()
                self._memory = None
                self._views.clear()
