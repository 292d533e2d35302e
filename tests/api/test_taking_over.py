"""What was kept elsewhere comes in as it stood there, and goes out again by one undo."""

from datetime import UTC, datetime

import pytest

from ricordo import Memory
from ricordo.knowledge.sessions import PastSession
from ricordo.model import Draft

JANUARY = datetime(2026, 1, 5, tzinfo=UTC)
TALK = PastSession(
    id="0" * 26, started_at=JANUARY, ended_at=JANUARY, title="Login", summary="It works.", tasks=("rest",)
)


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="user", agent="claude", embedder="none", clock=clock) as opened:
        yield opened


def test_what_was_put_away_elsewhere_is_put_away_here(memory):
    drafts = [Draft(text="Ana lives in Lisbon"), Draft(text="Ana lives in Porto", valid_from=JANUARY)]
    live, away = memory.take_over(drafts, archived=[1])
    assert [one.state for one in memory.get([live.id, away.id])] == ["live", "archived"]
    memory.forget(live.id)
    memory.restore(away.id)
    assert [one.state for one in memory.get([away.id])] == ["live"]


def test_what_is_known_stays_live_though_it_was_put_away_elsewhere(memory):
    known = memory.remember("Ana lives in Lisbon")
    (again,) = memory.take_over([Draft(text="Ana lives in Lisbon")], archived=[0])
    assert again.id == known.id
    assert memory.get(known.id)[0].state == "live"


def test_what_comes_in_closes_nothing_by_its_text(memory):
    known = memory.remember("The database port is 5432")
    memory.take_over([Draft(text="The database port is 5433 now")])
    assert memory.get(known.id)[0].state == "live"


def test_a_conversation_keeps_its_times_and_is_kept_once(memory):
    assert memory.take_over_sessions([TALK]) == [TALK.id]
    assert memory.take_over_sessions([TALK]) == []
    (known,) = memory.sessions()
    assert (known.started_at, known.ended_at, known.title, known.tasks) == (JANUARY, JANUARY, "Login", ("rest",))
    (summary,) = memory.get(known.summary_id)
    assert (summary.text, summary.kind, summary.valid_from, summary.session) == (
        "It works.",
        "summary",
        JANUARY,
        TALK.id,
    )


def test_one_undo_takes_back_what_was_done_as_one_change(memory):
    before = memory.remember("Ana likes tea")
    with memory.one_change():
        memory.define_entity("Ana", type="person")
        memory.take_over([Draft(text="Ana lives in Lisbon"), Draft(text="Ana has a cat")], archived=[1])
        memory.relate("Ana", "works_on", "Shop")
        memory.take_over_sessions([TALK])
    memory.undo()
    assert [one.id for one in memory.list(states=None).memories] == [before.id]
    assert memory.sessions() == []
    assert [one.name for one in memory.entities().entities if one.id] == []


def test_a_namespace_without_a_memory_is_in_use_when_it_holds_an_entity_or_a_session(memory):
    memory.within(namespace="project/shop").start_session()
    memory.within(namespace="project/café").define_entity("Ana")
    memory.remember("Ana likes tea", scope="user")
    assert memory.namespaces_in_use() == ["project/café", "project/shop", "user"]


def test_open_sessions_are_those_of_this_agent_in_every_namespace(memory, clock):
    first = memory.start_session()
    clock.advance(minutes=1)
    second = memory.within(namespace="project/shop").start_session()
    clock.advance(minutes=1)
    memory.end_session(memory.start_session().id)
    assert [one.id for one in memory.open_sessions()] == [second.id, first.id]
