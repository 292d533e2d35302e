"""What goes with memories that go: what a namespace holds beside them, and what one of them has done there."""

from collections.abc import Callable

from ricordo.errors import InvalidInput, NotFound
from ricordo.model import Entity, Link, MemoryRecord, Relation, Session, Thing
from ricordo.storage.base import Store, Transaction
from ricordo.write.derive import derive
from ricordo.write.path import WritePath

Also = Callable[[Transaction], None]
"""What else a change of memories does, in the same transaction."""


def things_in(store: Store, namespace: str) -> list[Thing]:
    """Give everything but the memories."""
    where = (namespace,)
    edges: list[Thing] = [*store.things(Relation, where), *store.things(Link, where)]
    return [*store.things(Entity, where), *edges, *store.things(Session, where)]


def nothing_in(namespace: str) -> NotFound:
    """Give the error that says that a namespace is empty."""
    return NotFound(f"the namespace {namespace[:40]!r} holds nothing; `namespaces` lists them.")


def moved_to(path: WritePath, namespace: str, target: str) -> Also:
    """Give the change that takes everything but the memories into another namespace."""

    def move(transaction: Transaction) -> None:
        for one in things_in(path.store, namespace):
            transaction.put(one.model_copy(update={"namespace": target}))

    return move


def put_away_with(path: WritePath, namespace: str) -> Also:
    """Give the change that puts everything but the memories away."""
    now = path.clock()

    def put_away(transaction: Transaction) -> None:
        for one in things_in(path.store, namespace):
            if one.is_live:
                transaction.put(one.model_copy(update={"expired_at": now}))

    return put_away


def leave(transaction: Transaction, path: WritePath, moved: MemoryRecord) -> None:
    """Take back what a memory did in the namespace that it has just left.

    Its links end, and what it closed there is as it was before, unless that was changed or replaced since.

    Raises:
        InvalidInput: When the memory was not in force.
    """
    if moved.state not in ("live", "held"):
        raise InvalidInput(f"{moved.id} is {moved.state}; only what is live or held can be moved.")
    now = path.clock()
    for link in path.store.links([moved.id]):
        transaction.put(link.model_copy(update={"expired_at": now}))
    for change in {entry.change for entry in transaction.entries(target=moved.id)}:
        for entry in transaction.entries(change=change):
            closed = entry.state
            if isinstance(closed, MemoryRecord) and closed.superseded_by == moved.id:
                _reopen(transaction, closed, entry.seq, moved.namespace)


def _reopen(transaction: Transaction, closed: MemoryRecord, seq: int, namespace: str) -> None:
    """Give a memory the state that it had before an entry of the journal, if its place is free."""
    before = [one.state for one in transaction.entries(target=closed.id) if one.seq < seq]
    if transaction.get(closed.id) != closed or not before or not isinstance(before[-1], MemoryRecord):
        return
    known = before[-1]
    derived = derive(known)
    rivals = (
        transaction.find_text(namespace, derived.text_key),
        transaction.find_subject(namespace, known.subject) if known.subject else None,
    )
    if known.namespace == namespace and rivals == (None, None):
        transaction.write(known, derived)
