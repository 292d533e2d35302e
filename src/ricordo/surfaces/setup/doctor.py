"""Proves that a client can use Ricordo: starts what stands in its file, as it would."""

import secrets
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from ricordo.config import environment, load_settings
from ricordo.errors import InvalidInput
from ricordo.surfaces.hooks.spool import complaint
from ricordo.surfaces.setup import files
from ricordo.surfaces.setup.clients import Client, Scope
from ricordo.surfaces.setup.contents import text_of
from ricordo.surfaces.setup.install import every_place, find_client
from ricordo.surfaces.setup.ledger import Ledger, open_ledger
from ricordo.surfaces.setup.places import Places, find_places
from ricordo.surfaces.setup.plan import planned, words_of
from ricordo.surfaces.setup.report import Check, Diagnosis, DoctorReport
from ricordo.surfaces.setup.status import look_at

_NAMESPACE = "doctor/"
_UNCOUNTED = {"RICORDO_COUNT_USES": "false"}
"""Else the question of the doctor would stay among those that were asked."""
_OF_THE_FILE = ("configuration", "server answers")
"""What a new installation may mend."""
_HOW = {"changed": "written by another version or by hand; `ricordo install {client}` renews it", "yes": "in place"}


def doctor(name: str | None) -> DoctorReport:
    """Try what is installed.

    Args:
        name: The client; all that are set up when not given.

    Raises:
        InvalidInput: When there is no such client, or none is set up.
    """
    places, ledger = find_places(), open_ledger()
    wanted = find_client(name) if name else None
    found = [
        (client, scope)
        for client, scope in every_place(places)
        if wanted in (None, client) and look_at(client, scope, places, ledger).parts["server"] != "no"
    ]
    if not found:
        who = f"{name} is not" if name else "no client is"
        raise InvalidInput(f"{who} set up; call `ricordo install {name or 'CLIENT'}` first.")
    return DoctorReport(clients=[_examine(client, scope, places, ledger) for client, scope in found])


def _examine(client: Client, scope: Scope, places: Places, ledger: Ledger) -> Diagnosis:
    checks = [_entry_check(client, scope, places)]
    if checks[0].ok:
        entry = _entry(client, scope, places)
        checks += _try(words_of(entry), entry.get("env") or entry.get("environment") or {})
    parts = look_at(client, scope, places, ledger).parts
    known = ledger.find(places.of(client, scope)["server"])
    if late := _not_stored(known.opening if known else {}):
        checks.append(Check(name="capture", ok=False, detail=late))
    for part in ("hooks", "skill", "memory"):
        state = parts.get(part, "no")
        if state != "no":
            how = _HOW.get(state, "it cannot be read; correct the file").format(client=client.name)
            checks.append(Check(name=part, ok=state != "unreadable", detail=how))
    return Diagnosis(client=client.name, scope=scope, checks=checks, next_step=_advice(client, scope, checks))


def _not_stored(opening: Mapping[str, str]) -> str:
    store = load_settings({"path": opening.get("path")}).store_path
    return complaint(store) if store is not None else ""


def _advice(client: Client, scope: Scope, checks: Sequence[Check]) -> str:
    failed = next((one for one in checks if not one.ok), None)
    if failed is None:
        return client.next_step
    words = f"{client.name} --scope project" if scope == "project" else client.name
    renew = f"call `ricordo install {words}`, " if failed.name in _OF_THE_FILE else ""
    return f"{failed.name} failed: see to that, {renew}then call `ricordo doctor {client.name}` again."


def _entry(client: Client, scope: Scope, places: Places) -> Any:
    [(path, pieces)] = planned(client, scope, places, {}, ["server"]).items()
    return pieces[0].find(text_of(files.read(path)))


def _entry_check(client: Client, scope: Scope, places: Places) -> Check:
    path = places.of(client, scope)["server"]
    try:
        words = words_of(_entry(client, scope, places))
    except (ValueError, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        return Check(name="configuration", ok=False, detail=f"{path} cannot be read: {reason}")
    if not words:
        return Check(name="configuration", ok=False, detail=f"{path} names no command for ricordo")
    if shutil.which(words[0]) is None:
        return Check(name="configuration", ok=False, detail=f"{path} starts {words[0]}, which is not there")
    return Check(name="configuration", ok=True, detail=f"{path} starts {' '.join(words)}")


def _try(words: Sequence[str], variables: Mapping[str, str]) -> list[Check]:
    from ricordo.surfaces.mcp.trial import try_server  # noqa: PLC0415 - loads the protocol

    namespace = _NAMESPACE + secrets.token_hex(4)
    steps = try_server(_without_namespace(words), {**environment(), **variables, **_UNCOUNTED}, namespace)
    return [Check(name=one.name, ok=one.ok, detail=one.detail) for one in steps]


def _without_namespace(words: Sequence[str]) -> list[str]:
    """Take out the namespace that the client's memories go to."""
    kept = list(words)
    while "--namespace" in kept:
        place = kept.index("--namespace")
        del kept[place : place + 2]
    return kept
