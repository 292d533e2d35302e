"""The one writing transaction of the SQLite store: every change goes into the journal and the tables together."""

import json
import secrets
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

import numpy as np

from ricordo.errors import StoreError
from ricordo.model import MemoryRecord, Thing
from ricordo.storage.base import Actor, Derived, JournalEntry, Transaction
from ricordo.storage.chain import FIRST, MEMORY, Link, digest_state, hash_link, new_nonce
from ricordo.storage.sqlite_things import put_thing, read_thing, type_of
from ricordo.text import ANALYSER
from ricordo.timeline import to_micros

ENTRY_COLUMNS: LiteralString = (
    "seq, change, at, agent, session, operation, undoes, namespace, target, type, state, nonce IS NULL"
)

_IS_EDGE: LiteralString = "j.type IN ('relation', 'link')"
_ENDS: LiteralString = (
    "coalesce(j.state ->> '$.source', j.state ->> '$.older'), coalesce(j.state ->> '$.target', j.state ->> '$.newer')"
)
"""Where the edge starts and ends that stands in a row of the journal."""
EVER_IN: LiteralString = (
    "(? IS NULL OR EXISTS (SELECT 1 FROM journal e WHERE (e.target = j.target OR " + _IS_EDGE + " AND e.target IN ("
    + _ENDS + ")) AND e.namespace IN (SELECT value FROM json_each(?))))"
)  # fmt: skip
"""What a row of the journal is about, or an end of it, is or once was in some namespaces."""
_EDGES_EVER_AT: LiteralString = (
    "SELECT DISTINCT j.target FROM journal j WHERE " + _IS_EDGE + " AND j.state IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM json_each(:ids) WHERE value IN (" + _ENDS + "))"
)
_TAKEN_BACK: LiteralString = (
    "SELECT DISTINCT target, type FROM journal WHERE namespace = ? AND state IS NOT NULL "
    "AND target NOT IN (SELECT id FROM memories) AND target NOT IN (SELECT id FROM things)"
)
_ENTRY_FIELDS = ("seq", "change", "at", "agent", "session", "operation", "undoes", "namespace", "target", "type")


def entry_from_row(row: tuple[Any, ...]) -> JournalEntry:
    """Read a journal row selected as `ENTRY_COLUMNS`."""
    *head, state, has_no_nonce = row
    known = None if state is None else read_state(head[-1], state)
    return JournalEntry(**dict(zip(_ENTRY_FIELDS, head, strict=True)), state=known, erased=bool(has_no_nonce))


def read_state(name: str, body: str) -> MemoryRecord | Thing:
    """Read a state of the journal."""
    return read_record(body) if name == MEMORY else read_thing(name, body)


def read_record(body: str) -> MemoryRecord:
    """Read a record as the tables keep it."""
    return MemoryRecord.model_validate_json(body)


def label_rows(num: int, record: MemoryRecord) -> list[tuple[str, str, int]]:
    """Give the rows of the label table for a record."""
    tags = [("tag", tag.casefold(), num) for tag in record.tags]
    return tags + [("about", name.casefold(), num) for name in record.about]


def premise_rows(num: int, record: MemoryRecord) -> list[tuple[str, int]]:
    """Give the rows of the table of premises for a record."""
    return [(premise, num) for premise in record.derived_from]


def new_identity(database: sqlite3.Connection) -> str:
    """Give the store's random id; make it, and the generation counter, in a new store."""
    database.execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?)", (secrets.token_hex(8),))
    database.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '1')")
    identity: str = database.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()[0]
    return identity


class SqliteTransaction(Transaction):
    """Writes within a BEGIN IMMEDIATE that the store has opened and will close."""

    def __init__(
        self,
        database: sqlite3.Connection,
        device: str,
        model: str | None,
        now: int,
        operation: str,
        actor: Actor,
        change: int | None,
        undoes: int | None,
    ) -> None:
        self._database = database
        self._device = device
        self._model = model
        self._now = now
        self._operation = operation
        self._actor = actor
        self._change = change
        self._undoes = undoes
        row = database.execute("SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        self._seq: int
        self._at: int
        self._hash: bytes
        self._seq, self._at, self._hash = row or (0, 0, FIRST)

    @property
    def change(self) -> int | None:
        return self._change

    def get(self, memory_id: str) -> MemoryRecord | None:
        return self._one("SELECT body FROM memories WHERE id = ?", memory_id)

    def find_text(self, namespace: str, text_key: str) -> MemoryRecord | None:
        return self._one(
            "SELECT body FROM memories WHERE namespace = ? AND text_key = ? AND state IN ('live', 'held')",
            namespace, text_key,
        )  # fmt: skip

    def superseded_texts(self, namespace: str, text_key: str) -> list[MemoryRecord]:
        rows = self._database.execute(
            "SELECT body FROM memories WHERE namespace = ? AND text_key = ? AND state = 'superseded'",
            (namespace, text_key),
        )
        return [read_record(body) for (body,) in rows.fetchall()]

    def find_subject(self, namespace: str, subject: str) -> MemoryRecord | None:
        return self._one(
            "SELECT body FROM memories WHERE namespace = ? AND subject = ? AND state = 'live'",
            namespace,
            subject,
        )

    def _one(self, query: LiteralString, *arguments: str) -> MemoryRecord | None:
        row = self._database.execute(query, arguments).fetchone()
        return None if row is None else read_record(row[0])

    def write(self, record: MemoryRecord, derived: Derived) -> None:
        body = record.model_dump_json(exclude_defaults=True)
        self._journal(record.namespace, record.id, body)
        values = (
            record.namespace, record.kind, record.state, record.subject, record.session, record.speaker, record.ref,
            derived.text_key, _micros(record.valid_from), _micros(record.valid_to), to_micros(record.created_at),
            _micros(record.expired_at), _micros(record.expires_at), len(record.text), body, record.id,
        )  # fmt: skip
        inserted = self._database.execute(_INSERT, values)
        if inserted.rowcount == 1:
            num = int(inserted.lastrowid or 0)
            self._index_text(num, derived)
        else:
            num = self._replace(record, values)
            self._index_text(num, derived)
            self._database.execute("DELETE FROM labels WHERE num = ?", (num,))
            self._database.execute("DELETE FROM premises WHERE num = ?", (num,))
        if record.tags or record.about:
            self._database.executemany("INSERT OR IGNORE INTO labels VALUES (?, ?, ?)", label_rows(num, record))
        if record.derived_from:
            self._database.executemany("INSERT OR IGNORE INTO premises VALUES (?, ?)", premise_rows(num, record))
        if derived.vector is not None and self._model is not None:
            self._put_vector(num, self._model, derived.vector)

    def _replace(self, record: MemoryRecord, values: tuple[Any, ...]) -> int:
        """Give the known row its new state; a vector of another text goes."""
        known = self._database.execute("SELECT num, body FROM memories WHERE id = ?", (record.id,)).fetchone()
        if known is None:
            raise StoreError(f"{record.id} has the text or subject of another memory; forget that one first.")
        num = int(known[0])
        self._database.execute(_UPDATE, values)
        if read_record(known[1]).text != record.text:
            self._database.execute("DELETE FROM vectors WHERE num = ?", (num,))
        return num

    def _index_text(self, num: int, derived: Derived) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO text_index (num, analyser, terms) VALUES (?, ?, ?)", (num, ANALYSER, derived.terms)
        )

    def _put_vector(self, num: int, model: str, vector: np.ndarray) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO vectors (num, model, vector) VALUES (?, ?, ?)",
            (num, model, np.asarray(vector, "<f2").tobytes()),
        )

    def park(self, memory_id: str) -> None:
        self._database.execute(
            "UPDATE memories SET text_key = 'parked:' || id, subject = NULL WHERE id = ?", (memory_id,)
        )

    def remove(self, memory_id: str) -> None:
        record = self.get(memory_id)
        if record is not None:
            self._journal(record.namespace, memory_id, None)
            self._delete(memory_id)

    def erase(self, memory_id: str) -> list[str]:
        record = self.get(memory_id)
        entries = self.entries(target=memory_id)
        self._forget_states(memory_id)
        echoes = self._vectors_with(memory_id) if record is not None else []
        self._journal(entries[-1].namespace, memory_id, None, operation="erase")
        self._delete(memory_id)
        self._database.execute("DELETE FROM uses WHERE id = ?", (memory_id,))
        return echoes

    def _vectors_with(self, memory_id: str) -> list[str]:
        """Drop the vector of the next message of the session: this text went into it."""
        row = self._database.execute(
            "SELECT n.num, n.id FROM memories m JOIN memories n ON n.namespace = m.namespace "
            "AND n.session = m.session AND n.kind = m.kind AND n.num > m.num "
            "WHERE m.id = ? AND m.kind = 'message' ORDER BY n.num LIMIT 1",
            (memory_id,),
        ).fetchone()
        if row is None:
            return []
        self._database.execute("DELETE FROM vectors WHERE num = ?", (row[0],))
        self._database.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
        return [row[1]]

    def _delete(self, memory_id: str) -> None:
        row = self._database.execute("DELETE FROM memories WHERE id = ? RETURNING num", (memory_id,)).fetchone()
        if row is not None:
            self._database.execute("INSERT INTO removed VALUES (?, ?)", (self._seq, row[0]))

    def erase_questions(self, texts: Sequence[str], namespaces: Sequence[str] = ()) -> None:
        wanted = {_folded(text) for text in texts} - {""}
        rows = self._database.execute("SELECT namespace, question FROM questions").fetchall()
        gone = [row for row in rows if row[0] in namespaces or any(text in _folded(row[1]) for text in wanted)]
        self._database.executemany("DELETE FROM questions WHERE namespace = ? AND question = ?", gone)

    def count_seen(self, memory_id: str) -> int:
        self._database.execute(
            "INSERT INTO uses (id, seen) VALUES (?, 2) ON CONFLICT (id) DO UPDATE SET seen = seen + 1",
            (memory_id,),
        )
        seen: int = self._database.execute("SELECT seen FROM uses WHERE id = ?", (memory_id,)).fetchone()[0]
        return seen

    def entries(self, *, change: int | None = None, target: str | None = None) -> list[JournalEntry]:
        # One condition for each, so that each is answered by its index: an undo asks once for every memory.
        wanted: LiteralString = "change = ?" if target is None else "target = ?"
        rows = self._database.execute(
            "SELECT " + ENTRY_COLUMNS + " FROM journal WHERE " + wanted + " ORDER BY seq",
            (change if target is None else target,),
        ).fetchall()
        return [entry_from_row(row) for row in rows]

    def dependants(self, memory_id: str) -> list[MemoryRecord]:
        rows = self._database.execute(
            "SELECT m.body FROM premises p JOIN memories m ON m.num = p.num WHERE p.premise = ? ORDER BY m.num",
            (memory_id,),
        )
        return [read_record(body) for (body,) in rows.fetchall()]

    def put(self, thing: Thing) -> None:
        body = thing.model_dump_json(exclude_defaults=True)
        self._journal(thing.namespace, thing.id, body, type_=type_of(thing))
        put_thing(self._database, thing, body)

    def thing(self, thing_id: str) -> Thing | None:
        row = self._database.execute("SELECT type, body FROM things WHERE id = ?", (thing_id,)).fetchone()
        return None if row is None else read_thing(*row)

    def remove_thing(self, thing_id: str) -> None:
        known = self.thing(thing_id)
        if known is not None:
            self._journal(known.namespace, thing_id, None, type_=type_of(known))
            self._database.execute("DELETE FROM things WHERE id = ?", (thing_id,))

    def erase_thing(self, thing_id: str) -> None:
        entries = self.entries(target=thing_id)
        self._forget_states(thing_id)
        self._journal(entries[-1].namespace, thing_id, None, operation="erase", type_=entries[-1].type)
        self._database.execute("DELETE FROM things WHERE id = ?", (thing_id,))

    def edges_ever_at(self, ids: Sequence[str]) -> list[str]:
        if not ids:
            return []  # it would read all of the journal
        rows = self._database.execute(_EDGES_EVER_AT, {"ids": json.dumps(list(ids))})
        return [target for (target,) in rows]

    def taken_back(self, namespace: str) -> tuple[list[str], list[str]]:
        rows = self._database.execute(_TAKEN_BACK, (namespace,)).fetchall()
        memories = [target for target, type_ in rows if type_ == MEMORY]
        return memories, [target for target, type_ in rows if type_ != MEMORY]

    def _forget_states(self, target: str) -> None:
        self._database.execute(
            "UPDATE journal SET state = NULL, nonce = NULL WHERE target = ? AND state IS NOT NULL", (target,)
        )

    def _journal(
        self, namespace: str, target: str, state: str | None, *, operation: str | None = None, type_: str = MEMORY
    ) -> None:
        self._seq += 1
        self._at = max(self._at, self._now)
        self._change = self._change or self._seq
        nonce = new_nonce()
        link = Link(
            self._seq, self._change, self._at, self._device, self._actor.agent, self._actor.session,
            operation or self._operation, self._undoes, namespace, target, digest_state(nonce, state), type_,
        )  # fmt: skip
        previous, self._hash = self._hash, hash_link(self._hash, link)
        self._database.execute(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                link.seq, link.change, link.at, link.device, link.agent, link.session, link.operation, link.undoes,
                link.namespace, link.target, state, nonce, link.digest, previous, self._hash, link.type,
            ),
        )  # fmt: skip


_INSERT: LiteralString = (
    "INSERT OR IGNORE INTO memories (namespace, kind, state, subject, session, speaker, ref, text_key, valid_from, "
    "valid_to, created_at, expired_at, expires_at, characters, body, id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE: LiteralString = (
    "UPDATE memories SET namespace = ?, kind = ?, state = ?, subject = ?, session = ?, speaker = ?, ref = ?, "
    "text_key = ?, valid_from = ?, valid_to = ?, created_at = ?, expired_at = ?, expires_at = ?, "
    "characters = ?, body = ? WHERE id = ?"
)


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else to_micros(moment)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
