"""Claude Code: `projects/<folder>/<session>.jsonl`, one event a line."""

from collections.abc import Iterator

from ricordo.formats.transcripts.message import Message, a_dict, a_text, records, said_by, text_of

_NOT_SAID = ("isMeta", "isSidechain", "isCompactSummary", "toolUseResult", "isApiErrorMessage")
"""Marks of what neither the person nor the agent said to the other."""


def read(text: str) -> Iterator[Message]:
    """Give the messages of a session file, or of a part of it that begins with a line."""
    for number, record in records(text):
        speaker = record.get("type")
        if speaker not in ("user", "assistant") or any(record.get(mark) for mark in _NOT_SAID):
            continue
        content = a_dict(record.get("message")).get("content")
        if isinstance(content, list) and any(a_dict(part).get("type") == "tool_result" for part in content):
            continue
        if said := said_by(speaker, text_of(content)):
            yield Message(
                said,
                speaker,
                a_text(record.get("uuid")) or f"line-{number}",
                a_text(record.get("sessionId")),
                a_text(record.get("timestamp")),
                a_text(record.get("cwd")),
            )
