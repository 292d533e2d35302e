"""TOML is changed in one table, and everything else stays as it was."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ricordo.surfaces.setup import toml_edit

from .conftest import toml_documents

ENTRY = {"command": "/bin/ricordo", "args": ["serve"]}
KEYS = ("mcp_servers", "ricordo")


def others(text):
    """What a document says, but for our table and an empty list of servers."""
    found = tomllib.loads(text)
    servers = found.pop("mcp_servers", {})
    servers.pop("ricordo", None)
    return found | ({"mcp_servers": servers} if servers else {})


@settings(deadline=None)
@given(toml_documents(), st.sampled_from(["", "\n# changed by a person\n", "\n[more]\nx = 1\n"]))
def test_a_table_comes_and_goes_and_the_rest_stays(document, addition):
    text = document.decode()
    after = toml_edit.put(text, KEYS, ENTRY)
    assert tomllib.loads(after)["mcp_servers"]["ricordo"] == ENTRY
    assert others(after) == others(text)
    assert toml_edit.put(after, KEYS, ENTRY) == after
    left = toml_edit.drop(after + addition, KEYS)
    assert others(left) == others(text + addition)
    assert left.count("#") == (text + addition).count("#")
    assert "ricordo" not in left


@settings(deadline=None)
@given(toml_documents())
def test_line_ends_stay_what_they_were(document):
    after = toml_edit.put(document.decode(), KEYS, ENTRY)
    if b"\r\n" in document:
        assert after.count("\r\n") == after.count("\n")
    else:
        assert "\r" not in after


def test_a_new_table_comes_last_and_between_no_comment_and_its_table():
    text = '[mcp_servers.docs]\ncommand = "docs"\n\n# my profile\n[profiles.mine]\nmodel = "x"\n'
    after = toml_edit.put(text, KEYS, ENTRY)
    assert after == f'{text}\n[mcp_servers.ricordo]\ncommand = "/bin/ricordo"\nargs = ["serve"]\n'
    assert toml_edit.drop(after, KEYS) == text


@pytest.mark.parametrize("text", ["mcp_servers = 3\n", 'mcp_servers = ["x"]\n', "a = \n", "[x]\n[x]\n"])
def test_what_cannot_take_a_table_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        toml_edit.put(text, KEYS, ENTRY)
