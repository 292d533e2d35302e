"""A session is begun and ended by its agent and by its id; what it leaves behind is told to the next one."""

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput, NotFound


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="project/shop", agent="claude", embedder="none", clock=clock) as opened:
        yield opened


def as_agent(memory, agent):
    memory._writer.actor = type(memory._writer.actor)(agent)
    return memory


def test_a_session_begins_with_what_is_known(memory):
    memory.remember("Always run the linter first", kind="instruction")
    started = memory.start_session("fix the login")
    assert "Always run the linter first" in started.context.text
    assert (started.session.agent, started.session.namespace) == ("claude", "project/shop")
    assert memory.sessions() == [started.session]


def test_a_session_ends_with_a_summary_that_is_a_memory(memory, clock):
    started = memory.start_session(title="Login")
    clock.advance(hours=1)
    ended = memory.end_session(started.id, "The login works again.", ["tell Ana", "write a test"])
    (record,) = memory.get(ended.outcome.id)
    assert (record.kind, record.text, record.session) == ("summary", "The login works again.", started.id)
    (session,) = memory.sessions()
    assert session == ended.session
    assert (session.summary, session.summary_id) == (record.text, record.id)
    assert (session.tasks, session.ended_at) == (("tell Ana", "write a test"), clock.now)
    assert [hit.memory.id for hit in memory.recall("does the login work?")] == [record.id]


def test_the_next_session_is_told_what_the_last_one_left(memory, clock):
    first = memory.start_session()
    memory.end_session(first.id, "The login works again.", ["tell Ana"])
    clock.advance(days=1)
    text = memory.start_session().context.text
    assert "The login works again." in text
    assert "Still to do: tell Ana" in text


def test_one_undo_opens_an_ended_session_again_without_its_summary(memory):
    started = memory.start_session()
    ended = memory.end_session(started.id, "The login works again.", ["tell Ana"])
    report = memory.undo(ended.change)
    assert set(report.restored) == {started.id}
    assert set(report.removed) == {ended.outcome.id}
    assert memory.sessions() == [started.session]
    assert memory.recall("login").no_match
    memory.end_session(started.id)
    memory.undo()
    memory.undo(started.change)
    assert memory.sessions() == []


@pytest.mark.parametrize("summary", [None, "It is done."])
def test_a_session_ends_once(memory, summary):
    started = memory.start_session()
    memory.end_session(started.id)
    with pytest.raises(InvalidInput, match=r"has ended at .*; start a new one\."):
        memory.end_session(started.id, summary)
    assert memory.list().memories == ()


def test_a_session_that_another_process_ended_meanwhile_takes_no_second_summary(tmp_path):
    with (
        Memory(tmp_path / "m.db", namespace="user", embedder="none") as one,
        Memory(tmp_path / "m.db", namespace="user", embedder="none") as two,
    ):
        started = one.start_session()
        known = one._session(started.id)
        two.end_session(started.id, "First.")
        one._session = lambda _: known
        with pytest.raises(InvalidInput, match="has ended"):
            one.end_session(started.id, "Second.")
        assert [record.text for record in one.list().memories] == ["First."]


def test_an_unknown_session_is_told_in_one_sentence(memory):
    stored = memory.remember("The API listens on 8080", kind="fact")
    for wrong in ("01ZZZZZZ", "nonsense!", "", stored.id):
        with pytest.raises(NotFound, match="`sessions` shows the ids"):
            memory.end_session(wrong, "x")
        with pytest.raises(NotFound, match="`sessions` shows the ids"):
            memory.start_session(continues=wrong)
    with pytest.raises(NotFound, match="`list` shows the ids"):
        memory.get(memory.start_session().id)


def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one(memory, clock):
    first = memory.start_session()
    clock.advance(days=1)
    memory.start_session()
    with pytest.raises(InvalidInput, match="give more of it"):
        memory.end_session(first.id[:2])
    assert memory.end_session(first.id[:-1].lower()).session.id == first.id


def test_two_agents_never_end_each_others_sessions(memory):
    ours = memory.start_session()
    theirs = as_agent(memory, "codex").start_session()
    with pytest.raises(InvalidInput, match="started by the agent claude"):
        memory.end_session(ours.id, "taken over")
    assert memory.end_session(theirs.id, "The other thing is done.").session.agent == "codex"
    nobody = as_agent(memory, None)
    with pytest.raises(InvalidInput, match="started by the agent claude"):
        nobody.end_session(ours.id)
    assert as_agent(memory, "claude").sessions()[1] == ours.session
    memory.end_session(ours.id)


def test_sessions_go_on_from_each_other_in_a_chain(memory, clock):
    ids = []
    for number in range(4):
        clock.advance(hours=1)
        started = memory.start_session(continues=ids[-1] if ids else None)
        memory.end_session(started.id, f"Step {number} is done.")
        ids.append(started.id)
        if number == 1:
            other = memory.start_session(title="Another matter")
    assert [one.id for one in memory.sessions(ids[2])] == ids
    assert [one.continues for one in memory.sessions(ids[0])] == [None, *ids[:3]]
    assert [one.id for one in memory.sessions(ids[0], limit=2)] == ids[2:]
    assert [one.id for one in memory.sessions(other.id)] == [other.id]
    assert [one.id for one in memory.sessions(limit=2)] == [ids[3], ids[2]]


def test_a_session_that_goes_on_is_told_of_that_one_and_not_of_the_last(memory, clock):
    first = memory.start_session()
    memory.end_session(first.id, "The login works again.")
    clock.advance(hours=1)
    second = memory.start_session()
    memory.end_session(second.id, "The invoices are sorted.")
    text = memory.start_session(continues=first.id).context.text
    assert "The login works again." in text
    assert "The invoices are sorted." not in text


def test_sessions_stay_in_their_namespace(tmp_path):
    with (
        Memory(tmp_path / "m.db", namespace="project/shop", embedder="none") as shop,
        Memory(tmp_path / "m.db", namespace="project/bank", embedder="none") as bank,
    ):
        started = shop.start_session()
        assert bank.sessions() == []
        with pytest.raises(NotFound):
            bank.end_session(started.id)
        ended = shop.end_session(started.id, "I prefer short names, says Ana.")
        assert ended.outcome.namespace == "project/shop"
        assert bank.context().text == ""


def test_what_is_left_to_do_carries_no_credential(memory):
    token = "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789"
    started = memory.start_session(title=f"Rotate {token}")
    ended = memory.end_session(started.id, f"The token was {token}", [f"revoke {token}"])
    assert ended.redacted == ended.outcome.redacted == ("github-token",)
    assert token not in str(memory.history()) + str(memory.sessions()) + memory.context().text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"summary": " "}, "text is empty"),
        ({"tasks": ["a", ""]}, "tasks is empty"),
        ({"tasks": ["x"] * 101}, "at most 100"),
        ({"tasks": ["x" * 1001]}, "tasks is 1,001 characters long"),
    ],
)
def test_a_wrong_end_leaves_the_session_open(memory, given, message):
    started = memory.start_session()
    with pytest.raises(InvalidInput, match=message):
        memory.end_session(started.id, **given)
    assert memory.sessions() == [started.session]


def test_a_summary_that_was_put_away_is_told_no_more(memory):
    started = memory.start_session()
    ended = memory.end_session(started.id, "The login works again.", ["tell Ana"])
    memory.forget(ended.outcome.id)
    (session,) = memory.sessions()
    assert (session.summary, session.summary_id) == (None, None)
    assert memory.context().text == ""


def test_a_forgotten_session_is_gone_until_that_is_undone_and_its_summary_stays(memory):
    ended = memory.end_session(memory.start_session().id, "The login works again.", ["tell Ana"])
    forgotten = memory.forget_session(ended.session.id)
    assert memory.sessions() == []
    assert memory.get(ended.outcome.id)[0].state == "live"
    assert "tell Ana" not in memory.context().text
    with pytest.raises(NotFound, match="is not there any more"):
        memory.start_session(continues=ended.session.id)
    memory.undo(forgotten.change)
    assert memory.sessions() == [ended.session]


def test_an_erased_session_leaves_no_word_behind(tmp_path):
    with Memory(tmp_path / "m.db", namespace="user", embedder="none") as memory:
        started = memory.start_session(title="Quixotic heading")
        memory.end_session(started.id, tasks=["call the Zanzibar office"])
        erased = memory.forget_session(started.id, hard=True)
        assert erased.proof.clean
        assert memory.sessions() == []
        assert memory.verify().ok
    for file in tmp_path.iterdir():
        assert b"Zanzibar" not in file.read_bytes()
        assert b"Quixotic" not in file.read_bytes()
