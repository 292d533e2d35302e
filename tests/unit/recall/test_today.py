"""Today's truth first: a law about orders of hits, whatever replaces whatever."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ricordo.model import Hit, MemoryRecord
from ricordo.recall.today import Successions, Successor, today_first

NOW = datetime(2026, 1, 1, tzinfo=UTC)
IDS = "abcdefg"


def hit(name, *, flagged=None):
    record = MemoryRecord(id=name, namespace="n", kind="fact", text=name, created_at=NOW, flagged=flagged)
    return Hit(memory=record, score=1.0, why="words")


def successions(newer, present=IDS):
    steps = {old: Successor(new, "why", is_sure) for old, (new, is_sure) in newer.items()}
    return Successions(steps, {name: hit(name).memory for name in present})


def order(hits):
    return "".join(one.memory.id for one in hits)


def test_a_closed_memory_gives_its_place_to_its_successor():
    found = today_first([hit("a"), hit("b")], successions({"a": ("c", True)}, "bc"), ())
    assert order(found) == "cb"
    assert found[0].replaces == ("a",)


def test_a_doubtful_successor_stands_above_what_it_possibly_replaces():
    found = today_first([hit("a"), hit("b"), hit("c")], successions({"a": ("c", False)}), ())
    assert order(found) == "cab"
    assert found[1].replaced_by == "c"


def test_doubts_do_not_add_up():
    found = today_first([hit("a")], successions({"a": ("b", False), "b": ("c", False)}), ())
    assert order(found) == "ba"


def test_a_chain_of_closed_memories_leads_to_the_last():
    chain = {"a": ("b", True), "b": ("c", True), "c": ("d", True)}
    assert order(today_first([hit("a")], successions(chain, "d"), ())) == "d"


def test_a_question_about_the_past_gets_the_closed_one_itself():
    assert order(today_first([hit("a"), hit("b")], successions({"a": ("c", True)}, "bc"), "a")) == "ab"


def test_what_is_flagged_comes_last():
    found = today_first([hit("a", flagged="it rests on x"), hit("b")], successions({}), ())
    assert order(found) == "ba"


@given(
    st.permutations(IDS).map(lambda names: names[:5]),
    st.dictionaries(st.sampled_from(IDS), st.tuples(st.sampled_from(IDS), st.booleans())),
    st.sets(st.sampled_from(IDS)),
    st.booleans(),
)
def test_nothing_is_given_twice_or_without_right_and_no_circle_hangs(names, newer, present, of_the_past):
    known = successions(newer, sorted(present))
    found = today_first([hit(name) for name in names], known, IDS if of_the_past else ())
    given_ids = order(found)
    assert len(set(given_ids)) == len(given_ids)
    if not of_the_past:
        assert set(given_ids) <= present
        assert set(names) & present <= set(given_ids)
