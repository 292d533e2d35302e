"""Counts of what is remembered: by kind, namespace, agent and time."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from ricordo.model import Entity, Relation, Session, Value
from ricordo.storage.counting import CountingStore, DayCount
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros

Step = Literal["day", "week", "month"]


class Period(Value):
    """How many memories were recorded in a stretch of time that begins on this day."""

    start: date
    memories: int


class Insights(Value):
    """What is in force, counted.

    Attributes:
        namespaces: Where was counted.
        memories: How many memories are in force.
        first: The day on which the first of them was recorded; None when there is none.
        days: On how many days any was recorded.
        by_kind: Memories of each kind.
        by_namespace: Memories of each namespace.
        by_agent: Memories of each agent; "" stands for those that name none.
        by_time: Memories by the time when they were recorded (UTC); without empty stretches.
        sessions: How many conversations are known.
        entities: How many entities are known.
        entities_by_type: Entities of each type.
        relations: How many relations between them.
        questions_asked: How often something was asked.
        questions_missed: How often nothing relevant was known.
    """

    namespaces: tuple[str, ...]
    memories: int
    first: date | None
    days: int
    by_kind: dict[str, int]
    by_namespace: dict[str, int]
    by_agent: dict[str, int]
    by_time: tuple[Period, ...]
    sessions: int
    entities: int
    entities_by_type: dict[str, int]
    relations: int
    questions_asked: int
    questions_missed: int


def count(store: CountingStore, namespaces: tuple[str, ...], step: Step, now: datetime) -> Insights:
    """Count what is in force in some namespaces.

    Args:
        store: The store.
        namespaces: Where.
        step: How long the stretches of time are.
        now: The present: what has expired by now is left out.
    """
    counts = store.days(Filter(namespaces=namespaces, states=("live",), unexpired_at=to_micros(now)))
    asked = store.questions(namespaces, 0)
    entities = [one for one in store.things(Entity, namespaces) if one.is_live]
    return Insights(
        namespaces=namespaces,
        memories=sum(one.count for one in counts),
        first=min((date.fromisoformat(one.day) for one in counts), default=None),
        days=len({one.day for one in counts}),
        by_kind=_added(counts, lambda one: one.kind),
        by_namespace=_added(counts, lambda one: one.namespace),
        by_agent=_added(counts, lambda one: one.agent or ""),
        by_time=by_time(counts, step),
        sessions=sum(one.is_live for one in store.things(Session, namespaces)),
        entities=len(entities),
        entities_by_type=dict(Counter(one.type for one in entities).most_common()),
        relations=sum(one.is_live for one in store.things(Relation, namespaces)),
        questions_asked=sum(one.asked for one in asked),
        questions_missed=sum(one.missed for one in asked),
    )


def by_time(counts: Iterable[DayCount], step: Step) -> tuple[Period, ...]:
    """Add up days to stretches of time, the first one first; a week begins on Monday."""
    found = Counter[date]()
    for one in counts:
        found[begin(date.fromisoformat(one.day), step)] += one.count
    return tuple(Period(start=start, memories=memories) for start, memories in sorted(found.items()))


def begin(day: date, step: Step) -> date:
    """Give the first day of the stretch in which a day lies."""
    match step:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)


def _added(counts: Iterable[DayCount], name: Callable[[DayCount], str]) -> dict[str, int]:
    found = Counter[str]()
    for one in counts:
        found[name(one)] += one.count
    return dict(found.most_common())
