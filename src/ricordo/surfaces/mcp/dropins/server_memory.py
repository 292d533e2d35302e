"""The nine tools of the official knowledge-graph server of the protocol.

Its entities are ours; its observations are memories about them. Deleting puts away: `undo` brings back.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from ricordo.api import Memory
from ricordo.errors import InvalidInput, NotFound
from ricordo.knowledge.graph_answers import EntityView
from ricordo.model import Duplicate, Held
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments, ForeignTool, document
from ricordo.surfaces.mcp.dropins.graph import PAGE, SPELT, delete, detach, spelling, walk

_SEARCHED = 50
_NO_TYPE = "thing"


class Entity(Arguments):
    name: Annotated[str, Field(description="The name of the entity")]
    entityType: Annotated[str, Field(description="The type of the entity")]
    observations: Annotated[list[str], Field(description="What is known of the entity")]


class Relation(Arguments):
    from_: Annotated[str, Field(alias="from", description="The name of the entity where the relation starts")]
    to: Annotated[str, Field(description="The name of the entity where the relation ends")]
    relationType: Annotated[str, Field(description="The type of the relation")]


class Entities(Arguments):
    entities: list[Entity]


class Relations(Arguments):
    relations: list[Relation]


class Observed(Arguments):
    entityName: Annotated[str, Field(description="The name of the entity")]
    contents: Annotated[list[str], Field(description="What to add")]


class Observations(Arguments):
    observations: list[Observed]


class EntityNames(Arguments):
    entityNames: Annotated[list[str], Field(description="The names of the entities")]


class Deletion(Arguments):
    entityName: Annotated[str, Field(description="The name of the entity")]
    observations: Annotated[list[str], Field(description="What to delete")]


class Deletions(Arguments):
    deletions: list[Deletion]


class Nothing(Arguments):
    pass


class Query(Arguments):
    query: Annotated[str, Field(max_length=2048, description="What to look for in names, types and observations")]


class Names(Arguments):
    names: Annotated[list[str], Field(description="The names of the entities")]


def _create_entities(memory: Memory, given: Entities) -> Presented:
    known = {one.name.casefold() for one in walk(memory) if one.id is not None}
    new = {one.name.casefold(): one for one in reversed(given.entities) if one.name.casefold() not in known}
    made = [one for one in given.entities if new.get(one.name.casefold()) is one]
    for one in made:
        memory.define_entity(one.name, type=one.entityType)
    _observe(memory, [(one.name, one.observations) for one in made])
    return _listed("entities", [one.model_dump() for one in made])


def _create_relations(memory: Memory, given: Relations) -> Presented:
    for one in given.relations:
        for name in (one.from_, one.to):
            _open(memory, name)
    new = [one for one in given.relations if not _is_known(memory, one)]
    items = [
        {"source": one.from_, "type": one.relationType, "target": one.to, "details": {SPELT: one.relationType}}
        for one in new
    ]
    if items:
        memory.relate_many(items)
    return _listed("relations", [one.model_dump(by_alias=True) for one in new])


def _add_observations(memory: Memory, given: Observations) -> Presented:
    for one in given.observations:
        _open(memory, one.entityName)
    added = _observe(memory, [(one.entityName, one.contents) for one in given.observations])
    names = [one.entityName for one in given.observations]
    return _listed(
        "results",
        [{"entityName": name, "addedObservations": texts} for name, texts in zip(names, added, strict=True)],
    )


def _delete_entities(memory: Memory, given: EntityNames) -> Presented:
    missing = []
    for name in given.entityNames:
        try:
            view = _open(memory, name)
        except NotFound:
            missing.append(name)
            continue
        delete(memory, view)
    wanted = len(given.entityNames)
    if not missing:
        return _done("Entities deleted successfully")
    return _done(f"Deleted {wanted - len(missing)} of {wanted} entities. Not found: {', '.join(missing)}")


def _delete_observations(memory: Memory, given: Deletions) -> Presented:
    deleted, missing = 0, []
    for one in given.deletions:
        try:
            view = _open(memory, one.entityName)
        except NotFound:
            missing.append(one.entityName)
            continue
        found = [record for record in view.observations if record.text in one.observations]
        detach(memory, view, found)
        deleted += len(found)
    wanted = sum(len(one.observations) for one in given.deletions)
    if deleted == wanted:
        return _done("Observations deleted successfully")
    not_found = f" Entities not found: {', '.join(missing)}" if missing else ""
    return _done(f"Deleted {deleted} of {wanted} observations.{not_found}")


def _delete_relations(memory: Memory, given: Relations) -> Presented:
    deleted = 0
    for one in given.relations:
        try:
            memory.unrelate(one.from_, one.relationType, one.to, mistaken=True)
            deleted += 1
        except NotFound:
            continue
    wanted = len(given.relations)
    if deleted == wanted:
        return _done("Relations deleted successfully")
    return _done(f"Deleted {deleted} of {wanted} relations. The rest matched nothing.")


def _read_graph(memory: Memory, _: Nothing) -> Presented:
    return _graph(memory, [one.name for one in walk(memory)])


def _search_nodes(memory: Memory, given: Query) -> Presented:
    if not given.query.strip():
        return _read_graph(memory, Nothing())
    by_name = [one.name for one in walk(memory, given.query)]
    by_observation = [name for hit in memory.recall(given.query, limit=_SEARCHED) for name in hit.memory.about]
    return _graph(memory, [*by_name, *by_observation])


def _open_nodes(memory: Memory, given: Names) -> Presented:
    return _graph(memory, given.names)


def _open(memory: Memory, name: str) -> EntityView:
    try:
        return memory.entity(name, limit=PAGE)
    except NotFound:
        raise NotFound(f"Entity with name {name} not found") from None


def _observe(memory: Memory, stated: list[tuple[str, list[str]]]) -> list[list[str]]:
    """Remember observations, as one change; give those of each that were not known of the entity."""
    pairs = [(place, name, text) for place, (name, texts) in enumerate(stated) for text in dict.fromkeys(texts)]
    added: list[list[str]] = [[] for _ in stated]
    if not pairs:
        return added
    before = {name: _known_of(memory, name) for _, name, _ in pairs}
    outcomes = memory.remember_many([{"text": text, "about": [name]} for _, name, text in pairs])
    for (place, name, text), outcome in zip(pairs, outcomes, strict=True):
        if isinstance(outcome, Held) or outcome.id in before[name]:
            continue
        if isinstance(outcome, Duplicate):
            _let_be_about(memory, outcome.id, name)
        before[name].add(outcome.id)
        added[place].append(text)
    return added


def _known_of(memory: Memory, name: str) -> set[str]:
    try:
        return {one.id for one in _open(memory, name).observations}
    except NotFound:
        return set()


def _let_be_about(memory: Memory, memory_id: str, name: str) -> None:
    """Let a memory that was known be about this entity, too."""
    (known,) = memory.get([memory_id])
    if name.casefold() not in map(str.casefold, known.about):
        memory.update(known.id, about=[*known.about, name])


def _is_known(memory: Memory, wanted: Relation) -> bool:
    view = _open(memory, wanted.from_)
    target = _open(memory, wanted.to).name.casefold()
    spelt = wanted.relationType.casefold()
    return any(
        one.target.casefold() == target and spelt in (spelling(one).casefold(), one.type) for one in view.relations
    )


def _graph(memory: Memory, names: Iterable[str]) -> Presented:
    """Give these entities with their observations, and every relation that one of them has."""
    entities: dict[str, dict[str, Any]] = {}
    relations: dict[str, dict[str, str]] = {}
    for name in dict.fromkeys(names):
        try:
            view = memory.entity(name, limit=PAGE)
        except (NotFound, InvalidInput):
            continue
        type_ = view.entity.type if view.entity else _NO_TYPE
        texts = [one.text for one in reversed(view.observations)]
        entities[view.name] = {"name": view.name, "entityType": type_, "observations": texts}
        for one in view.relations:
            relations[one.id] = {"from": one.source, "to": one.target, "relationType": spelling(one)}
    graph = {"entities": list(entities.values()), "relations": list(relations.values())}
    return Presented(document(graph, indent=2), graph)


def _listed(name: str, values: list[dict[str, Any]]) -> Presented:
    return Presented(document(values, indent=2), {name: values})


def _done(message: str) -> Presented:
    return Presented(message, {"success": True, "message": message})


_GRAPH = {"entities": "array", "relations": "array"}
_DONE = {"success": "boolean", "message": "string"}

TOOLS = (
    ForeignTool(
        "create_entities", "Create new entities in the knowledge graph; those that are known stay as they are.",
        "write", Entities, {"entities": "array"}, _create_entities,
    ),
    ForeignTool(
        "create_relations", "Create new relations between known entities, in active voice.",
        "write", Relations, {"relations": "array"}, _create_relations,
    ),
    ForeignTool(
        "add_observations", "Add observations to known entities.",
        "write", Observations, {"results": "array"}, _add_observations,
    ),
    ForeignTool(
        "delete_entities", "Delete entities with their observations and relations.",
        "destroy", EntityNames, _DONE, _delete_entities,
    ),
    ForeignTool(
        "delete_observations", "Delete observations of entities.",
        "destroy", Deletions, _DONE, _delete_observations,
    ),
    ForeignTool("delete_relations", "Delete relations.", "destroy", Relations, _DONE, _delete_relations),
    ForeignTool("read_graph", "Read the whole knowledge graph.", "read", Nothing, _GRAPH, _read_graph),
    ForeignTool(
        "search_nodes", "Find entities by their names, types and observations.",
        "read", Query, _GRAPH, _search_nodes,
    ),
    ForeignTool("open_nodes", "Open entities by their names.", "read", Names, _GRAPH, _open_nodes),
)  # fmt: skip
