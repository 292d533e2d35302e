"""Moments as text and as whole microseconds: exact in both directions."""

from datetime import UTC, datetime, timedelta, tzinfo

from ricordo.errors import InvalidInput

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def format_moment(moment: datetime) -> str:
    """Write a moment as ISO 8601 in UTC, like `2026-03-01T14:30:00Z`.

    Microseconds appear only when they are not zero, and then with six digits. Texts sort like their moments down
    to the second; inside one second compare `to_micros`, because `.` sorts before `Z`.

    Raises:
        InvalidInput: The moment has no time zone, or lies outside the years 1 to 9999 in UTC.
    """
    return from_micros(to_micros(moment)).isoformat().removesuffix("+00:00") + "Z"


def to_micros(moment: datetime) -> int:
    """Count the microseconds from 1970-01-01 UTC to a moment.

    Raises:
        InvalidInput: The moment has no time zone.
    """
    if moment.utcoffset() is None:
        raise InvalidInput("The time has no zone: give an aware datetime, for example one made with tzinfo=UTC.")
    return (moment - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """Turn a count of microseconds since 1970-01-01 UTC back into an aware UTC datetime.

    Raises:
        InvalidInput: The moment lies outside the years 1 to 9999.
    """
    try:
        return EPOCH + timedelta(microseconds=micros)
    except OverflowError:
        raise InvalidInput("The time lies outside the years 1 to 9999 in UTC: give one within them.") from None


def in_utc(moment: datetime) -> datetime:
    """Move an aware moment to UTC; OverflowError outside the years 1 to 9999."""
    return EPOCH + (moment - EPOCH)


def at_zone(wall: datetime, zone: tzinfo | None) -> datetime:
    """Read a naive wall-clock time in a zone, as UTC; OverflowError outside the years 1 to 9999.

    A time that happens twice when clocks go back means the first; a time that clocks skip means the moment after
    the gap as if they had not been moved (`fold=0`, PEP 495).
    """
    return in_utc(wall.replace(tzinfo=zone))
