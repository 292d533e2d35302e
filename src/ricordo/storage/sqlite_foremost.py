"""How SQLite finds the few memories that a reader may have to know, by indexes alone, however many there are."""

import sqlite3
from collections.abc import Sequence
from typing import LiteralString


def select_foremost(
    database: sqlite3.Connection, namespaces: Sequence[str], kinds: Sequence[str], now: int, limit: int
) -> list[str]:
    """Give the bodies of the memories that `Store.foremost` promises."""
    found: dict[int, str] = {}
    for namespace in namespaces:
        for kind in kinds:
            known = {"namespace": namespace, "kind": kind, "now": now, "limit": limit}
            for query in (_NEWEST, _IMPORTANT, _PINNED):
                found.update(database.execute(query, known).fetchall())
    return [found[num] for num in sorted(found)]


def select_slots(database: sqlite3.Connection, namespaces: Sequence[str], subject: str, now: int) -> list[str]:
    """Give the bodies of the memories that `Store.slots` promises."""
    slots: list[str] = []
    for namespace in namespaces:
        # A dot sorts before a slash: these are all subjects below the first one.
        known = {"namespace": namespace, "subject": subject, "first": f"{subject}.", "last": f"{subject}/", "now": now}
        slots += [body for _, body in database.execute(_SLOTS, known).fetchall()]
    return slots


_IN_FORCE: LiteralString = "(m.valid_to IS NULL OR m.valid_to > :now) AND (m.expires_at IS NULL OR m.expires_at > :now)"
_OF_KIND: LiteralString = (
    "SELECT m.num, m.body FROM memories m WHERE m.namespace = :namespace AND m.kind = :kind AND m.state = 'live' AND "
    + _IN_FORCE + " AND m.body ->> '$.private' IS NOT 1"
)  # fmt: skip
_NEWEST: LiteralString = _OF_KIND + " ORDER BY m.created_at DESC, m.num DESC LIMIT :limit"
_IMPORTANT: LiteralString = _OF_KIND + " ORDER BY ifnull(m.body ->> '$.importance', 0.5) DESC, m.num DESC LIMIT :limit"
_PINNED: LiteralString = _OF_KIND + " AND m.body ->> '$.pinned' = 1 ORDER BY m.num DESC LIMIT :limit"
_SLOTS: LiteralString = (
    "SELECT m.num, m.body FROM memories m WHERE m.namespace = :namespace AND m.state = 'live' "
    "AND m.subject IS NOT NULL AND (m.subject = :subject OR m.subject >= :first AND m.subject < :last) AND "
    + _IN_FORCE + " ORDER BY m.subject"
)  # fmt: skip
USES: LiteralString = (
    "SELECT id, seen - 1 + recalled FROM uses WHERE id IN (SELECT value FROM json_each(?)) AND seen - 1 + recalled <> 0"
)
"""How often memories were said again or recalled."""
