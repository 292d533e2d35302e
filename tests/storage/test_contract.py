"""Every backend keeps the contract of `Store`."""

from datetime import UTC, datetime

import pytest

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
