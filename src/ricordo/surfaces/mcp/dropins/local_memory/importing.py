"""Import the envelope of local-memory-mcp: each record for itself, once, and all of it as one change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Literal, TypeVar

from ricordo.api import Memory
from ricordo.config import PROJECT_PREFIX, USER_NAMESPACE
from ricordo.errors import InvalidInput
from ricordo.formats import studiomeyer
from ricordo.knowledge.sessions import PastSession
from ricordo.model import Draft, Duplicate, Entity
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory import drafts_in
from ricordo.surfaces.mcp.dropins.local_memory.answers import done
from ricordo.surfaces.mcp.dropins.local_memory.graph_in import EntitiesIn, RelationsIn
from ricordo.surfaces.mcp.dropins.local_memory.learning import mark
from ricordo.surfaces.mcp.dropins.local_memory.origin import origin_of
from ricordo.surfaces.mcp.dropins.local_memory.person import profile_of
from ricordo.surfaces.mcp.dropins.local_memory.places import walk, within
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool
from ricordo.write.identity import id_of

_SHOWN: Final = 20
"""So many malformed records are named."""
_ORPHANS: Final = ("observationsMissingEntity", "relationsMissingEndpoint")
P = TypeVar(
    "P",
    studiomeyer.Session,
    studiomeyer.Entity,
    studiomeyer.Observation,
    studiomeyer.Relation,
    studiomeyer.Learning,
    studiomeyer.Decision,
)
R = TypeVar("R", bound=studiomeyer.Learning | studiomeyer.Decision | studiomeyer.Observation)


class Import(Arguments):
    data: dict[str, Any]
    mode: Literal["merge"] = "merge"


def _import(memory: Memory, given: Import) -> Presented:
    export = studiomeyer.read(given.data)
    coming = _Coming(_home(memory), list(export.malformed))
    with memory.one_change() as change:
        coming.take(export)
    hidden = len(coming.problems) - _SHOWN
    problems = coming.problems[:_SHOWN] + ([f"and {hidden} more."] if hidden > 0 else [])
    skipped = {**coming.skipped, "malformed": len(coming.problems)}
    told = {"imported": coming.imported, "skipped": skipped, "mode": given.mode, "problems": problems}
    undo = f"`ricordo undo {change.number}` takes all of it back." if change.number else "nothing was new."
    held = f" {coming.held} wait for a person: `ricordo review` shows them." if coming.held else ""
    return done({**told, "held": coming.held, "redacted": coming.redacted, "change": change.number}, undo + held)


def _home(memory: Memory) -> Memory:
    """Give the place of what belongs to no project."""
    return memory.within(namespace=USER_NAMESPACE) if memory.namespace.startswith(PROJECT_PREFIX) else memory


@dataclass(slots=True)
class _Coming:
    """An export that comes in."""

    home: Memory
    problems: list[str]
    imported: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*_ORPHANS, "alreadyKnown"), 0))
    held: int = 0
    redacted: int = 0
    _entities: dict[str | None, EntitiesIn] = field(default_factory=dict)
    _known: dict[str | None, set[str | None]] = field(default_factory=dict)

    def take(self, export: studiomeyer.Export) -> None:
        """Take everything in that is new."""
        here = self._reachable
        self._take_profile(export)
        self._take_sessions(here("sessions", export.sessions))
        self._take_entities(here("entities", export.entities))
        sessions = {one.id: id_of(one.id, one.started_at) for one in export.sessions}
        observed = here("observations", export.observations)
        self._take_memories("observations", observed, lambda one: self._observation(one, sessions))
        self._take_relations(here("relations", export.relations))
        self._take_memories("learnings", here("learnings", export.learnings), drafts_in.learning)
        now = self.home.clock()
        decided = here("decisions", export.decisions)
        self._take_memories("decisions", decided, lambda one: drafts_in.decision(one, now))

    def _reachable(self, name: str, records: Iterable[P]) -> Iterator[P]:
        """Give the records whose projects this connection reaches."""
        for one in records:
            try:
                within(self.home, one.project)
            except InvalidInput as error:
                self._refuse(name, one, error)
            else:
                yield one

    def _count(self, name: str, *, new: int, of: int) -> None:
        self.imported[name] = self.imported.get(name, 0) + new
        self.skipped["alreadyKnown"] += of - new

    def _refuse(self, name: str, record: Any, error: InvalidInput) -> None:
        self.problems.append(f"{name} {record.id}: {error}")

    def _take_profile(self, export: studiomeyer.Export) -> None:
        known = profile_of(self.home)
        for key, value in export.profile.items():
            self._take_value(f"profile {key}", key.casefold() in known, partial(self.home.set_profile, key, value))
        if export.goal is not None:
            self._take_value("goal", self.home.goal() is not None, partial(self.home.set_goal, export.goal))

    def _take_value(self, what: str, is_known: bool, keep: Callable[[], object]) -> None:
        try:
            if not is_known:
                keep()
            self._count(what.split(maxsplit=1)[0], new=int(not is_known), of=1)
        except InvalidInput as error:
            self.problems.append(f"{what}: {error}")

    def _take_sessions(self, records: Iterable[studiomeyer.Session]) -> None:
        for one in records:
            past = PastSession(
                id=id_of(one.id, one.started_at), started_at=one.started_at, ended_at=one.ended_at,
                summary=one.summary, tasks=one.tasks,
            )  # fmt: skip
            try:
                new = within(self.home, one.project).take_over_sessions([past])
                self._count("sessions", new=len(new), of=1)
            except InvalidInput as error:
                self._refuse("sessions", one, error)

    def _in(self, project: str | None) -> EntitiesIn:
        if project not in self._entities:
            self._entities[project] = EntitiesIn(within(self.home, project))
        return self._entities[project]

    def _take_entities(self, records: Iterable[studiomeyer.Entity]) -> None:
        for one in records:
            coming = self._in(one.project)
            before = coming.added
            try:
                coming.take(one)
                self._count("entities", new=coming.added - before, of=1)
            except InvalidInput as error:
                self._refuse("entities", one, error)
        for coming in self._entities.values():
            coming.memory.take_over(coming.summaries)

    def _entity(self, foreign_id: str, project: str | None) -> Entity | None:
        """Give an entity by the id that it has elsewhere: one of the project, else of none."""
        return self._in(project).known.get(foreign_id) or self._in(None).known.get(foreign_id)

    def _observation(self, record: studiomeyer.Observation, sessions: dict[str, str]) -> Draft | None:
        entity = self._entity(record.entity_id, record.project)
        if entity is None:
            self.skipped["observationsMissingEntity"] += 1
            return None
        session = sessions.get(record.session_id or "", record.session_id)
        return drafts_in.observation(record, entity.name, session)

    def _take_relations(self, records: Iterable[studiomeyer.Relation]) -> None:
        coming: dict[str | None, RelationsIn] = {}
        for one in records:
            source, target = (self._entity(end, one.project) for end in (one.from_entity_id, one.to_entity_id))
            if source is None or target is None:
                self.skipped["relationsMissingEndpoint"] += 1
                continue
            kept = coming.setdefault(one.project, RelationsIn(within(self.home, one.project)))
            try:
                self._count("relations", new=int(kept.take(one, source, target)), of=1)
            except InvalidInput as error:
                self._refuse("relations", one, error)
        for kept in coming.values():
            kept.keep()

    def _take_memories(self, name: str, records: Iterable[R], draft: Callable[[R], Draft | None]) -> None:
        wanted: dict[str | None, list[tuple[Draft, bool]]] = {}
        for one in records:
            if one.id in self._known_in(one.project):
                self._count(name, new=0, of=1)
                continue
            try:
                made = draft(one)
            except InvalidInput as error:
                self._refuse(name, one, error)
                continue
            if made is not None:
                is_away = not isinstance(one, studiomeyer.Observation) and one.is_archived
                wanted.setdefault(one.project, []).append((made, is_away))
        for project, drafts in wanted.items():
            self._keep(name, within(self.home, project), drafts)

    def _known_in(self, project: str | None) -> set[str | None]:
        """Give the ids of what was known in a project before, here and where it came from."""
        if project not in self._known:
            known = walk(within(self.home, project), states=None, scope="project")
            self._known[project] = {ref for one in known for ref in (one.id, one.ref, *origin_of(one.details).ids)}
        return self._known[project]

    def _keep(self, name: str, view: Memory, drafts: list[tuple[Draft, bool]]) -> None:
        added = 0
        # What was put away first: then a live one of the same text is one of its own.
        for away in (True, False):
            part = [made for made, is_away in drafts if is_away == away]
            outcomes = view.take_over(part, archived=range(len(part)) if away else ())
            self.held += 0 if away else sum(one.status == "held" for one in outcomes)
            self.redacted += sum(bool(one.redacted) for one in outcomes)
            added += sum(not isinstance(one, Duplicate) for one in outcomes)
            for made, outcome in zip(part, outcomes, strict=True):
                if not away:
                    mark(view, outcome, made.details)
        self._count(name, new=added, of=len(drafts))


TOOLS = (
    tool("memory_import", "Import what memory_export gave, here or elsewhere. What is known stays as it is; what is "
         "malformed is named and left out. One `undo` of Ricordo takes all of it back.", "write", Import, _import),
)  # fmt: skip
