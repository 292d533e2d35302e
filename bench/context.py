"""How long a context takes at 10k and 100k memories, beside a plain recall of the same store in the same run.

Ratios are of processor time: other programs on the machine hardly change them.

    python -m bench.context [--sizes 10000 100000] [--embedder none|bundled]

Memories of all kinds, half of them of the person, half of a project; of 1,000 each one is pinned, and 200 sessions.
"""

import argparse
import os
import random
import tempfile
import time
from pathlib import Path
from typing import get_args

from bench.speed import DISTINCT, Tiled, milliseconds, sentences
from ricordo import Memory
from ricordo.embedding import make_embedder
from ricordo.model import Kind

TIMES = 60
SESSIONS = 200
KINDS = tuple(kind for kind in get_args(Kind) if kind not in ("message", "summary"))


def fill(memory: Memory, texts: list[str]) -> None:
    """Remember the texts as memories of all kinds, and end some sessions."""
    dice = random.Random(11)
    memory.remember_many(
        {
            "text": text,
            "kind": dice.choices(KINDS, weights=[8, 3, 2, 3, 3, 3, 4, 4, 2, 1])[0],
            "scope": dice.choice(("user", "project")),
            "importance": round(dice.random(), 2),
            "pinned": dice.random() < 0.001,
        }
        for text in texts
    )
    for number in range(SESSIONS):
        memory.end_session(memory.start_session().id, f"Session {number}: {texts[number]}", ["go on", texts[-number]])


def measure(size: int, embedder: str, path: Path) -> dict[str, float]:
    """Fill a store of one size and give milliseconds."""
    texts = list(sentences(size))
    dice = random.Random(5)
    tasks = [" ".join(dice.sample(dice.choice(texts).split(), 6)) for _ in range(TIMES)]
    real = make_embedder(embedder)
    given = "none" if real is None else Tiled(real) if size > DISTINCT else real
    with Memory(path, namespace="project/bench", embedder=given) as memory:
        start = time.perf_counter()
        fill(memory, texts)
        figures = {"filling s": time.perf_counter() - start}
        memory.recall(tasks[0])
        found = memory.context()
        figures |= {"tokens": float(found.tokens), "memories told": float(len(found.ids))}
        for name, action in (
            ("context", lambda _: memory.context()),
            ("context of a task", lambda number: memory.context(tasks[number])),
            ("recall", lambda number: memory.recall(tasks[number])),
        ):
            before = time.process_time()
            figures[f"{name} p50 ms"], figures[f"{name} p99 ms"] = milliseconds(action, TIMES)
            figures[f"{name} processor ms"] = (time.process_time() - before) / TIMES * 1000
    with Memory(path, namespace="project/bench", embedder=given) as memory:
        figures["first context of a process ms"], _ = milliseconds(lambda _: memory.context(), 1)
    return figures


def main() -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--embedder", default="none")
    given = parser.parse_args()
    os.environ.setdefault("RICORDO_HOME", tempfile.gettempdir())
    before: tuple[int, float] | None = None
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(size, given.embedder, Path(folder) / "memory.db")
        print(f"\n{size:,} memories, embedder {given.embedder}")
        for name, value in figures.items():
            print(f"  {name:32s} {value:10,.2f}")
        for name in ("context", "context of a task"):
            print(
                f"  {name + ' / recall':32s} {figures[f'{name} p50 ms'] / figures['recall p50 ms']:10,.2f}", flush=True
            )
        if before:
            growth = figures["context p50 ms"] / before[1]
            print(f"  cost of a context from {before[0]:,} to {size:,}: x {growth:.2f}", flush=True)
        before = size, figures["context p50 ms"]


if __name__ == "__main__":
    main()
