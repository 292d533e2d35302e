"""What an agent should know before anything is asked: gathered by indexes, chosen and written by pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from ricordo.knowledge.context_choice import TASK, Entry, entry_of, is_tellable, lines_of, ranked, section_of
from ricordo.knowledge.context_forms import ContextFormat, compose
from ricordo.knowledge.context_now import (
    DEFAULT_BUDGET_TOKENS,
    KINDS,
    NEWEST_SESSIONS,
    ended,
    most_of_section,
    session_entries,
    standing_now,
    told_session,
)
from ricordo.model import Kind, Link, MemoryRecord, Session, Value
from ricordo.recall.path import RecallPath
from ricordo.storage.base import Store
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros

_OF_THE_PAST: Final = 200


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
        return most_of_section(self.budget_tokens)


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
        return standing_now(
            lambda subject: store.slots(ask.namespaces, subject, now),
            lambda kinds, limit: store.foremost(ask.namespaces, cast("Sequence[Kind]", kinds), now, limit),
            ask.limit,
        )
    valid_at = None if ask.as_of is None else to_micros(ask.as_of)
    known_at = None if ask.known_at is None else to_micros(ask.known_at)
    found: list[MemoryRecord] = []
    for kind in cast("Sequence[Kind]", KINDS):
        where = Filter(namespaces=ask.namespaces, kinds=(kind,), valid_at=valid_at)
        found += store.page(where, _OF_THE_PAST, known_at=known_at)[0]
    return found


def _session_entries(store: Store, ask: Ask) -> list[Entry]:
    """Tell of the session asked for, else of the last that ended, in the nearest namespace."""
    known_at = None if ask.known_at is None else to_micros(ask.known_at)
    for namespace in ask.namespaces:
        if ask.session is None:
            newest = store.things(Session, [namespace], newest=NEWEST_SESSIONS, known_at=known_at)
            sessions = ended(newest, ask.instant)
        else:
            sessions = [ask.session]
        found = told_session(sessions, {one.id: one for one in _summaries(store, sessions, ask)})
        if found is not None:
            return session_entries(*found)
    return []


def _summaries(store: Store, sessions: Sequence[Session], ask: Ask) -> list[MemoryRecord]:
    ids = [one.summary for one in sessions if one.summary]
    if not ids:
        return []
    if ask.known_at is None:
        return _tellable(store, store.get(ids), ask)
    return _tellable(store, store.records_at(Filter(), to_micros(ask.known_at), ids=ids), ask)
