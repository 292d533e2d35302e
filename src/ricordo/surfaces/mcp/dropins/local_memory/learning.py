"""Learn, recall what was learnt, change it, put it away."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any

from pydantic import Field

from ricordo.api import Memory
from ricordo.formats.studiomeyer import Category, MemoryType
from ricordo.model import Duplicate, MemoryRecord, Outcome, Share
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import (
    Content,
    Few,
    Home,
    Project,
    Refusal,
    Tags,
    done,
    listed,
    remarks,
)
from ricordo.surfaces.mcp.dropins.local_memory.places import find, only, read, walk, within
from ricordo.surfaces.mcp.dropins.local_memory.roles import (
    CATEGORY,
    CONFIDENCE,
    LEARNT,
    MEMORY_TYPE,
    REASON,
    is_learning,
    kind_of,
    memory_type_of,
    row,
    state_of,
)
from ricordo.surfaces.mcp.dropins.local_memory.searching import asked
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool


class Learn(Arguments):
    category: Category
    content: Annotated[Content, Field(description="What was learnt, as one self-contained statement")]
    project: Home | None = None
    tags: Tags = ()
    confidence: Share = CONFIDENCE
    source: Annotated[str, Field(max_length=2000)] | None = None
    memoryType: Annotated[
        MemoryType | None, Field(description="What happened once, or what holds; judged when not given")
    ] = None


class LearnMany(Arguments):
    items: Annotated[list[Learn], Field(min_length=1, max_length=500, description="All are kept, or none")]


class Recall(Arguments):
    query: Annotated[str | None, Field(description="The newest when not given")] = None
    limit: Few = 20
    project: Project | None = None
    tags: Annotated[Tags, Field(description="Only with any of these")] = ()


class Archive(Arguments):
    learningId: str
    reason: Annotated[str, Field(min_length=1, max_length=500)] | None = None


class Update(Arguments):
    learningId: str
    content: Content | None = None
    confidence: Share | None = None
    tags: Tags | None = None


def draft(given: Learn) -> dict[str, Any]:
    """Give the arguments with which a learning is remembered."""
    details: dict[str, Any] = {CATEGORY: given.category}
    if given.memoryType:
        details[MEMORY_TYPE] = given.memoryType
    return {
        "text": given.content, "kind": kind_of(given.category, given.memoryType), "scope": only(given.project),
        "tags": [given.category, *given.tags], "confidence": given.confidence, "source": given.source,
        "details": details,
    }  # fmt: skip


def mark(memory: Memory, outcome: Outcome, details: Mapping[str, Any]) -> None:
    """Let a memory that was known have what a repetition says of it; what it says itself stays."""
    if not isinstance(outcome, Duplicate):
        return
    (known,) = memory.get([outcome.id])
    marked = {**details, **known.details}
    if marked != known.details:
        memory.update(known.id, details=marked)


def _learn(memory: Memory, given: Learn) -> Presented:
    view, values = within(memory, given.project), draft(given)
    with memory.one_change():
        outcome = view.remember(**values)
        mark(view, outcome, values["details"])
    if isinstance(outcome, Duplicate):
        return done({"id": outcome.id, "action": _action(outcome), "usageCount": outcome.seen}, remarks(outcome))
    (known,) = view.get([outcome.id])
    told = {"id": outcome.id, "action": _action(outcome), "memoryType": memory_type_of(known)}
    return done(told, remarks(outcome))


def _learn_many(memory: Memory, given: LearnMany) -> Presented:
    by_project: dict[str | None, list[int]] = {}
    for place, one in enumerate(given.items):
        by_project.setdefault(one.project, []).append(place)
    outcomes: dict[int, Outcome] = {}
    with memory.one_change():
        for project, places in by_project.items():
            view, drafts = within(memory, project), [draft(given.items[place]) for place in places]
            for place, values, outcome in zip(places, drafts, view.remember_many(drafts), strict=True):
                mark(view, outcome, values["details"])
                outcomes[place] = outcome
    results = [{"index": place, "id": one.id, "action": _action(one)} for place, one in sorted(outcomes.items())]
    skipped = sum(isinstance(one, Duplicate) for one in outcomes.values())
    told = {"total": len(results), "added": len(results) - skipped, "skipped": skipped, "results": results}
    notices = dict.fromkeys(remark for one in outcomes.values() if (remark := remarks(one) or one.notice))
    return done(told, " ".join(islice(notices, 5)) or None)


def _action(outcome: Outcome) -> str:
    names = {"duplicate": "skipped_duplicate", "held": "held"}
    return names.get(outcome.status, "added")


def _recall(memory: Memory, given: Recall) -> Presented:
    if given.query is not None:
        hits = asked(read(memory, given.project), given.query, is_learning, given.limit, tags=given.tags)
        return listed("results", [row(hit.memory, hit.score) for hit in hits], "content")
    found = newest(memory, given.project, given.limit, given.tags)
    return listed("results", [row(one) for one in found], "content")


def newest(memory: Memory, project: str | None, limit: int, tags: Sequence[str] = ()) -> list[MemoryRecord]:
    """Give what was learnt last, with any of the tags."""
    found: dict[str, MemoryRecord] = {}
    for view, scope in read(memory, project):
        for labels in [[one] for one in tags] or [[]]:
            found |= {one.id: one for one in islice(learnt(view, tags=labels, scope=scope), limit)}
    return sorted(found.values(), key=lambda one: (one.created_at, one.id), reverse=True)[:limit]


def learnt(view: Memory, **where: Any) -> Iterator[MemoryRecord]:
    """Walk over what was learnt, the newest first."""
    return (one for one in walk(view, kinds=LEARNT, **where) if is_learning(one))


def _found(memory: Memory, learning_id: str) -> tuple[Memory, MemoryRecord]:
    view, known = find(memory, learning_id)
    if not is_learning(known):
        raise Refusal("NOT_FOUND", f"{known.id} is no learning; memory_recall shows their ids.")
    return view, known


def _archive(memory: Memory, given: Archive) -> Presented:
    view, known = _found(memory, given.learningId)
    if known.state == "archived":
        told = {"id": known.id, "action": "already_archived", "lifecycleState": state_of(known)}
        return done(told)
    with memory.one_change():
        if given.reason is not None:
            view.update(known.id, details={**known.details, REASON: given.reason})
        view.forget(known.id)
    (now,) = view.get([known.id])
    return done({"id": now.id, "action": "archived", "lifecycleState": state_of(now)})


def _update(memory: Memory, given: Update) -> Presented:
    if given.content is None and given.confidence is None and given.tags is None:
        raise Refusal("NOTHING_TO_UPDATE", "nothing to change was given; give content, confidence or tags.")
    view, known = _found(memory, given.learningId)
    if known.state == "archived":
        raise Refusal("ARCHIVED", f"{known.id} is archived; learn it anew, or let a person restore it.")
    own = known.details.get(CATEGORY)
    tags = None if given.tags is None else [*([own] if own in known.tags else []), *given.tags]
    outcome = view.update(known.id, text=given.content, confidence=given.confidence, tags=tags)
    (now,) = view.get([known.id])
    is_changed = now.text != known.text
    told = {"id": known.id, "action": "updated", "reembedded": is_changed, "contentChanged": is_changed}
    return done(told, remarks(outcome))


TOOLS = (
    tool("memory_learn", "Learn something: a pattern, a mistake, an insight. What is known is not kept twice.",
         "write", Learn, _learn),
    tool("memory_recall", "Recall what was learnt, best first; the newest when nothing is asked.",
         "read", Recall, _recall),
    tool("memory_learn_archive", "Put a learning away: it is not recalled any more. `undo` of Ricordo brings it back.",
         "destroy", Archive, _archive),
    tool("memory_learn_update", "Change the content, confidence or tags of a learning; the history keeps what it was.",
         "write", Update, _update),
    tool("memory_learn_bulk", "Learn up to 500 things at once.", "write", LearnMany, _learn_many),
)  # fmt: skip
