"""A hook beside a running server of the same store: the better answer, in time, and nothing that harms either."""

import contextlib
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from ricordo import Memory
from ricordo.embedding import BundledEmbedder
from ricordo.surfaces.hooks import asking, rendezvous
from ricordo.surfaces.hooks.asking import ask, reached
from ricordo.surfaces.hooks.listening import Listener
from ricordo.surfaces.hooks.rendezvous import MOST_BYTES, folder_of_servers, proof

spec = importlib.util.spec_from_file_location("hooks_conftest", Path(__file__).with_name("conftest.py"))
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
Client = shared.Client

FREEZE = "Deployments are frozen in the last week of December."
PARAPHRASE = "Are we allowed to release software over Christmas?"
"""It has no word of the memory."""
PORT = "Staging runs Postgres 16 on port 5433."
WORDS = "Which Postgres port is used on staging?"
posix = pytest.mark.skipif(os.name != "posix", reason="there are no Unix sockets and no such signals")


@pytest.fixture
def project(project, monkeypatch):
    """The project, with a store whose path is short enough for a socket beside it."""
    with tempfile.TemporaryDirectory() as short:
        monkeypatch.setenv("RICORDO_HOME", str(Path(short) / "home"))
        yield project


@pytest.fixture
def served(project, home):
    """The memory that a server has open, with its model loaded, while it listens to hooks."""
    with Memory(cwd=project) as memory:
        memory.remember_many([{"text": text, "kind": "fact", "scope": "project"} for text in (FREEZE, PORT)])
        memory.recall("anything")
        listener = Listener.beside(memory)
        try:
            yield memory
        finally:
            listener.close()


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """What asks in this process may wait: the machine of a test is busy. And the model is the one of every day."""
    monkeypatch.setenv("RICORDO_EMBEDDER", "bundled")
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 20.0)


def told_by_server(project, prompt):
    """What a new session is told, as soon as a server has answered in the time that a hook waits."""
    for number in range(40):
        text = Client("claude-code", project, f"try {number}").prompt(prompt)
        if text:
            return text
    return ""


def entry(home):
    (found,) = folder_of_servers(home / "memory.db").iterdir()
    return found


def asked(home, said=PARAPHRASE):
    question = ask(home / "memory.db", [said], ["project/shop", "user"], ["message"])
    return question and question.answer()


def until(seconds=5):
    return time.monotonic() + seconds


def test_what_only_the_meaning_tells_comes_from_a_running_server_and_not_without(served, project):
    assert FREEZE in told_by_server(project, PARAPHRASE)


def test_without_a_server_the_words_decide(project, store):
    with store() as memory:
        memory.remember(FREEZE, kind="fact", scope="project")
        memory.remember(PORT, kind="fact", scope="project")
    assert Client("claude-code", project).prompt(PARAPHRASE) == ""
    assert PORT in Client("claude-code", project).prompt(WORDS)


def test_nothing_is_told_twice_nor_what_is_private_held_superseded_or_of_another_project(served, project):
    client = Client("codex", project)
    assert PORT in client.prompt(WORDS)
    assert client.prompt(WORDS) == ""
    served.remember("Postgres on staging is tended by Ana, port gate 6000.", private=True, scope="project")
    served.remember("Staging port of Postgres was 5432.", subject="staging.port", scope="project")
    served.remember("Staging port of Postgres is 5434.", subject="staging.port", scope="project")
    served.within(namespace="project/other").remember("Postgres port on staging: 7000.", scope="project")
    served.ingest([{"text": WORDS, "session": "old"}])
    text = Client("codex", project, "another").prompt(WORDS)
    assert "5434" in text
    assert not any(other in text for other in ("6000", "5432", "7000", "used on staging?"))


@pytest.mark.parametrize("prompt", ["continue", "yes please", "How do I bake bread with sourdough?", ""])
def test_a_prompt_that_nothing_fits_brings_nothing_from_a_server_either(prompt, served, project):
    assert Client("claude-code", project).prompt(prompt) == ""


def test_what_crosses_is_ids_and_numbers_never_a_text(served, home):
    with reached(entry(home)) as line:
        question = {"said": [PARAPHRASE], "namespaces": ["user", "project/shop"], "without": []}
        line.send(json.dumps(question).encode(), until())
        answer = line.receive(until()).decode()
    ids = {one.id for one in served.list().memories}
    assert set(json.loads(answer)) == ids
    assert "December" not in answer


class Loading(BundledEmbedder):
    """The bundled embedder, which is not loaded before it may be."""

    def __init__(self):
        super().__init__()
        self.may_be_loaded = threading.Event()

    def is_ready(self):
        return self.may_be_loaded.is_set()

    def warm(self):
        self.may_be_loaded.wait()


def test_while_the_model_is_being_loaded_words_decide_and_then_what_is_meant(project, home):
    model = Loading()
    with Memory(cwd=project, embedder=model) as memory:
        memory.remember_many([{"text": text, "kind": "fact", "scope": "project"} for text in (FREEZE, PORT)])
        memory.waits_for_vectors = False
        listener = Listener.beside(memory)
        try:
            assert asked(home) is None
            assert PORT in Client("claude-code", project).prompt(WORDS)
            model.may_be_loaded.set()
            assert asked(home)
        finally:
            model.may_be_loaded.set()
            listener.close()


def test_without_vectors_there_is_no_better_answer(project, home, store):
    with store() as memory:
        listener = Listener.beside(memory)
        assert asked(home) is None
        listener.close()


@pytest.mark.parametrize(
    "sent",
    [b"", b"\n", b"no json", b"[]", b"null", b'{"said": 7}', b"\xff\xfe", b"[" * 60_000, b"x" * (MOST_BYTES + 1),
     b'{"said": ["x y"], "namespaces": ["a b"], "without": []}',
     b'{"said": [7], "namespaces": [], "without": []}',
     b'{"said": ' + json.dumps(["word"] * 99).encode() + b', "namespaces": [], "without": []}'],
)  # fmt: skip
def test_whatever_is_sent_to_a_server_it_goes_on(sent, served, home):
    with reached(entry(home)) as line, contextlib.suppress(OSError):
        line.send(sent, until())
        with pytest.raises(ConnectionError):
            line.receive(until())
    assert asked(home)


def test_those_who_hang_on_the_line_do_not_keep_it(served, home, project):
    with contextlib.ExitStack() as hanging:
        for _ in range(3):
            hanging.enter_context(reached(entry(home)))
        assert PORT in Client("claude-code", project).prompt(WORDS)
        time.sleep(1)
        assert asked(home)


def test_a_question_that_is_too_long_is_not_asked(served, home):
    assert ask(home / "memory.db", ["word " * MOST_BYTES], ["user"], []) is None


def test_of_several_servers_any_answers_and_the_last_leaves_nothing(served, home, project):
    with Memory(cwd=project) as other:
        other.recall("anything")
        second = Listener.beside(other)
        assert len(list(folder_of_servers(home / "memory.db").iterdir())) == 2
        second.close()
        assert asked(home)
        assert entry(home).is_socket() or os.name != "posix"


def test_a_closed_server_leaves_nothing_behind(home, project, store):
    with store() as memory:
        listener = Listener.beside(memory)
        assert entry(home)
        listener.close()
        assert not folder_of_servers(home / "memory.db").exists()
    with Memory(":memory:") as memory:
        assert Listener.beside(memory) is None


@posix
def test_only_a_folder_of_ones_own_is_used(home, project, store):
    with store() as memory:
        folder = folder_of_servers(home / "memory.db")
        folder.mkdir(mode=0o755)
        assert Listener.beside(memory) is None
        (folder / "planted.sock").touch()
        assert asked(home) is None
        folder.chmod(0o700)
        listener = Listener.beside(memory)
        for one in folder.iterdir():
            assert one.name == "planted.sock" or one.stat().st_mode & 0o777 == 0o600
        listener.close()


class TestAtAPort:
    """Where there are no Unix sockets, or none of so long a path."""

    @pytest.fixture(autouse=True)
    def _no_sockets(self, monkeypatch):
        monkeypatch.setattr(rendezvous, "_LONGEST_SOCKET_PATH", 0)

    def test_a_server_is_found_by_a_file_that_only_its_owner_reads(self, served, home, project):
        assert entry(home).suffix == ".port"
        assert entry(home).stat().st_mode & 0o777 == 0o600
        assert asked(home)
        assert FREEZE in told_by_server(project, PARAPHRASE)

    @pytest.mark.parametrize("key", [b"", b"00" * 32, b"no key"])
    def test_who_does_not_know_the_key_gets_no_answer(self, key, served, home):
        port = json.loads(entry(home).read_text("utf-8"))["port"]
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            connection.sendall(b"nonce\n")
            assert len(connection.recv(100)) == 65
            with contextlib.suppress(OSError):
                connection.sendall(key + b'\n{"said": ["x y"], "namespaces": ["user"], "without": []}\n')
                assert connection.recv(100) == b""
        assert asked(home)

    @pytest.mark.parametrize("greeting", [b"", b"hello\n", proof(b"another key", b"nonce") + b"\n"])
    def test_who_took_the_port_of_a_dead_server_is_told_nothing(self, greeting, home, project):
        folder = folder_of_servers(home / "memory.db")
        folder.mkdir(mode=0o700, parents=True)
        with socket.create_server(("127.0.0.1", 0)) as thief:
            thief.settimeout(5)
            stale = folder / "1.port"
            stale.write_text(json.dumps({"port": thief.getsockname()[1], "key": "ab" * 32}), "utf-8")
            thief.listen(1)
            heard = []

            def take():
                with thief.accept()[0] as connection:
                    connection.settimeout(5)
                    heard.append(connection.recv(1000))
                    connection.sendall(greeting)
                    heard.append(connection.recv(1000))

            thread = threading.Thread(target=take)
            thread.start()
            assert asked(home) is None
            thread.join(10)
        assert len(heard[0]) == 33
        assert heard[1:] == [b""]

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"port": "x", "key": "zz"}', '{"port": 99999999, "key": ""}'])
    def test_a_damaged_entry_is_no_server(self, content, home):
        folder = folder_of_servers(home / "memory.db")
        folder.mkdir(mode=0o700, parents=True)
        (folder / "1.port").write_text(content, "utf-8")
        assert asked(home) is None


@contextlib.contextmanager
def serving(project):
    """A real server with its store open, as a client starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ricordo", "serve"],
        cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def call(method, params):
        process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())["result"]

    who = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    try:
        call("initialize", who)
        process.stdin.write(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}) + "\n")
        yield process, lambda: call("tools/call", {"name": "recall", "arguments": {"query": "what runs?"}})
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def with_meaning(recall):
    deadline = time.monotonic() + 30
    while recall()["structuredContent"].get("notice"):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@posix
def test_the_server_of_a_client_answers_hangs_dies_and_leaves_nothing_that_harms(project, home, store):
    with Memory(cwd=project) as memory:
        memory.remember_many([{"text": text, "kind": "fact", "scope": "project"} for text in (FREEZE, PORT)])
    folder = folder_of_servers(home / "memory.db")
    with serving(project) as (process, recall):
        assert not folder.exists()
        with_meaning(recall)
        assert FREEZE in told_by_server(project, PARAPHRASE)
        os.kill(process.pid, signal.SIGSTOP)
        assert PORT in Client("claude-code", project, "2").prompt(WORDS)
        os.kill(process.pid, signal.SIGCONT)
        process.kill()
        process.wait()
        assert len(list(folder.iterdir())) == 1
    assert PORT in Client("claude-code", project, "3").prompt(WORDS)
    assert list(folder.iterdir()) == []
    with serving(project) as (process, recall):
        recall()
        assert len(list(folder.iterdir())) == 1
        process.stdin.close()
        process.wait(20)
        assert not folder.exists()
