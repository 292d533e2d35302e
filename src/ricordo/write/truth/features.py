"""What speaks for and against a replacement, as named numbers."""

from dataclasses import dataclass
from typing import Final

from ricordo.write.truth.pairs import Chunk, Pair
from ricordo.write.truth.reading import Reading
from ricordo.write.truth.slots import Slot, slot

_TAKES_PLACE: Final = ("end", "change")
_SAYS_OVER: Final = ("end", "change", "instead", "fix", "hand")
_NEWER: Final = ("end", "change", "now", "shift", "hand", "fix")
_WORDS: Final = frozenset({"word"})
_SCOPED: Final = frozenset({"env", "season", "side", "who", "date"})
_TEMPORAL: Final = frozenset({"date", "time", "season", "month", "often"})
_FULL: Final = 0.8
_HALF: Final = 0.5


def _swap(pair: Pair) -> tuple[Chunk, Chunk] | None:
    """Give the one thing that each of the two says in the place of the other's."""
    if len(pair.old_chunks) == len(pair.new_chunks) == 1:
        return pair.old_chunks[0], pair.new_chunks[0]
    return None


def _last_swap(pair: Pair) -> tuple[Chunk, Chunk] | None:
    """Give what the two say last, if each says something else there."""
    if pair.old_chunks and pair.new_chunks and pair.old_chunks[-1].end and pair.new_chunks[-1].end:
        return pair.old_chunks[-1], pair.new_chunks[-1]
    return None


def _kinds(chunks: tuple[Chunk, ...]) -> frozenset[str]:
    return frozenset(item.type for chunk in chunks for item in chunk.items)


def _fill_same_slot(old: Slot | None, new: Slot | None) -> bool:
    """Say whether both give another value to the same attribute of the same owner."""
    return old is not None and new is not None and old[:2] == new[:2] and old.value != new.value


@dataclass(frozen=True, slots=True)
class _Facts:
    """What several of the figures rest on."""

    cosine: float
    same_slot: bool
    same_slot_named: bool
    swap: tuple[Chunk, Chunk] | None
    last: tuple[Chunk, Chunk] | None
    old_kinds: frozenset[str]
    new_kinds: frozenset[str]
    typed: frozenset[str]
    instead_named: bool
    newer: bool
    role: bool
    role_both: bool
    names: bool
    front_swap: bool
    end_swap: bool
    frame: float
    frame_typed: bool
    many: bool
    extra_front: bool


def _facts(pair: Pair, cosine: float, *, same_slot: bool, same_slot_named: bool) -> _Facts:
    old_cues, cues = pair.old.cues, pair.new.cues
    swap = _swap(pair)
    old_kinds, new_kinds = _kinds(pair.old_chunks), _kinds(pair.new_chunks)
    instead_named = pair.named_near("instead")
    frame, frame_typed = _frame(pair)
    return _Facts(
        cosine=cosine,
        same_slot=same_slot,
        same_slot_named=same_slot_named,
        swap=swap,
        last=_last_swap(pair),
        old_kinds=old_kinds,
        new_kinds=new_kinds,
        typed=(old_kinds & new_kinds) - _WORDS,
        instead_named=instead_named,
        newer=instead_named or any(group in cues for group in _NEWER),
        role="role" in cues or "role" in old_cues,
        role_both="role" in cues and "role" in old_cues,
        names="name" in old_kinds and "name" in new_kinds,
        front_swap=bool(swap and swap[0].front and swap[1].front and not swap[0].end),
        end_swap=bool(swap and swap[0].end and swap[1].end),
        frame=frame,
        frame_typed=frame_typed,
        many="many" in old_cues and "many" in cues and not (swap and _counted(swap)),
        extra_front=pair.narrower,
    )


def _likeness(pair: Pair, facts: _Facts) -> dict[str, float]:
    """Measure how alike the two are as wholes."""
    share = pair.old_shared
    cues = pair.new.cues
    old, new = pair.old, pair.new
    return {
        "share": share,
        "share_squared": share * share,
        "new_share": pair.new_shared,
        "focus_share": pair.new_focus_shared,
        "old_focus_share": pair.old_focus_shared,
        "frame": facts.frame,
        "frame_typed": facts.frame if facts.frame_typed else 0.0,
        "frame_newer": facts.frame if facts.newer else 0.0,
        "shared_words": min(1.0, sum(item.weight for item in pair.shared) / 4),
        "cosine": facts.cosine,
        "cosine_share": facts.cosine * share,
        "own_differs": float(old.own != new.own),
        "old_past": float(old.past and not new.past),
        "both_past": float(old.past and new.past),
        "other_language": float(_other_language(old, new)),
        "same_slot": float(facts.same_slot),
        "same_slot_named": float(facts.same_slot_named),
        "same_slot_share": share if facts.same_slot else 0.0,
        "universal": float("all" in old.cues),
        "universal_extra": float("all" in old.cues and facts.extra_front),
        "one": float("one" in old.cues and "one" in cues),
        "one_swap": share if "one" in old.cues and "one" in cues and facts.last else 0.0,
        "many": float(facts.many),
        "many_swap": float(facts.many and facts.swap is not None and not facts.newer),
    }


def _differences(pair: Pair, facts: _Facts) -> dict[str, float]:
    """Measure what one has and the other has not."""
    share = pair.old_shared
    cues = pair.new.cues
    flips = pair.flips
    last = None if facts.swap else facts.last
    return {
        "swap": float(facts.swap is not None),
        "swap_share": share if facts.swap else 0.0,
        "swap_typed": share if facts.swap and facts.swap[0].types() & facts.swap[1].types() - _WORDS else 0.0,
        "swap_names": share if facts.swap and facts.names else 0.0,
        "swap_stated": share if facts.swap and facts.swap[0].stated and facts.swap[1].stated else 0.0,
        "swap_end": share if facts.end_swap else 0.0,
        "swap_front": float(facts.front_swap and not facts.role),
        "swap_front_role": float(facts.front_swap and facts.role),
        "last_typed": share
        if facts.last and not facts.swap and facts.last[0].types() & facts.last[1].types() - _WORDS
        else 0.0,
        "last_stated": share if last and last[0].stated else 0.0,
        "typed": share if facts.typed and not facts.swap else 0.0,
        "times": float("date" in facts.typed),
        "names_role": share if facts.names and facts.role else 0.0,
        "role_both": float(facts.role_both),
        "role_both_share": share if facts.role_both else 0.0,
        "role_new_only": float("role" in cues and not facts.role_both),
        "role_named": share if facts.role_both and facts.names else 0.0,
        "many_swaps": float(len(pair.old_chunks) > 1 and len(pair.new_chunks) > 1),
        "front_and_end": float(_front_and_end(pair)),
        "front_and_end_newer": float(_front_and_end(pair) and facts.newer),
        "typed_twice": float(len(facts.typed) > 1),
        "scoped_and_other": float(
            bool(facts.typed & _SCOPED) and len((facts.old_kinds | facts.new_kinds) - _SCOPED) > 0
        ),
        "extra_front": float(facts.extra_front and not facts.newer),
        "extra_front_newer": float(facts.extra_front and facts.newer),
        "nothing_lost": float(not pair.old_chunks),
        "nothing_lost_more": float(not pair.old_chunks and bool(pair.new_chunks) and not flips),
        "new_words": min(1.0, pair.added / 10),
        "focus_new_words": min(1.0, sum(len(chunk.items) for chunk in pair.new_chunks) / 6),
        "lost_words": min(1.0, sum(len(chunk.items) for chunk in pair.old_chunks) / 6),
        "nothing_else": float(not pair.flips and not (pair.old_chunks and pair.new_chunks)),
    }


def _cues(pair: Pair, facts: _Facts) -> dict[str, float]:
    """Measure what the new one says about its relation to earlier ones."""
    share = pair.old_shared
    cues = pair.new.cues
    return {
        "end": float("end" in cues),
        "change": float("change" in cues),
        "instead": float("instead" in cues),
        "instead_named": share if facts.instead_named else 0.0,
        "now": float("now" in cues),
        "shift": float("shift" in cues),
        "hand": float("hand" in cues),
        "fix": float("fix" in cues),
        "end_share": share if "end" in cues else 0.0,
        "change_share": share if "change" in cues else 0.0,
        "now_share": share if "now" in cues else 0.0,
        "shift_share": share if "shift" in cues else 0.0,
        "shift_not_dated": float("shift" in cues and not _dated(pair.old)),
        "shift_times": share if "shift" in cues and "date" in facts.new_kinds else 0.0,
        "hand_share": share if "hand" in cues else 0.0,
        "hand_named": share if "hand" in cues and pair.named_near("hand") else 0.0,
        "fix_share": share if "fix" in cues else 0.0,
        "fix_named": share if "fix" in cues and pair.named_near("fix") else 0.0,
        "value_denied": float(pair.value_denied),
        "name_near": float(pair.value_named_near(*_SAYS_OVER, stated=False)),
        "value_near": float(pair.value_named_near(*_SAYS_OVER, stated=True)),
        "named_near": share if pair.named_near(*_TAKES_PLACE) else 0.0,
    }


def _flips(pair: Pair, facts: _Facts) -> dict[str, float]:
    """Measure what speaks of the opposite."""
    share = pair.old_shared
    flips = pair.flips
    return {
        "flip": float(flips),
        "flip_share": share if flips else 0.0,
        "flip_full": float(flips and share >= _FULL),
        "flip_new_full": float(flips and pair.new_shared >= _FULL),
        "flip_little": float(flips and sum(len(c.items) for c in pair.old_chunks) <= 1 and share > _HALF),
        "flip_other_front": float(flips and (facts.front_swap or _front_and_end(pair))),
        "flip_extra_front": float(flips and facts.extra_front),
        "flip_many_words": share if flips and pair.old_chunks and pair.new_chunks else 0.0,
    }


def _other_language(old: Reading, new: Reading) -> bool:
    """Say whether the two show different languages."""
    one, two = old.statement.evidence, new.statement.evidence
    best = max(one, key=one.__getitem__), max(two, key=two.__getitem__)
    return best[0] != best[1] and one[best[0]] > one[best[1]] + _HALF and two[best[1]] > two[best[0]] + _HALF


def _dated(reading: Reading) -> bool:
    return any(item.type in _TEMPORAL for item in reading.items)


def _counted(swap: tuple[Chunk, Chunk]) -> bool:
    return all(any(item.form[:1].isdigit() or item.sense[:1].isdigit() for item in chunk.items) for chunk in swap)


def _frame(pair: Pair) -> tuple[float, bool]:
    """Give how much the two share of what they say something about: of the old one without its last difference."""
    last = _last_swap(pair)
    if last is None:
        return 0.0, False
    lost = sum(item.weight for chunk in pair.old_chunks[:-1] for item in chunk.items)
    kept = sum(item.weight for item in pair.shared)
    typed = bool(last[0].types() & last[1].types() - _WORDS)
    return kept / (kept + lost) if kept else 0.0, typed


def _front_and_end(pair: Pair) -> bool:
    """Say whether both differ in what they speak of and in what they say of it."""
    return (
        any(chunk.front for chunk in pair.old_chunks)
        and any(chunk.front for chunk in pair.new_chunks)
        and (
            len(pair.old_chunks) > 1
            or len(pair.new_chunks) > 1
            or all(c[0].end for c in (pair.old_chunks, pair.new_chunks))
        )
    )


def measure(pair: Pair, cosine: float | None, old_text: str, new_text: str) -> dict[str, float]:
    """Measure a pair.

    Args:
        pair: The two statements, compared.
        cosine: Of their vectors; None without vectors, which counts as 0.
        old_text: The older statement.
        new_text: The newer one.

    Returns:
        By name, what speaks for or against a replacement.
    """
    one, two = slot(old_text), slot(new_text)
    same = _fill_same_slot(one, two)
    named = same and one is not None and two is not None and one.named and two.named
    facts = _facts(pair, cosine or 0.0, same_slot=same, same_slot_named=named)
    return _likeness(pair, facts) | _differences(pair, facts) | _cues(pair, facts) | _flips(pair, facts)
