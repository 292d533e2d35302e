"""A walk over a graph finds what a naive walk finds."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricordo.errors import InvalidInput
from ricordo.knowledge import graph_walk
from ricordo.knowledge.graph_walk import reach, shortest
from ricordo.storage.edges import Edge

NODES = "abcdefg"
graphs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from((0.25, 0.5, 1.0, 2.0, 8.0))), max_size=16
).map(lambda rows: [Edge(f"{n:03d}", a, b, "t", weight) for n, (a, b, weight) in enumerate(rows) if a != b])


def edges_of(edges):
    return lambda ends: [edge for end in ends for edge in edges if end in (edge.source, edge.target)]


def naive_distances(edges, start, depth):
    distances = {start: 0}
    for distance in range(1, depth + 1):
        for edge in edges:
            for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
                if distances.get(here) == distance - 1 and there not in distances:
                    distances[there] = distance
    del distances[start]
    return distances


def naive_lengths(edges, start, end, depth):
    """Lengths of all ways without repetition."""
    ways = [(start, frozenset((start,)), 0.0)]
    for _ in range(depth):
        longer = []
        for node, seen, length in ways:
            for edge in edges:
                for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
                    if here == node and there not in seen:
                        longer.append((there, seen | {there}, length + 1 / edge.weight))
        yield from (length for node, _, length in longer if node == end)
        ways = longer


@given(graphs, st.integers(1, 5))
def test_a_walk_reaches_what_a_naive_walk_reaches_at_the_same_distance(edges, depth):
    found, more = reach("a", edges_of(edges), depth, 100)
    assert {one.node: one.distance for one in found} == naive_distances(edges, "a", depth)
    assert not more
    assert [one.distance for one in found] == sorted(one.distance for one in found)
    near = {"a": 0} | {one.node: one.distance for one in found}
    for one in found:
        leading = [
            edge
            for edge in edges
            for here, there in ((edge.source, edge.target), (edge.target, edge.source))
            if there == one.node and near.get(here) == one.distance - 1
        ]
        assert one.via.weight == max(edge.weight for edge in leading)


@given(graphs, st.integers(1, 4), st.integers(1, 6))
def test_a_limit_keeps_the_first_and_says_whether_it_left_something_out(edges, depth, limit):
    every, _ = reach("a", edges_of(edges), depth, 100)
    found, more = reach("a", edges_of(edges), depth, limit)
    assert found == every[:limit]
    assert more == (len(every) > limit)


@given(graphs, st.integers(1, 6))
def test_the_shortest_way_is_as_short_as_the_shortest_of_all_ways(edges, depth):
    way = shortest("a", "b", edges_of(edges), depth)
    lengths = list(naive_lengths(edges, "a", "b", depth))
    if way is None:
        assert lengths == []
        return
    assert way.length == pytest.approx(min(lengths))
    assert way.length == pytest.approx(sum(1 / edge.weight for edge in way.edges))
    assert len(way.edges) <= depth
    for (here, there), edge in zip(itertools.pairwise(way.nodes), way.edges, strict=True):
        assert {here, there} == {edge.source, edge.target}


def test_a_strong_detour_is_shorter_than_a_weak_direct_relation_unless_the_steps_are_too_few():
    edges = [Edge("1", "a", "b", "t", 0.25), Edge("2", "a", "c", "t", 1.0), Edge("3", "c", "b", "t", 1.0)]
    assert shortest("a", "b", edges_of(edges), 2).nodes == ("a", "c", "b")
    assert shortest("a", "b", edges_of(edges), 1).nodes == ("a", "b")


def test_of_equally_long_ways_the_one_with_fewer_steps_is_given():
    edges = [Edge("1", "a", "c", "t", 2.0), Edge("2", "c", "b", "t", 2.0), Edge("3", "a", "b", "t", 1.0)]
    assert shortest("a", "b", edges_of(edges), 5).nodes == ("a", "b")


def test_a_walk_that_would_read_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(graph_walk, "MAX_EDGES", 3)
    edges = [Edge(str(n), "a", f"n{n}", "t", 1.0) for n in range(4)]
    with pytest.raises(InvalidInput, match="fewer steps"):
        reach("a", edges_of(edges), 1, 10)
    with pytest.raises(InvalidInput, match="fewer steps"):
        shortest("a", "n1", edges_of(edges), 2)
