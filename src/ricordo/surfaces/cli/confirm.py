"""Nothing is erased for good without a person's yes."""

import sys
from collections.abc import Mapping
from typing import Any

from ricordo.api import Memory
from ricordo.errors import NotConfirmed
from ricordo.operations import OPERATIONS

_PAGE = 1000


def confirm(memory: Memory, arguments: Mapping[str, Any], *, assured: bool) -> None:
    """Ask before an erasure.

    Args:
        memory: The open memory.
        arguments: Those of the operation.
        assured: Whether the yes was given with the call.

    Raises:
        NotConfirmed: When nobody can be asked, or the answer is no.
    """
    if assured or not arguments.get("hard"):
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise NotConfirmed("this erases for good; repeat it with --yes if you mean it.")
    print(f"Erase {_what(memory, arguments)} for good? [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise NotConfirmed("nothing was erased.")


def _what(memory: Memory, arguments: Mapping[str, Any]) -> str:
    if "entity" in arguments:
        return f"the entity {arguments['entity']} with all its relations"
    if "id" in arguments:
        return f"the session {arguments['id']}"
    count = _count(memory, arguments)
    return f"{count:,} {'memory' if count == 1 else 'memories'}"


def _count(memory: Memory, arguments: Mapping[str, Any]) -> int:
    """Count what the arguments name: a namespace, ids, or what a list with the same filters shows."""
    if "name" in arguments:
        found = [one for one in memory.namespaces() if one.name == arguments["name"]]
        return sum(one.live + one.superseded + one.held + one.archived for one in found)
    named = list(dict.fromkeys(arguments.get("ids", ())))
    filters = {one.name for one in OPERATIONS["list"].parameters}
    shared = {name: value for name, value in arguments.items() if name in filters and value}
    if not shared:
        return len(named)
    return len(named) + sum(not one.startswith(tuple(named)) for one in _listed(memory, shared))


def _listed(memory: Memory, filters: Mapping[str, Any]) -> list[str]:
    ids: list[str] = []
    cursor: str | None = None
    while True:
        page = memory.list(**filters, states=None, limit=_PAGE, cursor=cursor)
        ids += [one.id for one in page.memories]
        cursor = page.cursor
        if cursor is None:
            return ids
