"""The memory of a server: opened by the first call that needs it, and shared by all of its clients."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcp.server.context import ServerRequestContext

from ricordo.config import checked_namespace, namespaces_read
from ricordo.errors import InvalidInput, StoreMoved
from ricordo.surfaces.setup.clients import installed_as

if TYPE_CHECKING:
    from ricordo.api import Memory
    from ricordo.surfaces.hooks.listening import Listener

_AGENT_CHARACTERS = 60
_MOST_CALLERS = 64
_NAMESPACE = "namespace"
"""The part of the address by which a client over HTTP says whose memories it shares."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and in which scope.

    Attributes:
        agent: The client, by the name under which it is installed; else as it introduced itself, as one short line.
        address: The namespace that the client's address names: a person wrote it there.
        namespace: The namespace that this call names: the model's own words.
        session: The conversation that this call belongs to.
        reaching: Further namespaces to which the arguments of this call lead.
    """

    agent: str | None = None
    address: str | None = None
    namespace: str | None = None
    session: str | None = None
    reaching: tuple[str, ...] = ()


def caller_of(ctx: ServerRequestContext[Any, Any]) -> Caller:
    """Find out who sent a request."""
    introduced = ctx.session.client_params
    name = introduced.client_info.name if introduced else ""
    visible = "".join(one if one.isprintable() else " " for one in name)
    agent = installed_as(" ".join(visible.split())[:_AGENT_CHARACTERS]) or None
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
        self._listener: Listener | None = None
        self._views: dict[tuple[str | None, str | None, str | None], Memory] = {}

    def of(self, caller: Caller) -> "Memory":
        """Give the memory in the scope of a caller.

        Raises:
            InvalidInput: When a setting, or the caller's namespace or session, is wrong, or when the call would leave
                the namespace that a person has fixed.
            NotFound: When there is no such session.
            StoreError: When the file cannot be used; when it was moved, the next call opens what is at its place then.
        """
        with self._lock:
            if self._memory is not None:
                try:
                    self._memory.check_file()
                except StoreMoved:
                    self._let_go()
                    raise
            if self._memory is None:
                from ricordo.api import Memory  # noqa: PLC0415 - the handshake does not wait for it
                from ricordo.surfaces.hooks.listening import Listener  # noqa: PLC0415 - see above

                self._memory = Memory(**self._given)
                self._memory.waits_for_vectors = False
                self._listener = Listener.beside(self._memory)
            fixed = self._memory.kept_to or caller.address
            namespace = _allowed(fixed, caller)
            key = (caller.agent, namespace, fixed)
            if key not in self._views:
                if len(self._views) == _MOST_CALLERS:
                    self._views.clear()
                self._views[key] = self._memory.within(namespace=namespace, agent=caller.agent, kept_to=fixed)
            view = self._views[key]
        return view.within(session=caller.session)

    def close(self) -> None:
        """Let go of the file, if it was opened."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if self._memory is not None:
            self._memory.close()
            self._memory = None
            self._views.clear()


def _allowed(fixed: str | None, caller: Caller) -> str | None:
    """Give the namespace that a caller wants, if any. What was only guessed from a folder, every call may correct.

    Args:
        fixed: What a person has fixed, in the settings of the server or in the client's address.
        caller: Who asks.

    Raises:
        InvalidInput: When a name can be no namespace, or lies outside what is fixed.
    """
    for wanted in (caller.address, caller.namespace, *caller.reaching):
        if wanted is not None:
            refuse_outside(fixed, wanted)
    return caller.namespace or caller.address


def refuse_outside(fixed: str | None, wanted: str) -> None:
    """Refuse what would leave the namespace that a person has fixed.

    Raises:
        InvalidInput: When the name can be no namespace, or lies outside.
    """
    if checked_namespace(wanted) not in namespaces_read(fixed or wanted):
        raise InvalidInput(f"this connection is kept to the namespace {fixed}; {wanted} cannot be reached from it.")
