"""The records of an export: what each may hold, how it is read and written. Times are UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic.alias_generators import to_camel

from ricordo.errors import InvalidInput
from ricordo.model import Share
from ricordo.timeline.civil import Period
from ricordo.timeline.iso import read_iso

_STRICT: Final = "write it like 2026-03-01, 2026-03-01 14:30:00 (UTC) or 2026-03-01T14:30:00Z."
_ARCHIVED: Final = "archived"


def read_time(value: object) -> datetime:
    """Read a time; a day means its beginning, a time without a zone is UTC.

    Raises:
        InvalidInput: When it is none, or could be read in two ways.
    """
    if isinstance(value, datetime):
        return value
    try:
        found = read_iso(value) if isinstance(value, str) else None
    except (ValueError, OverflowError) as error:
        raise InvalidInput(f"{value!r} is no time ({error}); {_STRICT}") from None
    if isinstance(found, Period) and found.kind == "day":
        return datetime(found.first.year, found.first.month, found.first.day, tzinfo=UTC)
    if not isinstance(found, datetime):
        raise InvalidInput(f"{str(value)[:40]!r} is no time; {_STRICT}")
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def written_time(moment: datetime) -> str:
    """Write a time as this format does: to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


Category = Literal[
    "pattern", "mistake", "insight", "research", "architecture", "infrastructure", "tool", "workflow", "performance",
    "security",
]  # fmt: skip
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
MemoryType = Literal["episodic", "semantic"]
Moment = Annotated[datetime, BeforeValidator(read_time), PlainSerializer(written_time)]
Flag = Annotated[bool, PlainSerializer(int)]
Text = Annotated[str, Field(min_length=1)]
Label = Annotated[str, Field(min_length=1, max_length=200)]
Project = Annotated[str, Field(min_length=1, max_length=190)]


class Record(BaseModel):
    """What all records share: an id, and that null says as little as nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)

    id: Label

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: Any) -> Any:
        return {name: one for name, one in given.items() if one is not None} if isinstance(given, Mapping) else given

    def written(self) -> dict[str, Any]:
        """Write it."""
        return self.model_dump(mode="json", by_alias=True)


class _Archivable(Record):
    """A record that may be put away, with a reason."""

    archived: Flag = False
    archived_at: Moment | None = None
    lifecycle_state: Annotated[str, Field(pattern="(?s)^(active|archived(:.*)?)$")] = "active"

    @property
    def is_archived(self) -> bool:
        """Whether it was put away."""
        return self.archived or self.lifecycle_state != "active"

    @property
    def reason(self) -> str | None:
        """Why it was put away."""
        return self.lifecycle_state.partition(":")[2] or None


def archived_for(reason: str | None) -> str:
    """Give the state of what was put away for a reason."""
    return f"{_ARCHIVED}:{reason}" if reason else _ARCHIVED


class Learning(_Archivable):
    """Something that was learnt."""

    date: Moment | None = None
    category: Category
    content: Text
    project: Project | None = None
    tags: tuple[Label, ...] = ()
    usage_count: Annotated[int, Field(ge=0)] = 0
    last_used: Moment | None = None
    confidence: Share = 0.7
    source: Text | None = None
    verified: Flag = False
    verified_at: Moment | None = None
    importance: Share | None = None
    memory_type: MemoryType = "semantic"


class Decision(_Archivable):
    """A decision. That it may be put away is an addition of ours."""

    date: Moment | None = None
    title: Text
    decision: Text
    alternatives: Text | None = None
    reasoning: Text | None = None
    project: Project | None = None
    tags: tuple[Label, ...] = ()
    confidence: Share = 0.7
    source: Text | None = None
    verified: Flag = False
    verified_at: Moment | None = None

    def written(self) -> dict[str, Any]:
        """Write it; what the format does not know only when it says something."""
        record = super().written()
        added = ("archived", "archivedAt", "lifecycleState")
        return record if self.is_archived else {name: one for name, one in record.items() if name not in added}


class _InGraph(Record):
    """A record of the graph. That it may belong to a project is an addition of ours."""

    project: Project | None = None

    def written(self) -> dict[str, Any]:
        """Write it; what the format does not know only when it says something."""
        record = super().written()
        return record if self.project else {name: one for name, one in record.items() if name != "project"}


class Entity(_InGraph):
    """A named thing."""

    name: Label
    entity_type: Label
    created_at: Moment | None = None
    updated_at: Moment | None = None
    summary: Text | None = None
    confidence: Share = 0.7


class Observation(_InGraph):
    """What was observed of an entity, and when it was true."""

    entity_id: Label
    content: Text
    source: Text | None = None
    session_id: Label | None = None
    valid_from: Moment | None = None
    valid_to: Moment | None = None
    confidence: Share = 0.7
    created_at: Moment | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Observation":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise InvalidInput("validTo lies before validFrom; exchange or correct them.")
        return self


class Relation(_InGraph):
    """How one entity is related to another."""

    from_entity_id: Label
    to_entity_id: Label
    relation_type: Label
    weight: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = 1.0
    created_at: Moment | None = None

    @model_validator(mode="after")
    def _of_two(self) -> "Relation":
        if self.from_entity_id == self.to_entity_id:
            raise InvalidInput("it relates an entity to itself; give two.")
        return self


class Session(Record):
    """A conversation, and what it left."""

    started_at: Moment
    ended_at: Moment | None = None
    project: Project | None = None
    summary: Text | None = None
    tasks: tuple[Text, ...] = ()
