"""Databases of other programs, opened for reading only."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ricordo.errors import StoreError

OpencodeRow = tuple[str, str, str, int, str, str]
"""Session, its folder, a message, when the message was made (milliseconds), the message and one part of it as JSON."""


def opencode_rows(path: Path) -> Iterator[OpencodeRow]:
    """Give the messages of OpenCode's database with their parts, one part a row, session by session and in order.

    Raises:
        StoreError: When the file is no such database, or of a version that this Ricordo does not know.
    """
    try:
        # In a URI these three would not stand for themselves.
        name = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        database = sqlite3.connect(f"file:{name}?mode=ro", uri=True)
        try:
            yield from database.execute(
                "SELECT s.id, s.directory, m.id, m.time_created, m.data, p.data FROM session s "
                "JOIN message m ON m.session_id = s.id JOIN part p ON p.message_id = m.id "
                "ORDER BY s.id, m.time_created, m.id, p.id"
            )
        finally:
            database.close()
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be read as a database of OpenCode ({error}); leave it out.") from error
