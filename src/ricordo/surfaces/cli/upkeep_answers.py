"""What the answers of review, lint, compact, reflect and insights show to a person."""

from collections.abc import Iterator

from ricordo.api.reviewing import ReviewQueue
from ricordo.knowledge.insights import Insights
from ricordo.knowledge.reflection import Reflection
from ricordo.surfaces.cli.answers import counted, fields, hanging, inline, render, undo_hint
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.layout import Block, Piece, Remark, line
from ricordo.upkeep.compact import CompactReport, Merge
from ricordo.upkeep.lint import LintReport


@render.register
def _(answer: ReviewQueue, call: Call) -> Iterator[Block]:
    for item in answer.items:
        memory = item.memory
        yield line(Piece(memory.id, "id"), f" {memory.state} {memory.kind} ({memory.namespace})")
        yield line(Piece(hanging(memory.text, 2), "strong"), indent=2)
        yield line(Piece("because: ", "quiet"), item.why, indent=2)
    if not answer.items:
        yield Remark("nothing waits for review.")
        return
    yield line(Piece(f"{answer.held:,} held, {answer.flagged:,} flagged", "quiet"))
    yield Remark(f"let one pass with: {call.again} review approve ID; put it away with: {call.again} review reject ID")


@render.register
def _(answer: LintReport, call: Call) -> Iterator[Block]:
    for one in answer.findings:
        yield line(Piece(one.problem.replace("_", " "), "bad"), " ", Piece(one.id, "id"), f": {one.why}")
        yield line(Piece(one.text, "strong"), indent=2)
        yield line(Piece("mend: ", "quiet"), one.proposal, indent=2)
    found = inline(answer.counts).replace("_", " ") or "nothing found"
    yield line(Piece(f"{counted(answer.checked)} looked at, {answer.score} of 100 are well: {found}", "quiet"))
    if answer.fixed:
        yield line(f"Mended {counted(len(answer.fixed))}")
    elif answer.counts:
        yield Remark(f"mend them with: {call.again} lint --fix {','.join(answer.counts)}")
    if answer.notice:
        yield Remark(answer.notice)
    yield from _further(answer.cursor, is_complete=answer.is_complete)
    yield from undo_hint(answer.change, call)


@render.register
def _(answer: CompactReport, call: Call) -> Iterator[Block]:
    for one in answer.merges:
        yield from _merge(one)
    for memory in answer.expired:
        yield line(Piece("expired ", "bad"), Piece(memory.id, "id"), f": {hanging(memory.text, 2)}")
    found = f"groups of near-duplicates {len(answer.merges):,}, expired {len(answer.expired):,}"
    yield line(Piece(f"{counted(answer.checked)} compared: {found}", "quiet"))
    if answer.change is None and (answer.merges or answer.expired):
        yield Remark("nothing was changed; repeat it with --apply to put them away.")
    yield from _further(answer.cursor, is_complete=answer.is_complete)
    yield from undo_hint(answer.change, call)


def _merge(one: Merge) -> Iterator[Block]:
    yield line(Piece("stays ", "good"), Piece(one.kept.id, "id"), f": {hanging(one.kept.text, 2)}")
    for member, why in zip(one.members, one.why, strict=True):
        yield line(Piece("says the same ", "bad"), Piece(member.id, "id"), f": {hanging(member.text, 4)}", indent=2)
        yield line(Piece(why, "quiet"), indent=4)


def _further(cursor: int, *, is_complete: bool) -> Iterator[Block]:
    if not is_complete:
        yield Remark(f"there are more: repeat it with --cursor {cursor}")


@render.register
def _(answer: Reflection, _: Call) -> Iterator[Block]:
    yield line(answer.markdown.rstrip())


@render.register
def _(answer: Insights, _: Call) -> Iterator[Block]:
    values = answer.model_dump(mode="json")
    values["by_agent"] = {name or "(none)": count for name, count in answer.by_agent.items()}
    values["by_time"] = {str(one.start): one.memories for one in answer.by_time}
    yield from fields(values)
