"""Whatever was done can be taken back, step by step or to a time, and the journal proves it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ricordo import Memory
from ricordo.errors import CannotUndo, InvalidInput, NotFound
from ricordo.model import Entity, Link, MemoryRecord, Relation, Session

TEXTS = ("Staging runs Postgres 16", "The API listens on 8080", "Ana prefers tea", "Deploys happen on Tuesdays")
NAMES = ("Ana", "Postgres", "Redis")
SUBJECTS = (None, "project.db", "user.drink")

step = st.one_of(
    st.tuples(st.just("remember"), st.sampled_from(TEXTS), st.sampled_from(SUBJECTS)),
    st.tuples(st.just("update"), st.integers(0, 9), st.sampled_from(TEXTS)),
    st.tuples(st.just("retag"), st.integers(0, 9), st.sampled_from(("a", "b"))),
    st.tuples(st.just("forget"), st.integers(0, 9)),
    st.tuples(st.just("restore"), st.integers(0, 9)),
    st.tuples(st.just("pin"), st.integers(0, 9)),
    st.tuples(st.just("ingest"), st.integers(0, 3)),
    st.tuples(st.just("rename"), st.sampled_from(("team", "crew"))),
    st.tuples(st.just("supersede"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("resolve"), st.integers(0, 9), st.integers(0, 9), st.sampled_from(("newer", "older", "both"))),
    st.tuples(st.just("conclude"), st.integers(0, 9)),
    st.tuples(st.just("decide"), st.sampled_from(("Database", "Release day"))),
    st.tuples(st.just("relate"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("unrelate"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("merge"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("start")),
    st.tuples(st.just("end")),
    st.tuples(st.just("lint")),
    st.tuples(st.just("undo")),
)


def snapshot(memory):
    """Everything that is kept, over all namespaces."""
    states = ("live", "superseded", "held", "archived")
    found = {}
    for name in [one.name for one in memory.namespaces()]:
        memory.namespace = memory._writer.namespace = name
        found |= {one.id: one for one in memory.list(states=states, limit=1000).memories}
    memory.namespace = memory._writer.namespace = "user"
    for sort in (Entity, Relation, Link, Session):
        found |= {one.id: one for one in memory._store.things(sort)}
    return found


def run(memory, action):
    ids = sorted(one.id for one in snapshot(memory).values() if isinstance(one, MemoryRecord))
    try:
        match action:
            case ("remember", text, subject):
                memory.remember(text, subject=subject, kind="fact")
            case ("update", number, text) if ids:
                memory.update(ids[number % len(ids)], text=text)
            case ("retag", number, tag) if ids:
                memory.update(ids[number % len(ids)], tags=[tag])
            case ("forget", number) if ids:
                memory.forget(ids[number % len(ids)])
            case ("restore", number) if ids:
                memory.restore(ids[number % len(ids)])
            case ("pin", number) if ids:
                memory.pin(ids[number % len(ids)])
            case ("ingest", number):
                memory.ingest([{"text": f"turn {n}", "session": "s"} for n in range(number)])
            case ("rename", name):
                memory.rename_namespace("user", name)
            case ("supersede", one, two) if ids:
                memory.supersede(ids[one % len(ids)], ids[two % len(ids)])
            case ("resolve", one, two, keep) if ids:
                memory.resolve(ids[one % len(ids)], ids[two % len(ids)], keep=keep)
            case ("conclude", number) if ids:
                memory.remember(f"So it follows from {number}", kind="fact", derived_from=ids[number % len(ids)])
            case ("decide", title):
                memory.decide(title, f"As of memory {len(ids)}")
            case ("relate", one, two):
                memory.relate(one, "uses", two)
            case ("unrelate", one, two):
                memory.unrelate(one, "uses", two)
            case ("merge", one, two):
                memory.merge_entities(one, two)
            case ("start",):
                memory.start_session()
            case ("end",):
                for one in memory.sessions():
                    if one.ended_at is None:
                        memory.end_session(one.id, summary=f"All is told of {len(ids)}")
                        break
            case ("lint",):
                memory.lint(fix=["vague", "duplicate", "wrong_home"])
            case ("undo",):
                memory.undo()
    except (InvalidInput, NotFound, CannotUndo):
        pass


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, max_size=8), st.lists(step, max_size=12))
@example([], [("decide", "Database"), ("remember", TEXTS[0], None), ("rename", "team"), ("supersede", 0, 1)])
def test_any_history_is_undone_to_the_exact_state(clock, before, after):
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        for action in before:
            clock.advance(seconds=1)
            run(memory, action)
        expected = snapshot(memory)
        moment = clock.now
        clock.advance(hours=1)
        for action in after:
            clock.advance(seconds=1)
            run(memory, action)
        clock.advance(seconds=1)

        memory.undo(to=moment + timedelta(minutes=1))

        assert snapshot(memory) == expected
        assert memory.verify().ok


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step.filter(lambda one: one[0] != "undo"), min_size=1, max_size=12))
@example([("remember", TEXTS[0], None), ("remember", TEXTS[1], None), ("rename", "team"), ("resolve", 0, 1, "both")])
def test_undoing_change_after_change_ends_at_nothing(clock, actions):
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        states = {}
        for action in actions:
            clock.advance(seconds=1)
            run(memory, action)
            states[memory._store.last_change()] = snapshot(memory)
        while (last := memory._store.last_change()) is not None:
            assert snapshot(memory) == states[last]
            memory.undo()

        assert snapshot(memory) == {}
        assert memory.verify().ok
        with pytest.raises(NotFound, match="nothing to undo"):
            memory.undo()


def test_an_undo_can_be_undone_by_its_number():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        stored = memory.remember("The API listens on 8080")
        report = memory.undo()
        assert memory.list().memories == ()

        memory.undo(report.change)

        assert [one.id for one in memory.list().memories] == [stored.id]


def test_a_change_that_a_later_one_rests_on_is_not_undone():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        first = memory.remember("The API listens on 8080")
        memory.update(first.id, text="The API listens on 9090")

        with pytest.raises(CannotUndo, match="changed later"):
            memory.undo(first.change)

        assert memory.get(first.id)[0].text == "The API listens on 9090"


def test_an_older_change_is_undone_alone():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        first = memory.remember("The API listens on 8080")
        second = memory.remember("Ana prefers tea")

        memory.undo(first.change)

        assert [one.id for one in memory.list().memories] == [second.id]


def test_undoing_a_superseding_brings_the_older_one_back():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        old = memory.remember("Staging runs Postgres 14", subject="project.db")
        new = memory.remember("Staging runs Postgres 16", subject="project.db")
        assert new.status == "superseded"
        assert new.superseded == (old.id,)

        memory.undo()

        assert [one.text for one in memory.list().memories] == ["Staging runs Postgres 14"]
        assert memory.get(old.id)[0].valid_to is None


def test_an_erasure_cannot_be_undone_and_says_so():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        stored = memory.remember("The API listens on 8080")
        memory.forget(stored.id, hard=True)

        with pytest.raises(CannotUndo, match="erased"):
            memory.undo()
        with pytest.raises(CannotUndo, match="erased"):
            memory.undo(stored.change)


@pytest.fixture
def shop():
    with Memory(":memory:", namespace="project/shop", embedder="none") as memory:
        yield memory


def texts(memory):
    return {one.text for one in memory.list(limit=100).memories}


def test_an_agent_takes_its_own_newest_change_back_and_not_that_of_another(shop):
    codex, gemini = shop.within(agent="codex"), shop.within(agent="gemini")
    codex.remember(TEXTS[0], scope="project")
    gemini.remember(TEXTS[1], scope="project")
    codex.undo()
    assert texts(shop) == {TEXTS[1]}
    with pytest.raises(NotFound, match="nothing to undo"):
        codex.undo()
    shop.undo()
    assert texts(shop) == set()


def test_the_newest_change_is_the_newest_here(shop):
    shop.remember(TEXTS[0], scope="project")
    other = shop.within(namespace="project/web")
    other.remember(TEXTS[1], scope="project")
    shop.undo()
    assert (texts(shop), texts(other)) == (set(), {TEXTS[1]})


def test_back_to_a_time_leaves_other_projects_as_they_are(clock, tmp_path):
    with Memory(tmp_path / "m.db", namespace="project/shop", embedder="none", clock=clock) as shop:
        other = shop.within(namespace="project/web")
        before = clock()
        clock.advance(hours=1)
        shop.remember(TEXTS[0], scope="project")
        other.remember(TEXTS[1], scope="project")
        shop.undo(to=before)
        assert (texts(shop), texts(other)) == (set(), {TEXTS[1]})


def test_what_was_taken_out_of_a_namespace_is_taken_back_from_there(shop):
    moved = shop.remember(TEXTS[0], scope="project").id
    shop.update(moved, move_to="project/web")
    shop.undo()
    assert texts(shop) == {TEXTS[0]}
    shop.delete_namespace("project/shop")
    shop.within(namespace="project/web").undo()
    assert texts(shop) == {TEXTS[0]}
