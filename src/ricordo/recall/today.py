"""Today's truth first: a newer memory stands above the older one that it replaces, or takes its place. Pure."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ricordo.model import Hit, MemoryRecord


class Successor(NamedTuple):
    """What replaces a memory, or possibly does.

    Attributes:
        id: The newer memory.
        why: One line for a person.
        is_sure: Whether the older one was closed; otherwise a link says that it possibly is out of date.
    """

    id: str
    why: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Successions:
    """What replaces what among the hits.

    Attributes:
        newer: The successors of memories, where both are known.
        present: The memories that a recall may give by itself, as far as they are a hit or newer than one.
    """

    newer: Mapping[str, Successor]
    present: Mapping[str, MemoryRecord]

    def newest(self, memory_id: str) -> Successor | None:
        """Follow the successors of a memory to the last that may be given; None when there is none.

        Of what is not sure one step is taken only: doubts do not add up to a succession.
        """
        seen, found, may_doubt = {memory_id}, None, True
        while (step := self.newer.get(memory_id)) and step.id not in seen and (step.is_sure or may_doubt):
            may_doubt = may_doubt and step.is_sure
            memory_id = step.id
            seen.add(memory_id)
            if memory_id in self.present:
                found = step
        return found


def today_first(ranked: Sequence[Hit], successions: Successions, asked_for: Container[str]) -> list[Hit]:
    """Put successors above what they replace, and what a person should look at again last.

    A memory that was closed answers the question in the question's own words: its successor comes in its place.

    Args:
        ranked: Hits, best first, closed memories among them.
        successions: What replaces them.
        asked_for: Memories that are given themselves, in their place: the question asks how it was.
    """
    own = {hit.memory.id: hit for hit in ranked}
    given: dict[str, Hit] = {}
    for hit in ranked:
        newest = successions.newest(hit.memory.id)
        is_asked_for = hit.memory.id in asked_for
        if newest and not is_asked_for:
            base = given.get(newest.id) or own.get(newest.id) or _in_place(hit, newest, successions)
            replaces = tuple(dict.fromkeys((*base.replaces, hit.memory.id)))
            given[newest.id] = base.model_copy(update={"replaces": replaces})
        if hit.memory.id in successions.present or is_asked_for:
            marked = hit.model_copy(update={"replaced_by": newest.id}) if newest else hit
            given.setdefault(hit.memory.id, marked)
    return sorted(given.values(), key=lambda hit: hit.memory.flagged is not None)


def _in_place(hit: Hit, newest: Successor, successions: Successions) -> Hit:
    why = f"replaces {hit.memory.id}, which fits ({hit.why}): {newest.why}"
    return hit.model_copy(update={"memory": successions.present[newest.id], "why": why})
