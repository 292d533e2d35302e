"""Codex: `sessions/YYYY/MM/DD/rollout-*.jsonl`, one record a line: `{timestamp, type, payload}`.

What the person typed stands in `event_msg` records; the `response_item` messages also hold what Codex put before the
model, so they are read for the person's words only in files that have no such events.
"""

from collections.abc import Iterator
from typing import Any

from ricordo.formats.transcripts.message import Message, a_dict, a_text, records, said_by, text_of


def read(text: str) -> Iterator[Message]:
    """Give the messages of a session file, or of a part of it that begins with a line."""
    lines = [(number, record, a_dict(record.get("payload"))) for number, record in records(text)]
    has_events = any(payload.get("type") == "user_message" for _, _, payload in lines)
    session = folder = None
    for number, record, payload in lines:
        if record.get("type") == "session_meta":
            if "subagent" in a_dict(payload.get("source")):
                return  # an agent speaks for the person there
            session, folder = a_text(payload.get("id")), a_text(payload.get("cwd"))
        elif record.get("type") == "turn_context":
            folder = a_text(payload.get("cwd")) or folder
        speaker, words = _said(str(record.get("type")), payload, has_events=has_events)
        if speaker and (said := said_by(speaker, words)):
            yield Message(said, speaker, f"line-{number}", session, a_text(record.get("timestamp")), folder)


def _said(kind: str, payload: dict[str, Any], *, has_events: bool) -> tuple[str | None, str]:
    if kind == "event_msg" and payload.get("type") == "user_message":
        return "user", a_text(payload.get("message")) or ""
    if kind != "response_item" or payload.get("type") != "message":
        return None, ""
    if payload.get("role") == "assistant":
        return "assistant", text_of(payload.get("content"), ("output_text", "text"))
    words = text_of(payload.get("content"), ("input_text", "text"))
    is_typed = payload.get("role") == "user" and not has_events and not words.lstrip().startswith("<")
    return ("user" if is_typed else None), words
