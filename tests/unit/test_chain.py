"""The chain of hashes notices every change but an erasure."""

import sqlite3

import pytest

from ricordo import Memory


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "m.db"
    with Memory(path, namespace="user", embedder="none") as memory:
        for number in range(5):
            memory.remember(f"The gate number {number} is painted green")
    return path


def failed(path):
    with Memory(path, namespace="user", embedder="none") as memory:
        return {check.name for check in memory.verify().checks if not check.ok}


def tamper(path, statement):
    with sqlite3.connect(path) as database:
        database.execute(statement)
    database.close()


def test_an_untouched_journal_verifies(path):
    assert failed(path) == set()


@pytest.mark.parametrize(
    ("statement", "checks"),
    [
        (
            "UPDATE journal SET state = replace(state, 'green', 'black') WHERE seq = 2",
            {"journal chain", "memories equal journal"},
        ),
        ("UPDATE journal SET agent = 'mallory' WHERE seq = 3", {"journal chain"}),
        ("UPDATE journal SET at = at + 1 WHERE seq = 3", {"journal chain"}),
        ("DELETE FROM journal WHERE seq = 3", {"journal chain", "journal order", "memories equal journal"}),
        (
            "UPDATE memories SET body = replace(body, 'green', 'black') WHERE num = 1",
            {"memories equal journal", "text index equals memories"},
        ),
        ("UPDATE memories SET kind = 'goal' WHERE num = 1", {"columns equal memories"}),
        ("DELETE FROM text_index WHERE num = 1", {"text index", "text index equals memories"}),
    ],
)
def test_every_change_behind_our_back_is_found(path, statement, checks):
    tamper(path, statement)
    assert failed(path) == checks


def test_repair_rebuilds_derived_data_and_touches_nothing_else(path):
    tamper(path, "DELETE FROM text_index WHERE num < 4")
    with Memory(path, namespace="user", embedder="none") as memory:
        assert memory.recall("gate number 1").hits == () or memory.verify().ok is False
        before = memory.list().memories
        report = memory.verify(repair=True)
        assert report.ok
        assert "text index" in report.repaired
        assert memory.list().memories == before
        assert memory.recall("gate number 1").hits


def test_repair_never_hides_a_broken_chain(path):
    tamper(path, "UPDATE journal SET agent = 'mallory' WHERE seq = 3")
    with Memory(path, namespace="user", embedder="none") as memory:
        assert not memory.verify(repair=True).ok
