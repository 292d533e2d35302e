"""A person or agent says which statement holds; what rests on a fallen one is flagged; all of it can be undone."""

from datetime import UTC, datetime, timedelta

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock():
    class Clock:
        now = START

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="team", embedder="none", clock=clock) as opened:
        yield opened


@pytest.fixture
def pair(memory, clock):
    old = memory.remember("The printer stands in room 4", kind="fact").id
    clock.now += timedelta(days=10)
    new = memory.remember("A parrot lives beside the copier", kind="fact").id
    return old, new


def state(memory, one):
    return memory.get(one)[0].state


def test_superseding_closes_the_old_one_and_recall_gives_the_new_one_in_its_place(memory, pair):
    old, new = pair
    report = memory.supersede(old, new)
    assert report.ids == (old,)
    closed = memory.get(old)[0]
    assert (closed.state, closed.superseded_by, closed.valid_to) == ("superseded", new, START + timedelta(days=10))
    (hit,) = memory.recall("where does the printer stand?").hits
    assert (hit.memory.id, hit.replaces) == (new, (old,))
    memory.undo(report.change)
    assert state(memory, old) == "live"
    assert memory.recall("where does the printer stand?").hits[0].memory.id == old


def test_a_question_about_the_past_gets_the_closed_memory_marked(memory, pair):
    old, new = pair
    memory.supersede(old, new)
    (hit,) = memory.recall("where did the printer stand before?").hits
    assert (hit.memory.id, hit.replaced_by) == (old, new)


def test_the_time_of_the_end_can_be_given(memory, pair):
    old, new = pair
    memory.supersede(old, new, at="2026-01-05")
    assert memory.get(old)[0].valid_to == START + timedelta(days=4)


def test_impossible_superseding_is_refused_and_changes_nothing(memory, clock, pair):
    old, new = pair
    before = memory.stats().changes
    with pytest.raises(InvalidInput, match="cannot replace itself"):
        memory.supersede(old, old)
    with pytest.raises(InvalidInput, match="give a later time"):
        memory.supersede(old, new, at="2025-12-01")
    assert memory.stats().changes == before
    memory.supersede(old, new)
    with pytest.raises(InvalidInput, match="not live"):
        memory.supersede(new, old)
    with pytest.raises(InvalidInput, match="either keep or text"):
        memory.resolve(old, new)
    with pytest.raises(InvalidInput, match="not live"):
        memory.resolve(old, new, keep="newer")


@pytest.mark.parametrize(("keep", "states"), [("newer", ["superseded", "live"]), ("older", ["live", "superseded"]),
                                              ("both", ["live", "live"])])  # fmt: skip
def test_resolving_keeps_what_was_asked_and_can_be_undone(memory, pair, keep, states):
    report = memory.resolve(*pair, keep=keep)
    assert [state(memory, one) for one in pair] == states
    memory.undo(report.change)
    assert [state(memory, one) for one in pair] == ["live", "live"]


def test_resolving_by_a_new_text_closes_both(memory, pair):
    outcome = memory.resolve(*pair, text="The printer stands beside the copier")
    assert [memory.get(one)[0].superseded_by for one in pair] == [outcome.id, outcome.id]
    assert [hit.memory.id for hit in memory.recall("where is the parrot?")] == [outcome.id]
    memory.undo()
    assert [state(memory, one) for one in pair] == ["live", "live"]


def test_what_rests_on_a_fallen_premise_is_flagged_transitively_and_demoted(memory, pair):
    old, new = pair
    first = memory.remember("So printing jobs go to room 4", kind="fact", derived_from=old).id
    second = memory.remember("So room 4 needs a printer shelf of paper", kind="fact", derived_from=[first]).id
    other = memory.remember("Room 4 has a printer shelf made of paper", kind="fact").id
    report = memory.supersede(old, new)
    assert report.flagged == (first, second)
    assert old in memory.get(second)[0].flagged
    assert [hit.memory.id for hit in memory.recall("paper printer shelf in room 4")][:2] != [second, other]
    assert [hit.memory.flagged is None for hit in memory.recall("paper printer shelf in room 4")] == [
        True, True, False, False
    ]  # fmt: skip
    memory.undo(report.change)
    assert memory.get(second)[0].flagged is None


def test_forgetting_and_erasing_a_premise_flags_too(memory, pair):
    old, new = pair
    one = memory.remember("So printing jobs go to room 4", kind="fact", derived_from=old).id
    two = memory.remember("So seeds are kept at the copier", kind="fact", derived_from=new).id
    assert memory.forget(old).flagged == (one,)
    memory.forget(new, hard=True)
    assert "erased" in memory.get(two)[0].flagged


def test_derived_from_must_name_known_memories(memory):
    with pytest.raises(Exception, match="no memory here has the id"):
        memory.remember("So it is", derived_from="01ARZ3NDEKTSV4RRFFQ69G5FAV")
