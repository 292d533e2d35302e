"""How long a hook takes as a process of its own at 50k memories, beside a bare Python and one that loads numpy.

    python -m bench.hooks [--size 50000] [--times 20]

Wall time is what a person waits; processor time hardly depends on what else the machine does. A prompt is timed without
a server, with one that knows its vectors, and with one that hangs. What the answers are worth measures `bench.prompts`.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.server import Server, server
from bench.speed import Tiled, sentences
from ricordo import Memory
from ricordo.embedding import BundledEmbedder

NAMESPACE = "bench"
TURNS = 30


def run(words: list[str], sent: str = "") -> tuple[float, float]:
    """Run a process and give its wall and processor time in milliseconds."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *words], input=sent.encode(), stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * wall, 1000 * used


def measure(store: Path, texts: list[str], times: int) -> dict[str, list[tuple[float, float]]]:
    """Time every kind of process, in turn, so that all meet the same machine."""
    transcript = store.with_suffix(".jsonl")
    said = [{"type": "user", "message": {"content": f"Look at part {turn}."}} for turn in range(TURNS)]
    transcript.write_text("".join(json.dumps(one) + "\n" for one in said), "utf-8")
    found: dict[str, list[tuple[float, float]]] = {}
    for number in range(times):
        for event in ("SessionStart", "Stop"):
            found.setdefault(event, []).append(call(event, store, {"session_id": f"{event}{number}"}))
        for name, prompt in prompts(texts, number).items():
            found.setdefault(name, []).append(call("UserPromptSubmit", store, {"prompt": prompt}))
        found.setdefault("python", []).append(run(["-c", "pass"]))
        found.setdefault("python, numpy", []).append(run(["-c", "import numpy"]))
    return found | measure_served(store, texts, times)


def measure_served(store: Path, texts: list[str], times: int) -> dict[str, list[tuple[float, float]]]:
    """Time the prompts beside a server that has answered before, and beside one that hangs."""
    found: dict[str, list[tuple[float, float]]] = {}
    with server("-m", "ricordo", "serve", "--path", str(store), "--namespace", NAMESPACE) as running:
        wait_for_vectors(running)
        for state in ("with a server", "server hangs"):
            if state == "server hangs":
                os.kill(running.process.pid, signal.SIGSTOP)
            for number in range(times):
                for name, prompt in prompts(texts, number).items():
                    sent = {"session_id": f"{state}{number}", "prompt": prompt}
                    found.setdefault(f"{name}, {state}", []).append(call("UserPromptSubmit", store, sent))
        os.kill(running.process.pid, signal.SIGCONT)
    return found


def wait_for_vectors(running: Server) -> None:
    while running.recall("what is there")[1]:
        time.sleep(0.1)


def call(event: str, store: Path, more: dict[str, str]) -> tuple[float, float]:
    """Call a hook as a client does."""
    words = ["-m", "ricordo", "hook", "claude-code", event, "--path", str(store), "--namespace", NAMESPACE]
    sent = {"cwd": str(store.parent), "transcript_path": str(store.with_suffix(".jsonl"))} | more
    return run(words, json.dumps({"session_id": f"{event}{time.time_ns()}"} | sent))


def prompts(texts: list[str], number: int) -> dict[str, str]:
    """Give a prompt of two sentences and one of eight."""
    chosen = [texts[(number * 97 + 13 * place) % len(texts)] for place in range(8)]
    return {"prompt": f"Please look at this: {chosen[0]}. Then run the tests.", "long prompt": ". ".join(chosen)}


def main() -> int:
    """Print wall and processor time of each hook, and its ratio to a bare Python."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    os.environ["RICORDO_HOME"] = tempfile.mkdtemp()
    with tempfile.TemporaryDirectory() as folder:
        store, texts = Path(folder) / "memory.db", list(sentences(given.size))
        with Memory(store, namespace=NAMESPACE, embedder=Tiled(BundledEmbedder())) as memory:
            memory.remember_many(texts)
        with Memory(store, namespace=NAMESPACE) as memory:
            memory.recall(texts[0])
            memory.end_session(memory.start_session().id, "We looked around.", ["mend the importer", "call Ana"])
        found = measure(store, texts, given.times)
    bare = statistics.median(used for _, used in found["python"])
    print(f"{given.size:,} memories, median of {given.times}; the least wall time in brackets")
    for name, timed in found.items():
        walls, used = [wall for wall, _ in timed], statistics.median(one for _, one in timed)
        print(
            f"{name:28} wall {statistics.median(walls):5.0f} ms ({min(walls):4.0f})"
            f"   processor {used:5.0f} ms   {used / bare:4.1f} x python"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
