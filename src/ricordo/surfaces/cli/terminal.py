"""Answers for a person at a terminal, with rich: it knows the width, the colours, and NO_COLOR."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from ricordo.surfaces.cli.layout import Block, Line, Piece, Table
from ricordo.surfaces.cli.output import visible

_LOOKS = {"": "", "strong": "bold", "quiet": "dim", "good": "green", "bad": "bold red", "id": "cyan"}
_SHORTEST_ID = 12
"""The time of a ULID takes ten characters: fewer tell little apart."""
_GAP = 2
_LEAST_TEXT = 24
"""So many columns are left for running text, or it gets lines of its own."""


def show(blocks: Sequence[Block]) -> None:
    """Show blocks on standard output."""
    console = Console(highlight=False, markup=False, emoji=False)
    width = _id_width([one.text for one in _pieces(blocks) if one.style == "id"])
    for block in blocks:
        if isinstance(block, Table):
            _show_table(console, block, width)
        elif isinstance(block, Line):
            text = Text.assemble(*(_text(one, width) for one in block.pieces))
            console.print(Padding(text, (0, 0, 0, block.indent), expand=False))


def _pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Table):
            for cells in block.rows:
                yield from cells
        elif isinstance(block, Line):
            yield from block.pieces


def _id_width(ids: Sequence[str]) -> int:
    """Find how many characters tell the shown ids apart."""
    ordered = sorted(set(ids))
    shared = (len(commonprefix(pair)) for pair in pairwise(ordered))  # noqa: RUF071 - ids are no paths
    return max(_SHORTEST_ID, 1 + max(shared, default=0))


def _text(piece: Piece, id_width: int) -> Text:
    shown = piece.text[:id_width] if piece.style == "id" else piece.text
    return Text(visible(shown), style=_LOOKS[piece.style])


def _show_table(console: Console, table: Table, id_width: int) -> None:
    """Show columns; where they leave too little room, the running text goes below the other cells."""
    rows = [[_text(cell, id_width) for cell in cells] for cells in table.rows]
    widths = [
        max(cell_len(title), *(cells[place].cell_len for cells in rows)) + _GAP
        for place, title in enumerate(table.titles[:-1])
    ]
    if sum(widths) + _LEAST_TEXT > console.width:
        for *cells, text in rows:
            console.print(Text(" ").join(cell for cell in cells if cell))
            console.print(Padding(text, (0, 0, 0, _GAP), expand=False))
        return
    made = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
    for title in table.titles[:-1]:
        made.add_column(title, no_wrap=True)
    made.add_column(table.titles[-1], overflow="fold")
    for cells in rows:
        made.add_row(*cells)
    console.print(made)
