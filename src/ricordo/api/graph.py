"""The operations on entities and the relations between them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any

from pydantic import Field, ValidationError

from ricordo.api.opened import Items, Names, Opened, When
from ricordo.errors import InvalidInput
from ricordo.knowledge.graph_answers import EntityPage, EntityView, GraphChange, Neighbours, ShortestPath
from ricordo.knowledge.graph_entities import MAX_ALIASES, define, forget, merge, split, with_merged
from ricordo.knowledge.graph_names import asked_name, checked_name, checked_type
from ricordo.knowledge.graph_reading import list_entities, neighbours_of, open_entity, path_between
from ricordo.knowledge.graph_relations import MAX_RELATIONS, Statement, checked_statement, relate_all, unrelate
from ricordo.knowledge.graph_view import GraphView
from ricordo.knowledge.graph_writing import clean_details
from ricordo.model import Value, Weight
from ricordo.operations import explain, operation
from ricordo.storage.edges import Direction
from ricordo.timeline import to_micros
from ricordo.upkeep.erase import ErasureProof, erase

EntityLimit = Annotated[int, Field(ge=1, le=1000)]
Depth = Annotated[int, Field(ge=1, le=5)]
PathDepth = Annotated[int, Field(ge=1, le=10)]


class EntityForgotten(GraphChange):
    """What was put away; after an erasure also the proof of it."""

    proof: ErasureProof | None = None


class StatedRelation(Value):
    """A relation as `relate_many` takes it: the arguments of `relate`."""

    source: str
    type: str
    target: str
    weight: Weight | None = None
    valid_from: When | None = None
    valid_to: When | None = None
    details: dict[str, Any] | None = None


class Graph(Opened):
    """Entities: people, projects, services, tools, concepts; and what relates them."""

    @operation(effect="read", positional="name")
    def entity(
        self,
        name: str,
        *,
        as_of: When | None = None,
        known_at: When | None = None,
        limit: EntityLimit = 20,
    ) -> EntityView:
        """Open an entity: what it is, what is remembered about it, and what it is related to.

        What is remembered about it are the memories that have one of its names in `about`.

        Args:
            name: Its name, an alias, or its id.
            as_of: Give what was true in the world at this time, as far as it is known; a day means its end.
            known_at: Give what was known here at this time.
            limit: At most so many memories, and so many relations.

        Raises:
            NotFound: When neither an entity nor a memory has the name.
        """
        return open_entity(self._graph(as_of, known_at), asked_name(name, "name"), limit)

    @operation(effect="read", positional="part")
    def entities(
        self,
        part: str | None = None,
        *,
        type: str | None = None,  # noqa: A002 - the name of the field
        limit: EntityLimit = 50,
        cursor: str | None = None,
    ) -> EntityPage:
        """List entities with how much is known of them, the most observed first.

        Names that memories are about, but that were never defined, are listed, too.

        Args:
            part: Only those with this in a name, alias or type.
            type: Only those of this type.
            limit: At most so many.
            cursor: What the page before gave as `cursor`.

        Raises:
            InvalidInput: When a value is wrong.
        """
        asked = None if part is None else asked_name(part, "part")
        return list_entities(self._graph(), asked, type, limit, _position(cursor))

    @operation(effect="write", positional="name")
    def define_entity(
        self,
        name: str,
        *,
        type: str | None = None,  # noqa: A002 - the name of the field
        aliases: Names = (),
        details: dict[str, Any] | None = None,
    ) -> GraphChange:
        """Say what an entity is. What is not given stays as it is.

        Args:
            name: Its name; an alias or id also finds one that is known.
            type: What sort of thing it is, such as "person", "project", "service".
            aliases: Further names of it; `split_entity` takes one away.
            details: Further values of your own, as JSON, in place of the old ones.

        Raises:
            InvalidInput: When a name is empty, too long or a credential, or another entity has one of the aliases.
        """
        if len(aliases) > MAX_ALIASES:
            raise InvalidInput(f"aliases has {len(aliases)} entries; give at most {MAX_ALIASES}.")
        kept, redacted = (None, ()) if details is None else clean_details(details)
        return define(
            self._writer, self._namespaces(), checked_name(name, "name"),
            type_=None if type is None else checked_name(type, "type"),
            aliases=[checked_name(one, "aliases") for one in aliases], details=kept, redacted=redacted,
        )  # fmt: skip

    @operation(effect="write")
    def relate(
        self,
        source: str,
        type: str,  # noqa: A002 - the name of the field
        target: str,
        *,
        weight: Weight | None = None,
        valid_from: When | None = None,
        valid_to: When | None = None,
        details: dict[str, Any] | None = None,
    ) -> GraphChange:
        """State how one entity is related to another. Entities that are missing are made.

        A relation that is known is changed: what is not given stays as it is. The same relation at another time,
        before or after, is one of its own.

        Args:
            source: Where it starts: a name, alias or id.
            type: What relates them, such as "works_at"; written in small letters, words joined by "_".
            target: Where it leads: a name, alias or id.
            weight: How strong it is, from above 0 to 1000; 1 when not given.
            valid_from: When it became true; when it is recorded, if not given.
            valid_to: When it stopped, or stops, being true.
            details: Further values of your own, as JSON, in place of the old ones.

        Raises:
            InvalidInput: When an entity is related to itself, the times are exchanged, or a name is wrong.
        """
        given = {name: value for name, value in locals().items() if name != "self"}
        return relate_all(self._writer, self._namespaces(), "relate", [self._statement(StatedRelation(**given))])

    @operation(effect="write")
    def relate_many(self, items: Items) -> GraphChange:
        """State many relations, as one change. Nothing is kept when one of them is wrong.

        Args:
            items: Mappings with the arguments of `relate`; at most 10,000.

        Raises:
            InvalidInput: Naming the first wrong item by its number, from 1.
        """
        if isinstance(items, str | bytes | Mapping) or not isinstance(items, Iterable):
            raise InvalidInput("items is one value; give a list.")
        listed = list(islice(items, MAX_RELATIONS + 1))
        if len(listed) > MAX_RELATIONS:
            raise InvalidInput(f"items has more than {MAX_RELATIONS:,} relations; give them in several calls.")
        statements = [self._item_statement(number, item) for number, item in enumerate(listed, 1)]
        return relate_all(self._writer, self._namespaces(), "relate_many", statements)

    def _item_statement(self, number: int, item: object) -> Statement:
        if not isinstance(item, Mapping):
            raise InvalidInput(f"item {number}: give a mapping with `source`, `type` and `target`.")
        try:
            return self._statement(StatedRelation.model_validate(dict(item)))
        except ValidationError as error:
            raise InvalidInput(f"item {number}: {explain(error, list(StatedRelation.model_fields))}") from None
        except InvalidInput as error:
            raise InvalidInput(f"item {number}: {error}") from None

    def _statement(self, given: StatedRelation) -> Statement:
        return checked_statement(
            given.source, given.type, given.target, weight=given.weight,
            valid_from=self._moment(given.valid_from, "valid_from"),
            valid_to=self._moment(given.valid_to, "valid_to", end=True), details=given.details,
        )  # fmt: skip

    @operation(effect="write")
    def unrelate(
        self,
        source: str,
        type: str,  # noqa: A002 - the name of the field
        target: str,
        *,
        at: When | None = None,
        mistaken: bool = False,
    ) -> GraphChange:
        """Say that a relation is over: from then on it is not true any more, `as_of` still shows it before.

        Args:
            source: Where it starts: a name, alias or id.
            type: What relates them.
            target: Where it leads: a name, alias or id.
            at: When it ended; now when not given.
            mistaken: It never was true: put it away altogether.

        Raises:
            NotFound: When an entity or the relation is unknown.
            InvalidInput: When the relation began later than it shall end.
        """
        ends = asked_name(source, "source"), checked_type(type), asked_name(target, "target")
        return unrelate(self._writer, self._namespaces(), ends, self._moment(at, "at"), mistaken=mistaken)

    @operation(effect="read", positional="name")
    def neighbours(
        self,
        name: str,
        *,
        depth: Depth = 1,
        types: Names | None = None,
        direction: Direction = "both",
        as_of: When | None = None,
        known_at: When | None = None,
        limit: EntityLimit = 50,
    ) -> Neighbours:
        """Give the entities near one, the nearest and most strongly related first.

        Args:
            name: Where to start: a name, alias or id.
            depth: So many steps at most.
            types: Only by relations of these types.
            direction: Along relations ("out"), against them ("in"), or either way ("both").
            as_of: Walk relations that were true in the world at this time; a day means its end.
            known_at: Walk the graph as it was known here at this time.
            limit: At most so many entities.

        Raises:
            NotFound: When the entity is unknown.
            InvalidInput: When more relations lie near than can be read.
        """
        return neighbours_of(
            self._graph(as_of, known_at), asked_name(name, "name"), depth=depth, types=_types(types),
            direction=direction, limit=limit,
        )  # fmt: skip

    @operation(effect="read")
    def find_path(
        self,
        source: str,
        target: str,
        *,
        types: Names | None = None,
        max_depth: PathDepth = 5,
        as_of: When | None = None,
        known_at: When | None = None,
    ) -> ShortestPath:
        """Find how two entities are connected: the shortest way between them, along and against relations.

        A relation of weight w is 1/w long, so that strong relations are short; of equally long ways the one with
        fewer steps is given.

        Args:
            source: Where to start: a name, alias or id.
            target: Where to arrive: a name, alias or id.
            types: Only by relations of these types.
            max_depth: So many steps at most.
            as_of: Walk relations that were true in the world at this time; a day means its end.
            known_at: Walk the graph as it was known here at this time.

        Raises:
            NotFound: When one of the entities is unknown.
            InvalidInput: When both are the same, or more relations lie near than can be read.
        """
        return path_between(
            self._graph(as_of, known_at), asked_name(source, "source"), asked_name(target, "target"),
            types=_types(types), max_depth=max_depth,
        )  # fmt: skip

    @operation(effect="write")
    def merge_entities(self, source: str, into: str) -> GraphChange:
        """Make two entities one: aliases, relations and memories of the first go over to the second.

        Relations that become the same are made one, with the greater weight; one that would lead from the entity to
        itself is put away. In the memories about the first, `about` names the second.

        Args:
            source: The entity that goes: a name, alias or id.
            into: The entity that stays: a name, alias or id.

        Raises:
            NotFound: When one of them is unknown.
            InvalidInput: When both are the same, or not all who see the first would see the second.
        """
        return merge(self._writer, self._namespaces(), asked_name(source, "source"), asked_name(into, "into"))

    @operation(effect="write")
    def split_entity(self, name: str, alias: str) -> GraphChange:
        """Take an alias out of an entity and make it an entity of its own.

        Memories go with it whose text has the alias and no other name of the entity. Relations stay where they are.

        Args:
            name: The entity: a name, alias or id.
            alias: The alias that becomes an entity.

        Raises:
            NotFound: When the entity is unknown, or has no such alias.
            InvalidInput: When the alias is its first name.
        """
        return split(self._writer, self._namespaces(), asked_name(name, "name"), asked_name(alias, "alias"))

    @operation(effect="destroy", positional="entity")
    def forget_entity(self, entity: str, *, hard: bool = False) -> EntityForgotten:
        """Put an entity away with its relations; `undo` brings it back. The memories about it stay.

        With `hard` they are erased from every table, journal and file, for good.

        Args:
            entity: A name, alias or id.
            hard: Erase for good. This cannot be undone.

        Raises:
            NotFound: When it is unknown.
        """
        name = asked_name(entity, "entity")
        if not hard:
            return EntityForgotten(**dict(forget(self._writer, self._namespaces(), name)))
        proof = erase(self._store, self._writer.actor, (), things=with_merged(self._graph(), name))
        return EntityForgotten(put_away=proof.erased, change=proof.change, proof=proof)

    def _graph(self, as_of: When | None = None, known_at: When | None = None) -> GraphView:
        return GraphView(
            self._store, self._namespaces(), to_micros(self._utc_now()),
            as_of=self._instant_micros(as_of, "as_of"), known_at=self._instant_micros(known_at, "known_at"),
        )  # fmt: skip


def _types(types: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if types is None else tuple(checked_type(one) for one in types)


def _position(cursor: str | None) -> tuple[int, str] | None:
    if cursor is None:
        return None
    count, mark, name = cursor.partition("~")
    if not mark or not count.isdigit() or len(count) > 18:
        raise InvalidInput(f"cursor is {cursor[:40]!r}; give the one that the page before gave, or none.")
    return int(count), name
