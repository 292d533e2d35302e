"""Speed and size at 1k, 10k, 100k and 1M memories, each beside FTS5 alone and a numpy scan in the same run.

    python -m bench.speed [--sizes 1000 10000] [--embedder bundled|none] [--rivals PYTHON]

Texts are made of a Zipf-like vocabulary. Above 20,000 memories the vectors of the first 20,000 texts are used again
with noise, so that a million does not take a quarter of an hour; questions are always embedded for real.
"""

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from ricordo import Embedder, Memory, Model
from ricordo.embedding import make_embedder

DISTINCT = 20_000
WORDS = 14
QUESTIONS = 200
PROBE = """
import json, resource, sys, time
start = time.perf_counter()
from ricordo import Memory
with Memory(sys.argv[1], namespace="bench", embedder=sys.argv[2]) as memory:
    memory.recall(sys.argv[3])
    first = time.perf_counter() - start
    for number in range(20):
        memory.recall(sys.argv[3] + str(number))
    status = open("/proc/self/status").read() if sys.platform.startswith("linux") else ""
resident = [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")]
print(json.dumps({"first": first, "resident": resident[0] if resident else 0.0}))
"""


class Tiled(Embedder):
    """The bundled embedder for questions; for bulk loads real vectors of the first texts, again and again."""

    def __init__(self, real: Embedder) -> None:
        self.real = real
        self.tile: np.ndarray | None = None
        self.noise = np.random.default_rng(7)

    @property
    def model(self) -> Model:
        return self.real.model

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        if len(texts) == 1:
            return self.real.embed(texts)
        if self.tile is None or len(self.tile) < DISTINCT:
            fresh = self.real.embed(texts)
            self.tile = fresh if self.tile is None else np.concatenate([self.tile, fresh])
            return fresh
        picked = self.tile[self.noise.integers(0, len(self.tile), len(texts))]
        moved = picked + self.noise.normal(0, 0.02, picked.shape).astype(np.float32)
        unit: np.ndarray = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        return unit


def sentences(count: int) -> Iterator[str]:
    """Make sentences whose words are as unevenly frequent as those of a language."""
    dice = random.Random(3)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    vocabulary = ["".join(dice.choices(syllables, k=dice.choice((1, 2, 2, 3)))) for _ in range(60_000)]
    weights = np.cumsum(1 / (np.arange(len(vocabulary)) + 3) ** 0.95)
    picks = np.random.default_rng(3)
    for number in range(count):
        places = np.searchsorted(weights, picks.random(WORDS) * weights[-1])
        yield " ".join(vocabulary[place] for place in places) + f" n{number}"


def milliseconds(action: Callable[[int], object], times: int) -> tuple[float, float]:
    """Give median and 99th percentile."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        action(number)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.99)]


def measure(size: int, embedder: str, folder: Path) -> dict[str, float]:
    """Build a store of one size and measure it and the baselines."""
    path = folder / f"{embedder}-{size}.db"
    texts = list(sentences(size))
    dice = random.Random(5)
    questions = [" ".join(dice.sample(dice.choice(texts).split(), 6)) for _ in range(QUESTIONS)]
    figures: dict[str, float] = {}
    real = make_embedder(embedder)
    given = "none" if real is None else Tiled(real) if size > DISTINCT else real
    with Memory(path, namespace="bench", embedder=given) as memory:
        start = time.perf_counter()
        memory.remember_many(texts)
        figures["remember_many per s"] = size / (time.perf_counter() - start)
        memory.recall(questions[0])
        figures["recall p50 ms"], figures["recall p99 ms"] = milliseconds(
            lambda number: memory.recall(questions[number]), QUESTIONS
        )
        figures["remember p50 ms"], figures["remember p99 ms"] = milliseconds(
            lambda number: memory.remember(f"{questions[number]} again {number}", kind="fact"), 60
        )
    figures["bytes per memory"] = sum(file.stat().st_size for file in folder.glob(f"{path.name}*")) / size
    figures |= cold(path, embedder, questions[0])
    if real is not None:
        start = time.perf_counter()
        for first in range(0, min(size, 2048), 512):
            real.embed(texts[first : first + 512])
        figures["embedder alone per s"] = min(size, 2048) / (time.perf_counter() - start)
    return figures | baselines(texts, questions)


def cold(path: Path, embedder: str, question: str) -> dict[str, float]:
    """Measure fresh processes: the command line, and a program that stays."""
    command = [sys.executable, "-m", "ricordo", "--path", str(path), "--namespace", "bench", "--embedder", embedder]
    start = time.perf_counter()
    subprocess.run([*command, "recall", question], check=True, capture_output=True)
    first = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([*command, "recall", question], check=True, capture_output=True)
    second = time.perf_counter() - start
    probe = subprocess.run(
        [sys.executable, "-c", PROBE, str(path), embedder, question], check=True, capture_output=True, text=True
    )
    return {
        "cold recall s": min(first, second),
        "resident MB": json.loads(probe.stdout)["resident"],
    }


def baselines(texts: list[str], questions: list[str]) -> dict[str, float]:
    """Measure FTS5 alone and a plain scan of vectors."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO f VALUES (?)", ((text,) for text in texts))
    match = [" OR ".join(f'"{word}"' for word in question.split()) for question in questions]
    fts, _ = milliseconds(
        lambda number: database.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10", (match[number],)
        ).fetchall(),
        40,
    )
    database.close()
    matrix = np.random.default_rng(1).random((min(len(texts), 200_000), 512), np.float32)
    scan, _ = milliseconds(lambda number: np.argpartition(-(matrix @ matrix[number]), 10)[:10], 20)
    return {"FTS5 alone p50 ms": fts, "numpy scan p50 ms": scan * max(1, len(texts) / 200_000)}


def rivals(python: str, size: int, folder: Path) -> dict[str, float]:
    """Measure the predecessors that are installed in another environment."""
    script = Path(__file__).with_name("rivals.py")
    run = subprocess.run(
        [python, str(script), str(size), str(folder)], capture_output=True, text=True, check=False, timeout=3000
    )
    return dict(json.loads(run.stdout)) if run.returncode == 0 else {}


def report(size: int, embedder: str, figures: dict[str, float]) -> None:
    """Print figures, and ratios to the baselines of this run."""
    print(f"\n{size:,} memories, embedder {embedder}")
    for name, value in figures.items():
        print(f"  {name:28s} {value:12,.2f}")
    fts, scan = figures["FTS5 alone p50 ms"], figures["numpy scan p50 ms"]
    print(f"  recall / FTS5 alone          {figures['recall p50 ms'] / fts:12,.2f}")
    print(f"  recall / (FTS5 + scan)       {figures['recall p50 ms'] / (fts + scan):12,.2f}", flush=True)
    if "embedder alone per s" in figures and size <= DISTINCT:
        share = figures["remember_many per s"] / figures["embedder alone per s"]
        print(f"  remember_many / embedder     {share:12,.2f}", flush=True)


def main() -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--embedder", nargs="*", default=["bundled", "none"])
    parser.add_argument("--rivals", default=None, help="python of an environment with the predecessors")
    given = parser.parse_args()
    os.environ.setdefault("RICORDO_HOME", tempfile.gettempdir())
    for embedder in given.embedder:
        before: tuple[int, float] | None = None
        for size in given.sizes:
            with tempfile.TemporaryDirectory() as folder:
                figures = measure(size, embedder, Path(folder))
                if given.rivals and size <= 10_000 and embedder == given.embedder[0]:
                    figures |= rivals(given.rivals, size, Path(folder))
            report(size, embedder, figures)
            if before:
                growth = figures["recall p50 ms"] / before[1]
                print(f"  cost of a recall from {before[0]:,} to {size:,}: x {growth:.2f}", flush=True)
            before = size, figures["recall p50 ms"]


if __name__ == "__main__":
    main()
