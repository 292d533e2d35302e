"""What a hook keeps of what the person said: found at once, stored by a process of its own that nobody waits for."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from ricordo.formats.transcripts.message import Message
from ricordo.surfaces.hooks.clients import Call
from ricordo.surfaces.hooks.notes import Notes
from ricordo.write.capture import Captured, capture

KEEP: Final = "keep"
"""The command of the process that stores."""
_READERS: Final = {"claude-code": "claude_code", "codex": "codex", "gemini": "gemini", "qwen": "gemini"}
_MOST_BYTES: Final = 8_000_000
"""Of a transcript that has grown by more, the end is read."""


def found_in(call: Call, notes: Notes) -> list[Captured]:
    """Find what is worth keeping of what the person said since the last time.

    A client that keeps a transcript is read at the end of a turn; of one that keeps none the prompt is read.
    """
    typed = [] if _has_transcript(call) else [call.prompt]
    said = typed if call.moment == "prompt" else _said_since(call, notes)
    found: dict[str, Captured] = {}
    for text in said:
        for one in capture(text):
            found.setdefault(one.text, one)
    return list(found.values())


def pass_over(call: Call, notes: Notes) -> None:
    """Note that the transcript has been read so far: nothing of what stands there is kept, also not later."""
    if _has_transcript(call):
        _said_since(call, notes)


def hand_over(found: list[Captured], call: Call, scope: dict[str, str], told: list[str]) -> None:
    """Let a new process store what was found, and do not wait for it."""
    words = [sys.executable, "-m", "ricordo", "hook", KEEP]
    task = {
        "scope": scope | {"session": call.session},
        "told": told,
        "found": [{"text": one.text, "kind": one.kind, "sureness": one.sureness, "why": one.why} for one in found],
    }
    detached: dict[str, Any] = (
        {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x00000208}  # no console, own group
    )
    process = subprocess.Popen(  # noqa: S603 - our own program
        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **detached
    )
    if process.stdin is not None:
        with process.stdin as pipe:
            pipe.write(json.dumps(task).encode())
    process.returncode = 0  # nobody waits for it, and Python need not warn of that


def keep(task: dict[str, Any]) -> None:
    """Store what a hook has found: the work of the process that `hand_over` starts."""
    from ricordo.api import Memory  # noqa: PLC0415 - the hook itself never loads it

    found = [Captured(**one) for one in task["found"]]
    with Memory(**task["scope"]) as memory:
        memory.capture(found, told=task["told"])


def _has_transcript(call: Call) -> bool:
    return call.transcript is not None and call.client in _READERS


def _said_since(call: Call, notes: Notes) -> list[str]:
    if call.transcript is None or call.client not in _READERS:
        return []
    module = import_module(f"ricordo.formats.transcripts.{_READERS[call.client]}")
    try:
        if call.transcript.suffix == ".json":
            messages: list[Message] = list(module.read(call.transcript.read_text("utf-8", "replace")))
            new, notes.read = messages[notes.read :], len(messages)
        else:
            new = list(module.read(_tail(call.transcript, notes)))
    except FileNotFoundError:
        return []
    return [one.text for one in new if one.speaker == "user"]


def _tail(transcript: Path, notes: Notes) -> str:
    """Read the whole lines that were added since the last time."""
    with transcript.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = notes.read if notes.read <= size else 0  # a shorter file is another one
        file.seek(max(start, size - _MOST_BYTES))
        data = file.read(_MOST_BYTES)
    end = data.rfind(b"\n") + 1
    notes.read = size - len(data) + end
    return data[:end].decode("utf-8", "replace")
