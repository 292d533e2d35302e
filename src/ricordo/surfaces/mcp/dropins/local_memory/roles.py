"""Learnings and decisions there are memories here: which, and in which form they are shown."""

import re
from typing import Any, Final, get_args

from ricordo.formats.studiomeyer import CATEGORIES, Category, MemoryType, archived_for, written_time
from ricordo.model import Kind, MemoryRecord
from ricordo.surfaces.mcp.dropins.local_memory.places import project_of

CATEGORY: Final = "origin_kind"
"""Where a memory keeps its category; its kind is one of ours."""
MEMORY_TYPE: Final = "memoryType"
REASON: Final = "archiveReason"
OBSERVATION: Final = "observation"
"""Marks what was observed of the entities that it is about; it may have been learnt, too."""
CONFIDENCE: Final = 0.7
LEARNT: Final[tuple[Kind, ...]] = tuple(kind for kind in get_args(Kind) if kind not in ("message", "summary", "goal"))
_SUMMARY: Final = re.compile(r"entity\.([0-9a-z]{26})\.summary")
_KINDS: Final[dict[Category, Kind]] = {
    "pattern": "procedure", "workflow": "procedure", "mistake": "lesson", "insight": "lesson",
}  # fmt: skip
_CATEGORIES: Final[dict[Kind, Category]] = {
    "procedure": "workflow", "instruction": "workflow", "preference": "workflow", "question": "research",
    "fact": "research",
}  # fmt: skip


def kind_of(category: Category, memory_type: MemoryType | None) -> Kind:
    """Give the kind of a learning: a mistake stays a lesson, anything else that happened once is an event."""
    if memory_type == "episodic" and category != "mistake":
        return "event"
    return _KINDS.get(category, "fact")


def category_of(known: MemoryRecord) -> Category:
    """Give the category of a memory, also of one that another agent has remembered."""
    kept = known.details.get(CATEGORY)
    return kept if kept in CATEGORIES else _CATEGORIES.get(known.kind, "insight")


def memory_type_of(known: MemoryRecord) -> MemoryType:
    """Tell whether a memory says what happened once or what holds."""
    is_episode = known.kind == "event" or category_of(known) == "mistake"
    kept = known.details.get(MEMORY_TYPE, "episodic" if is_episode else "semantic")
    return "episodic" if kept == "episodic" else "semantic"


def tags_of(known: MemoryRecord) -> list[str]:
    """Give the tags that somebody gave; the category is one for the agents of other profiles."""
    own = known.details.get(CATEGORY)
    return [one for one in known.tags if one != own]


def entity_summed_up(known: MemoryRecord) -> str | None:
    """Give the entity that a memory sums up: its id in small letters; None for any other memory."""
    found = _SUMMARY.fullmatch(known.subject or "")
    return found and found[1]


def summary_slot(entity_id: str) -> str:
    """Give the subject of what sums up an entity."""
    return f"entity.{entity_id.casefold()}.summary"


def is_learning(known: MemoryRecord) -> bool:
    """Whether it is shown as something learnt: also a plain sentence that only sounds like a decision."""
    if known.kind == "decision" and "decision" in known.details:
        return False
    is_observed_alone = known.details.get(OBSERVATION) and known.details.get(CATEGORY) not in CATEGORIES
    return known.kind in LEARNT and not is_observed_alone and entity_summed_up(known) is None


def state_of(known: MemoryRecord) -> str:
    """Give the state of a memory in the words of the other server."""
    if known.state == "superseded":
        return archived_for("superseded")
    return archived_for(known.details.get(REASON)) if known.state == "archived" else "active"


def row(known: MemoryRecord, rank: float = 0.0) -> dict[str, Any]:
    """Show a learning."""
    return {
        "id": known.id,
        "date": written_time(known.happened_at),
        "category": category_of(known),
        "content": known.text,
        "project": project_of(known.namespace),
        "confidence": known.confidence,
        "memory_type": memory_type_of(known),
        "rank": round(rank, 4),
    }
