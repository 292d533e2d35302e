"""Let the judges of others look at the MCP server: the official conformance suite and the MCP Inspector.

    python -m scripts.judge_clients

They are installed once, into the folder `.judges`. What they are known to find missing stands, with the reason, in
`tests/clients/`.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import uvicorn
from scripts.node import JUDGES, ROOT

from ricordo.surfaces.mcp.http import make_guarded
from ricordo.surfaces.mcp.opened import SharedMemory
from ricordo.surfaces.mcp.profiles import PATH, Profile
from ricordo.surfaces.mcp.server import make_server

EXPECTED = ROOT / "tests" / "clients"
OPENING = {"path": ":memory:", "embedder": "none", "namespace": "user"}
HOST = "127.0.0.1"
LONGEST_SECONDS = 300
CONFORMANCE = {
    "2026-07-28": ("--requirements", "2026-07-28"),
    "2025-11-25": ("--suite", "all", "--spec-version", "2025-11-25"),
}
ERAS = ("legacy", "modern")


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve at a free port, without a token, which the suite cannot send; gives the address."""
    listener, shared = socket.create_server((HOST, 0)), SharedMemory(OPENING)
    application = make_guarded(make_server("full", shared), HOST)
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}{PATH}"
    finally:
        server.should_exit = True
        thread.join()
        shared.close()


def run(name: str, words: Sequence[str]) -> bool:
    """Run a judge, and show what it says when it is not content."""
    # The Inspector gets a place for secrets that it does not have to look for.
    surroundings = {**os.environ, "PATH": JUDGES.search_path, "MCP_INSPECTOR_SECRET_STORE": "memory"}
    start = time.perf_counter()
    ran = subprocess.run(
        [JUDGES.find(words[0]), *words[1:]],
        cwd=JUDGES.folder,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
    )
    verdict = "FAIL" if ran.returncode else "ok  "
    said = f"\n{ran.stdout[-4000:]}\n{ran.stderr[-4000:]}" if ran.returncode else ""
    print(f"{verdict} {name} ({time.perf_counter() - start:.1f} s){said}", flush=True)
    return ran.returncode == 0


def conformance() -> bool:
    """Run the suite in both eras of the protocol against a server over HTTP."""
    content = []
    with served() as url:
        for era, words in CONFORMANCE.items():
            known = str(EXPECTED / f"conformance-{era}.yml")
            asked = ("conformance", "server", "--url", url, *words, "-o", f"out-{era}", "--expected-failures", known)
            content.append(run(f"conformance {era}", asked))
    return all(content)


def inspector() -> bool:
    """Let the Inspector lint the tools of every profile in both eras, and call one, once and under load."""
    given = [f"--{name}={value}" for name, value in OPENING.items()]
    # The Inspector passes on only a few variables by itself.
    surroundings = {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}
    command = ["-m", "ricordo", "serve", *given, "--profile"]
    servers = {
        profile: {"command": sys.executable, "args": [*command, profile], "env": surroundings}
        for profile in get_args(Profile)
    }
    (JUDGES.folder / "servers.json").write_text(json.dumps({"mcpServers": servers}), "utf-8")
    words = ("mcp-inspector", "--cli", "--config", "servers.json", "--server")
    call = ("--method", "tools/call", "--tool-name", "recall", "--tool-args-json", '{"query": "x"}')
    asked = {f"inspector call {era}": (*words, "core", "--protocol-era", era, *call) for era in ERAS}
    for profile in servers:
        for era in ERAS:
            lint = ("--protocol-era", era, "--method", "tools/list", "--strict")
            asked[f"inspector {profile} {era}"] = (*words, profile, *lint)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each starts two programs, which takes longer than its question
        content = list(pool.map(run, asked, asked.values()))
    load = ("--load", "--load-requests", "300", "--load-concurrency", "10")
    content.append(run("inspector 300 calls", (*words, "core", *call, *load)))
    return all(content)


def main() -> int:
    """Ask all judges."""
    JUDGES.install()
    return 0 if all([conformance(), inspector()]) else 1


if __name__ == "__main__":
    sys.exit(main())
