"""Tools: what a client lists, and what happens when it calls one."""

import difflib
import functools
from collections.abc import Mapping
from typing import Any, Protocol

import anyio.to_thread
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError

import ricordo.api
from ricordo.api import Memory
from ricordo.errors import RicordoError
from ricordo.operations import Effect
from ricordo.surfaces.mcp import person
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins import tools_of
from ricordo.surfaces.mcp.opened import Caller, SharedMemory, caller_of
from ricordo.surfaces.mcp.operation_tools import OperationTool
from ricordo.surfaces.mcp.profiles import Profile, chosen

CODE = "ricordo/code"
"""Where a refused call carries the code of its error, for programs."""


class Offered(Protocol):
    """What can be done with a tool, whether it is one of ours or one that another server has."""

    @property
    def effect(self) -> Effect:
        """Whether it reads, writes or destroys."""
        ...

    def described(self) -> types.Tool:
        """Describe it as a client lists it."""
        ...

    def check(self, given: Mapping[str, Any]) -> Any:
        """Check arguments."""
        ...

    def asked_by(self, caller: Caller, arguments: Any) -> Caller:
        """Give the caller with the scope of this call."""
        ...

    def deed(self, arguments: Any) -> person.Deed | None:
        """Give what a person must agree to before it is done."""
        ...

    def run(self, memory: Memory, arguments: Any) -> Presented:
        """Run it."""
        ...

    def refused(self, error: RicordoError) -> Presented:
        """Say why it was not done."""
        ...


@functools.cache
def offered(profile: Profile) -> Mapping[str, Offered]:
    """Give the tools of a profile by their names, always in the same order."""
    _ = ricordo.api
    return tools_of(profile) or {one.name: OperationTool(one, profile) for one in chosen(profile)}


def described(profile: Profile) -> list[types.Tool]:
    """Describe the tools of a profile; what is listed was made of this (`listing`)."""
    return [one.described() for one in offered(profile).values()]


async def call(
    ctx: ServerRequestContext[Any, Any], params: types.CallToolRequestParams, profile: Profile, shared: SharedMemory
) -> types.CallToolResult | types.InputRequiredResult:
    """Call a tool.

    Raises:
        MCPError: When the profile has no tool of that name.
    """
    tool = await anyio.to_thread.run_sync(_tool, profile, params.name)
    # Some models send null for what they leave out.
    given = {name: value for name, value in (params.arguments or {}).items() if value is not None}
    try:
        arguments = tool.check(given)
        caller = tool.asked_by(caller_of(ctx), arguments)
        deed = tool.deed(arguments)
        if deed is not None:
            memory = await anyio.to_thread.run_sync(shared.of, caller)
            question = await anyio.to_thread.run_sync(deed.question, memory)
            waiting = await person.ask(ctx, params, question, deed.command(memory))
            if waiting is not None:
                return waiting
        done = await anyio.to_thread.run_sync(
            lambda: tool.run(shared.of(caller), arguments), abandon_on_cancel=tool.effect == "read"
        )
    except RicordoError as error:
        return _refused(tool, error)
    except OSError as error:
        sentence = f"the system refused ({error.strerror or error}); see to that and call again."
        return _refused(tool, RicordoError(sentence))
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=done.text)], structured_content=done.structure
    )


def _tool(profile: Profile, name: str) -> Offered:
    known = offered(profile)
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}."
    raise MCPError(code=types.INVALID_PARAMS, message=f"{name[:60]} is no tool here; {hint}")


def _refused(tool: Offered, error: RicordoError) -> types.CallToolResult:
    told = tool.refused(error)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=told.text)],
        structured_content=told.structure or None,
        is_error=True,
        _meta={CODE: error.code},
    )
