"""Which near-duplicates may become one, and which of them stays. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ricordo.model import Kind, MemoryRecord
from ricordo.write.judge import closed
from ricordo.write.path import with_additions

CONVERSATION: frozenset[Kind] = frozenset({"message", "summary"})
"""What was said stays as it was said."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two memories that may say the same, and what decided that."""

    one: MemoryRecord
    other: MemoryRecord
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """The memory that stays, and those that it stands for, each with the reason."""

    kept: MemoryRecord
    members: tuple[tuple[MemoryRecord, str], ...]


def may_be_one(one: MemoryRecord, other: MemoryRecord) -> bool:
    """Tell whether two memories of like texts are of one sort: nothing that only one of them says would be lost."""
    same = ("namespace", "kind", "state", "valid_to", "expires_at", "private", "untrusted")
    either = ("subject", "valid_from", "details")
    return (
        one.id != other.id
        and one.state == "live"
        and one.kind not in CONVERSATION
        and (one.kind != "event" or one.happened_at.date() == other.happened_at.date())
        and all(getattr(one, name) == getattr(other, name) for name in same)
        and all(_agree(getattr(one, name), getattr(other, name)) for name in either)
    )


def _agree(one: object, other: object) -> bool:
    return one == other or not one or not other


def group(pairs: Iterable[Pair], recalled: Callable[[str], int]) -> list[Group]:
    """Put near-duplicates together: each member is near the one that stays, not only near another member.

    What stays is pinned rather than not, then the one with more beside its text, more important, surer, more often
    recalled, and newer.

    Args:
        pairs: Memories that may say the same, in any order.
        recalled: How often a memory was recalled, by id.
    """
    records: dict[str, MemoryRecord] = {}
    near: dict[str, dict[str, str]] = {}
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            records[one.id] = one
            near.setdefault(one.id, {})[other.id] = pair.why

    def merit(one: MemoryRecord) -> tuple[object, ...]:
        beside = sum(map(bool, (one.subject, one.details, one.valid_from)))
        return one.pinned, beside, one.importance, one.confidence, recalled(one.id), one.created_at, one.id

    groups: list[Group] = []
    taken: set[str] = set()
    for kept in sorted(records.values(), key=merit, reverse=True):
        members: list[tuple[MemoryRecord, str]] = []
        for found, why in () if kept.id in taken else near[kept.id].items():
            if found not in taken and all(may_be_one(records[found], member) for member, _ in members):
                members.append((records[found], why))
        if members:
            groups.append(Group(kept, tuple(members)))
            taken.update([kept.id, *(member.id for member, _ in members)])
    return groups


def merged(one: Group) -> tuple[MemoryRecord, list[MemoryRecord]]:
    """Give the memory that stays, with the labels of all, and the others as superseded by it."""
    kept = one.kept
    for member, _ in one.members:
        kept = with_additions(kept, member).model_copy(update={"expires_at": kept.expires_at})
        kept = kept.model_copy(update={name: getattr(kept, name) or getattr(member, name) for name in _TAKEN_OVER})
    return kept, [closed(member, kept) for member, _ in one.members]


_TAKEN_OVER = ("valid_from", "details")
