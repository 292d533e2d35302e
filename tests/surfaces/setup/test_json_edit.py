"""JSON with comments is changed in one place, and everything else stays as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricordo.surfaces.setup import json_edit, jsonc
from ricordo.surfaces.setup.unfit import Unfit

from .conftest import json_documents

ENTRY = {"command": "/bin/ricordo", "args": ["serve"]}
KEYS = ("mcpServers", "ricordo")


def text_of(document):
    return document.decode().removeprefix("\ufeff")


def written(text, keys=KEYS, value=ENTRY):
    """Put, or nothing when the document has something else at the place."""
    try:
        return json_edit.put(text, keys, value)
    except ValueError:
        return None


@given(json_documents())
def test_what_is_put_in_is_there_and_all_else_says_what_it_said(document):
    text = text_of(document)
    before, after = jsonc.read(text).value, written(text)
    if after is None:
        assert not isinstance(before["mcpServers"], dict)
        return
    found = jsonc.read(after).value
    assert found["mcpServers"].pop("ricordo") == ENTRY
    assert {**before, "mcpServers": before.get("mcpServers", {})} == found


@given(json_documents(), st.sampled_from(["a note", "two lines", '"quoted"']))
def test_comments_stay(document, comment):
    text = text_of(document)
    after = written(text)
    if after is not None:
        assert after.count(comment) == text.count(comment)
        assert json_edit.drop(after, KEYS).count(comment) == text.count(comment)


@given(json_documents())
def test_what_is_taken_out_leaves_the_rest_as_it_was(document):
    text = text_of(document)
    after = written(text)
    if after is not None:
        left = jsonc.read(json_edit.drop(after, KEYS)).value
        assert {**jsonc.read(text).value, "mcpServers": left["mcpServers"]} == left


@given(json_documents(), st.data())
def test_any_item_can_be_taken_out_wherever_it_stands(document, data):
    text = text_of(document)
    value = jsonc.read(text).value
    if value:
        key = data.draw(st.sampled_from(list(value)))
        left = jsonc.read(json_edit.drop(text, (key,))).value
        assert left == {name: one for name, one in value.items() if name != key}


@given(json_documents())
def test_putting_it_twice_changes_nothing_more(document):
    after = written(text_of(document))
    if after is not None:
        assert json_edit.put(after, KEYS, ENTRY) == after


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "a": 1\n}\n',
        '{\n\t"a": 1, // note\n\t"b": {}\n}',
        '{\r\n    "a": [1, 2]\r\n}\r\n',
        '{\n  "a": 1, // kept\n  // also kept\n}\n',
        '{\n  "mcpServers": {\n    "x": {"command": "y"} // theirs\n  }\n}\n',
        '{"a":1}',
        "{}",
        '{\n  "mcpServers": {}\n}\n',
    ],
)
def test_in_usual_documents_taking_out_is_the_exact_opposite_of_putting_in(text):
    after = json_edit.put(text, KEYS, ENTRY)
    left = json_edit.drop(after, KEYS)
    if not isinstance(jsonc.read(text).value.get("mcpServers"), dict):
        left = json_edit.drop(left, KEYS[:1])
    assert text == left


def test_a_new_entry_is_laid_out_like_its_neighbours():
    text = '{\n\t"mcpServers": {\n\t\t"x": {} // theirs\n\t}\n}\n'
    assert json_edit.put(text, KEYS, {"command": "r"}) == (
        '{\n\t"mcpServers": {\n\t\t"x": {}, // theirs\n\t\t"ricordo": {\n\t\t\t"command": "r"\n\t\t}\n\t}\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1),
        ('{\n"a": 1\n"b": 2}', 3),
        ('{"a": NaN}', 1),
        ("{'a': 1}", 1),
        ('{"a": 1} {}', 1),
        ('{"a": "unended}', 1),
        ('{"a" 1}', 1),
        ("{,}", 1),
        ('{"a": 1} /* unended', 1),
        ("[" * 5000, 1),
        ("\n\n{1: 2}", 3),
    ],
)
def test_what_does_not_parse_is_refused_with_its_line(text, line):
    with pytest.raises(Unfit, match=rf"at line {line}$"):
        jsonc.read(text)


def test_a_key_that_is_there_twice_counts_where_parsers_count_it():
    text = '{"mcpServers": {"x": 1}, "mcpServers": {"y": 2}}'
    after = json_edit.put(text, KEYS, ENTRY)
    assert jsonc.read(after).value == {"mcpServers": {"y": 2, "ricordo": ENTRY}}
    assert re.search(r'"x": 1', after)
