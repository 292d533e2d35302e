"""The graph as it is, as it was in the world at an instant, or as it was known at one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ricordo.errors import Ambiguous, NotFound
from ricordo.knowledge.graph_names import suggestion
from ricordo.knowledge.graph_walk import MAX_EDGES, EdgesOf
from ricordo.model import Entity, MemoryRecord, Relation
from ricordo.storage.base import Store
from ricordo.storage.edges import Direction, Edge, EdgeFilter
from ricordo.storage.filter import Filter
from ricordo.text.patterns import lazy
from ricordo.timeline import to_micros

# Ids begin with a digit, names hardly ever do: looking through all ids for every new name would be slow.
_ID_PREFIX = lazy("[0-7][0-9A-HJKMNP-TV-Z]{5,25}")
_PAGE = 200


@dataclass(slots=True)
class GraphView:
    """Reads entities, relations and observations.

    Attributes:
        store: Where they are.
        namespaces: What the scope reads; a name in the first one comes before the same name in the next.
        now: The present in microseconds.
        as_of: What was true in the world then; None for what is true at `known_at`, or now.
        known_at: What was known then; None for now.
    """

    store: Store
    namespaces: tuple[str, ...]
    now: int
    as_of: int | None = None
    known_at: int | None = None
    _past: dict[str, list[Edge]] | None = field(default=None, init=False)

    @property
    def at(self) -> int:
        """The instant at which relations must be true."""
        if self.as_of is not None:
            return self.as_of
        return self.now if self.known_at is None else self.known_at

    # Entities

    def find(self, name: str) -> Entity:
        """Find the entity that has this name, alias, id, or beginning of an id.

        Raises:
            NotFound: When there is none; the nearest name is told.
            Ambiguous: When several have ids that begin so.
        """
        found = self.look_up(name)
        if found is None and self.spelling(name) is not None:
            raise NotFound(f"{name[:60]} is a name in memories, but no entity yet; say what it is with define_entity.")
        if found is None:
            raise NotFound(f"no entity is called {name[:60]}; {suggestion(name, self._all_names())}")
        return found

    def look_up(self, name: str) -> Entity | None:
        """Find the entity that has this name, alias, id, or beginning of an id; None if there is none.

        Raises:
            Ambiguous: When several have ids that begin so.
        """
        return self.named([name]).get(name.casefold()) or self.with_id(name)

    def spelling(self, name: str) -> str | None:
        """Give a name as the newest memory about it spells it; None when no memory is about it."""
        page, _ = self.store.page(Filter(namespaces=self.namespaces, about_any=(name,)), 1)
        labels = page[0].about if page else ()
        return next((label for label in labels if label.casefold() == name.casefold()), None)

    def named(self, names: Iterable[str]) -> dict[str, Entity]:
        """Find entities by their names and aliases; those of the first namespace, and first names, come first."""
        asked = {name.casefold() for name in names}
        found: dict[str, Entity] = {}
        for one in sorted(self._live(names=sorted(asked)), key=lambda one: self.namespaces.index(one.namespace)):
            for name in asked.intersection(one.names):
                known = found.get(name)
                if known is None or (known.namespace == one.namespace and one.name.casefold() == name):
                    found[name] = one
        return found

    def with_id(self, given: str) -> Entity | None:
        """Find the entity that has this id or beginning of an id, or into which that one was merged.

        Raises:
            Ambiguous: When several have ids that begin so.
        """
        prefix = given.strip().upper()
        if not _ID_PREFIX.fullmatch(prefix):
            return None
        if (whole := self.entities([prefix]).get(prefix)) is not None:
            return whole
        every = {one.id: one for one in self.store.things(Entity, self.namespaces, known_at=self.known_at)}
        fitting = {kept.id: kept for one in every if one.startswith(prefix) and (kept := _kept(every, one))}
        if len(fitting) > 1:
            raise Ambiguous(f"the id {given[:40]} fits {', '.join(list(fitting)[:5])}; give more of it.")
        return next(iter(fitting.values()), None)

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Give entities by their ids, without those that are gone."""
        return {one.id: one for one in self._live(ids=sorted(set(ids)))}

    def _live(self, *, ids: Sequence[str] | None = None, names: Sequence[str] | None = None) -> list[Entity]:
        found = self.store.things(Entity, self.namespaces, ids=ids, names=names, known_at=self.known_at)
        return [one for one in found if one.is_live]

    def _all_names(self) -> list[str]:
        names = [name for one in self._live() for name in (one.name, *one.aliases)]
        return names + [one.label for one in self.store.mentions(self.namespaces)]

    # Relations

    def relations(self, ids: Sequence[str]) -> list[Relation]:
        """Give relations by their ids."""
        return self.store.things(Relation, self.namespaces, ids=ids, known_at=self.known_at)

    def relations_at(self, entity_id: str, limit: int) -> tuple[list[Relation], bool]:
        """Give the strongest relations of an entity that are in force, the newest first, and whether there are more."""
        edges = sorted(self.edges_of("both", None)([entity_id]), reverse=True)
        edges.sort(key=lambda edge: -edge.weight)
        places = {edge.id: place for place, edge in enumerate(edges[:limit])}
        return sorted(self.relations(list(places)), key=lambda one: places[one.id]), len(edges) > limit

    def edges_of(self, direction: Direction, types: tuple[str, ...] | None) -> EdgesOf:
        """Give the function by which a walk reads this graph.

        Args:
            direction: Which way it may leave an entity.
            types: By which relations; None for all.
        """
        if self.known_at is not None:
            return lambda ends: self._past_edges(ends, direction, types)
        where = EdgeFilter(self.namespaces, self.at, direction, types, MAX_EDGES + 1)
        return lambda ends: self.store.edges(ends, where)

    def _past_edges(self, ends: Sequence[str], direction: Direction, types: tuple[str, ...] | None) -> list[Edge]:
        if self._past is None:
            self._past = self._read_past()
        chosen = []
        for end in ends:
            for edge in self._past.get(end, ()):
                leaves = direction == "both" or (edge.source if direction == "out" else edge.target) == end
                if leaves and (types is None or edge.type in types):
                    chosen.append(edge)
        return chosen

    def _read_past(self) -> dict[str, list[Edge]]:
        """Read all relations as they were known, by both ends: the journal is read as a whole, so once is enough."""
        edges: dict[str, list[Edge]] = {}
        for one in self.store.things(Relation, self.namespaces, known_at=self.known_at):
            if was_in_force(one, self.at):
                edge = Edge(one.id, one.source, one.target, one.type.casefold(), one.weight)
                for end in (one.source, one.target):
                    edges.setdefault(end, []).append(edge)
        return edges

    # Observations

    def observations(self, names: Sequence[str], limit: int) -> tuple[list[MemoryRecord], bool]:
        """Give the newest memories about one of these names, and whether there are more."""
        where = Filter(
            namespaces=self.namespaces, about_any=tuple(names), valid_at=self.as_of,
            states=("live",) if self.as_of is None else None,
        )  # fmt: skip
        found: list[MemoryRecord] = []
        for record in self._matching(where):
            if self.as_of is not None or not _is_over(record, self.at):
                found.append(record)
            if len(found) > limit:
                break
        return found[:limit], len(found) > limit

    def _matching(self, where: Filter) -> Iterable[MemoryRecord]:
        if self.known_at is not None:
            yield from self.store.records_at(where, self.known_at)
            return
        cursor: str | None = None
        while True:
            page, cursor = self.store.page(where, _PAGE, cursor)
            yield from page
            if cursor is None:
                return


def _kept(every: Mapping[str, Entity], entity_id: str) -> Entity | None:
    """Follow an entity through the merges to the one that is left."""
    one = every.get(entity_id)
    while one is not None and not one.is_live:
        one = every.get(one.merged_into or "")
    return one


def was_in_force(relation: Relation, at: int) -> bool:
    """Tell whether a relation is live and was true in the world at an instant (microseconds)."""
    ended = relation.valid_to is not None and to_micros(relation.valid_to) <= at
    return relation.is_live and to_micros(relation.began_at) <= at and not ended


def _is_over(record: MemoryRecord, at: int) -> bool:
    return any(end is not None and to_micros(end) <= at for end in (record.valid_to, record.expires_at))
