"""Dates of every form are read once and rightly, or refused in one sentence; moments survive being written."""

import re
import subprocess
import sys
import time as clock
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ricordo.errors import InvalidInput
from ricordo.timeline import DateHint, find_dates, format_moment, from_micros, parse_moment, to_micros


def _cases(text, separator="|"):
    return text.split(separator)


NOW = datetime(2026, 2, 18, 15, 30, tzinfo=UTC)  # a Wednesday
ROME = ZoneInfo("Europe/Rome")
OFFSETS = st.timedeltas(timedelta(hours=-23, minutes=-59), timedelta(hours=23, minutes=59)).map(timezone)
ANY_ZONE = st.one_of(
    st.just(UTC), OFFSETS, st.sampled_from(["Europe/Rome", "Asia/Kathmandu", "America/Sao_Paulo"]).map(ZoneInfo)
)
MONTHS = _cases("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", " ")
AWARE = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=ANY_ZONE)
PERIODS = _cases(
    "today|last week|next month|this year|monday|last summer|next winter|2 weeks ago|3 Mar|29 Feb|last night"
)
WILD_TEXT = st.text(st.characters(exclude_categories=()), max_size=120)
FRAGMENTS = st.lists(
    st.sampled_from(
        _cases(
            "2026 -03 -01 T 14:30 Z +02 . / 31 99 may feb 29 30 of the last next this week year month monday ago in a "
            "few hours days 9999 now noon am 5pm end start 月 年 日 昨天 前 前天 个 二 十 W07 vor il y a jours summer "
            "0 00 1e9 ٣ ² \x00 \ud800",
            " ",
        )
    ),
    max_size=7,
).flatmap(lambda parts: st.sampled_from([" ", ""]).map(lambda glue: glue.join(parts)))


def read(text, **options):
    return format_moment(parse_moment(text, **({"now": NOW} | options)))


def named(query, **options):
    hints = find_dates(query, **({"now": NOW} | options))
    return [f"{h.kind} {h.start:%Y-%m-%d} {h.end:%Y-%m-%d}{' any' if h.any_year else ''}" for h in hints]


def assert_one_sentence(message):
    outside_quotes = re.sub(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", "…", message)
    assert message.endswith(".")
    assert outside_quotes.count(". ") == 0
    assert "\n" not in message
    assert message.isprintable()
    assert len(message) < 300


class TestWriting:
    def test_a_moment_is_written_in_utc_with_z_and_microseconds_only_when_there_are_some(self):
        assert format_moment(datetime(2026, 3, 1, 14, 30, tzinfo=UTC)) == "2026-03-01T14:30:00Z"
        assert format_moment(datetime(2026, 3, 1, 14, 30, 0, 50, tzinfo=UTC)) == "2026-03-01T14:30:00.000050Z"
        assert format_moment(datetime(2026, 3, 1, 14, 30, tzinfo=ROME)) == "2026-03-01T13:30:00Z"
        assert format_moment(datetime(33, 4, 3, tzinfo=UTC)) == "0033-04-03T00:00:00Z"

    @given(AWARE)
    @example(datetime.max.replace(tzinfo=UTC))
    @example(datetime.min.replace(tzinfo=UTC))
    def test_what_is_written_is_read_back_exactly(self, moment):
        again = parse_moment(format_moment(moment), now=NOW)
        assert again == moment.astimezone(UTC)
        assert again.tzinfo is UTC
        assert format_moment(again) == format_moment(moment)

    @given(AWARE)
    def test_what_python_writes_with_any_offset_is_read_back_exactly(self, moment):
        assert parse_moment(moment.isoformat(), now=NOW) == moment.astimezone(UTC)
        assert parse_moment(moment.isoformat(" "), now=NOW) == moment.astimezone(UTC)

    @given(AWARE, AWARE)
    def test_texts_sort_like_moments_down_to_the_second(self, one, other):
        first, second = sorted([one, other], key=to_micros)
        assume(to_micros(second) // 1_000_000 > to_micros(first) // 1_000_000)
        assert format_moment(first) < format_moment(second)

    @given(AWARE)
    def test_microseconds_count_exactly_in_both_directions(self, moment):
        assert from_micros(to_micros(moment)) == moment.astimezone(UTC)

    @given(st.integers(to_micros(datetime.min.replace(tzinfo=UTC)), to_micros(datetime.max.replace(tzinfo=UTC))))
    def test_every_count_of_microseconds_comes_back(self, micros):
        assert to_micros(from_micros(micros)) == micros

    def test_a_moment_without_zone_or_outside_the_years_is_refused(self):
        for call in (
            lambda: format_moment(datetime(2026, 3, 1)),
            lambda: to_micros(datetime(2026, 3, 1)),
            lambda: format_moment(datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))),
            lambda: from_micros(10**18),
            lambda: from_micros(10**30),
        ):
            with pytest.raises(InvalidInput) as refusal:
                call()
            assert_one_sentence(str(refusal.value))


class TestReadingPeriods:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2026-03-01", "2026-03-01", "2026-03-01"),
            ("20260301", "2026-03-01", "2026-03-01"),
            (" 2026-03-01 ", "2026-03-01", "2026-03-01"),
            ("２０２６-０３-０１", "2026-03-01", "2026-03-01"),
            ("2026-W07-3", "2026-02-11", "2026-02-11"),
            ("2026W073", "2026-02-11", "2026-02-11"),
            ("2026-W07", "2026-02-09", "2026-02-15"),
            ("2026-W53", "2026-12-28", "2027-01-03"),
            ("2026-047", "2026-02-16", "2026-02-16"),
            ("2026047", "2026-02-16", "2026-02-16"),
            ("2024-366", "2024-12-31", "2024-12-31"),
            ("2026-03", "2026-03-01", "2026-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026", "2026-01-01", "2026-12-31"),
            ("9999", "9999-01-01", "9999-12-31"),
            ("0001-01-01", "0001-01-01", "0001-01-01"),
            ("2026/03/01", "2026-03-01", "2026-03-01"),
            ("2026/3/1", "2026-03-01", "2026-03-01"),
            ("2026-3-1", "2026-03-01", "2026-03-01"),
            ("03.05.2026", "2026-05-03", "2026-05-03"),
            ("3.5.2026", "2026-05-03", "2026-05-03"),
            ("25/12/2026", "2026-12-25", "2026-12-25"),
            ("12/25/2026", "2026-12-25", "2026-12-25"),
            ("25-12-2026", "2026-12-25", "2026-12-25"),
            ("03/03/2026", "2026-03-03", "2026-03-03"),
            ("3 March 2026", "2026-03-03", "2026-03-03"),
            ("March 3, 2026", "2026-03-03", "2026-03-03"),
            ("Mar 3rd 2026", "2026-03-03", "2026-03-03"),
            ("3-Mar-2026", "2026-03-03", "2026-03-03"),
            ("the 3rd of March 2026", "2026-03-03", "2026-03-03"),
            ("Tuesday, 3 March 2026", "2026-03-03", "2026-03-03"),
            ("2026 Mar 3", "2026-03-03", "2026-03-03"),
            ("March 2026", "2026-03-01", "2026-03-31"),
            ("29 Feb 2024", "2024-02-29", "2024-02-29"),
            ("3 Mar", "2025-03-03", "2025-03-03"),
            ("17 Feb", "2026-02-17", "2026-02-17"),
            ("18 Feb", "2026-02-18", "2026-02-18"),
            ("29 Feb", "2024-02-29", "2024-02-29"),
            ("Tue, 3 Mar", "2026-03-03", "2026-03-03"),
            ("March", "2025-03-01", "2025-03-31"),
            ("February", "2026-02-01", "2026-02-28"),
            ("7. Mai 2023", "2023-05-07", "2023-05-07"),
            ("7 de mayo de 2023", "2023-05-07", "2023-05-07"),
            ("2026年3月1日", "2026-03-01", "2026-03-01"),
            ("today", "2026-02-18", "2026-02-18"),
            ("Yesterday", "2026-02-17", "2026-02-17"),
            ("tomorrow", "2026-02-19", "2026-02-19"),
            ("昨天", "2026-02-17", "2026-02-17"),
            ("the day before yesterday", "2026-02-16", "2026-02-16"),
            ("day after tomorrow", "2026-02-20", "2026-02-20"),
            ("3 days ago", "2026-02-15", "2026-02-15"),
            ("3d ago", "2026-02-15", "2026-02-15"),
            ("two weeks ago", "2026-02-04", "2026-02-04"),
            ("a couple of days ago", "2026-02-16", "2026-02-16"),
            ("in two weeks", "2026-03-04", "2026-03-04"),
            ("three weeks from now", "2026-03-11", "2026-03-11"),
            ("two months ago", "2025-12-18", "2025-12-18"),
            ("a year ago", "2025-02-18", "2025-02-18"),
            ("vor 3 Tagen", "2026-02-15", "2026-02-15"),
            ("il y a 2 jours", "2026-02-16", "2026-02-16"),
            ("last week", "2026-02-09", "2026-02-15"),
            ("this week", "2026-02-16", "2026-02-22"),
            ("next week", "2026-02-23", "2026-03-01"),
            ("the week before last", "2026-02-02", "2026-02-08"),
            ("last weekend", "2026-02-14", "2026-02-15"),
            ("last month", "2026-01-01", "2026-01-31"),
            ("next month", "2026-03-01", "2026-03-31"),
            ("last quarter", "2025-10-01", "2025-12-31"),
            ("last year", "2025-01-01", "2025-12-31"),
            ("monday", "2026-02-16", "2026-02-16"),
            ("wednesday", "2026-02-18", "2026-02-18"),
            ("last wednesday", "2026-02-11", "2026-02-11"),
            ("this friday", "2026-02-20", "2026-02-20"),
            ("next wednesday", "2026-02-25", "2026-02-25"),
            ("last February", "2025-02-01", "2025-02-28"),
            ("next March", "2026-03-01", "2026-03-31"),
            ("last summer", "2025-06-01", "2025-08-31"),
            ("winter 2022", "2022-12-01", "2023-02-28"),
        ],
    )
    def test_a_day_or_longer_period_begins_at_its_start_and_ends_with_its_last_microsecond(self, text, first, last):
        assert read(text) == f"{first}T00:00:00Z"
        assert read(text, end=True) == f"{last}T23:59:59.999999Z"

    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("this morning", "2026-02-18T05:00:00Z", "2026-02-18T11:59:59.999999Z"),
            ("yesterday afternoon", "2026-02-17T12:00:00Z", "2026-02-17T17:59:59.999999Z"),
            ("tonight", "2026-02-18T18:00:00Z", "2026-02-18T23:59:59.999999Z"),
            ("last night", "2026-02-17T18:00:00Z", "2026-02-18T05:59:59.999999Z"),
            ("start of month", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z"),
            ("the beginning of next year", "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("end of the day", "2026-02-18T23:59:59.999999Z", "2026-02-18T23:59:59.999999Z"),
            ("end of last month", "2026-01-31T23:59:59.999999Z", "2026-01-31T23:59:59.999999Z"),
        ],
    )
    def test_parts_and_edges_of_days_and_periods_have_their_own_hours(self, text, start, end):
        assert read(text) == start
        assert read(text, end=True) == end

    @pytest.mark.parametrize(
        ("value", "start", "end"),
        [
            (date(2024, 2, 29), "2024-02-29T00:00:00Z", "2024-02-29T23:59:59.999999Z"),
            (date.max, "9999-12-31T00:00:00Z", "9999-12-31T23:59:59.999999Z"),
            (datetime(2026, 3, 1, 9), "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"),
            (datetime(2026, 3, 1, 9, 0, 0, 7, ROME), "2026-03-01T08:00:00.000007Z", "2026-03-01T08:00:00.000007Z"),
        ],
    )
    def test_date_objects_are_days_and_datetime_objects_are_moments(self, value, start, end):
        assert read(value) == start
        assert read(value, end=True) == end

    @given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
    def test_every_day_is_read_in_each_of_its_forms(self, day):
        year, week, weekday = day.isocalendar()
        forms = [
            day.isoformat(),
            f"{day.year:04}{day.month:02}{day.day:02}",
            f"{day.year:04}-{day.timetuple().tm_yday:03}",
            f"{year:04}-W{week:02}-{weekday}",
            f"{day.day}.{day.month}.{day.year:04}",
            f"{day.day} {MONTHS[day.month - 1]} {day.year:04}",
        ]
        assert {parse_moment(form, now=NOW) for form in forms} == {datetime(day.year, day.month, day.day, tzinfo=UTC)}


class TestReadingMoments:
    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2026-03-01T14:30:00Z", "2026-03-01T14:30:00Z"),
            ("2026-03-01t14:30:00z", "2026-03-01T14:30:00Z"),
            ("2026-03-01 14:30", "2026-03-01T14:30:00Z"),
            ("2026-03-01T14", "2026-03-01T14:00:00Z"),
            ("20260301T143000Z", "2026-03-01T14:30:00Z"),
            ("2026-W07-3T14:30Z", "2026-02-11T14:30:00Z"),
            ("2026-047T14:30Z", "2026-02-16T14:30:00Z"),
            ("2026-03-01T14:30:00.5Z", "2026-03-01T14:30:00.500000Z"),
            ("2026-03-01T14:30:00,123456789Z", "2026-03-01T14:30:00.123456Z"),
            ("2026-03-01T14:30:59.9999999Z", "2026-03-01T14:30:59.999999Z"),
            ("2026-03-01T14.5Z", "2026-03-01T14:30:00Z"),
            ("2026-03-01T14:30.25Z", "2026-03-01T14:30:15Z"),
            ("2026-03-01T14:30+02", "2026-03-01T12:30:00Z"),
            ("2026-03-01T14:30+0200", "2026-03-01T12:30:00Z"),
            ("2026-03-01T14:30+02:00", "2026-03-01T12:30:00Z"),
            ("2026-03-01T14:30−05:30", "2026-03-01T20:00:00Z"),
            ("2026-03-01 14:30 -0000", "2026-03-01T14:30:00Z"),
            ("2026-03-01T24:00Z", "2026-03-02T00:00:00Z"),
            ("2026-12-31T24:00:00Z", "2027-01-01T00:00:00Z"),
            ("2026/03/01 14:30:05", "2026-03-01T14:30:05Z"),
            ("01.03.2026 14:30", "2026-03-01T14:30:00Z"),
            ("202603011430", "2026-03-01T14:30:00Z"),
            ("20260301143059", "2026-03-01T14:30:59Z"),
            ("1767225600", "2026-01-01T00:00:00Z"),
            ("1767225600.25", "2026-01-01T00:00:00.250000Z"),
            ("1767225600123", "2026-01-01T00:00:00.123000Z"),
            ("Tue, 03 Mar 2026 10:00:00 +0100", "2026-03-03T09:00:00Z"),
            ("3 Mar 2026 10:00 EST", "2026-03-03T15:00:00Z"),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
            ("Sun Mar  1 14:30:00 UTC 2026", "2026-03-01T14:30:00Z"),
            ("Sun Mar 1 14:30:00 2026 +0100", "2026-03-01T13:30:00Z"),
            ("Tue Mar 03 2026 10:00:00 GMT+0100 (Central European Standard Time)", "2026-03-03T09:00:00Z"),
            ("March 3, 2026, 5:00 PM", "2026-03-03T17:00:00Z"),
            ("now", "2026-02-18T15:30:00Z"),
            ("an hour ago", "2026-02-18T14:30:00Z"),
            ("half an hour ago", "2026-02-18T15:00:00Z"),
            ("90 minutes ago", "2026-02-18T14:00:00Z"),
            ("2h ago", "2026-02-18T13:30:00Z"),
            ("in 2 hours", "2026-02-18T17:30:00Z"),
            ("noon", "2026-02-18T12:00:00Z"),
            ("5pm", "2026-02-18T17:00:00Z"),
            ("12 am", "2026-02-18T00:00:00Z"),
            ("12:30 p.m.", "2026-02-18T12:30:00Z"),
            ("yesterday at 5pm", "2026-02-17T17:00:00Z"),
            ("at 5pm yesterday", "2026-02-17T17:00:00Z"),
            ("today 14:30", "2026-02-18T14:30:00Z"),
            ("today 14:30 +02:00", "2026-02-18T12:30:00Z"),
            ("tomorrow noon", "2026-02-19T12:00:00Z"),
            ("tomorrow midnight", "2026-02-19T00:00:00Z"),
            ("monday at 9:15", "2026-02-16T09:15:00Z"),
            ("3 days ago at 5pm", "2026-02-15T17:00:00Z"),
        ],
    )
    def test_a_moment_is_the_same_with_and_without_end(self, text, moment):
        assert read(text) == moment
        assert read(text, end=True) == moment


class TestZones:
    def test_what_has_no_zone_is_taken_in_the_zone_of_now(self):
        now = datetime(2026, 7, 10, 1, 0, tzinfo=ROME)
        assert read("2026-07-01", now=now) == "2026-06-30T22:00:00Z"
        assert read("2026-12-01 12:00", now=now) == "2026-12-01T11:00:00Z"
        assert read(datetime(2026, 7, 1, 12), now=now) == "2026-07-01T10:00:00Z"
        assert read("today", now=now) == "2026-07-09T22:00:00Z"

    def test_relative_days_follow_the_zone_that_is_named(self):
        now = datetime(2026, 7, 10, 1, 0, tzinfo=ROME)  # still the 9th in UTC
        assert read("today 12:00", now=now) == "2026-07-10T10:00:00Z"
        assert read("today 12:00 UTC", now=now) == "2026-07-09T12:00:00Z"

    def test_days_on_which_clocks_move_have_23_and_25_hours(self):
        now = datetime(2026, 5, 1, tzinfo=ROME)
        hours = [
            parse_moment(day, now=now, end=True) - parse_moment(day, now=now) + timedelta(microseconds=1)
            for day in ("2026-03-29", "2026-10-25", "2026-06-01")
        ]
        assert hours == [timedelta(hours=23), timedelta(hours=25), timedelta(hours=24)]

    def test_a_skipped_time_moves_on_and_a_repeated_time_is_the_first(self):
        now = datetime(2026, 5, 1, tzinfo=ROME)
        assert read("2026-03-29 02:30", now=now) == "2026-03-29T01:30:00Z"
        assert read("2026-10-25 02:30", now=now) == "2026-10-25T00:30:00Z"

    def test_hours_are_exact_and_days_are_counted_on_the_calendar_across_a_clock_change(self):
        now = datetime(2026, 3, 29, 12, 0, tzinfo=ROME)
        assert read("24 hours ago", now=now) == "2026-03-28T10:00:00Z"
        assert read("a day ago", now=now) == "2026-03-27T23:00:00Z"
        assert read("yesterday noon", now=now) == "2026-03-28T11:00:00Z"

    @given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), ANY_ZONE)
    def test_a_day_ends_where_the_next_begins(self, day, zone):
        now = datetime(2026, 5, 1, tzinfo=zone)
        following = parse_moment(day + timedelta(days=1), now=now)
        assert parse_moment(day, now=now, end=True) + timedelta(microseconds=1) == following


class TestRefusing:
    @pytest.mark.parametrize(
        "text",
        _cases(
            "2026-02-30|2023-02-29|29 Feb 2023|2026-13|2026-00-01|2026-01-00|2026-W54|2027-W53|2026-W00"
            "|2026-W07-8|2026-366|2026-000|0000-01-01|0000|10000-01-01|2026-03-01T25:00|2026-03-01T24:01"
            "|2026-03-01T24:00:00.1|2026-03-01T14:60|2026-03-01T14:30:61|2026-03-01T23:59:60Z"
            "|2026-03-01T14:30+25:00|2026-03-01T14:30+01:60|today 24:00|25:00|13pm|0 am|31/31/2026|32.1.2026"
            "|2026/02/30|Monday, 3 March 2026|9999-12-31T24:00Z|0001-01-01T00:00+01:00|3000 years ago"
            "|202613011430|9999 weeks ago at 25:00"
        ),
    )
    def test_an_impossible_day_or_time_is_refused(self, text):
        with pytest.raises(InvalidInput, match=r"^since ") as refusal:
            parse_moment(text, now=NOW, field="since")
        assert_one_sentence(str(refusal.value))

    @pytest.mark.parametrize(
        "text",
        _cases(
            "|   |soon|last|ago|days ago|a few days ago|-3 days ago|in -3 days|1.5 hours ago|1,200 days ago"
            "|14d|P3D|5|at 5|17|202603|123456789|2026030114|2026-03T14:30|2026 14:30|last week at 5pm"
            "|2026-03-01/2026-03-05|3.5.26|5/7/26|May 35|yesterday today|2026-03-01 yesterday|next 3 March"
            "|3 March March|Friday the 13th|٢٠٢٦-٠٣-٠١|nan|inf|1e9|-1767225600|true|null"
            "|2026-03-01T14:30:00ZZ|morning|(yesterday)|2026-03-01\x00|\ud800|end of nothing"
            "|in 5 days ago|in in March|Tuesday July"
        ),
    )
    def test_what_is_not_understood_is_refused_and_never_guessed(self, text):
        with pytest.raises(InvalidInput, match=r"^until .* 2026-03-01T14:30:00Z") as refusal:
            parse_moment(text, now=NOW, field="until")
        assert_one_sentence(str(refusal.value))

    @pytest.mark.parametrize("text", ["03/04/2026", "3/4/2026", "03-04-2026", "03/04/2026 14:30"])
    def test_a_date_that_means_two_days_is_refused_with_both_written_out(self, text):
        with pytest.raises(InvalidInput, match=r"write 2026-04-03 or 2026-03-04\.$") as refusal:
            parse_moment(text, now=NOW)
        assert_one_sentence(str(refusal.value))

    @pytest.mark.parametrize("value", [float("nan"), 1767225600, True, None, b"2026", [], {}, timedelta(1)])
    def test_other_types_are_refused(self, value):
        with pytest.raises(InvalidInput, match=f"^since is of type {type(value).__name__}: ") as refusal:
            parse_moment(value, now=NOW, field="since")
        assert_one_sentence(str(refusal.value))

    def test_at_most_forty_characters_of_the_value_are_quoted(self):
        with pytest.raises(InvalidInput) as refusal:
            parse_moment("x" * 5_000, now=NOW)
        assert "x" * 39 + "…" in str(refusal.value)
        assert "x" * 40 not in str(refusal.value)

    def test_a_present_without_zone_is_refused(self):
        for call in (
            lambda: parse_moment("today", now=datetime(2026, 3, 1)),
            lambda: find_dates("today", now=datetime(2026, 3, 1)),
        ):
            with pytest.raises(InvalidInput):
                call()

    @given(WILD_TEXT | FRAGMENTS, AWARE, st.booleans())
    @example("in 9999 years", datetime(9999, 1, 1, tzinfo=UTC), False)
    @example("9999年前", datetime(1, 1, 3, tzinfo=UTC), True)
    @example("feb 29", datetime(1, 1, 3, tzinfo=UTC), True)
    @example("last winter", datetime(1, 1, 3, tzinfo=UTC), True)
    @example("next winter", datetime(9999, 12, 28, tzinfo=UTC), True)
    def test_any_text_is_read_or_refused_in_one_sentence(self, text, now, end):
        try:
            moment = parse_moment(text, now=now, end=end)
        except InvalidInput as refusal:
            assert_one_sentence(str(refusal))
        else:
            assert moment.tzinfo is UTC

    @given(st.sampled_from(PERIODS), AWARE)
    def test_a_period_ends_after_it_starts_whatever_the_present(self, text, now):
        assume(10 < now.year < 9990)
        assert parse_moment(text, now=now, end=True) > parse_moment(text, now=now)


class TestFindingDates:
    @pytest.mark.parametrize(
        ("query", "hint"),
        [
            ("What happened on 7 May 2023?", "day 2023-05-07 2023-05-08"),
            ("what did I do May 7th", "day 2025-05-07 2025-05-08 any"),
            ("who came on the 7th of may", "day 2025-05-07 2025-05-08 any"),
            ("who came on 7 may with us", "day 2025-05-07 2025-05-08 any"),
            ("notes of 2023-05-07", "day 2023-05-07 2023-05-08"),
            ("the log at 2023-05-07T10:30:00Z", "day 2023-05-07 2023-05-08"),
            ("2023/05/07: what?", "day 2023-05-07 2023-05-08"),
            ("am 7.5.2023 in Rom", "day 2023-05-07 2023-05-08"),
            ("what was on 25/12/2023?", "day 2023-12-25 2023-12-26"),
            ("Monday, 8 May, 2023", "day 2023-05-08 2023-05-09"),
            ("the meeting at 10:30 May 7", "day 2025-05-07 2025-05-08 any"),
            ("was hatten wir am 7. Mai 2023 vor", "day 2023-05-07 2023-05-08"),
            ("qué pasó el 7 de mayo de 2023", "day 2023-05-07 2023-05-08"),
            ("que s'est-il passé le 7 mai 2023", "day 2023-05-07 2023-05-08"),
            ("le 1er mars 2023", "day 2023-03-01 2023-03-02"),
            ("cosa è successo il 7 maggio 2023", "day 2023-05-07 2023-05-08"),
            ("o que fiz em 7 de maio de 2023", "day 2023-05-07 2023-05-08"),
            ("2023年5月7日我做了什么", "day 2023-05-07 2023-05-08"),
            ("２０２３年５月７日", "day 2023-05-07 2023-05-08"),
            ("五月七号去了哪里", "day 2025-05-07 2025-05-08 any"),
            ("2023년 5월 7일에", "day 2023-05-07 2023-05-08"),
            ("what did we ship in May 2023", "month 2023-05-01 2023-06-01"),
            ("what did we ship in may", "month 2025-05-01 2025-06-01 any"),
            ("trips in March", "month 2025-03-01 2025-04-01 any"),
            ("what happened at the end of May", "month 2025-05-01 2025-06-01 any"),
            ("my September goals", "month 2025-09-01 2025-10-01 any"),
            ("plans for february", "month 2026-02-01 2026-03-01 any"),
            ("in Feb 2023", "month 2023-02-01 2023-03-01"),
            ("2023年5月", "month 2023-05-01 2023-06-01"),
            ("notes of 2023-05", "month 2023-05-01 2023-06-01"),
            ("the last May we met", "month 2025-05-01 2025-06-01"),
            ("what did I earn in 2022", "year 2022-01-01 2023-01-01"),
            ("living here since 2021", "year 2021-01-01 2022-01-01"),
            ("2023", "year 2023-01-01 2024-01-01"),
            ("the fair (2022) again", "year 2022-01-01 2023-01-01"),
            ("im Jahr 2022", "year 2022-01-01 2023-01-01"),
            ("1937 年发表了什么", "year 1937-01-01 1938-01-01"),
            ("what did I say yesterday", "day 2026-02-17 2026-02-18"),
            ("the day before yesterday", "day 2026-02-16 2026-02-17"),
            ("what did we eat last night", "day 2026-02-17 2026-02-18"),
            ("said this morning", "day 2026-02-18 2026-02-19"),
            ("who called on Monday", "day 2026-02-16 2026-02-17"),
            ("what did Ann do last Saturday?", "day 2026-02-14 2026-02-15"),
            ("3 days ago", "day 2026-02-15 2026-02-16"),
            ("what broke last week", "span 2026-02-09 2026-02-16"),
            ("two weeks ago", "span 2026-02-02 2026-02-09"),
            ("in the past two weeks", "span 2026-02-04 2026-02-19"),
            ("over the past week", "span 2026-02-11 2026-02-19"),
            ("a few weeks ago", "span 2025-12-31 2026-02-12"),
            ("last weekend", "span 2026-02-14 2026-02-16"),
            ("last summer", "span 2025-06-01 2025-09-01"),
            ("in summer", "span 2025-06-01 2025-09-01"),
            ("in winter", "span 2025-12-01 2026-03-01"),
            ("sixteen days ago", "day 2026-02-02 2026-02-03"),
            ("in the summer of 2022", "span 2022-06-01 2022-09-01"),
            ("two months ago", "month 2025-12-01 2026-01-01"),
            ("last month", "month 2026-01-01 2026-02-01"),
            ("this year", "year 2026-01-01 2027-01-01"),
            ("two years ago", "year 2024-01-01 2025-01-01"),
            ("letzte Woche", "span 2026-02-09 2026-02-16"),
            ("la semana pasada", "span 2026-02-09 2026-02-16"),
            ("le mois dernier", "month 2026-01-01 2026-02-01"),
            ("hace 3 días", "day 2026-02-15 2026-02-16"),
            ("上周三我去了哪里", "day 2026-02-11 2026-02-12"),
            ("三个月前", "month 2025-11-01 2025-12-01"),
            ("去年我做了什么", "year 2025-01-01 2026-01-01"),
            ("born on Feb 29", "day 2024-02-29 2024-03-01 any"),
        ],
    )
    def test_a_date_in_a_query_is_found(self, query, hint):
        assert named(query) == [hint]

    @pytest.mark.parametrize(
        "query",
        _cases(
            "May I ask you something|it may be wrong|may be in 3 parts|this may be right|this may help us"
            "|Python 3 may break|the march on Washington|I met April and June|August Wilson's plays"
            "|port 2022|ticket 2023|v2022|#2023|2022% more|costs $2022|in 2000 words|a limit of 2048 tokens"
            "|build 2022.1|room 2010|in 1899|the year 2100|CVE-2023-1234|10.0.0.1|version 1.2.3|every friday"
            "|Black Friday|31 February 2023|2023-02-30|2023年13月|10 out of 5|gen 5|the sun 5 times"
            "|a week of work|three days|the next day|vitamin d|fall apart|3个月|这种|the Friday before it||\x00"
            "|\ud800"
        ),
    )
    def test_what_only_looks_like_a_date_is_left_alone(self, query):
        assert named(query) == []

    def test_several_dates_are_all_found_once(self):
        assert sorted(named("from 7 May 2023 to 9 May 2023, or 7 May 2023 again, or yesterday")) == [
            "day 2023-05-07 2023-05-08",
            "day 2023-05-09 2023-05-10",
            "day 2026-02-17 2026-02-18",
        ]
        assert named("between 2019 and 2021") == ["year 2019-01-01 2020-01-01", "year 2021-01-01 2022-01-01"]
        assert named("results 2019-2021") == ["year 2019-01-01 2020-01-01", "year 2021-01-01 2022-01-01"]

    def test_a_slashed_date_that_means_two_days_hints_at_both(self):
        assert named("on 03/04/2023") == ["day 2023-04-03 2023-04-04", "day 2023-03-04 2023-03-05"]

    def test_days_are_days_of_the_zone_of_now(self):
        now = datetime(2026, 7, 10, 1, 0, tzinfo=ROME)
        expected = DateHint("day", datetime(2026, 7, 8, 22, tzinfo=UTC), datetime(2026, 7, 9, 22, tzinfo=UTC))
        assert find_dates("yesterday", now=now) == (expected,)

    def test_hours_are_a_span_around_the_moment(self):
        (hint,) = find_dates("what did I say 2 hours ago", now=NOW)
        assert (hint.start, hint.end) == (NOW - timedelta(hours=3), NOW - timedelta(hours=1))

    def test_a_long_query_is_searched_only_at_its_beginning_and_gives_few_hints(self):
        assert named("x " * 999 + " yesterday") == []
        assert len(named(" ".join(f"2023-05-{day:02}" for day in range(1, 29)))) == 8

    @given(WILD_TEXT | FRAGMENTS, AWARE)
    def test_any_text_gives_hints_of_a_positive_length_within_two_centuries(self, text, now):
        for hint in find_dates(text, now=now):
            assert hint.start < hint.end
            assert hint.start.tzinfo is hint.end.tzinfo is UTC
            assert not hint.any_year or (hint.kind in {"day", "month"} and hint.start <= now)

    @pytest.mark.parametrize(
        "unit",
        ["1", "may 7 ", "may of ", "2023-05-07 ", "2020-", "2 ", "last week ago ", "1.", "年月", "\ufdfa", " ", "a"],
    )
    def test_a_hostile_megabyte_costs_no_more_than_its_beginning(self, unit):
        hostile = unit * (1_000_000 // len(unit))
        started = clock.process_time()
        find_dates(hostile, now=NOW)
        with pytest.raises(InvalidInput):
            parse_moment(hostile, now=NOW)
        assert clock.process_time() - started < 0.5


def test_importing_the_module_loads_nothing_heavy():
    heavy = "{'calendar', 'email', 'zoneinfo', 'numpy', 'pydantic'}"
    script = f"import sys, ricordo.timeline; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
