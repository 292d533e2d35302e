"""A message of a conversation between a person and an agent, whatever client kept it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ricordo.text.added import without_added


@dataclass(frozen=True, slots=True)
class Message:
    """What one side said.

    Attributes:
        text: What was said; never what a tool gave.
        speaker: "user" or "assistant".
        ref: Stands for this message in its session: the same whenever the file is read.
        session: The client's id of the conversation.
        at: When, as the client wrote it; None when it did not.
        folder: The folder in which the agent worked; None when unknown.
    """

    text: str
    speaker: str
    ref: str
    session: str | None = None
    at: str | None = None
    folder: str | None = None


def records(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the JSON objects of a text with one a line, with the number of the line; other lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("{"):
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict):
                yield number, value


def text_of(content: object, kinds: tuple[str, ...] = ("text",)) -> str:
    """Give the words of a content that is a text, or a list of parts some of which are texts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = [
        part if isinstance(part, str) else part.get("text", "")
        for part in content
        if isinstance(part, str) or (isinstance(part, dict) and part.get("type", kinds[0]) in kinds)
    ]
    return "\n".join(part for part in parts if isinstance(part, str) and part.strip())


def said_by(speaker: str, text: str) -> str:
    """Give what one side said, without the spaces around it, and of a person what that person wrote."""
    return (without_added(text) if speaker == "user" else text).strip()


def a_dict(value: object) -> dict[str, Any]:
    """Give a mapping as it is, and anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def a_text(value: object) -> str | None:
    """Give a text as it is, and anything else as None."""
    return value if isinstance(value, str) and value else None
