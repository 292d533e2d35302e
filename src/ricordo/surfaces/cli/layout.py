"""What an answer looks like, before it is known whether a person or a program reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["", "strong", "quiet", "good", "bad", "id"]
"""The role of a piece of text. An `id` is written in full for a program and short for a person."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one role."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces side by side; `indent` counts blanks, before every line of the text."""

    pieces: tuple[Piece, ...]
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles. The last column holds running text and takes what room there is."""

    titles: tuple[str, ...]
    rows: Sequence[tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class Remark:
    """Talk, not data: it goes to standard error."""

    text: str


Block = Line | Table | Remark


def line(*pieces: str | Piece, indent: int = 0) -> Line:
    """Put pieces side by side, as they are."""
    return Line(tuple(Piece(one) if isinstance(one, str) else one for one in pieces), indent)


def row(*cells: str | Piece) -> tuple[Piece, ...]:
    """Make a row of a table."""
    return tuple(Piece(one) if isinstance(one, str) else one for one in cells)
