"""Whole days, weeks, months and years on the calendar of the person who asks; no clocks, no zones."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

Kind = Literal["day", "month", "year", "span"]

_LEAP_DAY_SEARCH_YEARS = 8  # 1896, 1900 (no leap year), 1904: the longest wait for a 29 February
_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_STARTS = (3, 6, 9, 12)


class Period(NamedTuple):
    """From the first to the last day, both within; `any_year` says that no year was given."""

    kind: Kind
    first: date
    last: date
    any_year: bool = False


def one_day(day: date, *, any_year: bool = False) -> Period:
    """Make the period of a single day."""
    return Period("day", day, day, any_year)


def month_of(year: int, month: int, *, any_year: bool = False) -> Period:
    """Make the period of one month; ValueError for a month that does not exist."""
    first = date(year, month, 1)
    is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return Period("month", first, first.replace(day=_MONTH_DAYS[month] + (month == 2 and is_leap_year)), any_year)


def year_of(year: int) -> Period:
    """Make the period of one year; ValueError outside 1 to 9999."""
    return Period("year", date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, season: int) -> Period:
    """Make the period of one season as the northern hemisphere's meteorologists count them (winter from December)."""
    start = _SEASON_STARTS[season]
    end_year, end_month = (year + 1, 2) if start == 12 else (year, start + 2)
    return Period("span", date(year, start, 1), month_of(end_year, end_month).last)


def shift_months(day: date, months: int) -> date:
    """Move a day by months; a day the target month lacks becomes its last; ValueError outside years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    target = month_of(year, month + 1)
    return target.first.replace(day=min(day.day, target.last.day))


def shift_days(today: date, unit: str, count: int) -> date:
    """Move a day by a number of days, weeks, weekends, months, quarters or years."""
    if unit in {"month", "quarter", "year"}:
        return shift_months(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    return today + timedelta(days=count * (1 if unit == "day" else 7))


def named_period(unit: str, offset: int, today: date) -> Period:
    """Find the calendar day, week (from Monday), weekend, month, quarter or year `offset` away from today's."""
    moved = shift_days(today, unit, offset)
    if unit == "day":
        return one_day(moved)
    if unit == "month":
        return month_of(moved.year, moved.month)
    if unit == "year":
        return year_of(moved.year)
    if unit == "quarter":
        start = moved.month - (moved.month - 1) % 3
        return Period("span", date(moved.year, start, 1), month_of(moved.year, start + 2).last)
    monday = moved - timedelta(days=moved.weekday())
    first_day = 5 if unit == "weekend" else 0
    return Period("span", monday + timedelta(days=first_day), monday + timedelta(days=6))


def named_season(season: int, direction: int | None, today: date) -> Period:
    """Find the last season that is over, this calendar year's, the next after today, or (None) the latest begun."""
    if direction is None:
        return next(p for year in (today.year, today.year - 1) if (p := season_of(year, season)).first <= today)
    if direction == 0:
        return season_of(today.year, season)
    years = (today.year, today.year - 1, today.year - 2) if direction < 0 else (today.year, today.year + 1)
    candidates = (season_of(year, season) for year in years)
    return next(p for p in candidates if (p.last < today if direction < 0 else p.first > today))


def named_weekday(weekday: int, direction: int | None, today: date) -> Period:
    """Find the last one before today, the one of this week, the next after today, or (None) the latest up to today."""
    behind = (today.weekday() - weekday) % 7
    if direction is None:
        return one_day(today - timedelta(days=behind))
    if direction == 0:
        return one_day(today + timedelta(days=weekday - today.weekday()))
    return one_day(today - timedelta(days=behind or 7) if direction < 0 else today + timedelta(days=7 - behind))


def named_month(month: int, direction: int, today: date) -> Period:
    """Find the last such month that is over, this year's, or the next that begins after today."""
    year = today.year
    if direction < 0 and month >= today.month:
        year -= 1
    if direction > 0 and month <= today.month:
        year += 1
    return month_of(year, month)


def latest_month(month: int, today: date) -> Period:
    """Find the latest such month that has begun."""
    return month_of(today.year - (month > today.month), month, any_year=True)


def latest_day(month: int, day: int, today: date) -> Period:
    """Find the latest such day up to today; ValueError if no year has it."""
    for year in range(today.year, max(today.year - _LEAP_DAY_SEARCH_YEARS, 1) - 1, -1):
        if day <= month_of(year, month).last.day and date(year, month, day) <= today:
            return one_day(date(year, month, day), any_year=True)
    raise ValueError("no such day")
