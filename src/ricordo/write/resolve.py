"""A person or agent says which of two statements holds. Each function is one undoable change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from ricordo.errors import InvalidInput
from ricordo.model import Draft, Duplicate, Held, MemoryRecord, Outcome
from ricordo.storage.base import Transaction
from ricordo.write.cascade import flag_dependants
from ricordo.write.derive import derive
from ricordo.write.judge import closed
from ricordo.write.lifecycle import Changed
from ricordo.write.links import link_between
from ricordo.write.path import Prepared, WritePath

Keep = Literal["newer", "older", "both"]
_SUPERSEDED = "was superseded"


def supersede(path: WritePath, old: MemoryRecord, by: MemoryRecord, at: datetime | None) -> Changed:
    """Close a memory in favour of another one.

    Args:
        path: The write path.
        old: The memory to close.
        by: The one that takes its place.
        at: When the old one stopped being true; when the other one began, if not given.

    Raises:
        InvalidInput: When one of them is not live, they are the same, lie apart, or the time is before the old one.
    """
    with path.store.transaction("supersede", path.actor) as transaction:
        old, by = _both_live(transaction, old, by)
        if at is not None and at < old.happened_at:
            raise InvalidInput(f"at lies before {old.id} became true ({old.happened_at:%Y-%m-%d}); give a later time.")
        _close(transaction, [old], by, at)
        _settle(path, transaction, (old, by), "superseded")
        return _changed(transaction, (old.id,))


def resolve(path: WritePath, older: MemoryRecord, newer: MemoryRecord, keep: Keep) -> Changed:
    """Settle a conflict between two memories.

    Args:
        path: The write path.
        older: One of them.
        newer: The other.
        keep: Which of them holds. Two that hold both are never reported again.

    Raises:
        InvalidInput: When one of them is not live, they are the same, or lie apart.
    """
    with path.store.transaction("resolve", path.actor) as transaction:
        older, newer = _both_live(transaction, older, newer)
        _settle(path, transaction, (older, newer), f"kept {keep}")
        if keep == "both":
            return Changed((), (), transaction.change)
        losing, winning = (older, newer) if keep == "newer" else (newer, older)
        _close(transaction, [losing], winning, None)
        return _changed(transaction, (losing.id,))


def merge(path: WritePath, older: MemoryRecord, newer: MemoryRecord, text: str) -> Outcome:
    """Settle a conflict by a new text that replaces both.

    Raises:
        InvalidInput: As `resolve`, or when the text says what one of them says already, or must be held.
    """
    draft = Draft(
        text=text, kind=newer.kind, subject=newer.subject or older.subject, scope=None,
        tags=_union(older.tags, newer.tags), about=_union(older.about, newer.about),
        importance=max(older.importance, newer.importance), pinned=older.pinned or newer.pinned,
        private=older.private or newer.private,
    )  # fmt: skip
    (prepared,) = path.prepare(draft).prepared
    with path.store.transaction("resolve", path.actor) as transaction:
        older, newer = _both_live(transaction, older, newer)
        outcome = _stored(path, transaction, prepared)
        merged = transaction.get(outcome.id)
        losing = [one for one in (older, newer) if one.id not in _closed_by(outcome)]
        if merged is not None:
            _close(transaction, losing, merged, None)
        _settle(path, transaction, (older, newer), "merged")
        flag_dependants(transaction, [older.id, newer.id], _SUPERSEDED)
    return outcome


def _changed(transaction: Transaction, closed_ids: tuple[str, ...]) -> Changed:
    flagged = flag_dependants(transaction, closed_ids, _SUPERSEDED)
    return Changed(closed_ids, flagged, transaction.change)


def _stored(path: WritePath, transaction: Transaction, prepared: Prepared) -> Outcome:
    outcome = path.persist(transaction, prepared, None)
    if isinstance(outcome, Duplicate):
        raise InvalidInput(f"{outcome.id} says that already; say which of the two to keep instead.")
    if isinstance(outcome, Held):
        raise InvalidInput(f"the text would be held for review: {outcome.reason}")
    return outcome


def _closed_by(outcome: Outcome) -> Sequence[str]:
    return outcome.superseded if outcome.status == "superseded" else ()


def _both_live(transaction: Transaction, one: MemoryRecord, two: MemoryRecord) -> tuple[MemoryRecord, MemoryRecord]:
    if one.id == two.id:
        raise InvalidInput(f"{one.id} cannot replace itself; give two memories.")
    if one.namespace != two.namespace:
        raise InvalidInput(f"{one.id} and {two.id} lie in different namespaces; give two of the same.")
    found = [transaction.get(memory.id) or memory for memory in (one, two)]
    for memory in found:
        if memory.state != "live":
            follows = f" by {memory.superseded_by}" if memory.superseded_by else ""
            raise InvalidInput(f"{memory.id} is {memory.state}{follows}, not live; give two live memories.")
    return found[0], found[1]


def _close(transaction: Transaction, losing: Sequence[MemoryRecord], by: MemoryRecord, at: datetime | None) -> None:
    for memory in losing:
        ended = closed(memory, by)
        transaction.write(ended.model_copy(update={"valid_to": at}) if at else ended, derive(memory))


def _settle(
    path: WritePath, transaction: Transaction, pair: tuple[MemoryRecord, MemoryRecord], resolution: str
) -> None:
    """Close the links between two memories; one that says what was decided stays."""
    older, newer = pair
    ids = {older.id, newer.id}
    links = [link for link in path.store.links([older.id]) if {link.older, link.newer} == ids]
    if not links:
        why = "a person or agent compared them"
        links = [link_between(older.id, newer.id, "conflict", newer, why)]
    for link in links:
        transaction.put(link.model_copy(update={"expired_at": path.clock(), "resolution": resolution}))


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
