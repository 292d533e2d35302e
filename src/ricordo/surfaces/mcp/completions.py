"""Completions: what a client offers while a person types an id or a topic."""

from collections.abc import Callable, Iterable, Mapping

import mcp_types as types

from ricordo.api import Memory
from ricordo.model import MemoryRecord

_LOOKED_AT = 500
_MOST = 100
"""The protocol allows no more values in one answer."""
_SOURCES: Mapping[str, Callable[[MemoryRecord], Iterable[str | None]]] = {
    "id": lambda known: [known.id],
    "name": lambda known: known.about,
    "topic": lambda known: [*known.about, *known.tags, known.subject],
}
"""What completes an argument of this name: something that the newest memories hold."""


def completed(memory: Memory, argument: types.CompletionArgument) -> types.Completion:
    """Complete an argument of a prompt or of a resource's address, the newest first."""
    source = _SOURCES.get(argument.name)
    if source is None:
        return types.Completion(values=[], total=0, has_more=False)
    typed = argument.value.casefold()
    known = [value for one in memory.list(limit=_LOOKED_AT).memories for value in source(one) if value]
    found = list(dict.fromkeys(value for value in known if value.casefold().startswith(typed)))
    return types.Completion(values=found[:_MOST], total=len(found), has_more=len(found) > _MOST)
