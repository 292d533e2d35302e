"""Bad input: one sentence, the same as in Python, an exit code, and nothing half done."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricordo.errors import InvalidInput, RicordoError
from ricordo.operations import OPERATIONS
from ricordo.surfaces.cli.arguments import is_positional
from ricordo.surfaces.cli.inputs import read_json_lines

BAD_CALLS = [
    ("remember", {"text": ""}),
    ("remember", {"text": " \n\t "}),
    ("remember", {"text": "a\0b"}),
    ("remember", {"text": "half \ud800 pair"}),
    ("remember", {"text": "ab " * 1_700_000}),
    ("remember", {"text": "x", "kind": "fakt"}),
    ("remember", {"text": "x", "scope": "everyone"}),
    ("remember", {"text": "x", "importance": 7}),
    ("remember", {"text": "x", "importance": float("nan")}),
    ("remember", {"text": "x", "importance": "much"}),
    ("remember", {"text": "x", "confidence": -0.5}),
    ("remember", {"text": "x", "valid_from": "2026-02-31"}),
    ("remember", {"text": "x", "valid_to": "some day, perhaps"}),
    ("remember", {"text": "x", "details": [1]}),
    ("remember", {"text": "x", "subject": "no subject at all"}),
    ("recall", {"query": ""}),
    ("recall", {"query": "  "}),
    ("recall", {"query": "q " * 200_000}),
    ("recall", {"query": "a\0b"}),
    ("recall", {"query": "x", "limit": 0}),
    ("recall", {"query": "x", "limit": "many"}),
    ("recall", {"query": "x", "budget_tokens": 1.5}),
    ("recall", {"query": "x", "mode": "fuzzy"}),
    ("recall", {"query": "x", "kinds": ["fact", "fakt"]}),
    ("recall", {"query": "x", "since": "99 Foo 2026"}),
    ("list", {"limit": 5000}),
    ("list", {"cursor": "nowhere"}),
    ("list", {"states": ["dead"]}),
    ("get", {"ids": ["01ZZZZZZZZ"]}),
    ("get", {"ids": ["!!"]}),
    ("get", {"ids": [""]}),
    ("get", {"ids": ["0"]}),
    ("history", {"id": "01ZZZZZZZZ"}),
    ("update", {"id": "01ZZZZZZZZ", "text": "new"}),
    ("update", {"id": "{id}"}),
    ("update", {"id": "{id}", "kind": "fakt"}),
    ("update", {"id": "{id}", "text": "   "}),
    ("update", {"id": "{id}", "clear": ["text"]}),
    ("forget", {}),
    ("forget", {"ids": ["01ZZZZZZZZ"]}),
    ("restore", {"ids": ["01ZZZZZZZZ"]}),
    ("approve", {"ids": ["01ZZZZZZZZ"]}),
    ("pin", {"ids": ["01ZZZZZZZZ"]}),
    ("undo", {"change": 999}),
    ("undo", {"change": "latest"}),
    ("undo", {"to": "2026-13-01"}),
    ("rename_namespace", {"name": "nobody", "to": "somebody"}),
    ("rename_namespace", {"name": "user", "to": "no blanks please"}),
    ("delete_namespace", {"name": "nobody"}),
    ("backup", {"path": "no/such/folder/copy.db"}),
    ("reembed", {}),
]


@pytest.fixture
def stored(memory):
    """Two memories whose ids begin alike."""
    memory.remember("The one thing")
    return memory.remember("The other thing").id


def as_words(name, arguments):
    """Write a call of Python as a command."""
    operation = OPERATIONS[name]
    front, back = [], []
    for parameter in operation.parameters:
        if parameter.name not in arguments:
            continue
        value = arguments[parameter.name]
        if parameter.name == "details":
            value = json.dumps(value)
        values = [str(one) for one in (value if isinstance(value, list) else [value])]
        if is_positional(operation, parameter):
            front += values
        else:
            back.append(f"--{parameter.name.replace('_', '-')}={','.join(values)}")
    return [name.replace("_", "-"), *front, *back]


@pytest.mark.parametrize(("name", "arguments"), BAD_CALLS, ids=lambda value: str(value)[:40])
def test_command_line_and_python_refuse_with_the_same_sentence(ricordo, stored, memory, name, arguments):
    given_arguments = {key: stored if value == "{id}" else value for key, value in arguments.items()}
    before = memory.stats().changes
    with pytest.raises(RicordoError) as caught:
        OPERATIONS[name].function(memory, **given_arguments)
    ran = ricordo(*as_words(name, given_arguments))
    assert ran.complaint == str(caught.value)
    assert ran.code == caught.value.exit_code
    as_json = ricordo(*as_words(name, given_arguments), "--json")
    assert json.loads(as_json.complaint) == {"error": {"code": caught.value.code, "message": str(caught.value)}}
    assert memory.stats().changes == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["remembr", "x"], "'remembr' is no command; did you mean remember?"),
        (["frobnicate"], "'frobnicate' is no command; `ricordo --help` lists them."),
        (["recall", "x", "--limt", "3"], "--limt is no option of recall; did you mean --limit?"),
        (["--limit", "3", "recall", "x"], "--limit is no option of ricordo; `ricordo --help` lists them."),
        (["recall", "two", "words"], "'words' is one word too many for recall; put a text of several words in quotes."),
        (["recall", "x", "--limit"], "--limit has no value; give one."),
        (["--path"], "--path has no value; give one."),
        (["recall", "x", "--limit", "3", "--limit", "4"], "--limit is given twice; give it once."),
        (["remember", "x", "--pinned=perhaps"], "--pinned cannot be 'perhaps'."),
        (["backup"], "path is missing; give it."),
        (["get"], "ids is missing; give it."),
        (["rename-namespace", "a"], "to is missing; give it."),
        (["namespaces", "renam", "a", "b"], "'renam' is one word too many for namespaces; did you mean rename?"),
        (["remember", "x", "--details", "{"], None),
        (["stats", "--namespace", "two words"], None),
        (["stats", "--embedder", "no-such-embedder"], None),
        (["restore-backup", "missing.db"], None),
        (["restore-backup"], "source is missing; give it."),
    ],
)
def test_words_that_make_no_call_are_refused_in_one_sentence(ricordo, tmp_path, words, sentence):
    ran = ricordo(*words, typed="")
    assert ran.complaint.endswith((".", "?"))
    assert sentence is None or ran.complaint == sentence
    assert ran.code == 2
    assert json.loads(ricordo("--json", *words, typed="").complaint)["error"]["code"] == "invalid_input"


def test_a_folder_that_is_none_is_refused(ricordo, monkeypatch):
    monkeypatch.delenv("RICORDO_NAMESPACE")
    assert "no/such/folder" in ricordo("stats", "--cwd", "no/such/folder").complaint


@pytest.mark.parametrize("command", ["remember", "recall", "remember-many", "ingest", "recall-many"])
def test_a_missing_text_is_asked_for_when_nothing_is_piped(ricordo, command):
    assert "missing" in ricordo(command, typed="").complaint


@pytest.mark.parametrize("command", ["remember-many", "ingest"])
def test_a_broken_line_is_named_and_nothing_is_stored(ricordo, memory, tmp_path, command):
    lines = ['{"text": "one"}', "", '{"text": "two"', '{"text": "three"}']
    (tmp_path / "broken.jsonl").write_text("\n".join(lines), "utf-8")
    complaint = ricordo(command, "broken.jsonl").complaint
    assert complaint.startswith("line 3 of broken.jsonl is not valid JSON (")
    assert memory.list().memories == ()
    from_pipe = ricordo(command, piped="\n".join(lines))
    assert from_pipe.complaint.startswith("line 3 of standard input is not valid JSON (")
    assert from_pipe.code == 2


@pytest.mark.parametrize(
    ("command", "line", "sentence"),
    [
        ("remember-many", '{"text": "x", "kind": "fakt"}', "line 4, item 2: kind is 'fakt'"),
        ("remember-many", '{"text": "x", "colour": 1}', "line 4, item 2: colour is no argument here"),
        ("remember-many", '{"text": "x", "valid_from": "2026-02-31"}', "line 4, item 2: valid_from '2026-02-31'"),
        ("remember-many", '"half \\ud800 pair"', "line 4, item 2: text holds"),
        ("remember-many", "7", "line 4, item 2: give a text or a mapping"),
        ("ingest", '{"speaker": "Ada"}', "line 4, turn 2: text is missing"),
        ("ingest", '"just a text"', "line 4, turn 2: a turn is a mapping"),
        ("ingest", '{"text": "x", "at": "2026-02-31"}', "line 4, turn 2: at '2026-02-31'"),
    ],
)
def test_a_wrong_value_in_a_file_is_named_by_its_line(ricordo, memory, command, line, sentence):
    ran = ricordo(command, piped=f'{{"text": "fine"}}\n\n  \n{line}\n')
    assert ran.complaint.startswith(sentence)
    assert ran.code == 2
    assert memory.list().memories == ()


def test_the_number_of_an_item_is_enough_where_it_is_the_line(ricordo):
    assert ricordo("remember-many", piped='"fine"\n""\n').complaint.startswith("item 2: ")
    assert ricordo("recall-many", piped="fine\n\n" + "q " * 20_000).complaint.startswith("line 3, query 2: ")


@pytest.mark.parametrize(
    "line",
    ["[" * 100_000, "9" * 10_000, '{"a": ' * 50_000, '"\\u12', "\x00", "\ufeff\ufeff{}"],
    ids=lambda text: text[:5],
)
def test_hostile_lines_are_refused_in_one_sentence(ricordo, line):
    assert ricordo("remember-many", piped=line).complaint.startswith("line 1 of standard input is not valid JSON (")


def test_what_is_not_utf_8_is_named_by_its_line(ricordo, tmp_path):
    (tmp_path / "latin.txt").write_bytes("fein\nZürich\n".encode("latin-1"))
    expected = "line 2 of latin.txt is not valid UTF-8; convert it first."
    assert ricordo("remember-many", "--lines", "latin.txt").complaint == expected
    assert "not valid UTF-8" in ricordo("remember", piped=b"\xff\xfe\x00").complaint


@pytest.mark.parametrize("path", ["missing.jsonl", ".", "no/such/file"])
def test_a_file_that_cannot_be_read_is_named(ricordo, path):
    assert ricordo("ingest", path).complaint.startswith(path)


def test_texts_come_from_standard_input(ricordo, memory):
    ricordo("remember", piped="Piped in\n")
    ricordo("remember", "-", piped="\ufeffWith a mark\r\n")
    memory_id = memory.list(limit=1).memories[0].id
    ricordo("update", memory_id, "--text", "-", piped="Changed through a pipe")
    assert {one.text for one in memory.list().memories} == {"Piped in", "Changed through a pipe"}
    assert ricordo("recall", "-", "--json", piped="piped\n").json["query"] == "piped"


def test_plain_lines_are_texts_or_turns(ricordo, memory):
    ricordo("remember-many", "--lines", piped="First line\r\n\r\nSecond line")
    ricordo("ingest", "--lines", "-", piped="A turn\n")
    assert {one.text for one in memory.list().memories} == {"First line", "Second line", "A turn"}


def test_a_conversation_is_fed_twice_and_stored_once(ricordo):
    line = '{"text": "Hello there", "speaker": "Ada", "at": "2026-01-02"}\n'
    assert ricordo("ingest", "--json", piped=line).json["stored"] == 1
    again = ricordo("ingest", "--json", piped=line).json
    assert (again["stored"], again["duplicates"]) == (0, 1)


KINDS_OF_LINES = st.sampled_from(['"text"', '{"text": "x"}', "", "   ", "{broken", "tru"])


@given(lines=st.lists(KINDS_OF_LINES, max_size=12), ending=st.sampled_from(["\n", "\r\n"]))
def test_the_first_broken_line_is_the_one_that_is_named(tmp_path_factory, lines, ending):
    path = tmp_path_factory.mktemp("lines") / "file.jsonl"
    path.write_bytes(ending.join(lines).encode())
    broken = [number for number, line in enumerate(lines, 1) if line in ("{broken", "tru")]
    good = [number for number, line in enumerate(lines, 1) if line.startswith(('"', '{"'))]
    if broken:
        with pytest.raises(InvalidInput, match=rf"^line {broken[0]} of "):
            read_json_lines(str(path))
    else:
        assert read_json_lines(str(path)).numbers == good
