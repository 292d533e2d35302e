"""How a new statement stands to what is known: whom it replaces, contradicts or repeats. Pure.

`judge` decides by subject, this by the statements themselves. An untrusted text closes nothing: it is linked only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ricordo.model import MemoryRecord
from ricordo.write.duplicates import compare
from ricordo.write.truth import JUDGED_KINDS, Claim, Comparison, judge_replacement

__all__ = ["JUDGED_KINDS", "Finding", "Near", "claim_of", "findings", "restatements"]
Near = tuple[MemoryRecord, float | None]
"""A known memory and the cosine of its vector with that of the new text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a new statement does to a known memory, or that one to it.

    Attributes:
        known: The known memory.
        effect: `closes`: the new one replaces it. `closed_by`: it is newer and replaces the new one. `conflict`: one
            of the two possibly replaces the other.
        score: How sure, from 0 to 1.
        why: One line for a person.
        said_in: Messages that say what is replaced.
    """

    known: MemoryRecord
    effect: Literal["closes", "closed_by", "conflict"]
    score: float
    why: str
    said_in: tuple[str, ...] = ()


def claim_of(memory: MemoryRecord) -> Claim:
    """Give what is judged of a memory."""
    return Claim(memory.text, memory.kind, memory.subject, memory.happened_at)


def findings(new: Claim, near: Sequence[Near], *, untrusted: bool) -> list[Finding]:
    """Judge a new statement against the nearest known ones.

    What became true later replaces what was true before, in whichever order the two were told.

    Args:
        new: The new statement.
        near: Live memories of kinds that are judged.
        untrusted: Whether the new statement comes from a stranger.
    """
    earlier = [one for one in near if one[0].happened_at <= new.at]
    olds, cosines = [claim_of(memory) for memory, _ in earlier], [cosine for _, cosine in earlier]
    found = [_finding(memory, "closes", how, untrusted=untrusted)
             for (memory, _), how in zip(earlier, judge_replacement(new, olds, cosines), strict=True)
             if how.verdict != "coexist"]  # fmt: skip
    for memory, cosine in near:
        if memory.happened_at > new.at:
            (how,) = judge_replacement(claim_of(memory), [new], [cosine])
            if how.verdict != "coexist":
                found.append(_finding(memory, "closed_by", how, untrusted=memory.untrusted))
    return found


def restatements(text: str, near: Sequence[Near]) -> tuple[str, ...]:
    """Give the ids of memories that may say the same; nothing is ever merged."""
    return tuple(other.id for other, cosine in near if compare(text, other.text, cosine).verdict != "different")


def _finding(
    known: MemoryRecord, effect: Literal["closes", "closed_by"], how: Comparison, *, untrusted: bool
) -> Finding:
    is_sure = how.verdict == "supersedes" and not untrusted
    return Finding(known, effect if is_sure else "conflict", how.score, how.why)
