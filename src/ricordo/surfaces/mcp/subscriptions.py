"""Tells clients that what they would read at an address has changed, by whomever: in both eras of the protocol.

The journal says what may have changed, whichever process wrote it; reading the address again says whether it did. So
nobody is told of what they could not read themselves.
"""

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
import mcp_types as types
from anyio.abc import TaskGroup
from mcp.server.connection import Connection
from mcp.server.context import ServerRequestContext
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ResourceUpdated
from mcp.shared.exceptions import MCPError

from ricordo.api import Memory
from ricordo.errors import RicordoError, StoreError
from ricordo.surfaces.mcp.base import Background
from ricordo.surfaces.mcp.opened import Caller, SharedMemory, caller_of
from ricordo.surfaces.mcp.resources import text_at, view_of

LOOK_SECONDS = 1.0
"""From one look at the journal to the next: what happens between the two is told once."""
MOST_OF_ONE_CLIENT = 100
MOST = 1_000
_WATCHES = "ricordo.watches"
_Context = ServerRequestContext[Any, Any]


@dataclass(slots=True, eq=False)
class Subscription:
    """One address that one client watches.

    Attributes:
        owner: Whose it is: a connection, or a stream of notifications.
        caller: In whose scope it is read.
        uri: The address.
        tell: Tells the client that it reads differently.
        sequence: The state of the store at the last look.
        seen: What was read there then, as a hash; None before the first look.
        is_told: Whether the client is being told at this moment.
    """

    owner: object
    caller: Caller
    uri: str
    tell: Callable[[], Awaitable[None]]
    sequence: int = 0
    seen: int | None = None
    is_told: bool = False


class Watch:
    """Looks for changes as long as somebody has subscribed to something; only then is the memory opened."""

    def __init__(self, shared: SharedMemory, tasks: TaskGroup) -> None:
        """Prepare.

        Args:
            shared: The memory of the server.
            tasks: What runs as long as the server does.
        """
        self._shared = shared
        self._tasks = tasks
        self._subscriptions: list[Subscription] = []
        self._is_looking = False

    def of(self, owner: object) -> list[Subscription]:
        """Give the subscriptions of a client."""
        return [one for one in self._subscriptions if one.owner is owner]

    async def add(
        self, owner: object, caller: Caller, uris: Sequence[str], tell: Callable[[str], Awaitable[None]]
    ) -> None:
        """Subscribe to addresses: to all of them, or to none.

        Args:
            owner: Whose they are.
            caller: In whose scope they are read.
            uris: The addresses.
            tell: Tells the client that one of them reads differently.

        Raises:
            MCPError: When there is nothing at one of them, or when they are too many.
        """
        if not uris:
            return
        if len(self.of(owner)) + len(uris) > MOST_OF_ONE_CLIENT:
            raise _refusal(f"one client watches at most {MOST_OF_ONE_CLIENT} addresses; give up others first.")
        if len(self._subscriptions) + len(uris) > MOST:
            raise _refusal(f"this server watches at most {MOST} addresses for all its clients; try again later.")
        fresh = [Subscription(owner, caller, uri, partial(tell, uri)) for uri in uris]
        self._subscriptions += fresh
        try:
            await anyio.to_thread.run_sync(self._read_first, caller, fresh)
        except BaseException:
            self.drop(fresh)
            raise
        if not self._is_looking:
            self._is_looking = True
            self._tasks.start_soon(self._look_on)

    def drop(self, over: Sequence[Subscription]) -> None:
        """End subscriptions; those that have ended are passed over."""
        self._subscriptions = [one for one in self._subscriptions if one not in over]

    def _read_first(self, caller: Caller, fresh: Sequence[Subscription]) -> None:
        try:
            memory = self._shared.of(caller)
            sequence = memory.changes_since().sequence
            for one in fresh:
                one.sequence, one.seen = sequence, hash(text_at(one.uri, memory))
        except RicordoError as error:
            raise _refusal(str(error)) from None

    async def _look_on(self) -> None:
        while self._subscriptions:
            await anyio.sleep(LOOK_SECONDS)
            # Who is still being told of a change is looked at after that, and misses none.
            idle = [one for one in self._subscriptions if one.seen is not None and not one.is_told]
            for one in await anyio.to_thread.run_sync(self._look, idle):
                one.is_told = True
                self._tasks.start_soon(self._tell, one)
        self._is_looking = False

    async def _tell(self, one: Subscription) -> None:
        if one in self._subscriptions:
            await one.tell()
        one.is_told = False

    def _look(self, idle: Sequence[Subscription]) -> list[Subscription]:
        """Give the subscriptions that read differently now."""
        alike: dict[tuple[Caller, int], list[Subscription]] = {}
        for one in idle:
            alike.setdefault((one.caller, one.sequence), []).append(one)
        changed = []
        for (caller, sequence), several in alike.items():
            with contextlib.suppress(StoreError):  # it is busy: the next look asks for the same changes
                memory = self._shared.of(caller)
                changes = memory.changes_since(sequence)
                for one in several:
                    if changes.may_concern(*view_of(one.uri)) and one.seen != (seen := _read(one.uri, memory)):
                        one.seen = seen
                        changed.append(one)
                    one.sequence = changes.sequence
        return changed


def _read(uri: str, memory: Memory) -> int:
    try:
        return hash(text_at(uri, memory))
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - whoever reads there next gets the error: that is what has changed
        return hash(str(error))


async def subscribe(ctx: _Context, params: types.SubscribeRequestParams, shared: SharedMemory) -> types.EmptyResult:
    """Begin to watch an address for a connection of the older era.

    Raises:
        MCPError: When there is nothing there, or when the connection watches too many.
    """
    watch, caller, connection = _watch(ctx, shared), caller_of(ctx), _connection(ctx)
    if _WATCHES not in connection.state:
        connection.state[_WATCHES] = True
        connection.exit_stack.callback(lambda: watch.drop(watch.of(connection)))
    if not any((one.caller, one.uri) == (caller, params.uri) for one in watch.of(connection)):
        await watch.add(connection, caller, [params.uri], ctx.session.send_resource_updated)
    return types.EmptyResult()


async def unsubscribe(ctx: _Context, params: types.UnsubscribeRequestParams, shared: SharedMemory) -> types.EmptyResult:
    """Watch an address no longer."""
    watch = _watch(ctx, shared)
    watch.drop([one for one in watch.of(_connection(ctx)) if one.uri == params.uri])
    return types.EmptyResult()


async def listen(
    ctx: _Context, params: types.SubscriptionsListenRequestParams, shared: SharedMemory
) -> types.SubscriptionsListenResult:
    """Answer with a stream of notifications about addresses, as the newer era does.

    Raises:
        MCPError: When there is nothing at one of the addresses, or when they are too many.
    """
    watch, bus = _watch(ctx, shared), InMemorySubscriptionBus()
    stream, streams = ListenHandler(bus), ctx.lifespan_context.streams
    uris = list(dict.fromkeys(params.notifications.resource_subscriptions or ()))
    try:
        await watch.add(bus, caller_of(ctx), uris, lambda uri: bus.publish(ResourceUpdated(uri)))
        streams.add(stream)
        asked = types.SubscriptionFilter(resource_subscriptions=uris)
        return await stream(ctx, params.model_copy(update={"notifications": asked}))
    finally:
        streams.discard(stream)
        watch.drop(watch.of(bus))


def _watch(ctx: _Context, shared: SharedMemory) -> Watch:
    background: Background = ctx.lifespan_context
    if background.watch is None:
        background.watch = Watch(shared, background.tasks)
    watch: Watch = background.watch
    return watch


def _connection(ctx: _Context) -> Connection:
    return ctx.session._connection  # noqa: SLF001 - what lasts from one request to the next, the SDK shows nowhere else


def _refusal(message: str) -> MCPError:
    return MCPError(code=types.INVALID_PARAMS, message=message)
