"""Whatever a hook meets, its client goes on: exit code 0, one sentence at most, and never a secret."""

import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ricordo import Memory

spec = importlib.util.spec_from_file_location("hooks_conftest", Path(__file__).with_name("conftest.py"))
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
CLIENTS, Client, hook = shared.CLIENTS, shared.Client, shared.hook

PORT = "Staging runs Postgres 16 on port 5433."
WORDS = "Which Postgres port is used on staging?"
KEY = "sk-proj-" + "a1B2c3D4" * 6
WISH = f"Remember that the deploy key of the shop is {KEY} for now on."
MEGABYTE = 1_000_000


def went_on(ran, sentence=""):
    assert (ran.returncode, ran.stdout) == (0, "")
    assert sentence in ran.stderr
    assert len(ran.stderr.splitlines()) == bool(sentence)
    assert KEY not in ran.stderr


def every_event(client):
    for event in CLIENTS[client.name]:
        yield client.call(event, prompt=WISH)


def test_a_store_of_a_newer_ricordo_is_left_alone(project, store, home):
    store().close()
    database = sqlite3.connect(home / "memory.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    client = Client("claude-code", project)
    client.says(WISH)
    before = (home / "memory.db").read_bytes()
    start, prompt, end = every_event(client)
    went_on(start, "has schema 99 and this Ricordo knows")
    went_on(prompt, "has schema 99 and this Ricordo knows")
    went_on(end)
    assert (home / "memory.db").read_bytes() == before


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="a privileged person may write everything")
def test_a_store_that_cannot_be_written_is_one_sentence(project, store, home):
    with store() as memory:
        memory.remember(PORT, scope="project")
    (home / "memory.db").chmod(0o400)
    home.chmod(0o500)
    words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", sys.executable, "-m", "ricordo", "hook"]
    sent = json.dumps(Client("copilot", project).payload("userPromptSubmitted", prompt=WISH))
    for event, count in (("sessionStart", 1), ("userPromptSubmitted", 2)):
        ran = subprocess.run([*words, "copilot", event], input=sent, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (0, "", count)
        assert "cannot be written" in ran.stderr
        assert KEY not in ran.stderr
    home.chmod(0o700)


@pytest.mark.parametrize("name", ["HOME", "RICORDO_HOME"])
@pytest.mark.parametrize("value", [None, "", "/dev/null/nowhere"])
def test_without_a_home_it_goes_on(name, value, project, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    for ran in every_event(Client("copilot", project)):
        assert (ran.returncode, ran.stdout) == (0, "")
        assert "should not have happened" not in ran.stderr
        assert KEY not in ran.stderr


@pytest.mark.parametrize("folder", ["with blanks and ü 日本", "a?b#c%20", "'quoted' & $HOME"])
def test_any_name_of_a_folder_will_do(folder, tmp_path, monkeypatch):
    monkeypatch.delenv("RICORDO_NAMESPACE")
    monkeypatch.setenv("RICORDO_HOME", str(tmp_path / folder / "home"))
    project = tmp_path / folder / "shop"
    (project / ".git").mkdir(parents=True)
    with Memory(cwd=project, embedder="none") as memory:
        memory.remember(PORT, kind="fact", scope="project")
    client = Client("claude-code", project)
    assert PORT in client.start()
    assert PORT in Client("claude-code", project, "2").prompt(WORDS)
    client.says("Remember that the audit of the shop is in May.")
    client.end()
    deadline = threading.Event()
    for _ in range(200):
        with Memory(cwd=project, embedder="none") as memory:
            if "The audit of the shop is in May." in [one.text for one in memory.list().memories]:
                return
        deadline.wait(0.1)
    raise AssertionError


@pytest.mark.parametrize("name", ["claude-code", "gemini"])
@pytest.mark.parametrize("made", ["missing", "folder", "pipe", "nul", "long", "random", "large", "one large line"])
def test_any_transcript_will_do(name, made, project, store):
    store().close()
    client = Client(name, project)
    path = project / ("session.json" if name == "gemini" else "session.jsonl")
    if made == "folder":
        path.mkdir()
    elif made == "pipe":
        os.mkfifo(path)
    elif made == "random":
        path.write_bytes(os.urandom(MEGABYTE))
    elif made == "large":
        line = json.dumps({"type": "assistant", "message": {"content": "word " * 2_000}}) + "\n"
        path.write_text(line * (50 * MEGABYTE // len(line)), "utf-8")
    elif made == "one large line":
        path.write_text(json.dumps({"type": "user", "message": {"content": f"{WISH} " * 500_000}}), "utf-8")
    named = {"nul": "a\0b", "long": "/" + "a" * 5_000}.get(made, str(path))
    for event in CLIENTS[name]:
        ran = client.call(event, transcript_path=named, prompt="continue")
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.parametrize("cwd", ["", "a\0b", "/" + "a" * 5_000, "/nowhere", 7, None, ["/"], "\ud83d"])
def test_any_working_directory_will_do(cwd, project, store):
    store().close()
    for event in CLIENTS["claude-code"]:
        ran = hook("claude-code", event, sent=json.dumps({"cwd": cwd, "session_id": "\ud83d", "prompt": WORDS}))
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_line_that_is_still_being_written_is_read_when_it_is_whole(project, captured):
    client = Client("claude-code", project)
    client.says("Remember that the audit of the shop is in May.")
    line = json.dumps({"type": "user", "message": {"content": "Remember that the größte fair is in June."}})
    data = json.dumps(json.loads(line), ensure_ascii=False).encode() + b"\n"
    middle = data.index("ß".encode()) + 1
    with client.transcript.open("ab") as file:
        file.write(data[:middle])
        file.flush()
        client.end()
        captured(1)
        file.write(data[middle:])
    client.end()
    assert [one.text for one in captured(2)][1] == "The größte fair is in June."


def test_a_transcript_that_grows_while_it_is_read_loses_and_repeats_nothing(project, captured):
    client = Client("codex", project)
    done = threading.Event()
    days = [f"Remember that the market number {number} is by the river." for number in range(12)]

    def write():
        for day in days:
            client.says(day)
            done.wait(0.05)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        client.end()
    writer.join()
    client.end()
    found = sorted(one.text for one in captured(len(days)))
    assert found == sorted(day.replace("Remember that the", "The") for day in days)


@pytest.mark.parametrize("redirection", ["> /dev/full", ">&-", "<&-", "2>&-", "| true"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_closed_and_full_streams_do_not_keep_it_from_keeping(redirection, project, store, captured):
    with store() as memory:
        memory.remember(PORT, scope="project")
    client = Client("copilot", project)
    sent = json.dumps(
        client.payload("userPromptSubmitted", prompt=f"{WORDS} Remember that the audit of the shop is in May.")
    )
    command = f"'{sys.executable}' -m ricordo hook copilot userPromptSubmitted {redirection}"
    ran = subprocess.run(command, shell=True, input=sent, capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert "should not have happened" not in ran.stderr
    assert "Traceback" not in ran.stderr
    captured(0 if redirection == "<&-" else 1)
