"""Whatever is in the store: lint and compact lose nothing, leave it sound, and can be undone."""

import typing
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ricordo import Memory
from ricordo.upkeep.problems import Problem

TEXTS = (
    "The backup runs every night at 3:00", "The backup is run every night at 3:00", "Backups run every night at 3:00",
    "It broke", "ok", "👍", "東京は晴れです", "Ana prefers tea", "the shop repository uses tabs", "x " * 1500,
    "We use Rust", "We no longer use Rust", "something is wrong",
)  # fmt: skip
STATEMENTS = st.fixed_dictionaries(
    {
        "text": st.sampled_from(TEXTS),
        "kind": st.sampled_from([None, "fact", "context", "event", "decision", "instruction", "message"]),
        "scope": st.sampled_from([None, "user", "project"]),
        "subject": st.sampled_from([None, None, "user.drink", "project.db"]),
        "importance": st.sampled_from([0.1, 0.9]),
        "pinned": st.booleans(),
        "source": st.sampled_from([None, "web:page"]),
        "hours": st.integers(0, 400),
        "lasts": st.sampled_from([None, 5]),
    }
)
MENDING = st.lists(st.sets(st.sampled_from(typing.get_args(Problem))) | st.none(), min_size=1, max_size=3)


def states(memory):
    return {record.id: record for _, record, *_ in memory._store.walk()}


@settings(max_examples=40, deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=8), MENDING)
def test_nothing_is_lost_and_everything_can_be_undone(statements, mending):
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with Memory(":memory:", namespace="project/shop", embedder="none", clock=lambda: now) as memory:
        for one in statements:
            hours, lasts = one["hours"], one["lasts"]
            now += timedelta(hours=hours)
            given_values = {name: value for name, value in one.items() if name not in ("hours", "lasts")}
            memory.remember(**given_values, expires_at=now + timedelta(hours=lasts) if lasts else None)
        before, changes = states(memory), []
        for problems in mending:
            report = memory.compact(apply=True) if problems is None else memory.lint(fix=list(problems))
            changes += [report.change] if report.change is not None else []

        assert states(memory).keys() == before.keys()
        assert {record.text for record in states(memory).values()} == {record.text for record in before.values()}
        assert memory.verify().ok
        for change in reversed(changes):
            memory.undo(change)
        assert states(memory) == before
