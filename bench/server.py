"""The MCP server beside a server of the bare SDK: time to the list of tools, memory, first calls, a look for changes.

    python -m bench.server [--rounds 5] [--memories 10000]

Every figure is of a fresh process over standard input and output; the two servers take turns.
"""

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ricordo import Memory

BARE = """
from mcp.server import MCPServer
server = MCPServer("bare")
@server.tool()
def add(a: int, b: int) -> int:
    return a + b
server.run("stdio")
"""
MOST_BARE = 1.5
"""A client waits at most so many times as long as for a server of the bare SDK."""
MOST_IDLE_MB = 120
MOST_RECALLING_MB = 300
QUESTIONS = 50
QUESTION = "which database runs on staging"


class Server:
    """A server as a client sees it."""

    def __init__(self, command: Sequence[str]) -> None:
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        who = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}
        self.ask("initialize", who)
        self.handshake_seconds = time.perf_counter() - start
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        self.ask("tools/list", {})
        self.list_seconds = time.perf_counter() - start

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdout
        self.send({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        result: dict[str, Any] = json.loads(self.process.stdout.readline())["result"]
        return result

    def recall(self, query: str) -> tuple[float, str | None]:
        """Give the seconds and the notice of a recall."""
        start = time.perf_counter()
        answer = self.ask("tools/call", {"name": "recall", "arguments": {"query": query}})
        return time.perf_counter() - start, answer["structuredContent"].get("notice")

    def resident_mb(self) -> float:
        lines = Path(f"/proc/{self.process.pid}/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(30)


@contextlib.contextmanager
def server(*command: str) -> Iterator[Server]:
    """Start a server and end it as a client does."""
    running = Server([sys.executable, *command])
    try:
        yield running
    finally:
        running.end()


def starts(ours: Sequence[str], rounds: int) -> bool:
    """Time both servers in turns, from the start of the process to the handshake and to the list of tools."""
    commands = {"bare SDK": ("-c", BARE), "ricordo": ours}
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, command in commands.items():
            with server(*command) as running:
                seconds[name, "handshake"].append(running.handshake_seconds)
                seconds[name, "tools/list"].append(running.list_seconds)
    holds = True
    for what in ("handshake", "tools/list"):
        bare, own = (statistics.median(seconds[name, what]) for name in commands)
        print(f"{what:10} bare SDK {bare * 1000:5.0f} ms, ricordo {own * 1000:5.0f} ms, "
              f"ratio {own / bare:.2f} (at most {MOST_BARE})")  # fmt: skip
        holds = holds and own / bare <= MOST_BARE
    return holds


def first_calls(ours: Sequence[str]) -> None:
    """Time the first call: at once after the list of tools, and when there was time to load what it needs."""
    for pause in (0.0, 3.0):
        with server(*ours) as running:
            time.sleep(pause)
            start = time.perf_counter()
            running.ask("tools/call", {"name": "list", "arguments": {"limit": 1}})
            print(f"first call {pause:.0f} s after the list {(time.perf_counter() - start) * 1000:5.0f} ms")


def recalls(ours: Sequence[str]) -> bool:
    """Measure memory before and after the first vector recall, and how long recalls take."""
    with server(*ours) as running:
        running.ask("tools/call", {"name": "list", "arguments": {"limit": 1}})
        idle = running.resident_mb()
        first, notice = running.recall(QUESTION)
        print(f"first recall {first * 1000:.0f} ms: {notice}")
        while notice:
            time.sleep(0.1)
            _, notice = running.recall(QUESTION)
        times = [running.recall(f"{QUESTION} {number}")[0] for number in range(QUESTIONS)]
        after = running.resident_mb()
    print(f"recall with vectors {statistics.median(times) * 1000:.1f} ms (median of {QUESTIONS})")
    print(f"memory {idle:.0f} MB before the first recall (at most {MOST_IDLE_MB}), {after:.0f} MB after "
          f"(at most {MOST_RECALLING_MB})")  # fmt: skip
    return idle <= MOST_IDLE_MB and after <= MOST_RECALLING_MB


def looks(path: str) -> None:
    """Time how a server looks for changes, once a second, as long as somebody has subscribed to something."""
    with Memory(path, namespace="user", embedder="none") as memory:
        start = memory.changes_since().sequence
        unchanged = timed(lambda: memory.changes_since(start))
        memory.remember("Machine 5 was moved to rack 9")
        changed = timed(lambda: memory.changes_since(start))
    print(f"look for changes {unchanged * 1000:.3f} ms, {changed * 1000:.3f} ms after one (median of {QUESTIONS})")


def timed(act: Callable[[], object]) -> float:
    """Give the median of the seconds that something takes."""
    seconds = []
    for _ in range(QUESTIONS):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> int:
    """Measure, and say whether the bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memories", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "bench.db")
        with Memory(path, namespace="user") as memory:
            memory.remember_many(
                f"Machine {number} of rack {number % 97} runs on port {number}" for number in range(given.memories)
            )
        ours = ("-m", "ricordo", "serve", "--path", path, "--namespace", "user")
        holds = [starts(ours, given.rounds), recalls(ours)]
        first_calls(ours)
        looks(path)
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
