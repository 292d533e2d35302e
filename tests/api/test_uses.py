"""What is recalled and asked is counted aside: it costs a recall nothing, and hides nothing from an erasure."""

import hashlib
import threading

import pytest

from ricordo import Memory
from ricordo.knowledge.uses import RECALLS_PER_WRITE
from ricordo.storage.connection import write_turn
from ricordo.timeline import to_micros


def asked(memory):
    memory._uses.flush()
    return {one.question: (one.asked, one.missed) for one in memory._store.questions(("user",), 0)}


def recalled(memory, memory_id):
    memory._uses.flush()
    return memory._store.recalls([memory_id])[memory_id].recalled


@pytest.fixture
def memory(tmp_path, clock):
    with Memory(tmp_path / "m.db", namespace="user", embedder="none", clock=clock) as memory:
        yield memory


def test_recalls_and_questions_are_counted(memory, clock):
    stored = memory.remember("Staging runs Postgres 16", kind="fact")
    memory.recall("which Postgres runs on staging?")
    clock.advance(hours=1)
    memory.recall_many(["which Postgres  runs on staging?", "who walks the dog?"])

    assert recalled(memory, stored.id) == 2
    assert memory._store.recalls([stored.id])[stored.id].recalled_at == to_micros(clock())
    assert asked(memory) == {"which Postgres runs on staging?": (2, 0), "who walks the dog?": (1, 1)}


def test_counts_survive_closing(tmp_path):
    path = tmp_path / "m.db"
    with Memory(path, namespace="user", embedder="none") as memory:
        stored = memory.remember("Staging runs Postgres 16", kind="fact")
        memory.recall("Postgres on staging")
    with Memory(path, namespace="user", embedder="none") as memory:
        memory.recall("Postgres on staging")
        assert recalled(memory, stored.id) == 2


def test_counting_changes_neither_the_journal_nor_the_next_recall(memory):
    memory.remember("Staging runs Postgres 16", kind="fact")
    first = memory.recall("Postgres on staging")
    before = memory._store.sequence()
    memory._uses.flush()

    assert memory._store.sequence() == before
    assert memory.recall("Postgres on staging") == first
    assert memory.verify().ok


def test_many_recalls_are_written_while_the_memory_is_open(memory):
    for number in range(RECALLS_PER_WRITE):
        memory.recall(f"question {number}")
    memory._uses._thread.join()

    assert len(memory._store.questions(("user",), 0)) == RECALLS_PER_WRITE


@pytest.mark.parametrize("value", ["0", "false", "No", "off"])
def test_counting_can_be_switched_off(tmp_path, monkeypatch, value):
    monkeypatch.setenv("RICORDO_COUNT_USES", value)
    with Memory(tmp_path / "m.db", namespace="user", embedder="none") as memory:
        memory.remember("Staging runs Postgres 16", kind="fact")
        memory.recall("Postgres on staging")
        assert asked(memory) == {}


def test_a_credential_in_a_question_is_never_kept(memory, tmp_path):
    key = "AKIA" + hashlib.sha256(b"asked").hexdigest().upper()[:16].replace("0", "Q").replace("1", "R")
    memory.recall(f"what is the key {key} for?")
    memory.close()

    assert all(key.encode() not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_a_question_about_a_private_memory_and_a_long_text_are_not_kept(memory):
    memory.remember("Ana takes insulin in the morning", kind="fact", private=True)
    memory.recall("when does Ana take insulin?")
    memory.recall("dog " * 200)

    assert asked(memory) == {}


def test_questions_that_hold_an_erased_text_are_erased_with_it(memory, tmp_path):
    stored = memory.remember("the ring is behind the Kowloon teapot", kind="fact")
    memory.recall("is it true that THE RING is behind  the Kowloon teapot?")
    memory.recall("who walks the dog?")
    proof = memory.forget(stored.id, hard=True).proof

    assert proof.clean
    assert asked(memory) == {"who walks the dog?": (1, 1)}
    assert all(b"Kowloon" not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert memory.verify().ok


def test_a_question_that_waited_in_another_process_while_something_was_erased_is_dropped(tmp_path):
    path = tmp_path / "m.db"
    with (
        Memory(path, namespace="user", embedder="none") as memory,
        Memory(path, namespace="user", embedder="none") as other,
    ):
        stored = memory.remember("the ring is behind the Kowloon teapot", kind="fact")
        other.recall("is the ring behind the Kowloon teapot")
        memory.forget(stored.id, hard=True)
        assert asked(other) == {}
        assert memory.verify().ok


def test_erasing_a_namespace_erases_its_questions(memory):
    memory.remember("Staging runs Postgres 16", kind="fact")
    memory.recall("who walks the dog?")
    memory.delete_namespace("user", hard=True)

    assert asked(memory) == {}


def test_questions_follow_a_namespace_to_its_new_name(memory):
    memory.remember("Staging runs Postgres 16", kind="fact")
    memory.recall("who walks the dog?")
    memory.rename_namespace("user", to="person")

    assert asked(memory) == {}
    assert [one.question for one in memory._store.questions(("person",), 0)] == ["who walks the dog?"]


def test_looking_into_the_past_is_no_question_of_today(memory):
    memory.recall("who walks the dog?", as_of="2026-01-01")
    memory.recall("who walks the dog?", known_at="2026-01-01")

    assert asked(memory) == {}


def test_a_busy_store_only_costs_the_counts(memory):
    memory.remember("Staging runs Postgres 16", kind="fact")
    memory.recall("Postgres on staging")
    entered, leave = threading.Event(), threading.Event()

    def hold():
        with write_turn(memory.path):
            entered.set()
            leave.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(30)
    try:
        memory._uses.flush()
    finally:
        leave.set()
        holder.join()
    assert asked(memory) == {}
    assert memory.recall("Postgres on staging").hits


def test_a_store_that_cannot_be_written_any_more_only_costs_the_counts(memory):
    memory.recall("Postgres on staging")
    memory._store._database.execute("PRAGMA query_only = ON")
    memory._uses.flush()

    assert memory.recall("Postgres on staging").no_match
