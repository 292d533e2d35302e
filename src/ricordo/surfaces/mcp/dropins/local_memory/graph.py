"""Make entities, observe them, relate them, put them away."""

from typing import Annotated

from pydantic import Field

from ricordo.api import Memory
from ricordo.errors import NotFound
from ricordo.knowledge.graph_names import checked_type
from ricordo.model import Entity, Outcome, Share
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.graph import SPELT, delete
from ricordo.surfaces.mcp.dropins.local_memory.answers import Refusal, done, remarks
from ricordo.surfaces.mcp.dropins.local_memory.entities import Name, Type, entity_of, opened
from ricordo.surfaces.mcp.dropins.local_memory.learning import mark
from ricordo.surfaces.mcp.dropins.local_memory.roles import CONFIDENCE, OBSERVATION
from ricordo.surfaces.mcp.dropins.local_memory.summaries import summary_draft
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool

_LEAST_WEIGHT = 1e-9
"""A weight of 0 there: it is kept, and shown as 0 again."""


class Create(Arguments):
    name: Name
    entityType: Type
    summary: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    confidence: Share | None = None


class Observe(Arguments):
    content: Annotated[str, Field(min_length=1, max_length=5000)]
    entityId: str | None = None
    entityName: Annotated[Name | None, Field(description="With entityType, it is made when it is missing")] = None
    entityType: Type | None = None
    source: Annotated[str, Field(max_length=2000)] | None = None
    confidence: Share = CONFIDENCE


class Relate(Arguments):
    fromEntityId: str
    toEntityId: str
    relationType: Type
    weight: Share = 1.0


class Delete(Arguments):
    id: str


def _create(memory: Memory, given: Create) -> Presented:
    try:
        known = entity_of(opened(memory, given.name))
    except NotFound:
        known = None
    remark = None
    with memory.one_change():
        if known is None:
            details = None if given.confidence is None else {"confidence": given.confidence}
            (entity,) = memory.define_entity(given.name, type=given.entityType, details=details).entities
        else:
            entity = known
        if given.summary is not None:
            remark = remarks(_summarise(memory, entity, given.summary))
    if known is not None and known.type != given.entityType:
        remark = f"{known.name} is known, as a {known.type}: here one name is one entity. {remark or ''}".strip()
    return done({"id": entity.id, "action": "created" if known is None else "existing"}, remark)


def _summarise(memory: Memory, entity: Entity, summary: str) -> Outcome:
    """Keep what sums up an entity, where it lies."""
    values = summary_draft(entity, summary).model_dump(exclude_unset=True)
    return memory.within(namespace=entity.namespace).remember(**values)


def _observe(memory: Memory, given: Observe) -> Presented:
    with memory.one_change():
        entity = _observed(memory, given)
        details = {OBSERVATION: True}
        outcome = memory.remember(
            given.content,
            kind="fact",
            about=[entity.name],
            source=given.source,
            confidence=given.confidence,
            details=details,
        )
        mark(memory, outcome, details)
    return done({"observationId": outcome.id, "entityId": entity.id}, remarks(outcome))


def _observed(memory: Memory, given: Observe) -> Entity:
    name = given.entityId or given.entityName
    if name is None:
        raise Refusal("MISSING_ENTITY_REF", "give entityId, or entityName with entityType.")
    try:
        return entity_of(opened(memory, name))
    except NotFound:
        if given.entityId is not None:
            raise
    if given.entityType is None:
        raise Refusal("MISSING_ENTITY_REF", f"{name} is not known; give entityType, too, and it is made.")
    return memory.define_entity(name, type=given.entityType).entities[0]


def kept_weight(weight: float) -> float:
    """Give a weight in the form in which it can be kept."""
    return max(weight, _LEAST_WEIGHT)


def _relate(memory: Memory, given: Relate) -> Presented:
    source, target = opened(memory, given.fromEntityId), entity_of(opened(memory, given.toEntityId))
    type_ = checked_type(given.relationType)
    if any((one.source, one.type, one.target) == (source.name, type_, target.name) for one in source.relations):
        sentence = f"{source.name} is related so to {target.name} already; memory_entity_open shows it."
        raise Refusal("DUPLICATE_RELATION", sentence)
    made = memory.relate(
        entity_of(source).id, type_, target.id, weight=kept_weight(given.weight), details={SPELT: given.relationType}
    )
    return done({"id": made.relations[0].id})


def _delete(memory: Memory, given: Delete) -> Presented:
    view = opened(memory, given.id)
    with memory.one_change():
        delete(memory, view)
    return done({"id": entity_of(view).id})


TOOLS = (
    tool("memory_entity_create", "Define an entity: a person, project, service, tool or concept. One that is known "
         "stays and gets the new summary.", "write", Create, _create),
    tool("memory_entity_observe", "Keep what is observed of an entity. What it replaces is closed, not lost.",
         "write", Observe, _observe),
    tool("memory_entity_relate", "Relate one entity to another.", "write", Relate, _relate),
    tool("memory_entity_delete", "Put an entity away with its relations and observations. Nothing is erased: `undo` of "
         "Ricordo brings it back.", "destroy", Delete, _delete),
)  # fmt: skip
