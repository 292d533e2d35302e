"""What a question names, and what lies near it in the graph, speaks for a memory; a little."""

import pytest

from ricordo import Memory


@pytest.fixture
def memory():
    with Memory(":memory:", namespace="team", embedder="none") as opened:
        opened.remember("The lift of the annexe is repaired on Mondays", about=["Annexe"])
        opened.remember("The lift needs a new cable", about=["Works"])
        opened.remember("The lift has a mirror", about=["House"])
        yield opened


def first(memory, question):
    return memory.recall(question).hits[0].memory.text


def test_a_memory_about_what_lies_near_the_named_thing_comes_first(memory):
    before = first(memory, "what about the lift of Hera?")
    memory.relate("Hera", "belongs to", "Works", weight=5)
    hits = memory.recall("what about the lift of Hera?").hits
    assert before != hits[0].memory.text == "The lift needs a new cable"
    assert "near" in hits[0].why


def test_an_alias_finds_what_only_the_name_is_said_of(memory):
    memory.define_entity("House", aliases=["Villa Rosa"])
    hits = memory.recall("what is in villa rosa?").hits
    assert [hit.memory.text for hit in hits] == ["The lift has a mirror"]


def test_the_words_of_the_question_count_more_than_the_graph(memory):
    memory.relate("Hera", "belongs to", "Works", weight=5)
    assert first(memory, "on which days is the lift of the annexe of Hera repaired?").endswith("Mondays")
