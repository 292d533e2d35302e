"""The clients' dialects: what they call the moments of a session, what they send, and what they expect as an answer."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from ricordo.errors import InvalidInput

Moment = Literal["start", "prompt", "end"]

CLIENTS: Final = ("claude-code", "codex", "gemini", "qwen", "copilot", "cursor", "opencode")
_MOMENTS: Final[dict[str, Moment]] = {
    **dict.fromkeys(("sessionstart", "sessioncreated", "start"), "start"),
    **dict.fromkeys(("userpromptsubmit", "userpromptsubmitted", "beforeagent", "beforesubmitprompt"), "prompt"),
    "prompt": "prompt",
    **dict.fromkeys(("stop", "afteragent", "sessionidle", "turnend", "agentstop"), "end"),
    **dict.fromkeys(("sessionend", "precompact", "precompress", "sessioncompacting", "end", "compact"), "end"),
}  # fmt: skip
_NATIVE: Final[dict[str, dict[str, str]]] = {
    "gemini": {"start": "SessionStart", "prompt": "BeforeAgent"},
    "qwen": {"start": "SessionStart", "prompt": "UserPromptSubmit"},
}
_CLAUDES: Final = {"start": "SessionStart", "prompt": "UserPromptSubmit"}
_FLAT: Final = {"copilot": "additionalContext", "opencode": "additionalContext", "cursor": "additional_context"}
"""The clients whose answer has the text at the top, and its key there."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a client sent at a moment of a session.

    Attributes:
        client: Which client.
        moment: Which moment.
        event: What the client calls it.
        session: The client's id of the session.
        folder: The folder that the agent works in; None when it is not said or not there.
        prompt: What the person said.
        transcript: The file in which the client keeps the session.
        source: Why a session starts: "startup", "resume", "clear" or "compact".
    """

    client: str
    moment: Moment
    event: str
    session: str
    folder: Path | None
    prompt: str
    transcript: Path | None
    source: str


def read_call(client: str, event: str, sent: str) -> Call:
    """Read what a client sent to its hook.

    Args:
        client: One of `CLIENTS`.
        event: The client's own name of the moment, in any spelling.
        sent: The JSON on standard input.

    Raises:
        InvalidInput: When client or event is unknown, or what was sent is no JSON object.
    """
    if client not in CLIENTS:
        raise InvalidInput(f"{client[:40]!r} is no client with hooks; use one of {', '.join(CLIENTS)}.")
    moment = _MOMENTS.get("".join(letter for letter in event.casefold() if letter.isalpha()))
    if moment is None:
        raise InvalidInput(f"{event[:40]!r} is no event of a session; use SessionStart, UserPromptSubmit or Stop.")
    try:
        given = json.loads(sent or "{}")
    except (ValueError, RecursionError):
        raise InvalidInput("what the client sent is no JSON; nothing was done.") from None
    if not isinstance(given, dict):
        raise InvalidInput("what the client sent is no JSON object; nothing was done.")
    folder = _folder(given)
    transcript = _text(given, "transcript_path", "transcriptPath")
    return Call(
        client=client,
        moment=moment,
        event=_text(given, "hook_event_name", "hookEventName") or _NATIVE.get(client, _CLAUDES).get(moment, event),
        session=_text(given, "session_id", "sessionId", "conversation_id", "sessionID") or f"{client} in {folder}",
        folder=folder,
        prompt=_text(given, "prompt", "userPrompt", "initialPrompt" if moment == "prompt" else "prompt"),
        transcript=Path(transcript) if transcript else None,
        source=_text(given, "source"),
    )


def answer(call: Call, text: str) -> str:
    """Write a text in the form in which the client puts it before its model; empty when there is nothing to say."""
    if call.client == "cursor" and call.moment == "prompt":
        return json.dumps({"continue": True})  # it takes no text at this moment
    if not text:
        return ""
    if call.client in _FLAT:
        return json.dumps({_FLAT[call.client]: text})
    return json.dumps({"hookSpecificOutput": {"hookEventName": call.event, "additionalContext": text}})


def takes_text(call: Call) -> bool:
    """Whether the client puts a text before its model at this moment."""
    return call.moment == "start" or (call.moment == "prompt" and call.client != "cursor")


def _text(given: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := given.get(name), str) and value), "")


def _folder(given: dict[str, Any]) -> Path | None:
    roots = given.get("workspace_roots")
    named = _text(given, "cwd", "directory") or (roots[0] if isinstance(roots, list) and roots else "")
    # Unlike a Path, this says no to what can be no path at all.
    return Path(named) if isinstance(named, str) and os.path.isdir(named) else None  # noqa: PTH112
