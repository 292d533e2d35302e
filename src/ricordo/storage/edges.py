"""What a store tells of the graph in bulk: relations as a walk needs them, and how often names are mentioned."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Direction = Literal["out", "in", "both"]
"""Along a relation, against it, or either way."""


class Edge(NamedTuple):
    """What a walk over the graph needs to know of a relation."""

    id: str
    source: str
    target: str
    type: str
    """Case-folded."""
    weight: float


@dataclass(frozen=True, slots=True)
class EdgeFilter:
    """Which relations a walk may take: every condition must hold."""

    namespaces: tuple[str, ...]
    at: int
    """True in the world at this instant (microseconds)."""
    direction: Direction = "both"
    types: tuple[str, ...] | None = None
    """Case-folded types; None for all."""
    limit: int = 1_000_000
    """So many at most."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that live memories have in `about`."""

    entity: str | None
    """Id of the live entity whose name it is, if there is one."""
    label: str
    """The name, case-folded; one of them where the memories use several names of the entity."""
    count: int
    newest: int
    """Row number of the newest of these memories."""
