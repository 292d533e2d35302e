"""Import entities and relations. Entities of one name become one, and nothing that was said of either is lost."""

from dataclasses import dataclass, field
from typing import Any

from ricordo.api import Memory
from ricordo.errors import InvalidInput
from ricordo.formats.studiomeyer import Entity, Relation
from ricordo.knowledge.graph_names import checked_name, checked_type
from ricordo.knowledge.graph_relations import MAX_RELATIONS
from ricordo.knowledge.graph_writing import clean_details
from ricordo.model import Draft
from ricordo.model import Entity as KnownEntity
from ricordo.surfaces.mcp.dropins.graph import SPELT, walk
from ricordo.surfaces.mcp.dropins.local_memory.entities import entity_of, opened
from ricordo.surfaces.mcp.dropins.local_memory.graph import kept_weight
from ricordo.surfaces.mcp.dropins.local_memory.origin import Origin, origin_of
from ricordo.surfaces.mcp.dropins.local_memory.roles import OBSERVATION
from ricordo.surfaces.mcp.dropins.local_memory.summaries import summary_draft, summary_of
from ricordo.write.guard import clean


@dataclass(slots=True)
class EntitiesIn:
    """The entities of one namespace, while records of an export come in.

    Attributes:
        memory: The memory of the namespace.
        known: All of them, by their ids here and elsewhere.
        summaries: What sums up the new ones; to be kept as memories.
        added: How many are new.
    """

    memory: Memory
    known: dict[str, KnownEntity] = field(default_factory=dict)
    summaries: list[Draft] = field(default_factory=list)
    added: int = 0
    _by_name: dict[str, KnownEntity] = field(default_factory=dict)
    _summed_up: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for one in walk(self.memory):
            if one.id is not None:
                entity = entity_of(self.memory.entity(one.id, limit=1))
                self._keep(entity, one.id, *origin_of(entity.details).ids)

    def _keep(self, entity: KnownEntity, *ids: str) -> None:
        self.known |= dict.fromkeys(ids, entity)
        self._by_name |= dict.fromkeys(entity.names, entity)

    def take(self, record: Entity) -> None:
        """Take an entity in: one that is known by its id stays as it is, one of the same name is made one with it.

        Raises:
            InvalidInput: When its name or type is none.
        """
        if record.id in self.known:
            return
        known = self._by_name.get(checked_name(record.name, "name").casefold())
        if record.summary is not None:
            clean(Draft(text=record.summary))
        details = _details(record, known)
        type_ = record.entity_type if known is None else None
        (entity,) = self.memory.define_entity(record.name, type=type_, details=details).entities
        self._keep(entity, record.id)
        self.added += known is None
        if record.summary is not None:
            self._sum_up(entity, record.summary)

    def _sum_up(self, entity: KnownEntity, summary: str) -> None:
        draft = summary_draft(entity, summary)
        if entity.id in self._summed_up or summary_of(self.memory, entity):
            # One entity has one summary; what another one said of it was observed, too.
            draft = draft.model_copy(update={"subject": None, "details": {OBSERVATION: True}})
        self._summed_up.add(entity.id)
        self.summaries.append(draft)


def _details(record: Entity, known: KnownEntity | None) -> dict[str, Any]:
    before = origin_of(known.details if known else {})
    types = (*before.types, record.entity_type) if known and known.type != record.entity_type else before.types
    kept = Origin(
        ids=(*before.ids, record.id),
        types=tuple(dict.fromkeys(types)),
        created_at=before.created_at or record.created_at,
        updated_at=before.updated_at or record.updated_at,
    )
    return {"confidence": record.confidence} | (known.details if known else {}) | kept.details


Key = tuple[str, str, str]


@dataclass(slots=True)
class RelationsIn:
    """The relations of one namespace that come in, each once."""

    memory: Memory
    wanted: dict[Key, dict[str, Any]] = field(default_factory=dict)
    _known: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def take(self, record: Relation, source: KnownEntity, target: KnownEntity) -> bool:
        """Take a relation in; False when it is known.

        Raises:
            InvalidInput: When its type is none, or both ends became one entity.
        """
        if source.id == target.id:
            raise InvalidInput("both ends are one entity here.")
        key = (source.id, checked_type(record.relation_type), target.id)
        if key in self.wanted or (key[1], target.name) in self._of(source):
            return False
        details = {SPELT: record.relation_type} | Origin(ids=(record.id,), created_at=record.created_at).details
        clean_details(details)
        self.wanted[key] = {
            "source": source.id,
            "type": record.relation_type,
            "target": target.id,
            "weight": kept_weight(record.weight),
            "details": details,
        }
        return True

    def _of(self, source: KnownEntity) -> set[tuple[str, str]]:
        """Give the relations that an entity had before, by type and target."""
        if source.id not in self._known:
            view = opened(self.memory, source.id)
            self._known[source.id] = {(one.type, one.target) for one in view.relations if one.source == view.name}
        return self._known[source.id]

    def keep(self) -> None:
        """Keep what came in."""
        items = list(self.wanted.values())
        for start in range(0, len(items), MAX_RELATIONS):
            self.memory.relate_many(items[start : start + MAX_RELATIONS])
