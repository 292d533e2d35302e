"""How well the time of a memory fits the dates that a question names."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ricordo.recall.query import DayWindow

Floats = NDArray[np.float64]
Int64s = NDArray[np.int64]

MICROSECONDS_A_DAY: Final = 86_400_000_000
_DAYS_AFTER: Final = 3
_WEEK: Final = 7


def date_fit(windows: Sequence[DayWindow], happened: Int64s) -> Floats:
    """Score times from 0 (no fit) to 1 (the very day); the best of several dates counts.

    People tell what happened shortly after it did: the days after a named one fit better than the day before.

    Args:
        windows: What the question names.
        happened: Microseconds since 1970.
    """
    days = happened // MICROSECONDS_A_DAY
    fit = np.zeros(days.size)
    for window in windows:
        for start, end in _years_of(window, days) if window.any_year else [(window.start, window.end)]:
            np.maximum(fit, _fit(window.kind, start, end, days), out=fit)
    return fit


def _fit(kind: str, start: int, end: int, days: Int64s) -> Floats:
    inside = (days >= start) & (days < end)
    if kind == "day":
        months = days.astype("datetime64[D]").astype("datetime64[M]")
        same_month = months == np.datetime64(start, "D").astype("datetime64[M]")
        after = (days >= end) & (days < end + _DAYS_AFTER)
        return np.select([inside, after, days == start - 1, same_month], [1.0, 0.7, 0.3, 0.2], 0.0)
    if kind == "year":
        return np.where(inside, 0.1, 0.0)
    after = (days >= end) & (days < end + _WEEK)
    full = 0.6 if end - start > _WEEK else 0.8
    return np.select([inside, after], [full, 0.2], 0.0)


def _years_of(window: DayWindow, days: Int64s) -> list[tuple[int, int]]:
    """Move a window without a year into every year in which something happened."""
    years = np.unique(days.astype("datetime64[D]").astype("datetime64[Y]"))
    first = np.datetime64(window.start, "D")
    inside = first - first.astype("datetime64[M]").astype("datetime64[D]")
    month = first.astype("datetime64[M]") - first.astype("datetime64[Y]").astype("datetime64[M]")
    moved = ((years.astype("datetime64[M]") + month).astype("datetime64[D]") + inside).astype(np.int64)
    return [(start, start + window.end - window.start) for start in moved.tolist()]
