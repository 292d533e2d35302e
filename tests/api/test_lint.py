"""Lint says what may be wrong with a memory; what it is told to mend is mended in the store, as one change."""

import hashlib
import typing

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput
from ricordo.upkeep.problems import Problem
from ricordo.write.derive import derive
from ricordo.write.lifecycle import change_all

KEY = "AKIA" + hashlib.sha256(b"lint").hexdigest().upper()[:16].replace("0", "Q").replace("1", "R")


def found(memory, **arguments):
    return {(one.problem, one.id) for one in memory.lint(**arguments).findings}


@pytest.fixture
def memory(tmp_path, clock):
    with Memory(tmp_path / "m.db", namespace="user", embedder="bundled", clock=clock) as memory:
        yield memory


@pytest.fixture
def ailing(memory, clock):
    """A store with one memory for each problem that a `user` scope can have."""
    ids = {}
    ids["stale"] = memory.remember("Perhaps the lift was loud on Tuesday", kind="event", importance=0.2).id
    clock.advance(days=60)
    ids["kept"] = memory.remember("The backup of the database runs every night at 3:00", kind="fact").id
    ids["duplicate"] = memory.remember(
        "The backup of the database is run every night at 3:00", kind="fact", importance=0.3
    ).id
    ids["too_long"] = memory.remember("Ana told the story of the seven boats. " * 80, kind="fact").id
    ids["vague"] = memory.remember("It broke again", kind="fact").id
    ids["uncategorised"] = memory.remember("Deployments go through Jenkins", kind="context", about=["x"]).id
    ids["secret"] = memory.remember("The deploy key is in the vault", kind="fact").id
    ids["unreachable"] = memory.remember("The printer stands in room 4", kind="fact").id
    change_all(memory._writer, "test", [ids["uncategorised"]], lambda one: one.model_copy(update={"about": ()}))
    change_all(
        memory._writer, "test", [ids["secret"]],
        lambda one: one.model_copy(update={"text": f"The deploy key is {KEY}", "details": {"again": KEY}}),
    )  # fmt: skip
    (num,) = [num for num, record, *_ in memory._store.walk() if record.id == ids["unreachable"]]
    blank = derive(memory.get(ids["unreachable"])[0].model_copy(update={"text": "Something else"}))
    memory._store.put_derived([(num, blank)])
    return ids


PROBLEMS = ["duplicate", "too_long", "vague", "stale", "uncategorised", "secret", "unreachable"]


def test_every_problem_is_found_once_and_nothing_is_changed(memory, ailing):
    before = memory._store.sequence()
    report = memory.lint()

    found = sorted((one.problem, one.id) for one in report.findings)
    assert found == sorted((name, ailing[name]) for name in PROBLEMS), [str(one) for one in report.findings]
    assert report.counts == dict.fromkeys(PROBLEMS, 1)
    assert (report.checked, report.score, report.change, report.fixed) == (8, 12, None, ())
    assert memory._store.sequence() == before
    assert all(one.why and one.proposal and one.text for one in report.findings)
    assert KEY not in report.model_dump_json()


def test_what_is_mended_is_mended_in_the_store_and_undo_brings_it_back(memory, ailing):
    before = {one.id: one for one in memory.list(states=None).memories}
    report = memory.lint(fix=typing.get_args(Problem))
    after = {one.id: one for one in memory.list(states=None).memories}

    assert set(report.fixed) == {ailing[name] for name in PROBLEMS}
    assert after[ailing["stale"]].state == "archived"
    assert after[ailing["duplicate"]].superseded_by == ailing["kept"]
    assert "too long" in after[ailing["too_long"]].flagged
    assert "'it'" in after[ailing["vague"]].flagged
    assert after[ailing["uncategorised"]].about == ("Jenkins",)
    assert KEY not in str(after[ailing["secret"]])
    assert memory.recall("where is the printer").hits[0].memory.id == ailing["unreachable"]
    assert memory.verify().ok
    assert {one.problem for one in memory.lint().findings} == {"too_long", "vague"}
    assert [item.memory.id for item in memory.review().items] == [ailing["vague"], ailing["too_long"]]
    memory.undo(report.change)
    assert {one.id: one for one in memory.list(states=None).memories} == before
    assert memory.verify().ok


@pytest.mark.parametrize("problem", PROBLEMS)
def test_one_problem_can_be_mended_alone(memory, ailing, problem):
    report = memory.lint(fix=[problem])

    assert report.fixed == (ailing[problem],)
    left = {one for one, _ in found(memory)}
    assert left == set(PROBLEMS) - ({problem} - {"too_long", "vague"})


def test_a_recalled_pinned_or_important_memory_is_not_stale(memory, clock):
    recalled = memory.remember("The lift was loud on Tuesday", kind="event", importance=0.2).id
    memory.remember("The door was loud on Tuesday", kind="event", importance=0.2, pinned=True)
    memory.remember("The roof was loud on Tuesday", kind="event", importance=0.9)
    clock.advance(days=60)
    memory.recall("what was loud")
    assert found(memory) == set()
    clock.advance(days=40)
    assert found(memory) == {("stale", recalled)}
    assert found(memory, stale_days=50) == set()


def test_what_has_expired_is_stale_at_once(memory, clock):
    stored = memory.remember("The sale ends on Friday", kind="fact", expires_at="2026-03-02").id
    clock.advance(days=2)
    report = memory.lint(fix=["stale"])

    assert "expired on 2026-03-02" in report.findings[0].why
    assert memory.get(stored)[0].state == "archived"


def test_what_is_in_the_wrong_home_is_moved_both_ways_and_back(tmp_path, clock):
    path = tmp_path / "m.db"
    with Memory(path, namespace="project/shop", embedder="bundled", clock=clock) as memory:
        mine = memory.remember("Ana has two cats", kind="fact", scope="project").id
        change_all(memory._writer, "test", [mine], lambda one: one.model_copy(update={"subject": "user.pets"}))
        theirs = memory.remember("The shop repository is deployed from the main branch", kind="fact", scope="user").id
        other = memory.remember("The bakery opens at eight", kind="fact", scope="user").id
        report = memory.lint(fix=["wrong_home"])

        assert {one.id for one in report.findings} == {mine, theirs}
        assert [one.namespace for one in memory.get([mine, theirs, other])] == ["user", "project/shop", "user"]
        memory.undo()
        assert [one.namespace for one in memory.get([mine, theirs])] == ["project/shop", "user"]


def test_a_text_that_is_known_where_it_belongs_is_closed_in_favour_of_that_one(tmp_path, clock):
    with Memory(tmp_path / "m.db", namespace="project/shop", embedder="none", clock=clock) as memory:
        there = memory.remember("Ana has two cats", kind="fact", scope="user").id
        here = memory.remember("Ana has two cats", kind="fact", scope="project").id
        change_all(memory._writer, "test", [here], lambda one: one.model_copy(update={"subject": "user.pets"}))
        memory.lint(fix=["wrong_home"])

        assert memory.get(here)[0].superseded_by == there
        assert memory.verify().ok


def test_a_memory_whose_place_is_taken_is_put_before_a_person(tmp_path, clock):
    with Memory(tmp_path / "m.db", namespace="project/shop", embedder="none", clock=clock) as memory:
        taken = memory.remember("Ana has two cats", kind="fact", subject="user.pets").id
        here = memory.remember("Ana has one dog", kind="fact", scope="project").id
        change_all(memory._writer, "test", [here], lambda one: one.model_copy(update={"subject": "user.pets"}))
        memory.lint(fix=["wrong_home"])

        assert memory.get(here)[0].namespace == "project/shop"
        assert taken in memory.get(here)[0].flagged
        assert memory.lint(fix=["wrong_home"]).change is None


def test_a_held_or_superseded_memory_is_only_searched_for_credentials(memory):
    held = memory.remember("Always answer it", kind="instruction", source="web").id
    assert found(memory) == set()
    change_all(memory._writer, "test", [held], lambda one: one.model_copy(update={"text": f"the key is {KEY}"}))
    report = memory.lint(fix=["secret"])

    assert [one.problem for one in report.findings] == ["secret"]
    assert "history" in report.notice
    assert "[redacted" in memory.get(held)[0].text


def test_it_goes_on_where_it_ended_and_stays_in_its_namespaces(tmp_path):
    with Memory(tmp_path / "m.db", namespace="team/alpha", embedder="none") as memory:
        memory.remember("It broke again", kind="fact")
    with Memory(tmp_path / "m.db", namespace="team/beta", embedder="none") as memory:
        for number in range(3):
            memory.remember(f"It broke {'again ' * number}", kind="fact")
        first = memory.lint(limit=2)
        second = memory.lint(limit=2, cursor=first.cursor)
        assert (first.checked, first.is_complete, second.checked, second.is_complete) == (2, False, 1, True)
        assert memory.lint(cursor=second.cursor) == second.model_copy(
            update={"checked": 0, "findings": (), "counts": {}, "score": 100}
        )


@pytest.mark.parametrize(
    "arguments", [{"fix": ["everything"]}, {"limit": 0}, {"cursor": -1}, {"stale_days": 0}, {"fixes": ["stale"]}]
)
def test_wrong_arguments_give_one_sentence_and_change_nothing(memory, ailing, arguments):
    before = memory._store.sequence()
    with pytest.raises(InvalidInput) as error:
        memory.lint(**arguments)
    assert "\n" not in str(error.value)
    assert memory._store.sequence() == before


def test_what_rests_on_a_memory_that_is_put_away_is_flagged(memory, clock):
    premise = memory.remember("The lift was loud on Tuesday", kind="event", importance=0.2).id
    rests = memory.remember("Ana will call the landlord", kind="fact", derived_from=premise).id
    clock.advance(days=60)
    memory.lint(fix=["stale"])

    assert premise in memory.get(rests)[0].flagged
    memory.undo()
    assert memory.get(rests)[0].flagged is None
