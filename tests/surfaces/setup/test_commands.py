"""The commands as a person types them; the doctor starts real servers."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys

import pytest

from ricordo.surfaces.setup.clients import CLIENTS

EVERY_NAME = [one.name for one in CLIENTS]


def ricordo(*words, **more):
    """Run the program as a process of its own."""
    environment = {**os.environ, "RICORDO_EMBEDDER": "none", **more}
    return subprocess.run(
        [sys.executable, "-m", "ricordo", *words], capture_output=True, text=True, env=environment, timeout=120
    )


def test_install_status_and_uninstall_answer_in_json(home):
    made = json.loads(ricordo("install", "codex", "--json").stdout)
    assert made["installed"]
    assert "/hooks" in made["next_step"]
    states = json.loads(ricordo("--json", "status").stdout)["clients"]
    assert {one["client"] for one in states} == set(EVERY_NAME)
    gone = json.loads(ricordo("uninstall", "codex", "--json").stdout)
    assert {one["action"] for one in gone["files"]} == {"removed"}


def test_people_see_the_files_the_diff_and_what_to_do_next(home):
    assert ricordo("status").stderr == "no client is set up; call `ricordo install CLIENT`.\n"
    dry = ricordo("install", "cursor", "--dry-run")
    assert "+++ " in dry.stdout
    assert dry.stdout.startswith(f"would create {home / '.cursor' / 'mcp.json'}\n")
    assert "nothing was changed" in dry.stderr
    done = ricordo("install", "cursor")
    assert f"created {home / '.cursor' / 'mcp.json'}" in done.stdout
    assert done.stderr.startswith("now restart Cursor")
    assert "cursor" in ricordo("status").stdout
    assert "would remove " in ricordo("uninstall", "cursor", "--dry-run").stdout
    assert "was not set up" in ricordo("uninstall", "zed").stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["install"], "client is missing; give it."),
        (["install", "vim"], "'vim' is no client; use one of claude-code, "),
        (["install", "codex", "--scope", "usr"], "--scope cannot be 'usr'; did you mean user?"),
        (["install", "codex", "--cwd", "/x"], "--cwd means nothing to a server; leave it away."),
        (["uninstall", "codex", "--memory-file"], "--memory-file is no option of uninstall"),
        (["doctor", "codex"], "codex is not set up; call `ricordo install codex` first."),
        (["doctor"], "no client is set up; call `ricordo install CLIENT` first."),
    ],
)
def test_a_wrong_call_is_one_sentence(home, words, sentence):
    ran = ricordo(*words)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith(sentence)
    assert ran.stderr.count("\n") == 1


def test_a_relative_path_is_written_as_an_absolute_one(home):
    ricordo("--path", "own.db", "install", "claude-code")
    entry = json.loads((home / ".claude.json").read_text())["mcpServers"]["ricordo"]
    assert entry["args"] == ["serve", "--path", str(home / "work" / "shop" / "own.db")]


@pytest.mark.parametrize("name", ["claude-code", "codex", "opencode"])
def test_the_doctor_starts_the_server_and_leaves_nothing_behind(home, name):
    ricordo("install", name, "--path", str(home / "own.db"), "--namespace", "team")
    ran = ricordo("doctor", name, "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    [found] = json.loads(ran.stdout)["clients"]
    assert [one["name"] for one in found["checks"]] == [
        "configuration", "server answers", "remember", "recall", "erase", "hooks", "skill"
    ]  # fmt: skip
    assert json.loads(ricordo("namespaces", "--path", str(home / "own.db"), "--json").stdout) == []
    for one in home.glob("own.db*"):
        assert b"brass lantern" not in one.read_bytes()
    with contextlib.closing(sqlite3.connect(home / "own.db")) as database:
        lines = [line for line in database.iterdump() if "doctor" in line]
    assert [line.split('"')[1] for line in lines] == ["journal"] * 2  # that something came, and that it was erased


def test_the_doctor_sends_nobody_to_the_installer_because_of_a_broken_store(home):
    ricordo("install", "zed", "--scope", "project", "--path", str(home / "own.db"))
    (home / "own.db").write_bytes(b"no store")
    ran = ricordo("doctor", "zed")
    assert ran.returncode == 1
    assert f"failed  remember: {home / 'own.db'} is no Ricordo store; " in ran.stdout
    assert "next: remember failed: see to that, then call `ricordo doctor zed` again." in ran.stdout


def test_the_doctor_says_what_is_wrong_and_what_to_do(home):
    ricordo("install", "claude-code")
    path = home / ".claude.json"
    document = json.loads(path.read_text())
    document["mcpServers"]["ricordo"] = {"command": sys.executable, "args": ["-c", "raise SystemExit('no such store')"]}
    path.write_text(json.dumps(document))
    ran = ricordo("doctor")
    assert ran.returncode == 1
    assert "failed  server answers: no such store" in ran.stdout
    assert "next: server answers failed: see to that, call `ricordo install claude-code`" in ran.stdout
    document["mcpServers"]["ricordo"]["command"] = "/gone/ricordo"
    path.write_text(json.dumps(document))
    assert "starts /gone/ricordo, which is not there" in ricordo("doctor").stdout
    path.write_text("{")
    assert "failed  configuration: " in ricordo("doctor", "claude-code").stdout
    path.unlink()
    path.mkdir()
    assert f"failed  configuration: {path} cannot be read: Is a directory" in ricordo("doctor").stdout


@pytest.mark.parametrize(
    ("name", "file", "event", "field"),
    [
        ("claude-code", ".claude/settings.json", "SessionStart", "command"),
        ("codex", ".codex/hooks.json", "SessionStart", "command"),
        ("copilot", ".copilot/hooks/ricordo.json", "sessionStart", "bash"),
    ],
)
def test_an_installed_hook_tells_what_is_known_when_the_client_calls_it(home, name, file, event, field):
    store = str(home / "my memory.db")
    ricordo("remember", "Always deploy on Tuesdays", "--path", store, "--namespace", "user")
    ricordo("install", name, "--path", store)
    [entry] = json.loads((home / file).read_text())["hooks"][event]
    command = entry["hooks"][0][field] if "hooks" in entry else entry[field]
    sent = json.dumps({"session_id": "s1", "cwd": str(home / "work" / "shop"), "hook_event_name": event})
    ran = subprocess.run(command, shell=True, input=sent, capture_output=True, text=True, env=dict(os.environ))
    assert ran.returncode == 0
    assert "Always deploy on Tuesdays" in ran.stdout


def test_other_commands_do_not_pay_for_the_installer(home):
    code = "import sys, ricordo.surfaces.cli as c; c.main(['stats', '--json']); print(sorted(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "RICORDO_EMBEDDER": "none"}
    )
    assert "ricordo.surfaces.cli" in ran.stdout
    assert not any(name in ran.stdout for name in ("surfaces.setup", "tomlkit", "'mcp.client", "setup_commands"))
