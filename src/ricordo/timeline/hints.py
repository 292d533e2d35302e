"""The dates that a query mentions, as hints for a ranking: a wrong hint must do little harm, a missed one too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Literal, NamedTuple
from unicodedata import normalize

from ricordo.errors import InvalidInput
from ricordo.timeline import civil
from ricordo.timeline.civil import Period
from ricordo.timeline.han import find_han_dates
from ricordo.timeline.iso import AmbiguousDate, read_iso, read_numeric_date
from ricordo.timeline.phrases import (
    CLOCK_SECONDS,
    CountPhrase,
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
from ricordo.timeline.stamps import at_zone
from ricordo.timeline.vocabulary import (
    COUNTABLE,
    DAY_PARTS,
    DAY_WORDS,
    MONTHS,
    NO_SINGLE_WEEKDAY,
    SEASONS,
    SINGULAR_IN_S,
    UNITS,
    WEEKDAYS,
    YEAR_JOINS,
    YEAR_LEADS,
)

_CHARACTERS = 2_000
_HINTS = 8
_YEARS = range(1900, 2100)
_YEAR_WORDS = {str(year): year for year in _YEARS}
_ANCHORS = frozenset({*MONTHS, *UNITS, *DAY_WORDS, *WEEKDAYS, *SEASONS, *(part for _, part in DAY_PARTS)})
_FEW = (1, 7)  # "a few weeks ago": between one and seven
_RANGE_DASHES = frozenset({"-", "–"})
_HARMLESS_GAPS = frozenset(" \n\t'’,;?!)")
_NUMERIC = (
    r"(?<![\w.:/-])(?:(\d{4}-\d\d-\d\d)(?:T[\d:.,]{2,15}(?:Z|[+-]\d\d:?\d\d)?)?|\d{4}[/-]\d\d|\d{4}([/.])\d\d?\2\d\d?"
    r"|\d\d?([/.-])\d\d?\3\d{4})(?![\w]|[-/.:]\d)"
)


@dataclass(frozen=True, slots=True)
class DateHint:
    """A date that a query mentions: from `start` up to, not including, `end`, both UTC.

    `any_year` says that the query named a day or month without a year: start and end are then the latest one that
    has begun, and the same day or month of any other year may be meant.
    """

    kind: Literal["day", "month", "year", "span"]
    start: datetime
    end: datetime
    any_year: bool = False


class _Found(NamedTuple):
    first: int
    last: int
    found: Period | DateHint


def find_dates(query: str, *, now: datetime) -> tuple[DateHint, ...]:
    """Find the dates that a query mentions, explicit (`7 May 2023`, `in March`, `2023年5月`) or relative (`last week`).

    Looks at the first 2,000 characters and gives at most 8 hints, dates in digits first. A slashed date with two
    readings gives both. Days without a clock are days in `now`'s zone.

    Args:
        query: What a person or an agent asks for.
        now: The present, aware.

    Raises:
        InvalidInput: `now` has no zone.
    """
    if now.utcoffset() is None:
        raise InvalidInput("The present has no zone: give an aware datetime as now.")
    text = query[:_CHARACTERS]
    if not text.isascii():
        text = normalize("NFKC", text)[:_CHARACTERS]
    hints: dict[DateHint, None] = {}
    for found in _find(text, now):
        hint = found if isinstance(found, DateHint) else _hint(found, now)
        if hint is not None:
            hints[hint] = None
        if len(hints) == _HINTS:
            break
    return tuple(hints)


def _hint(period: Period, now: datetime) -> DateHint | None:
    if period.first.year not in _YEARS or period.last.year not in _YEARS:
        return None
    start = at_zone(datetime.combine(period.first, time.min), now.tzinfo)
    end = at_zone(datetime.combine(period.last + timedelta(days=1), time.min), now.tzinfo)
    return DateHint(period.kind, start, end, period.any_year)


def _find(text: str, now: datetime) -> Iterator[Period | DateHint]:
    has_digits = _digit().search(text) is not None
    if has_digits:
        numeric = list(_numeric().finditer(text))
        for found in numeric:
            yield from _read_numeric(found)
        text = _without(text, [found.span() for found in numeric])
    if not text.isascii():
        han = list(find_han_dates(text, now.date()))
        yield from (found.period for found in han)
        text = _without(text, [(found.start, found.end) for found in han])
    words = split_words(text)
    anchors = [at for at, word in enumerate(words.low) if word in _ANCHORS]
    taken: set[int] = set()
    if anchors:
        yield from _find_phrases(words, anchors, taken, now)
    if has_digits:
        yield from _find_years(words, taken)


@cache
def _digit() -> re.Pattern[str]:
    return re.compile("[0-9]")


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(_NUMERIC, re.ASCII)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Take out what has been read, and leave a mark that no phrase reaches across."""
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], " | "]
        position = end
    return "".join([*parts, text[position:]])


def _read_numeric(found: re.Match[str]) -> list[Period]:
    text = found[1] or found[0]
    try:
        period = read_numeric_date(text) or read_iso(text.replace("/", "-"))
    except AmbiguousDate as error:
        return [civil.one_day(error.day_first), civil.one_day(error.month_first)]
    except ValueError:
        return []
    return [period] if isinstance(period, Period) else []


def _find_phrases(words: Words, anchors: list[int], taken: set[int], now: datetime) -> Iterator[Period | DateHint]:
    """Read the phrases around the anchors, dates with a month first: they may hold a weekday, season or direction."""
    for at in sorted(anchors, key=lambda at: words.low[at] not in MONTHS):
        if at in taken:
            continue
        try:
            read = _read_at(words, at, now)
        except (ValueError, OverflowError):
            continue
        if read is not None and taken.isdisjoint(covered := range(read.first, read.last + 1)):
            taken.update(covered)
            yield read.found


def _read_at(words: Words, at: int, now: datetime) -> _Found | None:
    word, today = words.low[at], now.date()
    phrase: CountPhrase | NamedPhrase | None
    if word in MONTHS:
        named = read_date(words, at)
        return _Found(named.first, named.last, resolve_date(named, today)) if named.certain else None
    if word in UNITS:
        phrase = read_unit(words, at, today)
    elif word in DAY_WORDS:
        phrase = read_day_word(words, at, today)
    elif word in WEEKDAYS:
        is_other_day = words.at(at - 1) in NO_SINGLE_WEEKDAY or words.at(at + 1) in {"before", "after"}
        phrase = None if is_other_day else read_weekday(words, at, WEEKDAYS[word], today)
    elif word in SEASONS:
        phrase = read_season(words, at, today)
    else:
        offset = DAY_PARTS.get((words.at(at - 1), word))
        phrase = None if offset is None else NamedPhrase(at - 1, at, civil.named_period("day", offset, today))
    if isinstance(phrase, CountPhrase):
        return _Found(phrase.first, phrase.last, _counted(phrase, now))
    return None if phrase is None else _Found(*phrase)


def _counted(phrase: CountPhrase, now: datetime) -> Period | DateHint:
    """Widen a counted phrase to the unit it is counted in: `two months ago` means somewhere in that month."""
    if phrase.unit in CLOCK_SECONDS:
        return _counted_clock(phrase, now)
    today, unit = now.date(), phrase.unit
    sign = 1 if phrase.form == "ahead" else -1
    if phrase.form != "rolling" and phrase.number is not None:
        return civil.named_period(unit, sign * phrase.number, today)
    nearest, farthest = (0, phrase.number or _FEW[1]) if phrase.form == "rolling" else _FEW
    edges = sorted(civil.shift_days(today, unit, sign * count) for count in (nearest, farthest))
    return Period("span", edges[0], edges[1])


def _counted_clock(phrase: CountPhrase, now: datetime) -> DateHint:
    unit = timedelta(seconds=CLOCK_SECONDS[phrase.unit])
    present = now.astimezone(UTC)
    count = phrase.number or _FEW[1]
    if phrase.form == "rolling":
        return DateHint("span", present - count * unit, present)
    nearest = count - 1 if phrase.number else _FEW[0]
    if phrase.form == "ago":
        return DateHint("span", present - (count + 1) * unit, present - nearest * unit)
    return DateHint("span", present + nearest * unit, present + (count + 1) * unit)


def _find_years(words: Words, taken: set[int]) -> Iterator[Period]:
    years: set[int] = set()
    for at, word in enumerate(words.low):
        year = _YEAR_WORDS.get(word)
        if year is None or at in taken:
            continue
        if _is_year(words, at, after_year=at - 1 in years, two_after_year=at - 2 in years):
            years.add(at)
            yield civil.year_of(year)


def _is_year(words: Words, at: int, *, after_year: bool, two_after_year: bool) -> bool:
    """Tell `in 2022`, `(2022)`, `2019-2021`, `2019 to 2021` from a port, a ticket, an amount or a version."""
    before, after = words.gaps[at], words.gaps[at + 1]
    following, is_last = words.at(at + 1), at + 1 == len(words.low)
    opens_range = after in _RANGE_DASHES and following in _YEAR_WORDS
    if after.startswith(("%", "€", "$", "£", "°")):
        return False
    if not is_last and not opens_range and len(after) == 1 and after not in _HARMLESS_GAPS:
        return False
    if not is_last and not after.strip() and _is_counted(following):
        return False
    if before in _RANGE_DASHES:
        return after_year
    if before.strip():
        return before.endswith("(") and after.startswith(")")
    lead = words.at(at - 1)
    return opens_range or len(words.low) == 1 or lead in YEAR_LEADS or (lead in YEAR_JOINS and two_after_year)


def _is_counted(word: str) -> bool:
    return word in COUNTABLE or (len(word) > 3 and word.endswith("s") and word not in SINGULAR_IN_S)
