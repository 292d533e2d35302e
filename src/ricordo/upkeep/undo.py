"""Take changes back. An undo is a change itself: nothing is lost, and it can be taken back, too."""

from collections.abc import Sequence
from datetime import datetime

from ricordo.errors import CannotUndo, NotFound, StoreError
from ricordo.model import MemoryRecord, Relation, Thing, Value
from ricordo.storage.base import Actor, JournalEntry, Store, Transaction
from ricordo.timeline import to_micros
from ricordo.write.derive import derive

State = MemoryRecord | Thing


class UndoReport(Value):
    """What an undo did.

    Attributes:
        undone: Number of the change that was taken back; None for "back to a time".
        change: Number of the undo itself; None when there was nothing to do.
        restored: Memories, and entities, relations, links and sessions, that have an earlier state again.
        removed: Those that are gone because the change had made them.
    """

    undone: int | None
    change: int | None
    restored: tuple[str, ...]
    removed: tuple[str, ...]


def undo_change(store: Store, actor: Actor, namespaces: Sequence[str], change: int | None) -> UndoReport:
    """Take one change back.

    Args:
        store: The store.
        actor: Who does it.
        namespaces: Where the newest change is looked for.
        change: Number of the change; when not given, the newest that is in force, of an agent its own newest.

    Raises:
        NotFound: When there is no such change, or nothing to undo.
        CannotUndo: When a later change rests on it, or when it was an erasure.
    """
    number = store.last_change(namespaces, actor.agent) if change is None else change
    if number is None:
        raise NotFound("there is nothing to undo.")
    with store.transaction("undo", actor, undoes=number) as transaction:
        entries = transaction.entries(change=number)
        if not entries:
            raise NotFound(f"there is no change {number}; `history` shows the numbers.")
        first_of: dict[str, JournalEntry] = {}
        for entry in entries:
            first_of.setdefault(entry.target, entry)
        last_of = {entry.target: entry for entry in entries}
        targets = {
            target: _state_before(transaction, target, first, last_of[target]) for target, first in first_of.items()
        }
        _refuse_loose_ends(store, targets)
        restored, removed = _put_back(transaction, targets)
        return UndoReport(undone=number, change=transaction.change, restored=restored, removed=removed)


def undo_to(store: Store, actor: Actor, namespaces: Sequence[str], moment: datetime) -> UndoReport:
    """Bring all that is, or ever was, in some namespaces back to its state at an instant.

    Raises:
        CannotUndo: When a state that was in force then has been erased.
    """
    at = to_micros(moment)
    changed = store.targets_changed_after(at, namespaces)
    with store.transaction("undo", actor) as transaction:
        targets = {target: _state_at(transaction.entries(target=target), at) for target in changed}
        restored, removed = _put_back(transaction, targets)
        return UndoReport(undone=None, change=transaction.change, restored=restored, removed=removed)


def _state_before(transaction: Transaction, target: str, first: JournalEntry, last: JournalEntry) -> State | None:
    entries = transaction.entries(target=target)
    if any(entry.operation == "erase" for entry in entries):
        raise CannotUndo(f"{target} was erased for good; that cannot be undone.")
    before = [entry for entry in entries if entry.seq < first.seq]
    if entries[-1].state != last.state:
        raise CannotUndo(f"{target} was changed later, by change {entries[-1].change}; undo that first.")
    return before[-1].state if before else None


def _state_at(entries: list[JournalEntry], at: int) -> State | None:
    then = [entry for entry in entries if entry.at <= at]
    if not then:
        return None
    if then[-1].erased:
        if entries[-1].state is None:
            return None
        raise CannotUndo(f"{entries[0].target} had a state then that was erased for good.")
    return then[-1].state


def _put_back(transaction: Transaction, targets: dict[str, State | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Set the states; meanwhile no memory claims its text or subject, for two may have exchanged them."""
    current = {target: transaction.get(target) or transaction.thing(target) for target in targets}
    removed = [target for target, state in targets.items() if state is None and current[target] is not None]
    restored = [target for target, state in targets.items() if state is not None and state != current[target]]
    for target in removed:
        if isinstance(current[target], MemoryRecord):
            transaction.remove(target)
        else:
            transaction.remove_thing(target)
    states = [state for target in restored if (state := targets[target]) is not None]
    memories = [state for state in states if isinstance(state, MemoryRecord)]
    for state in memories:
        transaction.park(state.id)
    for state in memories:
        _refuse_rivals(transaction, state)
        transaction.write(state, derive(state))
    # What expires lets go of its name before another one takes it.
    for thing in sorted((one for one in states if not isinstance(one, MemoryRecord)), key=lambda one: one.is_live):
        try:
            transaction.put(thing)
        except StoreError:
            raise CannotUndo(f"the name or place of {thing.id} is taken by another one; forget that first.") from None
    return tuple(restored), tuple(removed)


def _refuse_loose_ends(store: Store, targets: dict[str, State | None]) -> None:
    """Refuse to take entities away to which a later relation leads."""
    gone = [one for one, state in targets.items() if state is None or not _is_there(state)]
    for relation in store.things(Relation, touching=gone):
        if relation.is_live and relation.id not in targets:
            raise CannotUndo(f"the relation {relation.id} was made later and needs an entity of it; undo that first.")


def _is_there(state: State) -> bool:
    return isinstance(state, MemoryRecord) or state.is_live


def _claims(state: MemoryRecord | None) -> bool:
    return state is not None and state.state in ("live", "held")


def _refuse_rivals(transaction: Transaction, state: MemoryRecord) -> None:
    if not _claims(state):
        return
    twin = transaction.find_text(state.namespace, derive(state).text_key)
    rival = (
        transaction.find_subject(state.namespace, state.subject) if state.subject and state.state == "live" else None
    )
    for other in (twin, rival):
        if other is not None and other.id != state.id:
            raise CannotUndo(f"{other.id} has the text or subject of {state.id} now; forget it first.")
