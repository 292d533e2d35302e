"""Gemini CLI, and Qwen Code after it: `tmp/<project>/chats/session-*.jsonl`, before that one JSON object a file."""

import json
from collections.abc import Iterator
from typing import Any

from ricordo.formats.transcripts.message import Message, a_dict, a_text, records, said_by, text_of

_SPEAKERS = {"user": "user", "gemini": "assistant", "model": "assistant", "qwen": "assistant"}


def read(text: str) -> Iterator[Message]:
    """Give the messages of a session file, or of a part of it that begins with a line."""
    whole = _whole(text)
    events = whole.get("messages", []) if whole else [record for _, record in records(text)]
    session = a_text(whole.get("sessionId"))
    kept: dict[str, Message] = {}
    for number, event in enumerate(map(a_dict, events)):
        session = a_text(event.get("sessionId")) or session
        if "$rewindTo" in event:
            _rewind(kept, event["$rewindTo"])
        for one in (event, *map(a_dict, _listed(a_dict(event.get("$set")).get("messages")))):
            speaker = _SPEAKERS.get(str(one.get("type")))
            if speaker is None:
                continue
            if said := said_by(speaker, text_of(one.get("displayContent")) or text_of(one.get("content"))):
                ref = a_text(one.get("id")) or f"line-{number}"
                kept[ref] = Message(said, speaker, ref, session, a_text(one.get("timestamp")))
    yield from kept.values()


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _whole(text: str) -> dict[str, Any]:
    """Read a file that is one JSON object; nothing where it is one a line."""
    try:
        value = a_dict(json.loads(text))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value.get("messages"), list) else {}


def _rewind(kept: dict[str, Message], to: object) -> None:
    """Take back a message and all that followed it."""
    refs = list(kept)
    if to in refs:
        for ref in refs[refs.index(str(to)) :]:
            del kept[ref]
