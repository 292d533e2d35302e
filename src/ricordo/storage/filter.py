"""Which memories: a filter, and what it means for one record."""

from dataclasses import dataclass

from ricordo.model import Kind, MemoryRecord, State
from ricordo.timeline import to_micros


@dataclass(frozen=True, slots=True)
class Filter:
    """Which memories: every condition that is set must hold."""

    namespaces: tuple[str, ...] | None = None
    states: tuple[State, ...] | None = None
    kinds: tuple[Kind, ...] | None = None
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    about_any: tuple[str, ...] | None = None
    """About at least one of these."""
    subject_prefix: str | None = None
    session: str | None = None
    since: int | None = None
    until: int | None = None
    valid_at: int | None = None
    """True in the world at this instant, as far as we believe it; `states` says nothing then."""
    flagged: bool = False
    """Only those that a person should look at again."""
    unexpired_at: int | None = None
    """Not the live ones that have expired by this instant."""
    expired_by: int | None = None
    """Only the live ones that have expired by this instant."""
    shareable: bool = False
    """Only those that are not private."""


def fits(record: MemoryRecord, where: Filter) -> bool:
    """Tell whether a record passes a filter; a backend that asks its database must answer the same."""
    prefix = where.subject_prefix
    tags, names = ({label.casefold() for label in labels} for labels in (record.tags, record.about))
    began = to_micros(record.happened_at)
    return (
        (where.namespaces is None or record.namespace in where.namespaces)
        and (where.states is None or record.state in where.states)
        and (where.kinds is None or record.kind in where.kinds)
        and (where.session is None or record.session == where.session)
        and (prefix is None or (record.subject or "").casefold().startswith(prefix.casefold()))
        and (where.since is None or began >= where.since)
        and (where.until is None or began <= where.until)
        and (where.valid_at is None or was_valid(record, where.valid_at))
        and (not where.flagged or record.flagged is not None)
        and (where.unexpired_at is None or not has_expired(record, where.unexpired_at))
        and not (where.shareable and record.private)
        and (where.expired_by is None or has_expired(record, where.expired_by))
        and tags.issuperset(tag.casefold() for tag in where.tags)
        and names.issuperset(name.casefold() for name in where.about)
        and (where.about_any is None or not names.isdisjoint(name.casefold() for name in where.about_any))
    )


def has_expired(record: MemoryRecord, at: int) -> bool:
    """Tell whether a live record's time is over at an instant (microseconds): it is not recalled any more."""
    return record.state == "live" and record.expires_at is not None and to_micros(record.expires_at) <= at


def was_valid(record: MemoryRecord, at: int) -> bool:
    """Tell whether a record was true in the world at an instant (microseconds), as far as it believes."""
    ended = record.valid_to is not None and to_micros(record.valid_to) <= at
    return record.state in ("live", "superseded") and to_micros(record.happened_at) <= at and not ended
