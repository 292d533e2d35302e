"""Look back: read what the store has counted, and choose what is worth a person's attention."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final, get_args

from ricordo.knowledge.reflection import (
    Mention,
    NameCount,
    Question,
    Reflection,
    WaitingConflict,
    contradictions,
    decisions,
    gaps,
    mention,
    page,
    repeated,
    same_questions,
)
from ricordo.model import Kind, Link, MemoryRecord
from ricordo.recall.packing import excerpt
from ricordo.storage.counting import CountingStore
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros

AGEING: Final[tuple[Kind, ...]] = tuple(kind for kind in get_args(Kind) if kind not in ("message", "summary"))
"""What goes stale when nobody recalls it; what was said in a conversation is kept for its own sake."""
_PAGE: Final = 1000
_ASKED_AGAIN: Final = 4
"""So many gaps are asked once more for each that is shown."""
NOT_COUNTED: Final = "uses are not counted here: switch `count_uses` on to learn what is used, stale, or asked in vain."


@dataclass(frozen=True, slots=True)
class Lookback:
    """What to look at.

    Attributes:
        namespaces: Where.
        now: The present.
        lookback_days: Use, names and questions of so many days count.
        stale_days: A memory not recalled for so many days is stale.
        limit: At most so many of each.
        are_uses_counted: Whether the store knows what was recalled and asked.
    """

    namespaces: tuple[str, ...]
    now: datetime
    lookback_days: int
    stale_days: int
    limit: int
    are_uses_counted: bool = True

    @property
    def since(self) -> datetime:
        """When the look back begins."""
        return (self.now - timedelta(days=self.lookback_days)).astimezone(UTC)

    @property
    def live(self) -> Filter:
        """What is in force and may be shown."""
        return Filter(namespaces=self.namespaces, states=("live",), unexpired_at=to_micros(self.now), shareable=True)


def reflect(store: CountingStore, look: Lookback, is_missing: Callable[[str], bool]) -> Reflection:
    """Look back. Private memories stay out of it.

    Args:
        store: The store.
        look: What to look at.
        is_missing: Tells whether a question has no answer now.
    """
    live = look.live
    due, others = decisions(_all(store, replace(live, kinds=("decision",))), look.now)
    stale, stale_count = _stale(store, look)
    asked = same_questions(store.questions(look.namespaces, to_micros(look.since)))
    seen = Reflection(
        since=look.since,
        most_used=tuple(_most_used(store, look)),
        stale=tuple(stale),
        stale_count=stale_count,
        hot_names=tuple(_hot_names(store, replace(live, since=to_micros(look.since)), look.limit)),
        due_decisions=tuple(due[: look.limit]),
        open_decisions=tuple(others[: look.limit]),
        repeated_questions=tuple(repeated(asked)[: look.limit]),
        gaps=tuple(_open_gaps(asked, look.limit, is_missing)),
        contradictions=tuple(_conflicts(store, look)[: look.limit]),
        held=len(store.matching(Filter(namespaces=look.namespaces, states=("held",)))),
        flagged=len(store.matching(replace(live, flagged=True, shareable=False))),
        notice=None if look.are_uses_counted else NOT_COUNTED,
    )
    return seen.model_copy(update={"markdown": page(seen, look.now)})


def _open_gaps(asked: Sequence[Question], limit: int, is_missing: Callable[[str], bool]) -> Iterator[Question]:
    """Ask the worst gaps once more: some are filled by now."""
    worst = gaps(asked)[: _ASKED_AGAIN * limit]
    yield from islice((one for one in worst if is_missing(one.question)), limit)


def _most_used(store: CountingStore, look: Lookback) -> Iterator[Mention]:
    for memory, use in store.most_recalled(look.live, to_micros(look.since), look.limit):
        yield mention(memory, use)


def _stale(store: CountingStore, look: Lookback) -> tuple[list[Mention], int]:
    if not look.are_uses_counted:
        return [], 0
    before = to_micros(look.now - timedelta(days=look.stale_days))
    memories, count = store.unrecalled(replace(look.live, kinds=AGEING), before, look.limit)
    uses = store.recalls([memory.id for memory in memories])
    return [mention(memory, uses.get(memory.id)) for memory in memories], count


def _hot_names(store: CountingStore, where: Filter, limit: int) -> Iterator[NameCount]:
    """Count the names of new memories; each is written as the newest of these memories writes it."""
    for label, count in store.names(where, limit):
        newest, _ = store.page(replace(where, about=(label,)), 1)
        written = (name for memory in newest for name in memory.about if name.casefold() == label)
        yield NameCount(name=excerpt(next(written, label)), memories=count)


def _conflicts(store: CountingStore, look: Lookback) -> list[WaitingConflict]:
    links = store.things(Link, look.namespaces)
    ends = store.get([end for link in links for end in (link.older, link.newer)])
    return contradictions(links, {memory.id: memory for memory in ends if not memory.private})


def _all(store: CountingStore, where: Filter) -> Iterator[MemoryRecord]:
    cursor: str | None = None
    while True:
        memories, cursor = store.page(where, _PAGE, cursor)
        yield from memories
        if cursor is None:
            return
