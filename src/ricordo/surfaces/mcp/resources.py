"""Memories as resources, for clients that attach them to a conversation."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import unquote

import anyio.to_thread
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError

from ricordo.api import Memory
from ricordo.errors import RicordoError
from ricordo.knowledge.changes import View
from ricordo.operations import OPERATIONS
from ricordo.surfaces.mcp.answers import present
from ricordo.surfaces.mcp.opened import SharedMemory, caller_of

_SCHEME = "ricordo://"
_CONTEXT: Final = "context"
_TEMPLATES: Mapping[View, tuple[str, str, str]] = {
    "memory": ("id", "get", "ids"),
    "entity": ("name", "entity", "name"),
    "session": ("id", "sessions", "chain"),
}
"""What has an address: its variable there, and the operation and argument that read it."""
_ADDRESS = re.compile(rf"{_SCHEME}({'|'.join(_TEMPLATES)})/([^/?#]+)")
_TEXT = "text/plain"
_BUDGET_TOKENS = 800


def listed() -> list[types.Resource]:
    """Describe the resources that always exist."""
    if _CONTEXT not in OPERATIONS:
        return []
    summary = OPERATIONS[_CONTEXT].summary
    uri = _SCHEME + _CONTEXT
    return [types.Resource(uri=uri, name=_CONTEXT, title="Context", description=summary, mime_type=_TEXT)]


def templates() -> list[types.ResourceTemplate]:
    """Describe the resources that exist for every memory, entity and session."""
    return [
        types.ResourceTemplate(
            uri_template=f"{_SCHEME}{kind}/{{{variable}}}",
            name=kind,
            title=kind.capitalize(),
            description=OPERATIONS[operation].summary,
            mime_type=_TEXT,
        )
        for kind, (variable, operation, _) in _TEMPLATES.items()
    ]


async def read(
    ctx: ServerRequestContext[Any, Any], params: types.ReadResourceRequestParams, shared: SharedMemory
) -> types.ReadResourceResult:
    """Read a resource.

    Raises:
        MCPError: When there is none at the address.
    """
    caller = caller_of(ctx)
    try:
        text = await anyio.to_thread.run_sync(lambda: text_at(params.uri, shared.of(caller)), abandon_on_cancel=True)
    except RicordoError as error:
        raise MCPError(code=types.INVALID_PARAMS, message=str(error), data={"uri": params.uri}) from None
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=params.uri, mime_type=_TEXT, text=text)])


def view_of(uri: str) -> tuple[View, str]:
    """Give what an address shows, and whose view it is.

    Raises:
        MCPError: When it is no address of ours.
    """
    found = _ADDRESS.fullmatch(uri)
    if found:
        return cast("View", found[1]), unquote(found[2])
    if uri == _SCHEME + _CONTEXT and _CONTEXT in OPERATIONS:
        return _CONTEXT, ""
    raise MCPError(
        code=types.INVALID_PARAMS,
        message=f"there is nothing at {uri[:100]}; ask for {_SCHEME}memory/ID.",
        data={"uri": uri},
    )


def text_at(uri: str, memory: Memory) -> str:
    """Write what stands at an address, in the scope of a memory.

    Raises:
        MCPError: When it is no address of ours.
        NotFound: When there is nothing.
        Ambiguous: When several things have ids that begin so.
    """
    view, name = view_of(uri)
    if view == _CONTEXT:
        return _answer(memory, _CONTEXT)
    _, operation, argument = _TEMPLATES[view]
    return _answer(memory, operation, **{argument: name})


def _answer(memory: Memory, name: str, /, **arguments: Any) -> str:
    operation = OPERATIONS[name]
    return present(operation, operation.function(memory, **arguments), memory, _BUDGET_TOKENS).text
