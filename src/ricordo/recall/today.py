"""Today's truth first: a newer memory stands above the older one that it replaces, or takes its place. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ricordo.model import Hit, MemoryRecord


@dataclass(frozen=True, slots=True)
class Successions:
    """What replaces what among the hits.

    Attributes:
        newer: For a memory the one that replaces it, or possibly does, and why; only where both are known.
        present: The memories that a recall may give by itself, as far as they are a hit or newer than one.
    """

    newer: Mapping[str, tuple[str, str]]
    present: Mapping[str, MemoryRecord]

    def newest(self, memory_id: str) -> str | None:
        """Follow the successors of a memory to the last that may be given; None when there is none."""
        seen, found = {memory_id}, None
        while memory_id in self.newer and self.newer[memory_id][0] not in seen:
            memory_id = self.newer[memory_id][0]
            seen.add(memory_id)
            if memory_id in self.present:
                found = memory_id
        return found


def today_first(ranked: Sequence[Hit], successions: Successions, *, of_the_past: bool) -> list[Hit]:
    """Put successors above what they replace, and what a person should look at again last.

    A memory that was closed answers the question in the question's own words: its successor comes in its place.

    Args:
        ranked: Hits, best first, closed memories among them.
        successions: What replaces them.
        of_the_past: The question asks how it was: closed memories are given themselves, in their place.
    """
    own = {hit.memory.id: hit for hit in ranked}
    given: dict[str, Hit] = {}
    for hit in ranked:
        newest = successions.newest(hit.memory.id)
        is_open = hit.memory.id in successions.present
        marked = hit.model_copy(update={"replaced_by": newest}) if newest else hit
        if newest and not of_the_past:
            base = given.get(newest) or own.get(newest) or _in_place(hit, newest, successions)
            replaces = tuple(dict.fromkeys((*base.replaces, hit.memory.id)))
            given[newest] = base.model_copy(update={"replaces": replaces})
        if is_open or of_the_past:
            given.setdefault(hit.memory.id, marked)
    return sorted(given.values(), key=lambda hit: hit.memory.flagged is not None)


def _in_place(hit: Hit, newest: str, successions: Successions) -> Hit:
    why = f"replaces {hit.memory.id}, which fits ({hit.why}): {successions.newer[hit.memory.id][1]}"
    return hit.model_copy(update={"memory": successions.present[newest], "why": why})
