"""Phrases about time in words: what `7th of May`, `two weeks ago`, `last friday` say, and which words they cover.

Each reader starts at the word that gives the phrase away (a month, a unit, a weekday, a season) and looks only at
its neighbours, so that reading a text takes time linear in its length.
"""

import re
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from ricordo.timeline import civil
from ricordo.timeline.civil import Period
from ricordo.timeline.vocabulary import (
    AFTER_MODAL_MAY,
    AGO_AFTER,
    AGO_BEFORE,
    AHEAD_BEFORE,
    COUNTS,
    DAY_LEADS,
    DAY_NUMBERS,
    DAY_WORDS,
    DIRECTIONS,
    DOUBTFUL_MONTHS,
    LINKS,
    MONTH_LEADS,
    MONTHS,
    PARTS_OF_PERIOD,
    ROLLING,
    SEASONS,
    SHORT_WEEKDAYS,
    TRAILING_DIRECTIONS,
    UNITS,
    VAGUE_COUNTS,
    VERB_MONTHS,
    WEEKDAYS,
)

CLOCK_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
"""The units that are exact stretches of time; the others are counted on the calendar."""

_COUNT_DIGITS = 4


class Words(NamedTuple):
    """A text cut into words; `gaps[i]` stands before word i, `gaps[i + 1]` after it."""

    raw: list[str]
    low: list[str]
    gaps: list[str]

    def at(self, index: int) -> str:
        """Give the lower-case word at an index, or an empty text outside the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""


class DatePhrase(NamedTuple):
    """A month with what stands beside it; `certain` says that it is a date even in the middle of a sentence."""

    first: int
    last: int
    month: int
    day: int | None
    year: int | None
    weekday: int | None
    direction: int | None
    certain: bool


class CountPhrase(NamedTuple):
    """A count of units: `ago` and `ahead` of today, or `rolling`, the units up to now; no number means a few."""

    first: int
    last: int
    form: Literal["ago", "ahead", "rolling"]
    unit: str
    number: int | None


class NamedPhrase(NamedTuple):
    """`yesterday`, `last week`, `next summer`, `friday`: a period that has its place by itself."""

    first: int
    last: int
    period: Period


def split_words(text: str) -> Words:
    """Cut a text into words and the gaps around them."""
    parts = _word_pattern().split(text)
    raw = parts[1::2]
    return Words(raw, [word.lower() for word in raw], parts[0::2])


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(r"(\w+)")


def year_number(word: str) -> int | None:
    """Read four ASCII digits as a year."""
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() else None


def _joined(words: Words, left: int, right: int) -> bool:
    """Tell whether only blanks, a comma, a full stop or a dash stand between two words and the link between them."""
    return all(words.gaps[i].strip() in {"", ",", ".", "-"} for i in range(left + 1, right + 1))


def read_date(words: Words, at: int) -> DatePhrase:
    """Read the date around the month name at a place: `7 May 2023`, `May 7th`, `7 de mayo de 2023`, `May 2023`."""
    first = last = at
    day = None
    before = at - 2 if words.at(at - 1) in LINKS else at - 1
    after = at + 2 if words.at(at + 1) == "the" else at + 1
    if _is_day_before(words, before, at):
        day, first = DAY_NUMBERS[words.low[before]], before
    elif _is_day_after(words, at, after):
        day, last = DAY_NUMBERS[words.low[after]], after
    year, first, last = _read_year(words, first, last)
    weekday = None
    if day is not None and first and _joined(words, first - 1, first):
        name = words.low[first - 1]
        weekday = WEEKDAYS.get(name, SHORT_WEEKDAYS.get(name))
        first -= weekday is not None
    direction, first, last = _read_direction(words, first, last) if day is year is None else (None, first, last)
    certain = year is not None or _is_certain(words, at, day, direction, first, last)
    return DatePhrase(first, last, MONTHS[words.low[at]], day, year, weekday, direction, certain)


def _is_day_before(words: Words, before: int, at: int) -> bool:
    is_number = before >= 0 and words.low[before] in DAY_NUMBERS
    return is_number and _joined(words, before, at) and not words.gaps[before].endswith(":")


def _is_day_after(words: Words, at: int, after: int) -> bool:
    is_number = after < len(words.low) and words.low[after] in DAY_NUMBERS
    return is_number and _joined(words, at, after) and not words.gaps[after + 1].startswith((":", "%"))


def _read_year(words: Words, first: int, last: int) -> tuple[int | None, int, int]:
    after = last + 2 if words.at(last + 1) in LINKS else last + 1
    if after < len(words.low) and _joined(words, last, after):
        year = year_number(words.low[after])
        if year is not None:
            return year, first, after
    if first and not words.gaps[first].strip():
        year = year_number(words.low[first - 1])
        return year, first - (year is not None), last
    return None, first, last


def _read_direction(words: Words, first: int, last: int) -> tuple[int | None, int, int]:
    """Look for `last`, `this`, `next` before, or their Romance counterparts after the words from first to last."""
    if (direction := DIRECTIONS.get(words.at(first - 1))) is not None:
        return direction, first - 1, last
    if words.at(last + 1) in TRAILING_DIRECTIONS:
        return DIRECTIONS[words.low[last + 1]], first, last + 1
    return None, first, last


def _is_certain(words: Words, at: int, day: int | None, direction: int | None, first: int, last: int) -> bool:
    """Tell a month without a year from the verb, name or short word that looks like it, by what stands around."""
    name = words.low[at]
    if name not in DOUBTFUL_MONTHS:
        return True
    is_lower_verb = name in VERB_MONTHS and words.raw[at] == name
    stands_apart = last + 1 == len(words.low) or bool(words.gaps[last + 1].strip())
    lead = words.at(first - 1)
    if day is not None:
        is_ordinal = first < at and not words.low[first].isdigit()
        return not is_lower_verb or last > at or is_ordinal or stands_apart or lead in DAY_LEADS
    is_modal = words.at(last + 1) in AFTER_MODAL_MAY or (direction in {0, 1} and not stands_apart)
    if name == "may" and is_lower_verb and is_modal:
        return False
    return direction is not None or lead in MONTH_LEADS or (lead in LINKS and words.at(first - 2) in PARTS_OF_PERIOD)


def resolve_date(phrase: DatePhrase, today: date) -> Period:
    """Find the period of a date phrase; without a year the latest one that has begun.

    Raises:
        ValueError: There is no such day.
    """
    year, month, day = phrase.year, phrase.month, phrase.day
    if day is not None:
        return civil.one_day(date(year, month, day)) if year is not None else civil.latest_day(month, day, today)
    if year is not None:
        return civil.month_of(year, month)
    if phrase.direction is not None:
        return civil.named_month(month, phrase.direction, today)
    return civil.latest_month(month, today)


def read_unit(words: Words, at: int, today: date) -> CountPhrase | NamedPhrase | None:
    """Read the phrase around a unit: `two weeks ago`, `in 3 days`, `the past month`, `last week`, `semana pasada`."""
    unit = UNITS[words.low[at]]
    counted = _read_counted(words, at, unit)
    if counted is not None:
        return counted
    if unit == "day":
        return _read_day_beside(words, at, today)
    return None if unit in CLOCK_SECONDS else _read_named(words, at, unit, today)


def _read_named(words: Words, at: int, unit: str, today: date) -> CountPhrase | NamedPhrase | None:
    if words.low[at + 1 : at + 3] == ["before", "last"]:
        return NamedPhrase(at, at + 2, civil.named_period(unit, -2, today))
    if words.at(at - 1) in ROLLING:
        return CountPhrase(at - 1, at, "rolling", unit, 1)
    direction, first, last = _read_direction(words, at, at)
    return None if direction is None else NamedPhrase(first, last, civil.named_period(unit, direction, today))


def _read_count(words: Words, at: int) -> tuple[int, int | None] | None:
    """Read the count that ends before a place: where it begins, and its value (None: a few)."""
    first = at - 1
    if words.at(first) == "of" and words.at(first - 1) == "couple":
        first -= 1
    word = words.at(first)
    if word in VAGUE_COUNTS or word == "couple":
        value = None if word in VAGUE_COUNTS else 2
        return first - (words.at(first - 1) == "a"), value
    if word.isascii() and word.isdigit() and len(word) <= _COUNT_DIGITS:
        return (first, int(word)) if _is_whole_number(words, first) else None
    return (first, COUNTS[word]) if word in COUNTS else None


def _is_whole_number(words: Words, at: int) -> bool:
    """Tell `2 days` from the end of `1.2 days`, `1,200 days` and `-2 days`."""
    gap = words.gaps[at]
    return not gap or gap[-1].isspace() or gap[-1] in "(\"'"


def _read_counted(words: Words, at: int, unit: str) -> CountPhrase | None:
    counted = _read_count(words, at)
    if counted is None:
        return None
    first, number = counted
    if unit == "hour" and number == 1 and words.at(first - 1) == "half":
        unit, number, first = "minute", 30, first - 1
    after, before = words.at(at + 1), words.at(first - 1)
    if after in AGO_AFTER:
        return CountPhrase(first, at + 1, "ago", unit, number)
    if after == "from" and words.at(at + 2) in {"now", "today"}:
        return CountPhrase(first, at + 2, "ahead", unit, number)
    if words.low[max(first - 3, 0) : first] == ["il", "y", "a"]:
        return CountPhrase(first - 3, at, "ago", unit, number)
    form = _form_before(before)
    return None if form is None else CountPhrase(first - 1, at, form, unit, number)


def _form_before(word: str) -> Literal["ago", "ahead", "rolling"] | None:
    if word in AGO_BEFORE:
        return "ago"
    if word in AHEAD_BEFORE:
        return "ahead"
    return "rolling" if DIRECTIONS.get(word) == -1 else None


def _read_day_beside(words: Words, at: int, today: date) -> NamedPhrase | None:
    """Read `the day before yesterday` and `the day after tomorrow`."""
    beside = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}.get((words.at(at + 1), words.at(at + 2)))
    if beside is None:
        return None
    return NamedPhrase(at, at + 2, civil.named_period("day", beside, today))


def read_day_word(words: Words, at: int, today: date) -> NamedPhrase:
    """Read `yesterday`, `today`, `tomorrow` and their like."""
    return NamedPhrase(at, at, civil.named_period("day", DAY_WORDS[words.low[at]], today))


def read_weekday(words: Words, at: int, weekday: int, today: date) -> NamedPhrase:
    """Read a weekday; alone it is the latest one, today included."""
    direction, first, last = _read_direction(words, at, at)
    return NamedPhrase(first, last, civil.named_weekday(weekday, direction, today))


def read_season(words: Words, at: int, today: date) -> NamedPhrase | None:
    """Read a season that has a year (`summer of 2022`), a direction (`last summer`), or is the latest (`in summer`)."""
    season = SEASONS[words.low[at]]
    year, _, last = _read_year(words, at, at)
    if year is not None and last > at:
        return NamedPhrase(at, last, civil.season_of(year, season))
    direction, first, last = _read_direction(words, at, at)
    if direction is None and words.at(at - 1) != "in":
        return None
    return NamedPhrase(first, last, civil.named_season(season, direction, today))
