"""Search over everything: learnings, decisions, entities and what was observed of them."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Annotated, Final, Literal

from pydantic import Field

from ricordo.api import Memory
from ricordo.errors import NotFound
from ricordo.model import Entity, Hit, MemoryRecord, Mode, Scope, Share
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Few, Project, Row, Tags, listed
from ricordo.surfaces.mcp.dropins.local_memory.places import project_of, read
from ricordo.surfaces.mcp.dropins.local_memory.roles import LEARNT, OBSERVATION, category_of, is_learning
from ricordo.surfaces.mcp.dropins.local_memory.summaries import summary_of
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool
from ricordo.text import query_terms

Type = Literal["learning", "decision", "entity", "observation"]
_MOST: Final = 200
"""Hits of one question: those of the wanted sort are taken from them."""
_HITS: Final = 20
"""So many say which entities a question is about."""
_BY_NAME: Final = 3
_MOST_WORDS: Final = 12
_MODES: Final[dict[str, Mode]] = {"fts": "text", "vector": "vector", "hybrid": "hybrid"}
_OURS: Final = "the ranking is Ricordo's own: relevance decides, and the weights that were given are not used."


class Ranking(Arguments):
    recencyWeight: Share | None = None
    usageWeight: Share | None = None
    importanceWeight: Share | None = None
    halfLifeDays: Annotated[float, Field(gt=0)] | None = None


class Search(Arguments):
    query: Annotated[str, Field(min_length=1)]
    limit: Few = 20
    types: Annotated[tuple[Type, ...], Field(description="Only these; all when not given")] = ()
    mode: Annotated[Literal["fts", "vector", "hybrid"], Field(description="By words, by meaning, or both")] = "hybrid"
    project: Project | None = None
    tags: Annotated[Tags, Field(description="Only with any of these")] = ()
    ranking: Annotated[Ranking | None, Field(description="Taken, but not used: relevance decides")] = None


def asked(
    places: Sequence[tuple[Memory, Scope | None]],
    query: str,
    keep: Callable[[MemoryRecord], bool],
    limit: int,
    *,
    tags: Sequence[str] = (),
    mode: Mode = "hybrid",
) -> list[Hit]:
    """Recall what answers a question, is of the wanted sort and has any of the tags, best first."""
    found = [_asked_of(*place, query, keep, limit, tags, mode) for place in places]
    return list(islice(heapq.merge(*found, key=lambda hit: -hit.score), limit))


def _asked_of(
    view: Memory,
    scope: Scope | None,
    query: str,
    keep: Callable[[MemoryRecord], bool],
    limit: int,
    tags: Sequence[str],
    mode: Mode,
) -> list[Hit]:
    """Look at more only when there was too little of the wanted sort: what is recalled counts as used."""
    kept: list[Hit] = []
    for most in dict.fromkeys((limit, _MOST)):
        found: dict[str, Hit] = {}
        for labels in [[one] for one in tags] or [[]]:
            recall = view.recall(query, limit=most, kinds=LEARNT, tags=labels, scope=scope, mode=mode)
            found |= {hit.memory.id: hit for hit in recall if hit.memory.id not in found}
        kept = [hit for hit in found.values() if keep(hit.memory)]
        if len(kept) >= limit or len(found) < most:
            break
    return sorted(kept, key=lambda hit: -hit.score)[:limit] if len(tags) > 1 else kept[:limit]


def entities_of(memory: Memory, query: str, type_: str | None = None) -> Iterator[Entity]:
    """Find entities: those with the query in a name, those that the query names, those that hits are about."""
    known: set[str] = set()
    for name in _names(memory, query):
        entity = _opened(memory, name)
        if entity is None or entity.id in known or (type_ and entity.type.casefold() != type_.casefold()):
            continue
        known.add(entity.id)
        yield entity


def _names(memory: Memory, query: str) -> Iterator[str]:
    if len(query) <= _MOST:
        yield from _defined(memory, query)
    yield from named_in(memory, query)
    for hit in memory.recall(query, limit=_HITS):
        yield from hit.memory.about


def named_in(memory: Memory, query: str) -> Iterator[str]:
    """Give the ids of the entities whose names stand in a query."""
    folded = query.casefold()
    for word in islice(dict.fromkeys(query_terms(query)), _MOST_WORDS):
        page = memory.entities(word, limit=_MOST)
        yield from (one.id for one in page.entities if one.id and one.name.casefold() in folded)


def _defined(memory: Memory, part: str) -> Iterable[str]:
    return [one.id for one in memory.entities(part, limit=_MOST).entities if one.id]


def _opened(memory: Memory, name: str) -> Entity | None:
    try:
        return memory.entity(name, limit=1).entity
    except NotFound:
        return None


def _search(memory: Memory, given: Search) -> Presented:
    places = read(memory, given.project)
    hits = asked(
        places, given.query, lambda one: bool(_types(one, given.types)), given.limit,
        tags=given.tags, mode=_MODES[given.mode],
    )  # fmt: skip
    rows = [_row(hit.memory, hit.score, _types(hit.memory, given.types)[0]) for hit in hits]
    has_entities = "entity" in (given.types or ("entity",)) and not (given.project or given.tags)
    most = given.limit if given.types == ("entity",) else _BY_NAME
    if has_entities:
        found = chain.from_iterable(_entity_rows(view, given) for view, _ in places)
        rows = [*islice({row["id"]: row for row in found}.values(), most), *rows]
    used: Row = {"mode": given.mode if memory.embedder else "fts", "requestedMode": given.mode}
    notices = [_OURS] if given.ranking else []
    if used["mode"] != given.mode:
        notices.append("there is no embedder: searched by words alone.")
    others = used | {"query": given.query[:_MOST], "project": given.project, "tags": list(given.tags)}
    return listed("results", rows[: given.limit], "body", **others, notice=" ".join(notices) or None)


def _entity_rows(view: Memory, given: Search) -> Iterator[Row]:
    found = entities_of if given.types == ("entity",) else _mentioned
    for one in found(view, given.query):
        yield {"id": one.id, "type": "entity", "title": one.name, "body": summary_of(view, one) or "", "rank": 1.0}


def _mentioned(view: Memory, query: str) -> Iterator[Entity]:
    for name in dict.fromkeys(named_in(view, query)):
        if (entity := _opened(view, name)) is not None:
            yield entity


def _types(known: MemoryRecord, wanted: Sequence[Type]) -> list[Type]:
    """Give the roles that a memory has, of those that are wanted."""
    roles: dict[Type, bool] = {
        "decision": known.kind == "decision",
        "learning": is_learning(known),
        "observation": bool(known.details.get(OBSERVATION)),
    }
    return [name for name, has in roles.items() if has and (not wanted or name in wanted)]


def _row(known: MemoryRecord, rank: float, type_: Type) -> Row:
    title = {"decision": str(known.details.get("title", "")), "learning": category_of(known)}
    return {
        "id": known.id,
        "type": type_,
        "title": title.get(type_) or ", ".join(known.about),
        "body": known.text,
        "rank": round(rank, 4),
        "project": project_of(known.namespace),
    }


TOOLS = (
    tool("memory_search", "Search learnings, decisions, entities and observations, best first; nothing when nothing "
         "relevant is known.", "read", Search, _search),
)  # fmt: skip
