"""One definition, many faces: every operation is described, checked and refused in the same words."""

import inspect

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput
from ricordo.operations import OPERATIONS


@pytest.fixture
def memory():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        yield memory


@pytest.mark.parametrize("name", list(OPERATIONS) or ["none"])
def test_every_operation_describes_exactly_its_arguments(name):
    operation = OPERATIONS[name]
    assert operation.summary.endswith(".")
    for parameter in operation.parameters:
        assert parameter.description.endswith(".")
    assert operation.arguments_model.model_json_schema()["additionalProperties"] is False
    if operation.positional:
        assert operation.positional in {parameter.name for parameter in operation.parameters}


@pytest.mark.parametrize("name", list(OPERATIONS) or ["none"])
def test_every_number_that_is_asked_for_has_a_smallest_and_a_largest(name):
    for argument, schema in OPERATIONS[name].arguments_model.model_json_schema()["properties"].items():
        for one in schema.get("anyOf", [schema]):
            if one.get("type") in ("integer", "number"):
                assert "maximum" in one, argument
                assert {"minimum", "exclusiveMinimum"} & set(one), argument


def test_every_public_method_of_memory_is_an_operation_or_about_opening():
    public = {name for name, member in inspect.getmembers(Memory, inspect.isfunction) if not name.startswith("_")}
    assert public - set(OPERATIONS) == {
        "capture", "changes_since", "check_file", "close", "fitting", "namespaces_in_use", "one_change", "open_sessions",
        "restore_backup", "take_over", "take_over_sessions", "within",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "a fact", "kinds": "fact"}, ["kinds", "did you mean kind?"]),
        ({"text": "a fact", "kind": "fakt"}, ["kind", "fakt", "'fact'"]),
        ({"text": "a fact", "importance": 7}, ["importance", "7", "less than or equal to 1"]),
        ({"text": "a fact", "importance": float("nan")}, ["importance", "nan"]),
        ({"text": "a fact", "valid_from": "2026-02-30"}, ["valid_from"]),
        ({"text": "a fact", "valid_from": "someday maybe"}, ["valid_from"]),
        ({"text": 5}, ["text", "5"]),
        ({}, ["text"]),
        ({"text": "a fact", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, ["valid_to", "before"]),
        ({"text": "a fact", "tags": [""]}, ["tags", "empty"]),
        ({"text": "a fact", "tags": ["t"] * 51}, ["tags", "50"]),
    ],
)
def test_a_wrong_argument_gives_one_sentence_and_changes_nothing(memory, arguments, words):
    with pytest.raises(InvalidInput) as error:
        memory.remember(**arguments)
    sentence = str(error.value)
    assert "\n" not in sentence
    assert all(word in sentence for word in words), sentence
    assert memory.stats().memories == 0


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (["fine", ""], ["item 2", "empty"]),
        (["fine", {"text": "x", "kind": "nonsense"}], ["item 2", "kind"]),
        (["fine", {"texte": "x"}], ["item 2", "texte"]),
        (["fine", 5], ["item 2"]),
        (["fine", {"text": "x", "valid_from": "2026-13-01"}], ["item 2", "valid_from"]),
        ("one text", ["items", "list"]),
    ],
)
def test_one_wrong_item_among_many_stops_all_and_is_named(memory, items, words):
    with pytest.raises(InvalidInput) as error:
        memory.remember_many(items)
    assert all(word in str(error.value) for word in words), str(error.value)
    assert memory.stats().memories == 0


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ([{"text": "hi"}, {"text": "ho", "at": "the 45th of May"}], ["turn 2", "at"]),
        ([{"text": "hi"}, {"speaker": "Ana"}], ["turn 2", "text"]),
        ([{"text": "hi"}, {"text": "\ud800"}], ["2", "surrogate"]),
        ([{"text": "hi"}, "hello"], ["turn 2"]),
    ],
)
def test_one_wrong_turn_stops_the_conversation_and_is_named(memory, turns, words):
    with pytest.raises(InvalidInput) as error:
        memory.ingest(turns)
    assert all(word in str(error.value) for word in words), str(error.value)
    assert memory.stats().memories == 0


@pytest.mark.parametrize(
    ("query", "arguments", "words"),
    [
        ("", {}, ["empty"]),
        (" \t", {}, ["empty"]),
        ("x" * 400_000, {}, ["400,000"]),
        ("a\0b", {}, ["NUL"]),
        ("\udcff", {}, ["surrogate"]),
        ("fine", {"limit": 0}, ["limit"]),
        ("fine", {"mode": "magic"}, ["mode"]),
        ("fine", {"budget_tokens": -1}, ["budget_tokens"]),
        ("fine", {"since": "never"}, ["since"]),
        ("fine", {"kinds": ["fact", "fakt"]}, ["kinds"]),
    ],
)
def test_a_wrong_question_gives_one_sentence(memory, query, arguments, words):
    memory.remember("Staging runs Postgres 16")
    with pytest.raises(InvalidInput) as error:
        memory.recall(query, **arguments)
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in words), str(error.value)
