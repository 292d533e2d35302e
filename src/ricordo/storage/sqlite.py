"""The store in one SQLite file: opening, reading and what is derived. Writing is in `sqlite_transaction`."""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, LiteralString

import numpy as np

from ricordo.errors import StoreError
from ricordo.model import Kind, Link, MemoryRecord, ThingType
from ricordo.storage import sqlite_checks
from ricordo.storage.base import (
    Actor,
    AnyThing,
    Derived,
    Finding,
    IndexChanges,
    IndexRow,
    JournalEntry,
    NamespaceCount,
    Touched,
    Transaction,
)
from ricordo.storage.chain import MEMORY
from ricordo.storage.connection import (
    BUSY_TIMEOUT_SECONDS,
    INDEX_ENDING,
    OLD_ENDING,
    SCHEMA_VERSION,
    SEQUENCE_BITS,
    SESSIONS_ENDING,
    connect,
    explained,
    journal_row,
    write_turn,
)
from ricordo.storage.copies import copy_to
from ricordo.storage.edges import Edge, EdgeFilter, Mention
from ricordo.storage.filter import Filter, fits
from ricordo.storage.halves import widened
from ricordo.storage.joined import JoinedChange, Joining
from ricordo.storage.place import Place
from ricordo.storage.sqlite_counting import SqliteCounting
from ricordo.storage.sqlite_filter import arguments_of, condition, listed
from ricordo.storage.sqlite_foremost import USES, select_foremost, select_slots
from ricordo.storage.sqlite_things import STATES_AT, Wanted, count_mentions, select_edges, select_things, things_at
from ricordo.storage.sqlite_transaction import (
    ENTRY_COLUMNS,
    EVER_IN,
    SqliteTransaction,
    entry_from_row,
    label_rows,
    new_identity,
    premise_rows,
    read_record,
)
from ricordo.text import ANALYSER
from ricordo.timeline import to_micros


class SqliteStore(SqliteCounting):
    """Keeps memories in a SQLite file, or in memory when there is no path.

    One connection serves all threads, one at a time; other processes have their own.
    """

    def __init__(self, path: Path | None, clock: Callable[[], datetime], model: str | None = None) -> None:
        """Open or make the file.

        Args:
            path: The file; None for a store that lives as long as this object.
            clock: Gives the time for the journal.
            model: Fingerprint of the embedder.

        Raises:
            StoreError: When the file cannot be used; the message says why.
        """
        self.path = path
        self.model = model
        self._clock = clock
        self._lock = threading.RLock()
        self._joining = Joining()
        self._database = connect(path)
        self._place = None if path is None else Place(path)
        self._closed = False
        with self._writing():
            self._identity = new_identity(self._database)

    # Opening and closing

    def close(self) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                self._database.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, explained(self.path):
            if self._closed:
                raise StoreError("this Memory is closed; open it again.")
            self.check_file()
            yield self._database

    def check_file(self) -> None:
        if self._place is not None:
            self._place.check()

    @contextlib.contextmanager
    def _writing(self, patience_seconds: float = BUSY_TIMEOUT_SECONDS) -> Iterator[sqlite3.Connection]:
        """Hold the write lock of the file in one IMMEDIATE transaction."""
        turn = write_turn(self.path, patience_seconds) if self.path else contextlib.nullcontext()
        with self._reading() as database, turn:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def transaction(
        self, operation: str, actor: Actor, *, change: int | None = None, undoes: int | None = None
    ) -> Iterator[Transaction]:
        with self._writing() as database:
            now, joined = to_micros(self._clock()), self._joining.joined or JoinedChange()
            number = change or joined.number
            transaction = SqliteTransaction(
                database, self._identity, self.model, now, operation, actor, number, undoes
            )  # fmt: skip
            yield transaction
        joined.number = transaction.change

    def one_change(self) -> contextlib.AbstractContextManager[JoinedChange]:
        return self._joining.one_change()

    def identity(self) -> str:
        return self._identity

    def _rows(self, query: LiteralString, *arguments: Any) -> list[tuple[Any, ...]]:
        with self._reading() as database:
            return database.execute(query, arguments).fetchall()

    # What the recall index reads

    def sequence(self) -> int:
        rows = self._rows(
            "SELECT (SELECT ifnull(max(seq), 0) FROM journal), "
            "(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation')"
        )
        return int(rows[0][1]) << SEQUENCE_BITS | int(rows[0][0])

    def index_changes(self, since: int) -> IndexChanges:
        after = journal_row(since)
        with self._reading() as database:
            database.execute("BEGIN")
            try:
                sequence = self.sequence()
                rows = self._index_rows(after)
                removed = self._rows("SELECT num FROM removed WHERE seq > ? AND ? > 0", after, after)
            finally:
                database.execute("COMMIT")
        present = {row.num for row in rows}
        gone = [num for (num,) in removed if num not in present]
        return IndexChanges(sequence, sequence >> SEQUENCE_BITS, rows, gone)

    def _index_rows(self, since: int) -> list[IndexRow]:
        columns: LiteralString = (
            "SELECT m.num, m.namespace, m.kind, m.state, m.valid_from, m.valid_to, m.created_at, m.expired_at, "
            "m.expires_at, CASE m.kind WHEN 'message' THEN m.session END, m.speaker, m.characters, t.terms, v.vector "
            "FROM memories m JOIN text_index t ON t.num = m.num LEFT JOIN vectors v ON v.num = m.num AND v.model = ? "
        )
        if since:
            rows = self._rows(
                columns + "WHERE m.id IN (SELECT target FROM journal WHERE seq > ?) ORDER BY m.num",
                self.model,
                since,
            )
        else:
            rows = self._rows(columns + "ORDER BY m.num", self.model)
        return [IndexRow(*row) for row in rows]

    def touched(self, since: int, namespaces: Sequence[str]) -> list[Touched]:
        rows = self._rows(
            "SELECT DISTINCT type, target FROM journal WHERE target IN (SELECT target FROM journal WHERE seq > ?) "
            "AND namespace IN (SELECT value FROM json_each(?))",
            journal_row(since), json.dumps(list(namespaces)),
        )  # fmt: skip
        return [Touched(*row) for row in rows]

    def vectors(self, nums: Sequence[int]) -> np.ndarray:
        wanted = [int(num) for num in nums]
        rows = dict(
            self._rows(
                "SELECT num, vector FROM vectors WHERE num IN (SELECT value FROM json_each(?))", json.dumps(wanted)
            )
        )
        width = len(next(iter(rows.values()))) if rows else 0
        blank = bytes(width)
        return widened(b"".join([rows.get(num, blank) for num in wanted])).reshape(len(wanted), width // 2)

    def records(self, nums: Sequence[int]) -> list[MemoryRecord]:
        rows = dict(
            self._rows(
                "SELECT num, body FROM memories WHERE num IN (SELECT value FROM json_each(?))",
                json.dumps([int(num) for num in nums]),
            )
        )
        return [read_record(rows[num]) for num in map(int, nums) if num in rows]

    # What people and programs look up

    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        rows = dict(
            self._rows(
                "SELECT id, body FROM memories WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(list(ids)),
            )
        )
        return [read_record(rows[one]) for one in ids if one in rows]

    def about_any(self, names: Sequence[str]) -> list[tuple[int, str]]:
        return self._rows(
            "SELECT num, label FROM labels WHERE type = 'about' AND label IN (SELECT value FROM json_each(?)) LIMIT ?",
            json.dumps(list(names)), _MOST_MENTIONS,
        )  # fmt: skip

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        return dict(
            self._rows(
                "SELECT id, num FROM memories WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(list(ids)),
            )
        )

    def links(self, ids: Sequence[str]) -> list[Link]:
        return [link for link in self.things(Link, touching=ids) if link.is_live]

    def ids_starting(
        self,
        prefix: str,
        namespaces: Sequence[str] | None,
        limit: int,
        type: ThingType | Literal["memory"] = "memory",  # noqa: A002
    ) -> list[str]:
        end = prefix + "\U0010ffff"
        rows = self._rows(
            "SELECT DISTINCT target FROM journal WHERE target >= ? AND target < ? AND type = ? "
            "AND (? IS NULL OR namespace IN (SELECT value FROM json_each(?))) ORDER BY target LIMIT ?",
            prefix, end, type, *listed(namespaces), limit,
        )  # fmt: skip
        return [target for (target,) in rows]

    def foremost(self, namespaces: Sequence[str], kinds: Sequence[Kind], now: int, limit: int) -> list[MemoryRecord]:
        with self._reading() as database:
            return [read_record(body) for body in select_foremost(database, namespaces, kinds, now, limit)]

    def slots(self, namespaces: Sequence[str], subject: str, now: int) -> list[MemoryRecord]:
        with self._reading() as database:
            return [read_record(body) for body in select_slots(database, namespaces, subject, now)]

    def uses(self, ids: Sequence[str]) -> dict[str, int]:
        return dict(self._rows(USES, json.dumps(list(ids))))

    def page(
        self, where: Filter, limit: int, after: str | None = None, *, known_at: int | None = None
    ) -> tuple[list[MemoryRecord], str | None]:
        created, _, last = (after or "").partition("~")
        if known_at is not None:
            found = self.records_at(where, known_at)
            rest = [one for one in found if not after or (to_micros(one.created_at), one.id) < (int(created), last)]
            page = rest[:limit]
            return page, f"{to_micros(page[-1].created_at)}~{page[-1].id}" if len(rest) > limit else None
        rows = self._rows(
            "SELECT m.body, m.created_at, m.id FROM memories m WHERE " + condition(where)
            + " AND (? = '' OR (m.created_at, m.id) < (CAST(? AS INTEGER), ?))"
            " ORDER BY m.created_at DESC, m.id DESC LIMIT ?",
            *arguments_of(where), created, created, last, limit + 1,
        )  # fmt: skip
        more = len(rows) > limit
        cursor = f"{rows[limit - 1][1]}~{rows[limit - 1][2]}" if more else None
        return [read_record(body) for body, _, _ in rows[:limit]], cursor

    def matching(self, where: Filter) -> list[int]:
        rows = self._rows("SELECT m.num FROM memories m WHERE " + condition(where), *arguments_of(where))
        return [num for (num,) in rows]

    def records_at(self, where: Filter, known_at: int, ids: Sequence[str] | None = None) -> list[MemoryRecord]:
        chosen = None if ids is None else json.dumps(list(ids))
        query: LiteralString = (
            STATES_AT + " AND (:ids IS NULL OR j.target IN (SELECT value FROM json_each(:ids))) ORDER BY j.target DESC"
        )
        with self._reading() as database:
            rows = database.execute(query, {"type": MEMORY, "at": known_at, "ids": chosen}).fetchall()
        found = [record for (body,) in rows if fits(record := read_record(body), where)]
        return sorted(found, key=lambda record: (record.created_at, record.id), reverse=True)

    def things(
        self,
        type: type[AnyThing],  # noqa: A002
        namespaces: Sequence[str] | None = None,
        *,
        ids: Sequence[str] | None = None,
        touching: Sequence[str] | None = None,
        names: Sequence[str] | None = None,
        known_at: int | None = None,
        newest: int | None = None,
    ) -> list[AnyThing]:
        where = Wanted(namespaces, ids, touching, names, newest)
        with self._reading() as database:
            if known_at is not None:
                return things_at(database, type, where, known_at)
            return select_things(database, type, where)

    def edges(self, ends: Sequence[str], where: EdgeFilter) -> list[Edge]:
        with self._reading() as database:
            return select_edges(database, ends, where)

    def mentions(self, namespaces: Sequence[str]) -> list[Mention]:
        with self._reading() as database:
            return count_mentions(database, namespaces)

    # History

    def journal(
        self, *, target: str | None = None, after: int = 0, newest_first: bool = False
    ) -> Iterator[JournalEntry]:
        # A condition of its own, so that its index answers it: the history of one memory is no walk over all.
        chosen, known = ("target = ? AND ", (target,)) if target is not None else ("", ())
        order: LiteralString = "seq < ? ORDER BY seq DESC" if newest_first else "seq > ? ORDER BY seq"
        position = after or _BEYOND_ALL if newest_first else after
        while True:
            rows = self._rows(
                "SELECT " + ENTRY_COLUMNS + " FROM journal WHERE " + chosen + order + " LIMIT 1000", *known, position
            )
            yield from map(entry_from_row, rows)
            if len(rows) < 1000:
                return
            position = rows[-1][0]

    def last_change(self, namespaces: Sequence[str] | None = None, agent: str | None = None) -> int | None:
        undone: set[int] = set()
        undos = self._rows("SELECT DISTINCT change, undoes FROM journal WHERE undoes IS NOT NULL ORDER BY change DESC")
        for change, undoes in undos:
            # Newest first: an undo that was itself undone takes nothing back.
            if change not in undone:
                undone.add(undoes)
        wanted = None if namespaces is None else json.dumps(list(namespaces))
        rows = self._rows(
            "SELECT change FROM journal j WHERE undoes IS NULL AND change NOT IN (SELECT value FROM json_each(?)) "
            "AND (? IS NULL OR agent = ?) AND (operation IN ('rename_namespace', 'delete_namespace') OR "
            + EVER_IN + ") ORDER BY change DESC LIMIT 1",
            json.dumps(sorted(undone)), agent, agent, wanted, wanted,
        )  # fmt: skip
        return rows[0][0] if rows else None

    def targets_changed_after(self, at: int, namespaces: Sequence[str] | None = None) -> list[str]:
        wanted = None if namespaces is None else json.dumps(list(namespaces))
        rows = self._rows(
            "SELECT target FROM journal j WHERE at > ? AND " + EVER_IN + " GROUP BY target ORDER BY max(seq)",
            at, wanted, wanted,
        )  # fmt: skip
        return [target for (target,) in rows]

    # Counting

    def counts(self) -> list[NamespaceCount]:
        rows = self._rows(
            "SELECT namespace, state, kind, count(*), sum(characters), max(created_at) FROM memories "
            "GROUP BY namespace, state, kind ORDER BY namespace, state, kind"
        )
        return [NamespaceCount(*row) for row in rows]

    def sizes(self) -> dict[str, int]:
        sizes = {file.name: file.stat().st_size for file in self.files()}
        rows = self._rows("SELECT model, count(*) FROM vectors GROUP BY model")
        return sizes | {f"vectors of {model}": count for model, count in rows}

    # Derived data

    def without_vector(self, after: int, limit: int) -> list[tuple[int, MemoryRecord]]:
        rows = self._rows(
            "SELECT m.num, m.body FROM memories m LEFT JOIN vectors v ON v.num = m.num "
            "WHERE m.num > ? AND (v.model IS NULL OR v.model IS NOT ?) ORDER BY m.num LIMIT ?",
            after, self.model, limit,
        )  # fmt: skip
        return [(num, read_record(body)) for num, body in rows]

    def message_before(self, num: int) -> MemoryRecord | None:
        rows = self._rows(
            "SELECT p.body FROM memories m JOIN memories p ON p.namespace = m.namespace AND p.session = m.session "
            "AND p.kind = m.kind AND p.num < m.num WHERE m.num = ? AND m.kind = 'message' ORDER BY p.num DESC LIMIT 1",
            num,
        )
        return read_record(rows[0][0]) if rows else None

    def put_vectors(self, vectors: Iterable[tuple[int, np.ndarray]]) -> None:
        rows = [(num, self.model, np.asarray(vector, "<f2").tobytes(), num) for num, vector in vectors]
        with self._writing() as database:
            database.executemany(
                "INSERT OR REPLACE INTO vectors (num, model, vector) SELECT ?, ?, ? "
                "WHERE EXISTS (SELECT 1 FROM memories WHERE num = ?)",
                rows,
            )
            _next_generation(database)

    def put_derived(self, rows: Iterable[tuple[int, Derived]]) -> None:
        with self._writing() as database:
            for num, derived in rows:
                body = database.execute("SELECT body FROM memories WHERE num = ?", (num,)).fetchone()
                if body is None:
                    continue
                database.execute("UPDATE memories SET text_key = ? WHERE num = ?", (derived.text_key, num))
                database.execute(
                    "INSERT OR REPLACE INTO text_index (num, analyser, terms) VALUES (?, ?, ?)",
                    (num, ANALYSER, derived.terms),
                )
                database.execute("DELETE FROM labels WHERE num = ?", (num,))
                database.executemany(
                    "INSERT OR IGNORE INTO labels VALUES (?, ?, ?)", label_rows(num, read_record(body[0]))
                )
                database.execute("DELETE FROM premises WHERE num = ?", (num,))
                database.executemany(
                    "INSERT OR IGNORE INTO premises VALUES (?, ?)", premise_rows(num, read_record(body[0]))
                )
            _next_generation(database)

    def walk(self, after: int = 0) -> Iterator[tuple[int, MemoryRecord, str, bytes | None, int | None]]:
        while rows := self._rows(
            "SELECT m.num, m.body, m.text_key, t.terms, t.analyser FROM memories m "
            "LEFT JOIN text_index t ON t.num = m.num WHERE m.num > ? ORDER BY m.num LIMIT 1000",
            after,
        ):
            for num, body, key, terms, analyser in rows:
                yield num, read_record(body), key, terms, analyser
            after = rows[-1][0]

    # Upkeep

    def check(self) -> list[Finding]:
        with self._reading() as database:
            return sqlite_checks.check_all(database, self.path, self.model)

    def backup(self, target: Path) -> None:
        if self.path is None:
            with self._reading() as database:
                copy_to(database, target)
            return
        # A connection of its own: writers and readers of this one go on meanwhile.
        source = connect(self.path)
        try:
            with explained(self.path):
                source.execute("BEGIN")
                copy_to(source, target)
        finally:
            source.close()

    def scrub(self) -> bool:
        with self._reading() as database:
            if self.path is None:
                database.execute("VACUUM")
                return True
            with write_turn(self.path):
                database.execute("VACUUM")
                return bool(database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)

    def files(self) -> list[Path]:
        if self.path is None:
            return []
        beside = [self._beside(ending) for ending in ("", "-wal", "-shm", ".lock", INDEX_ENDING)]
        return [file for file in (*beside, *sorted(self._beside(SESSIONS_ENDING).glob("*"))) if file.exists()]

    def sidecars(self) -> list[Path]:
        if self.path is None:
            return []
        old = [OLD_ENDING.format(version) for version in range(1, SCHEMA_VERSION)]
        return [self._beside(ending) for ending in (INDEX_ENDING, *old)]

    def _beside(self, ending: str) -> Path:
        return Path(f"{self.path}{ending}")


_MOST_MENTIONS = 2_000
_BEYOND_ALL = (1 << 63) - 1


def _next_generation(database: sqlite3.Connection) -> None:
    database.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
