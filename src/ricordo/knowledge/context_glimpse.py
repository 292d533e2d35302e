"""The context of the present for a hook: what `build_context` gives, without loading numpy or the values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from ricordo.knowledge.context_choice import Entry, is_tellable, lines_of, ranked
from ricordo.knowledge.context_forms import compose
from ricordo.knowledge.context_now import (
    DEFAULT_BUDGET_TOKENS,
    NEWEST_SESSIONS,
    ended,
    most_of_section,
    session_entries,
    standing_now,
    told_session,
)
from ricordo.recall.seen import Seen, moment, seen
from ricordo.storage.glimpse import Glimpse

_MICROSECOND: Final = timedelta(microseconds=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Session:
    id: str
    agent: str | None
    summary: str | None
    tasks: tuple[str, ...]
    tasks_vouched: tuple[bool, ...]
    created_at: datetime
    ended_at: datetime | None
    is_live: bool


def glimpse_context(
    store: Glimpse, namespaces: Sequence[str], now: datetime, budget_tokens: int = DEFAULT_BUDGET_TOKENS
) -> tuple[str, tuple[str, ...]]:
    """Give the context without a task, as markdown, and the ids of what is in it.

    Raises:
        StoreError: When the store cannot be read.
    """
    micros = (now - _EPOCH) // _MICROSECOND
    limit = most_of_section(budget_tokens)
    found = standing_now(
        lambda subject: [seen(one) for one in store.slots(namespaces, subject, micros)],
        lambda kinds, most: [seen(one) for one in store.foremost(namespaces, kinds, micros, most)],
        limit,
    )
    known = {one.id: one for one in found if is_tellable(one, now)}
    doubted = store.doubted(list(known)) | {one.id for one in known.values() if one.flagged}
    standing = ranked(known.values(), store.uses(list(known)), now, doubted)
    entries = _session_entries(store, namespaces, now) + lines_of(standing, limit, for_task=False, doubted=doubted)
    text, _, ids = compose(entries, "markdown", budget_tokens)
    return text, ids


def _session_entries(store: Glimpse, namespaces: Sequence[str], now: datetime) -> list[Entry]:
    for namespace in namespaces:
        sessions = ended([_session(one) for one in store.sessions(namespace, NEWEST_SESSIONS)], now)
        told = told_session(sessions, _summaries(store, sessions, now))
        if told is not None:
            return session_entries(*told)
    return []


def _summaries(store: Glimpse, sessions: Sequence[_Session], now: datetime) -> dict[str, Seen]:
    records = map(seen, store.bodies([one.summary for one in sessions if one.summary]))
    return {one.id: one for one in records if is_tellable(one, now)}


def _session(body: dict[str, Any]) -> _Session:
    return _Session(
        id=body["id"],
        agent=body.get("agent"),
        summary=body.get("summary"),
        tasks=tuple(body.get("tasks", ())),
        tasks_vouched=tuple(body.get("tasks_vouched", ())),
        created_at=datetime.fromisoformat(body["created_at"]),
        ended_at=moment(body.get("ended_at")),
        is_live=not body.get("expired_at"),
    )
