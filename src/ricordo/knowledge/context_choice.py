"""What goes into a context when not everything fits: sections, standing, and who comes in first. Pure.

There is no question whose relevance could decide, so importance, recency, use and pins do.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log2
from typing import Final, Protocol, TypeVar

from ricordo.recall.packing import Told, neutralise
from ricordo.write.text_key import same_text_key


class Standing(Told, Protocol):
    """What the choice asks of a memory, whoever looked it up."""

    @property
    def subject(self) -> str | None: ...  # noqa: D102
    @property
    def importance(self) -> float: ...  # noqa: D102
    @property
    def pinned(self) -> bool: ...  # noqa: D102
    @property
    def private(self) -> bool: ...  # noqa: D102
    @property
    def expires_at(self) -> datetime | None: ...  # noqa: D102


S = TypeVar("S", bound=Standing)

HALF_LIFE_DAYS: Final[Mapping[str, float | None]] = {
    "instruction": None, "preference": 720, "decision": 365, "lesson": 365, "procedure": 365, "fact": 180, "goal": 180,
    "question": 60, "event": 30, "context": 30, "summary": 30, "message": 14,
}  # fmt: skip
"""After so many days a memory counts half; None: it never fades."""

_DAY: Final = timedelta(days=1)
_FOR_A_DOUBLING_OF_USE: Final = 0.1
_MOST_DOUBLINGS: Final = 5
_WHEN_IN_DOUBT: Final = 0.5
_MOST_CHARACTERS: Final = 300
_MOST_MISFITS: Final = 20
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a context.

    Attributes:
        name: What the rules call it.
        title: What the reader sees.
        share: How many of its entries come in for one of a section with share 1.
        is_dated: Whether its entries tell their day and id.
    """

    name: str
    title: str
    share: float
    is_dated: bool = True


PROFILE: Final = Section("profile", "Who the user is", 3, is_dated=False)
INSTRUCTIONS: Final = Section("instructions", "Standing instructions", 4, is_dated=False)
GOALS: Final = Section("goals", "Goals", 2)
TASK: Final = Section("task", "For this task", 4)
DECISIONS: Final = Section("decisions", "Decisions in force", 2)
SESSION: Final = Section("session", "Last session", 3)
FACTS: Final = Section("facts", "Facts", 2)
LESSONS: Final = Section("lessons", "Lessons", 2)
QUESTIONS: Final = Section("questions", "Open questions", 1)
UNVERIFIED: Final = Section("unverified", "Unverified", 1)
SECTIONS: Final = (PROFILE, INSTRUCTIONS, GOALS, TASK, DECISIONS, SESSION, FACTS, LESSONS, QUESTIONS, UNVERIFIED)
"""In the order in which they are read. What nobody has vouched for comes last, fenced as data."""

SECTION_OF: Final[Mapping[str, Section]] = {
    "preference": PROFILE, "instruction": INSTRUCTIONS, "goal": GOALS, "decision": DECISIONS, "fact": FACTS,
    "procedure": FACTS, "context": FACTS, "event": FACTS, "lesson": LESSONS, "question": QUESTIONS,
}  # fmt: skip
"""Where a memory belongs that is there without having been asked for; the other kinds never are."""
_ALWAYS: Final = frozenset({PROFILE, INSTRUCTIONS, GOALS})
"""Sections whose memories stay there also when they fit the task."""
_LEFT_TO_RECALL: Final = frozenset({FACTS, UNVERIFIED})
SLOTS: Final = ("user", "goal")
"""The first parts of the subjects that profile and goal fill."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a context.

    Attributes:
        section: Where it stands.
        text: What it says; `choose` makes one clean line of it.
        kind: What sort of memory it is.
        id: The memory, or the session.
        day: When it was said to be true, as an ISO date.
        source: Where it comes from.
        is_pinned: Whether a person keeps it at hand.
        is_in_doubt: Whether a newer memory possibly replaces it, or a premise of it has fallen.
    """

    section: Section
    text: str
    kind: str
    id: str
    day: str
    source: str | None = None
    is_pinned: bool = False
    is_in_doubt: bool = False


def standing(record: Standing, uses: int, now: datetime, *, is_in_doubt: bool = False) -> float:
    """Weigh a memory without a question: its importance, halved with every half-life of its kind.

    Every doubling of its uses adds a tenth, up to five of them. One that is in doubt counts half.
    """
    half_life = HALF_LIFE_DAYS[record.kind]
    age_days = max(0.0, (now - record.happened_at) / _DAY)
    fading = 1.0 if half_life is None else 0.5 ** (age_days / half_life)
    use = 1 + _FOR_A_DOUBLING_OF_USE * min(log2(1 + uses), _MOST_DOUBLINGS)
    return record.importance * fading * use * (_WHEN_IN_DOUBT if is_in_doubt else 1)


def is_tellable(record: Standing, now: datetime, *, of_the_past: bool = False) -> bool:
    """Tell whether a memory may stand in a context at all.

    Args:
        record: The memory.
        now: The instant that the context is for.
        of_the_past: Whether that is another time than the present: what was closed since counts as well.
    """
    in_state = record.state == "live" or (of_the_past and record.state == "superseded")
    has_begun = not of_the_past or record.happened_at <= now
    is_over = any(end is not None and end <= now for end in (record.valid_to, record.expires_at))
    return in_state and has_begun and not is_over and not record.private


def section_of(record: Standing, *, fits_task: bool = False) -> Section | None:
    """Find where a memory belongs; None when it has no place in a context unless it fits the task."""
    own = PROFILE if _key_of(record) == "user" else SECTION_OF.get(record.kind)
    section = TASK if fits_task and own not in _ALWAYS else own
    return UNVERIFIED if section and record.untrusted else section


def entry_of(record: Standing, section: Section, doubted: Container[str] = ()) -> Entry:
    """Give the line of a memory; `doubted` holds the ids of those that are in doubt."""
    return Entry(
        section=section,
        text=record.text,
        kind=record.kind,
        id=record.id,
        day=record.happened_at.date().isoformat(),
        source=record.speaker or record.source or record.agent,
        is_pinned=record.pinned,
        is_in_doubt=record.id in doubted,
    )


def one_line(text: str) -> str:
    """Give a text as one clean line of bounded length."""
    line = neutralise(text[: 2 * _MOST_CHARACTERS])
    cut = line[: _MOST_CHARACTERS - 1].rstrip()
    return line if len(line) <= _MOST_CHARACTERS and len(text) <= 2 * _MOST_CHARACTERS else cut + _ELLIPSIS


def ranked(records: Iterable[S], uses: Mapping[str, int], now: datetime, doubted: Container[str] = ()) -> list[S]:
    """Order memories: the profile and the goal, what is pinned, then by standing; ties by id, so always the same."""

    def place(one: Standing) -> tuple[bool, bool, float, str]:
        weight = standing(one, uses.get(one.id, 0), now, is_in_doubt=one.id in doubted)
        return _key_of(one) not in SLOTS, not one.pinned, -weight, one.id

    return sorted(records, key=place)


def lines_of(records: Iterable[Standing], limit: int, *, for_task: bool, doubted: Container[str] = ()) -> list[Entry]:
    """Give the lines of the first memories of every section.

    Args:
        records: Memories in their order.
        limit: So many of each section at most.
        for_task: Leave facts, and what nobody has vouched for, to the recall of the task, unless they are pinned.
        doubted: Ids of memories that are in doubt.
    """
    counts: dict[str, int] = {}
    lines = []
    for record in records:
        section = section_of(record)
        if section is None or (for_task and not record.pinned and section in _LEFT_TO_RECALL):
            continue
        counts[section.name] = counts.get(section.name, 0) + 1
        if counts[section.name] <= limit:
            lines.append(entry_of(record, section, doubted))
    return lines


def _key_of(record: Standing) -> str:
    return (record.subject or "").partition(".")[0]


def choose(entries: Sequence[Entry], cost: Callable[[Entry, bool], int], budget_tokens: int) -> list[Entry]:
    """Take in as many lines as the budget holds, in turn from every section by its share, and pinned ones first.

    Nothing is taken twice: not the same memory, and not the same words. What does not fit gives way to what does, until
    so many in a row did not fit that the rest is not worth a look.

    Args:
        entries: Lines, the best of each section first.
        cost: The tokens of a line; with True also those of its section's title.
        budget_tokens: The tokens that they may take together.

    Returns:
        The lines in reading order.
    """
    chosen: list[Entry] = []
    seen: set[str] = set()
    opened: set[str] = set()
    left, misfits = budget_tokens, 0
    for raw in _in_turn(entries):
        entry = replace(raw, text=one_line(raw.text))
        price = cost(entry, entry.section.name not in opened)
        misfits = misfits + 1 if price > left else 0
        if misfits > _MOST_MISFITS:
            break
        if price > left or not entry.text or entry.id in seen or (words := same_text_key(entry.text)) in seen:
            continue
        left -= price
        opened.add(entry.section.name)
        seen |= {entry.id, words} if entry.section is not SESSION else {words}
        chosen.append(entry)
    places = {(entry.section.name, entry.id): place for place, entry in reversed([*enumerate(entries)])}
    return sorted(chosen, key=lambda one: (SECTIONS.index(one.section), places[one.section.name, one.id]))


def _in_turn(entries: Sequence[Entry]) -> list[Entry]:
    counts: dict[str, int] = {}
    turns = []
    for entry in entries:
        place = counts[entry.section.name] = counts.get(entry.section.name, 0) + 1
        turns.append((not entry.is_pinned, place / entry.section.share, SECTIONS.index(entry.section)))
    return [entry for _, entry in sorted(zip(turns, entries, strict=True), key=lambda pair: pair[0])]
