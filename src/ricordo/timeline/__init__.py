"""Time: one parser for every date a person or program gives, one way to write it, and the dates inside a query."""

from ricordo.timeline.hints import DateHint, find_dates
from ricordo.timeline.moments import parse_moment
from ricordo.timeline.stamps import format_moment, from_micros, to_micros

__all__ = ["DateHint", "find_dates", "format_moment", "from_micros", "parse_moment", "to_micros"]
