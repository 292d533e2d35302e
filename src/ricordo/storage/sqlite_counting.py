"""How SQLite counts aside: recalls of memories and questions, and memories by name and day."""

import contextlib
import json
import sqlite3
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Final, LiteralString

from ricordo.errors import StoreBusy
from ricordo.model import MemoryRecord
from ricordo.storage.connection import journal_row
from ricordo.storage.counting import Asked, CountingStore, DayCount, Use
from ricordo.storage.filter import Filter
from ricordo.storage.sqlite_filter import arguments_of, condition
from ricordo.storage.sqlite_transaction import read_record

MOST_QUESTIONS: Final = 10_000
"""So many questions are kept, the newest of all namespaces; what is more is cut off in steps of a tenth."""


class SqliteCounting(CountingStore):
    """The counting half of the SQLite store."""

    @abstractmethod
    def _rows(self, query: LiteralString, *arguments: Any) -> list[tuple[Any, ...]]: ...

    @abstractmethod
    def _writing(self, patience_seconds: float = ...) -> contextlib.AbstractContextManager[sqlite3.Connection]: ...

    def count_uses(
        self, uses: Mapping[str, Use], asked: Sequence[Asked], since: int, *, patience_seconds: float
    ) -> bool:
        try:
            with self._writing(patience_seconds) as database:
                _add_uses(database, uses)
                if not database.execute(_ERASED_AFTER, (journal_row(since),)).fetchone():
                    _add_questions(database, asked)
        except StoreBusy:
            return False
        return True

    def recalls(self, ids: Sequence[str]) -> dict[str, Use]:
        rows = self._rows(
            "SELECT id, seen, recalled, recalled_at FROM uses WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(list(ids)),
        )
        return {one: Use(*counts) for one, *counts in rows}

    def questions(self, namespaces: Sequence[str], since: int) -> list[Asked]:
        rows = self._rows(
            "SELECT namespace, question, asked, missed, asked_at FROM questions"
            " WHERE namespace IN (SELECT value FROM json_each(?)) AND asked_at >= ? ORDER BY asked_at DESC, question",
            json.dumps(list(namespaces)), since,
        )  # fmt: skip
        return [Asked(*row) for row in rows]

    def move_questions(self, namespace: str, to: str) -> None:
        with self._writing() as database:
            database.execute("UPDATE OR REPLACE questions SET namespace = ? WHERE namespace = ?", (to, namespace))

    def most_recalled(self, where: Filter, since: int, limit: int) -> list[tuple[MemoryRecord, Use]]:
        rows = self._rows(
            "SELECT m.body, u.seen, u.recalled, u.recalled_at FROM uses u JOIN memories m ON m.id = u.id "
            "WHERE u.recalled > 0 AND u.recalled_at >= ? AND " + condition(where)
            + " ORDER BY u.recalled DESC, u.recalled_at DESC, m.id DESC LIMIT ?",
            since, *arguments_of(where), limit,
        )  # fmt: skip
        return [(read_record(body), Use(*counts)) for body, *counts in rows]

    def unrecalled(self, where: Filter, before: int, limit: int) -> tuple[list[MemoryRecord], int]:
        rows: LiteralString = (
            " FROM memories m LEFT JOIN uses u ON u.id = m.id"
            " WHERE m.created_at < ? AND (u.recalled_at IS NULL OR u.recalled_at < ?)"
            " AND m.body ->> '$.pinned' IS NULL AND " + condition(where)
        )
        arguments = (before, before, *arguments_of(where))
        found = self._rows("SELECT m.body" + rows + " ORDER BY m.created_at, m.id LIMIT ?", *arguments, limit)
        (count,) = self._rows("SELECT count(*)" + rows, *arguments)[0]
        return [read_record(body) for (body,) in found], int(count)

    def names(self, where: Filter, limit: int) -> list[tuple[str, int]]:
        rows = self._rows(
            "SELECT l.label, count(*) FROM memories m JOIN labels l ON l.num = m.num AND l.type = 'about' WHERE "
            + condition(where) + " GROUP BY l.label ORDER BY count(*) DESC, l.label LIMIT ?",
            *arguments_of(where), limit,
        )  # fmt: skip
        return [(str(label), int(count)) for label, count in rows]

    def days(self, where: Filter) -> list[DayCount]:
        rows = self._rows(
            "SELECT m.namespace, m.kind, m.body ->> '$.agent', date(m.created_at / 1000000, 'unixepoch') AS day, "
            "count(*) FROM memories m WHERE " + condition(where) + " GROUP BY 1, 2, 3, 4 ORDER BY day, 1, 2, 3",
            *arguments_of(where),
        )
        return [DayCount(*row) for row in rows]

    def expired(self, namespaces: Sequence[str] | None, at: int) -> dict[str, int]:
        where = Filter(namespaces=None if namespaces is None else tuple(namespaces), states=("live",), expired_by=at)
        return dict(
            self._rows(
                "SELECT m.namespace, count(*) FROM memories m WHERE " + condition(where) + " GROUP BY m.namespace",
                *arguments_of(where),
            )
        )


def _add_uses(database: sqlite3.Connection, uses: Mapping[str, Use]) -> None:
    database.executemany(
        "INSERT INTO uses (id, recalled, recalled_at) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM memories WHERE id = ?)"
        " ON CONFLICT (id) DO UPDATE SET recalled = recalled + excluded.recalled,"
        " recalled_at = max(ifnull(recalled_at, 0), excluded.recalled_at)",
        [(one, use.recalled, use.recalled_at, one) for one, use in uses.items()],
    )


def _add_questions(database: sqlite3.Connection, asked: Sequence[Asked]) -> None:
    database.executemany(
        "INSERT INTO questions (namespace, question, asked, missed, asked_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (namespace, question) DO UPDATE SET asked = asked + excluded.asked,"
        " missed = missed + excluded.missed, asked_at = max(asked_at, excluded.asked_at)",
        [(one.namespace, one.question, one.asked, one.missed, one.asked_at) for one in asked],
    )
    (count,) = database.execute("SELECT count(*) FROM questions").fetchone()
    if count > MOST_QUESTIONS + MOST_QUESTIONS // 10:
        database.execute(
            "DELETE FROM questions WHERE (namespace, question) IN"
            " (SELECT namespace, question FROM questions ORDER BY asked_at DESC LIMIT -1 OFFSET ?)",
            (MOST_QUESTIONS,),
        )


_ERASED_AFTER: LiteralString = "SELECT 1 FROM journal WHERE seq > ? AND operation = 'erase' LIMIT 1"
