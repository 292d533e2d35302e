"""How long a hook takes as a process of its own at 50k memories, beside a bare Python and one that loads numpy.

    python -m bench.hooks [--size 50000] [--times 20]

Wall time is what a person waits; processor time hardly depends on what else the machine does.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.speed import sentences
from ricordo import Memory

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
        common = {"session_id": f"s{number}", "cwd": str(store.parent), "transcript_path": str(transcript)}
        prompt = f"Please look at this: {texts[number * 97 % len(texts)]}. Then run the tests."
        for event, more in (("SessionStart", {}), ("UserPromptSubmit", {"prompt": prompt}), ("Stop", {})):
            words = ["-m", "ricordo", "hook", "claude-code", event, "--path", str(store), "--namespace", NAMESPACE]
            sent = common | {"session_id": f"{event}{number}"} | more
            found.setdefault(event, []).append(run(words, json.dumps(sent)))
        found.setdefault("python", []).append(run(["-c", "pass"]))
        found.setdefault("python, numpy", []).append(run(["-c", "import numpy"]))
    return found


def main() -> int:
    """Print wall and processor time of each hook, and its ratio to a bare Python."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    os.environ["RICORDO_HOME"] = tempfile.mkdtemp()
    with tempfile.TemporaryDirectory() as folder:
        store, texts = Path(folder) / "memory.db", list(sentences(given.size))
        with Memory(store, namespace=NAMESPACE, embedder="none") as memory:
            memory.remember_many(texts)
            memory.recall(texts[0])
        found = measure(store, texts, given.times)
    bare = statistics.median(used for _, used in found["python"])
    print(f"{given.size:,} memories, median of {given.times}; the least wall time in brackets")
    for name, timed in found.items():
        walls, used = [wall for wall, _ in timed], statistics.median(one for _, one in timed)
        print(
            f"{name:18} wall {statistics.median(walls):5.0f} ms ({min(walls):4.0f})"
            f"   processor {used:5.0f} ms   {used / bare:4.1f} x python"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
