"""Sessions: when an agent's conversation began and ended, what it summed up, what is left to do, what it went on from.

A session is ended by its id and by the agent that began it, never by "the newest one": two agents that work at the
same time do not touch each other's.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ricordo.config import USER_NAMESPACE
from ricordo.errors import InvalidInput, NotFound
from ricordo.model import Draft, MemoryRecord, Outcome, Scope, Session, Value
from ricordo.storage.base import Store, Transaction
from ricordo.write.guard import clean_words
from ricordo.write.identity import new_id
from ricordo.write.injection import judge_injections
from ricordo.write.path import Batch, WritePath

MAX_TITLE_CHARACTERS = 200
MAX_TASK_CHARACTERS = 1_000
MAX_TASKS = 100


class SessionInfo(Value):
    """A session and what it left behind.

    Attributes:
        id: Its id.
        namespace: Who shares it.
        agent: Who began it.
        title: What it is about.
        continues: The session that it goes on from.
        started_at: When it began.
        ended_at: When it ended; None while it goes on.
        summary: What was summed up, unless that was put away since.
        summary_id: The memory that holds the summary.
        tasks: What was left to do.
    """

    id: str
    namespace: str
    agent: str | None
    title: str | None
    continues: str | None
    started_at: datetime
    ended_at: datetime | None
    summary: str | None
    summary_id: str | None
    tasks: tuple[str, ...]


class SessionEnd(Value):
    """What became of a session that ended.

    Attributes:
        session: The session.
        outcome: What became of its summary; None when there was none.
        redacted: The kinds of credential that were taken out of the tasks.
        change: Number of the change: `undo(change)` opens the session again.
    """

    session: SessionInfo
    outcome: Outcome | None
    redacted: tuple[str, ...]
    change: int | None


def begin(path: WritePath, title: str | None, continues: Session | None) -> tuple[Session, int | None]:
    """Begin a session in the namespace of the write path.

    Returns:
        The session and the number of the change.

    Raises:
        InvalidInput: When the title is empty, too long or no valid Unicode text.
    """
    now = path.clock()
    session = Session(
        id=new_id(now),
        namespace=path.namespace,
        created_at=now,
        agent=path.actor.agent,
        title=None if title is None else clean_words(title, "title", MAX_TITLE_CHARACTERS, []),
        continues=None if continues is None else continues.id,
    )
    with path.store.transaction("start_session", path.actor) as transaction:
        transaction.put(session)
        return session, transaction.change


def finish(path: WritePath, known: Session, summary: str | None, tasks: Sequence[str]) -> SessionEnd:
    """End a session; its summary becomes a memory, in the same change.

    Raises:
        InvalidInput: When the session has ended, belongs to another agent, or a text is wrong.
    """
    _check(known, path.actor.agent)
    found: list[str] = []
    vouched = _clean_tasks(tasks, found)
    batch = None if summary is None else path.prepare(_summary_draft(known.namespace, known.id, summary))
    with path.store.transaction("end_session", path.actor) as transaction:
        outcome = path.persist(transaction, batch.prepared[0], batch.notice) if batch else None
        session = _close(path, transaction, known, outcome.id if outcome else None, vouched)
        change = transaction.change
    (info,) = describe_all(path.store, [session])
    return SessionEnd(session=info, outcome=outcome, redacted=tuple(dict.fromkeys(found)), change=change)


class PastSession(Value):
    """A conversation that took place elsewhere.

    Attributes:
        id: The id that it gets here.
        started_at: When it began.
        ended_at: When it ended; None when nobody knows.
        title: What it was about.
        summary: What was summed up.
        tasks: What was left to do.
    """

    id: str
    started_at: datetime
    ended_at: datetime | None = None
    title: str | None = None
    summary: str | None = None
    tasks: tuple[str, ...] = ()


def keep_past(path: WritePath, sessions: Sequence[PastSession], operation: str) -> list[str]:
    """Keep conversations that took place elsewhere, as one change; those that are known stay as they are.

    Returns:
        The ids of those that are new.

    Raises:
        InvalidInput: When a text of one is too long or no valid Unicode text.
    """
    known = {one.id for one in path.store.things(Session, ids=[one.id for one in sessions])}
    new = [(one, _past(path, one), _summary_of(path, one)) for one in sessions if one.id not in known]
    with path.store.transaction(operation, path.actor) as transaction:
        for _, session, batch in new:
            kept = None if batch is None else path.persist(transaction, batch.prepared[0], batch.notice).id
            transaction.put(session.model_copy(update={"summary": kept}))
    return [past.id for past, _, _ in new]


def _past(path: WritePath, past: PastSession) -> Session:
    vouched = _clean_tasks(past.tasks, [])
    return Session(
        id=past.id,
        namespace=path.namespace,
        created_at=past.started_at,
        title=None if past.title is None else clean_words(past.title, "title", MAX_TITLE_CHARACTERS, []),
        ended_at=past.ended_at,
        tasks=tuple(vouched),
        tasks_vouched=tuple(vouched.values()),
    )


def _summary_of(path: WritePath, past: PastSession) -> Batch | None:
    if past.summary is None:
        return None
    return path.prepare(_summary_draft(path.namespace, past.id, past.summary, past.ended_at or past.started_at))


def _summary_draft(namespace: str, session_id: str, summary: str, at: datetime | None = None) -> Draft:
    own: Scope = "user" if namespace == USER_NAMESPACE else "project"
    return Draft(text=summary, kind="summary", scope=own, session=session_id, valid_from=at)


def _clean_tasks(tasks: Sequence[str], found: list[str]) -> dict[str, bool]:
    """Give tasks as they may be stored, and whether each gives no orders to whoever reads it."""
    if len(tasks) > MAX_TASKS:
        raise InvalidInput(f"tasks has {len(tasks)} entries; give at most {MAX_TASKS}.")
    cleaned = [clean_words(task, "tasks", MAX_TASK_CHARACTERS, found) for task in tasks]
    return {task: one.level == "clear" for task, one in zip(cleaned, judge_injections(cleaned), strict=True)}


def put_aside(path: WritePath, known: Session) -> int | None:
    """Let a session expire; its summary stays a memory. Gives the number of the change."""
    now = path.clock()
    with path.store.transaction("forget_session", path.actor) as transaction:
        transaction.put(known.model_copy(update={"expired_at": now, "updated_at": now}))
        return transaction.change


def describe(session: Session, summary: MemoryRecord | None) -> SessionInfo:
    """Say what a session left behind; a summary that was put away or erased is not told."""
    told = summary is not None and summary.state != "archived"
    return SessionInfo(
        id=session.id,
        namespace=session.namespace,
        agent=session.agent,
        title=session.title,
        continues=session.continues,
        started_at=session.created_at,
        ended_at=session.ended_at,
        summary=summary.text if summary and told else None,
        summary_id=session.summary if told else None,
        tasks=session.tasks,
    )


def describe_all(store: Store, sessions: Sequence[Session]) -> list[SessionInfo]:
    """Say what sessions left behind."""
    records = {one.id: one for one in store.get([one.summary for one in sessions if one.summary])}
    return [describe(one, records.get(one.summary or "")) for one in sessions]


def known_session(store: Store, session_id: str) -> Session:
    """Give a session by its full id.

    Raises:
        NotFound: When it is gone.
    """
    found = store.things(Session, ids=[session_id])
    if not found or not found[0].is_live:
        raise NotFound(f"the session {session_id} is not there any more; `sessions` lists them.")
    return found[0]


def chain(store: Store, session: Session) -> list[Session]:
    """Give the sessions that a session goes on from, itself, and those that go on from it, oldest first."""
    before, found = session, {session.id: session}
    while before.continues and before.continues not in found:
        earlier = store.things(Session, ids=[before.continues])
        if not earlier:
            break
        before = earlier[0]
        found[before.id] = before
    waiting = [session.id]
    while waiting:
        later = [one for one in store.things(Session, touching=waiting) if one.continues in waiting]
        waiting = [one.id for one in later if one.id not in found]
        found |= {one.id: one for one in later}
    return sorted((one for one in found.values() if one.is_live), key=lambda one: (one.created_at, one.id))


def _close(
    path: WritePath, transaction: Transaction, known: Session, summary: str | None, tasks: Mapping[str, bool]
) -> Session:
    current = transaction.thing(known.id)
    if not isinstance(current, Session):
        raise NotFound(f"the session {known.id} is not there any more; `sessions` lists them.")
    _check(current, path.actor.agent)
    now = path.clock()
    told = {"summary": summary, "tasks": tuple(tasks), "tasks_vouched": tuple(tasks.values())}
    ended = current.model_copy(update={"ended_at": now, "updated_at": now, **told})
    transaction.put(ended)
    return ended


def _check(session: Session, agent: str | None) -> None:
    """Raise when this agent cannot end this session."""
    if session.ended_at is not None:
        raise InvalidInput(
            f"the session {session.id} has ended at {session.ended_at:%Y-%m-%d %H:%M} UTC; start a new one."
        )
    if session.agent != agent:
        owner = f"the agent {session.agent}" if session.agent else "somebody who gave no agent name"
        raise InvalidInput(f"the session {session.id} was started by {owner}; only that agent ends it.")
