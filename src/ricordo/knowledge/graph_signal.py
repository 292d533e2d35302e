"""Which names a question is about, and what lies near them: one bounded signal for recall."""

from collections.abc import Iterable
from typing import Final

from ricordo.model import Entity
from ricordo.storage.base import Store
from ricordo.storage.edges import EdgeFilter
from ricordo.text import STOP_WORDS

MOST_NEIGHBOURS: Final = 16
"""So many near entities at most: the most strongly related."""
MOST_RELATIONS: Final = 64
"""Neighbours of an entity with more relations say nothing in particular: they do not count."""
_MOST_WORDS: Final = 48
"""Words of a question that are looked at: more are a text, not a question."""
_LONGEST_NAME_WORDS: Final = 4
_MOST_ENTITIES: Final = 8
_NEAR: Final = 0.5
"""Weight of a neighbour by a relation that is as strong as any."""
_EDGES: Final = "([{<\"'“„«‘¿¡)]}>”»’,;:!?…*`"


def names_in_question(store: Store, namespaces: tuple[str, ...], question: str, at: int) -> dict[str, float]:
    """Give the entities that a question names, and their neighbours, with weights.

    Nothing is kept between calls: a few look-ups by index answer it.

    Args:
        store: Where the entities are.
        namespaces: What the scope reads.
        question: Its text.
        at: The instant at which relations must be true (microseconds).

    Returns:
        Case-folded names as they stand in `about` of memories: 1 for the names (and other names) of an entity of
        the question; for one that is a step away w/(w+1) * 0.5, where w is the weight of the relation, so that an
        ordinary relation gives 0.25. Empty when the question names nothing that is known.
    """
    asked = candidates(question)
    if not asked:
        return {}
    found = [one for one in store.things(Entity, namespaces, names=asked) if one.is_live][:_MOST_ENTITIES]
    if not found:
        return {}
    weights = _neighbours(store, namespaces, [one.id for one in found], at)
    for one in found:
        weights |= dict.fromkeys(one.names, 1.0)
    return weights


def candidates(question: str) -> list[str]:
    """Give every run of up to four words of a question that may be a name, case-folded."""
    words = [word.strip(_EDGES).removesuffix(".") for word in question.casefold().split()[:_MOST_WORDS]]
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    runs = {
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST_NAME_WORDS + 1)
        for start in range(len(words) - length + 1)
        if words[start] and words[start + length - 1]
    }
    return sorted(runs - STOP_WORDS)


def _neighbours(store: Store, namespaces: tuple[str, ...], ids: Iterable[str], at: int) -> dict[str, float]:
    where = EdgeFilter(namespaces, at, limit=MOST_RELATIONS + 1)
    strengths: dict[str, float] = {}
    for one in ids:
        edges = store.edges([one], where)
        for edge in edges if len(edges) <= MOST_RELATIONS else ():
            end = edge.target if edge.source == one else edge.source
            strengths[end] = max(strengths.get(end, 0.0), edge.weight)
    nearest = sorted(strengths, key=lambda end: (-strengths[end], end))[:MOST_NEIGHBOURS]
    return {
        name: _NEAR * strengths[one.id] / (strengths[one.id] + 1)
        for one in store.things(Entity, namespaces, ids=nearest)
        if one.is_live
        for name in one.names
    }
