"""What each kind of answer shows to a person. Whoever wants more takes `--json`."""

import functools
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from ricordo.api.recalling import HistoryEntry, NamespaceInfo, Page, Stats
from ricordo.api.remembering import ChangeReport
from ricordo.api.sessions import SessionForgotten, SessionStart
from ricordo.knowledge.context import Context
from ricordo.knowledge.contradictions import ContradictionReport
from ricordo.knowledge.decisions import Decision
from ricordo.knowledge.profile import Profile
from ricordo.knowledge.sessions import SessionEnd, SessionInfo
from ricordo.model import Duplicate, Entity, Held, Hit, IngestReport, MemoryRecord, Outcome, Recall, Stored, Superseded
from ricordo.recall.packing import facts
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.layout import Block, Piece, Remark, Table, line, row
from ricordo.upkeep.backup import BackupReport
from ricordo.upkeep.derived import RebuildReport
from ricordo.upkeep.erase import ErasureProof
from ricordo.upkeep.undo import UndoReport
from ricordo.upkeep.verify import VerifyReport


@functools.singledispatch
def render(answer: object, _: Call) -> Iterator[Block]:
    """Lay an answer out: its fields by name where nothing better is known."""
    if isinstance(answer, BaseModel):
        yield from fields(answer.model_dump(mode="json"))
    else:
        yield line(str(answer))


def fields(values: dict[str, Any]) -> Iterator[Block]:
    """Show what is there, each by its name."""
    for name, value in values.items():
        if value not in (None, [], {}, ""):
            yield line(Piece(f"{name.replace('_', ' ')}: ", "quiet"), inline(value))


def inline(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {inline(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(inline(inner) for inner in value)
    return str(value)


@render.register
def _(answer: Recall, _: Call) -> Iterator[Block]:
    if answer.no_match:
        yield line("I don't know: nothing relevant is remembered.")
    for number, hit in enumerate(answer.hits, 1):
        yield from _hit(number, hit)
    if answer.hits:
        omitted = f"; {answer.omitted:,} more did not fit into the budget" if answer.omitted else ""
        yield line(Piece(f"confidence {answer.confidence:.2f}{omitted}", "quiet"))
    if answer.notice:
        yield Remark(answer.notice)


def _hit(number: int, hit: Hit) -> Iterator[Block]:
    memory = hit.memory
    yield line(f"{number}. ", Piece(hanging(memory.text, 3), "strong"))
    yield line(Piece(" · ".join([*facts(hit), memory.namespace, ""]), "quiet"), Piece(memory.id, "id"), indent=3)
    if hit.signals is not None:
        parts = ", ".join(f"{name} {value:g}" for name, value in hit.signals.items())
        yield line(Piece(f"{hit.why} (score {hit.score:.3g}; {parts})", "quiet"), indent=3)


@render.register
def _(answer: Stored | Superseded | Duplicate | Held, call: Call) -> Iterator[Block]:
    what = {
        "stored": "Stored",
        "superseded": "Stored, in place of an older one,",
        "duplicate": "Known already:",
        "held": "Held for a person to look at:",
    }[answer.status]
    yield line(Piece(what, "strong"), f" {answer.kind} ", Piece(answer.id, "id"), f" ({answer.namespace})")
    yield from _circumstances(answer)
    if answer.notice:
        yield Remark(answer.notice)
    if isinstance(answer, Held):
        yield Remark(f"let it be recalled with: {call.again} approve {answer.id}")
    yield from undo_hint(answer.change, call)


def _circumstances(answer: Outcome) -> Iterator[Block]:
    if isinstance(answer, Held):
        yield line(Piece("reason: ", "quiet"), answer.reason, indent=2)
    if isinstance(answer, Duplicate):
        yield line(Piece("said: ", "quiet"), f"{answer.seen:,} times", indent=2)
    if isinstance(answer, Superseded):
        why = answer.inferred.get("superseded", "")
        yield line(Piece("closed: ", "quiet"), *_ids(answer.superseded), Piece(f" ({why})", "quiet"), indent=2)
    if answer.conflicts:
        yield line(Piece("perhaps in conflict with: ", "quiet"), *_ids(answer.conflicts), indent=2)
    if answer.flagged:
        yield line(Piece("to look at again: ", "quiet"), *_ids(answer.flagged), indent=2)
    if answer.redacted:
        yield line(Piece("taken out: ", "quiet"), Piece(", ".join(answer.redacted), "bad"), indent=2)
    if answer.similar:
        yield line(Piece("perhaps the same as: ", "quiet"), *_ids(answer.similar), indent=2)
    judged = [f"{name} {value}" for name, value in answer.inferred.items() if name not in _TOLD_APART]
    if judged:
        yield line(Piece("judged: ", "quiet"), ", ".join(judged), indent=2)
    if "why" in answer.inferred:
        yield line(Piece("because: ", "quiet"), answer.inferred["why"], indent=2)


_TOLD_APART = ("why", "superseded")


def _ids(ids: Sequence[str]) -> Iterator[Piece]:
    for place, one in enumerate(ids):
        if place:
            yield Piece(", ")
        yield Piece(one, "id")


def undo_hint(change: int | None, call: Call) -> Iterator[Block]:
    """Say how a change is taken back."""
    if change is not None:
        yield Remark(f"take it back with: {call.again} undo {change}")


@render.register
def _(answer: IngestReport, call: Call) -> Iterator[Block]:
    counts = {"stored": answer.stored, "known already": answer.duplicates, "held": answer.held}
    yield line(", ".join(f"{count:,} {name}" for name, count in counts.items()))
    yield from _noteworthy(answer.outcomes)
    yield from undo_hint(answer.change, call)


def _outcomes(answer: Sequence[Outcome], call: Call) -> Iterator[Block]:
    names = {"stored": "stored", "superseded": "stored in place of older ones", "duplicate": "known already"}
    names["held"] = "held"
    counts = {name: sum(one.status == status for one in answer) for status, name in names.items()}
    yield line(", ".join(f"{count:,} {name}" for name, count in counts.items() if count))
    yield from _noteworthy(answer)
    yield from undo_hint(next((one.change for one in answer if one.change is not None), None), call)


def _noteworthy(outcomes: Sequence[Outcome]) -> Iterator[Block]:
    """Show one by one what was held and what credentials were taken out; a notice once."""
    for number, one in enumerate(outcomes, 1):
        if isinstance(one, Held) or one.redacted:
            yield line(f"{number}. {one.kind} ", Piece(one.id, "id"), f" ({one.namespace})")
            yield from (block for block in _circumstances(one.model_copy(update={"inferred": {}})))
    for notice in dict.fromkeys(one.notice for one in outcomes if one.notice):
        yield Remark(notice)


@render.register
def _(answer: Page, _: Call) -> Iterator[Block]:
    if not answer.memories:
        yield Remark("nothing to list.")
        return
    rows = [row(Piece(one.id, "id"), one.kind, day(one.happened_at), _marked(one), one.text) for one in answer.memories]
    yield Table(("id", "kind", "date", "state", "text"), rows)
    if answer.cursor:
        yield Remark(f"there are more: repeat it with --cursor {answer.cursor}")


def _marked(memory: MemoryRecord) -> str:
    return memory.state + (", pinned" if memory.pinned else "")


@render.register
def _(answer: MemoryRecord, _: Call) -> Iterator[Block]:
    yield line(Piece(hanging(answer.text, 4), "strong"))
    values = answer.model_dump(mode="json", exclude={"text"}, exclude_defaults=True)
    for name, value in {**values, "state": answer.state}.items():
        shown = getattr(answer, name)
        piece = Piece(answer.id, "id") if name == "id" else Piece(inline(value))
        piece = Piece(_minute(shown)) if isinstance(shown, datetime) else piece
        yield line(Piece(f"{name.replace('_', ' ')}: ", "quiet"), piece, indent=2)


@render.register
def _(answer: Stats, _: Call) -> Iterator[Block]:
    values = answer.model_dump(mode="json")
    values["sizes"] = {name: _bytes(size) for name, size in answer.sizes.items()}
    yield from fields(values)


@render.register
def _(answer: VerifyReport, _: Call) -> Iterator[Block]:
    for check in answer.checks:
        mark = Piece("✓ ", "good") if check.ok else Piece("✗ ", "bad")
        detail = f": {check.detail}" if check.detail else ""
        yield line(mark, check.name, detail)
    if answer.repaired:
        yield line("repaired: ", ", ".join(answer.repaired))
    mendable = any(not check.ok and check.repairable for check in answer.checks)
    if not answer.ok:
        yield Remark("something is wrong" + ("; --repair rebuilds what is derived." if mendable else "."))


@render.register
def _(answer: RebuildReport, _: Call) -> Iterator[Block]:
    yield line(f"{answer.checked:,} looked at, {answer.rebuilt:,} rebuilt")
    if answer.notice:
        yield Remark(answer.notice)


@render.register
def _(answer: BackupReport, _: Call) -> Iterator[Block]:
    yield line(f"{answer.path}: {counted(answer.memories)}, {_bytes(answer.bytes)}")
    if answer.kept:
        yield Remark(f"what stood there is kept in {answer.kept}")


@render.register
def _(answer: UndoReport, call: Call) -> Iterator[Block]:
    if answer.change is None:
        yield line("Nothing to take back.")
        return
    what = "Brought back the state of that time" if answer.undone is None else f"Took back change {answer.undone}"
    yield line(f"{what}: {len(answer.restored):,} restored, {len(answer.removed):,} removed")
    yield from undo_hint(answer.change, call)


@render.register
def _(answer: ContradictionReport, call: Call) -> Iterator[Block]:
    for one in answer.found:
        yield line(Piece("replaces" if one.verdict == "supersedes" else "perhaps replaces", "strong"), f": {one.why} ",
                   Piece(f"({one.score:.0%})", "quiet"))  # fmt: skip
        for name, memory in (("newer", one.newer), ("older", one.older)):
            yield line(Piece(f"{name} {day(memory.happened_at)} ", "quiet"), Piece(memory.id, "id"), f" {memory.text}",
                       indent=2)  # fmt: skip
    found = f"{len(answer.found):,} found" if answer.found else "no contradiction found"
    yield Remark(
        f"{found} among {answer.scanned:,} of {answer.of:,} statements, {answer.pairs:,} pairs, by {answer.how}"
    )
    if answer.found:
        yield Remark(f"settle one with: {call.again} resolve OLDER NEWER --keep newer|older|both")


@render.register
def _(answer: ChangeReport, call: Call) -> Iterator[Block]:
    if answer.proof is not None:
        yield from proof_lines(answer.proof, counted(len(answer.proof.erased)))
        return
    if answer.change is None:
        yield line("Nothing changed.")
        return
    yield line(f"Changed {counted(len(answer.ids))}")
    yield from (line(Piece(one, "id"), indent=2) for one in answer.ids)
    if answer.flagged:
        yield line(Piece("to look at again: ", "quiet"), *_ids(answer.flagged), indent=2)
    yield from undo_hint(answer.change, call)


def proof_lines(proof: ErasureProof, what: str) -> Iterator[Block]:
    """Say what was erased, and what was searched for it."""
    yield line(f"Erased {what} for good")
    searched = ", ".join(proof.files) or "no file: the store lives in memory"
    if proof.clean:
        yield line(Piece("✓ ", "good"), f"the words are in none of the files: {searched}")
    else:
        yield line(Piece("✗ ", "bad"), f"searched: {searched}")
    if proof.notice:
        yield Remark(proof.notice)


@render.register
def _(answer: list, call: Call) -> Iterator[Block]:  # type: ignore[type-arg]
    if not answer:
        yield Remark("nothing to show.")
    elif isinstance(answer[0], Stored | Superseded | Duplicate | Held):
        yield from _outcomes(answer, call)
    elif isinstance(answer[0], HistoryEntry):
        yield _history(answer)
    elif isinstance(answer[0], NamespaceInfo):
        yield _namespaces(answer)
    elif isinstance(answer[0], SessionInfo):
        yield _sessions(answer)
    elif isinstance(answer[0], Decision):
        yield _decisions(answer)
    else:
        for place, one in enumerate(answer):
            if place:
                yield line("")
            if isinstance(one, Recall):
                yield line(Piece(one.query, "quiet"))
            yield from render(one, call)


def _history(entries: Sequence[HistoryEntry]) -> Table:
    rows = [
        row(
            str(one.change), _minute(one.at),
            one.operation if one.undoes is None else f"{one.operation} of {one.undoes}",
            " ".join(filter(None, (one.agent, one.session))),
            Piece(one.id, "id"),
            _after(one),
        )
        for one in entries
    ]  # fmt: skip
    return Table(("change", "when", "operation", "by", "id", "after it"), rows)


def _after(entry: HistoryEntry) -> str:
    if entry.thing is not None:
        named = entry.thing.name if isinstance(entry.thing, Entity) else getattr(entry.thing, "type", "")
        return f"{entry.type if entry.thing.is_live else f'{entry.type} put away'}: {named}"
    if entry.memory is None:
        return "(erased)" if entry.erased else "(gone)"
    return f"{entry.memory.state}: {entry.memory.text}"


def _namespaces(found: Sequence[NamespaceInfo]) -> Table:
    counts = ("live", "expired", "superseded", "held", "archived", "characters")
    rows = [
        row(*(f"{getattr(one, name):,}" for name in counts), _minute(one.newest), Piece(one.name, "strong"))
        for one in found
    ]
    return Table((*counts, "newest", "namespace"), rows)


def _sessions(found: Sequence[SessionInfo]) -> Table:
    rows = [
        row(
            Piece(one.id, "id"),
            one.agent or "",
            _minute(one.started_at),
            _minute(one.ended_at) if one.ended_at else "goes on",
            ". ".join(filter(None, (one.title, one.summary, *(f"Still to do: {task}" for task in one.tasks)))),
        )
        for one in found
    ]
    return Table(("id", "agent", "began", "ended", "about"), rows)


def _decisions(found: Sequence[Decision]) -> Table:
    rows = [
        row(
            Piece(one.id, "id"),
            one.state,
            day(one.decided_at),
            day(one.revisit_at) if one.revisit_at else "",
            f"{one.title}: {one.decision}" if one.title else one.decision,
        )
        for one in found
    ]
    return Table(("id", "state", "decided", "review", "decision"), rows)


@render.register
def _(answer: Context, _: Call) -> Iterator[Block]:
    if answer.text:
        yield line(answer.text.removesuffix("\n"))
    else:
        yield Remark("nothing is remembered yet that fits here.")


@render.register
def _(answer: SessionStart, call: Call) -> Iterator[Block]:
    yield line(Piece("Began the session ", "strong"), Piece(answer.id, "id"))
    yield from render(answer.context, call)
    owner = f" --agent {answer.session.agent}" if answer.session.agent else ""
    yield Remark(f"end it with: {call.again} session end {answer.id} --summary TEXT{owner}")


@render.register
def _(answer: SessionEnd, call: Call) -> Iterator[Block]:
    yield line(Piece("Ended the session ", "strong"), Piece(answer.session.id, "id"))
    if answer.outcome is not None:
        yield from render(answer.outcome.model_copy(update={"change": None, "inferred": {}}), call)
    if answer.redacted:
        yield line(Piece("taken out: ", "quiet"), Piece(", ".join(answer.redacted), "bad"), indent=2)
    yield from undo_hint(answer.change, call)


@render.register
def _(answer: SessionForgotten, call: Call) -> Iterator[Block]:
    if answer.proof is not None:
        yield from proof_lines(answer.proof, "the session")
        return
    yield line(Piece("Put away the session ", "strong"), Piece(answer.id, "id"))
    yield from undo_hint(answer.change, call)


@render.register
def _(answer: Profile, call: Call) -> Iterator[Block]:
    if answer.entries:
        yield Table(("key", "since", "value"), [row(one.key, day(one.since), one.value) for one in answer.entries])
    if answer.goal:
        yield line(Piece("goal: ", "quiet"), answer.goal.text)
    if not answer.entries and not answer.goal:
        yield from render(None, call)


@render.register
def _(_answer: None, _: Call) -> Iterator[Block]:
    yield Remark("nothing is set.")


def hanging(text: str, blanks: int) -> str:
    """Indent all lines but the first, so that a text cannot look like the next answer."""
    return text.replace("\n", "\n" + " " * blanks)


def counted(count: int) -> str:
    """Write a number of memories."""
    return f"{count:,} {'memory' if count == 1 else 'memories'}"


def day(moment: datetime) -> str:
    """Write the day of a moment, where the reader is."""
    return moment.astimezone().date().isoformat()


def _minute(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _bytes(size: int) -> str:
    return f"{size:,} bytes" if size < 100_000 else f"{size / 1_000_000:,.1f} MB"
