"""Speed of the graph at 100,000 relations, beside a recursive query and a walk over a dictionary of the same run.

    python -m bench.graph [--entities 20000] [--relations 100000]

Half of the relations lead to an entity drawn by its rank (Zipf), so that a few entities have very many. The baselines
know names and nothing else: no times, no types, no namespaces, no limit.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ricordo import Memory
from ricordo.knowledge.graph_answers import Neighbours
from ricordo.knowledge.graph_relations import MAX_RELATIONS
from ricordo.knowledge.graph_signal import names_in_question
from ricordo.timeline import to_micros

WALKS = 200
LIMIT = 1000
RECURSIVE = """
    WITH RECURSIVE near (node, distance) AS (
        VALUES (?, 0) UNION
        SELECT s.there, n.distance + 1 FROM near n JOIN steps s ON s.here = n.node WHERE n.distance < 2)
    SELECT node, min(distance) FROM near GROUP BY node"""
Pairs = list[tuple[str, str]]


def make_pairs(entities: int, relations: int) -> Pairs:
    """Draw the ends of relations, each pair once."""
    dice = random.Random(5)
    weights = [1 / (rank + 10) for rank in range(entities)]
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < relations:
        sources = dice.choices(range(entities), k=relations)
        hubs = dice.choices(range(entities), weights, k=relations)
        for number, (source, hub) in enumerate(zip(sources, hubs, strict=True)):
            target = hub if number % 2 else dice.randrange(entities)
            if source != target and len(pairs) < relations:
                pairs[f"entity {source}", f"entity {target}"] = None
    return list(pairs)


def fill(memory: Memory, pairs: Pairs) -> float:
    """Relate all pairs; gives relations per second."""
    start = time.perf_counter()
    for first in range(0, len(pairs), MAX_RELATIONS):
        chunk = pairs[first : first + MAX_RELATIONS]
        memory.relate_many([{"source": one, "type": "uses", "target": two} for one, two in chunk])
    return len(pairs) / (time.perf_counter() - start)


def steps_both_ways(pairs: Pairs) -> Pairs:
    """Give every pair, and turned round."""
    return pairs + [(two, one) for one, two in pairs]


def recursive_query(pairs: Pairs) -> Callable[[str], int]:
    """Give a walk by one recursive query over a bare table."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE steps (here TEXT, there TEXT)")
    database.executemany("INSERT INTO steps VALUES (?, ?)", steps_both_ways(pairs))
    database.execute("CREATE INDEX steps_here ON steps (here, there)")
    return lambda start: len(database.execute(RECURSIVE, (start,)).fetchall()) - 1


def dictionary_walk(pairs: Pairs) -> Callable[[str], int]:
    """Give a walk over a dictionary of names."""
    steps: dict[str, list[str]] = defaultdict(list)
    for one, two in steps_both_ways(pairs):
        steps[one].append(two)

    def walk(start: str) -> int:
        seen, frontier = {start}, [start]
        for _ in range(2):
            frontier = list({there for here in frontier for there in steps[here]} - seen)
            seen.update(frontier)
        return len(seen) - 1

    return walk


def milliseconds(call: Callable[[str], object], names: Sequence[str]) -> tuple[float, float]:
    """Give the median and the 95th percentile over some names, after one call to warm up."""
    call(names[0])
    times = []
    for name in names:
        start = time.perf_counter()
        call(name)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entities", type=int, default=20_000)
    parser.add_argument("--relations", type=int, default=100_000)
    given = parser.parse_args()
    pairs = make_pairs(given.entities, given.relations)
    dice = random.Random(7)
    names = [f"entity {number}" for number in dice.sample(range(given.entities), WALKS)]
    hubs = [f"entity {number}" for number in range(20)]
    now = to_micros(datetime.now(UTC))
    with (
        tempfile.TemporaryDirectory() as folder,
        Memory(Path(folder) / "memory.db", namespace="user", embedder="none") as memory,
    ):
        print(f"{len(pairs):,} relations of {given.entities:,} entities, {fill(memory, pairs):,.0f} related per second")
        query, walk = recursive_query(pairs), dictionary_walk(pairs)

        def two_away(name: str) -> Neighbours:
            return memory.neighbours(name, depth=2, limit=LIMIT)

        def names_for_recall(name: str) -> dict[str, float]:
            question = f"what does {name} use in production, and since when?"
            return names_in_question(memory._store, ("user",), question, now)  # noqa: SLF001 - as recall will call it

        reached = statistics.median(len(two_away(name).found) for name in names)
        print(f"depth 2, at most {LIMIT:,}: {reached:,.0f} entities reached (median)")
        base = min(milliseconds(query, names)[0] for _ in range(3))
        rows: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
            "neighbours depth 1": (memory.neighbours, names),
            "neighbours depth 2": (lambda name: memory.neighbours(name, depth=2), names),
            f"neighbours depth 2, {LIMIT:,}": (two_away, names),
            f"neighbours depth 2, {LIMIT:,}, hubs": (two_away, hubs),
            "find_path": (lambda name: memory.find_path(name, "entity 1"), names),
            "entity": (memory.entity, names),
            "entities, a part of a name": (memory.entities, names[:20]),
            "names for recall": (names_for_recall, names),
            "recursive query, depth 2": (query, names),
            "recursive query, depth 2, hubs": (query, hubs),
            "dictionary walk, depth 2": (walk, names),
        }
        print(f"{'':40s} {'median ms':>10s} {'p95 ms':>10s} {'/ recursive query':>18s}")
        for title, (call, asked) in rows.items():
            median, slow = milliseconds(call, asked)
            print(f"{title:40s} {median:10.3f} {slow:10.3f} {median / base:18.2f}")


if __name__ == "__main__":
    main()
