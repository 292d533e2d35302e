"""How clients are set up: read from their own files, not from what was once written."""

from collections.abc import Sequence
from pathlib import Path

from ricordo.surfaces.setup import files
from ricordo.surfaces.setup.clients import Client, Part, Scope
from ricordo.surfaces.setup.contents import merged, text_of
from ricordo.surfaces.setup.install import every_place
from ricordo.surfaces.setup.ledger import Ledger, open_ledger
from ricordo.surfaces.setup.pieces import Piece
from ricordo.surfaces.setup.places import Places, find_places
from ricordo.surfaces.setup.plan import planned
from ricordo.surfaces.setup.report import ClientStatus, State, StatusReport


def status() -> StatusReport:
    """Look at all clients.

    Raises:
        InvalidInput: When the list of what was installed does not parse.
        OSError: When a file is there but cannot be read.
    """
    places, ledger = find_places(), open_ledger()
    return StatusReport(clients=[look_at(client, scope, places, ledger) for client, scope in every_place(places)])


def look_at(client: Client, scope: Scope, places: Places, ledger: Ledger) -> ClientStatus:
    """Look at one client."""
    parts: dict[Part, State] = {}
    known = ledger.find(places.of(client, scope)["server"])
    plan = planned(client, scope, places, known.opening if known else {})
    for path, pieces in plan.items():
        for part in dict.fromkeys(one.part for one in pieces):
            parts[part] = _state(path, [one for one in pieces if one.part == part])
    return ClientStatus(client=client.name, scope=scope, found=_is_used(client, scope, places), parts=parts)


def _state(path: Path, pieces: Sequence[Piece]) -> State:
    try:
        content = files.read(path)
        text = text_of(content)
        if content is None or all(one.find(text) is None for one in pieces):
            return "no"
        return "yes" if merged(content, pieces) == content else "changed"
    except (ValueError, OSError):
        return "unreadable"


def _is_used(client: Client, scope: Scope, places: Places) -> bool:
    """Whether the client has made a file, or its folder where that is not everyone's; the rest is read by several."""
    own = [path for part, path in places.of(client, scope).items() if part in ("server", "hooks")]
    shared = {*places.folders.values(), places.project} - {places.folders["codex"], places.folders["claude"]}
    return any(one.exists() for one in own) or (own[0].parent.exists() and own[0].parent not in shared)
