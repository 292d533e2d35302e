"""What a hook keeps of what the person said: found at once, stored by a process of its own that nobody waits for."""

import json
import os
import subprocess
import sys
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from ricordo.errors import RicordoError
from ricordo.formats.transcripts.message import Message
from ricordo.surfaces.hooks.clients import Call
from ricordo.surfaces.hooks.notes import Notes, folder_of
from ricordo.surfaces.hooks.spool import KEEP, is_worth_a_try, overdue, put, refuse, remove, waiting
from ricordo.write.capture import Captured, capture

_READERS: Final = {"claude-code": "claude_code", "codex": "codex", "gemini": "gemini", "qwen": "gemini"}
_MOST_BYTES: Final = 8_000_000
"""Of a transcript that has grown by more, the end is read; one that has no end of its own is not read any more."""


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


def write_down(found: list[Captured], call: Call, namespace: str, agent: str, told: list[str], store: Path) -> None:
    """Write down what was found, without credentials, so that it is stored whatever becomes of this process.

    Raises:
        OSError: When it cannot be written.
    """
    from ricordo.write.secrets import redact  # noqa: PLC0415 - most turns hold nothing to keep

    texts = [redact(_storable(one.text))[0] for one in found]
    task = {
        "scope": {"namespace": namespace, "agent": agent, "session": call.session},
        "told": told,
        "found": [
            {"text": text, "kind": one.kind, "sureness": one.sureness, "why": one.why}
            for text, one in zip(texts, found, strict=True)
        ],
    }
    put(store, task)


def _storable(text: str) -> str:
    """Mend what a client has cut through, and take out what can hide a credential but means nothing."""
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    return "".join(one for one in whole if one in "\n\t" or unicodedata.category(one) != "Cc")


def start_keeping(store: Path) -> None:
    """Let a new process store what was written down, and do not wait for it.

    Raises:
        OSError: When none can be started.
    """
    words = [sys.executable, "-m", "ricordo", "hook", KEEP, "--path", str(store.absolute())]
    detached: dict[str, Any] = (
        {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x00000208}  # no console, own group
    )
    process = subprocess.Popen(  # noqa: S603 - our own program
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **detached
    )
    process.returncode = 0  # nobody waits for it, and Python need not warn of that


def is_left_over(store: Path) -> bool:
    """Whether something was not stored that should have been, and is worth another try."""
    return any(is_worth_a_try(one) for one in overdue(store))


def keep(store: Path) -> None:
    """Store what hooks have written down: the work of the process that `start_keeping` starts.

    Raises:
        StoreBusy: When another one has been at it for too long.
    """
    from ricordo.storage.connection import write_turn  # noqa: PLC0415 - the hook itself never loads it

    tried: set[Path] = set()
    with write_turn(folder_of(store) / KEEP):
        while new := [one for one in waiting(store) if one not in tried]:
            for task in new:
                _keep_one(store, task)
            tried.update(new)


def _keep_one(store: Path, file: Path) -> None:
    from ricordo.api import Memory  # noqa: PLC0415 - the hook itself never loads it

    try:
        task = json.loads(file.read_text("utf-8"))
        found = [Captured(**one) for one in task["found"]]
        with Memory(store, **task["scope"]) as memory:
            memory.capture(found, told=task["told"])
    except RicordoError as error:
        refuse(file, str(error))
    except OSError as error:
        refuse(file, f"the system refused ({error.strerror}).")
    except (ValueError, KeyError, TypeError):
        refuse(file, "what was written down is damaged.")
    else:
        remove(file)


def _has_transcript(call: Call) -> bool:
    return call.transcript is not None and call.client in _READERS


def _said_since(call: Call, notes: Notes) -> list[str]:
    # A Path stumbles over what can be no path at all; a pipe would never end.
    if call.transcript is None or call.client not in _READERS or not os.path.isfile(call.transcript):  # noqa: PTH113
        return []
    module = import_module(f"ricordo.formats.transcripts.{_READERS[call.client]}")
    try:
        if call.transcript.suffix == ".json":
            if call.transcript.stat().st_size > _MOST_BYTES:
                return []
            messages: list[Message] = list(module.read(call.transcript.read_text("utf-8", "replace")))
            new, notes.read = messages[notes.read :], len(messages)
        else:
            new = list(module.read(_tail(call.transcript, notes)))
    except OSError:
        return []  # a client may name what it has not written yet
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
