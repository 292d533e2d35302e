"""A store of an older version is copied, then brought up to date, and nothing in it is lost."""

import sqlite3
import stat
from datetime import UTC, datetime

from ricordo.storage.chain import FIRST, Link, digest_state, hash_link
from ricordo.storage.connection import APPLICATION_ID, schema_scripts
from ricordo.storage.contract import record
from ricordo.storage.sqlite import SqliteStore


def clock():
    return datetime.now(UTC)


def first_version(path, kept):
    """Write a store as the first version wrote it, with one memory."""
    database = sqlite3.connect(path)
    database.executescript(schema_scripts()[0])
    body = kept.model_dump_json(exclude_defaults=True)
    link = Link(1, 1, 1, "device", None, None, "remember", None, "user", kept.id, digest_state(b"salt", body))
    database.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (1, 1, 1, "device", None, None, "remember", None, "user", kept.id, body, b"salt", link.digest, FIRST,
         hash_link(FIRST, link)),
    )  # fmt: skip
    database.execute(
        "INSERT INTO memories (id, namespace, kind, state, text_key, created_at, characters, body) "
        "VALUES (?, 'user', 'fact', 'live', 'key', ?, 1, ?)",
        (kept.id, int(kept.created_at.timestamp() * 1e6), body),
    )
    database.execute("INSERT INTO text_index VALUES (1, 1, x'00')")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    path.chmod(0o600)


def test_an_older_store_is_copied_and_brought_up_to_date(tmp_path):
    path, kept = tmp_path / "memory.db", record()
    first_version(path, kept)
    store = SqliteStore(path, clock)
    wrong = [one.name for one in store.check() if not one.ok and not one.repairable]
    assert (store.get([kept.id]), wrong) == ([kept], [])
    store.close()
    copy = tmp_path / "memory.db.v1.backup"
    assert sqlite3.connect(copy).execute("PRAGMA user_version").fetchone() == (1,)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    SqliteStore(path, clock).close()
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".backup") == [copy.name]
