"""Let clients look at what the installer writes.

Those that need no account are started on a home of their own: they must read our entry and reach the server.
`mcporter` reads the files of several other clients.

    python -m scripts.judge_setup
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.node import AGENTS, ROOT

READ_BY_MCPORTER = (
    ("claude-code", "user"),
    ("codex", "user"),
    ("codex", "project"),
    ("cursor", "user"),
    ("cursor", "project"),
    ("opencode", "user"),
    ("opencode", "project"),
    ("vscode", "user"),
    ("vscode", "project"),
    ("windsurf", "user"),
)
STARTED = {"gemini": "gemini", "opencode": "opencode", "qwen": "qwen"}


def call(words: list[str], home: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program on a home of its own."""
    unset = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "CODEX_HOME", "CLAUDE_CONFIG_DIR")
    surroundings = {name: value for name, value in os.environ.items() if name not in unset}
    surroundings |= {
        "HOME": str(home),
        "PATH": AGENTS.search_path,
        "GEMINI_CLI_TRUST_WORKSPACE": "true",
        "RICORDO_EMBEDDER": "none",
    }
    return subprocess.run(words, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=120)


def told(name: str, ran: subprocess.CompletedProcess[str], *, ok: bool) -> bool:
    """Say how it went, and what was said when it went wrong."""
    print(f"{'ok  ' if ok else 'FAIL'} {name}")
    if not ok:
        print(ran.stdout[-2000:], ran.stderr[-2000:], sep="\n")
    return ok


def tried(client: str, scope: str, program: str) -> bool:
    """Install, let a program list its servers, and take it back: nothing of ours may stay."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made).resolve()
        folder = home / "project"
        (folder / ".git").mkdir(parents=True)
        ricordo = [sys.executable, "-m", "ricordo"]
        call([*ricordo, "install", client, "--scope", scope], home, folder)
        if program == "mcporter":
            ran = call([AGENTS.find(program), "list", "--json"], home, folder)
            found = json.loads(ran.stdout or "{}").get("servers", [])
            ok = [(one["name"], one["status"]) for one in found] == [("ricordo", "ok")]
        else:
            ran = call([AGENTS.find(program), "mcp", "list"], home, folder)
            said = (ran.stdout + ran.stderr).casefold()
            ok = "ricordo" in said and "connected" in said and "disconnected" not in said
        report = json.loads(call([*ricordo, "uninstall", client, "--scope", scope, "--json"], home, folder).stdout)
        left = [Path(one["path"]) for one in report["files"]]
        ok = ok and not any("ricordo" in one.read_text("utf-8") for one in left if one.exists())
    return told(f"{program} reads {client} ({scope})", ran, ok=ok)


def gemini_takes_the_extension() -> bool:
    """Let Gemini CLI look at the extension."""
    with tempfile.TemporaryDirectory() as home:
        ran = call([AGENTS.find("gemini"), "extensions", "validate", str(ROOT / "gemini-extension")], Path(home), ROOT)
    return told("gemini extensions validate", ran, ok=ran.returncode == 0)


def main() -> int:
    """Ask all judges."""
    AGENTS.install()
    content = [tried(client, scope, "mcporter") for client, scope in READ_BY_MCPORTER]
    content += [tried(client, "user", program) for client, program in STARTED.items()]
    content.append(gemini_takes_the_extension())
    return 0 if all(content) else 1


if __name__ == "__main__":
    sys.exit(main())
