"""What may stand in a context of the present: gathered from whatever store, without loading the values."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from math import ceil
from typing import Final, Protocol, TypeVar

from ricordo.knowledge.context_choice import SECTION_OF, SESSION, SLOTS, UNVERIFIED, Entry, S, Standing

DEFAULT_BUDGET_TOKENS: Final = 800
_FEWEST, _MOST, _TOKENS_OF_ONE = 4, 100, 32
KINDS: Final = tuple(SECTION_OF)
_KINDS_BY_COMPANY: Final = {
    number: [kind for kind in KINDS if Counter(SECTION_OF.values())[SECTION_OF[kind]] == number]
    for number in sorted(set(Counter(SECTION_OF.values()).values()))
}
"""The kinds that share their section with so many: together they come into question as often as one alone."""
NEWEST_SESSIONS: Final = 20
Foremost = Callable[[Sequence[str], int], Sequence[S]]
"""Gives the foremost live memories of some kinds, so many of each kind and in each way of being foremost."""


class ToldSession(Protocol):
    """What the choice asks of a session."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def agent(self) -> str | None: ...  # noqa: D102
    @property
    def summary(self) -> str | None: ...  # noqa: D102
    @property
    def tasks(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def tasks_vouched(self) -> Sequence[bool]: ...  # noqa: D102
    @property
    def created_at(self) -> datetime: ...  # noqa: D102
    @property
    def ended_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def is_live(self) -> bool: ...  # noqa: D102


T = TypeVar("T", bound=ToldSession)


def most_of_section(budget_tokens: int) -> int:
    """Give how many memories of a section may come into question: a larger budget holds more."""
    return max(_FEWEST, min(budget_tokens // _TOKENS_OF_ONE, _MOST))


def standing_now(slots: Callable[[str], Sequence[S]], foremost: Foremost[S], limit: int) -> list[S]:
    """Gather the memories that may stand in a context without a question: whoever asks looks them up.

    Args:
        slots: Gives the memories that fill the slots under the first part of a subject.
        foremost: Gives the foremost memories of some kinds.
        limit: So many of a section may come into question.
    """
    found = [one for subject in SLOTS for one in slots(subject)]
    for number, kinds in _KINDS_BY_COMPANY.items():
        # Half of them for being new, half for being important.
        found += foremost(kinds, ceil(limit / number / 2))
    return found


def ended(sessions: Sequence[T], now: datetime) -> list[T]:
    """Give the sessions that had ended by then, the last first."""
    over = [(one.ended_at, one.id, one) for one in sessions if one.ended_at and one.is_live]
    return [one for at, _, one in sorted(over, reverse=True, key=lambda entry: entry[:2]) if at <= now]


def told_session(sessions: Sequence[T], summaries: Mapping[str, S]) -> tuple[T, S | None] | None:
    """Find the session to tell of among some, the best first; None when none has something to tell.

    Args:
        sessions: The sessions.
        summaries: Their summaries that may be told, by their ids.
    """
    for session in sessions:
        summary = summaries.get(session.summary or "")
        # Whoever put a summary away does not want to read what else that session left.
        if (summary or not session.summary) and (summary or session.tasks):
            return session, summary
    return None


def session_entries(session: ToldSession, summary: Standing | None) -> list[Entry]:
    """Give the lines of a session: what it came to, and what it left to do."""
    told = [] if summary is None else [(summary.text, summary.untrusted)]
    judged = zip_longest(session.tasks, session.tasks_vouched[: len(session.tasks)], fillvalue=False)
    told += [(f"Still to do: {task}", not is_vouched) for task, is_vouched in judged]
    day = (session.ended_at or session.created_at).date().isoformat()
    return [
        Entry(UNVERIFIED if untrusted else SESSION, text, "session", session.id, day, session.agent)
        for text, untrusted in told
    ]
