"""Write an answer: JSON or plain text for a program, colours and columns for a person at a terminal."""

import json
import sys
from collections.abc import Sequence

from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.layout import Block, Line, Piece, Remark, Table

_GAP = "  "
_CONTROL = {code: "�" for code in (*range(9), *range(11, 32), *range(127, 160)) if code != 10}
"""Stored text must not steer a terminal."""


def write(answer: object, call: Call) -> None:
    """Write an answer to standard output, and what is said about it to standard error."""
    if call.as_json:
        _write_json(answer)
        return
    from ricordo.surfaces.cli import graph_answers, upkeep_answers  # noqa: F401, PLC0415 - they say how their answers are shown
    from ricordo.surfaces.cli.answers import render  # noqa: PLC0415 - JSON needs none of it

    blocks = list(render(answer, call))
    data = [one for one in blocks if not isinstance(one, Remark)]
    if data and sys.stdout.isatty():
        from ricordo.surfaces.cli.terminal import show  # noqa: PLC0415 - rich is slow to load

        show(data)
    else:
        _write_plain(data)
    sys.stdout.flush()
    for one in blocks:
        if isinstance(one, Remark):
            print(visible(one.text), file=sys.stderr)  # noqa: T201 - this is a command


def visible(text: str) -> str:
    """Replace control characters, all but line breaks and tabs."""
    return text.translate(_CONTROL)


def _write_json(answer: object) -> None:
    from pydantic_core import to_json  # noqa: PLC0415 - loaded with the values already

    text = to_json(answer, indent=2 if sys.stdout.isatty() else None, inf_nan_mode="null").decode()
    try:
        sys.stdout.write(text + "\n")
    except UnicodeEncodeError:
        sys.stdout.write(json.dumps(json.loads(text)) + "\n")


def _write_plain(blocks: Sequence[Block]) -> None:
    for block in blocks:
        if isinstance(block, Table):
            _write_lines(_columns(block))
        elif isinstance(block, Line):
            _write_lines([indented("".join(one.text for one in block.pieces), block.indent)])


def indented(text: str, blanks: int) -> str:
    """Put blanks before every line of a text."""
    return "\n".join(" " * blanks + line for line in visible(text).split("\n"))


def _columns(table: Table) -> list[str]:
    rows = [table.titles, *(tuple(_one_line(cell) for cell in cells) for cells in table.rows)]
    widths = [max(len(cells[place]) for cells in rows) for place in range(len(table.titles) - 1)]
    return [
        _GAP.join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)), cells[-1]]).rstrip()
        for cells in rows
    ]


def _one_line(cell: Piece) -> str:
    return " ".join(visible(cell.text).split())


def _write_lines(lines: Sequence[str]) -> None:
    """Write lines; what standard output cannot spell is written as an escape."""
    text = "\n".join(lines) + "\n"
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
