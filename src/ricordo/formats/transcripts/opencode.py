"""OpenCode: sessions, messages and their parts, from its database or from the JSON files of its older versions."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from ricordo.formats.transcripts.message import Message, a_dict, a_text, said_by


def read(session: dict[str, Any], messages: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]) -> Iterator[Message]:
    """Give the messages of a session.

    Args:
        session: `{id, directory}`.
        messages: Its messages in order, `{id, role, time}`, each with its parts, `{type, text, synthetic}`.
    """
    for message, parts in messages:
        if message.get("role") not in ("user", "assistant"):
            continue
        texts = [
            part["text"]
            for part in parts
            if part.get("type") == "text" and a_text(part.get("text")) and not part.get("synthetic")
        ]
        if said := said_by(str(message["role"]), "\n".join(texts)):
            yield Message(
                said,
                str(message["role"]),
                str(message.get("id")),
                a_text(session.get("id")),
                _moment(a_dict(message.get("time")).get("created")),
                a_text(session.get("directory")),
            )


def _moment(milliseconds: object) -> str | None:
    if not isinstance(milliseconds, int | float) or not 0 < milliseconds < 1e14:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat()
