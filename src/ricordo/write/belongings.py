"""What a namespace holds beside its memories goes where they go: entities, relations, links, sessions."""

from collections.abc import Callable

from ricordo.errors import NotFound
from ricordo.model import Entity, Link, Relation, Session, Thing
from ricordo.storage.base import Store, Transaction
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
