"""The ten tools of memento.

Its source could not be had: arguments are those of its documented library, answers are records with its fields.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from ricordo.api import Memory
from ricordo.model import Kind, MemoryRecord, Outcome, Recall, Share
from ricordo.recall.packing import CLOSING, OPENING
from ricordo.surfaces.mcp.answers import Presented, warned
from ricordo.surfaces.mcp.dropins.foreign import Arguments, ForeignTool, document
from ricordo.surfaces.mcp.schemas import WARNING

_Kind = Literal["fact", "event", "lesson"]
_Limit = Annotated[int, Field(ge=1, le=200)]
_EVENTS: frozenset[Kind] = frozenset({"event", "summary", "message"})
_LESSONS: frozenset[Kind] = frozenset({"lesson", "procedure", "instruction"})


class Store(Arguments):
    content: Annotated[str, Field(description="What to remember")]
    kind: Annotated[_Kind | None, Field(description="Judged from the content when not given")] = None
    importance: Share | None = None
    subject_key: Annotated[str | None, Field(description="Slot such as user.theme: a new content replaces it")] = None
    metadata: dict[str, Any] | None = None


class StoreMany(Arguments):
    memories: Annotated[list[Store], Field(description="All are stored, or none")]


class RecallOne(Arguments):
    query: str
    limit: _Limit = 5


class RecallMany(Arguments):
    queries: list[str]
    limit: _Limit = 5


class Update(Arguments):
    id: str
    content: str | None = None
    importance: Share | None = None
    metadata: dict[str, Any] | None = None


class Forget(Arguments):
    id: str
    hard: Annotated[bool, Field(description="Erase for good instead of archiving")] = False


class ForgetPrefix(Arguments):
    prefix: Annotated[str, Field(description="Archive every memory whose subject_key is this or begins with it")]


class Recent(Arguments):
    limit: _Limit = 10


class Browse(Arguments):
    subject_key_prefix: str
    limit: _Limit = 50


class Nothing(Arguments):
    pass


def _store(memory: Memory, given: Store) -> Presented:
    return _written(memory.remember(**_draft(given)))


def _store_many(memory: Memory, given: StoreMany) -> Presented:
    outcomes = memory.remember_many([_draft(one) for one in given.memories])
    return _told({"results": [_outcome(one) for one in outcomes]})


def _recall(memory: Memory, given: RecallOne) -> Presented:
    found = memory.recall(given.query, limit=given.limit)
    return Presented(found.prompt, warned(_hits(found)))


def _recall_many(memory: Memory, given: RecallMany) -> Presented:
    found = memory.recall_many(given.queries, limit=given.limit)
    return Presented("\n".join(one.prompt for one in found), warned({"results": [_hits(one) for one in found]}))


def _update(memory: Memory, given: Update) -> Presented:
    return _written(memory.update(given.id, text=given.content, importance=given.importance, details=given.metadata))


def _forget(memory: Memory, given: Forget) -> Presented:
    done = memory.forget(given.id, hard=given.hard)
    return _told({"forgotten": list(done.ids), "hard": given.hard})


def _forget_prefix(memory: Memory, given: ForgetPrefix) -> Presented:
    done = memory.forget(subject=given.prefix)
    return _told({"forgotten": list(done.ids), "count": len(done.ids)})


def _recent(memory: Memory, given: Recent) -> Presented:
    return _recalled({"memories": [_record(one) for one in memory.list(limit=given.limit).memories]})


def _browse(memory: Memory, given: Browse) -> Presented:
    page = memory.list(subject=given.subject_key_prefix, limit=given.limit)
    return _recalled({"memories": [_record(one) for one in page.memories]})


def _stats(memory: Memory, _: Nothing) -> Presented:
    stats = memory.stats()
    by_kind = {"fact": 0, "event": 0, "lesson": 0}
    for kind, count in stats.by_kind.items():
        by_kind[_kind_there(kind)] += count
    live, archived = stats.by_state.get("live", 0), stats.by_state.get("archived", 0)
    return _told({"total": stats.memories, "live": live, "archived": archived, "by_kind": by_kind})


def _draft(given: Store) -> dict[str, Any]:
    values = {
        "text": given.content,
        "kind": given.kind,
        "importance": given.importance,
        "subject": given.subject_key,
        "details": given.metadata,
    }
    return {name: value for name, value in values.items() if value is not None}


def _kind_there(kind: str) -> _Kind:
    """Give the one of its three kinds that a kind of ours belongs to."""
    return "event" if kind in _EVENTS else "lesson" if kind in _LESSONS else "fact"


def _record(known: MemoryRecord) -> dict[str, Any]:
    return {
        "id": known.id,
        "kind": _kind_there(known.kind),
        "content": known.text,
        "subject_key": known.subject,
        "importance": known.importance,
        "source": known.source or known.agent,
        "metadata": known.details,
        "created_at": known.created_at.isoformat(),
        "archived": known.state == "archived",
    }


def _hits(found: Recall) -> dict[str, Any]:
    memories = [{**_record(hit.memory), "score": hit.score} for hit in found]
    return {"memories": memories, "confidence": found.confidence, "notice": found.notice or ""}


def _outcome(done: Outcome) -> dict[str, Any]:
    warnings = [*done.similar, *done.redacted]
    return {"id": done.id, "status": done.status, "kind": _kind_there(done.kind), "warnings": warnings}


def _written(done: Outcome) -> Presented:
    return _told(_outcome(done))


def _told(values: dict[str, Any]) -> Presented:
    return Presented(document(values), values)


def _recalled(values: dict[str, Any]) -> Presented:
    return Presented(f"{OPENING}\n{document(values)}\n{CLOSING}", warned(values))


def _erased(given: Forget) -> Sequence[str]:
    return [given.id] if given.hard else []


_OUTCOME = {"id": "string", "status": "string", "kind": "string", "warnings": "array"}
_WARNED = {WARNING: "string"}
_RECORDS = {**_WARNED, "memories": "array"}

TOOLS = (
    ForeignTool("memento_store", "Remember something.", "write", Store, _OUTCOME, _store),
    ForeignTool(
        "memento_recall", "Recall what answers a question, best first.",
        "read", RecallOne, {**_RECORDS, "confidence": "number"}, _recall,
    ),
    ForeignTool(
        "memento_update", "Change content, importance or metadata of a memory.", "write", Update, _OUTCOME, _update
    ),
    ForeignTool(
        "memento_forget", "Archive a memory, or erase it for good.",
        "destroy", Forget, {"forgotten": "array", "hard": "boolean"}, _forget, _erased,
    ),
    ForeignTool(
        "memento_forget_prefix", "Archive all memories below a subject key.",
        "destroy", ForgetPrefix, {"forgotten": "array", "count": "integer"}, _forget_prefix,
    ),
    ForeignTool("memento_recent", "List the newest memories.", "read", Recent, _RECORDS, _recent),
    ForeignTool("memento_browse", "List the memories below a subject key.", "read", Browse, _RECORDS, _browse),
    ForeignTool(
        "memento_stats", "Count memories.", "read", Nothing,
        {"total": "integer", "live": "integer", "archived": "integer", "by_kind": "object"}, _stats,
    ),
    ForeignTool(
        "memento_store_many", "Remember many things, all or none.",
        "write", StoreMany, {"results": "array"}, _store_many,
    ),
    ForeignTool(
        "memento_recall_many", "Recall for many questions at once.",
        "read", RecallMany, {**_WARNED, "results": "array"}, _recall_many,
    ),
)  # fmt: skip
