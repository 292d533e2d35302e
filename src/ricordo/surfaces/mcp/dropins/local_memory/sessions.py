"""Sessions: each is ended by the client that began it, whatever another one does."""

from typing import Annotated

from pydantic import Field

from ricordo.api import Memory
from ricordo.config import namespaces_read
from ricordo.errors import NotFound
from ricordo.formats.studiomeyer import written_time
from ricordo.knowledge.sessions import SessionInfo
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Home, Refusal, Row, both_fitting, done, remarks
from ricordo.surfaces.mcp.dropins.local_memory.learning import newest
from ricordo.surfaces.mcp.dropins.local_memory.places import everywhere, project_of, read, within
from ricordo.surfaces.mcp.dropins.local_memory.roles import row
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool

_BEFORE = 3
_LEARNINGS = 5
_SHOWN = ("id", "category", "content", "date")


class Start(Arguments):
    project: Home | None = None


class End(Arguments):
    sessionId: Annotated[str | None, Field(description="The newest open one of this client when not given")] = None
    summary: Annotated[str | None, Field(description="What was done and found")] = None
    tasks: Annotated[tuple[str, ...], Field(description="What is left to do")] = ()


def _start(memory: Memory, given: Start) -> Presented:
    places = read(memory, given.project)
    known = {one.id: one for view, _ in places for one in view.sessions(limit=_BEFORE)}
    before = sorted(known.values(), key=lambda one: (one.started_at, one.id), reverse=True)[:_BEFORE]
    started = within(memory, given.project).start_session()
    recent = newest(memory, given.project, _LEARNINGS)
    rows = [{name: made[name] for name in _SHOWN} for made in map(row, recent)]
    shown, hint = both_fitting(
        "summary", "content", previousSessions=[_session(one) for one in before], recentLearnings=rows
    )
    total = sum(view.insights(scope=scope).sessions for view, scope in places)
    return done({"sessionId": started.id, "totalSessions": total, **shown}, hint)


def _session(one: SessionInfo) -> Row:
    return {
        "id": one.id,
        "started_at": written_time(one.started_at),
        "ended_at": one.ended_at and written_time(one.ended_at),
        "project": project_of(one.namespace),
        "summary": one.summary,
    }


def _end(memory: Memory, given: End) -> Presented:
    reached = {*namespaces_read(memory.namespace), *(view.namespace for view in everywhere(memory))}
    own = [one for one in memory.open_sessions() if one.namespace in reached]
    wanted = [one for one in own if given.sessionId in (None, one.id)]
    if not wanted and given.sessionId is None:
        raise Refusal("NO_ACTIVE_SESSION", "this client has no open session; memory_session_start begins one.")
    view = memory.within(namespace=wanted[0].namespace) if wanted else _home(memory, given.sessionId or "")
    ended = view.end_session(wanted[0].id if wanted else given.sessionId or "", given.summary, given.tasks)
    remark = None if ended.outcome is None else remarks(ended.outcome)
    return done({"sessionId": ended.session.id}, remark)


def _home(memory: Memory, session_id: str) -> Memory:
    """Find out where a session lies that this client cannot end: the refusal says why it cannot."""
    for view in everywhere(memory):
        try:
            view.sessions(session_id, limit=1)
        except NotFound:
            continue
        return view
    raise NotFound(f"no session has the id {session_id[:40]}; memory_session_start gives one.")


TOOLS = (
    tool("memory_session_start", "Begin a session: what was done last and learnt lately.", "write", Start, _start),
    tool("memory_session_end", "End a session with a summary; what is left to do is told to the next one.",
         "write", End, _end),
)  # fmt: skip
