"""The parser for every date that a person or a program gives."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from ricordo.errors import InvalidInput
from ricordo.timeline import civil
from ricordo.timeline.civil import Period
from ricordo.timeline.han import find_han_dates
from ricordo.timeline.iso import AmbiguousDate, compiled, read_iso, read_number, read_numeric_date, read_offset
from ricordo.timeline.phrases import (
    CLOCK_SECONDS,
    CountPhrase,
    DatePhrase,
    NamedPhrase,
    Words,
    read_date,
    read_day_word,
    read_season,
    read_unit,
    read_weekday,
    resolve_date,
    split_words,
)
from ricordo.timeline.stamps import MICROSECOND, at_zone, in_utc
from ricordo.timeline.vocabulary import DAY_WORDS, MONTHS, SEASONS, SHORT_WEEKDAYS, UNITS, WEEKDAYS

_LONGEST = 100
_QUOTED = 40
_ACCEPTED = "an ISO time like 2026-03-01 or 2026-03-01T14:30:00Z, a date like 3 March 2026, or words like yesterday 5pm"
_OBSOLETE_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # RFC 5322
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_DAY_PARTS = {
    "morning": (time(5), time(11, 59, 59, 999_999)),
    "afternoon": (time(12), time(17, 59, 59, 999_999)),
    "evening": (time(18), time.max),
    "night": (time(18), time.max),
    "tonight": (time(18), time.max),
}
_NIGHT_START, _NIGHT_LENGTH = time(18), timedelta(hours=12) - MICROSECOND
_SHORT_YEAR_AHEAD = 50  # RFC 9110: a two-digit year further ahead than this lies in the past

_ZONE = r"(?:(?:utc|gmt|ut)?\s*[+-]\d{1,2}(?::?\d\d)?|utc|gmt|ut|z|[ecmp][sd]t)"
_CLOCK = (
    r"(?<![\w:.,+/-])(?:(?P<hour12>\d\d?)(?::(?P<minute12>\d\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?|(?P<named>noon|midday|midnight))"
    rf"(?:\s?(?P<zone>{_ZONE}))?(?![\w:])"
)
_OPENINGS: tuple[list[str], ...] = ([], ["on"], ["the"], ["on", "the"])
_MONTH_OPENINGS = (*_OPENINGS, ["in"], ["in", "the"])


class _Span(NamedTuple):
    """Two wall-clock times, both within: a part of a day, or one instant twice."""

    first: datetime
    last: datetime


_Reading = Period | _Span | datetime
"""Days on the calendar, wall-clock times, or a moment (naive: of now's zone)."""


def parse_moment(value: str | date | datetime, *, now: datetime, field: str = "time", end: bool = False) -> datetime:
    """Read a date or time from a person or a program as an aware UTC datetime.

    Accepts ISO 8601 (also week and ordinal dates and reduced precision), RFC 5322 and HTTP dates, written dates
    (`3 March 2026`, `Mar 3rd`, `2026/03/01`, `03.05.2026` with the day first), Unix seconds or milliseconds of 10 or
    13 digits, and relative words (`yesterday at 5pm`, `3 days ago`, `last week`, `end of month`).

    What has no zone is taken in `now`'s. Without a year or direction it is the latest that has begun (`3 Mar`,
    `monday`). Weeks begin on Monday. Days and longer units are counted on the calendar and name whole days
    (`3 days ago`), hours and shorter ones are exact. Midnight is the start of the day. Leap seconds are refused and
    digits beyond the microsecond cut off.

    Args:
        value: The text, date or datetime.
        now: The present, aware; relative words count from it.
        field: The name of the argument, for the message.
        end: Give the last microsecond of a value that names a day or a longer period, instead of its start.

    Returns:
        The moment in UTC, microseconds kept.

    Raises:
        InvalidInput: The value is not understood, ambiguous, impossible, or outside the years 1 to 9999.
    """
    if now.utcoffset() is None:
        raise InvalidInput("The present has no zone: give an aware datetime as now.")
    _check_type(value, field)
    try:
        reading, zone = _read(value, now)
        if reading is not None:
            return _pin(reading, zone, end=end)
    except AmbiguousDate as error:
        raise InvalidInput(
            f"{field} {_quoted(value)} can mean two days: write {error.day_first} or {error.month_first}."
        ) from None
    except OverflowError:
        raise InvalidInput(f"{field} {_quoted(value)} is outside the years 1 to 9999: give {_ACCEPTED}.") from None
    except ValueError:
        raise InvalidInput(
            f"{field} {_quoted(value)} is a day or time that does not exist: give {_ACCEPTED}."
        ) from None
    raise InvalidInput(f"{field} {_quoted(value)} is not a time I understand: give {_ACCEPTED}.")


def _check_type(value: object, field: str) -> None:
    if not isinstance(value, (str, date)):
        raise InvalidInput(f"{field} is of type {type(value).__name__}: give {_ACCEPTED}.")


def _quoted(value: str | date) -> str:
    text = str(value)
    return repr(text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…")


def _read(value: str | date, now: datetime) -> tuple[_Reading | None, tzinfo | None]:
    if isinstance(value, datetime):
        return value, now.tzinfo
    if isinstance(value, date):
        return civil.one_day(value), now.tzinfo
    if len(value) > _LONGEST:
        return None, None
    text = normalize("NFKC", value).replace("−", "-").strip()
    reading = read_iso(text) or read_number(text)
    return (reading, now.tzinfo) if reading is not None else _read_written(text.lower(), now)


def _pin(reading: _Reading, zone: tzinfo | None, *, end: bool) -> datetime:
    if isinstance(reading, datetime):
        return at_zone(reading, zone) if reading.utcoffset() is None else in_utc(reading)
    if isinstance(reading, _Span):
        return at_zone(reading.last if end else reading.first, zone)
    if not end:
        return at_zone(datetime.combine(reading.first, time.min), zone)
    if reading.last == date.max:
        return at_zone(datetime.combine(reading.last, time.max), zone)
    return at_zone(datetime.combine(reading.last + timedelta(days=1), time.min), zone) - MICROSECOND


def _read_written(text: str, now: datetime) -> tuple[_Reading | None, tzinfo | None]:
    """Read a text that is not ISO: set the clock time and zone aside, then read what is left as a day or period."""
    text = compiled(r"\s*\([^()]*\)$").sub("", text)
    text = _expand_short_year(text, now)
    clock = compiled(_CLOCK).search(text)
    zone_text = clock["zone"] if clock else None
    if clock:
        text = f"{text[: clock.start()].rstrip(' ,')} {text[clock.end() :].lstrip(' ,')}".strip()
        text = compiled(r"^at\b\s*|\s*\bat$").sub("", text)
    if zone_text is None and (tail := compiled(rf"(?:^|\s)({_ZONE if clock else 'utc|gmt'})$").search(text)):
        zone_text, text = tail[1], text[: tail.start()]
    zone = now.tzinfo if zone_text is None else _read_zone(zone_text)
    here = now.astimezone(zone)
    if clock is None:
        return _read_phrase(text, here), zone
    day = _read_days(text, here) if text else civil.one_day(here.date())
    if not isinstance(day, Period) or day.kind != "day":
        return None, None
    return datetime.combine(day.first, _clock_time(clock)), zone


def _expand_short_year(text: str, now: datetime) -> str:
    """Write out the year of the obsolete HTTP form `sunday, 06-nov-94 08:49:37 gmt`."""
    found = compiled(r"([a-z]+day, \d\d-[a-z]{3}-)(\d\d)( \d\d:\d\d:\d\d gmt)").fullmatch(text)
    if found is None:
        return text
    year = now.year - now.year % 100 + int(found[2])
    return f"{found[1]}{year - 100 * (year > now.year + _SHORT_YEAR_AHEAD)}{found[3]}"


def _read_zone(text: str) -> timezone:
    if text in _OBSOLETE_ZONES:
        return timezone(timedelta(hours=_OBSOLETE_ZONES[text]))
    offset = text.lstrip("utcgmz ")
    return read_offset(offset) if offset else UTC


def _clock_time(found: re.Match[str]) -> time:
    if found["named"]:
        return _NAMED_TIMES[found["named"]]
    if found["half"]:
        hour = int(found["hour12"])
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        return time(hour % 12 + 12 * (found["half"] == "p"), int(found["minute12"] or 0))
    micros = int((found["fraction"] or "")[:6].ljust(6, "0"))
    return time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), micros)


def _read_phrase(text: str, now: datetime) -> _Reading | None:
    """Read a text without a clock time."""
    if text == "now":
        return now
    if edge := compiled(r"(?:the )?(start|beginning|end) of (?:the )?(.+)").fullmatch(text):
        rest = "today" if edge[2] == "day" else f"this {edge[2]}" if edge[2] in UNITS else edge[2]
        period = _read_days(rest, now)
        return _edge(period, at_end=edge[1] == "end") if isinstance(period, Period) else None
    if part := compiled(r"(?:(.+) )?(morning|afternoon|evening|night|tonight)").fullmatch(text):
        return _read_day_part(part[1] or "", part[2], now)
    return _read_days(text, now)


def _edge(period: Period, *, at_end: bool) -> _Span:
    edge = datetime.combine(period.last, time.max) if at_end else datetime.combine(period.first, time.min)
    return _Span(edge, edge)


def _read_day_part(day_text: str, part: str, now: datetime) -> _Span | None:
    """Read `this morning`, `tomorrow evening`, `last night` (until the end of this day's night)."""
    if day_text == "last" and part == "night":
        yesterday = datetime.combine(now.date() - timedelta(days=1), _NIGHT_START)
        return _Span(yesterday, yesterday + _NIGHT_LENGTH)
    if (part == "tonight") != (not day_text):
        return None
    day = _read_days("today" if day_text in {"", "this"} else day_text, now)
    if not isinstance(day, Period) or day.kind != "day":
        return None
    first, last = _DAY_PARTS[part]
    return _Span(datetime.combine(day.first, first), datetime.combine(day.first, last))


def _read_days(text: str, now: datetime) -> Period | datetime | None:
    """Read a text that must be one phrase from end to end, as days or (`2 hours ago`) as a moment."""
    today = now.date()
    period = read_numeric_date(text) or read_iso(text)
    if isinstance(period, Period):
        return period
    if not text.isascii():
        han = [found.period for found in find_han_dates(text, today) if found.end - found.start == len(text)]
        if han:
            return han[0]
    if _text_shape().fullmatch(text) is None:
        return None
    words = split_words(compiled(r"(?<=\d)(?=(?:h|d|w|min)\b)").sub(" ", text))
    for at in range(len(words.low)):
        phrase = _phrase_at(words, at, today)
        openings = _MONTH_OPENINGS if isinstance(phrase, DatePhrase) else _OPENINGS
        if phrase and phrase.last + 1 == len(words.low) and words.low[: phrase.first] in openings:
            return _resolve(phrase, now)
    return None


@cache
def _text_shape() -> re.Pattern[str]:
    return re.compile(r"\w+(?:(?:[.,]?\s+|[.,-])\w+)*[.,]?")


def _phrase_at(words: Words, at: int, today: date) -> DatePhrase | CountPhrase | NamedPhrase | None:
    word = words.low[at]
    if word in MONTHS:
        return read_date(words, at)
    if word in UNITS:
        return read_unit(words, at, today)
    if word in DAY_WORDS:
        return read_day_word(words, at, today)
    weekday = WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word))
    if weekday is not None:
        return read_weekday(words, at, weekday, today)
    return read_season(words, at, today) if word in SEASONS else None


def _resolve(phrase: DatePhrase | CountPhrase | NamedPhrase, now: datetime) -> Period | datetime | None:
    if isinstance(phrase, NamedPhrase):
        return phrase.period
    if isinstance(phrase, DatePhrase):
        return _with_weekday(phrase, resolve_date(phrase, now.date()))
    if phrase.number is None or phrase.form == "rolling":
        return None
    count = -phrase.number if phrase.form == "ago" else phrase.number
    if phrase.unit in CLOCK_SECONDS:
        return now.astimezone(UTC) + timedelta(seconds=count * CLOCK_SECONDS[phrase.unit])
    if phrase.unit == "weekend":
        return civil.named_period("weekend", count, now.date())
    return civil.one_day(civil.shift_days(now.date(), phrase.unit, count))


def _with_weekday(phrase: DatePhrase, period: Period) -> Period:
    """Hold a date against the weekday written before it; without a year the coming one may be meant."""
    if phrase.weekday in {None, period.first.weekday()}:
        return period
    if phrase.year is None and period.kind == "day":
        coming = period.first.replace(year=period.first.year + 1)
        if coming.weekday() == phrase.weekday:
            return civil.one_day(coming)
    raise ValueError("another weekday")
