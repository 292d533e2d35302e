"""What fits a prompt by its words alone, looked up in the index file with the standard library only.

A hook answers while a person waits, in a process of its own: loading numpy and the values would take longer than the
search. It ranks by the share of the prompt's words (weighed like a recall weighs them) and judges with the same
confidence; nearness of meaning, neighbours, dates and names are left to `recall`.
"""

import mmap
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from ricordo.recall.confidence import judge_words, least_coverage
from ricordo.recall.index_file import ALIGNMENT, hashed, read_head
from ricordo.recall.seen import Seen, seen
from ricordo.storage.glimpse import Glimpse
from ricordo.text import ANALYSER, query_words, term_id, unpack_terms

_MOST_TERMS: Final = 64
_ENOUGH_PLACES: Final = 4_000
"""Places of the rarest words that are looked at; what has only commoner words than these hardly fits."""
_LEAST_TOTAL: Final = 1_000
"""In a smaller store it says little of a word that every second memory has it."""
_ROUNDING: Final = 1e-9
_LOOKED_UP: Final = 40
_MOST_ROWS: Final = 5_000
"""So many memories that are not in the index file, the newest, can be read in the time there is."""
_TYPES: Final[dict[str, tuple[Literal["I", "i", "q", "B"], int]]] = {
    "<u4": ("I", 4), "<i4": ("i", 4), "<i8": ("q", 8), "|u1": ("B", 1), "|b1": ("B", 1),
}  # fmt: skip
"""The types of arrays: their codes in the standard library, and how many bytes a number takes."""
K = TypeVar("K", int, str)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be told; private memories never are.

    Attributes:
        namespaces: Where to look.
        without: Leave these kinds out.
        now: The present in microseconds.
        least_confidence: Leave out what is less sure to fit, from 0 to 1, both left out.
    """

    namespaces: Sequence[str]
    without: Collection[str]
    now: int
    least_confidence: float


def glimpse(store: Glimpse, index_file: Path, prompts: Sequence[str], wanted: Wanted) -> list[Seen]:
    """Find the memories in force that fit a prompt, best first.

    Args:
        store: The store.
        index_file: The file that keeps its recall index; without one only the newest memories are searched.
        prompts: What was said, as a whole and in parts: a memory need fit only one of them.
        wanted: What may be told.

    Raises:
        StoreError: When the store cannot be read.
    """
    places = _Places.of(index_file, store)
    packed = store.terms_after(places.sequence, wanted.namespaces, wanted.without, _MOST_ROWS)
    changed = {num: unpack_terms(terms)[1] for num, terms in packed.items()}
    permitted = places.filter(wanted.namespaces, wanted.without)
    count = store.count(wanted.namespaces)
    least_share = least_coverage(wanted.least_confidence, count)
    best: dict[int, float] = {}
    for prompt in prompts:
        numbers = list(dict.fromkeys(term_id(term) for term in query_words(prompt)))[:_MOST_TERMS]
        for num, share in _Words(numbers, places, changed).best(permitted, least_share).items():
            best[num] = max(share, best.get(num, 0.0))
    sure = {num: judge_words(share, count).confidence for num, share in best.items()}
    nums = _surest(sure, wanted)
    return _told(store.live(nums, wanted.namespaces, wanted.now), nums, sure, wanted)


def looked_up(store: Glimpse, sure: Mapping[str, float], wanted: Wanted) -> list[Seen]:
    """Look up the memories that somebody else has found for a prompt, as `glimpse` looks up its own.

    Args:
        store: The store.
        sure: How surely each fits, by id.
        wanted: What may be told.

    Raises:
        StoreError: When the store cannot be read.
    """
    ids = _surest(sure, wanted)
    return _told(store.live_by_id(ids, wanted.namespaces, wanted.now), ids, sure, wanted)


def _surest(sure: Mapping[K, float], wanted: Wanted) -> list[K]:
    fitting = [(-confidence, key) for key, confidence in sure.items() if confidence >= wanted.least_confidence]
    return [key for _, key in sorted(fitting)[:_LOOKED_UP]]


def _told(bodies: Mapping[K, dict[str, Any]], keys: Sequence[K], sure: Mapping[K, float], wanted: Wanted) -> list[Seen]:
    found = [(bodies[key], sure[key]) for key in keys if key in bodies]
    return [seen(body, how) for body, how in found if body["kind"] not in wanted.without and not body.get("private")]


class _Words:
    """The words of a prompt, and where they stand."""

    def __init__(self, numbers: Sequence[int], places: "_Places", changed: dict[int, dict[int, int]]) -> None:
        self._places, self._changed = places, changed
        total = max(_LEAST_TOTAL, len(places) + len(changed))
        self._slots = {number: places.slots(number) for number in numbers}
        self._weights = {}
        for number in numbers:
            frequency = sum(len(part) for part in self._slots[number])
            frequency += sum(number in terms for terms in changed.values())
            self._weights[number] = log1p((max(total - frequency, 0) + 0.5) / (frequency + 0.5))
        self._rarest_first = sorted(numbers, key=lambda number: -self._weights[number])

    def best(self, permitted: "_Filter", least_share: float) -> dict[int, float]:
        """Give the share of the prompt's words in each memory that has some of its rarest ones, by number.

        Args:
            permitted: Which memories may be given.
            least_share: Leave out those that have less.
        """
        least = least_share * sum(self._weights.values()) - _ROUNDING
        found: dict[int, float] = {}
        had, common = self._of_rare_words()
        possible = sum(self._weights[number] for number in common)
        for slot, of_rare_words in had.items():
            if of_rare_words + possible >= least and permitted.holds(slot):
                weight = of_rare_words + sum(self._weights[number] for number in common if self._stands(number, slot))
                num = self._places.num(slot)
                if weight >= least and num not in self._changed:
                    found[num] = weight
        for num, terms in self._changed.items():
            weight = sum(weight for number, weight in self._weights.items() if number in terms)
            if weight >= max(least, _ROUNDING):
                found[num] = weight
        total = sum(self._weights.values())
        return {num: weight / total for num, weight in found.items()}

    def _of_rare_words(self) -> tuple[dict[int, float], list[int]]:
        """Give, by slot, the weight of the rarest words that stand there, and the words that were not looked at."""
        had: dict[int, float] = {}
        seen_places = 0
        for place, number in enumerate(self._rarest_first):
            parts = self._slots[number]
            frequency = sum(len(part) for part in parts)
            if seen_places and seen_places + frequency > _ENOUGH_PLACES:
                return had, self._rarest_first[place:]
            seen_places += frequency
            weight = self._weights[number]
            for part in parts:
                for slot in part[:_ENOUGH_PLACES]:
                    had[slot] = had.get(slot, 0.0) + weight
        return had, []

    def _stands(self, number: int, slot: int) -> bool:
        for part in self._slots[number]:
            place = bisect_left(part, slot)
            if place < len(part) and part[place] == slot:
                return True
        return False


class _Filter:
    """Which slots of the index may be given."""

    def __init__(self, columns: dict[str, memoryview], namespaces: set[int], without: set[int]) -> None:
        self._columns, self._namespaces, self._without = columns, namespaces, without

    def holds(self, slot: int) -> bool:
        """Whether the memory of a slot is live, of a wanted kind, and lives in one of the namespaces."""
        columns = self._columns
        return (
            columns["state"][slot] == 0
            and columns["namespace"][slot] in self._namespaces
            and columns["kind"][slot] not in self._without
        )


class _Places:
    """The index file as it lies there: nothing is read but what is looked at."""

    def __init__(self, head: dict[str, Any], arrays: dict[str, memoryview]) -> None:
        self.sequence: int = head["stamp"]["sequence"] if arrays else 0
        self._kinds: list[str] = head.get("kinds", [])
        self._arrays = arrays
        self._segments = sum(name.endswith("_terms") for name in arrays)

    @classmethod
    def of(cls, path: Path, store: Glimpse) -> "_Places":
        """Open the file; an empty index where there is none that fits."""
        try:
            with path.open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            head, start = read_head(data)
            stamp = head["stamp"]
            fits = (stamp["database"], stamp["generation"], head["analyser"]) == (
                store.identity(), store.generation(), ANALYSER,
            )  # fmt: skip
            return cls(head, dict(_arrays(head["table"], data[start:])) if fits else {})
        except (OSError, ValueError, KeyError, TypeError):
            return cls({}, {})

    def __len__(self) -> int:
        return len(self._arrays["column_num"]) if self._arrays else 0

    def num(self, slot: int) -> int:
        """Give the number of the memory in a slot."""
        return int(self._arrays["column_num"][slot])

    def slots(self, number: int) -> list[memoryview]:
        """Give the slots whose texts contain a term, ascending, segment by segment."""
        found = []
        for segment in range(self._segments):
            terms = self._arrays[f"segment_{segment}_terms"]
            place = bisect_left(terms, number)
            if place < len(terms) and terms[place] == number:
                start, end = self._arrays[f"segment_{segment}_offsets"][place : place + 2]
                found.append(self._arrays[f"segment_{segment}_slots"][start:end])
        return found

    def filter(self, namespaces: Sequence[str], without: Collection[str]) -> _Filter:
        """Make a filter: these namespaces, but none of these kinds."""
        wanted = {hashed(name) for name in namespaces}
        hashes = self._arrays.get("namespace_hashes", memoryview(b""))
        codes = {code for code, number in enumerate(hashes) if number in wanted}
        left_out = {code for code, kind in enumerate(self._kinds) if kind in without}
        columns = {name: self._arrays.get(f"column_{name}", memoryview(b"")) for name in ("state", "namespace", "kind")}
        return _Filter(columns, codes, left_out)


def _arrays(table: list[list[Any]], body: memoryview) -> Iterator[tuple[str, memoryview]]:
    for name, kind, shape, offset in table:
        if len(shape) == 1 and kind in _TYPES and offset % ALIGNMENT == 0:
            code, width = _TYPES[kind]
            yield name, body[offset : offset + width * shape[0]].cast(code)
