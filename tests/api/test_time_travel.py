"""What was true then, and what was known then: the same as a naive replay would say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ricordo import Memory
from ricordo.errors import InvalidInput, NotFound, RicordoError

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="team", embedder="none", clock=clock) as opened:
        yield opened


def texts(memories):
    return [one.text for one in memories]


def test_as_of_gives_the_old_statement_and_not_the_new(memory, clock):
    memory.remember("Staging runs Postgres 14", subject="staging.db")
    clock.now += 10 * DAY
    memory.remember("Staging runs Postgres 16", subject="staging.db")
    clock.now += 10 * DAY
    then = START + 5 * DAY
    assert texts(hit.memory for hit in memory.recall("which Postgres runs on staging?")) == ["Staging runs Postgres 16"]
    assert texts(hit.memory for hit in memory.recall("which Postgres on staging?", as_of=then)) == [
        "Staging runs Postgres 14"
    ]
    assert texts(memory.list(as_of=then).memories) == ["Staging runs Postgres 14"]
    assert texts(memory.list(as_of="2026-01-15").memories) == ["Staging runs Postgres 16"]


def test_a_future_end_hides_nothing_today(memory):
    memory.remember("The fair runs in hall four", valid_to=START + 9 * DAY)
    assert texts(hit.memory for hit in memory.recall("where is the fair?")) == ["The fair runs in hall four"]
    assert memory.recall("where is the fair?", as_of=START + 10 * DAY).no_match


def test_known_at_gives_the_text_as_it_was(memory, clock):
    stored = memory.remember("The gate code is four digits long")
    clock.now += DAY
    memory.update(stored.id, text="The gate code is six digits long")
    clock.now += DAY
    memory.forget(stored.id)
    clock.now += DAY
    asked = [START, START + DAY, START + 2 * DAY]
    found = [texts(hit.memory for hit in memory.recall("how long is the gate code?", known_at=at)) for at in asked]
    assert found == [["The gate code is four digits long"], ["The gate code is six digits long"], []]
    assert [memory.get(stored.id, known_at=at)[0].text for at in asked[:2]] == [found[0][0], found[1][0]]
    assert texts(memory.list(known_at=START).memories) == found[0]


def test_both_times_together(memory, clock):
    memory.remember("Ana leads the search team", subject="search.lead", valid_from=START - 30 * DAY)
    clock.now += 10 * DAY
    memory.remember("Boris leads the search team", subject="search.lead", valid_from=START - 10 * DAY)
    clock.now += DAY
    at = START - 5 * DAY
    assert texts(memory.list(as_of=at).memories) == ["Boris leads the search team"]
    assert texts(memory.list(as_of=at, known_at=START).memories) == ["Ana leads the search team"]
    hits = memory.recall("who leads the search team?", as_of=at, known_at=START)
    assert texts(hit.memory for hit in hits) == ["Ana leads the search team"]


def test_what_was_not_there_then_is_said_in_one_sentence(memory, clock):
    clock.now += DAY
    stored = memory.remember("The office has two floors")
    with pytest.raises(NotFound, match="not known at that time"):
        memory.get(stored.id, known_at=START)
    with pytest.raises(NotFound, match="not true at that time"):
        memory.get(stored.id, as_of=START)
    with pytest.raises(InvalidInput, match="as_of"):
        memory.recall("floors", as_of="the day after never")


def test_known_at_survives_an_erasure_without_giving_the_text_away(memory, clock):
    stored = memory.remember("The safe stands behind the third shelf")
    clock.now += DAY
    memory.forget(stored.id, hard=True)
    assert memory.recall("where is the safe?", known_at=START).no_match
    assert memory.list(known_at=START).memories == ()


def test_pages_of_the_past_hold_every_memory_once(memory, clock):
    for number in range(7):
        memory.remember(f"Shelf {number} holds box {number}")
    clock.now += DAY
    memory.forget(kinds=["fact"])
    seen, cursor = [], None
    while True:
        page = memory.list(known_at=START, limit=3, cursor=cursor)
        seen += texts(page.memories)
        cursor = page.cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7


WORDS = ("harbour", "violin", "turbine", "orchard", "lantern")
steps = st.lists(
    st.tuples(
        st.sampled_from(["remember", "subject", "update", "forget", "restore", "pin", "undo"]),
        st.integers(0, 4),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=12,
)


def play(memory, clock, step, ids):
    """Do one random step; a refused one changes nothing."""
    name, number, micros = step
    clock.now += timedelta(microseconds=micros)
    target = ids[number % len(ids)] if ids else None
    try:
        match name:
            case "remember":
                ids.append(memory.remember(f"The {WORDS[number]} is number {len(ids)}").id)
            case "subject":
                ids.append(memory.remember(f"Our {WORDS[number]} has value {len(ids)}", subject="a.b").id)
            case "undo":
                memory.undo()
            case "update" if target:
                memory.update(target, text=f"The {WORDS[number]} changed at {clock.now.microsecond}")
            case "forget" | "restore" | "pin" if target:
                getattr(memory, name)(target)
    except RicordoError:
        pass


@given(steps)
@example([("remember", 0, 1), ("remember", 0, 1), ("undo", 0, 1), ("undo", 0, 1)])
@example([("remember", 0, 1), ("forget", 0, 1), ("undo", 0, 1), ("remember", 0, 1), ("undo", 0, 1), ("undo", 0, 1)])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_is_given_back_as_it_was(history):
    clock = Clock()
    with Memory(":memory:", namespace="team", embedder="none", clock=clock) as memory:
        ids, seen = [], []
        for step in history:
            play(memory, clock, step, ids)
            everything = memory.list(states=None, limit=1000).memories
            found = {word: [hit.memory for hit in memory.recall(word)] for word in WORDS}
            seen.append((clock.now, everything, found))
        for at, everything, found in seen:
            assert memory.list(states=None, known_at=at, limit=1000).memories == everything
            assert {word: [hit.memory for hit in memory.recall(word, known_at=at)] for word in WORDS} == found
            for one in everything:
                assert memory.get(one.id, known_at=at) == [one]


@given(steps, st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_any_instant_shows_what_was_true_then(history, micros):
    clock = Clock()
    with Memory(":memory:", namespace="team", embedder="none", clock=clock) as memory:
        ids = []
        for step in history:
            play(memory, clock, step, ids)
        at = START + timedelta(microseconds=micros)
        everything = memory.list(states=None, limit=1000).memories
        expected = [
            one
            for one in everything
            if one.state in ("live", "superseded")
            and (one.valid_from or one.created_at) <= at
            and (one.valid_to is None or one.valid_to > at)
        ]
        assert list(memory.list(as_of=at, limit=1000).memories) == expected
        recalled = {hit.memory.id for word in WORDS for hit in memory.recall(word, as_of=at, limit=100)}
        assert recalled <= {one.id for one in expected}


def test_what_holds_through_a_day_holds_as_of_that_day(memory):
    memory.remember("The fair is open", valid_from="2025-12-01", valid_to="2025-12-05")
    assert texts(memory.list(as_of="2025-12-05").memories) == ["The fair is open"]
    assert memory.list(as_of="2025-12-06").memories == ()


def test_a_question_about_a_past_month_gets_what_was_true_then(memory, clock):
    memory.remember("Greta leads the mobile team", subject="mobile.lead")
    clock.now += 60 * DAY
    memory.remember("Otto leads the mobile team", subject="mobile.lead")
    clock.now += 60 * DAY
    assert memory.recall("who led the mobile team in January 2026?").hits[0].memory.text.startswith("Greta")
    assert memory.recall("who led the mobile team in April 2026?").hits[0].memory.text.startswith("Otto")
    assert memory.recall("who leads the mobile team?").hits[0].memory.text.startswith("Otto")


def test_what_was_true_before_can_be_true_again(memory, clock):
    first = memory.remember("Ana works at Acme", about=["Ana"], valid_from="2019-01-01", valid_to="2020-01-01")
    again = memory.remember("Ana works at Acme", about=["Ana"], valid_from="2023-01-01")
    assert (again.status, again.superseded) == ("superseded", (first.id,))
    assert [hit.memory.id for hit in memory.recall("where does Ana work?")] == [again.id]
    for day, expected in (("2019-06-01", [first.id]), ("2021-06-01", []), ("2024-06-01", [again.id])):
        assert [one.id for one in memory.list(as_of=day).memories] == expected, day
    memory.undo(again.change)
    assert [one.state for one in memory.get([first.id])] == ["live"]


def test_what_was_true_before_is_kept_as_history_when_it_is_told_later(memory):
    now = memory.remember("Ana works at Acme", valid_from="2023-01-01")
    before = memory.remember("Ana works at Acme", valid_from="2019-01-01", valid_to="2020-01-01")
    assert before.status == "stored"
    assert "kept as history" in before.notice
    assert [hit.memory.id for hit in memory.recall("where does Ana work?")] == [now.id]
    assert [one.id for one in memory.list(as_of="2019-06-01").memories] == [before.id]


@pytest.mark.parametrize("is_told_before", [False, True])
def test_what_is_history_is_kept_once_however_often_it_is_told(memory, is_told_before):
    past = {"text": "Ana works at Acme", "valid_from": "2019-01-01", "valid_to": "2020-01-01"}
    if is_told_before:
        memory.remember(**past)
    memory.remember("Ana works at Acme", valid_from="2023-01-01")
    first = memory.remember(**past)
    again = memory.remember(**past)
    assert (again.status, again.id) == ("duplicate", first.id)
    assert len(memory.list(states=None).memories) == 2
    assert memory.remember(**past | {"valid_to": "2021-01-01"}).id == first.id
    assert memory.remember(**past | {"valid_from": "2018-01-01", "valid_to": "2018-06-01"}).status == "stored"


def test_a_statement_of_an_overlapping_time_is_known_already(memory):
    memory.remember("Ana works at Acme", valid_from="2019-01-01", valid_to="2024-01-01")
    assert memory.remember("Ana works at Acme", valid_from="2023-01-01").status == "duplicate"
