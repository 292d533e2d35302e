"""From records of an export to memories that are wanted. Pure; what the guard refuses is refused here already."""

from datetime import datetime

from ricordo.formats.studiomeyer import Decision, Learning, Observation
from ricordo.knowledge.decisions import Result, slot_of, written
from ricordo.model import Draft
from ricordo.surfaces.mcp.dropins.local_memory.origin import Origin
from ricordo.surfaces.mcp.dropins.local_memory.roles import CATEGORY, MEMORY_TYPE, OBSERVATION, REASON, kind_of
from ricordo.write.guard import clean


def learning(record: Learning) -> Draft:
    """Give the draft of something that was learnt.

    Raises:
        InvalidInput: When it cannot be stored.
    """
    details = {CATEGORY: record.category, MEMORY_TYPE: record.memory_type}
    before = Origin(
        ids=(record.id,),
        archived_at=record.archived_at,
        usage_count=record.usage_count,
        last_used=record.last_used,
        verified=record.verified,
        verified_at=record.verified_at,
    )
    return _checked(
        Draft(
            text=record.content, kind=kind_of(record.category, record.memory_type),
            tags=(record.category, *record.tags), importance=record.importance, confidence=record.confidence,
            source=record.source, ref=record.id, valid_from=record.date, scope="project",
            details=details | _reason(record) | before.details,
        )
    )  # fmt: skip


def decision(record: Decision, now: datetime) -> Draft:
    """Give the draft of a decision.

    Raises:
        InvalidInput: When it cannot be stored.
    """
    others = (record.alternatives,) if record.alternatives else ()
    fields, _ = written(record.title, record.decision, record.reasoning, others, None)
    if record.verified:
        result = Result(verdict="kept", at=record.verified_at or record.date or now)
        fields = fields.model_copy(update={"result": result})
    before = Origin(ids=(record.id,), archived_at=record.archived_at)
    return _checked(
        Draft(
            text=fields.text, kind="decision", subject=slot_of(fields.title or record.title), tags=record.tags,
            confidence=record.confidence, source=record.source, ref=record.id, valid_from=record.date,
            scope="project", details=fields.details | _reason(record) | before.details,
        )
    )  # fmt: skip


def observation(record: Observation, name: str, session: str | None) -> Draft:
    """Give the draft of what was observed of an entity of this name.

    Raises:
        InvalidInput: When it cannot be stored.
    """
    before = Origin(ids=(record.id,), created_at=record.created_at)
    return _checked(
        Draft(
            text=record.content, kind="fact", about=(name,), confidence=record.confidence, source=record.source,
            ref=record.id, valid_from=record.valid_from or record.created_at, valid_to=record.valid_to,
            session=session, scope="project", details={OBSERVATION: True} | before.details,
        )
    )  # fmt: skip


def _reason(record: Learning | Decision) -> dict[str, str]:
    return {REASON: record.reason} if record.reason else {}


def _checked(draft: Draft) -> Draft:
    clean(draft)
    return draft
