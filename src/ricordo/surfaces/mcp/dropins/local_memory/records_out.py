"""From memories to records of an export. Pure."""

from collections.abc import Sequence
from datetime import datetime

from ricordo.formats.studiomeyer import Decision, Learning, Observation, Session, archived_for
from ricordo.knowledge.decisions import read_decision
from ricordo.knowledge.sessions import SessionInfo
from ricordo.model import MemoryRecord
from ricordo.recall.packing import excerpt
from ricordo.surfaces.mcp.dropins.local_memory.origin import origin_of
from ricordo.surfaces.mcp.dropins.local_memory.places import project_of
from ricordo.surfaces.mcp.dropins.local_memory.roles import (
    category_of,
    memory_type_of,
    state_of,
    tags_of,
)

_TITLE_CHARACTERS = 200


def id_of(known: MemoryRecord) -> str:
    """Give the id that a memory has elsewhere, if it came from there: so that it is known again wherever it goes."""
    return next(iter(origin_of(known.details).ids), known.id)


def learning(known: MemoryRecord, now: datetime) -> Learning:
    """Give a memory as something that was learnt; one that is over was put away."""
    before = origin_of(known.details)
    is_over = known.state == "live" and any(end and end <= now for end in (known.valid_to, known.expires_at))
    state = archived_for("over") if is_over else state_of(known)
    is_away = state != "active"
    return Learning(
        id=id_of(known),
        date=known.happened_at,
        category=category_of(known),
        content=known.text,
        project=project_of(known.namespace),
        tags=tuple(tags_of(known)),
        usage_count=before.usage_count,
        last_used=before.last_used,
        confidence=known.confidence,
        source=known.source,
        verified=before.verified,
        verified_at=before.verified_at,
        archived=is_away,
        archived_at=(before.archived_at or known.expired_at or known.valid_to) if is_away else None,
        importance=known.importance,
        lifecycle_state=state,
        memory_type=memory_type_of(known),
    )


def decision(known: MemoryRecord, now: datetime) -> Decision:
    """Give a memory as a decision; one that holds no longer was put away."""
    made = read_decision(known, now)
    before, result = origin_of(known.details), made.result
    state = archived_for(made.state) if made.state in ("superseded", "dropped") else state_of(known)
    is_away = state != "active"
    return Decision(
        id=id_of(known),
        date=known.happened_at,
        title=made.title or excerpt(made.decision)[:_TITLE_CHARACTERS],
        decision=made.decision,
        alternatives="; ".join(made.alternatives) or None,
        reasoning=made.reasoning,
        project=project_of(known.namespace),
        tags=known.tags,
        confidence=known.confidence,
        source=known.source,
        verified=result is not None and result.verdict != "dropped",
        verified_at=None if result is None else result.at,
        archived=is_away,
        archived_at=(before.archived_at or known.expired_at or known.valid_to) if is_away else None,
        lifecycle_state=state,
    )


def observations(known: MemoryRecord, entity_ids: Sequence[str]) -> list[Observation]:
    """Give a memory as an observation of each entity that it is about: a record there has one."""
    before = origin_of(known.details)
    return [
        Observation(
            id=id_of(known) if place == 0 else f"{id_of(known)}:{entity_id}",
            entity_id=entity_id,
            content=known.text,
            source=known.source,
            session_id=known.session,
            valid_from=min(known.happened_at, known.valid_to or known.happened_at),
            valid_to=known.valid_to,
            confidence=known.confidence,
            created_at=before.created_at or known.created_at,
            project=project_of(known.namespace),
        )
        for place, entity_id in enumerate(entity_ids)
    ]


def session(known: SessionInfo, *, with_summary: bool) -> Session:
    """Give a conversation."""
    return Session(
        id=known.id,
        started_at=known.started_at,
        ended_at=known.ended_at,
        project=project_of(known.namespace),
        summary=known.summary if with_summary else None,
        tasks=known.tasks,
    )
