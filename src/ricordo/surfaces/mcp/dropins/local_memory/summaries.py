"""What sums up an entity is a memory in a slot of its own: recall finds it, and a new one closes the one before."""

from ricordo.api import Memory
from ricordo.config import USER_NAMESPACE
from ricordo.model import Draft, Entity, MemoryRecord
from ricordo.surfaces.mcp.dropins.local_memory.roles import summary_slot


def lead(name: str) -> str:
    """Give the words that stand before what sums up an entity."""
    return f"{name}: "


def summary_draft(entity: Entity, summary: str) -> Draft:
    """Give the draft of what sums up an entity."""
    return Draft(
        text=lead(entity.name) + summary, kind="fact", subject=summary_slot(entity.id), about=(entity.name,),
        scope="user" if entity.namespace == USER_NAMESPACE else "project",
    )  # fmt: skip


def summary_in(known: MemoryRecord) -> str:
    """Give what sums up an entity out of its memory; its first name may have changed since."""
    leads = [lead(name) for name in known.about if known.text.startswith(lead(name))]
    return known.text.removeprefix(leads[0]) if leads else known.text


def summary_of(memory: Memory, entity: Entity) -> str | None:
    """Look up what sums up an entity."""
    found = memory.list(subject=summary_slot(entity.id), limit=1).memories
    return summary_in(found[0]) if found else None
