"""What speaks for and against a replacement, as named numbers."""

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


def _measure(pair: Pair, cosine: float, same_slot: bool, same_slot_named: bool) -> dict[str, float]:
    old, new = pair.old, pair.new
    cues = new.cues
    swap, last = _swap(pair), _last_swap(pair)
    old_kinds, new_kinds = _kinds(pair.old_chunks), _kinds(pair.new_chunks)
    typed = (old_kinds & new_kinds) - _WORDS
    share = pair.old_shared
    instead_named = pair.named_near("instead")
    newer = instead_named or any(group in cues for group in _NEWER)
    flips = pair.flips
    role = "role" in cues or "role" in old.cues
    role_both = "role" in cues and "role" in old.cues
    names = "name" in old_kinds and "name" in new_kinds
    front_swap = bool(swap and swap[0].front and swap[1].front and not swap[0].end)
    end_swap = bool(swap and swap[0].end and swap[1].end)
    frame, frame_typed = _frame(pair)
    many = "many" in old.cues and "many" in cues and not (swap and _counted(swap))
    extra_front = pair.narrower
    return {
        "share": share,
        "share_squared": share * share,
        "new_share": pair.new_shared,
        "focus_share": pair.new_focus_shared,
        "old_focus_share": pair.old_focus_shared,
        "frame": frame,
        "frame_typed": frame if frame_typed else 0.0,
        "frame_newer": frame if newer else 0.0,
        "shared_words": min(1.0, sum(item.weight for item in pair.shared) / 4),
        "cosine": cosine,
        "cosine_share": cosine * share,
        "swap": float(swap is not None),
        "swap_share": share if swap else 0.0,
        "swap_typed": share if swap and swap[0].types() & swap[1].types() - _WORDS else 0.0,
        "swap_names": share if swap and names else 0.0,
        "swap_stated": share if swap and swap[0].stated and swap[1].stated else 0.0,
        "swap_end": share if end_swap else 0.0,
        "swap_front": float(front_swap and not role),
        "swap_front_role": float(front_swap and role),
        "last_typed": share if last and not swap and last[0].types() & last[1].types() - _WORDS else 0.0,
        "last_stated": share if last and not swap and last[0].stated else 0.0,
        "typed": share if typed and not swap else 0.0,
        "times": float("date" in typed),
        "names_role": share if names and role else 0.0,
        "role_both": float(role_both),
        "role_both_share": share if role_both else 0.0,
        "role_new_only": float("role" in cues and not role_both),
        "role_named": share if role_both and names else 0.0,
        "many_swaps": float(len(pair.old_chunks) > 1 and len(pair.new_chunks) > 1),
        "front_and_end": float(_front_and_end(pair)),
        "front_and_end_newer": float(_front_and_end(pair) and newer),
        "typed_twice": float(len(typed) > 1),
        "scoped_and_other": float(bool(typed & _SCOPED) and len((old_kinds | new_kinds) - _SCOPED) > 0),
        "extra_front": float(extra_front and not newer),
        "extra_front_newer": float(extra_front and newer),
        "nothing_lost": float(not pair.old_chunks),
        "nothing_lost_more": float(not pair.old_chunks and bool(pair.new_chunks) and not flips),
        "new_words": min(1.0, pair.added / 10),
        "focus_new_words": min(1.0, sum(len(chunk.items) for chunk in pair.new_chunks) / 6),
        "lost_words": min(1.0, sum(len(chunk.items) for chunk in pair.old_chunks) / 6),
        "end": float("end" in cues),
        "change": float("change" in cues),
        "instead": float("instead" in cues),
        "instead_named": share if instead_named else 0.0,
        "now": float("now" in cues),
        "shift": float("shift" in cues),
        "hand": float("hand" in cues),
        "fix": float("fix" in cues),
        "end_share": share if "end" in cues else 0.0,
        "change_share": share if "change" in cues else 0.0,
        "now_share": share if "now" in cues else 0.0,
        "shift_share": share if "shift" in cues else 0.0,
        "shift_not_dated": float("shift" in cues and not _dated(old)),
        "shift_times": share if "shift" in cues and "date" in new_kinds else 0.0,
        "hand_share": share if "hand" in cues else 0.0,
        "hand_named": share if "hand" in cues and pair.named_near("hand") else 0.0,
        "fix_share": share if "fix" in cues else 0.0,
        "fix_named": share if "fix" in cues and pair.named_near("fix") else 0.0,
        "value_denied": float(pair.value_denied),
        "nothing_else": float(not pair.flips and not (pair.old_chunks and pair.new_chunks)),
        "name_near": float(pair.value_named_near(*_SAYS_OVER, stated=False)),
        "value_near": float(pair.value_named_near(*_SAYS_OVER, stated=True)),
        "named_near": share if pair.named_near(*_TAKES_PLACE) else 0.0,
        "flip": float(flips),
        "flip_share": share if flips else 0.0,
        "flip_full": float(flips and share >= _FULL),
        "flip_new_full": float(flips and pair.new_shared >= _FULL),
        "flip_little": float(flips and sum(len(c.items) for c in pair.old_chunks) <= 1 and share > _HALF),
        "flip_other_front": float(flips and (front_swap or _front_and_end(pair))),
        "flip_extra_front": float(flips and extra_front),
        "flip_many_words": share if flips and pair.old_chunks and pair.new_chunks else 0.0,
        "many": float(many),
        "many_swap": float(many and swap is not None and not newer),
        "one": float("one" in old.cues and "one" in cues),
        "one_swap": share if "one" in old.cues and "one" in cues and last else 0.0,
        "universal": float("all" in old.cues),
        "universal_extra": float("all" in old.cues and extra_front),
        "own_differs": float(old.own != new.own),
        "old_past": float(old.past and not new.past),
        "both_past": float(old.past and new.past),
        "other_language": float(_other_language(old, new)),
        "same_slot": float(same_slot),
        "same_slot_named": float(same_slot_named),
        "same_slot_share": share if same_slot else 0.0,
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
    return _measure(pair, cosine or 0.0, same_slot=same, same_slot_named=named)
