"""What is kept beside the memories: entities, the relations between them, links between memories, sessions."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ricordo.model.memory import Share, Value

LinkType = Literal["conflict", "states"]
"""`conflict`: the newer memory possibly replaces the older one. `states`: the older one, a message, says what the
newer one has replaced."""
Weight = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
"""How strong a relation is: a positive number, 1 for an ordinary one."""


class _Thing(Value):
    """Lives in one namespace; `created_at`/`expired_at` say when we believed in it. All times are aware UTC."""

    id: str
    namespace: str
    created_at: datetime
    updated_at: datetime | None = None
    expired_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether we still believe in it."""
        return self.expired_at is None


class Entity(_Thing):
    """A named thing: a person, project, service, tool or concept. Memories about it carry its name in `about`."""

    name: str
    type: str = "thing"
    aliases: tuple[str, ...] = ()
    details: dict[str, Any] = Field(default_factory=dict)
    merged_into: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases, case-folded: what it is found by."""
        return tuple(dict.fromkeys(name.casefold() for name in (self.name, *self.aliases)))


class Relation(_Thing):
    """A typed, directed edge between two entities; `valid_from`/`valid_to` say when it was true in the world."""

    source: str
    target: str
    type: str
    weight: Weight = 1.0
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    details: dict[str, Any] = Field(default_factory=dict)

    @property
    def began_at(self) -> datetime:
        """When it became true, else when it was recorded."""
        return self.valid_from or self.created_at


class Link(_Thing):
    """A directed edge from an older memory to a newer one, and why; resolved when it has expired."""

    older: str
    newer: str
    type: LinkType
    score: Share = 1.0
    why: str
    resolution: str | None = None


class Session(_Thing):
    """One conversation of one agent. It is over when it has ended; it expires when it is forgotten."""

    agent: str | None = None
    title: str | None = None
    continues: str | None = None
    ended_at: datetime | None = None
    summary: str | None = None
    """The memory that sums it up."""
    tasks: tuple[str, ...] = ()
    """What is left to do."""
    tasks_vouched: tuple[bool, ...] = ()
    """Which of these give no orders to whoever reads them; one that nobody has judged may."""


Thing = Entity | Relation | Link | Session
ThingType = Literal["entity", "relation", "link", "session"]
