"""What a person sees of the graph on the command line."""

import pytest


@pytest.fixture
def graph(memory):
    memory.relate("Ana", "works at", "Acme", weight=3, valid_from="2020-01-01")
    memory.relate("Acme", "uses", "Postgres", valid_from="2021-01-01", valid_to="2099-01-01")
    memory.define_entity("Ana", type="person", aliases=["Annie"], details={"team": "core"})
    memory.remember("Annie prefers tea", about=["Annie"], kind="preference")
    memory.remember("Meridian is slow", about=["Meridian"], kind="fact")
    return memory


def test_an_entity_is_shown_with_its_names_details_relations_and_memories(ricordo, graph):
    shown = ricordo("entity", "annie").out
    assert "Ana · person · also Annie · user" in shown
    assert "  team: core\n  Ana works_at Acme  (since 2020-01-01, weight 3)\n" in shown
    assert "Annie prefers tea" in shown
    assert "Meridian · a name in memories, not defined" in ricordo("entity", "meridian").out


def test_names_are_listed_without_a_part_of_one_whatever_stands_on_standard_input(ricordo, graph):
    names = [line.split()[-1] for line in ricordo("entities", piped="anything").out.splitlines()[1:]]
    assert names == ["Annie", "Meridian", "Acme", "Postgres"]
    again = ricordo("entities", "--limit", "1")
    assert "--cursor '1~" in again.err


def test_a_path_and_neighbours_say_by_which_relations(ricordo, graph):
    shown = ricordo("find-path", "ana", "postgres").out
    assert shown.startswith("Ana - Acme - Postgres  (length 1.33333)\n")
    assert "Acme uses Postgres  (2021-01-01 to 2099-01-01)" in shown
    assert "Ana works_at Acme (since 2020-01-01, weight 3)" in ricordo("neighbours", "ana", "--depth", "2").out
    assert ricordo("find-path", "ana", "postgres", "--max-depth", "1").out == (
        "They are not connected, as far as it is known.\n"
    )


def test_a_merge_says_what_it_did_and_how_it_is_undone(ricordo, graph):
    ran = ricordo("merge-entities", "meridian", "acme")
    assert "Acme · thing · also Meridian" in ran.out
    assert "renamed in: 1 memory" in ran.out
    assert "undo" in ran.err
    assert "entity put away: Meridian" in ricordo("history").out


def test_an_entity_is_erased_only_with_a_yes(ricordo, graph):
    assert "this erases for good" in ricordo("forget-entity", "ana", "--hard").complaint
    asked = ricordo("forget-entity", "ana", "--hard", typed="yes\n")
    assert "Erase the entity ana with all its relations for good? [y/N]" in asked.err
    assert "Erased 2 entities and relations for good" in asked.out
