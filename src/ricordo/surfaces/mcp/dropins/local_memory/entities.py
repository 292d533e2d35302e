"""Entities: found, and opened with what is observed of them and how they are related."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Annotated

from pydantic import Field

from ricordo.api import Memory
from ricordo.errors import NotFound
from ricordo.formats.studiomeyer import written_time
from ricordo.knowledge.graph_answers import EntityView, NamedRelation
from ricordo.model import Entity, MemoryRecord
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.graph import PAGE, spelling
from ricordo.surfaces.mcp.dropins.local_memory.answers import (
    Few,
    Refusal,
    Row,
    Time,
    both_fitting,
    done,
    instant,
    listed,
)
from ricordo.surfaces.mcp.dropins.local_memory.roles import CONFIDENCE, entity_summed_up
from ricordo.surfaces.mcp.dropins.local_memory.searching import entities_of
from ricordo.surfaces.mcp.dropins.local_memory.summaries import summary_of
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool

Name = Annotated[str, Field(min_length=1, max_length=200)]
Type = Annotated[str, Field(min_length=1, max_length=50)]


class Find(Arguments):
    query: Annotated[str, Field(min_length=1)]
    entityType: Type | None = None
    limit: Few = 10


class Open(Arguments):
    id: str | None = None
    name: Name | None = None
    entityType: Type | None = None
    asOf: Annotated[Time | None, Field(description="What was true then, as far as it is known")] = None


def view_of(memory: Memory, name: str, as_of: str | datetime | None = None) -> EntityView:
    """Give all that is known of a name.

    Raises:
        NotFound: When nothing is.
    """
    try:
        return memory.entity(name, as_of=as_of, limit=PAGE)
    except NotFound:
        raise NotFound(f"no entity is called {name[:40]}; memory_entity_search finds them.") from None


def opened(memory: Memory, name: str) -> EntityView:
    """Open a defined entity by its id or name.

    Raises:
        NotFound: When there is none.
    """
    view = view_of(memory, name)
    if view.entity is None:
        raise NotFound(f"{name[:40]} is only a name in memories; memory_entity_create makes it an entity.")
    return view


def entity_of(view: EntityView) -> Entity:
    """Give the entity of a view of a defined one."""
    assert view.entity is not None
    return view.entity


def row(memory: Memory, entity: Entity) -> Row:
    """Show an entity."""
    return {
        "id": entity.id,
        "name": entity.name,
        "entity_type": entity.type,
        "summary": summary_of(memory, entity),
        "updated_at": written_time(entity.updated_at or entity.created_at),
    }


def _find(memory: Memory, given: Find) -> Presented:
    found = islice(entities_of(memory, given.query, given.entityType), given.limit)
    rows = [row(memory, one) | {"rank": float(place)} for place, one in enumerate(found)]
    return listed("results", rows, "summary")


def _open(memory: Memory, given: Open) -> Presented:
    name = given.id or given.name
    if name is None:
        raise Refusal("MISSING_ENTITY_REF", "give id or name of an entity.")
    at = instant(given.asOf)
    view = view_of(memory, name, at)
    observations = [_observation(one) for one in view.observations if entity_summed_up(one) is None]
    shown, hint = both_fitting("content", relations=list(_relations(memory, view, at)), observations=observations)
    return done({"entity": _whole(memory, view), **shown, "asOf": given.asOf}, hint)


def _whole(memory: Memory, view: EntityView) -> Row:
    if view.entity is None:
        return {"id": None, "name": view.name, "entity_type": "thing", "summary": None}
    entity = view.entity
    return row(memory, entity) | {
        "created_at": written_time(entity.created_at),
        "confidence": entity.details.get("confidence", CONFIDENCE),
    }


def _observation(known: MemoryRecord) -> Row:
    return {
        "id": known.id,
        "content": known.text,
        "source": known.source,
        "valid_from": written_time(known.happened_at),
        "valid_to": known.valid_to and written_time(known.valid_to),
        "confidence": known.confidence,
        "created_at": written_time(known.created_at),
    }


def _relations(memory: Memory, view: EntityView, as_of: str | datetime | None) -> Iterator[Row]:
    if view.entity is None or not view.relations:
        return
    near = memory.neighbours(view.entity.id, as_of=as_of, limit=PAGE).found
    others = {one.entity.name: one.entity for one in near}
    for one in view.relations:
        is_out = one.source == view.name
        other = others.get(one.target if is_out else one.source)
        if other is not None:
            yield {
                "relation_type": spelling(one), "weight": shown_weight(one), "id": other.id, "name": other.name,
                "entity_type": other.type, "direction": "out" if is_out else "in",
            }  # fmt: skip


def shown_weight(relation: NamedRelation) -> float:
    """Give the weight of a relation as it was given."""
    return round(relation.weight, 6)


TOOLS = (
    tool("memory_entity_search", "Find entities by their names, by a question that names them, or by what is observed.",
         "read", Find, _find),
    tool("memory_entity_open", "Open an entity with its observations and relations, now or as of a day.",
         "read", Open, _open),
)  # fmt: skip
