"""A filter of memories as a condition in SQL."""

import json
from collections.abc import Sequence
from typing import Any, LiteralString

from ricordo.storage.filter import Filter

_WHERE: LiteralString = (
    "(? IS NULL OR m.namespace IN (SELECT value FROM json_each(?)))"
    " AND (? IS NULL OR m.state IN (SELECT value FROM json_each(?)))"
    " AND (? IS NULL OR m.kind IN (SELECT value FROM json_each(?)))"
    " AND (? IS NULL OR m.session = ?)"
    " AND (? IS NULL OR m.subject = ? OR m.subject LIKE ? ESCAPE '\\')"
    " AND (? IS NULL OR ifnull(m.valid_from, m.created_at) >= ?)"
    " AND (? IS NULL OR ifnull(m.valid_from, m.created_at) <= ?)"
    " AND (? IS NULL OR m.state IN ('live', 'superseded') AND ifnull(m.valid_from, m.created_at) <= ?"
    " AND (m.valid_to IS NULL OR m.valid_to > ?))"
    " AND (? IS NULL OR m.state != 'live' OR m.expires_at IS NULL OR m.expires_at > ?)"
    " AND (? IS NULL OR m.state = 'live' AND m.expires_at <= ?)"
    " AND (? = 0 OR m.body ->> '$.private' IS NULL)"
    " AND (? = 0 OR m.body ->> '$.flagged' IS NOT NULL)"
    " AND (SELECT count(*) FROM json_each(?) wanted WHERE NOT EXISTS (SELECT 1 FROM labels l "
    "WHERE l.type = 'tag' AND l.label = wanted.value AND l.num = m.num)) = 0"
    " AND (SELECT count(*) FROM json_each(?) wanted WHERE NOT EXISTS (SELECT 1 FROM labels l "
    "WHERE l.type = 'about' AND l.label = wanted.value AND l.num = m.num)) = 0"
)


_LABELLED: LiteralString = (
    "m.num IN (SELECT l.num FROM labels l WHERE l.type = ? AND l.label IN (SELECT value FROM json_each(?))) AND "
)


def condition(where: Filter) -> LiteralString:
    """Give the condition on a memory `m` that says what a filter says."""
    # As a condition of their own, and only where they are asked for, labels drive the search.
    return _LABELLED + _WHERE if _driving(where) else _WHERE


def _driving(where: Filter) -> tuple[str, str] | None:
    """Give the labels by which the search starts, and their type."""
    for type_, labels in (
        ("about", where.about_any),
        ("about", where.about[:1] or None),
        ("tag", where.tags[:1] or None),
    ):
        if labels is not None:
            return type_, json.dumps([label.casefold() for label in labels])
    return None


def arguments_of(where: Filter) -> tuple[Any, ...]:
    """Give the arguments of the condition."""
    prefix = where.subject_prefix
    pattern = None
    if prefix is not None:
        pattern = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return (
        *(_driving(where) or ()), *listed(where.namespaces), *listed(where.states), *listed(where.kinds),
        where.session, where.session, prefix, prefix, pattern,
        where.since, where.since, where.until, where.until, where.valid_at, where.valid_at, where.valid_at,
        where.unexpired_at, where.unexpired_at, where.expired_by, where.expired_by,
        int(where.shareable), int(where.flagged),
        json.dumps([tag.casefold() for tag in where.tags]), json.dumps([name.casefold() for name in where.about]),
    )  # fmt: skip


def listed(values: Sequence[str] | None) -> tuple[str | None, str | None]:
    """Give a list as the two arguments of a condition that holds when there is none."""
    written = None if values is None else json.dumps(list(values))
    return written, written
