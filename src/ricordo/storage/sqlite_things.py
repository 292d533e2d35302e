"""How SQLite keeps entities, relations, links and sessions: one table, a row for each, the whole value as JSON."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from ricordo.errors import StoreError
from ricordo.model import Entity, Link, Relation, Session, Thing, ThingType
from ricordo.storage.base import AnyThing
from ricordo.storage.edges import Edge, EdgeFilter, Mention
from ricordo.timeline import to_micros

_TYPES: dict[ThingType, type[Thing]] = {"entity": Entity, "relation": Relation, "link": Link, "session": Session}
_NAMES: dict[type[Any], ThingType] = {kept: name for name, kept in _TYPES.items()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which things; None is no condition. See `Store.things`."""

    namespaces: Sequence[str] | None = None
    ids: Sequence[str] | None = None
    touching: Sequence[str] | None = None
    names: Sequence[str] | None = None
    newest: int | None = None


def type_of(thing: Thing) -> ThingType:
    """Give the name under which a thing is kept."""
    return _NAMES[type(thing)]


def read_thing(name: str, body: str) -> Thing:
    """Read a thing as the tables keep it."""
    kept = next(kept for known, kept in _TYPES.items() if known == name)
    return kept.model_validate_json(body)


def put_thing(database: sqlite3.Connection, thing: Thing, body: str) -> None:
    """Insert or replace a row.

    Raises:
        StoreError: When another live row has its name, or its ends and type.
    """
    key, source, target = _columns(thing)
    began, ended, weight = _window(thing)
    try:
        (num,) = database.execute(
            "INSERT INTO things (id, type, namespace, key, source, target, began, ended, weight, live, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET namespace = excluded.namespace, key = excluded.key, "
            "source = excluded.source, target = excluded.target, began = excluded.began, ended = excluded.ended, "
            "weight = excluded.weight, live = excluded.live, body = excluded.body RETURNING num",
            (
                thing.id, type_of(thing), thing.namespace, key, source, target, began, ended, weight, thing.is_live,
                body,
            ),
        ).fetchone()  # fmt: skip
    except sqlite3.IntegrityError:
        raise StoreError(f"{thing.id}: another live {type_of(thing)} is the same; change that one.") from None
    if isinstance(thing, Entity):
        database.execute("DELETE FROM entity_names WHERE num = ?", (num,))
        database.executemany("INSERT INTO entity_names VALUES (?, ?)", [(name, num) for name in thing.names])


def select_things(database: sqlite3.Connection, kept: type[AnyThing], where: Wanted) -> list[AnyThing]:
    """Give the rows that fit, in their newest states, in the order in which they were made."""
    # The narrowest list that is asked for drives the search by its own index.
    query = _BY_ID if where.ids is not None else _BY_NAME if where.names is not None else _BY_END
    if query is _BY_END and where.touching is None:
        query = _ALL if where.newest is None else _NEWEST
    lists = {"namespaces": where.namespaces, "ids": where.ids, "touching": where.touching, "names": where.names}
    arguments = {name: None if values is None else json.dumps(list(values)) for name, values in lists.items()}
    rows = database.execute(query, {"type": _NAMES[kept], "newest": where.newest, **arguments})
    return _last([kept.model_validate_json(body) for (body,) in rows.fetchall()], where)


def things_at(database: sqlite3.Connection, kept: type[AnyThing], where: Wanted, known_at: int) -> list[AnyThing]:
    """Give what the journal had at an instant (microseconds), where it fits and was live."""
    rows = database.execute(STATES_AT + " ORDER BY j.target", {"at": known_at, "type": _NAMES[kept]})
    states = [kept.model_validate_json(body) for (body,) in rows.fetchall()]
    return _last([state for state in states if state.is_live and _fits(state, where)], where)


def _last(things: list[AnyThing], where: Wanted) -> list[AnyThing]:
    return things if where.newest is None else things[-where.newest :]


def select_edges(database: sqlite3.Connection, ends: Sequence[str], where: EdgeFilter) -> list[Edge]:
    """Give the live relations at some ends, as a walk needs them."""
    query = {"out": _EDGES_OUT, "in": _EDGES_IN, "both": _EDGES_OUT + " UNION ALL " + _EDGES_IN}[where.direction]
    arguments = {
        "ends": json.dumps(list(ends)),
        "namespaces": json.dumps(where.namespaces),
        "types": None if where.types is None else json.dumps(where.types),
        "at": where.at,
        "limit": where.limit,
    }
    return [Edge._make(row) for row in database.execute(query + " LIMIT :limit", arguments)]


def count_mentions(database: sqlite3.Connection, namespaces: Sequence[str]) -> list[Mention]:
    """Count the live memories by the names that they are about."""
    rows = database.execute(_MENTIONS, {"namespaces": json.dumps(list(namespaces))})
    return [Mention(*row) for row in rows]


def _fits(thing: Thing, where: Wanted) -> bool:
    _, source, target = _columns(thing)
    return (
        (where.namespaces is None or thing.namespace in where.namespaces)
        and (where.ids is None or thing.id in where.ids)
        and (where.touching is None or source in where.touching or target in where.touching)
        and (where.names is None or (isinstance(thing, Entity) and not set(where.names).isdisjoint(thing.names)))
    )


def _columns(thing: Thing) -> tuple[str | None, str | None, str | None]:
    match thing:
        case Entity():
            return thing.name.casefold(), None, None
        case Relation():
            return thing.type.casefold(), thing.source, thing.target
        case Link():
            return thing.type, thing.older, thing.newer
        case Session():
            return thing.agent, thing.continues, None


def _window(thing: Thing) -> tuple[int | None, int | None, float | None]:
    if not isinstance(thing, Relation):
        return None, None, None
    return to_micros(thing.began_at), None if thing.valid_to is None else to_micros(thing.valid_to), thing.weight


STATES_AT: Final[LiteralString] = (
    "SELECT j.state FROM journal j WHERE j.type = :type AND j.state IS NOT NULL AND j.seq = "
    "(SELECT l.seq FROM journal l WHERE l.target = j.target AND l.at <= :at ORDER BY l.seq DESC LIMIT 1)"
)
"""The states that the journal had at an instant."""
# A plus keeps the planner from searching by type and namespace, which nearly all rows share.
_REST: LiteralString = (
    " AND +t.type = :type AND (:namespaces IS NULL OR t.namespace IN (SELECT value FROM json_each(:namespaces)))"
    " AND (:ids IS NULL OR t.id IN (SELECT value FROM json_each(:ids)))"
    " AND (:touching IS NULL OR t.source IN (SELECT value FROM json_each(:touching))"
    " OR t.target IN (SELECT value FROM json_each(:touching)))"
)
_NEWEST: LiteralString = (
    "SELECT t.body FROM things t WHERE t.num IN (SELECT num FROM things WHERE type = :type "
    "AND (:namespaces IS NULL OR namespace IN (SELECT value FROM json_each(:namespaces))) "
    "ORDER BY num DESC LIMIT :newest)" + _REST + " ORDER BY t.num"
)
_ALL: LiteralString = "SELECT t.body FROM things t WHERE t.type = :type" + _REST + " ORDER BY t.num"
_BY_ID: LiteralString = (
    "SELECT t.body FROM things t WHERE t.id IN (SELECT value FROM json_each(:ids))" + _REST + " ORDER BY t.num"
)
_BY_END: LiteralString = (
    "SELECT t.body FROM things t WHERE t.num IN ("
    "SELECT num FROM things WHERE source IN (SELECT value FROM json_each(:touching)) "
    "UNION SELECT num FROM things WHERE target IN (SELECT value FROM json_each(:touching)))" + _REST + " ORDER BY t.num"
)
_BY_NAME: LiteralString = (
    "SELECT t.body FROM things t WHERE t.num IN ("
    "SELECT num FROM entity_names WHERE name IN (SELECT value FROM json_each(:names)))" + _REST + " ORDER BY t.num"
)
_EDGE: LiteralString = (
    " AND +t.type = 'relation' AND t.live AND t.began <= :at AND (t.ended IS NULL OR t.ended > :at)"
    " AND +t.namespace IN (SELECT value FROM json_each(:namespaces))"
    " AND (:types IS NULL OR t.key IN (SELECT value FROM json_each(:types)))"
)
_EDGES_OUT: LiteralString = (
    "SELECT t.id, t.source, t.target, t.key, t.weight FROM things t "
    "WHERE t.source IN (SELECT value FROM json_each(:ends))" + _EDGE
)
_EDGES_IN: LiteralString = (
    "SELECT t.id, t.source, t.target, t.key, t.weight FROM things t "
    "WHERE t.target IN (SELECT value FROM json_each(:ends))" + _EDGE
)
_MENTIONS: LiteralString = (
    "WITH known AS (SELECT t.id, n.name FROM entity_names n JOIN things t ON t.num = n.num "
    "WHERE t.type = 'entity' AND t.live AND t.namespace IN (SELECT value FROM json_each(:namespaces))) "
    "SELECT k.id, min(l.label), count(DISTINCT l.num), max(l.num) FROM labels l JOIN memories m ON m.num = l.num "
    "LEFT JOIN known k ON k.name = l.label WHERE l.type = 'about' AND m.state = 'live' "
    "AND m.namespace IN (SELECT value FROM json_each(:namespaces)) "
    "GROUP BY k.id, CASE WHEN k.id IS NULL THEN l.label END"
)
