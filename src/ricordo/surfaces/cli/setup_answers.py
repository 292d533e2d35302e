"""What the answers of the installer show to a person."""

from collections.abc import Iterator

from ricordo.surfaces.cli.answers import render
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.layout import Block, Piece, Remark, Style, Table, line, row
from ricordo.surfaces.setup.clients import PARTS
from ricordo.surfaces.setup.files import Kind
from ricordo.surfaces.setup.report import DoctorReport, SetupReport, StatusReport

_STYLES: dict[str, Style] = {"yes": "good", "changed": "bad", "unreadable": "bad"}
_NONE = "-"
_INTENTS: dict[Kind, str] = {"created": "would create", "changed": "would change", "removed": "would remove"}


@render.register
def _(answer: SetupReport, _: Call) -> Iterator[Block]:
    deeds = _INTENTS if answer.dry_run else {}
    for one in answer.files:
        deed = Piece(f"{deeds.get(one.action, one.action)} ", "strong")
        yield line(deed, str(one.path), f" ({one.note})" if one.note else "")
        if answer.dry_run and one.diff:
            yield line(one.diff.rstrip("\n"), indent=2)
    if answer.dry_run:
        yield Remark("nothing was changed; repeat it without --dry-run.")
    elif not answer.files:
        yield Remark(f"{answer.client} was not set up.")
    elif answer.next_step:
        yield Remark(f"now {answer.next_step}")


@render.register
def _(answer: StatusReport, _: Call) -> Iterator[Block]:
    rows = []
    for one in answer.clients:
        states = [one.parts.get(part, _NONE) for part in PARTS]
        found = Piece("yes", "good") if one.found else Piece("no", "quiet")
        rows.append(row(one.client, one.scope, found, *(Piece(state, _STYLES.get(state, "quiet")) for state in states)))
    yield Table(("client", "scope", "found", *PARTS), rows)
    if all(one.parts["server"] == "no" for one in answer.clients):
        yield Remark("no client is set up; call `ricordo install CLIENT`.")


@render.register
def _(answer: DoctorReport, _: Call) -> Iterator[Block]:
    for one in answer.clients:
        yield line(Piece(one.client, "strong"), f" ({one.scope})")
        for check in one.checks:
            mark = Piece("ok      ", "good") if check.ok else Piece("failed  ", "bad")
            yield line(mark, f"{check.name}: {check.detail}", indent=2)
        yield line(Piece("next: ", "quiet"), one.next_step, indent=2)
