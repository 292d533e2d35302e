"""The profile and the goal are ordinary memories, read by key."""

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput, NotFound


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="project/shop", clock=clock) as opened:
        yield opened


def values(memory):
    return {one.key: one.value for one in memory.profile().entries}


def test_a_profile_is_set_read_and_cleared_by_key(memory, clock):
    memory.set_profile("name", "Ana Prado")
    memory.set_profile("editor.font", "Mono 12")
    memory.set_profile("user.theme", "dark")
    assert values(memory) == {"editor.font": "Mono 12", "name": "Ana Prado", "theme": "dark"}
    assert {one.namespace for one in memory.profile().entries} == {"user"}
    memory.clear_profile("Theme")
    assert values(memory) == {"editor.font": "Mono 12", "name": "Ana Prado"}
    memory.undo()
    assert values(memory)["theme"] == "dark"


def test_setting_a_key_again_closes_the_value_before(memory, clock):
    first = memory.set_profile("theme", "dark")
    clock.advance(days=1)
    second = memory.set_profile("theme", "light")
    assert (second.status, second.superseded) == ("superseded", (first.id,))
    assert values(memory) == {"theme": "light"}
    clock.advance(days=1)
    memory.set_profile("theme", "dark")
    assert values(memory) == {"theme": "dark"}
    assert memory.set_profile("theme", "dark").status == "duplicate"


def test_equal_values_of_two_keys_do_not_get_in_each_others_way(memory):
    for key in ("a.b", "a_b", "a-b"):
        memory.set_profile(key, "yes")
    assert values(memory) == {"a.b": "yes", "a_b": "yes", "a-b": "yes"}


def test_what_is_remembered_with_a_subject_of_the_person_is_in_the_profile(memory):
    memory.remember("Ana drinks tea", subject="user.drink")
    assert values(memory) == {"drink": "Ana drinks tea"}
    assert [hit.memory.text for hit in memory.recall("what does Ana drink?")] == ["Ana drinks tea"]


def test_a_value_for_this_project_goes_before_the_one_for_everywhere(memory):
    memory.set_profile("theme", "dark")
    memory.set_profile("theme", "light", scope="project")
    assert values(memory) == {"theme": "light"}
    memory.clear_profile("theme")
    assert values(memory) == {"theme": "dark"}


def test_a_namespace_of_its_own_has_a_profile_of_its_own(tmp_path):
    with (
        Memory(tmp_path / "m.db", namespace="team/alpha", embedder="none") as team,
        Memory(tmp_path / "m.db", namespace="user", embedder="none") as person,
    ):
        team.set_profile("theme", "dark")
        team.set_goal("Win the cup")
        assert values(team) == {"theme": "dark"}
        assert values(person) == {}
        assert person.goal() is None


def test_a_goal_is_set_read_and_cleared(memory, clock):
    assert memory.goal() is None
    first = memory.set_goal("I want to learn Spanish")
    assert (memory.goal().id, memory.goal().namespace, memory.goal().kind) == (first.id, "project/shop", "goal")
    clock.advance(days=1)
    second = memory.set_goal("Ship version 2 by June")
    assert second.superseded == (first.id,)
    assert memory.goal().text == memory.profile().goal.text == "Ship version 2 by June"
    memory.clear_goal()
    assert memory.goal() is None
    memory.undo()
    assert memory.goal().id == second.id


def test_a_project_without_a_goal_has_that_of_the_person(tmp_path):
    with (
        Memory(tmp_path / "m.db", namespace="project/shop", embedder="none") as shop,
        Memory(tmp_path / "m.db", namespace="user", embedder="none") as person,
    ):
        person.set_goal("Learn Spanish")
        assert shop.goal().text == "Learn Spanish"
        shop.set_goal("Ship it")
        assert (shop.goal().text, person.goal().text) == ("Ship it", "Learn Spanish")


def test_a_value_that_the_key_tells_to_be_a_secret_is_not_stored(memory):
    outcome = memory.set_profile("password", "hunter2!Xk29")
    assert outcome.redacted == ("password",)
    assert "hunter2" not in memory.get(outcome.id)[0].model_dump_json()


def test_what_is_wrong_is_told_in_one_sentence(memory):
    for key in ("", "two words", "a..b", "x" * 300):
        with pytest.raises(InvalidInput, match="is no dotted key"):
            memory.set_profile(key, "value")
    with pytest.raises(InvalidInput, match="value is empty"):
        memory.set_profile("theme", " ")
    with pytest.raises(InvalidInput, match="text is empty"):
        memory.set_goal(" ")
    with pytest.raises(NotFound, match=r"nothing fills user\.theme here"):
        memory.clear_profile("theme")
    with pytest.raises(NotFound, match="nothing fills goal here"):
        memory.clear_goal()
