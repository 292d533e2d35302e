"""State relations between entities, and end them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ricordo.errors import InvalidInput, NotFound
from ricordo.knowledge.graph_answers import GraphChange
from ricordo.knowledge.graph_names import checked_name, checked_type, suggestion
from ricordo.knowledge.graph_view import was_in_force
from ricordo.knowledge.graph_writing import GraphWriting, clean_details
from ricordo.model import Entity, Relation, Weight
from ricordo.timeline import to_micros
from ricordo.write.identity import new_id
from ricordo.write.path import WritePath

MAX_RELATIONS = 10_000
"""Relations of one change: other writers wait as long as it takes."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation that somebody states; None means "not said"."""

    source: str
    type: str
    target: str
    weight: Weight | None
    valid_from: datetime | None
    valid_to: datetime | None
    details: dict[str, Any] | None
    redacted: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What was said of it."""
        said = {name: getattr(self, name) for name in ("weight", "valid_from", "valid_to", "details")}
        return {name: value for name, value in said.items() if value is not None}


def checked_statement(
    source: str,
    type_: str,
    target: str,
    *,
    weight: Weight | None,
    valid_from: datetime | None,
    valid_to: datetime | None,
    details: dict[str, Any] | None,
) -> Statement:
    """Check everything that can be checked without the store.

    Raises:
        InvalidInput: When a name or type is empty, too long or a credential, or the times are exchanged.
    """
    if valid_from and valid_to and valid_to < valid_from:
        raise InvalidInput("valid_to lies before valid_from; exchange or correct them.")
    kept, redacted = (None, ()) if details is None else clean_details(details)
    return Statement(
        checked_name(source, "source"), checked_type(type_), checked_name(target, "target"), weight, valid_from,
        valid_to, kept, redacted,
    )  # fmt: skip


def relate_all(
    path: WritePath, namespaces: tuple[str, ...], operation: str, statements: Sequence[Statement]
) -> GraphChange:
    """Keep relations, as one change; entities that are missing are made.

    A statement about a relation that is known changes that relation. The same relation at another time, before or
    after, is another one.

    Raises:
        InvalidInput: When a relation leads from an entity to itself, or ended before it was recorded.
    """
    with path.store.transaction(operation, path.actor) as transaction:
        writing = GraphWriting(path, namespaces, transaction, path.clock())
        ends = writing.found_or_made(name for one in statements for name in (one.source, one.target))
        known = _known(writing, {ends[one.source.casefold()].id for one in statements})
        for number, one in enumerate(statements, 1):
            source, target = ends[one.source.casefold()], ends[one.target.casefold()]
            try:
                _relate(writing, one, source, target, known)
            except InvalidInput as error:
                raise InvalidInput(str(error) if len(statements) == 1 else f"item {number}: {error}") from None
        return writing.changed(redacted=[label for one in statements for label in one.redacted])


Known = dict[tuple[str, str, str], dict[str, Relation]]
"""Live relations by id, by source, type and target."""


def _known(writing: GraphWriting, sources: Iterable[str]) -> Known:
    known: Known = {}
    for one in writing.path.store.things(Relation, writing.namespaces, touching=sorted(sources)):
        if one.is_live:
            known.setdefault((one.source, one.type, one.target), {})[one.id] = one
    return known


def _relate(writing: GraphWriting, said: Statement, source: Entity, target: Entity, known: Known) -> None:
    if source.id == target.id:
        raise InvalidInput(f"{source.name} cannot be related to itself; give two entities.")
    same = known.setdefault((source.id, said.type, target.id), {})
    old = meant(list(same.values()), said.valid_from, said.valid_to, writing.now)
    if old is None:
        new = Relation(
            id=new_id(writing.now), namespace=writing.path.namespace, source=source.id, target=target.id,
            type=said.type, created_at=writing.now, **said.values,
        )  # fmt: skip
    else:
        new = old.model_copy(update=said.values)
        if not said.valid_from and not said.valid_to and not was_in_force(old, to_micros(writing.now)):
            new = new.model_copy(update={"valid_to": None})
    if new.valid_to is not None and new.valid_to < new.began_at:
        raise InvalidInput(f"valid_to lies before {new.began_at:%Y-%m-%d}, when it began; give valid_from, too.")
    if new != old:
        new = new if old is None else new.model_copy(update={"updated_at": writing.now})
        writing.keep_relation(new)
        same[new.id] = new


def meant(
    same: Sequence[Relation], valid_from: datetime | None, valid_to: datetime | None, now: datetime
) -> Relation | None:
    """Tell which relation of the same ends and type a statement is about; None for one that is not known yet.

    Without times it is the one that is true now. With times it is one that begins then, else the latest one whose
    time overlaps.
    """
    at = to_micros(valid_from or now)
    latest = sorted(same, key=lambda one: one.began_at, reverse=True)
    begun = [one for one in latest if to_micros(one.began_at) == at]
    if valid_from is None and valid_to is None:
        return next((one for one in latest if was_in_force(one, at)), begun[0] if begun else None)
    overlapping = [
        one
        for one in latest
        if (valid_to is None or one.began_at < valid_to)
        and (valid_from is None or one.valid_to is None or valid_from < one.valid_to)
    ]
    return next(iter([*(begun if valid_from else ()), *overlapping]), None)


def unrelate(
    path: WritePath, namespaces: tuple[str, ...], ends: tuple[str, str, str], at: datetime | None, *, mistaken: bool
) -> GraphChange:
    """End a relation in the world, or stop believing that it ever was.

    Args:
        path: Who writes, and where to.
        namespaces: What the scope reads.
        ends: Source, type and target.
        at: When it ended; now when not given.
        mistaken: Whether it never was true.

    Raises:
        NotFound: When an entity or relation is unknown.
        InvalidInput: When it began later than it shall end.
    """
    with path.store.transaction("unrelate", path.actor) as transaction:
        writing = GraphWriting(path, namespaces, transaction, path.clock())
        source, target = writing.view.find(ends[0]), writing.view.find(ends[2])
        end = at or writing.now
        found = _known(writing, [source.id])
        same = list(found.get((source.id, ends[1], target.id), {}).values())
        open_ones = [one for one in same if mistaken or one.valid_to is None or one.valid_to > end]
        if not open_ones:
            types = {type_ for start, type_, to in found if (start, to) == (source.id, target.id)}
            what = f"{source.name} has no relation {ends[1]} to {target.name} to end"
            known = f"known are: {', '.join(sorted(types)) or 'none'}."
            raise NotFound(f"{what}; {suggestion(ends[1], types, known)}")
        if mistaken:
            writing.put_away(*open_ones)
            return writing.changed()
        begun = [one for one in open_ones if one.began_at <= end]
        if not begun:
            raise InvalidInput(f"it began only on {open_ones[0].began_at:%Y-%m-%d}; give a later `at`, or `mistaken`.")
        for one in begun:
            writing.keep_relation(one.model_copy(update={"valid_to": end, "updated_at": writing.now}))
        return writing.changed()
