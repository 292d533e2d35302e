"""Let the judges of others look at the MCP server: the official conformance suite and the MCP Inspector.

    python -m scripts.judge_clients

They are installed once, into the folder `.judges`. What they are known to find missing stands, with the reason, in
`tests/clients/`.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import uvicorn
from scripts import node

ROOT = Path(__file__).resolve().parent.parent
JUDGES = ROOT / ".judges"
EXPECTED = ROOT / "tests" / "clients"
PACKAGES = ("@modelcontextprotocol/conformance@0.2.0-alpha.12", "@modelcontextprotocol/inspector@2.12.0")
PORT = 17717
URL = f"http://127.0.0.1:{PORT}/mcp"
OPENING = {"path": ":memory:", "embedder": "none", "namespace": "user"}
SERVE = "--serve-without-token"
CONFORMANCE = {
    "2026-07-28": ("--requirements", "2026-07-28"),
    "2025-11-25": ("--suite", "all", "--spec-version", "2025-11-25"),
}


def serve() -> None:
    """Serve without a token, which the suite cannot send."""
    from ricordo.surfaces.mcp.http import make_guarded
    from ricordo.surfaces.mcp.opened import SharedMemory
    from ricordo.surfaces.mcp.server import make_server

    shared = SharedMemory(OPENING)
    uvicorn.run(make_guarded(make_server("full", shared), "127.0.0.1"), port=PORT, log_level="warning")


def environment() -> dict[str, str]:
    """Give the judges our Node, and the Inspector a place for secrets that it does not have to look for."""
    return {**os.environ, "PATH": node.path(JUDGES), "MCP_INSPECTOR_SECRET_STORE": "memory"}


def run(name: str, *words: str) -> bool:
    """Run a judge and show what it says when it is not content."""
    command = [node.program(JUDGES, words[0]), *words[1:]]
    ran = subprocess.run(command, cwd=JUDGES, env=environment(), capture_output=True, text=True)
    print(f"{'ok  ' if ran.returncode == 0 else 'FAIL'} {name}")
    if ran.returncode:
        print(ran.stdout[-4000:], ran.stderr[-4000:], sep="\n")
    return ran.returncode == 0


def conformance() -> bool:
    """Run the suite in both eras of the protocol against a server over HTTP."""
    server = subprocess.Popen([sys.executable, "-m", "scripts.judge_clients", SERVE], cwd=ROOT)
    try:
        wait_for_server()
        content = []
        for era, words in CONFORMANCE.items():
            known = str(EXPECTED / f"conformance-{era}.yml")
            asked = ("conformance", "server", "--url", URL, *words, "-o", f"out-{era}", "--expected-failures", known)
            content.append(run(f"conformance {era}", *asked))
        return all(content)
    finally:
        server.terminate()
        server.wait()


def wait_for_server() -> None:
    """Wait until it answers, whatever it says."""
    for _ in range(100):
        try:
            urllib.request.urlopen(URL, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def inspector() -> bool:
    """Let the Inspector lint the tools of every profile in both eras, and call one."""
    given = [f"--{name}={value}" for name, value in OPENING.items()]
    profiles = ("core", "full", "read-only", "server-memory", "memento")
    # The Inspector passes on only a few variables by itself.
    surroundings = {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}
    command = ["-m", "ricordo", "serve", *given, "--profile"]
    servers = {
        profile: {"command": sys.executable, "args": [*command, profile], "env": surroundings} for profile in profiles
    }
    (JUDGES / "servers.json").write_text(json.dumps({"mcpServers": servers}), "utf-8")
    words = ("mcp-inspector", "--cli", "--config", "servers.json", "--server")
    call = ("--method", "tools/call", "--tool-name", "recall", "--tool-args-json", '{"query": "x"}')
    content = [
        run(f"inspector call {era}", *words, "core", "--protocol-era", era, *call) for era in ("legacy", "modern")
    ]
    for profile in profiles:
        for era in ("legacy", "modern"):
            lint = ("--protocol-era", era, "--method", "tools/list", "--strict")
            content.append(run(f"inspector {profile} {era}", *words, profile, *lint))
    load = ("--load", "--load-requests", "300", "--load-concurrency", "10")
    content.append(run("inspector 300 calls", *words, "core", *call, *load))
    return all(content)


def main() -> int:
    """Ask all judges."""
    if SERVE in sys.argv:
        serve()
        return 0
    node.install(JUDGES, PACKAGES)
    return 0 if all([conformance(), inspector()]) else 1


if __name__ == "__main__":
    sys.exit(main())
