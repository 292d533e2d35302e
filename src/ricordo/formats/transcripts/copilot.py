"""Copilot CLI: `session-state/<session>/events.jsonl`, one event a line: `{type, data, id, timestamp}`."""

from collections.abc import Iterator

from ricordo.formats.transcripts.message import Message, a_dict, a_text, records, said_by

_SPEAKERS = {"user.message": "user", "assistant.message": "assistant"}


def read(text: str) -> Iterator[Message]:
    """Give the messages of a session file, or of a part of it that begins with a line."""
    session = folder = None
    for number, event in records(text):
        data = a_dict(event.get("data"))
        if event.get("type") == "session.start":
            session, folder = a_text(data.get("sessionId")), a_text(a_dict(data.get("context")).get("cwd"))
        speaker = _SPEAKERS.get(str(event.get("type")))
        if not speaker or data.get("parentToolCallId"):
            continue
        if said := said_by(speaker, a_text(data.get("content")) or ""):
            ref = a_text(event.get("id")) or f"line-{number}"
            yield Message(said, speaker, ref, session, a_text(event.get("timestamp")), folder)
