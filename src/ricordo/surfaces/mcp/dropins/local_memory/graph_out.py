"""From the graph to records of an export."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ricordo.api import Memory
from ricordo.config import namespaces_read
from ricordo.formats.studiomeyer import Entity, Relation
from ricordo.knowledge.graph_answers import EntityView, NamedRelation
from ricordo.model import Entity as KnownEntity
from ricordo.surfaces.mcp.dropins.graph import PAGE, spelling, walk
from ricordo.surfaces.mcp.dropins.local_memory.entities import entity_of, shown_weight
from ricordo.surfaces.mcp.dropins.local_memory.origin import origin_of
from ricordo.surfaces.mcp.dropins.local_memory.places import project_of
from ricordo.surfaces.mcp.dropins.local_memory.roles import CONFIDENCE


@dataclass(slots=True)
class GraphOut:
    """The entities of some namespaces, and the relations between them.

    Attributes:
        views: The memories of the namespaces.
        summaries: What sums entities up, by their ids; filled by who walks over the memories.
    """

    views: Sequence[Memory]
    summaries: dict[str, str] = field(default_factory=dict)
    _known: dict[str, KnownEntity] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], str] = field(default_factory=dict)
    _relations: dict[str, tuple[NamedRelation, str | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for memory in self.views:
            for one in walk(memory):
                if one.id is not None and one.namespace == memory.namespace:
                    self._take(memory.entity(one.id, limit=PAGE))

    def _take(self, view: EntityView) -> None:
        entity = entity_of(view)
        self._known[entity.id] = entity
        self._by_name |= {(entity.namespace, name): entity.id for name in entity.names}
        for one in view.relations:
            _, source, target = self._relations.get(one.id, (one, None, None))
            if source is None and one.source == entity.name:
                source = entity.id
            else:
                target = entity.id
            self._relations[one.id] = (one, source, target)

    def defined(self, names: Iterable[str], namespace: str) -> list[str]:
        """Give the ids, as they are exported, of the entities that have these names in a namespace."""
        found: dict[str, None] = {}
        for name in names:
            for place in namespaces_read(namespace):
                if (entity_id := self._by_name.get((place, name.casefold()))) is not None:
                    found[_id_of(self._known[entity_id])] = None
                    break
        return list(found)

    def entities(self) -> Iterator[Entity]:
        """Give the entities."""
        for key, known in self._known.items():
            yield _entity(known, self.summaries.get(key.casefold()))

    def relations(self) -> Iterator[Relation]:
        """Give the relations whose ends are both exported."""
        for one, source, target in self._relations.values():
            if source is not None and target is not None:
                yield _relation(one, self._known[source], self._known[target])


def _id_of(entity: KnownEntity) -> str:
    return next(iter(origin_of(entity.details).ids), entity.id)


def _entity(known: KnownEntity, summary: str | None) -> Entity:
    before = origin_of(known.details)
    confidence = known.details.get("confidence", CONFIDENCE)
    is_share = isinstance(confidence, int | float) and 0 <= confidence <= 1
    return Entity(
        id=_id_of(known),
        name=known.name,
        entity_type=known.type,
        created_at=before.created_at or known.created_at,
        updated_at=before.updated_at or known.updated_at or known.created_at,
        summary=summary,
        confidence=confidence if is_share else CONFIDENCE,
        project=project_of(known.namespace),
    )


def _relation(one: NamedRelation, source: KnownEntity, target: KnownEntity) -> Relation:
    before = origin_of(one.details)
    return Relation(
        id=next(iter(before.ids), one.id),
        from_entity_id=_id_of(source),
        to_entity_id=_id_of(target),
        relation_type=spelling(one),
        weight=shown_weight(one),
        created_at=before.created_at or one.valid_from,
        project=project_of(source.namespace) or project_of(target.namespace),
    )
