"""What drop-ins do with entities: walk over them, put away what was observed of one, keep a type as it was spelt."""

from collections.abc import Iterable, Iterator

from ricordo.api import Memory
from ricordo.knowledge.graph_answers import EntitySummary, EntityView, NamedRelation
from ricordo.model import MemoryRecord

PAGE = 1000
SPELT = "relationType"
"""Where a relation keeps its type as it was given; ours are written in one form."""


def walk(memory: Memory, part: str | None = None) -> Iterator[EntitySummary]:
    """Walk over all entities, or those with this in a name, alias or type."""
    cursor, is_first = None, True
    while is_first or cursor:
        is_first = False
        page = memory.entities(part, limit=PAGE, cursor=cursor)
        yield from page.entities
        cursor = page.cursor


def spelling(relation: NamedRelation) -> str:
    """Give the type of a relation as it was given."""
    return str(relation.details.get(SPELT, relation.type))


def detach(memory: Memory, view: EntityView, records: Iterable[MemoryRecord]) -> None:
    """Put memories away that are about this entity alone; the others stay with their other entities."""
    names = {view.name.casefold(), *(view.entity.names if view.entity else ())}
    alone = []
    for one in records:
        others = [name for name in one.about if name.casefold() not in names]
        if others:
            memory.update(one.id, about=others)
        else:
            alone.append(one.id)
    if alone:
        memory.forget(alone)


def delete(memory: Memory, view: EntityView) -> None:
    """Put an entity away with its relations and with what was observed of it alone."""
    detach(memory, view, view.observations)
    if view.entity is not None:
        memory.forget_entity(view.entity.id)
