"""Where things lie: a project there is the namespace of that project here."""

from collections.abc import Iterator
from typing import Any

from ricordo.api import Memory
from ricordo.config import PROJECT_PREFIX, USER_NAMESPACE, namespaces_read, project_named
from ricordo.errors import NotFound
from ricordo.model import MemoryRecord, Scope
from ricordo.surfaces.mcp.opened import refuse_outside

_PAGE = 1000


def within(memory: Memory, project: str | None) -> Memory:
    """Give the memory of a project; that of the connection when none is named.

    Raises:
        InvalidInput: When a person has kept the connection to another namespace.
    """
    if project is None:
        return memory
    refuse_outside(memory.kept_to, project_named(project))
    return memory.within(namespace=project_named(project))


def only(project: str | None) -> Scope | None:
    """Give the scope in which something is kept in a project alone; without a project that of the connection."""
    return None if project is None else "project"


def read(memory: Memory, project: str | None) -> list[tuple[Memory, Scope | None]]:
    """Give where a read looks, and in which scope: in the project that is named, else, as there, everywhere.

    Raises:
        InvalidInput: When a person has kept the connection to another namespace.
    """
    if project is not None:
        return [(within(memory, project), "project")]
    here, *others = everywhere(memory)
    return [(here, None), *((one, "project") for one in others)]


def project_of(namespace: str) -> str | None:
    """Give the project that a namespace belongs to."""
    return namespace.removeprefix(PROJECT_PREFIX) if namespace.startswith(PROJECT_PREFIX) else None


def everywhere(memory: Memory) -> Iterator[Memory]:
    """Give the memory of the connection, then that of every other project."""
    yield memory
    for name in projects_of(memory):
        if name != memory.namespace:
            yield memory.within(namespace=name)


def projects_of(memory: Memory) -> list[str]:
    """Name the namespaces of the person's projects, unless the connection is kept to one, or is no person's."""
    if memory.kept_to is not None or USER_NAMESPACE not in namespaces_read(memory.namespace):
        return []
    return [one for one in memory.namespaces_in_use() if one.startswith(PROJECT_PREFIX)]


def find(memory: Memory, memory_id: str) -> tuple[Memory, MemoryRecord]:
    """Find a memory by its id, in whatever project; give it with the memory of that project.

    Raises:
        NotFound: When there is none.
    """
    for view in everywhere(memory):
        try:
            return view, view.get([memory_id])[0]
        except NotFound:
            continue
    raise NotFound(f"nothing has the id {memory_id[:40]}; memory_recall and memory_search show ids.")


def walk(memory: Memory, **where: Any) -> Iterator[MemoryRecord]:
    """Walk over memories, the newest first."""
    cursor, is_first = None, True
    while is_first or cursor:
        is_first = False
        page = memory.list(limit=_PAGE, cursor=cursor, **where)
        yield from page.memories
        cursor = page.cursor
