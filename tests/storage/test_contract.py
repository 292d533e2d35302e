"""Every backend keeps the contract of `Store`."""

from datetime import UTC, datetime

import pytest

from ricordo.storage.base import Actor
from ricordo.storage.counting_contract import CountingContract
from ricordo.storage.sqlite import SqliteStore


def clock():
    return datetime.now(UTC)


class TestSqliteInMemory(CountingContract):
    @pytest.fixture
    def store(self):
        store = SqliteStore(None, clock, "model")
        yield store
        store.close()


class TestSqliteFile(CountingContract):
    @pytest.fixture
    def store(self, tmp_path):
        store = SqliteStore(tmp_path / "memory.db", clock, "model")
        yield store
        store.close()


def test_the_states_of_one_memory_or_change_are_found_by_an_index():
    """An undo asks for them once for every memory of the change."""
    store = SqliteStore(None, clock, "model")
    asked: list[str] = []
    with store.transaction("undo", Actor()) as transaction:
        database = transaction._database
        database.set_trace_callback(asked.append)
        transaction.entries(target="01ARZ3NDEKTSV4RRFFQ69G5FAV")
        transaction.entries(change=1)
        database.set_trace_callback(None)
        plans = [database.execute("EXPLAIN QUERY PLAN " + one).fetchall() for one in asked]
    store.close()
    assert [plan[0][3] for plan in plans] == [
        "SEARCH journal USING INDEX journal_target (target=?)",
        "SEARCH journal USING INDEX journal_change (change=?)",
    ]
