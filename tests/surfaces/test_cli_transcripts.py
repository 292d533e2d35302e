"""`ricordo ingest --from`: what clients have kept on this machine comes in, once."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ricordo import Memory

KEY = "ghp_" + "a1B2c3D4e5F6" * 3
QUESTION, ANSWER = "Which port has the shop's database?", f"5433; the token is {KEY}."


def lines(*records):
    return "".join(json.dumps(one) + "\n" for one in records)


def claude_code(home, folder):
    file = home / ".claude" / "projects" / "-w-shop" / "s1.jsonl"
    common = {"sessionId": "s1", "cwd": folder}
    return file, lines(
        {"type": "user", "uuid": "u", "timestamp": "2026-03-01T10:00:00Z", "message": {"content": QUESTION}, **common},
        {
            "type": "assistant",
            "uuid": "a",
            "timestamp": "2026-03-02T10:00:00Z",
            "message": {"content": ANSWER},
            **common,
        },
    )


def codex(home, folder):
    file = home / ".codex" / "sessions" / "2026" / "03" / "01" / "rollout-s1.jsonl"
    answer = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": ANSWER}]}
    return file, lines(
        {"type": "session_meta", "payload": {"id": "s1", "cwd": folder}},
        {
            "timestamp": "2026-03-01T10:00:00Z",
            "type": "event_msg",
            "payload": {"type": "user_message", "message": QUESTION},
        },
        {"timestamp": "2026-03-02T10:00:00Z", "type": "response_item", "payload": answer},
    )


def gemini(home, folder):
    file = home / ".gemini" / "tmp" / "shop" / "chats" / "session-1.jsonl"
    file.parent.mkdir(parents=True)
    (file.parents[1] / ".project_root").write_text(folder)
    return file, lines(
        {"sessionId": "s1", "projectHash": "x"},
        {"id": "1", "type": "user", "content": QUESTION, "timestamp": "2026-03-01T10:00:00Z"},
        {"id": "2", "type": "gemini", "content": ANSWER, "timestamp": "2026-03-02T10:00:00Z"},
    )


def copilot(home, folder):
    file = home / ".copilot" / "session-state" / "s1" / "events.jsonl"
    return file, lines(
        {"type": "session.start", "data": {"sessionId": "s1", "context": {"cwd": folder}}},
        {"type": "user.message", "id": "1", "timestamp": "2026-03-01T10:00:00Z", "data": {"content": QUESTION}},
        {"type": "assistant.message", "id": "2", "timestamp": "2026-03-02T10:00:00Z", "data": {"content": ANSWER}},
    )


def opencode(home, folder):
    file = home / ".local" / "share" / "opencode" / "opencode.db"
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as database:
        database.executescript(
            "CREATE TABLE session (id TEXT, directory TEXT);"
            "CREATE TABLE message (id TEXT, session_id TEXT, time_created INTEGER, data TEXT);"
            "CREATE TABLE part (id TEXT, message_id TEXT, data TEXT);"
        )
        database.execute("INSERT INTO session VALUES ('s1', ?)", (folder,))
        for ref, role, at, text in (
            ("m1", "user", 1772359200000, QUESTION),
            ("m2", "assistant", 1772445600000, ANSWER),
        ):
            database.execute("INSERT INTO message VALUES (?, 's1', ?, ?)", (ref, at, json.dumps({"role": role})))
            part = json.dumps({"type": "text", "text": text})
            database.execute("INSERT INTO part VALUES (?, ?, ?)", (f"p{ref}", ref, part))
        database.commit()
    return file, None


def opencode_before(home, folder):
    storage = home / ".local" / "share" / "opencode" / "storage"
    for ref, role, at, text in (("m1", "user", 1772359200000, QUESTION), ("m2", "assistant", 1772445600000, ANSWER)):
        for place, value in (
            (f"message/s1/{ref}.json", {"id": ref, "role": role, "time": {"created": at}}),
            (f"part/{ref}/p.json", {"type": "text", "text": text}),
        ):
            (storage / place).parent.mkdir(parents=True, exist_ok=True)
            (storage / place).write_text(json.dumps(value))
    return storage / "session" / "p" / "s1.json", json.dumps({"id": "s1", "directory": folder})


KEPT = {
    "claude-code": [claude_code], "codex": [codex], "gemini": [gemini], "copilot": [copilot],
    "opencode": [opencode, opencode_before],
}  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch):
    for name in ("RICORDO_NAMESPACE", "CLAUDE_CONFIG_DIR", "CODEX_HOME", "COPILOT_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def keep(make, tmp_path, folder="/gone/shop"):
    file, content = make(tmp_path, folder)
    if content is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return file


@pytest.mark.parametrize(("client", "make"), [(name, make) for name, makes in KEPT.items() for make in makes])
def test_the_sessions_of_a_client_come_in_once_and_into_their_project(client, make, tmp_path, ricordo):
    keep(make, tmp_path)
    counted = ricordo("ingest", "--from", client, "--dry-run", "--json").json
    assert (counted["stored"], counted["sessions"], counted["namespaces"]) == (2, 1, {"project/shop": 2})
    assert (counted["redacted"], counted["changes"]) == (1, [])
    assert not (tmp_path / "home" / "memory.db").exists()
    first = ricordo("ingest", "--from", client, "--json").json
    assert (first["stored"], first["redacted"], len(first["changes"])) == (2, 1, 1)
    again = ricordo("ingest", "--from", client, "--json").json
    assert (again["stored"], again["known"], again["changes"]) == (0, 2, [])
    with Memory(namespace="project/shop") as memory:
        answer, question = memory.list().memories
        assert [entry.agent for entry in memory.history()] == [client, client]
    assert (question.text, question.kind, question.session, question.speaker) == (QUESTION, "message", "s1", "user")
    assert question.valid_from.isoformat() == "2026-03-01T10:00:00+00:00"
    assert (answer.speaker, KEY in answer.text) == ("assistant", False)
    assert not any(KEY.encode() in file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file())


def test_since_takes_what_was_said_from_then_on_and_the_rest_can_come_later(tmp_path, ricordo):
    keep(codex, tmp_path)
    assert ricordo("ingest", "--from", "codex", "--since", "2026-03-02", "--json").json["stored"] == 1
    assert ricordo("ingest", "--from", "codex", "--json").json["stored"] == 1


def test_what_was_said_after_the_last_time_is_added(tmp_path, ricordo):
    file = keep(claude_code, tmp_path)
    ricordo("ingest", "--from", "claude-code")
    with file.open("a") as opened:
        opened.write(
            lines({"type": "user", "uuid": "n", "sessionId": "s1", "message": {"content": "And its version?"}})
        )
        opened.write('{"type": "user", "uuid": "half')
    report = ricordo("ingest", "--from", "claude-code", "--json").json
    assert (report["stored"], report["known"]) == (1, 2)


def test_a_folder_that_is_there_gives_its_project_and_a_named_namespace_goes_first(tmp_path, ricordo):
    (tmp_path / "web" / ".git").mkdir(parents=True)
    (tmp_path / "web" / "src").mkdir()
    keep(codex, tmp_path, str(tmp_path / "web" / "src"))
    assert ricordo("ingest", "--from", "codex", "--dry-run", "--json").json["namespaces"] == {"project/web": 2}
    named = ricordo("ingest", "--from", "codex", "--dry-run", "--json", "--namespace", "old").json
    assert named["namespaces"] == {"old": 2}


def test_a_machine_without_the_client_has_nothing_to_take_in(ricordo):
    for client in KEPT:
        assert ricordo("ingest", "--from", client, "--json").json["messages"] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "vim"), "no sessions of 'vim' can be read; use one of claude-code, codex"),
        (("--since", "2026"), "name the client with --from"),
        (("--from", "codex", "turns.jsonl"), "exclude each other"),
        (("--from", "codex", "--since", "whenever"), "since"),
    ],
)
def test_a_wrong_call_says_what_to_do(words, sentence, ricordo):
    ran = ricordo("ingest", *words)
    assert ran.code == 2
    assert sentence in ran.complaint


def test_a_database_that_cannot_be_read_is_named(tmp_path, ricordo):
    file = tmp_path / ".local" / "share" / "opencode" / "opencode.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database at all " * 9)
    ran = ricordo("ingest", "--from", "opencode")
    assert ran.code == 4
    assert str(Path("opencode") / "opencode.db") in ran.complaint
