"""What happens to a memory after it was stored: changed, put away, brought back, approved, pinned.

Each function is one transaction; every state before stays in the journal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ricordo.errors import InvalidInput
from ricordo.model import Draft, MemoryRecord, Outcome
from ricordo.storage.base import Transaction
from ricordo.write.belongings import Also, leave
from ricordo.write.cascade import flag_dependants
from ricordo.write.derive import derive
from ricordo.write.judge import closed, judge
from ricordo.write.path import WritePath, outcome_of

Change = Callable[[MemoryRecord], MemoryRecord]
_FALLEN = ("superseded", "archived")
_KEPT = tuple(name for name in Draft.model_fields if name in MemoryRecord.model_fields)


def update(
    path: WritePath, known: MemoryRecord, changes: dict[str, Any], operation: str = "update", target: str | None = None
) -> Outcome:
    """Change fields of a memory. The new state goes through the guard like any other.

    Args:
        path: The write path.
        known: The memory.
        changes: New values by field; None clears a field.
        operation: Name of the operation, for the journal.
        target: The namespace that it moves to; it stays where it is when not given.

    Raises:
        InvalidInput: When a value is wrong, another live memory has the new text, or what moves is not in force.
    """
    values = {name: getattr(known, name) for name in _KEPT} | changes
    batch = path.prepare(Draft(**values))
    (prepared,) = batch.prepared
    vetted = prepared.vetted
    held = vetted.held_reason
    state = "held" if held else known.state
    fields = {name: getattr(vetted.draft, name) for name in _KEPT} | {
        "updated_at": path.clock(), "state": state, "held_reason": held, "untrusted": vetted.untrusted,
    }  # fmt: skip
    with path.store.transaction(operation, path.actor) as transaction:
        current = transaction.get(known.id) or known
        new = current.model_copy(update={**fields, "namespace": target or current.namespace})
        vector = prepared.vector if new.text != current.text else None
        derived = derive(new, vector)
        _refuse_twin(transaction, new, derived.text_key)
        rival = transaction.find_subject(new.namespace, new.subject) if new.subject and new.state == "live" else None
        verdict = judge(new, [rival] if rival else [])
        if verdict.preceded_by is not None:
            raise InvalidInput(f"{verdict.why}; give a later valid_from or another subject.")
        for old in verdict.closes:
            transaction.write(closed(old, new), derive(old))
        transaction.write(new, derived)
        if new.namespace != current.namespace:
            leave(transaction, path, current)
        flagged = flag_dependants(transaction, [old.id for old in verdict.closes], "was superseded")
        if new.valid_to != current.valid_to and new.valid_to is not None and new.valid_to <= path.clock():
            flagged += flag_dependants(transaction, [new.id], "is over")
        change = transaction.change
    superseded = tuple(old.id for old in verdict.closes)
    return outcome_of(new, change, superseded=superseded, redacted=vetted.redacted, notice=batch.notice,
                      flagged=flagged)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of several memories did.

    Attributes:
        ids: Memories that changed as asked.
        flagged: Memories that rest on one that fell.
        change: Its number; None when nothing changed.
    """

    ids: tuple[str, ...]
    flagged: tuple[str, ...]
    change: int | None


def change_all(
    path: WritePath, operation: str, ids: Sequence[str], change: Change, *, also: Also | None = None
) -> Changed:
    """Change memories one by one in one transaction; those that stay as they are leave no trace.

    Args:
        path: Who writes, and where to.
        operation: Name of the operation, for the journal.
        ids: The memories.
        change: Gives the new state of each.
        also: What else is done in the same transaction.

    Raises:
        InvalidInput: When a memory cannot become live because another one has its text or subject.
    """
    changed: list[MemoryRecord] = []
    fallen: list[str] = []
    with path.store.transaction(operation, path.actor) as transaction:
        for memory_id in ids:
            known = transaction.get(memory_id)
            new = known if known is None else change(known)
            if known is None or new is None or new == known:
                continue
            derived = derive(new)
            if new.state in ("live", "held") and known.state != new.state:
                _refuse_rivals(transaction, new, derived.text_key)
            transaction.write(new, derived)
            changed.append(new)
            if new.state in _FALLEN and known.state not in _FALLEN:
                fallen.append(new.id)
        if also is not None:
            also(transaction)
        flagged = flag_dependants(transaction, fallen, "was put away")
        return Changed(tuple(one.id for one in changed), flagged, transaction.change)


def put_away(path: WritePath) -> Change:
    """Give the change that archives a memory, whatever its state."""
    now = path.clock()
    return lambda known: (
        known if known.state == "archived" else known.model_copy(update={"state": "archived", "expired_at": now})
    )


def bring_back(known: MemoryRecord) -> MemoryRecord:
    """Give an archived memory live again; one that was waiting for a person waits again."""
    if known.state != "archived":
        return known
    if known.superseded_by is not None:
        return known.model_copy(update={"state": "superseded"})
    return known.model_copy(update={"state": "held" if known.held_reason else "live", "expired_at": None})


def approve(known: MemoryRecord) -> MemoryRecord:
    """Give a held memory live, and a flagged one without its flag: a person has looked at it."""
    seen = known.model_copy(update={"flagged": None})
    if known.state != "held":
        return seen
    return seen.model_copy(update={"state": "live", "held_reason": None, "untrusted": False})


def _refuse_rivals(transaction: Transaction, new: MemoryRecord, text_key: str) -> None:
    _refuse_twin(transaction, new, text_key)
    if new.state == "live" and new.subject:
        rival = transaction.find_subject(new.namespace, new.subject)
        if rival is not None and rival.id != new.id:
            raise InvalidInput(
                f"{rival.id} fills the subject {new.subject} now; forget it first, then restore this one."
            )


def _refuse_twin(transaction: Transaction, new: MemoryRecord, text_key: str) -> None:
    if new.state not in ("live", "held"):
        return
    twin = transaction.find_text(new.namespace, text_key)
    if twin is not None and twin.id != new.id:
        raise InvalidInput(f"{twin.id} says the same already; forget one of the two first.")
