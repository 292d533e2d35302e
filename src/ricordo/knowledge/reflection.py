"""What a look back shows: values, what is chosen among questions and decisions, and the page. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from ricordo.knowledge.decisions import read_decision
from ricordo.model import Kind, Link, MemoryRecord, Value
from ricordo.recall.packing import excerpt
from ricordo.storage.counting import Asked, Use
from ricordo.text import query_terms
from ricordo.timeline import from_micros

REPEATED: Final = 2
"""Asked so often, a question is one that comes back; missed so often, it is a gap."""
BADLY_ANSWERED: Final = 0.5
"""A gap has no answer in at least this share of the times it was asked."""


class Mention(Value):
    """A memory in a few words.

    Attributes:
        id: The memory.
        kind: What sort it is.
        text: Its text on one line, cut at 240 characters.
        at: When it became true, else when it was recorded.
        recalled: How often it was recalled.
        recalled_at: When last.
    """

    id: str
    kind: Kind
    text: str
    at: datetime
    recalled: int = 0
    recalled_at: datetime | None = None


class DecisionMention(Mention):
    """A decision whose outcome nobody has recorded yet; `revisit_at` says when to look at it again."""

    revisit_at: datetime | None = None


class NameCount(Value):
    """A name, and how many memories are about it."""

    name: str
    memories: int


class Question(Value):
    """A question in its latest wording.

    Attributes:
        question: The words.
        asked: How often it was asked, in any wording.
        missed: How often nothing relevant was known.
        asked_at: When last.
    """

    question: str
    asked: int
    missed: int
    asked_at: datetime


class WaitingConflict(Value):
    """Two memories that may contradict each other, and why."""

    older: Mention
    newer: Mention
    why: str


class Reflection(Value):
    """A look back. `str()` of it is the page.

    Attributes:
        since: Use, names and questions are counted from this time on.
        most_used: The memories that were recalled most.
        stale: Memories that nobody has recalled for long, the oldest first.
        stale_count: How many such memories there are.
        hot_names: The people, projects and things that most new memories are about.
        due_decisions: Decisions that were to be looked at again by now.
        open_decisions: The newest other decisions without an outcome.
        repeated_questions: What was asked several times.
        gaps: What was asked several times and is still answered badly.
        contradictions: Pairs that wait to be resolved.
        held: How many memories wait for a person before they are recalled.
        flagged: How many are recalled but should be looked at again.
        notice: What could not be said, and why.
        markdown: All of it as a page.
    """

    since: datetime
    most_used: tuple[Mention, ...] = ()
    stale: tuple[Mention, ...] = ()
    stale_count: int = 0
    hot_names: tuple[NameCount, ...] = ()
    due_decisions: tuple[DecisionMention, ...] = ()
    open_decisions: tuple[DecisionMention, ...] = ()
    repeated_questions: tuple[Question, ...] = ()
    gaps: tuple[Question, ...] = ()
    contradictions: tuple[WaitingConflict, ...] = ()
    held: int = 0
    flagged: int = 0
    notice: str | None = None
    markdown: str = ""

    def __str__(self) -> str:
        """Give the page."""
        return self.markdown


def mention(memory: MemoryRecord, use: Use | None = None) -> Mention:
    """Give a memory in a few words."""
    last = None if use is None or use.recalled_at is None else from_micros(use.recalled_at)
    return Mention(
        id=memory.id, kind=memory.kind, text=excerpt(memory.text), at=memory.happened_at,
        recalled=0 if use is None else use.recalled, recalled_at=last,
    )  # fmt: skip


def same_questions(asked: Iterable[Asked]) -> list[Question]:
    """Put the wordings of one question together: those with the same words, but for their order and small words.

    Args:
        asked: The questions, the latest first: its wording stands for all.
    """
    groups: dict[frozenset[str], list[Asked]] = {}
    for one in asked:
        groups.setdefault(frozenset(query_terms(one.question)), []).append(one)
    return [
        Question(
            question=excerpt(group[0].question),
            asked=sum(one.asked for one in group),
            missed=sum(one.missed for one in group),
            asked_at=from_micros(max(one.asked_at for one in group)),
        )
        for group in groups.values()
    ]


def repeated(questions: Iterable[Question]) -> list[Question]:
    """Give what was asked several times, the most often first."""
    return sorted((one for one in questions if one.asked >= REPEATED), key=lambda one: (-one.asked, one.question))


def gaps(questions: Iterable[Question]) -> list[Question]:
    """Give what was asked several times and mostly in vain, the most often first."""
    missed = (one for one in questions if one.missed >= REPEATED and one.missed >= BADLY_ANSWERED * one.asked)
    return sorted(missed, key=lambda one: (-one.missed, one.question))


def decisions(records: Iterable[MemoryRecord], now: datetime) -> tuple[list[DecisionMention], list[DecisionMention]]:
    """Give the decisions to look at again by now, the longest due first, and the other open ones, the newest first."""
    due, rest = [], []
    for record in records:
        decision = read_decision(record, now)
        found = DecisionMention(**mention(record).model_dump(), revisit_at=decision.revisit_at)
        if decision.state == "due":
            due.append(found)
        elif decision.state == "open":
            rest.append(found)
    due.sort(key=lambda one: (one.revisit_at or now, one.id))
    rest.sort(key=lambda one: one.at, reverse=True)
    return due, rest


def contradictions(links: Sequence[Link], records: dict[str, MemoryRecord]) -> list[WaitingConflict]:
    """Give the conflicts that nobody has resolved, the newest first, of memories that are both in force."""
    waiting = [link for link in links if link.type == "conflict" and link.is_live]
    both = [(link, records.get(link.older), records.get(link.newer)) for link in waiting]
    return [
        WaitingConflict(older=mention(older), newer=mention(newer), why=excerpt(link.why))
        for link, older, newer in reversed(both)
        if older is not None and newer is not None and older.state == newer.state == "live"
    ]


def page(seen: Reflection, today: datetime) -> str:
    """Write the page: a section for everything that there is something to say about."""
    sections = [
        ("Most used", [f"{_counted(one.recalled)} recalled: {_line(one)}" for one in seen.most_used]),
        (_stale_title(seen), [f"{one.at.date()}: {_line(one)}" for one in seen.stale]),
        ("Much in use", [f"{one.name} ({one.memories} new)" for one in seen.hot_names]),
        ("Decisions that are due", [f"since {_day(one.revisit_at)}: {_line(one)}" for one in seen.due_decisions]),
        ("Open decisions", [_line(one) + _later(one) for one in seen.open_decisions]),
        ("Asked again and again", [f"{_counted(one.asked)}: {one.question}" for one in seen.repeated_questions]),
        ("Gaps", [f"{one.missed} of {_counted(one.asked)} in vain: {one.question}" for one in seen.gaps]),
        ("Contradictions", [f"{_line(one.newer)} / {_line(one.older)}: {one.why}" for one in seen.contradictions]),
        ("Waiting for review", _review_lines(seen)),
    ]
    lines = [f"# Reflection, {seen.since.date()} to {today.date()}"]
    for title, items in sections:
        if items:
            lines += ["", f"## {title}", "", *(f"- {item}" for item in items)]
    if len(lines) == 1:
        lines += ["", "Nothing to say yet."]
    if seen.notice:
        lines += ["", f"*{seen.notice}*"]
    return "\n".join(lines) + "\n"


def _stale_title(seen: Reflection) -> str:
    more = seen.stale_count - len(seen.stale)
    return f"Not recalled for long ({more:,} more)" if more > 0 else "Not recalled for long"


def _review_lines(seen: Reflection) -> list[str]:
    counts = {"held": seen.held, "flagged": seen.flagged}
    return [f"{count:,} {name}" for name, count in counts.items() if count]


def _line(one: Mention) -> str:
    return f"{one.text} `{one.id}`"


def _later(one: DecisionMention) -> str:
    return "" if one.revisit_at is None else f" (again on {_day(one.revisit_at)})"


def _day(moment: datetime | None) -> str:
    return "" if moment is None else str(moment.date())


def _counted(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
