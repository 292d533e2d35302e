"""What the answers about entities and relations show to a person."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ricordo.api.graph import EntityForgotten
from ricordo.knowledge.graph_answers import (
    EntityPage,
    EntityView,
    GraphChange,
    NamedRelation,
    Neighbours,
    ShortestPath,
)
from ricordo.model import Entity
from ricordo.surfaces.cli.answers import day, proof_lines, render, undo_hint
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.layout import Block, Line, Piece, Remark, Table, line, row


@render.register
def _(answer: EntityView, _: Call) -> Iterator[Block]:
    if answer.entity is None:
        yield line(Piece(answer.name, "strong"), Piece(" · a name in memories, not defined", "quiet"))
    else:
        yield _entity(answer.entity)
        for name, value in answer.entity.details.items():
            yield line(Piece(f"{name}: ", "quiet"), str(value), indent=2)
    yield from (_relation(one) for one in answer.relations)
    if answer.more_relations:
        yield Remark("there are more relations: raise --limit")
    rows = [row(Piece(one.id, "id"), one.kind, day(one.happened_at), one.text) for one in answer.observations]
    if rows:
        yield Table(("id", "kind", "date", "what is remembered"), rows)
    if answer.more_observations:
        yield Remark("there are more memories: raise --limit")


def _entity(entity: Entity) -> Line:
    facts = [entity.type, *([f"also {', '.join(entity.aliases)}"] if entity.aliases else []), entity.namespace]
    return line(Piece(entity.name, "strong"), Piece(f" · {' · '.join(facts)} · ", "quiet"), Piece(entity.id, "id"))


def _relation(one: NamedRelation) -> Line:
    return line(one.source, Piece(f" {one.type} ", "quiet"), one.target, Piece(_circumstances(one), "quiet"), indent=2)


def _circumstances(one: NamedRelation) -> str:
    weight = "" if one.weight == 1 else f", weight {one.weight:g}"
    return f"  ({_time(one.valid_from, one.valid_to)}{weight})"


def _time(start: datetime, end: datetime | None) -> str:
    return f"since {day(start)}" if end is None else f"{day(start)} to {day(end)}"


@render.register
def _(answer: EntityPage, _: Call) -> Iterator[Block]:
    if not answer.entities:
        yield Remark("nothing to list.")
        return
    rows = [
        row(f"{one.observations:,}", f"{one.relations:,}", one.type or "", Piece(", ".join((one.name, *one.aliases))))
        for one in answer.entities
    ]
    yield Table(("memories", "relations", "type", "names"), rows)
    if answer.cursor:
        yield Remark(f"there are more: repeat it with --cursor '{answer.cursor}'")


@render.register
def _(answer: Neighbours, _: Call) -> Iterator[Block]:
    yield _entity(answer.entity)
    rows = [
        row(str(one.distance), one.entity.type, Piece(one.entity.name, "strong"), _told(one.via))
        for one in answer.found
    ]
    if rows:
        yield Table(("steps", "type", "name", "by"), rows)
    else:
        yield Remark("nothing lies near.")
    if answer.more:
        yield Remark("there are more: raise --limit")


def _told(one: NamedRelation) -> str:
    return f"{one.source} {one.type} {one.target}{_circumstances(one)}"


@render.register
def _(answer: ShortestPath, _: Call) -> Iterator[Block]:
    if answer.length is None:
        yield line("They are not connected, as far as it is known.")
        return
    yield line(Piece(" - ".join(answer.entities), "strong"), Piece(f"  (length {answer.length:g})", "quiet"))
    yield from (_relation(one) for one in answer.relations)


@render.register
def _(answer: GraphChange, call: Call) -> Iterator[Block]:
    if answer.change is None:
        yield line("Nothing changed.")
        return
    yield from (_entity(one) for one in answer.entities)
    yield from (_relation(one) for one in answer.relations)
    yield from _counted(answer)
    if answer.redacted:
        yield line(Piece("taken out: ", "quiet"), Piece(", ".join(answer.redacted), "bad"), indent=2)
    yield from undo_hint(answer.change, call)


def _counted(answer: GraphChange) -> Iterator[Block]:
    counts: Sequence[tuple[int, str, str]] = (
        (len(answer.put_away), "entity or relation", "entities and relations"),
        (len(answer.memories), "memory", "memories"),
    )
    for (count, one, several), what in zip(counts, ("put away", "renamed in"), strict=True):
        if count:
            yield line(Piece(f"{what}: ", "quiet"), f"{count:,} {one if count == 1 else several}", indent=2)


@render.register
def _(answer: EntityForgotten, call: Call) -> Iterator[Block]:
    if answer.proof is None:
        yield from _counted(answer)
        yield from undo_hint(answer.change, call)
    else:
        yield from proof_lines(answer.proof, f"{len(answer.put_away):,} entities and relations")
