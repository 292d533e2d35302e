"""Walks over relations: what lies near an entity, and the shortest way between two. Pure.

The edges come from a function, so that the same walk goes over the present and over any past.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ricordo.errors import InvalidInput
from ricordo.storage.edges import Edge

MAX_EDGES = 200_000
"""A walk that has to read more relations is refused."""
_DIGITS = 9
"""Lengths are compared so exactly: sums of the same numbers in another order are the same length."""
EdgesOf = Callable[[Sequence[str]], list[Edge]]
"""Gives the edges by which a walk may leave these entities."""


class Reached(NamedTuple):
    """An entity that a walk came to."""

    node: str
    distance: int
    via: Edge
    """The strongest relation that leads to it from one step nearer; the oldest of equally strong ones."""


def reach(start: str, edges_of: EdgesOf, depth: int, limit: int) -> tuple[list[Reached], bool]:
    """Walk outwards, breadth first.

    Args:
        start: Where to begin.
        edges_of: The graph.
        depth: So many steps at most.
        limit: So many entities at most: the nearest, of equally near ones the most strongly related.

    Returns:
        What was reached, the nearest first, and whether the limit left something out.

    Raises:
        InvalidInput: When more than `MAX_EDGES` relations would have to be read.
    """
    read = _Reader(edges_of)
    seen, frontier = {start}, [start]
    found: list[Reached] = []
    for distance in range(1, depth + 1):
        if len(found) >= limit:
            return found[:limit], len(found) > limit or _leads_on(read, frontier, seen)
        via: dict[str, Edge] = {}
        for edge in read(frontier):
            for there in (edge.source, edge.target):
                if there not in seen and ((known := via.get(there)) is None or _rank(edge) < _rank(known)):
                    via[there] = edge
        frontier = sorted(via, key=lambda node: (-via[node].weight, node))
        found += [Reached(node, distance, via[node]) for node in frontier]
        seen.update(frontier)
    return found[:limit], len(found) > limit


def _leads_on(read: "_Reader", frontier: Sequence[str], seen: set[str]) -> bool:
    return any(not seen.issuperset((edge.source, edge.target)) for edge in read(frontier))


def _rank(edge: Edge) -> tuple[float, str]:
    return -edge.weight, edge.id


class Way(NamedTuple):
    """A way between two entities."""

    length: float
    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


def shortest(source: str, target: str, edges_of: EdgesOf, max_depth: int) -> Way | None:
    """Find the shortest way of at most `max_depth` steps.

    A relation of weight w is 1/w long: strong relations are short. Of equally long ways the one with fewer steps is
    given. Levels of Bellman and Ford (R. Bellman, On a routing problem, 1958) from both ends: after n rounds every
    length is the least that n steps can give, and only entities whose length has just become less lead on. The end
    that leads on from fewer entities goes first. No way is left to find when the two least lengths that lead on add
    up to a way that is known.

    Raises:
        InvalidInput: When more than `MAX_EDGES` relations would have to be read.
    """
    read = _Reader(edges_of)
    ends = (_End(source), _End(target))
    best: tuple[float, int, str] | None = None
    for _ in range(max_depth):
        near, far = sorted(ends, key=lambda end: len(end.nearer))
        if not near.nearer or (best and near.least + far.least >= best[0]):
            break
        near.go_on(read, best[0] if best else None)
        met = [_joined(near.ways[node], far.ways[node]) for node in near.nearer if node in far.ways]
        best = min([*met, *([best] if best else [])], default=None)
    if best is None:
        return None
    there, back = (end.ways[best[2]] for end in ends)
    return Way(best[0], there.nodes + back.nodes[-2::-1], there.edges + back.edges[::-1])


def _joined(one: Way, other: Way) -> tuple[float, int, str]:
    return round(one.length + other.length, _DIGITS), len(one.edges) + len(other.edges), one.nodes[-1]


class _End:
    """One end of a way, and the shortest ways from it so far."""

    def __init__(self, node: str) -> None:
        self.ways = {node: Way(0.0, (node,), ())}
        self.nearer = dict(self.ways)
        """Those that became shorter in the last round."""

    @property
    def least(self) -> float:
        """Length of the shortest way that leads on."""
        return min(way.length for way in self.nearer.values())

    def go_on(self, read: "_Reader", bound: float | None) -> None:
        """Go one step further on all ways that are shorter than the bound."""
        before, self.nearer = self.nearer, {}
        read.fetch(before)
        for node, way in before.items():
            for edge in read.at(node):
                there = edge.target if edge.source == node else edge.source
                length = round(way.length + 1 / edge.weight, _DIGITS)
                known = self.ways.get(there)
                if (known is None or length < known.length) and (bound is None or length < bound):
                    self.nearer[there] = self.ways[there] = Way(length, (*way.nodes, there), (*way.edges, edge))


class _Reader:
    """Reads edges, counts them, and remembers which lie where."""

    def __init__(self, edges_of: EdgesOf) -> None:
        self._edges_of = edges_of
        self._count = 0
        self._at: dict[str, list[Edge]] = {}

    def __call__(self, nodes: Sequence[str]) -> list[Edge]:
        edges = self._edges_of(nodes)
        self._count += len(edges)
        if self._count > MAX_EDGES:
            raise InvalidInput(f"more than {MAX_EDGES:,} relations lie that near; give `types` or fewer steps.")
        return edges

    def fetch(self, nodes: Iterable[str]) -> None:
        """Read the edges of entities that were not read before."""
        unread = {node for node in nodes if node not in self._at}
        self._at |= {node: [] for node in unread}
        for edge in sorted(set(self(sorted(unread)))) if unread else ():
            for node in unread.intersection((edge.source, edge.target)):
                self._at[node].append(edge)

    def at(self, node: str) -> list[Edge]:
        """Give the edges of an entity, the oldest first."""
        return self._at[node]
