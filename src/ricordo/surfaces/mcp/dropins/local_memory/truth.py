"""What contradicts, and what holds no longer."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ricordo.api import Memory
from ricordo.errors import NotFound
from ricordo.formats.studiomeyer import written_time
from ricordo.knowledge.contradictions import Contradiction
from ricordo.model import MemoryRecord, Share
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Refusal, Row, Time, done, instant, listed
from ricordo.surfaces.mcp.dropins.local_memory.entities import Name, Type, entity_of, opened
from ricordo.surfaces.mcp.dropins.local_memory.places import find
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool


class Contradictions(Arguments):
    entityId: str | None = None
    entityName: Name | None = None
    entityType: Type | None = None
    minCosine: Annotated[Share, Field(description="Taken, but not used: the statements themselves decide")] = 0.75
    minConfidenceDrift: Annotated[Share, Field(description="Taken, but not used")] = 0.2
    limit: Annotated[int, Field(ge=1, le=200)] = 20
    maxObservationsPerEntity: Annotated[int, Field(ge=2, le=2000, description="Taken, but not used")] = 200


class Supersede(Arguments):
    observationId: str
    supersededById: Annotated[str | None, Field(description="The observation that takes its place")] = None
    validTo: Annotated[Time | None, Field(description="When it stopped being true; now when not given")] = None


def _contradictions(memory: Memory, given: Contradictions) -> Presented:
    name = given.entityId or given.entityName
    entity = None if name is None else entity_of(opened(memory, name))
    report = memory.contradictions()
    wanted = [one for one in report.found if entity is None or _is_about(one, entity.names)]
    rows = [_pair(memory, one) for one in wanted[: given.limit]]
    return listed(
        "pairs", rows, scope="all" if entity is None else entity.name,
        thresholds={"minCosine": given.minCosine, "minConfidenceDrift": given.minConfidenceDrift},
        notice=f"{report.scanned} of {report.of} statements were compared by {report.how}; thresholds are not used.",
    )  # fmt: skip


def _is_about(found: Contradiction, names: tuple[str, ...]) -> bool:
    return all(any(name.casefold() in names for name in one.about) for one in (found.older, found.newer))


def _pair(memory: Memory, found: Contradiction) -> Row:
    shared = next(_shared(found), None)
    entity = None
    if shared is not None:
        entity = memory.entity(shared, limit=1).entity
    closing = f"memory_observation_supersede with observationId {found.older.id}, supersededById {found.newer.id}"
    return {
        "entityId": entity and entity.id,
        "entityName": shared,
        "entityType": entity and entity.type,
        "cosineSim": None,
        "confidenceDrift": round(abs(found.older.confidence - found.newer.confidence), 4),
        "reasons": [found.why],
        "score": round(found.score, 4),
        "older": _side(found.older),
        "newer": _side(found.newer),
        "suggestion": f"when the newer one holds: {closing}.",
    }


def _shared(found: Contradiction) -> Iterator[str]:
    newer = {name.casefold() for name in found.newer.about}
    return (name for name in found.older.about if name.casefold() in newer)


def _side(known: MemoryRecord) -> Row:
    return {
        "id": known.id,
        "content": known.text[:1000],
        "confidence": known.confidence,
        "validFrom": written_time(known.happened_at),
    }


def _supersede(memory: Memory, given: Supersede) -> Presented:
    if given.observationId == given.supersededById:
        raise Refusal("SELF_SUPERSEDE", "an observation cannot take its own place; give another one.")
    view, old = find(memory, given.observationId)
    if old.valid_to is not None and (old.state == "superseded" or old.valid_to <= view.clock()):
        told = {"action": "already_superseded", "validTo": written_time(old.valid_to)}
        return done({"observationId": old.id, "entityId": _entity(view, old), **told})
    if given.supersededById is None:
        view.update(old.id, valid_to=instant(given.validTo) or view.clock())
    else:
        by = _successor(memory, given.supersededById, old)
        view.supersede(old.id, by.id, at=instant(given.validTo))
    (now,) = view.get([old.id])
    return done(
        {
            "observationId": now.id,
            "entityId": _entity(view, now),
            "action": "superseded",
            "validTo": now.valid_to and written_time(now.valid_to),
            "supersededById": now.superseded_by,
            "note": "it stays in the history; memory_entity_open with asOf shows it for the time when it was true.",
        }
    )


def _successor(memory: Memory, given: str, old: MemoryRecord) -> MemoryRecord:
    try:
        _, by = find(memory, given)
    except NotFound:
        raise Refusal("SUPERSEDER_NOT_FOUND", f"nothing has the id {given[:40]}.") from None
    about = {name.casefold() for name in by.about}
    if old.about and about.isdisjoint(name.casefold() for name in old.about):
        raise Refusal("CROSS_ENTITY_SUPERSEDE", "the two are about different entities; give one about the same.")
    return by


def _entity(memory: Memory, known: MemoryRecord) -> str | None:
    for name in known.about:
        try:
            return entity_of(opened(memory, name)).id
        except NotFound:
            continue
    return None


TOOLS = (
    tool("memory_contradictions", "Look for statements that contradict each other, of one entity or of all.",
         "read", Contradictions, _contradictions),
    tool("memory_observation_supersede", "Close an observation that holds no longer; it stays in the history.",
         "write", Supersede, _supersede),
)  # fmt: skip
