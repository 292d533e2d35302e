"""Export what is remembered, in the envelope of local-memory-mcp.

It goes through a model, so that private memories are never in it, nor what waits for a person; nor is a large store.
Raw turns of conversations have no place in the format, and of the profile and the goal it has the present values.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final, TypeVar

from pydantic import Field

from ricordo.api import Memory
from ricordo.config import namespaces_read
from ricordo.formats import studiomeyer
from ricordo.knowledge.sessions import SessionInfo
from ricordo.model import MemoryRecord
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments, document
from ricordo.surfaces.mcp.dropins.local_memory import records_out
from ricordo.surfaces.mcp.dropins.local_memory.answers import Refusal, done
from ricordo.surfaces.mcp.dropins.local_memory.graph_out import GraphOut
from ricordo.surfaces.mcp.dropins.local_memory.places import projects_of, walk
from ricordo.surfaces.mcp.dropins.local_memory.roles import (
    CATEGORY,
    OBSERVATION,
    entity_summed_up,
)
from ricordo.surfaces.mcp.dropins.local_memory.summaries import summary_in
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool

MOST_CHARACTERS: Final = 100_000
"""About 25,000 tokens."""
MOST_RECORDS: Final = 1_000
"""More never fit into that."""
_LIVE: Final = "live"
R = TypeVar("R", bound=studiomeyer.Record)


class Export(Arguments):
    includeSessions: bool = True
    includeArchived: Annotated[bool, Field(description="With what was put away or replaced")] = True


def _export(memory: Memory, given: Export) -> Presented:
    found = export_of(memory, sessions=given.includeSessions, archived=given.includeArchived)
    envelope = studiomeyer.written(found, memory.clock())
    if len(document(envelope)) > MOST_CHARACTERS:
        raise _too_large()
    return done(envelope)


def _too_large() -> Refusal:
    return Refusal(
        "TOO_LARGE",
        "this is more than an answer should carry; leave out what you do not need (includeArchived, includeSessions), "
        "or let a person copy all of it with: ricordo backup FILE",
    )


def export_of(memory: Memory, *, sessions: bool, archived: bool) -> studiomeyer.Export:
    """Give what the connection reads, and every project.

    Args:
        memory: The memory of the connection.
        sessions: With conversations.
        archived: With what was put away or replaced.

    Raises:
        Refusal: When it is more than an answer can carry.
    """
    if memory.insights().entities > MOST_RECORDS:
        raise _too_large()
    views = _views(memory)
    talks = [one for view in views for one in _sessions(view)] if sessions else []
    taken = _Taken(memory, GraphOut(views), talks, with_sessions=sessions, with_archived=archived)
    for view in views:
        for known in walk(view, states=None, scope="project"):
            taken.take(known)
    return studiomeyer.Export(
        profile=taken.profile,
        goal=taken.goal,
        learnings=_by_time(taken.learnings, lambda one: one.date),
        decisions=_by_time(taken.decisions, lambda one: one.date),
        entities=_by_time(taken.graph.entities(), lambda one: one.created_at),
        observations=_by_time(taken.observations, lambda one: one.valid_from),
        relations=_by_time(taken.graph.relations(), lambda one: one.created_at),
        sessions=_by_time(taken.sessions(), lambda one: one.started_at),
    )


def _views(memory: Memory) -> list[Memory]:
    names = dict.fromkeys((*namespaces_read(memory.namespace), *projects_of(memory)))
    return [memory.within(namespace=one) for one in names]


def _by_time(records: Iterable[R], time: Callable[[R], datetime | None]) -> tuple[R, ...]:
    """Sort records by a time of theirs, the oldest first; that is the order in which they are imported."""
    return tuple(sorted(records, key=lambda one: (time(one) or datetime.min.replace(tzinfo=UTC), one.id)))


def _sessions(view: Memory) -> list[SessionInfo]:
    return [one for one in view.sessions(limit=MOST_RECORDS)[::-1] if one.namespace == view.namespace]


@dataclass(slots=True)
class _Taken:
    """What goes into an export."""

    memory: Memory
    graph: GraphOut
    talks: list[SessionInfo]
    with_sessions: bool
    with_archived: bool
    profile: dict[str, str] = field(default_factory=dict)
    goal: str | None = None
    learnings: list[studiomeyer.Learning] = field(default_factory=list)
    decisions: list[studiomeyer.Decision] = field(default_factory=list)
    observations: list[studiomeyer.Observation] = field(default_factory=list)
    summaries: set[str] = field(default_factory=set)
    _slots: dict[str, tuple[str, str]] = field(default_factory=dict)
    _of_sessions: set[str | None] = field(default_factory=set)
    _goal: str | None = None
    _now: datetime = field(init=False)

    def __post_init__(self) -> None:
        known = self.memory.profile()
        self._now = self.memory.clock().astimezone(UTC)
        self._of_sessions = {one.summary_id for one in self.talks}
        self._slots = {one.id: (one.key, one.value) for one in known.entries}
        self._goal = None if known.goal is None else known.goal.id

    def take(self, known: MemoryRecord) -> None:
        """Take a memory in each role that it has."""
        if known.private or known.state == "held" or known.kind == "message" or self._is_told_elsewhere(known):
            return
        if known.kind == "decision":
            self._take_decision(known)
            return
        entities = self._observed(known)
        if known.state != "archived":
            self.observations += records_out.observations(known, entities)
        is_observed_alone = entities and CATEGORY not in known.details
        if (known.state == _LIVE or self.with_archived) and not is_observed_alone:
            self.learnings.append(records_out.learning(known, self._now))
        if len(self.learnings) + len(self.observations) > MOST_RECORDS:
            raise _too_large()

    def sessions(self) -> Iterator[studiomeyer.Session]:
        """Give the conversations; only what may leave of their summaries."""
        for one in self.talks:
            yield records_out.session(one, with_summary=one.summary_id in self.summaries)

    def _is_told_elsewhere(self, known: MemoryRecord) -> bool:
        """Tell whether a memory is part of the profile, of a session or of an entity; take it as that."""
        if known.id in self._slots:
            key, value = self._slots[known.id]
            self.profile[key] = value
        elif known.id == self._goal:
            self.goal = known.text
        elif (entity := entity_summed_up(known)) is not None:
            if known.state == _LIVE:
                self.graph.summaries[entity] = summary_in(known)
        elif known.kind == "summary" and (not self.with_sessions or known.id in self._of_sessions):
            self.summaries.add(known.id)
        else:
            return known.state != _LIVE and (known.kind == "goal" or (known.subject or "").startswith("user."))
        return True

    def _observed(self, known: MemoryRecord) -> list[str]:
        """Give the entities of which it was observed: those that it is about, unless it was learnt."""
        is_observed = OBSERVATION in known.details or CATEGORY not in known.details
        return self.graph.defined(known.about, known.namespace) if is_observed else []

    def _take_decision(self, known: MemoryRecord) -> None:
        made = records_out.decision(known, self._now)
        if not made.is_archived or self.with_archived:
            self.decisions.append(made)


TOOLS = (
    tool("memory_export", "Export what is remembered, as one JSON object that memory_import takes. Private memories "
         "and those that wait for a person stay out.", "read", Export, _export),
)  # fmt: skip
