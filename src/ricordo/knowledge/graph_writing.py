"""What all changes of the graph share: one transaction that finds or makes entities, and tells what it did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ricordo.knowledge.graph_answers import GraphChange, named
from ricordo.knowledge.graph_view import GraphView
from ricordo.model import Draft, Entity, Relation
from ricordo.storage.base import Transaction
from ricordo.timeline import to_micros
from ricordo.write.guard import clean
from ricordo.write.identity import new_id
from ricordo.write.path import WritePath


def clean_details(details: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Take credentials out of details.

    Returns:
        The clean details, and the kinds of credential that were taken out.

    Raises:
        InvalidInput: When they are no JSON, or too large.
    """
    cleaned = clean(Draft(text="details", details=dict(details)))
    return cleaned.draft.details, cleaned.redacted


@dataclass(slots=True)
class GraphWriting:
    """One change of the graph, within a transaction of the store.

    Attributes:
        path: Who writes, and where to.
        namespaces: What the scope reads.
        transaction: The open transaction.
        now: The time of the change.
    """

    path: WritePath
    namespaces: tuple[str, ...]
    transaction: Transaction
    now: datetime
    _entities: dict[str, Entity] = field(default_factory=dict, init=False)
    _relations: dict[str, Relation] = field(default_factory=dict, init=False)
    _put_away: dict[str, None] = field(default_factory=dict, init=False)

    @property
    def view(self) -> GraphView:
        """The graph as it is in the middle of the change."""
        return GraphView(self.path.store, self.namespaces, to_micros(self.now))

    def found_or_made(self, names: Iterable[str]) -> dict[str, Entity]:
        """Give the entities of these names by case-folded name; make those that are missing, spelt as in memories."""
        listed = list(dict.fromkeys(names))
        found = self.view.named(listed)
        for name in listed:
            if name.casefold() not in found:
                known = self.view.with_id(name)
                found[name.casefold()] = known or self.keep(self.new_entity(self.view.spelling(name) or name))
        return found

    def found_or_mentioned(self, name: str) -> Entity:
        """Give the entity of a name; make it when only memories have the name.

        Raises:
            NotFound: When nothing has it.
        """
        found = self.view.look_up(name)
        if found is None and (spelt := self.view.spelling(name)) is not None:
            return self.keep(self.new_entity(spelt))
        return found or self.view.find(name)

    def new_entity(self, name: str, **values: Any) -> Entity:
        """Make an entity; `keep` keeps it."""
        namespace = values.pop("namespace", self.path.namespace)
        return Entity(id=new_id(self.now), namespace=namespace, name=name, created_at=self.now, **values)

    def keep(self, entity: Entity) -> Entity:
        """Keep the new state of an entity."""
        self.transaction.put(entity)
        self._entities[entity.id] = entity
        return entity

    def keep_relation(self, relation: Relation) -> None:
        """Keep the new state of a relation."""
        self.transaction.put(relation)
        self._relations[relation.id] = relation

    def put_away(self, *things: Entity | Relation) -> None:
        """Believe in things no longer."""
        for one in things:
            self.transaction.put(one.model_copy(update={"expired_at": self.now}))
            self._put_away[one.id] = None

    def changed(self, memories: tuple[str, ...] = (), redacted: Iterable[str] = ()) -> GraphChange:
        """Tell what was done."""
        ends = {end for one in self._relations.values() for end in (one.source, one.target)}
        names = {one.id: one.name for one in self.view.entities(ends - self._entities.keys()).values()}
        names |= {one.id: one.name for one in self._entities.values()}
        return GraphChange(
            entities=tuple(one for one in self._entities.values() if one.id not in self._put_away),
            relations=tuple(named(one, names) for one in self._relations.values()),
            put_away=tuple(self._put_away),
            memories=memories,
            redacted=tuple(dict.fromkeys(redacted)),
            change=self.transaction.change,
        )
