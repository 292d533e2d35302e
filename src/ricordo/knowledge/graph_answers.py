"""What the operations on entities and relations answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field

from ricordo.model import Entity, MemoryRecord, Relation, Value, Weight


class NamedRelation(Value):
    """A relation with the names of its ends.

    Attributes:
        id: Its id, for the history.
        source: Where it starts.
        type: What relates them, in small letters.
        target: Where it ends.
        weight: How strong it is; 1 is ordinary.
        valid_from: When it became true; when it was recorded if not known.
        valid_to: When it stops being true; None as long as nobody knows.
        details: Further values.
    """

    id: str
    source: str
    type: str
    target: str
    weight: Weight = 1.0
    valid_from: datetime
    valid_to: datetime | None = None
    details: dict[str, Any] = Field(default_factory=dict)


class EntityView(Value):
    """Everything that is known of a name.

    Attributes:
        name: The name.
        entity: What it names; None for a name that only stands in `about` of memories.
        observations: The newest memories about it.
        more_observations: Whether there are more; a greater `limit` shows them.
        relations: Its relations, outgoing and incoming, the strongest first.
        more_relations: Whether there are more.
    """

    name: str
    entity: Entity | None
    observations: tuple[MemoryRecord, ...]
    more_observations: bool
    relations: tuple[NamedRelation, ...]
    more_relations: bool = False


class EntitySummary(Value):
    """A name and how much is known of it; `id` and `type` are None when it only stands in `about` of memories."""

    name: str
    type: str | None = None
    aliases: tuple[str, ...] = ()
    id: str | None = None
    namespace: str | None = None
    observations: int
    relations: int


class EntityPage(Value):
    """Names, the most observed first. Give `cursor` to the next call for the next page; None on the last."""

    entities: tuple[EntitySummary, ...]
    cursor: str | None = None


class Neighbour(Value):
    """An entity near another one: so many steps away, reached by this relation."""

    entity: Entity
    distance: int
    via: NamedRelation


class Neighbours(Value):
    """The entities near one, the nearest and most strongly related first; `more` when the limit left some out."""

    entity: Entity
    found: tuple[Neighbour, ...]
    more: bool


class ShortestPath(Value):
    """The shortest way from one entity to another.

    Attributes:
        entities: The names on the way, both ends included; empty when there is none within `max_depth`.
        relations: The relations between them, in order.
        length: The sum of 1/weight of the relations; None when there is no way.
    """

    entities: tuple[str, ...]
    relations: tuple[NamedRelation, ...]
    length: float | None


class GraphChange(Value):
    """What an operation changed.

    Attributes:
        entities: Entities that were made or changed, as they are now.
        relations: Relations that were made or changed, as they are now.
        put_away: Ids of the entities and relations that are not in force any more.
        memories: Ids of the memories whose `about` changed.
        redacted: The kinds of credential that were taken out of details.
        change: Number of the change: `undo(change)` takes it back. None when nothing changed.
    """

    entities: tuple[Entity, ...] = ()
    relations: tuple[NamedRelation, ...] = ()
    put_away: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    change: int | None = None


def named(relation: Relation, names: Mapping[str, str]) -> NamedRelation:
    """Give a relation with the names of its ends."""
    return NamedRelation(
        id=relation.id,
        source=names.get(relation.source, relation.source),
        type=relation.type,
        target=names.get(relation.target, relation.target),
        weight=relation.weight,
        valid_from=relation.began_at,
        valid_to=relation.valid_to,
        details=relation.details,
    )
