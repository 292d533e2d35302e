"""What an imported record said that has no place of its own here: kept beside it, so that it goes out again."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from ricordo.formats.studiomeyer import Flag, Moment

ORIGIN: Final = "local_memory"


class Origin(BaseModel):
    """The rest of an imported record.

    Attributes:
        ids: The ids that it has elsewhere; an entity may have several.
        types: Further types of an entity, where two were made one.
        created_at: When it was recorded there.
        updated_at: When it was changed there.
        archived_at: When it was put away there.
        usage_count: How often it was learnt or used there.
        last_used: When last.
        verified: Whether somebody had verified it.
        verified_at: When.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    created_at: Moment | None = None
    updated_at: Moment | None = None
    archived_at: Moment | None = None
    usage_count: int = Field(default=0, ge=0)
    last_used: Moment | None = None
    verified: Flag = False
    verified_at: Moment | None = None

    @property
    def details(self) -> dict[str, Any]:
        """What is kept of it."""
        return {ORIGIN: self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


def origin_of(details: Mapping[str, Any]) -> Origin:
    """Give what is kept; nothing of what was not imported. A person may have written anything there."""
    try:
        return Origin.model_validate(details.get(ORIGIN, {}))
    except ValidationError:
        return Origin()
