"""Run a hook: read what the client sent, answer, and leave. Whatever happens, the client goes on."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ricordo.config import Settings, load_settings, namespace_for, namespace_here, namespaces_read
from ricordo.errors import InvalidInput, RicordoError, StoreError
from ricordo.surfaces.hooks.clients import CLIENTS, Call, answer, read_call, takes_text
from ricordo.surfaces.hooks.notes import Notes, is_paused, pause, throw_old_away
from ricordo.surfaces.hooks.spool import KEEP, complaint

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
_MOST_BYTES: Final = 20_000_000


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
    if words == [KEEP]:
        from ricordo.surfaces.hooks.taking import keep  # noqa: PLC0415 - only the process that stores

        keep(_store_of(settings))
        return
    if len(words) != 2:
        raise InvalidInput("give a client and an event; `ricordo hook --help` lists them.")
    sent = sys.stdin.buffer.read(_MOST_BYTES) if sys.stdin is not None else b""
    call = read_call(words[0], words[1], sent.decode("utf-8", "replace"))
    store = _store_of(settings)
    notes = Notes.of(store, call.client, call.session)
    # The answer comes first: what is kept must not be able to take it away.
    told = answer(call, _told(call, settings, store, notes))
    if told:
        _write(told)
    try:
        _take(call, settings, store, notes)
    except OSError as error:
        raise StoreError(f"hooks cannot note down or store anything at {store} ({error.strerror}).") from None


def _write(told: str) -> None:
    try:
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
    except OSError as error:
        _say(f"the client took no answer ({error.strerror}).")
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - what is left goes nowhere


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


def _take(call: Call, settings: Settings, store: Path, notes: Notes) -> None:
    """Keep what the person wished to be kept, and note what was told and read.

    Raises:
        OSError: When it cannot be noted.
    """
    from ricordo.surfaces.hooks import taking  # noqa: PLC0415 - after the answer

    keeps = settings.capture and not is_paused(store)
    found = []
    if not keeps or (call.moment == "start" and notes.is_new):
        taking.pass_over(call, notes)
    elif call.moment != "start":
        found = taking.found_in(call, notes)
    if found:
        store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        whose = settings.namespace or _namespace(call.folder)
        # Before the notes say that it was read: what ends this process here must not lose it.
        taking.write_down(found, call, whose, settings.agent or call.client, notes.told, store)
    if store.parent.is_dir():
        notes.save()
    if found or (keeps and call.moment != "prompt" and taking.is_left_over(store)):
        taking.start_keeping(store)
    if call.moment == "start" and (late := complaint(store)):
        _say(late)


def _namespace(folder: Path | None) -> str:
    return namespace_here() if folder is None else namespace_for(folder)


def _store_of(settings: Settings) -> Path:
    if settings.store_path is None:
        raise InvalidInput("a store in memory has no hooks; give a path.")
    return settings.store_path


def _pause(settings: Settings, *, paused: bool) -> None:
    pause(_store_of(settings), paused=paused)
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
