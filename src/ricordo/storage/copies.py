"""Copies of a store file, made while others write, and putting a copy back in place."""

import os
import sqlite3
from pathlib import Path

from ricordo.errors import NotAStore
from ricordo.storage.connection import connect, explained, inspect, write_turn


def copy_to(database: sqlite3.Connection, target: Path) -> None:
    """Copy everything that the connection sees into a new file of mode 0600 that needs no other file beside it."""
    with explained(target):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            database.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def put_back(source: Path, target: Path, kept: Path | None) -> int:
    """Give a store the content of a copy, while other processes have it open.

    Args:
        source: The copy. It is only read.
        target: The store; made when it does not exist.
        kept: Where the present content goes first; None when there is none.

    Returns:
        The number of memories in the copy.

    Raises:
        StoreError: When the copy is no whole store of this or an older version; nothing is changed then.
    """
    with explained(source):
        inspect(source)
        copy = sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        with explained(source):
            memories = _checked_count(copy, source)
        try:
            store = connect(target)
        except NotAStore:
            if kept is None:
                raise
            _move_away(target, kept)
            kept = None
            store = connect(target)
        try:
            if kept is not None:
                copy_to(store, kept)
            with explained(target), write_turn(target):
                _overwrite(copy, store)
        finally:
            store.close()
    finally:
        copy.close()
    return memories


def _checked_count(copy: sqlite3.Connection, source: Path) -> int:
    if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise NotAStore(f"{source} is damaged; give another backup.")
    count: int = copy.execute("SELECT count(*) FROM memories").fetchone()[0]
    return count


def _move_away(target: Path, kept: Path) -> None:
    """Keep a file that is no store, or a damaged one, as it is."""
    with explained(target):
        for ending in ("", "-wal", "-shm"):
            file = Path(f"{target}{ending}")
            if file.exists():
                file.replace(f"{kept}{ending}")


def _overwrite(copy: sqlite3.Connection, store: sqlite3.Connection) -> None:
    """Copy the pages, then count the generation up, so that every index in memory is built anew."""
    generation = store.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'").fetchone()
    copy.backup(store)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute(
        "UPDATE meta SET value = max(CAST(value AS INTEGER), ?) + 1 WHERE key = 'generation'",
        (generation[0] if generation else 0,),
    )
