"""What a hook has captured is stored, whatever becomes of the process that should store it."""

import importlib.util
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from ricordo import Memory
from ricordo.storage.connection import write_turn
from ricordo.surfaces.hooks.spool import complaint
from ricordo.surfaces.setup.doctor import doctor
from ricordo.surfaces.setup.install import install

spec = importlib.util.spec_from_file_location("hooks_conftest", Path(__file__).with_name("conftest.py"))
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
Client = shared.Client

MAY = "Remember that the audit of the shop is in May."
KEPT = "The audit of the shop is in May."
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes as Linux shows them")


def spooled(home):
    return sorted((home / "memory.db.sessions").glob("*.task"))


def age(home, seconds=3600):
    for file in (home / "memory.db.sessions").iterdir():
        os.utime(file, (time.time() - seconds,) * 2)


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def keeping(home):
    """The processes that store what hooks captured in the store of this test."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0") if folder.name.isdigit() else []
        except OSError:
            continue
        if "keep" in words and str(home / "memory.db") in words:
            found.append(int(folder.name))
    return found


def folder_of_hooks(home):
    folder = home / "memory.db.sessions"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def nobody_keeps(home):
    """Hold the turn of the processes that store."""
    return write_turn(folder_of_hooks(home) / "keep")


@on_linux
def test_what_was_captured_outlives_the_killed_process_that_should_have_stored_it(project, store, captured, home):
    store().close()
    client = Client("claude-code", project)
    client.start()
    client.says(MAY)
    with write_turn(home / "memory.db"):
        client.end()
        (pid,) = until(lambda: keeping(home))
        os.kill(pid, signal.SIGKILL)
        until(lambda: not keeping(home))
    (left,) = spooled(home)
    assert left.stat().st_mode & 0o777 == 0o600
    client.end()
    assert spooled(home) == [left]
    age(home)
    client.end()
    assert [one.text for one in captured(1)] == [KEPT]
    until(lambda: not spooled(home))


def test_a_capture_that_was_stored_but_not_crossed_out_is_not_stored_twice(project, captured, home):
    client = Client("copilot", project)
    with nobody_keeps(home):
        client.prompt(MAY)
        (left,) = spooled(home)
        content = left.read_text("utf-8")
    (stored,) = captured(1)
    until(lambda: not spooled(home))
    left.write_text(content, "utf-8")
    age(home)
    client.call(client.start_event, source="resume")
    until(lambda: not spooled(home))
    assert captured(1)[0].id == stored.id


def test_the_next_one_takes_up_all_that_was_left(project, captured, home):
    with nobody_keeps(home):
        for day in ("Monday", "Tuesday", "Friday"):
            Client("copilot", project, day).prompt(f"Remember that the market of {day} is by the river.")
        assert len(spooled(home)) == 3
    assert len(captured(3)) == 3


def test_no_secret_is_written_down_while_it_waits(project, home):
    key = "sk-proj-" + "a1B2c3D4" * 6
    with nobody_keeps(home):
        for text in (key, key[:20] + "\x01" + key[20:], key[:20] + "\u200b" + key[20:]):
            Client("copilot", project).prompt(f"Remember that the deploy key of the shop is {text} for now on.")
        (first, *others) = (one.read_text("utf-8") for one in spooled(home))
        assert "[redacted" in first
        assert not any(part in text for text in (first, *others) for part in (key[:20], key[20:]))


def test_half_a_character_and_a_nul_lose_nothing_else(project, captured):
    client = Client("copilot", project)
    client.call("userPromptSubmitted", prompt="Remember that the \ud83d fair \0 is in May. Always run the linter.")
    assert [one.text for one in captured(2)] == ["The ? fair  is in May.", "Always run the linter."]


def test_what_cannot_be_stored_stays_and_is_complained_of(project, captured, home, monkeypatch):
    folder_of_hooks(home)
    client = Client("claude-code", project)
    (home / "memory.db").write_bytes(b"this is no database at all, only words " * 9)
    client.says(MAY)
    client.end()
    until(lambda: list((home / "memory.db.sessions").glob("*.why")))
    assert complaint(home / "memory.db") == ""
    age(home)
    said = complaint(home / "memory.db")
    assert said.startswith("captured by hooks and not stored yet: 1 ")
    assert said.endswith("give another path, or bring it back with `ricordo restore-backup` if it once was one.")
    assert said in client.call("SessionStart").stderr
    monkeypatch.setenv("CODEX_HOME", str(project / "codex"))
    install("codex", "user", {}, dry_run=False)
    [diagnosis] = doctor("codex").clients
    assert [one.detail for one in diagnosis.checks if not one.ok][-1] == said
    (home / "memory.db").unlink()
    age(home)
    client.call(client.start_event, source="resume")
    assert [one.text for one in captured(1)] == [KEPT]
    until(lambda: complaint(home / "memory.db") == "")


def test_what_is_damaged_stops_nothing_else(project, captured, home):
    folder = folder_of_hooks(home)
    (folder / "1.task").write_text("{", "utf-8")
    (folder / "2.task").write_text(json.dumps({"scope": {}, "told": [], "found": [{"text": 7}]}), "utf-8")
    client = Client("copilot", project)
    client.prompt(MAY)
    assert [one.text for one in captured(1)] == [KEPT]
    until(lambda: [one.name for one in spooled(home)] == ["1.task", "2.task"])
    age(home)
    assert "damaged" in complaint(home / "memory.db")


def test_what_waits_is_found_by_who_forgets_for_real(project, home):
    with Memory(home / "memory.db", namespace="project/shop", embedder="none") as memory:
        known = memory.remember(KEPT, kind="fact").id
        with nobody_keeps(home):
            Client("copilot", project).prompt(MAY)
            (left,) = spooled(home)
            proof = memory.forget([known], hard=True).proof
            left.unlink()
    assert not proof.clean
    assert left.name in proof.notice
