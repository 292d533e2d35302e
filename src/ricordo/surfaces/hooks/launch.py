"""Run a hook: read what the client sent, answer, and leave. Whatever happens, the client goes on."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ricordo.config import Settings, current_directory, load_settings, namespace_for, namespaces_read
from ricordo.errors import InvalidInput, RicordoError
from ricordo.surfaces.hooks.clients import CLIENTS, Call, answer, read_call, takes_text
from ricordo.surfaces.hooks.notes import Notes, is_paused, pause, throw_old_away

USAGE: Final = f"""Usage: ricordo hook CLIENT EVENT [--path FILE] [--namespace NAME]
       ricordo hook pause | resume

Called by an agent's client, with the client's JSON on standard input. When a session starts it answers with what the
agent should know, with a prompt with what fits it; at the end of a turn it keeps what the person wished to be kept.
It always exits with 0. `pause` lets all hooks keep nothing until `resume`.

Clients: {", ".join(CLIENTS)}.
Events, in the client's own spelling: SessionStart; UserPromptSubmit, BeforeAgent, userPromptSubmitted,
beforeSubmitPrompt; Stop, AfterAgent, SessionEnd, PreCompact, PreCompress.
"""
_OPTIONS: Final = ("--path", "--namespace")
_MOST_CHARACTERS: Final = 20_000_000


def launch(words: Sequence[str]) -> int:
    """Run `ricordo hook ...`.

    Args:
        words: The words of the command line, from `hook` on.

    Returns:
        Always 0: a client must not stumble over its memory.
    """
    try:
        _run(list(words[1:]))
    except RicordoError as error:
        _say(str(error))
    except Exception as error:  # noqa: BLE001 - the outermost frame; the message may hold what the client sent
        _say(f"this should not have happened ({type(error).__name__}); please report it.")
    return 0


def _run(words: list[str]) -> None:
    scope = _taken_options(words)
    if not words or words[0] in ("-h", "--help"):
        sys.stdout.write(USAGE)
        return
    settings = load_settings({**dict.fromkeys(("path", "namespace")), **scope})
    if words in (["pause"], ["resume"]):
        _pause(settings, paused=words == ["pause"])
        return
    if words == ["keep"]:
        from ricordo.surfaces.hooks.taking import keep  # noqa: PLC0415 - only the process that stores

        keep(json.loads(sys.stdin.read()))
        return
    if len(words) != 2:
        raise InvalidInput("give a client and an event; `ricordo hook --help` lists them.")
    call = read_call(words[0], words[1], sys.stdin.buffer.read(_MOST_CHARACTERS).decode("utf-8", "replace"))
    store = settings.store_path
    if store is None:
        raise InvalidInput("a store in memory has no hooks; give a path.")
    notes = Notes.of(store, call.client, call.session)
    # The answer comes first: what is kept must not be able to take it away.
    told = answer(call, _told(call, settings, store, notes))
    if told:
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
    _take(call, settings, store, notes, scope)


def _told(call: Call, settings: Settings, store: Path, notes: Notes) -> str:
    """Give what the agent is told now."""
    if not store.exists() or not takes_text(call):
        return ""
    from ricordo.surfaces.hooks import telling  # noqa: PLC0415 - the end of a turn needs none of it

    namespaces = namespaces_read(settings.namespace or _namespace(call.folder))
    try:
        if call.moment == "prompt":
            return telling.fitting(store, namespaces, call, notes)
        throw_old_away(store)
        return telling.context(store, namespaces, call, notes)
    except RicordoError as error:
        _say(str(error))
        return ""


def _take(call: Call, settings: Settings, store: Path, notes: Notes, scope: dict[str, str]) -> None:
    """Keep what the person wished to be kept, and note what was told and read."""
    from ricordo.surfaces.hooks import taking  # noqa: PLC0415 - after the answer

    found = []
    if not settings.capture or is_paused(store) or (call.moment == "start" and notes.is_new):
        taking.pass_over(call, notes)
    elif call.moment != "start":
        found = taking.found_in(call, notes)
    if found:
        store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if store.parent.is_dir():
        notes.save()
    if found:
        whom = scope | {"agent": settings.agent or call.client}
        if call.folder is not None:
            whom["cwd"] = str(call.folder)
        taking.hand_over(found, call, whom, notes.told)


def _namespace(folder: Path | None) -> str:
    here = folder or current_directory()
    return namespace_for(here) if here is not None else "user"


def _pause(settings: Settings, *, paused: bool) -> None:
    if settings.store_path is None:
        raise InvalidInput("a store in memory has no hooks; give a path.")
    pause(settings.store_path, paused=paused)
    _say("hooks keep nothing until `ricordo hook resume`." if paused else "hooks keep what they are told again.")


def _taken_options(words: list[str]) -> dict[str, str]:
    """Take the options out of the words."""
    scope = {}
    for option in _OPTIONS:
        while option in words:
            place = words.index(option)
            if place + 1 == len(words):
                raise InvalidInput(f"{option} has no value; give one.")
            scope[option[2:]] = words[place + 1]
            del words[place : place + 2]
    return scope


def _say(sentence: str) -> None:
    print(f"ricordo: {' '.join(sentence.split())}", file=sys.stderr)  # noqa: T201 - this is a command
