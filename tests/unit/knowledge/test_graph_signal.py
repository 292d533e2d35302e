"""A question tells which entities it is about, and what lies near them."""

import pytest

from ricordo import Memory
from ricordo.knowledge.graph_signal import MOST_NEIGHBOURS, MOST_RELATIONS, candidates, names_in_question
from ricordo.timeline import to_micros


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        yield memory


def names(memory, question):
    return names_in_question(memory._store, ("user",), question, to_micros(memory.clock()))


def test_the_names_of_a_question_weigh_one_and_their_neighbours_less(memory):
    memory.relate("Ana Lopez", "works at", "Acme")
    memory.relate("Postgres", "used by", "Ana Lopez", weight=9)
    memory.relate("Acme", "located in", "Lisbon")
    memory.define_entity("Ana Lopez", aliases=["@ana"])
    expected = {"ana lopez": 1, "@ana": 1, "acme": 0.25, "postgres": 0.45}
    for question in ("What does ANA LOPEZ like?", "(@ana's) plans", "“Ana Lopez”: when, where?"):
        assert names(memory, question) == pytest.approx(expected)
    both = names(memory, "who at Acme knows ana lopez?")
    assert (both["acme"], both["ana lopez"], both["lisbon"]) == (1, 1, 0.25)


def test_a_question_about_nothing_known_gives_nothing(memory):
    memory.relate("Ana", "knows", "The")
    assert names(memory, "what is the plan of Anna?") == {}
    assert names(memory, "  ?! ") == {}


def test_relations_that_are_over_lead_nowhere(memory):
    memory.relate("Ana", "works at", "Acme", valid_from="2020-01-01", valid_to="2022-01-01")
    assert names(memory, "Ana") == {"ana": 1}


def test_neighbours_are_bounded_and_those_of_a_hub_do_not_count(memory):
    memory.relate_many({"source": "hub", "type": "x", "target": f"n{n}"} for n in range(MOST_RELATIONS + 1))
    memory.relate_many({"source": "hive", "type": "x", "target": f"n{n}"} for n in range(MOST_RELATIONS))
    assert names(memory, "hub") == {"hub": 1}
    assert len(names(memory, "hive")) == 1 + MOST_NEIGHBOURS


def test_runs_of_up_to_four_words_may_be_names():
    assert candidates("The Big Red Dog’s house.") == sorted({
        "big", "big red", "big red dog", "big red dog house", "dog", "dog house", "house", "red", "red dog",
        "red dog house", "the big", "the big red", "the big red dog",
    })  # fmt: skip
    assert len(candidates("word " * 10_000)) < 5
