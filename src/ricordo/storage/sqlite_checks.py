"""The checks that only the SQLite store can make."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import LiteralString

from ricordo.storage.base import Finding
from ricordo.storage.chain import FIRST, Link, digest_state, hash_link
from ricordo.storage.connection import schema_scripts
from ricordo.text import ANALYSER

_LARGE_LOG_BYTES = 64 * 1024 * 1024
_LITTLE_SPACE_BYTES = 64 * 1024 * 1024


def check_all(database: sqlite3.Connection, path: Path | None, model: str | None) -> list[Finding]:
    """Run every check; a damaged file makes single checks fail, not the whole."""
    findings = [
        _guarded("integrity", lambda: _integrity(database)),
        _guarded("foreign keys", lambda: _problem(database.execute("PRAGMA foreign_key_check").fetchall(), "rows")),
        _guarded("schema", lambda: _schema(database)),
        _guarded("journal order", lambda: _count(database, _JOURNAL_GAPS, "gaps in the journal")),
        _guarded("journal chain", lambda: _chain(database)),
        _guarded("memories equal journal", lambda: _count(database, _REPLAY, "memories differ from the journal")),
        _guarded("graph equals journal", lambda: _count(database, _REPLAY_THINGS, "entries differ from the journal")),
        _guarded("columns equal memories", lambda: _count(database, _COLUMNS, "rows differ from their memory")),
    ]
    findings += [
        _guarded("text index", lambda: _count(database, _UNINDEXED, "memories are not indexed", ANALYSER), True),
        _guarded("orphans", lambda: _count(database, _ORPHANS, "derived rows have no memory"), True),
        _guarded("labels", lambda: _count(database, _LABELS, "tags or names differ"), True),
    ]
    if model is not None:
        findings += [
            _guarded("vectors present", lambda: _count(database, _NO_VECTOR, "memories have no vector"), True),
            _guarded(
                "vectors of this model",
                lambda: _count(database, _OTHER_MODEL, "vectors are of another model", model),
                True,
            ),
        ]
    return findings + _file_findings(path)


def _guarded(name: str, problem: Callable[[], str], repairable: bool = False) -> Finding:
    try:
        detail = problem()
    except sqlite3.DatabaseError as error:
        return Finding(name, ok=False, detail=str(error))
    return Finding(name, ok=not detail, detail=detail, repairable=repairable)


def _problem(rows: list[tuple[object, ...]], what: str) -> str:
    return f"{len(rows)} {what}" if rows else ""


def _count(database: sqlite3.Connection, query: LiteralString, what: str, *arguments: object) -> str:
    count = database.execute(query, arguments).fetchone()[0]
    return f"{count} {what}" if count else ""


def _integrity(database: sqlite3.Connection) -> str:
    rows = [row[0] for row in database.execute("PRAGMA integrity_check(5)")]
    return "" if rows == ["ok"] else "; ".join(rows)


def _schema(database: sqlite3.Connection) -> str:
    """Compare with a fresh store of this version."""
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript("\n".join(schema_scripts()))
        names: LiteralString = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        expected, found = (set(one.execute(names)) for one in (fresh, database))
    finally:
        fresh.close()
    return ", ".join(f"{kind} {name} is {'missing' if (kind, name) in expected else 'foreign'}"
                     for kind, name in sorted(expected ^ found))  # fmt: skip


def _chain(database: sqlite3.Connection) -> str:
    previous = FIRST
    rows = database.execute(
        "SELECT seq, change, at, device, agent, session, operation, undoes, namespace, target, digest, "
        "type, previous, hash, state, nonce FROM journal ORDER BY seq"
    )
    for *fields, stored_previous, stored_hash, state, nonce in rows:
        link = Link(*fields)
        if stored_previous != previous or hash_link(previous, link) != stored_hash:
            return f"row {link.seq} does not follow from the row before it"
        if nonce is not None and digest_state(nonce, state) != link.digest:
            return f"the state in row {link.seq} was changed"
        if nonce is None and state is not None:
            return f"row {link.seq} has a state without its salt"
        previous = stored_hash
    return ""


def _file_findings(path: Path | None) -> list[Finding]:
    if path is None:
        return []
    open_modes = [
        file.name
        for file in path.parent.glob(f"{path.name}*")
        if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077
    ]
    log = Path(f"{path}-wal")
    log_bytes = log.stat().st_size if log.exists() else 0
    free = shutil.disk_usage(path.parent).free
    return [
        Finding("permissions", not open_modes, f"others may read {', '.join(open_modes)}" if open_modes else ""),
        Finding("write-ahead log", log_bytes < _LARGE_LOG_BYTES,
                "" if log_bytes < _LARGE_LOG_BYTES else f"{log_bytes:,} bytes wait for a checkpoint", repairable=True),
        Finding("free space", free > _LITTLE_SPACE_BYTES,
                "" if free > _LITTLE_SPACE_BYTES else f"only {free:,} bytes are free"),
    ]  # fmt: skip


_JOURNAL_GAPS: LiteralString = "SELECT ifnull(max(seq), 0) - count(*) FROM journal"
_REPLAY: LiteralString = """
    SELECT (SELECT count(*) FROM journal j LEFT JOIN memories m ON m.id = j.target
            WHERE j.seq = (SELECT max(l.seq) FROM journal l WHERE l.target = j.target) AND j.type = 'memory'
            AND j.state IS NOT m.body)
         + (SELECT count(*) FROM memories m WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.target = m.id))"""
_REPLAY_THINGS: LiteralString = """
    SELECT (SELECT count(*) FROM journal j LEFT JOIN things t ON t.id = j.target
            WHERE j.seq = (SELECT max(l.seq) FROM journal l WHERE l.target = j.target) AND j.type != 'memory'
            AND (j.state IS NOT t.body OR t.body IS NOT NULL AND (t.type != j.type OR t.namespace != j.namespace)))
         + (SELECT count(*) FROM things t WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.target = t.id))"""
_COLUMNS: LiteralString = """
    SELECT count(*) FROM memories WHERE id IS NOT body ->> '$.id' OR namespace IS NOT body ->> '$.namespace'
        OR kind IS NOT body ->> '$.kind' OR state IS NOT ifnull(body ->> '$.state', 'live')
        OR subject IS NOT body ->> '$.subject' OR session IS NOT body ->> '$.session'
        OR speaker IS NOT body ->> '$.speaker' OR ref IS NOT body ->> '$.ref'
        OR (valid_from IS NULL) != (body ->> '$.valid_from' IS NULL)
        OR (valid_to IS NULL) != (body ->> '$.valid_to' IS NULL)
        OR (expired_at IS NULL) != (body ->> '$.expired_at' IS NULL)
        OR (expires_at IS NULL) != (body ->> '$.expires_at' IS NULL)"""
_UNINDEXED: LiteralString = """
    SELECT count(*) FROM memories m LEFT JOIN text_index t ON t.num = m.num
    WHERE t.num IS NULL OR t.analyser != ?"""
_ORPHANS: LiteralString = """
    SELECT (SELECT count(*) FROM text_index WHERE num NOT IN (SELECT num FROM memories))
         + (SELECT count(*) FROM vectors WHERE num NOT IN (SELECT num FROM memories))
         + (SELECT count(*) FROM labels WHERE num NOT IN (SELECT num FROM memories))
         + (SELECT count(*) FROM premises WHERE num NOT IN (SELECT num FROM memories))
         + (SELECT count(*) FROM entity_names WHERE num NOT IN (SELECT num FROM things))
         + (SELECT count(*) FROM uses WHERE id NOT IN (SELECT id FROM memories)
            AND id NOT IN (SELECT target FROM journal))"""
_LABELS: LiteralString = """
    SELECT count(*) FROM memories m WHERE
        (SELECT count(*) FROM labels l WHERE l.num = m.num) > 0
        AND body ->> '$.tags' IS NULL AND body ->> '$.about' IS NULL
        OR (SELECT count(*) FROM labels l WHERE l.num = m.num) = 0
        AND (body ->> '$.tags' IS NOT NULL OR body ->> '$.about' IS NOT NULL)"""
_NO_VECTOR: LiteralString = """
    SELECT count(*) FROM memories m LEFT JOIN vectors v ON v.num = m.num WHERE v.num IS NULL"""
_OTHER_MODEL: LiteralString = "SELECT count(*) FROM vectors WHERE model != ?"
