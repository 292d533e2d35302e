"""Let real agents use the memory, without an account and without the network: Codex, Gemini CLI, OpenCode, Copilot CLI.

    python -m scripts.real_clients [CLIENT ...]

They are installed once (1 GB), in the versions of `tests/clients/agents/package.json`. They run in a home of their own,
set up by `ricordo install`, with a model that follows our script on the loopback (`tests/clients/scripted_model.py`),
and have the same things to show:

- what was remembered before they came, by the command line or by another agent, is in the answer of `recall` that their
  model is sent;
- what the hooks tell is in the first request: a standing instruction at the start, with a prompt what answers it. So is
  the block in their memory file;
- what their model tells `remember`, and what the person wishes to be remembered, is found again by the command line.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scripts.node import AGENTS
from tests.clients.scripted_model import MODEL, Call, ScriptedModel

from ricordo.surfaces.setup.block import BEGIN

RICORDO = (sys.executable, "-m", "ricordo")
LONGEST_SECONDS = 180
CAPTURE_SECONDS = 20
RULE = "Never offer umbrellas in the shop."
ASIDE = "The landlord of the warehouse changed the locks on 3 March 2026."
ASIDE_QUESTION = "When did the landlord of the warehouse change the locks?"
STOCK = "\n".join(f"Lamp number {number} stands on shelf {number % 7} in the store room." for number in range(60))
"""So much that a session is not told everything at its start."""


class Setting(NamedTuple):
    """What a client needs to know of its model; the rest is written by `ricordo install`."""

    files: Mapping[str, str]
    """The text of each file, by its path below the home."""
    environment: Mapping[str, str] = {}


@dataclass(frozen=True)
class Fact:
    """Something to remember, and the question that it answers."""

    text: str
    question: str


@dataclass(frozen=True)
class Client:
    """A client: how it is set up and started, and what its model remembers."""

    command: Sequence[str]
    setting: Callable[[str], Setting]
    fact: Fact
    wish: str
    """What the person wishes to be remembered."""


def codex(url: str) -> Setting:
    """Codex starts the first turn without a server that is not ready within a second, unless told to wait."""
    text = f"""
model = "{MODEL}"
model_provider = "{MODEL}"
check_for_update_on_startup = false
mcp_optional_startup_grace_ms = 0

[analytics]
enabled = false

[features]
plugins = false
apps = false

[model_providers.{MODEL}]
name = "{MODEL}"
base_url = "{url}/v1"
wire_api = "responses"
"""
    return Setting({".codex/config.toml": text})


def gemini(url: str) -> Setting:
    """Gemini CLI starts a server in trusted folders only."""
    settings = {
        "security": {"auth": {"selectedType": "gemini-api-key"}},
        "privacy": {"usageStatisticsEnabled": False},
        "telemetry": {"enabled": False},
        "general": {"enableAutoUpdate": False},
    }
    environment = {"GEMINI_API_KEY": "none", "GOOGLE_GEMINI_BASE_URL": url, "GEMINI_CLI_TRUST_WORKSPACE": "true"}
    return Setting({".gemini/settings.json": json.dumps(settings)}, environment)


def opencode(url: str) -> Setting:
    """OpenCode brings the provider with it."""
    options = {"baseURL": f"{url}/v1", "apiKey": "none"}
    provider = {"npm": "@ai-sdk/openai-compatible", "options": options, "models": {MODEL: {}}}
    settings = {
        "autoupdate": False,
        "share": "disabled",
        "model": f"{MODEL}/{MODEL}",
        "provider": {MODEL: provider},
        "enabled_providers": [MODEL],
    }
    environment = {"OPENCODE_DISABLE_MODELS_FETCH": "1", "OPENCODE_DISABLE_AUTOUPDATE": "1"}
    return Setting({".config/opencode/opencode.json": json.dumps(settings)}, environment)


def copilot(url: str) -> Setting:
    """Copilot CLI takes a model of one's own by its environment."""
    model = {"COPILOT_PROVIDER_BASE_URL": f"{url}/v1", "COPILOT_PROVIDER_API_KEY": "none", "COPILOT_MODEL": MODEL}
    return Setting({}, model | {"COPILOT_OFFLINE": "true"})


FIRST = Fact("The staging database of the shop is PostgreSQL 17.", "which database does staging use?")
CLIENTS = {
    "codex": Client(
        ("exec", "--json", "--dangerously-bypass-approvals-and-sandbox", "--dangerously-bypass-hook-trust"),
        codex,
        Fact("Deploys of the shop happen on Thursdays after the stand-up.", "when do deploys happen?"),
        "lamps are wrapped in rice paper",
    ),
    "gemini": Client(
        ("--approval-mode=yolo", "--model=gemini-2.5-flash", "--prompt"),
        gemini,
        Fact("Invoices are rendered with the Typst compiler.", "how are invoices rendered?"),
        "returns are free for 30 days",
    ),
    "opencode": Client(
        ("run", "--format=json"),
        opencode,
        Fact("The mascot of the shop is a heron called Ada.", "what is the mascot of the shop?"),
        "the warehouse closes at six on Fridays",
    ),
    "copilot": Client(
        ("--allow-all-tools", "--prompt"),
        copilot,
        Fact("The load balancer drops connections after 90 idle seconds.", "when does the load balancer drop them?"),
        "gift cards never expire",
    ),
}


class Place:
    """A home, a project in it, and the memory that whoever lives there shares."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.project = home / "shop"
        self.project.mkdir()
        subprocess.run(["git", "init", "--quiet", str(self.project)], check=True)
        self.run("remember", ASIDE, "--kind=fact", "--importance=0.1")
        (home / "stock.txt").write_text(STOCK, "utf-8")
        self.run("remember-many", "--lines", str(home / "stock.txt"))
        self.run("remember", RULE, "--kind=instruction")
        self.run("remember", FIRST.text)
        if ASIDE in self.run("context"):
            raise SystemExit("the start of a session tells all that is known: nothing is left for the hook of a prompt")

    def environment(self, model: ScriptedModel, more: Mapping[str, str]) -> dict[str, str]:
        """Leave out what is ours, and send whoever wants to leave this machine to the model, who turns them away."""
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), model.url)
        local = dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")
        return self._surroundings() | proxies | local | {"PATH": AGENTS.search_path} | dict(more)

    def agents_of(self, text: str) -> set[str]:
        """Say who remembered something, as the command line knows it."""
        listed = json.loads(self.run("list", "--json"))["memories"]
        return {one["agent"] for one in listed if text.casefold() in one["text"].casefold()}

    def run(self, *words: str) -> str:
        """Run a command of the library, as the person would in the project."""
        ran = subprocess.run(
            [*RICORDO, *words], cwd=self.project, env=self._surroundings(), check=True, capture_output=True, text=True
        )
        return ran.stdout

    def _surroundings(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def judge(name: str, place: Place, known: Fact) -> list[str]:
    """Run a client, and say what it did not show."""
    client = CLIENTS[name]
    script = (Call("recall", {"query": known.question}), Call("remember", {"text": client.fact.text}))
    with ScriptedModel(script) as model:
        setting = client.setting(model.url)
        for path, text in setting.files.items():
            (place.home / path).parent.mkdir(parents=True, exist_ok=True)
            (place.home / path).write_text(text, "utf-8")
        place.run("install", name, "--memory-file")
        start = time.perf_counter()
        ran = subprocess.run(
            [AGENTS.find(name), *client.command, f"{ASIDE_QUESTION} Remember that {client.wish}."],
            cwd=place.project,
            env=place.environment(model, setting.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
        )
        seconds = time.perf_counter() - start
    missing = [*_not_told(model, known), *_not_kept(name, client, place)]
    wanted = f"; turned away: {', '.join(sorted(set(model.turned_away)))}" if model.turned_away else ""
    print(f"{'FAIL' if missing else 'ok  '} {name} ({seconds:.1f} s, {len(model.asked)} requests{wanted})", flush=True)
    if missing:
        print(*missing, f"exit code {ran.returncode}", ran.stdout[-2000:], ran.stderr[-2000:], sep="\n")
    return missing


def _not_told(model: ScriptedModel, known: Fact) -> list[str]:
    """Say what the model was not told."""
    with_tools = [one for one in model.asked if one.find("recall")]
    first = with_tools[0].text() if with_tools else ""
    answers = [one.results[0] for one in with_tools if one.results]
    held = {
        "the tools were not offered to the model": bool(with_tools),
        "the block of the memory file is not in the first request": BEGIN in first,
        "what the hook tells at the start is not in the first request": RULE in first,
        "what the hook tells with a prompt is not in the first request": ASIDE in first,
        "what recall found is not in the request after it": bool(answers) and known.text in answers[0],
    }
    return [complaint for complaint, good in held.items() if not good]


def _not_kept(name: str, client: Client, place: Place) -> list[str]:
    """Say what was not kept; the hook leaves the writing to a process of its own."""
    end = time.monotonic() + CAPTURE_SECONDS
    while not place.agents_of(client.wish) and time.monotonic() < end:
        time.sleep(0.5)
    complaints = []
    if name not in place.agents_of(client.fact.text):
        complaints.append("what the model remembered is not known under the name by which the client is installed")
    if not place.agents_of(client.wish):
        complaints.append("what the person wished to be remembered is not known")
    return complaints


def main(names: Sequence[str]) -> int:
    """Let one client after the other remember something, which the next one recalls."""
    AGENTS.install()
    with tempfile.TemporaryDirectory() as home:
        place = Place(Path(home))
        known, failed = FIRST, 0
        for name in names or CLIENTS:
            if judge(name, place, known):
                failed += 1
            else:
                known = CLIENTS[name].fact
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
