"""What a new statement and an old one share, and what differs: the facts on which the judgement rests."""

from dataclasses import dataclass
from typing import Final

from ricordo.write.truth.reading import Item, Reading

_SHORTEST_PART: Final = 5
_SHORTEST_PREFIX: Final = 5
_LONGEST_TAIL: Final = 4
_NEAR_CUE: Final = 4
_NEAR_DENIAL: Final = 4
_COMMON: Final = frozenset({"word", "light"})
_FAR: Final = 1 << 20
_NAMES: Final = frozenset({"name", "literal"})
_DENYING: Final = ("un", "in", "im", "ir", "il", "dis", "non", "non-", "des", "anti")
_WORDY: Final = frozenset({"word", "name", "literal"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring heavy words that the other statement lacks.

    Attributes:
        items: The words.
        front: Whether no shared word stands before it.
        end: Whether no shared word stands after it.
    """

    items: tuple[Item, ...]
    front: bool
    end: bool

    @property
    def stated(self) -> bool:
        """Whether it is what is said of something: it follows a form of "to be"."""
        return self.items[0].stated

    def types(self) -> frozenset[str]:
        """Give the types of its words."""
        return frozenset(item.type for item in self.items)

    def __str__(self) -> str:
        return " ".join(item.form for item in self.items)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, compared.

    Attributes:
        old: The older one.
        new: The newer one.
        old_shared: How much of the old one the new one repeats, by weight, from 0 to 1.
        old_focus_shared: The same, within the clauses of the old one that speak of the same.
        new_shared: The reverse of the first.
        new_focus_shared: The reverse, within the clauses of the new one that speak of the same.
        old_chunks: What only the old one says.
        new_chunks: What only the new one says.
        shared: The heavy words of the old one that the new one repeats.
        shared_new: The heavy words of the new one that the old one has.
        flips: Whether one denies what the other says.
        added: How many heavy words of the new one the old one lacks.
    """

    old: Reading
    new: Reading
    old_shared: float
    old_focus_shared: float
    new_shared: float
    new_focus_shared: float
    old_chunks: tuple[Chunk, ...]
    new_chunks: tuple[Chunk, ...]
    shared: tuple[Item, ...]
    shared_new: tuple[Item, ...]
    flips: bool
    added: int

    @property
    def narrower(self) -> bool:
        """Whether the new one speaks of something more special: it says more before what the old one begins with."""
        if not self.shared_new or not self.new_chunks or (self.old_chunks and self.old_chunks[0].front):
            return False
        first = self.shared_new[0].place
        stated = next((item.place for item in self.new.items if item.stated), _FAR)
        return any(
            chunk.items[0].type != "date"
            and not chunk.items[0].form[0].isdigit()
            and (chunk.front or chunk.items[0].place <= first + 2)
            and chunk.items[0].place < stated
            and not chunk.end
            for chunk in self.new_chunks
        )

    @property
    def value_denied(self) -> bool:
        """Whether the new one denies the very value that the old one gives: "not 1 am", "isn't in the resizer"."""
        last = self.old.items[-1] if self.old.items else None
        values = {item.sense for item in self.old.items if item.stated or item is last or item.type not in _COMMON}
        return (
            self.added > 0
            and not self.old.denials
            and any(
                item.sense in values and 0 < item.place - place <= _NEAR_DENIAL
                for item in self.shared_new
                for place, _ in self.new.denials
            )
        )

    def named_near(self, *groups: str) -> bool:
        """Say whether a word of the old statement stands close to a cue of one of these groups in the new one."""
        places = [place for group in groups for place in self.new.places.get(group, ())]
        return any(
            abs(item.place - place) <= _NEAR_CUE for item in self.shared_new if item.type != "date" for place in places
        )

    def value_named_near(self, *groups: str, stated: bool) -> bool:
        """Say whether a name of the old statement stands close to such a cue in the new one.

        With `stated` only such names count as the old one says of something, and not those that it speaks of.
        """
        values = {item.sense for item in self.old.items if not stated or item.stated or item is self.old.items[-1]}
        places = [place for group in groups for place in self.new.places.get(group, ())]
        return any(
            item.sense in values and item.type in _NAMES and abs(item.place - place) <= _NEAR_CUE
            for item in self.shared_new
            for place in places
        )


def compare(old: Reading, new: Reading) -> Pair:
    """Compare two readings that were made in the same language."""
    matched_old, matched_new = _matched(old, new), _matched(new, old)
    focus_old, focus_new = _focus(old, matched_old), _focus(new, matched_new)
    denials = _denials(old, focus_old), _denials(new, focus_new)
    within_old, within_new = _within(old, matched_old, focus_old), _within(new, matched_new, focus_new)
    return Pair(
        old,
        new,
        _share(old.items, matched_old),
        _share(*within_old),
        _share(new.items, matched_new),
        _share(*within_new),
        _chunks(*within_old),
        _chunks(*within_new),
        tuple(item for item, hit in zip(old.items, matched_old, strict=True) if hit and item.type != "light"),
        tuple(item for item, hit in zip(new.items, matched_new, strict=True) if hit and item.type != "light"),
        (denials[0] - denials[1] + _opposed(old, new)) % 2 == 1,
        sum(not hit and not item.cue for item, hit in zip(new.items, matched_new, strict=True)),
    )


def _focus(reading: Reading, matched: list[bool]) -> frozenset[int]:
    """Give the clauses that speak of what the other statement speaks of: the rest explains or apologises."""
    if not reading.clause_of or reading.clause_of[-1] == 0:
        return frozenset({0})
    weights: dict[int, float] = {}
    for item, hit in zip(reading.items, matched, strict=True):
        if hit:
            clause = _clause(reading, item)
            weights[clause] = weights.get(clause, 0.0) + item.weight
    if not weights:
        return frozenset(reading.clause_of)
    best = max(weights, key=lambda clause: weights[clause])
    focus = {best}
    while max(focus) + 1 in reading.after_colon:
        focus.add(max(focus) + 1)
    while min(focus) in reading.after_colon and min(focus) - 1 in weights:
        focus.add(min(focus) - 1)
    return frozenset(focus)


def _denials(reading: Reading, focus: frozenset[int]) -> int:
    """Count the denials in some clauses: "not ... nothing" is one."""
    single = not reading.clause_of or reading.clause_of[-1] == 0
    found = [what for place, what in reading.denials if single or _clause_at(reading, place) in focus]
    return found.count("denied") + (found.count("not") or min(1, found.count("nothing")))


def _clause_at(reading: Reading, place: int) -> int:
    return reading.clause_of[min(place, len(reading.clause_of) - 1)]


def _clause(reading: Reading, item: Item) -> int:
    return _clause_at(reading, item.place)


def _within(reading: Reading, matched: list[bool], focus: frozenset[int]) -> tuple[tuple[Item, ...], list[bool]]:
    """Give the items of some clauses, and which of them are matched."""
    if not reading.clause_of or reading.clause_of[-1] == 0:
        return reading.items, matched
    kept = [number for number, item in enumerate(reading.items) if _clause(reading, item) in focus]
    return tuple(reading.items[number] for number in kept), [matched[number] for number in kept]


def _matched(own: Reading, other: Reading) -> list[bool]:
    loose = [item for item in other.items if item.type in _WORDY and len(item.sense) >= _SHORTEST_PART]
    return [item.sense in other.senses or (item.type in _WORDY and _resembles(item, loose)) for item in own.items]


def _resembles(item: Item, others: list[Item]) -> bool:
    """Say whether a word has a relative among the others: a compound that holds it, another form of its root."""
    sense = item.sense
    if len(sense) < _SHORTEST_PART or item.type == "literal" or not sense.isalpha():
        return False
    return any(
        (other.sense in sense and not _denies(sense, other.sense))
        or (sense in other.sense and not _denies(other.sense, sense))
        or (item.type == other.type == "word" and _same_root(sense, other.sense))
        for other in others
    )


def _denies(whole: str, part: str) -> bool:
    """Say whether a word is another one with a prefix that denies it: incompatible."""
    return whole.endswith(part) and whole[: -len(part)] in _DENYING


def _opposed(old: Reading, new: Reading) -> bool:
    ones, twos = old.senses - new.senses, new.senses - old.senses
    return any(
        sense.startswith(prefix) and sense[len(prefix) :] in others
        for some, others in ((ones, twos), (twos, ones))
        for sense in some
        if sense.startswith(_DENYING)
        for prefix in _DENYING
    )


def _same_root(one: str, two: str) -> bool:
    if one[:_SHORTEST_PREFIX] != two[:_SHORTEST_PREFIX] or one.isascii() != two.isascii():
        return False
    length = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return max(len(one), len(two)) - length <= _LONGEST_TAIL and 2 * length > max(len(one), len(two)) + 1


def _share(items: tuple[Item, ...], matched: list[bool]) -> float:
    total = sum([item.weight for item in items if not item.cue])
    hit = sum([item.weight for item, hit in zip(items, matched, strict=True) if hit and not item.cue])
    return min(1.0, hit / total) if total else 0.0


def _chunks(items: tuple[Item, ...], matched: list[bool]) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    run: list[Item] = []
    seen = False
    for item, hit in zip(items, matched, strict=True):
        if not hit and (item.cue or item.type == "light"):
            continue
        if not hit:
            run.append(item)
            continue
        if run:
            found.append(Chunk(tuple(run), not seen, end=False))
            run = []
        seen = seen or item.type != "light"
    if run:
        found.append(Chunk(tuple(run), not seen, end=True))
    return tuple(found)
