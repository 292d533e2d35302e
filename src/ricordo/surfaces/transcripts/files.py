"""Where the clients keep their sessions, read with the readers of `formats.transcripts`."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from ricordo.config import folder_from_environment
from ricordo.formats.transcripts import claude_code, codex, copilot, gemini, opencode
from ricordo.formats.transcripts.message import Message, a_dict
from ricordo.storage.foreign import opencode_rows

Conversation = list[Message]
Read = Callable[[str], Iterator[Message]]


def conversations(client: str, since: datetime | None = None) -> Iterator[Conversation]:
    """Give the conversations that a client has kept, one after the other.

    Args:
        client: One of `SOURCES`.
        since: Leave out files that were not touched since then.

    Raises:
        StoreError: When the client's database cannot be read.
    """
    for found in SOURCES[client](None if since is None else since.timestamp()):
        if found:
            yield found


def _claude_code(since: float | None) -> Iterator[Conversation]:
    folder = folder_from_environment("CLAUDE_CONFIG_DIR", Path.home() / ".claude")
    yield from _read_all(folder / "projects", "*/*.jsonl", claude_code.read, since)


def _codex(since: float | None) -> Iterator[Conversation]:
    folder = folder_from_environment("CODEX_HOME", Path.home() / ".codex")
    for name in ("sessions", "archived_sessions"):
        yield from _read_all(folder / name, "**/rollout-*.jsonl", codex.read, since)


def _copilot(since: float | None) -> Iterator[Conversation]:
    folder = folder_from_environment("COPILOT_HOME", Path.home() / ".copilot") / "session-state"
    for pattern in ("*/events.jsonl", "*.jsonl"):
        yield from _read_all(folder, pattern, copilot.read, since)


def _gemini(since: float | None) -> Iterator[Conversation]:
    folder = Path.home() / ".gemini"
    projects = a_dict(_json(folder / "projects.json").get("projects"))
    names = {str(name): path for path, name in projects.items()}
    names |= {sha256(path.encode()).hexdigest(): path for path in projects}
    for pattern in ("*/chats/*.jsonl", "*/chats/*.json"):
        for file in _files(folder / "tmp", pattern, since):
            root = _text(file.parents[1] / ".project_root").strip() or names.get(file.parents[1].name)
            yield [replace(one, folder=root) for one in _named(gemini.read(_text(file)), file)]


def _opencode(since: float | None) -> Iterator[Conversation]:
    folder = folder_from_environment("XDG_DATA_HOME", Path.home() / ".local" / "share") / "opencode"
    database = folder / "opencode.db"
    if database.exists():
        for (session, directory), rows in groupby(opencode_rows(database), key=lambda row: row[:2]):
            messages = [
                ({**_object(data), "id": ref, "time": {"created": made}}, [_object(part) for *_, part in parts])
                for (ref, made, data), parts in groupby(rows, key=lambda row: row[2:5])
            ]
            yield list(opencode.read({"id": session, "directory": directory}, messages))
        return
    storage = folder / "storage"
    for file in _files(storage / "session", "*/*.json", since):
        session_of_file = _json(file)
        heads = [_json(one) for one in sorted((storage / "message" / file.stem).glob("*.json"))]
        parts = [
            [_json(part) for part in sorted((storage / "part" / str(head.get("id"))).glob("*.json"))] for head in heads
        ]
        yield list(opencode.read(session_of_file, zip(heads, parts, strict=True)))


SOURCES: Final[dict[str, Callable[[float | None], Iterator[Conversation]]]] = {
    "claude-code": _claude_code, "codex": _codex, "gemini": _gemini, "copilot": _copilot, "opencode": _opencode,
}  # fmt: skip
"""The clients whose sessions can be read."""


def _read_all(folder: Path, pattern: str, read: Read, since: float | None) -> Iterator[Conversation]:
    for file in _files(folder, pattern, since):
        yield _named(read(_text(file)), file)


def _named(messages: Iterator[Message], file: Path) -> Conversation:
    """Give messages that name no session the file's name for one."""
    name = file.parent.name if file.stem == "events" else file.stem
    return [one if one.session else replace(one, session=name) for one in messages]


def _files(folder: Path, pattern: str, since: float | None) -> list[Path]:
    """Give the files, the oldest first, so that what is newer comes to replace it."""
    touched = [(file.stat().st_mtime, os.fspath(file)) for file in folder.glob(pattern) if file.is_file()]
    return [Path(name) for at, name in sorted(touched) if since is None or at >= since]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""


def _json(file: Path) -> dict[str, Any]:
    return _object(_text(file))


def _object(text: str) -> dict[str, Any]:
    try:
        return a_dict(json.loads(text))
    except (ValueError, RecursionError):
        return {}
