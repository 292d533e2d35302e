"""Read the graph: one entity, all names, what is near, the way from one entity to another."""

from collections.abc import Iterable, Mapping, Sequence

from ricordo.errors import InvalidInput
from ricordo.knowledge.graph_answers import (
    EntityPage,
    EntitySummary,
    EntityView,
    NamedRelation,
    Neighbour,
    Neighbours,
    ShortestPath,
    named,
)
from ricordo.knowledge.graph_view import GraphView
from ricordo.knowledge.graph_walk import reach, shortest
from ricordo.model import Entity, Relation
from ricordo.storage.base import Store
from ricordo.storage.edges import Direction, Mention


def open_entity(view: GraphView, name: str, limit: int) -> EntityView:
    """Give everything that is known of a name.

    Raises:
        NotFound: When no entity and no memory has it.
    """
    entity = view.look_up(name)
    names = (name.casefold(),) if entity is None else entity.names
    observations, more = view.observations(names, limit)
    if entity is None:
        if not observations:
            view.find(name)
        label = next(one for one in observations[0].about if one.casefold() == names[0])
        return EntityView(
            name=label, entity=None, observations=tuple(observations), more_observations=more, relations=()
        )
    relations, more_relations = view.relations_at(entity.id, limit)
    ends = view.entities(end for one in relations for end in (one.source, one.target))
    return EntityView(
        name=entity.name, entity=entity, observations=tuple(observations), more_observations=more,
        relations=_named(relations, ends), more_relations=more_relations,
    )  # fmt: skip


def _named(relations: Sequence[Relation], ends: Mapping[str, Entity]) -> tuple[NamedRelation, ...]:
    names = {one.id: one.name for one in ends.values()}
    return tuple(named(one, names) for one in relations if one.source in names and one.target in names)


def neighbours_of(
    view: GraphView, name: str, *, depth: int, types: tuple[str, ...] | None, direction: Direction, limit: int
) -> Neighbours:
    """Give the entities near one, the nearest first.

    Raises:
        NotFound: When it is unknown.
        InvalidInput: When too many relations would have to be read.
    """
    start = view.find(name)
    reached, more = reach(start.id, view.edges_of(direction, types), depth, limit)
    entities = view.entities(one.node for one in reached)
    ways = view.relations([one.via.id for one in reached])
    relations = {one.id: one for one in _named(ways, {**entities, start.id: start})}
    found = [
        Neighbour(entity=entities[one.node], distance=one.distance, via=relations[one.via.id])
        for one in reached
        if one.node in entities and one.via.id in relations
    ]
    return Neighbours(entity=start, found=tuple(found), more=more)


def path_between(
    view: GraphView, source: str, target: str, *, types: tuple[str, ...] | None, max_depth: int
) -> ShortestPath:
    """Give the shortest way from one entity to another, along and against relations.

    Raises:
        NotFound: When one of them is unknown.
        InvalidInput: When they are the same, or too many relations would have to be read.
    """
    start, end = view.find(source), view.find(target)
    if start.id == end.id:
        raise InvalidInput(f"{source} and {target} are the same entity, {start.name}; give two.")
    way = shortest(start.id, end.id, view.edges_of("both", types), max_depth)
    if way is None:
        return ShortestPath(entities=(), relations=(), length=None)
    entities = view.entities(way.nodes)
    relations = {one.id: one for one in _named(view.relations([edge.id for edge in way.edges]), entities)}
    return ShortestPath(
        entities=tuple(entities[node].name for node in way.nodes),
        relations=tuple(relations[edge.id] for edge in way.edges),
        length=way.length,
    )


def list_entities(
    view: GraphView, part: str | None, type_: str | None, limit: int, after: tuple[int, str] | None
) -> EntityPage:
    """List defined entities and the names that only stand in `about` of memories, the most observed first.

    Args:
        view: The graph of now.
        part: A part of a name, alias or type.
        type_: Only entities of this type.
        limit: So many at most.
        after: Observations and case-folded name of the last one of the page before.
    """
    store, namespaces = view.store, view.namespaces
    mentions = store.mentions(namespaces)
    counts = {one.entity: one.count for one in mentions if one.entity is not None}
    rows: list[tuple[int, str, Entity | Mention]] = [
        (-counts.get(one.id, 0), f"{one.name.casefold()}\0{one.id}", one)
        for one in store.things(Entity, namespaces)
        if one.is_live and _is_asked_for(one, part, type_)
    ]
    if type_ is None:
        rows += [
            (-one.count, one.label, one)
            for one in mentions
            if one.entity is None and (part is None or part.casefold() in one.label)
        ]
    rows.sort(key=lambda row: row[:2])
    if after is not None:
        rows = [row for row in rows if row[:2] > (-after[0], after[1])]
    page = rows[:limit]
    cursor = f"{-page[-1][0]}~{page[-1][1]}" if len(rows) > limit else None
    return EntityPage(entities=tuple(_summaries(view, page)), cursor=cursor)


def _is_asked_for(entity: Entity, part: str | None, type_: str | None) -> bool:
    if type_ is not None and entity.type.casefold() != type_.casefold():
        return False
    return part is None or any(part.casefold() in one for one in (*entity.names, entity.type.casefold()))


def _summaries(view: GraphView, page: Iterable[tuple[int, str, Entity | Mention]]) -> Iterable[EntitySummary]:
    listed = [(-count, one) for count, _, one in page]
    ids = [one.id for _, one in listed if isinstance(one, Entity)]
    touching: dict[str, set[str]] = {}
    for edge in view.edges_of("both", None)(ids):
        for end in (edge.source, edge.target):
            touching.setdefault(end, set()).add(edge.id)
    spelt = _spelt(view.store, [one for _, one in listed if isinstance(one, Mention)])
    for count, one in listed:
        if isinstance(one, Mention):
            yield EntitySummary(name=spelt.get(one.label, one.label), observations=count, relations=0)
        else:
            yield EntitySummary(
                name=one.name, type=one.type, aliases=one.aliases, id=one.id, namespace=one.namespace,
                observations=count, relations=len(touching.get(one.id, ())),
            )  # fmt: skip


def _spelt(store: Store, mentions: Sequence[Mention]) -> dict[str, str]:
    """Give case-folded names as the newest memory about each spells them."""
    records = store.records([one.newest for one in mentions])
    return {name.casefold(): name for record in records for name in record.about}
