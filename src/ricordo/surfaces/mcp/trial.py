"""Tries a server as a client would: starts it, speaks the protocol, remembers, recalls and erases a probe."""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import anyio
import mcp_types as types
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

_NEXT = ("server answers", "remember", "recall", "erase")
_PATIENCE_SECONDS = 60.0
_PROBE = "The doctor of Ricordo left a brass lantern here"
_QUESTION = "what did the doctor of Ricordo leave here?"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trial."""

    name: str
    ok: bool
    detail: str


class _Failed(Exception):
    """The step did not do what it should; the message is what was seen."""


def try_server(words: Sequence[str], environment: Mapping[str, str], namespace: str) -> list[Step]:
    """Try a server.

    Args:
        words: How it is started.
        environment: What it is started with.
        namespace: Where the probe goes; nothing else is in it.

    Returns:
        The steps, up to the first that failed.
    """
    steps: list[Step] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        parameters = StdioServerParameters(
            command=words[0], args=[*words[1:], "--namespace", namespace], env=dict(environment)
        )
        try:
            anyio.run(_converse, lambda: stdio_client(parameters, errlog=said), steps)
        except Exception as error:  # noqa: BLE001 - whatever a strange program does, it is told
            said.seek(0)
            last = (said.read().strip().splitlines() or [""])[-1]
            steps.append(Step(_NEXT[len(steps)], ok=False, detail=last or _reason(error)))
    return steps


async def _converse(connect: Callable[[], Any], steps: list[Step]) -> None:
    start = time.monotonic()
    with anyio.fail_after(_PATIENCE_SECONDS):
        async with Client(connect(), elicitation_callback=_agree) as client:
            tools = (await client.list_tools()).tools
            server = client.server_info or types.Implementation(name="a nameless server", version="")
            seen = f"{server.name} {server.version}, {len(tools)} tools, after {time.monotonic() - start:.1f} s"
            steps.append(Step(_NEXT[0], ok=True, detail=seen))
            for act, name in zip((_remember, _recall, _erase), _NEXT[1:], strict=True):
                steps.append(Step(name, ok=True, detail=await act(client)))


async def _remember(client: Client) -> str:
    answer = await _call(client, "remember", {"text": _PROBE})
    if answer["status"] != "stored":
        raise _Failed(f"the probe was not stored but {answer['status']}")
    return "a probe in a namespace of its own"


async def _recall(client: Client) -> str:
    found = [one["memory"]["text"] for one in (await _call(client, "recall", {"query": _QUESTION})).get("hits", [])]
    if found != [_PROBE]:
        raise _Failed(f"{len(found)} memories were found, and not the probe alone")
    return "the probe was found"


async def _erase(client: Client) -> str:
    listed = (await _call(client, "list", {}))["memories"]
    await _call(client, "forget", {"ids": [one["id"] for one in listed], "hard": True})
    left = (await _call(client, "list", {})).get("memories", [])
    if left:
        raise _Failed(f"{len(left)} memories are still there")
    return "nothing of the probe is left"


async def _call(client: Client, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    result = await client.call_tool(name, arguments)
    if result.is_error:
        raise _Failed(" ".join(getattr(one, "text", "") for one in result.content))
    return dict(result.structured_content or {})


async def _agree(context: Any, params: types.ElicitRequestParams) -> types.ElicitResult:  # noqa: ARG001 - the SDK names them
    """Say yes to the erasure: whoever calls the doctor wants it."""
    return types.ElicitResult(action="accept", content={})


def _reason(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, TimeoutError):
        return f"no answer within {_PATIENCE_SECONDS:.0f} seconds"
    return str(error) or type(error).__name__
