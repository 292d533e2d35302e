"""What an agent should know before anything is asked: gathered by indexes, chosen and written by pure functions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final, get_args

from ricordo.knowledge.context_choice import (
    SECTION_OF,
    SESSION,
    SLOTS,
    TASK,
    UNVERIFIED,
    Entry,
    entry_of,
    is_tellable,
    lines_of,
    ranked,
    section_of,
)
from ricordo.knowledge.context_forms import ContextFormat, compose
from ricordo.model import Kind, Link, MemoryRecord, Session, Value
from ricordo.recall.path import RecallPath
from ricordo.storage.base import Store
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros
from ricordo.write.injection import judge_injections

DEFAULT_BUDGET_TOKENS: Final = 800
_KINDS: Final[tuple[Kind, ...]] = tuple(kind for kind in get_args(Kind) if kind in SECTION_OF)
_FEWEST, _MOST, _TOKENS_OF_ONE = 4, 100, 32
_KINDS_BY_COMPANY: Final = {
    number: [kind for kind in _KINDS if Counter(SECTION_OF.values())[SECTION_OF[kind]] == number]
    for number in sorted(set(Counter(SECTION_OF.values()).values()))
}
"""The kinds that share their section with so many: together they come into question as often as one alone."""
_OF_THE_PAST: Final = 200
_NEWEST_SESSIONS: Final = 20


class Context(Value):
    """What an agent should know before anything is asked; `str(context)` can be put into a prompt as it is.

    Attributes:
        text: The context in its form; empty when there is nothing to tell.
        format: Its form.
        tokens: Estimated tokens of the text, never more than asked for.
        ids: The memories, and the session, that are in it, in reading order.
    """

    text: str = ""
    format: ContextFormat = "markdown"
    tokens: int = 0
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give the text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Ask:
    """What a context is asked for.

    Attributes:
        namespaces: Where to look; the first goes before the next.
        now: The present.
        task: What the agent is about to do.
        budget_tokens: Upper bound of the estimated tokens.
        format: The form.
        as_of: Tell what was true in the world then.
        known_at: Tell what was known then.
        session: Tell of this session instead of the last one.
    """

    namespaces: tuple[str, ...]
    now: datetime
    task: str | None = None
    budget_tokens: int = DEFAULT_BUDGET_TOKENS
    format: ContextFormat = "markdown"
    as_of: datetime | None = None
    known_at: datetime | None = None
    session: Session | None = None

    @property
    def instant(self) -> datetime:
        """The time that it is for."""
        return self.as_of or self.known_at or self.now

    @property
    def is_of_the_past(self) -> bool:
        """Whether what was closed since counts as well."""
        return self.as_of is not None

    @property
    def limit(self) -> int:
        """How many memories of a section may come into question: a larger budget holds more."""
        return max(_FEWEST, min(self.budget_tokens // _TOKENS_OF_ONE, _MOST))


def build_context(store: Store, reader: RecallPath, ask: Ask) -> Context:
    """Gather, choose and write.

    Args:
        store: The store.
        reader: The read path, over what was known at `ask.known_at`.
        ask: What is wanted.
    """
    hits = _tellable(store, _hits(reader, ask), ask)
    known = {one.id: one for one in _tellable(store, _standing(store, ask), ask)}
    doubted = _doubted(store, [*hits, *known.values()], ask)
    standing = ranked(known.values(), store.uses(list(known)), ask.instant, doubted)
    entries = [entry_of(one, section_of(one, fits_task=True) or TASK, doubted) for one in hits]
    entries += _session_entries(store, ask)
    entries += lines_of(standing, ask.limit, for_task=ask.task is not None, doubted=doubted)
    text, tokens, ids = compose(entries, ask.format, ask.budget_tokens)
    return Context(text=text, format=ask.format, tokens=tokens, ids=ids)


def _tellable(store: Store, records: Sequence[MemoryRecord], ask: Ask) -> list[MemoryRecord]:
    """Leave out what may not stand in a context; what is hidden today was not, perhaps, at the time asked for."""
    told = [one for one in records if is_tellable(one, ask.instant, of_the_past=ask.is_of_the_past)]
    if ask.known_at is None:
        return told
    present = store.get([one.id for one in told])
    hidden = {one.id for one in present if one.private or one.state == "held"}
    return [one for one in told if one.id not in hidden]


def _doubted(store: Store, records: Sequence[MemoryRecord], ask: Ask) -> set[str]:
    """Find the memories that newer ones possibly replace, and those that a person should look at again."""
    ids = [one.id for one in records]
    if ask.known_at is None:
        links = store.links(ids)
    else:
        links = store.things(Link, ask.namespaces, touching=ids, known_at=to_micros(ask.known_at))
    return {link.older for link in links} | {one.id for one in records if one.flagged}


def _hits(reader: RecallPath, ask: Ask) -> list[MemoryRecord]:
    if ask.task is None:
        return []
    recall = reader.recall(
        ask.task, namespaces=ask.namespaces, limit=ask.limit, as_of=ask.as_of, now=ask.known_at or ask.now
    )
    return [hit.memory for hit in recall.hits]


def _standing(store: Store, ask: Ask) -> list[MemoryRecord]:
    if ask.as_of is None and ask.known_at is None:
        now = to_micros(ask.now)
        slots = [record for subject in SLOTS for record in store.slots(ask.namespaces, subject, now)]
        for number, kinds in _KINDS_BY_COMPANY.items():
            # Half of them for being new, half for being important.
            slots += store.foremost(ask.namespaces, kinds, now, ceil(ask.limit / number / 2))
        return slots
    valid_at = None if ask.as_of is None else to_micros(ask.as_of)
    known_at = None if ask.known_at is None else to_micros(ask.known_at)
    found: list[MemoryRecord] = []
    for kind in _KINDS:
        where = Filter(namespaces=ask.namespaces, kinds=(kind,), valid_at=valid_at)
        found += store.page(where, _OF_THE_PAST, known_at=known_at)[0]
    return found


def _session_entries(store: Store, ask: Ask) -> list[Entry]:
    found = _told_session(store, ask)
    if found is None:
        return []
    session, summary = found
    told = [] if summary is None else [(summary.text, summary.untrusted)]
    verdicts = judge_injections(session.tasks) if session.tasks else []
    told += [
        (f"Still to do: {task}", verdict.level != "clear")
        for task, verdict in zip(session.tasks, verdicts, strict=True)
    ]
    day = (session.ended_at or session.created_at).date().isoformat()
    return [
        Entry(UNVERIFIED if untrusted else SESSION, text, "session", session.id, day, session.agent)
        for text, untrusted in told
    ]


def _told_session(store: Store, ask: Ask) -> tuple[Session, MemoryRecord | None] | None:
    """Find the session to tell of: the one asked for, else the last that ended, in the nearest namespace."""
    for namespace in ask.namespaces:
        sessions = _ended(store, namespace, ask) if ask.session is None else [ask.session]
        records = {one.id: one for one in _summaries(store, sessions, ask)}
        for session in sessions:
            summary = records.get(session.summary or "")
            # Whoever put a summary away does not want to read what else that session left.
            if (summary or not session.summary) and (summary or session.tasks):
                return session, summary
    return None


def _ended(store: Store, namespace: str, ask: Ask) -> list[Session]:
    known_at = None if ask.known_at is None else to_micros(ask.known_at)
    found = store.things(Session, [namespace], newest=_NEWEST_SESSIONS, known_at=known_at)
    ended = [(one.ended_at, one.id, one) for one in found if one.ended_at and one.is_live]
    return [one for at, _, one in sorted(ended, reverse=True, key=lambda e: e[:2]) if at <= ask.instant]


def _summaries(store: Store, sessions: Sequence[Session], ask: Ask) -> list[MemoryRecord]:
    ids = [one.summary for one in sessions if one.summary]
    if not ids:
        return []
    if ask.known_at is None:
        return _tellable(store, store.get(ids), ask)
    return _tellable(store, store.records_at(Filter(), to_micros(ask.known_at), ids=ids), ask)
