"""Dates in Chinese, Japanese and Korean: `2023年5月7日`, `五月七号`, `2023년 5월`, `昨天`, `上周三`, `三个月前`."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ricordo.timeline import civil
from ricordo.timeline.civil import Period

_DIGITS = "[0-9〇零一二三四五六七八九十]"
_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DAYS = {
    -3: "大前天",
    -2: "前天 一昨日 おととい 그저께",
    -1: "昨天 昨日 昨晚 昨夜 きのう 어제",
    0: "今天 今日 今晚 今早 きょう 오늘",
    1: "明天 明日 明晚 내일",
    2: "后天 後天 明後日 모레",
}
_WEEKS = {
    -1: "上周 上週 上星期 上礼拜 上个星期 上個星期 上个礼拜 上個禮拜 先週 지난주",
    0: "这周 這週 本周 本週 这个星期 這個星期 这星期 今週 이번주",
    1: "下周 下週 下星期 下礼拜 下个星期 下個星期 来週 다음주",
}
_MONTHS = {
    -1: "上个月 上個月 上月 先月 지난달",
    0: "这个月 這個月 本月 今月 이번달",
    1: "下个月 下個月 下月 来月 다음달",
}
_YEARS = {-2: "前年 一昨年 재작년", -1: "去年 昨年 작년", 0: "今年 올해", 1: "明年 来年 내년"}
_UNITS = {"天": "day", "日": "day", "周": "week", "週": "week", "星": "week", "礼": "week", "月": "month", "年": "year"}


class HanDate(NamedTuple):
    """A stretch of the text, by character, and the period that it names."""

    start: int
    end: int
    period: Period


@cache
def _named() -> dict[str, tuple[str, int]]:
    tables = {"day": _DAYS, "week": _WEEKS, "month": _MONTHS, "year": _YEARS}
    return {
        word: (unit, offset)
        for unit, table in tables.items()
        for offset, words in table.items()
        for word in words.split()
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_named(), key=len, reverse=True))
    return re.compile(
        rf"(?P<named>{names})(?P<weekday>(?<=[周週期拜拝])[一二三四五六日天](?![起直共些定样下个次天人家本件场顿种]))?"
        rf"|(?<![0-9])(?P<count>[0-9]{{1,3}}|[两一二三四五六七八九十]{{1,3}})\s?"
        r"(?:[个個ヶヵかカ]\s?)?(?P<unit>[天日周週月年]|星期|礼拜)[間间]?[之以]?前"
        rf"|(?:(?P<year>{_DIGITS}{{4}})\s?[年년]\s?)?(?<!{_DIGITS})(?P<month>{_DIGITS}{{1,2}})\s?[月월]"
        rf"(?:\s?(?P<day>{_DIGITS}{{1,3}})\s?[日号號일])?"
        rf"|(?<!{_DIGITS})(?P<year_>{_DIGITS}{{4}})\s?[年년]"
    )


def find_han_dates(text: str, today: date) -> Iterator[HanDate]:
    """Find the dates in a text; those that do not exist are passed over."""
    for found in _pattern().finditer(text):
        try:
            yield HanDate(found.start(), found.end(), _resolve(found, today))
        except (ValueError, OverflowError):
            continue


def _resolve(found: re.Match[str], today: date) -> Period:
    if found["named"]:
        unit, offset = _named()[found["named"]]
        period = civil.named_period(unit, offset, today)
        if found["weekday"]:
            weekday = "一二三四五六日".index(found["weekday"].replace("天", "日"))
            return civil.one_day(civil.shift_days(period.first, "day", weekday))
        return period
    if found["count"]:
        return civil.named_period(_UNITS[found["unit"][0]], -_number(found["count"]), today)
    if found["year_"]:
        return civil.year_of(_number(found["year_"]))
    month, day = _number(found["month"]), found["day"] and _number(found["day"])
    if found["year"]:
        year = _number(found["year"])
        return civil.one_day(date(year, month, day)) if day else civil.month_of(year, month)
    return civil.latest_day(month, day, today) if day else civil.latest_month(month, today)


def _number(text: str) -> int:
    """Read ASCII digits, digit by digit `二〇二三`, or tens as in `十二`, `二十`, `三十一`."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)
    return int("".join(str(_VALUES.get(character, character)) for character in text))
