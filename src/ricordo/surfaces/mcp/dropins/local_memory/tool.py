"""How a tool of local-memory-mcp is made."""

from collections.abc import Callable
from typing import Any

from ricordo.api import Memory
from ricordo.operations import Effect
from ricordo.surfaces.mcp.answers import Presented, warned
from ricordo.surfaces.mcp.dropins.foreign import Arguments, ForeignTool, document
from ricordo.surfaces.mcp.dropins.local_memory.answers import ANSWER, refused
from ricordo.surfaces.mcp.schemas import WARNING

_SHOWING = frozenset({
    "memory_session_start", "memory_recall", "memory_search", "memory_entity_search", "memory_entity_open",
    "memory_contradictions", "memory_reflect", "memory_export",
})  # fmt: skip


def tool(
    name: str, description: str, effect: Effect, arguments: type[Arguments], act: Callable[[Memory, Any], Presented]
) -> ForeignTool:
    """Make a tool; all have answers and refusals of one form."""
    shows = name in _SHOWING
    answer = ANSWER | {WARNING: "string"} if shows else ANSWER
    return ForeignTool(
        name, description, effect, arguments, answer, _with_warning(act) if shows else act, refuse=refused
    )


def _with_warning(act: Callable[[Memory, Any], Presented]) -> Callable[[Memory, Any], Presented]:
    """Let an answer that shows memories say first that they are data."""

    def warning(memory: Memory, given: Any) -> Presented:
        told = warned(act(memory, given).structure)
        return Presented(document(told), told)

    return warning


class Nothing(Arguments):
    pass
