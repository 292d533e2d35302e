"""Answers in the form of local-memory-mcp: one JSON object, which is both the text and the structure.

Prompts parse that text, so that no fence can stand around it. The JSON is the fence: a remembered text stays inside a
JSON string, where its quotes and line breaks are escaped; and as `<` is escaped, too, it cannot close a fence in which
a client may put the answer, nor look like a tag of a conversation. That it is data, the instructions say, and a field
before the data.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from ricordo.errors import InvalidInput, RicordoError
from ricordo.formats.studiomeyer import read_time
from ricordo.model import Outcome
from ricordo.surfaces.mcp.answers import Presented, headline
from ricordo.surfaces.mcp.dropins.foreign import document

MOST_CHARACTERS: Final = 12_000
"""Of one answer; the longest text that can be learnt there has 10,000."""
ANSWER: Final[dict[str, str]] = {"success": "boolean", "data": "object"}
Row = dict[str, Any]


def _checked(value: str) -> str:
    read_time(value)
    return value


Home = Annotated[str, Field(min_length=1, max_length=200)]
Project = Annotated[Home, Field(description="Only of this project")]
Content = Annotated[str, Field(min_length=1, max_length=10_000)]
Tags = Annotated[tuple[str, ...], Field(max_length=49)]
Few = Annotated[int, Field(ge=1, le=100)]
Time = Annotated[str, AfterValidator(_checked), Field(description="2026-03-01 or 2026-03-01T14:30:00Z")]


def instant(given: str | None) -> str | datetime | None:
    """Give a checked time as our operations take it: a day is a day, a time without a zone is UTC."""
    return given if given is None or len(given) <= len("2026-03-01") else read_time(given)


class Refusal(InvalidInput):
    """Correct what the message names and call again; the prompts of the other server know the code."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code_there = code


def refused(error: RicordoError) -> Presented:
    """Say why something was not done."""
    code = error.code_there if isinstance(error, Refusal) else error.code.upper()
    told: Row = {"success": False, "error": str(error), "code": code}
    if type(error) is InvalidInput:
        told["details"] = {"formErrors": [str(error)], "fieldErrors": {}}
    return Presented(document(told), told)


def done(data: Mapping[str, Any] | None, message: str | None = None) -> Presented:
    """Say what was done or found."""
    told: Row = {"success": True, "data": data}
    if message:
        told["message"] = message
    return Presented(document(told), told)


def remarks(outcome: Outcome) -> str | None:
    """Say what else became of a memory: what a reader of the other server does not expect."""
    said = []
    if outcome.redacted:
        said.append(f"taken out before it was stored: {', '.join(outcome.redacted)}.")
    if outcome.status == "held":
        said.append(f"not recalled until a person approves it: {outcome.reason}")
    if outcome.status == "superseded":
        said.append(f"it replaces {', '.join(outcome.superseded)}.")
    if outcome.conflicts:
        said.append(f"it may contradict {', '.join(outcome.conflicts)}.")
    return " ".join(said) or None


def fitting(rows: Sequence[Row], *texts: str, room: int = MOST_CHARACTERS) -> tuple[list[Row], str | None]:
    """Give rows that fit into an answer: whole when all do, else by the beginnings of their texts, and as many as fit.

    Args:
        rows: All of them, the best first.
        texts: The fields that hold texts.
        room: At most so many characters.

    Returns:
        The rows, and how to get what is missing; None when nothing is.
    """
    if sum(map(_characters, rows)) <= room:
        return list(rows), None
    kept: list[Row] = []
    for row in rows:
        short = {name: headline(one) if name in texts and one else one for name, one in row.items()}
        room -= _characters(short)
        if kept and room < 0:
            break
        kept.append(short)
    left = f"{len(rows) - len(kept)} more are left out; " if len(kept) < len(rows) else ""
    return kept, f"{left}long texts are shown by their beginnings: ask for fewer, or read ricordo://memory/<id>."


def both_fitting(*texts: str, **lists: Sequence[Row]) -> tuple[dict[str, list[Row]], str | None]:
    """Give two lists that fit into one answer together: the first into half of it, the second into what that leaves.

    Args:
        texts: The fields that hold texts.
        lists: The two lists by their names.

    Returns:
        The rows by the names of the lists, and how to get what is missing; None when nothing is.
    """
    shown: dict[str, list[Row]] = {}
    hints = []
    room = MOST_CHARACTERS // 2
    for name, rows in lists.items():
        shown[name], hint = fitting(rows, *texts, room=room)
        hints += [f"{name}: {hint}"] if hint else []
        room = MOST_CHARACTERS - sum(map(_characters, shown[name]))
    return shown, " ".join(hints) or None


def listed(name: str, rows: Sequence[Row], *texts: str, **others: Any) -> Presented:
    """Give rows under a name, with their count, as far as they fit into an answer."""
    kept, hint = fitting(rows, *texts)
    return done({name: kept, "count": len(kept), **others}, hint)


def _characters(row: Row) -> int:
    return len(document(row))
