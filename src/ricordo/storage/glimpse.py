"""A look into a store for a process that lives a tenth of a second: reads only, with the standard library only."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, LiteralString, Self

from ricordo.errors import NotAStore
from ricordo.storage.connection import SCHEMA_VERSION, explained, inspect, journal_row
from ricordo.storage.sqlite_foremost import USES, select_foremost, select_slots

_BUSY_SECONDS = 0.05
"""Whoever looks in has no time to wait for a writer; readers need not in WAL mode."""
_IN_FORCE: LiteralString = (
    " AND state = 'live' AND namespace IN (SELECT value FROM json_each(?2)) AND ifnull(valid_to, ?3) >= ?3 "
    "AND ifnull(valid_from, ?3) <= ?3 AND (expires_at IS NULL OR expires_at > ?3)"
)


class Glimpse:
    """An open store file. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file for reading.

        Raises:
            NotAStore: When it is no store, or one that has to be migrated first.
            StoreError: When it cannot be read.
        """
        self._path = path
        with explained(path):
            inspect(path)
            # In a URI these three would not stand for themselves.
            name = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
            self._database = sqlite3.connect(f"file:{name}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
            if self._rows("PRAGMA user_version")[0][0] != SCHEMA_VERSION:
                self._database.close()
                raise NotAStore(f"{path} is of an older Ricordo; run `ricordo stats` once to bring it up to date.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _rows(self, query: LiteralString, *arguments: Any) -> list[tuple[Any, ...]]:
        with explained(self._path):
            return self._database.execute(query, arguments).fetchall()

    def identity(self) -> str:
        """Give the store's random id, by which its index file is known."""
        return "".join(value for (value,) in self._rows("SELECT value FROM meta WHERE key = 'identity'"))

    def generation(self) -> int:
        """Give the store's count of rebuilds of derived data."""
        return int(self._rows("SELECT value FROM meta WHERE key = 'generation'")[0][0])

    def terms_after(
        self, sequence: int, namespaces: Sequence[str], without: Collection[str], limit: int
    ) -> dict[int, bytes]:
        """Give the packed terms of the newest live memories that changed since a sequence number, by number.

        Args:
            sequence: Where the index file ends; 0 where there is none.
            namespaces: Only those of these namespaces.
            without: Leave these kinds out.
            limit: So many at most.
        """
        after = journal_row(sequence)
        changed: LiteralString = "AND m.id IN (SELECT target FROM journal WHERE seq > ?) " if after else "AND ? = 0 "
        return dict(
            self._rows(
                "SELECT m.num, t.terms FROM memories m JOIN text_index t ON t.num = m.num "
                "WHERE m.state = 'live' AND m.namespace IN (SELECT value FROM json_each(?)) "
                "AND m.kind NOT IN (SELECT value FROM json_each(?)) " + changed + "ORDER BY m.num DESC LIMIT ?",
                json.dumps(list(namespaces)), json.dumps(list(without)), after, limit,
            )
        )  # fmt: skip

    def count(self, namespaces: Sequence[str]) -> int:
        """Count the memories of some namespaces."""
        rows = self._rows(
            "SELECT count(*) FROM memories WHERE namespace IN (SELECT value FROM json_each(?))",
            json.dumps(list(namespaces)),
        )
        return int(rows[0][0])

    def slots(self, namespaces: Sequence[str], subject: str, now: int) -> list[dict[str, Any]]:
        """Give what `Store.slots` gives, as bodies."""
        with explained(self._path):
            return [json.loads(one) for one in select_slots(self._database, namespaces, subject, now)]

    def foremost(self, namespaces: Sequence[str], kinds: Sequence[str], now: int, limit: int) -> list[dict[str, Any]]:
        """Give what `Store.foremost` gives, as bodies."""
        with explained(self._path):
            return [json.loads(one) for one in select_foremost(self._database, namespaces, kinds, now, limit)]

    def bodies(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Give memories by their ids, whatever their state."""
        rows = self._rows(
            "SELECT body FROM memories WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(ids))
        )
        return [json.loads(body) for (body,) in rows]

    def uses(self, ids: Sequence[str]) -> dict[str, int]:
        """Give what `Store.uses` gives."""
        return dict(self._rows(USES, json.dumps(list(ids))))

    def doubted(self, ids: Sequence[str]) -> set[str]:
        """Give the older ends of the open links that touch some memories."""
        rows = self._rows(
            "SELECT source FROM things WHERE type = 'link' AND live AND source IN (SELECT value FROM json_each(?1)) "
            "UNION SELECT source FROM things WHERE type = 'link' AND live "
            "AND target IN (SELECT value FROM json_each(?1))",
            json.dumps(list(ids)),
        )
        return {older for (older,) in rows}

    def sessions(self, namespace: str, newest: int) -> list[dict[str, Any]]:
        """Give the newest sessions of a namespace, as bodies."""
        rows = self._rows(
            "SELECT body FROM things WHERE type = 'session' AND namespace = ? ORDER BY num DESC LIMIT ?",
            namespace,
            newest,
        )
        return [json.loads(body) for (body,) in rows]

    def live(self, nums: Sequence[int], namespaces: Sequence[str], now: int) -> dict[int, dict[str, Any]]:
        """Give, by number, those of some memories that are in force: their bodies as they are stored.

        Args:
            nums: Their numbers.
            namespaces: Only those of these namespaces.
            now: The present in microseconds.
        """
        rows = self._rows(
            "SELECT num, body FROM memories WHERE num IN (SELECT value FROM json_each(?1))" + _IN_FORCE,
            json.dumps(list(nums)), json.dumps(list(namespaces)), now,
        )  # fmt: skip
        return {num: json.loads(body) for num, body in rows}

    def live_by_id(self, ids: Sequence[str], namespaces: Sequence[str], now: int) -> dict[str, dict[str, Any]]:
        """Give, by id, those of some memories that are in force; see `live`."""
        rows = self._rows(
            "SELECT id, body FROM memories WHERE id IN (SELECT value FROM json_each(?1))" + _IN_FORCE,
            json.dumps(list(ids)), json.dumps(list(namespaces)), now,
        )  # fmt: skip
        return {one: json.loads(body) for one, body in rows}
