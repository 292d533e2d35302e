"""Dates and times in digits: ISO 8601, `2026/03/01`, `03.05.2026`, `25/12/2026` and Unix time."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from ricordo.timeline.civil import Period, month_of, one_day, year_of
from ricordo.timeline.stamps import EPOCH

_DATE = (
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<month_>\d\d)(?P<day_>\d\d)"
    r"|-?[Ww](?P<week>\d\d)(?:-?(?P<weekday>\d))?|-?(?P<ordinal>\d{3}))?"
)
_OFFSET = r"[+-]\d\d(?::?\d\d(?::?\d\d(?:\.\d{1,6})?)?)?"
_TIME = (
    r"(?:[Tt]|\s+)(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d))?)?(?:[.,](?P<fraction>\d+))?"
    rf"\s?(?P<zone>[Zz]|{_OFFSET})?"
)
_MOMENT = f"{_DATE}(?:{_TIME})?"
_HOUR_MICROS = 3_600_000_000
_FRACTION_DIGITS = 18


class AmbiguousDate(ValueError):
    """The text names two days, depending on whether the day or the month comes first."""

    def __init__(self, day_first: date, month_first: date) -> None:
        super().__init__(day_first, month_first)
        self.day_first = day_first
        self.month_first = month_first


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Compile an ASCII pattern at its first use: importing this package must stay cheap."""
    return re.compile(source, re.ASCII)


def read_iso(text: str) -> datetime | Period | None:
    """Read ISO 8601: a period when there is no time of day, else a datetime (naive without an offset).

    Digits beyond the microsecond are cut off. 24:00 ends a day; a leap second (:60) is refused, since no datetime
    can hold it.

    Raises:
        ValueError: The form is right but there is no such day or time.
        OverflowError: It lies outside the years 1 to 9999.
    """
    found = compiled(_MOMENT).fullmatch(text)
    if found is None:
        return None
    period = _iso_period(found)
    if found["hour"] is None:
        return period
    return _at_time(found, period.first) if period.kind == "day" else None


def _iso_period(found: re.Match[str]) -> Period:
    year, month, day = int(found["year"]), found["month"] or found["month_"], found["day"] or found["day_"]
    if day is not None:
        return one_day(date(year, int(month), int(day)))
    if month is not None:
        return month_of(year, int(month))
    if found["ordinal"] is not None:
        ordinal = date(year, 1, 1) + timedelta(days=int(found["ordinal"]) - 1)
        if ordinal.year != year:
            raise ValueError("no such day of the year")
        return one_day(ordinal)
    if found["week"] is None:
        return year_of(year)
    if found["weekday"] is not None:
        return one_day(date.fromisocalendar(year, int(found["week"]), int(found["weekday"])))
    monday = date.fromisocalendar(year, int(found["week"]), 1)
    return Period("span", monday, monday + timedelta(days=6))


def _at_time(found: re.Match[str], day: date) -> datetime:
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)
    unit_micros = _HOUR_MICROS // (3600 if found["second"] else 60 if found["minute"] else 1)
    fraction = (found["fraction"] or "0")[:_FRACTION_DIGITS]
    extra = timedelta(microseconds=int(fraction) * unit_micros // 10 ** len(fraction))
    if hour == 24 and not (minute or second or extra):
        hour, extra = 0, timedelta(days=1)
    moment = datetime(day.year, day.month, day.day, hour, minute, second) + extra  # noqa: DTZ001
    return moment if found["zone"] is None else moment.replace(tzinfo=read_offset(found["zone"]))


def read_offset(text: str) -> timezone:
    """Read `Z` or an offset from UTC such as +02, +0200, +02:00; ValueError for one of a day or more."""
    if text in {"Z", "z"}:
        return UTC
    found = compiled(r"([+-])(\d\d?)(?::?(\d\d)(?::?(\d\d)(?:\.(\d{1,6}))?)?)?").fullmatch(text)
    if found is None:
        raise ValueError("not an offset")
    hours, minutes, seconds = (int(found[group] or 0) for group in (2, 3, 4))
    if minutes > 59 or seconds > 59:
        raise ValueError("no such offset")
    micros = int((found[5] or "").ljust(6, "0"))
    size = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
    return timezone(-size if found[1] == "-" else size)


def read_number(text: str) -> datetime | None:
    """Read Unix time in seconds (10 digits) or milliseconds (13), or YYYYMMDDhhmm and YYYYMMDDhhmmss.

    Ten digits that also read as YYYYMMDDhh are left alone, for nobody can tell which was meant.
    """
    if found := compiled(r"(\d{10})(?:\.(\d{1,6})\d*)?|(\d{13})").fullmatch(text):
        seconds, fraction, millis = found.groups()
        if millis is not None:
            return EPOCH + timedelta(milliseconds=int(millis))
        if fraction is None and _is_compact_hour(seconds):
            return None
        return EPOCH + timedelta(seconds=int(seconds), microseconds=int((fraction or "").ljust(6, "0")))
    if compiled(r"\d{12}(?:\d\d)?").fullmatch(text):
        moment = read_iso(f"{text[:8]}T{text[8:]}")
        return moment if isinstance(moment, datetime) else None
    return None


def _is_compact_hour(digits: str) -> bool:
    try:
        return isinstance(read_iso(f"{digits[:8]}T{digits[8:]}"), datetime)
    except ValueError:
        return False


def read_numeric_date(text: str) -> Period | None:
    """Read `2026/3/1`, `2026.3.1`, `3.5.2026` (day first) and `25/12/2026`, `12/25/2026`, `25-12-2026`.

    Raises:
        AmbiguousDate: Slashes or dashes, and both numbers could be the month.
        ValueError: There is no such day.
    """
    if found := compiled(r"(\d{4})([/.-])(\d\d?)\2(\d\d?)").fullmatch(text):
        return one_day(date(int(found[1]), int(found[3]), int(found[4])))
    found = compiled(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})").fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or first == second or first > 12:
        return one_day(date(year, second, first))
    if second > 12:
        return one_day(date(year, first, second))
    raise AmbiguousDate(day_first=date(year, second, first), month_first=date(year, first, second))
