"""Look back, count, and look after the store."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from ricordo.api import Memory
from ricordo.api.recalling import Stats
from ricordo.formats.studiomeyer import written_time
from ricordo.knowledge.reflection import DecisionMention, Mention
from ricordo.storage.connection import SCHEMA_VERSION
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Project, Row, done
from ricordo.surfaces.mcp.dropins.local_memory.learning import learnt
from ricordo.surfaces.mcp.dropins.local_memory.places import only, read, within
from ricordo.surfaces.mcp.dropins.local_memory.roles import category_of
from ricordo.surfaces.mcp.dropins.local_memory.tool import Nothing, tool

_VECTORS = "vectors of "
_MEGABYTE = 1024 * 1024
_Days = Annotated[int, Field(ge=1, le=365)]


class Reflect(Arguments):
    project: Project | None = None
    lookbackDays: _Days = 7
    staleThresholdDays: _Days = 30
    limit: Annotated[int, Field(ge=1, le=50)] = 5


class Insights(Arguments):
    project: Project | None = None


def _reflect(memory: Memory, given: Reflect) -> Presented:
    seen = within(memory, given.project).reflect(
        lookback_days=given.lookbackDays,
        stale_days=given.staleThresholdDays,
        limit=given.limit,
        scope=only(given.project),
    )
    told = [] if given.project else [f"of {memory.namespace}; name a project to look back on another one."]
    decisions: tuple[DecisionMention, ...] = (*seen.due_decisions, *seen.open_decisions)
    return done(
        {
            "mostUsed": [_mention(one) for one in seen.most_used],
            "stale": [_mention(one) for one in seen.stale],
            "hotEntities": [{"name": one.name, "newObservations": one.memories} for one in seen.hot_names],
            "openDecisions": [_mention(one) for one in decisions[: given.limit]],
            "summary": seen.markdown,
        },
        " ".join([*told, *([seen.notice] if seen.notice else [])]) or None,
    )


def _mention(one: Mention) -> Row:
    return {
        "id": one.id,
        "content": one.text,
        "date": written_time(one.at),
        "usageCount": one.recalled,
        "lastUsed": one.recalled_at and written_time(one.recalled_at),
    }


def _insights(memory: Memory, given: Insights) -> Presented:
    places = read(memory, given.project)
    counts = [view.insights(scope=scope) for view, scope in places]
    categories = Counter(category_of(one) for view, scope in places for one in learnt(view, scope=scope))
    types = sum((Counter(one.entities_by_type) for one in counts), Counter[str]())
    return done(
        {
            "daysOfMemory": max(one.days for one in counts),
            "totalSessions": sum(one.sessions for one in counts),
            "totalLearnings": categories.total(),
            "totalDecisions": sum(one.by_kind.get("decision", 0) for one in counts),
            "totalEntities": sum(one.entities for one in counts),
            "categoryBreakdown": _counted("category", dict(categories.most_common())),
            "entityTypeBreakdown": _counted("entityType", dict(types.most_common())),
        }
    )


def _counted(name: str, counts: Mapping[Any, int]) -> list[Row]:
    return [{name: one, "count": count} for one, count in counts.items()]


def _health(memory: Memory, _: Nothing) -> Presented:
    stats, report = memory.stats(), memory.verify()
    wrong = [f"{one.name}: {one.detail}" for one in report.checks if not one.ok]
    first = memory.insights().first
    bytes_ = sum(size for name, size in stats.sizes.items() if not name.startswith(_VECTORS))
    return done(
        {
            "integrity": "ok" if report.ok else "; ".join(wrong),
            "sizeBytes": bytes_,
            "sizeMB": round(bytes_ / _MEGABYTE, 2),
            "schemaVersion": SCHEMA_VERSION,
            "firstRunAt": first and first.isoformat(),
            "vector": _vectors(memory, stats),
            "embedding": {"mode": "real" if stats.embedder else "disabled", "model": stats.embedder},
        }
    )


def _vectors(memory: Memory, stats: Stats) -> Row:
    embedder = memory.embedder
    return {
        "enabled": embedder is not None,
        "error": None,
        "embeddingsCount": sum(count for name, count in stats.sizes.items() if name.startswith(_VECTORS)),
        "dim": None if embedder is None else embedder.model.dimensions,
    }


TOOLS = (
    tool("memory_reflect", "Look back: what is used, what is stale, what is decided and open.",
         "read", Reflect, _reflect),
    tool("memory_insights", "Count what is remembered.", "read", Insights, _insights),
    tool("memory_health", "Check that the store is whole, and say how large it is. Reads all of it.",
         "read", Nothing, _health),
)  # fmt: skip
