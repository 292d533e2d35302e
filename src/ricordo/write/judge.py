"""Which older memory does a new one close? Pure judgement over candidates: values in, a verdict out."""

from collections.abc import Sequence
from dataclasses import dataclass

from ricordo.model import MemoryRecord


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the older memories.

    Attributes:
        closes: Memories that the new one supersedes.
        preceded_by: The memory that is newer than the new one although it was known before: the new one is history.
        why: One line for a person.
    """

    closes: tuple[MemoryRecord, ...] = ()
    preceded_by: MemoryRecord | None = None
    why: str = ""


def judge(new: MemoryRecord, candidates: Sequence[MemoryRecord]) -> Verdict:
    """Judge a new memory against the live ones that may be about the same thing.

    The same subject in the same namespace is the same slot: what became true later fills it. Contradictions
    between memories without a subject enter here, as more candidates and more rules.
    """
    for old in candidates:
        if new.subject is None or old.subject != new.subject or old.namespace != new.namespace or old.id == new.id:
            continue
        if new.valid_from is not None and new.valid_from < old.happened_at:
            why = f"subject {new.subject}: {old.id} has been true since a later time"
            return Verdict(preceded_by=old, why=why)
        return Verdict(closes=(old,), why=f"subject {new.subject}: the newer statement replaces {old.id}")
    return Verdict()


def is_of_another_time(known: MemoryRecord, new: MemoryRecord) -> bool:
    """Whether of two live memories with one text one was over when the other began: what was true can be so again."""
    return _is_apart(known, new) and known.state == new.state == "live"


def is_of_that_time(known: MemoryRecord, new: MemoryRecord) -> bool:
    """Whether of two memories with one text that are both history the times are the same, or overlap."""
    is_same = (known.happened_at, known.valid_to) == (new.happened_at, new.valid_to)
    return is_same or not _is_apart(known, new)


def _is_apart(known: MemoryRecord, new: MemoryRecord) -> bool:
    return _was_over(known, new) or _was_over(new, known)


def _was_over(one: MemoryRecord, other: MemoryRecord) -> bool:
    """Whether one had stopped being true when the other began to be."""
    return one.valid_to is not None and one.valid_to <= other.happened_at


def said_at_another_time(verdict: Verdict, new: MemoryRecord, twin: MemoryRecord | None) -> Verdict:
    """Add to a verdict that the same text holds at another time, too: what is over gives way, whichever came first.

    Args:
        verdict: What the subject says, which wins.
        new: The new memory.
        twin: A live memory with its text, of another time.
    """
    if twin is None or verdict.preceded_by is not None or twin.id in {old.id for old in verdict.closes}:
        return verdict
    if _was_over(twin, new):
        return Verdict(closes=(*verdict.closes, twin), why=verdict.why or f"the same was true before: {twin.id}")
    return Verdict(preceded_by=twin, why=f"the same has been true since a later time: {twin.id}")


def closed(old: MemoryRecord, new: MemoryRecord) -> MemoryRecord:
    """Give the older memory as it stands once the new one has taken its place."""
    ended = old.valid_to or max(new.happened_at, old.happened_at)
    return old.model_copy(
        update={
            "state": "superseded",
            "valid_to": ended,
            "expired_at": new.created_at,
            "superseded_by": new.id,
        }
    )
