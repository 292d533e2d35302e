"""Which operations an agent is offered, by their names. Those that do not exist are left out."""

from collections.abc import Mapping
from typing import Literal

from ricordo.operations import OPERATIONS, Operation

PATH = "/mcp"
"""Where the server answers over HTTP."""
Dropin = Literal["server-memory", "memento", "local-memory"]
Profile = Literal["core", "full", "read-only", Dropin]
"""core: what every agent needs, in few tokens; full: everything; read-only: full without what changes memories; the
others have the tools of the memory server of that name."""

_CORE = ("remember", "recall", "get", "update", "forget", "undo", "list", "context")
_FOR_PERSONS_ALONE = frozenset({"backup"})
"""An agent does not write files where it likes."""
MAINTENANCE = frozenset({"verify", "reindex", "reembed"})
"""They keep every memory as it is, but write what is derived from them."""
_DESCRIBED_IN_CORE: Mapping[str, tuple[str, ...]] = {
    "remember": ("text", "kind", "scope", "subject", "tags", "importance", "valid_from", "source"),
    "recall": ("query", "limit", "budget_tokens", "kinds", "tags", "scope", "since", "until", "as_of"),
    "get": ("ids",),
    "update": ("id", "text", "subject", "tags", "valid_to", "move_to"),
    "forget": ("ids", "subject", "hard"),
    "undo": ("change",),
    "list": ("tags", "states", "limit", "cursor"),
    "context": ("task", "budget_tokens"),
}
"""Arguments that agents need most: the full profile describes all, the core profile only takes the others."""


def chosen(profile: Profile) -> list[Operation]:
    """Give the operations of a profile, in the order in which they are offered."""
    if profile == "core":
        return [OPERATIONS[name] for name in _CORE if name in OPERATIONS]
    rest = [name for name in OPERATIONS if name not in _CORE and name not in _FOR_PERSONS_ALONE]
    offered = [OPERATIONS[name] for name in (*_CORE, *rest) if name in OPERATIONS]
    if profile == "full":
        return offered
    return [one for one in offered if one.effect == "read" and one.name not in MAINTENANCE]


def left_out(profile: Profile, operation: Operation) -> set[str]:
    """Give the arguments that the schema of an operation does not describe in this profile."""
    if profile != "core":
        return set()
    names = [one.name for one in operation.parameters]
    return set(names) - set(_DESCRIBED_IN_CORE.get(operation.name, names))
