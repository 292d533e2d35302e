"""Set a client up, and take it back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ricordo.errors import InvalidInput, RicordoError
from ricordo.surfaces.setup import files
from ricordo.surfaces.setup.clients import CLIENTS, PARTS, Client, Part, Scope
from ricordo.surfaces.setup.contents import made_for, merged, without
from ricordo.surfaces.setup.files import Change
from ricordo.surfaces.setup.ledger import Entry, Ledger, digest, open_ledger, owned_ledger
from ricordo.surfaces.setup.pieces import Keys, Piece
from ricordo.surfaces.setup.places import Places, find_places
from ricordo.surfaces.setup.plan import planned
from ricordo.surfaces.setup.report import FileReport, SetupReport

_SHARED = "other clients use it too, so that it stays."
_REACH: Mapping[Scope, str] = {"user": "for all you do", "project": "for a project"}
_NOT_ASKED: frozenset[Part] = frozenset({"memory"})
"""What is only written when a person asks for it."""


_Plan = Mapping[Path, Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class _Step:
    """What becomes of one file, and of what is known about it."""

    change: Change
    original: bytes | None
    made: Sequence[Keys]
    claims: Sequence[str]
    is_known: bool


def install(
    name: str, scope: Scope, opening: Mapping[str, str], *, memory_file: bool = False, dry_run: bool = False
) -> SetupReport:
    """Write Ricordo into the files of a client.

    Args:
        name: The client.
        scope: For everything, or for the project.
        opening: With which settings the memory is opened, by their names.
        memory_file: Whether the memory file gets its block.
        dry_run: Only say what would be done.

    Raises:
        InvalidInput: When there is no such client or project, or a file does not parse.
        FileChanged: When another program writes a file at the same time.
        StoreBusy: When another installation takes too long.
        OSError: When a file cannot be read or written.
    """
    client, places = find_client(name), find_places()
    if memory_file and "memory" not in places.of(client, scope):
        raise InvalidInput(f"{client.title} has no memory file {_REACH[scope]}; leave --memory-file away.")
    parts = [one for one in PARTS if memory_file or one not in _NOT_ASKED]
    plan = planned(client, scope, places, opening, parts)
    steps = _decide(_installing, plan, claim_of(client, scope), open_ledger())
    if not dry_run:
        with owned_ledger() as ledger:
            steps = _decide(_installing, plan, claim_of(client, scope), ledger)
            _apply(steps, ledger, opening)
    reports = [_report(step, with_diff=dry_run) for step in steps]
    return SetupReport(
        client=name, scope=scope, installed=True, dry_run=dry_run, files=reports, next_step=client.next_step
    )


def uninstall(name: str, scope: Scope, *, dry_run: bool = False) -> SetupReport:
    """Take Ricordo out of the files of a client.

    A file that nobody has changed since gets back every byte that it had; of others, only what is Ricordo's goes.

    Args:
        name: The client.
        scope: For everything, or for the project.
        dry_run: Only say what would be done.

    Raises:
        InvalidInput: When there is no such client or project, or a file does not parse.
        FileChanged: When another program writes a file at the same time.
        StoreBusy: When another installation takes too long.
        OSError: When a file cannot be read or written.
    """
    client, places = find_client(name), find_places()
    plan = planned(client, scope, places, {})
    steps = _decide(_uninstalling, plan, claim_of(client, scope), open_ledger())
    if not dry_run and any(step.is_known or step.change.kind != "unchanged" for step in steps):
        with owned_ledger() as ledger:
            steps = _decide(_uninstalling, plan, claim_of(client, scope), ledger)
            folders = [entry.folders for step in steps if (entry := ledger.find(step.change.path)) and not step.claims]
            _apply(steps, ledger, {})
            files.remove_folders([one for several in folders for one in several])
    reports = [_report(step, with_diff=dry_run, note=_SHARED if step.claims else None) for step in steps]
    touched = [one for one in reports if one.action != "unchanged" or one.note]
    return SetupReport(client=name, scope=scope, installed=False, dry_run=dry_run, files=touched)


def find_client(name: str) -> Client:
    """Find a client by its name.

    Raises:
        InvalidInput: When there is none.
    """
    for one in CLIENTS:
        if one.name == name:
            return one
    raise InvalidInput(f"{name!r} is no client; use one of {', '.join(one.name for one in CLIENTS)}.")


def claim_of(client: Client, scope: Scope) -> str:
    """Name an installation in the ledger."""
    return f"{client.name} {scope}"


def before_us(content: bytes | None, pieces: Sequence[Piece], entry: Entry | None, ledger: Ledger) -> bytes | None:
    """Give what a file would hold without us: every byte as it was, if nobody has changed it since."""
    if entry and entry.is_untouched(content):
        return ledger.original(entry)
    existed = entry is None or entry.original is not None
    return without(content, pieces, entry.made if entry else [], existed=existed)


def _decide(
    act: Callable[[Path, Sequence[Piece], str, Ledger], _Step], plan: _Plan, claim: str, ledger: Ledger
) -> list[_Step]:
    """Say what becomes of the files. Asked without the lock first: who is refused then has left no trace."""
    return [act(path, pieces, claim, ledger) for path, pieces in plan.items() if pieces]


def _installing(path: Path, pieces: Sequence[Piece], claim: str, ledger: Ledger) -> _Step:
    content, entry = files.read(path), ledger.find(path)
    try:
        original = before_us(content, pieces, entry, ledger)
        after = merged(original if entry and entry.is_untouched(content) else content, pieces)
        made = made_for(original, pieces)
    except ValueError as error:
        raise _refusal(path, error) from None
    claims = sorted({*(entry.claims if entry else ()), claim})
    return _Step(Change(path, content, after), original, made, claims, is_known=entry is not None)


def _uninstalling(path: Path, pieces: Sequence[Piece], claim: str, ledger: Ledger) -> _Step:
    content, entry = files.read(path), ledger.find(path)
    others = [one for one in entry.claims if one != claim] if entry else []
    if others:
        return _Step(Change(path, content, content), None, (), others, is_known=True)
    try:
        after = before_us(content, pieces, entry, ledger)
    except ValueError as error:
        raise _refusal(path, error) from None
    return _Step(Change(path, content, after), None, (), (), is_known=entry is not None)


def _refusal(path: Path, error: ValueError) -> InvalidInput:
    if isinstance(error, InvalidInput):
        return error
    return InvalidInput(f"{path} was not changed, nor any other file: {error}; correct it and call again.")


def _apply(steps: Sequence[_Step], ledger: Ledger, opening: Mapping[str, str]) -> None:
    """Keep the copies first: whatever happens after, nothing is lost."""
    before = {step.change.path: ledger.find(step.change.path) for step in steps}
    ledger.record({step.change.path: _entry(step, ledger, opening) for step in steps if step.claims})
    try:
        files.apply([step.change for step in steps if step.change.before != step.change.after])
        ledger.record({step.change.path: None for step in steps if not step.claims})
    except (OSError, RicordoError):
        ledger.record(before)
        raise
    finally:
        ledger.tidy()


def _entry(step: _Step, ledger: Ledger, opening: Mapping[str, str]) -> Entry:
    path, old = step.change.path, ledger.find(step.change.path)
    if old and step.change.before == step.change.after:
        return old.model_copy(update={"claims": list(step.claims)})
    return Entry(
        claims=list(step.claims),
        written=digest(step.change.after or b""),
        original=None if step.original is None else ledger.keep(path, step.original),
        folders=old.folders if old else files.missing_folders(path),
        made=list(step.made),
        opening=dict(opening),
    )


def _report(step: _Step, *, with_diff: bool, note: str | None = None) -> FileReport:
    diff = step.change.diff if with_diff else None
    return FileReport(path=step.change.path, action=step.change.kind, diff=diff, note=note)


def every_place(places: Places) -> Iterator[tuple[Client, Scope]]:
    """Give every client, with the scopes that it has here."""
    for client in CLIENTS:
        yield client, "user"
        if client.project and places.project:
            yield client, "project"
