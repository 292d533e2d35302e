"""The envelope of an export: from one JSON object to values and back.

Every record is read for itself: what is malformed is named and left out, and no other record suffers.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic.alias_generators import to_camel

from ricordo.errors import InvalidInput
from ricordo.formats.studiomeyer.records import (
    Decision,
    Entity,
    Learning,
    Observation,
    Record,
    Relation,
    Session,
)
from ricordo.operations import explain

FORMAT: Final = "studiomeyer-memory-export"
VERSION: Final = 1
SOURCE: Final = "local-memory-mcp"
MAX_RECORDS: Final = 100_000
"""So many of one sort at most."""
_PROFILE_KEY: Final = re.compile(r"[\w.-]{1,190}")


class BadFormat(InvalidInput):
    """Give the whole object that `memory_export` gave, unchanged."""

    code = "bad_format"


class UnsupportedVersion(InvalidInput):
    """Update Ricordo, or let the program that wrote the export write version 1."""

    code = "unsupported_version"


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Export:
    """What an export holds.

    Attributes:
        profile: What is known of the person, by key.
        goal: What they are after.
        learnings: What was learnt.
        decisions: What was decided.
        entities: Named things.
        observations: What was observed of them.
        relations: How they are related.
        sessions: Conversations.
        malformed: What could not be read, one sentence each.
    """

    profile: Mapping[str, str]
    goal: str | None = None
    learnings: tuple[Learning, ...] = ()
    decisions: tuple[Decision, ...] = ()
    entities: tuple[Entity, ...] = ()
    observations: tuple[Observation, ...] = ()
    relations: tuple[Relation, ...] = ()
    sessions: tuple[Session, ...] = ()
    malformed: tuple[str, ...] = ()


_SORTS: Final[Mapping[str, type[Record]]] = {
    "learnings": Learning, "decisions": Decision, "entities": Entity, "observations": Observation,
    "relations": Relation, "sessions": Session,
}  # fmt: skip


def written(export: Export, exported_at: datetime) -> dict[str, Any]:
    """Write an export.

    Args:
        export: What it holds.
        exported_at: When it was made.
    """
    records = {name: [one.written() for one in getattr(export, name)] for name in _SORTS}
    return {
        "format": FORMAT,
        "version": VERSION,
        "exportedAt": exported_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "source": SOURCE,
        "schemaVersion": VERSION,
        "counts": {name: len(listed) for name, listed in records.items()},
        "profile": dict(export.profile),
        "goal": export.goal,
        **records,
    }


def read(given: str | Mapping[str, Any]) -> Export:
    """Read an export.

    Args:
        given: The JSON text, or the object.

    Raises:
        BadFormat: When it is no such export.
        UnsupportedVersion: When it is one of another version.
    """
    whole = _whole(given)
    malformed: list[str] = []
    records = {name: tuple(_records(whole, name, sort, malformed)) for name, sort in _SORTS.items()}
    profile = dict(_profile(whole.get("profile"), malformed))
    goal = whole.get("goal")
    if goal is not None and not (isinstance(goal, str) and goal.strip()):
        malformed.append("goal is no text.")
        goal = None
    return Export(profile=profile, goal=goal, malformed=tuple(malformed), **records)  # type: ignore[arg-type]


def _whole(given: str | Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        whole = json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError) as error:
        raise BadFormat(f"it is no JSON ({error}); give the whole export.") from None
    if not isinstance(whole, Mapping) or whole.get("format") != FORMAT:
        raise BadFormat(f"it is no export of the format {FORMAT}; give what memory_export gave.")
    if whole.get("version") != VERSION:
        shown = str(whole.get("version"))[:40]
        raise UnsupportedVersion(f"it is of version {shown}; only version {VERSION} can be read.")
    for name in _SORTS:
        listed = whole.get(name)
        if listed is not None and not isinstance(listed, list):
            raise BadFormat(f"{name} is no list; give the whole export.")
        if listed is not None and len(listed) > MAX_RECORDS:
            raise BadFormat(f"{name} has {len(listed):,} entries; give at most {MAX_RECORDS:,} at once.")
    return whole


def _records(whole: Mapping[str, Any], name: str, sort: type[R], malformed: list[str]) -> Iterator[R]:
    known: set[str] = set()
    listed: Sequence[object] = whole.get(name) or ()
    for number, one in enumerate(listed, 1):
        try:
            record = sort.model_validate(one)
        except ValidationError as error:
            malformed.append(f"{name} {number}: {_what_is_wrong(error, one, sort)}")
            continue
        if record.id in known:
            malformed.append(f"{name} {number}: the id {record.id} stands there twice.")
            continue
        known.add(record.id)
        yield record


def _what_is_wrong(error: ValidationError, given: object, sort: type[Record]) -> str:
    if not isinstance(given, Mapping):
        return "it is no object."
    return explain(error, [to_camel(one) for one in sort.model_fields])


def _profile(given: object, malformed: list[str]) -> Iterator[tuple[str, str]]:
    if given is not None and not isinstance(given, Mapping):
        malformed.append("profile is no object.")
        return
    for key, value in (given or {}).items():
        if isinstance(value, str) and value.strip() and _PROFILE_KEY.fullmatch(str(key)):
            yield str(key), value
        else:
            malformed.append(f"profile {str(key)[:40]}: give a key of letters, digits, `_`, `.` and `-`, and a text.")
