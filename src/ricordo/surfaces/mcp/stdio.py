"""Serves one client over standard input and output, as long as there is one."""

import json
import os
import re
import signal
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import anyio
import mcp_types as types
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

from ricordo.surfaces.mcp.opened import SharedMemory
from ricordo.surfaces.mcp.profiles import Profile
from ricordo.surfaces.mcp.server import make_server

_LOOK_FOR_PARENT_SECONDS = 1.0
_LOOK_FOR_ANSWERS_SECONDS = 0.01
_FINISH_SECONDS = 5.0
"""How long a call may go on after the client has closed our input."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_LASTS = "subscriptions/listen"
"""A request that is answered when its client gives it up: nobody waits for it."""
_Incoming = SessionMessage | Exception


def serve_stdio(profile: Profile, given: Mapping[str, Any]) -> NoReturn:
    """Serve until standard input is closed, the parent is gone, or a signal ends the process.

    Args:
        profile: Which tools are offered.
        given: The arguments with which `Memory` is opened, at the first call.
    """
    shared = SharedMemory(given)

    def leave(code: int) -> NoReturn:
        """End at once: a thread that waits for input that never comes must not hold the process."""
        try:
            shared.close()
        finally:
            os._exit(code)

    async def serve() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(_watch_parent, leave)
            group.start_soon(_watch_signals, leave)
            async with stdio_server() as (incoming, outgoing):
                await run(make_server(profile, shared), incoming, outgoing)
            group.cancel_scope.cancel()

    code = 0
    try:
        anyio.run(serve)
    except* (BrokenPipeError, ConnectionError):
        code = 0  # the client went away while it was being answered
    leave(code)


async def run(server: Server[Any], incoming: ReadStream[_Incoming], outgoing: WriteStream[SessionMessage]) -> None:
    """Serve a pair of streams, and answer what is no message, too."""
    forward, messages = anyio.create_memory_object_stream[_Incoming](0)
    answers, answered = anyio.create_memory_object_stream[SessionMessage](0)
    desk = _Desk(outgoing)
    async with anyio.create_task_group() as group:
        group.start_soon(desk.take_in, incoming, forward)
        group.start_soon(desk.give_out, answered)
        await server.run(messages, answers, server.create_initialization_options())
        group.cancel_scope.cancel()


class _Desk:
    """Stands before the server, which would drop what is no message, and what it is still doing at the end.

    A client that gets no answer waits for ever; one that sends something and goes wants it done.
    """

    def __init__(self, outgoing: WriteStream[SessionMessage]) -> None:
        self._outgoing = outgoing
        self._open: set[types.RequestId] = set()

    async def take_in(self, incoming: ReadStream[_Incoming], forward: MemoryObjectSendStream[_Incoming]) -> None:
        """Pass messages on, answer lines that are none, and at the end wait for what is still being done."""
        async with forward:
            async for given in incoming:
                one = mended(given) if isinstance(given, Exception) else given
                if not isinstance(one, Exception):
                    self._note(one.message)
                    await forward.send(one)
                elif (complaint := complain(one)) is not None:
                    await self._outgoing.send(SessionMessage(complaint))
            with anyio.move_on_after(_FINISH_SECONDS):
                while self._open:  # noqa: ASYNC110 - lasts for milliseconds, at the end of the process
                    await anyio.sleep(_LOOK_FOR_ANSWERS_SECONDS)

    async def give_out(self, answered: MemoryObjectReceiveStream[SessionMessage]) -> None:
        """Pass answers on, and close the stream after the last."""
        async with self._outgoing, answered:
            async for one in answered:
                await self._outgoing.send(one)
                if isinstance(one.message, types.JSONRPCResponse | types.JSONRPCError) and one.message.id is not None:
                    self._open.discard(one.message.id)

    def _note(self, message: types.JSONRPCMessage) -> None:
        if isinstance(message, types.JSONRPCRequest) and message.method != _LASTS:
            self._open.add(message.id)
        elif isinstance(message, types.JSONRPCNotification) and message.method == "notifications/cancelled":
            self._open.discard((message.params or {}).get("requestId", ""))


def mended(error: Exception) -> _Incoming:
    """Give the message of a line with half a character in it: clients written in JavaScript send what they cut so.

    Half of a surrogate pair is no text, but JSON can write it; the sign for a lost character takes its place.
    """
    line = next((one for one in _unreadable(error) if _HALF.search(one)), None)
    try:
        whole = json.dumps(json.loads(line or ""), ensure_ascii=False)
        known = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return SessionMessage(types.jsonrpc_message_adapter.validate_json(known, by_name=False))
    except (ValueError, RecursionError):
        return error


def _unreadable(error: Exception) -> list[str]:
    """Give the lines that are no JSON to the SDK."""
    problems = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    return [one["input"] for one in problems if one["type"] == "json_invalid" and isinstance(one["input"], str)]


def complain(error: Exception) -> types.JSONRPCError | None:
    """Answer a line that is no message; None for an empty one.

    JSON that does not parse is -32700, anything else that is no request -32600, with the id if it has one.
    """
    problems = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    inputs = [one["input"] for one in problems]
    if any(one["type"] == "json_invalid" for one in problems):
        blank = all(isinstance(one, str) and not one.strip() for one in inputs)
        return None if blank else _error(None, types.PARSE_ERROR, "this is no JSON; send one message a line.")
    if any(isinstance(one, list) for one in inputs[:1]):
        return _error(None, types.INVALID_REQUEST, "batches are not served; send one message a line.")
    request = next((one["id"] for one in inputs if isinstance(one, dict) and "id" in one), None)
    known = request if isinstance(request, int | str) and not isinstance(request, bool) else None
    return _error(known, types.INVALID_REQUEST, "this is no JSON-RPC 2.0 message; send jsonrpc, method and id.")


def _error(request: int | str | None, code: int, message: str) -> types.JSONRPCError:
    return types.JSONRPCError(jsonrpc="2.0", id=request, error=types.ErrorData(code=code, message=message))


async def _watch_parent(leave: Callable[[int], NoReturn]) -> None:
    """Leave when the client is gone although another process still holds the pipe to us."""
    parent = os.getppid()
    while parent == os.getppid():  # noqa: ASYNC110 - the system tells nobody
        await anyio.sleep(_LOOK_FOR_PARENT_SECONDS)
    leave(0)


async def _watch_signals(leave: Callable[[int], NoReturn]) -> None:
    try:
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async for one in signals:
                leave(128 + one)
    except NotImplementedError:
        return  # on Windows, a signal ends the process by itself
