"""Let four servers of different clients and the command line use one file at once, and look for what got lost.

    python -m scripts.share_one_file [--seconds 60]

Every answer must be a good one; at the end every memory must have the text and the state that its writer knows, the
store must prove whole, and no server may be left.
"""

import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import anyio
from mcp import Client, StdioServerParameters
from mcp_types import Implementation

from ricordo import Memory
from ricordo.errors import NotFound

CLIENTS = {"codex": "legacy", "gemini": "legacy", "opencode": "auto", "copilot": "2026-07-28"}
"""The clients, and how each speaks the protocol."""
RICORDO = (sys.executable, "-m", "ricordo")
NAMESPACE = "project/shop"
WORDS = ("lamp", "harbour", "invoice", "staging", "queue", "kernel", "violet", "ladder", "cache", "tenant", "copper")


@dataclass
class Ledger:
    """What happened, and what must be there afterwards."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: collections.defaultdict(list))
    texts: dict[str, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def note(self, what: str, start: float) -> None:
        """Take down how long a call took."""
        self.seconds[what].append(time.perf_counter() - start)

    def compare(self, memory: Memory) -> None:
        """Compare what is there with what must be."""
        for known, text in self.texts.items():
            try:
                found = memory.get(known)[0]
            except NotFound:
                self.problems.append(f"{known} is lost")
                continue
            if found.text != text:
                self.problems.append(f"{known} says {found.text!r} and not {text!r}")
            if (found.state == "archived") != (known in self.away):
                self.problems.append(f"{known} is {found.state}")


@dataclass
class Agent:
    """One client with its server: it remembers, asks, changes and puts away, each as often as agents may."""

    name: str
    client: Client
    ledger: Ledger
    dice: random.Random
    mine: list[str] = field(default_factory=list)

    async def take_turn(self) -> None:
        """Make one call or two."""
        await self.dice.choice([self.remember, self.remember, self.recall, self.recall, self.change, self.put_away])()

    async def remember(self) -> None:
        """Remember something that nobody else does."""
        text = statement(self.name, self.dice)
        answer = await self.call("remember", text=text)
        if answer.get("status") != "duplicate":
            self.ledger.texts[answer["id"]] = text
            self.mine.append(answer["id"])

    async def recall(self) -> None:
        """Ask for what anybody may have remembered."""
        await self.call("recall", query=" ".join(self.dice.sample(WORDS, 3)))
        await self.call(self.dice.choice(["list", "context"]))

    async def change(self) -> None:
        """Change the text of something of its own."""
        if self.mine:
            text = statement(self.name, self.dice)
            answer = await self.call("update", id=self.dice.choice(self.mine), text=text)
            self.ledger.texts[answer["id"]] = text

    async def put_away(self) -> None:
        """Put something of its own away, and half the time bring it back."""
        if not self.mine:
            return
        one = self.mine.pop(self.dice.randrange(len(self.mine)))
        answer = await self.call("forget", ids=[one])
        if self.dice.random() < 0.5:
            await self.call("undo", change=answer["change"])
        else:
            self.ledger.away.add(one)

    async def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool, and note an answer that is none."""
        start = time.perf_counter()
        answer = await self.client.call_tool(tool, arguments)
        self.ledger.note(tool, start)
        if answer.is_error or answer.structured_content is None:
            raise Refused(f"{self.name}: {tool}({arguments}): {answer.content}")
        return answer.structured_content


class Refused(Exception):
    """A call had no good answer."""


def statement(name: str, dice: random.Random) -> str:
    """Make a statement like no other."""
    return f"{' '.join(dice.sample(WORDS, 6))} was noted by {name} as number {dice.randrange(10**9)}."


async def use_server(name: str, path: Path, ledger: Ledger, end: float) -> None:
    """Start a server as a client does, and use it until the end."""
    server = StdioServerParameters(
        command=RICORDO[0], args=[*RICORDO[1:], "serve", *opening(path)], env=dict(os.environ)
    )
    who = Implementation(name=name, version="1")
    async with Client(server, mode=CLIENTS[name], client_info=who, read_timeout_seconds=60) as client:
        agent = Agent(name, client, ledger, random.Random(name))
        while time.monotonic() < end:
            try:
                await agent.take_turn()
            except Refused as error:
                ledger.problems.append(str(error))


async def use_commands(path: Path, ledger: Ledger, end: float) -> None:
    """Run one command after the other, each a process of its own."""
    dice = random.Random("cli")
    while time.monotonic() < end:
        text = statement("cli", dice)
        stored = await run_command("remember", text, *opening(path), ledger=ledger)
        if stored.get("id"):
            ledger.texts[stored["id"]] = text
        await run_command("recall", " ".join(dice.sample(WORDS, 3)), *opening(path), ledger=ledger)


async def run_command(*words: str, ledger: Ledger) -> dict[str, Any]:
    """Run a command and give its answer."""
    start = time.perf_counter()
    ran = await anyio.run_process([*RICORDO, *words, "--json"], check=False)
    ledger.note(f"command {words[0]}", start)
    if ran.returncode:
        ledger.problems.append(f"command {words[0]}: {(ran.stdout + ran.stderr).decode()}")
        return {}
    return json.loads(ran.stdout)


def opening(path: Path) -> list[str]:
    """Say which file, and whose memory."""
    return ["--path", str(path), "--namespace", NAMESPACE]


async def use(path: Path, ledger: Ledger, seconds: float) -> None:
    """Let all of them work side by side."""
    end = time.monotonic() + seconds
    async with anyio.create_task_group() as group:
        group.start_soon(use_commands, path, ledger, end)
        for name in CLIENTS:
            group.start_soon(use_server, name, path, ledger, end)


def main() -> int:
    """Let them work, look at what is left, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    seconds = parser.parse_args().seconds
    ledger = Ledger()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RICORDO_HOME"] = folder
        path = Path(folder) / "shared.db"
        anyio.run(use, path, ledger, seconds)
        left = subprocess.run(["pgrep", "-f", str(path)], capture_output=True, text=True).stdout.split()
        ledger.problems += [f"process {one} is left" for one in left]
        with Memory(path, namespace=NAMESPACE) as memory:
            ledger.compare(memory)
            proof = memory.verify()
        ledger.problems += [f"verify: {one}" for one in ([] if proof.ok else proof.checks)]
    for what, taken in sorted(ledger.seconds.items()):
        print(
            f"{what:18} {len(taken):6} calls, median {median(taken) * 1000:5.0f} ms, worst {max(taken) * 1000:5.0f} ms"
        )
    print(
        f"{len(ledger.texts)} memories of {len(CLIENTS)} servers and the command line, {len(ledger.problems)} problems"
    )
    print(*ledger.problems[:20], sep="\n")
    return 1 if ledger.problems else 0


if __name__ == "__main__":
    sys.exit(main())
