"""Every operation is a command; what it answers is what Python answers."""

import json
import re

import pytest
from pydantic_core import to_jsonable_python

from ricordo import Memory, __version__
from ricordo.operations import OPERATIONS
from ricordo.surfaces.cli.arguments import shape
from ricordo.write.lifecycle import change_all

ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
CALLS = {
    "remember": ["The release day is Tuesday", "--kind", "decision", "--tags", "release,days", "--tags", "plan"],
    "remember_many": ["two.jsonl"],
    "ingest": ["turns.jsonl"],
    "recall": ["release day", "--limit", "3", "--mode", "text"],
    "recall_many": ["questions.txt"],
    "get": ["{id}"],
    "list": ["--kinds", "fact,decision", "--limit", "5"],
    "history": ["{id}"],
    "namespaces": [],
    "stats": [],
    "update": ["{id}", "--text", "Staging runs Postgres 17", "--details", '{"seen": [1, 2]}'],
    "forget": ["{id}"],
    "restore": ["{id}"],
    "approve": ["{id}"],
    "review": [],
    "reject": ["{id}"],
    "lint": ["--fix", "stale,vague"],
    "compact": ["--apply"],
    "reflect": [],
    "insights": ["--step", "week"],
    "pin": ["{id}"],
    "rename_namespace": ["user", "person"],
    "delete_namespace": ["user"],
    "contradictions": ["--limit", "50"],
    "resolve": ["{id}", "{other}", "--keep", "newer"],
    "supersede": ["{id}", "{other}"],
    "context": ["staging", "--format", "plain"],
    "start_session": ["staging", "--title", "Deploy"],
    "end_session": ["{session}", "--summary", "It went well", "--tasks", "tell Ana"],
    "forget_session": ["{session}"],
    "sessions": [],
    "decide": ["Database", "We use Postgres 16", "--alternatives", "MySQL,SQLite", "--revisit-at", "2026-01-01"],
    "decisions": ["--state", "all"],
    "verify_decision": ["{decision}", "kept", "--note", "works well"],
    "profile": [],
    "set_profile": ["theme", "dark"],
    "clear_profile": ["editor"],
    "goal": [],
    "set_goal": ["Ship version 2"],
    "clear_goal": [],
    "entity": ["Ana"],
    "entities": ["a", "--type", "person", "--limit", "5"],
    "define_entity": ["Ana", "--type", "person", "--aliases", "Annie,Anita", "--details", '{"team": "core"}'],
    "relate": ["Ana", "works at", "Acme", "--weight", "2", "--valid-from", "2025-01-01"],
    "relate_many": ["relations.jsonl"],
    "unrelate": ["Ana", "knows", "Ben"],
    "neighbours": ["Ana", "--depth", "2", "--types", "knows,likes", "--direction", "out"],
    "find_path": ["Ana", "Tea"],
    "merge_entities": ["Ben", "Ana"],
    "split_entity": ["Ana", "Anka"],
    "forget_entity": ["Ana"],
    "undo": [],
    "verify": [],
    "reindex": [],
    "reembed": ["--embedder", "bundled"],
    "backup": ["copy.db"],
}
READS = ["recall", "recall_many", "get", "list", "history", "namespaces", "stats", "verify", "contradictions", "context",
         "sessions", "decisions", "profile", "goal", "entity", "entities", "neighbours", "find_path", "review",
         "insights"]  # fmt: skip


@pytest.fixture
def stored(memory, tmp_path):
    """A store with one memory that waits for review, and the files that the calls name."""
    (tmp_path / "two.jsonl").write_text('"One thing"\n{"text": "Another thing", "tags": ["x"]}\n', "utf-8")
    (tmp_path / "turns.jsonl").write_text('{"text": "Hello there", "speaker": "Ada", "session": "s"}\n', "utf-8")
    (tmp_path / "questions.txt").write_text("release day\nwhich database is on staging?\n", "utf-8")
    (tmp_path / "relations.jsonl").write_text('{"source": "a", "type": "uses", "target": "b"}\n', "utf-8")
    memory.define_entity("Ana", type="person", aliases=["Anka"])
    memory.relate("Ana", "knows", "Ben")
    memory.relate("Ben", "likes", "Tea")
    stored = memory.remember("Staging runs Postgres 16", kind="fact", subject="project.db").id
    change_all(memory._writer, "test", [stored], lambda one: one.model_copy(update={"flagged": "look again"}))
    return stored


@pytest.fixture
def ids(stored, memory):
    """The same store with a decision, a session, a profile and a goal: the ids that the calls name."""
    memory.set_profile("editor", "Helix")
    memory.set_goal("Ship version 1")
    decision, session = memory.decide("Release day", "Tuesday"), memory.start_session()
    other = memory.remember("The printer stands in the hall", kind="fact")
    return {"{id}": stored, "{other}": other.id, "{decision}": decision.id, "{session}": session.id}


def words_of(name, ids):
    return [name.replace("_", "-"), *(ids.get(word, word) for word in CALLS[name])]


def test_every_operation_is_called_here():
    assert set(CALLS) == set(OPERATIONS)


@pytest.mark.parametrize("name", CALLS)
def test_every_operation_answers_one_json_document(ricordo, ids, name):
    ran = ricordo(*words_of(name, ids), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert isinstance(ran.json, dict | list)


@pytest.mark.parametrize("name", CALLS)
def test_every_operation_answers_a_person_in_plain_text(ricordo, ids, name):
    ran = ricordo(*words_of(name, ids))
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert ran.out or ran.err


@pytest.mark.parametrize("name", READS)
def test_the_answer_in_json_is_the_value_of_python(ricordo, ids, memory, name):
    arguments = {
        "recall": {"query": "release day", "limit": 3, "mode": "text"},
        "recall_many": {"queries": ["release day", "which database is on staging?"]},
        "get": {"ids": [ids["{id}"]]},
        "list": {"kinds": ["fact", "decision"], "limit": 5},
        "history": {"id": ids["{id}"]},
        "context": {"task": "staging", "format": "plain"},
        "decisions": {"state": "all"},
        "entity": {"name": "Ana"},
        "entities": {"part": "a", "type": "person", "limit": 5},
        "neighbours": {"name": "Ana", "depth": 2, "types": ["knows", "likes"], "direction": "out"},
        "find_path": {"source": "Ana", "target": "Tea"},
        "insights": {"step": "week"},
    }.get(name, {})
    value = OPERATIONS[name].function(memory, **arguments)
    answer = ricordo(*words_of(name, ids), "--json").json
    if name == "stats":  # the files grow while others look
        answer, value = answer | {"sizes": {}}, value.model_copy(update={"sizes": {}})
    assert answer == to_jsonable_python(value)


def test_what_the_command_line_remembers_is_what_python_remembers(ricordo, memory):
    words = [
        "Staging runs Postgres 16",
        "--kind",
        "fact",
        "--importance",
        "0.7",
        "--valid-from",
        "2026-01-02T03:04:05Z",
    ]
    words += ["--pinned", "--no-private", "--about", "Postgres", "--details", '{"a": [1, null]}', "--source=file:a.md"]
    record = memory.get(ricordo("remember", *words, "--json").json["id"])[0]
    assert (record.kind, record.importance, record.pinned, record.private) == ("fact", 0.7, True, False)
    assert (record.about, record.details, record.source) == (("Postgres",), {"a": [1, None]}, "file:a.md")
    assert record.valid_from.isoformat() == "2026-01-02T03:04:05+00:00"


def test_the_help_lists_every_command_in_one_line(ricordo):
    ran = ricordo("--help")
    assert ran.code == 0
    for operation in OPERATIONS.values():
        assert re.search(rf"\b{operation.name.replace('_', '-')} +{re.escape(operation.summary[:40])}", ran.out)
    assert ricordo().out == ran.out


@pytest.mark.parametrize("name", list(OPERATIONS))
def test_the_help_of_a_command_says_what_the_docstring_says(ricordo, name):
    shown = " ".join(ricordo(name.replace("_", "-"), "--help").out.replace("│", " ").split())
    operation = OPERATIONS[name]
    assert operation.summary[:60] in shown
    for parameter in operation.parameters:
        assert " ".join(parameter.description.split()) in shown
        is_argument = parameter.name == operation.positional or shape(parameter.annotation) == "lines"
        assert is_argument or f"--{parameter.name.replace('_', '-')}" in shown or parameter.name.upper() in shown
    for option in ("--json", "--path", "--namespace", "--agent", "--session", "--cwd", "--embedder"):
        assert option in shown


def test_choices_and_defaults_are_shown(ricordo):
    shown = " ".join(ricordo("recall", "--help").out.replace("│", " ").split())
    assert "[choices: text, vector, hybrid] [default: hybrid]" in shown
    assert "[default: 8]" in shown


def test_the_version_is_the_version_of_the_package(ricordo):
    assert ricordo("--version").out == f"ricordo {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--path", "other.db", "--json", "stats"],
        ["stats", "--json", "--path=other.db"],
        ["--path=other.db", "stats", "--json"],
    ],
)
def test_options_of_every_command_stand_before_or_after_it(ricordo, tmp_path, words):
    assert ricordo(*words).json["path"] == str(tmp_path / "other.db") or ricordo(*words).json["path"] == "other.db"
    assert (tmp_path / "other.db").exists()


def test_agent_and_session_are_those_of_the_history(ricordo, memory):
    memory_id = ricordo("--agent", "codex", "remember", "A text", "--session", "s1", "--json").json["id"]
    entry = memory.history(memory_id)[0]
    assert (entry.agent, entry.session) == ("codex", "s1")


def test_a_session_before_the_command_is_never_the_filter_of_an_operation(ricordo, memory):
    memory.ingest([{"text": "Said in the session", "session": "s1"}])
    kept = memory.remember("Kept elsewhere").id
    ricordo("--session", "s1", "forget", kept)
    assert [one.text for one in memory.list().memories] == ["Said in the session"]
    assert memory.history(kept)[0].session == "s1"
    assert ricordo("list", "--session", "other", "--json").json["memories"] == []


def test_the_project_of_a_folder_is_its_namespace(ricordo, tmp_path, monkeypatch):
    monkeypatch.delenv("RICORDO_NAMESPACE")
    (tmp_path / "shop" / ".git").mkdir(parents=True)
    assert ricordo("stats", "--cwd", "shop", "--json").json["namespace"] == "project/shop"
    assert ricordo("stats", "--namespace", "team/alpha", "--json").json["namespace"] == "team/alpha"


def test_namespaces_are_renamed_and_deleted_by_words_too(ricordo, stored, memory):
    assert ricordo("namespaces", "rename", "user", "person").code == 0
    assert ricordo("namespaces", "delete", "person", "--json").json["ids"] == [stored]
    assert [one.archived for one in memory.namespaces()] == [1]


@pytest.mark.parametrize("text", ["- buy milk", "-5 degrees in the cellar", "--- begin", "-", "a=b", "--not=an option"])
def test_a_text_that_begins_with_a_dash_can_be_remembered(ricordo, memory, text):
    words = ["--", text] if text.startswith("--n") else [text]
    ran = ricordo("remember", "--json", *words, piped="-")
    assert memory.get(ran.json["id"])[0].text == text


def test_an_empty_list_empties_a_field_and_none_leaves_it(ricordo, memory):
    memory_id = memory.remember("A text", kind="fact", tags=["a"]).id
    ricordo("update", memory_id, "--importance", "0.9")
    assert memory.get(memory_id)[0].tags == ("a",)
    ricordo("update", memory_id, "--tags", "")
    assert memory.get(memory_id)[0].tags == ()


def test_changes_are_undone_by_the_hint_that_they_print(ricordo, tmp_path):
    hint = ricordo("--path", "a b.db", "remember", "A text").err
    assert hint == "take it back with: ricordo --path 'a b.db' undo 1\n"
    with Memory(tmp_path / "a b.db") as other:
        other.undo(1)
        assert other.list().memories == ()


def test_verify_says_by_its_exit_code_that_something_is_wrong(ricordo, stored, memory):
    assert ricordo("verify").code == 0
    memory.path.chmod(0o644)
    ran = ricordo("verify")
    assert ran.code == 1
    assert "✗" in ran.out
    assert ricordo("verify", "--json").code == 1


def test_a_backup_is_restored_without_opening_the_store(ricordo, memory, tmp_path):
    memory.remember("Worth keeping")
    ricordo("backup", "copy.db")
    memory.close()
    memory.path.write_bytes(b"no store at all")
    ran = ricordo("restore-backup", "copy.db", "--json")
    assert ran.json["memories"] == 1
    assert ricordo("list", "--json").json["memories"][0]["text"] == "Worth keeping"
    assert ricordo("--path", "third.db", "restore-backup", "copy.db").code == 0
    assert (tmp_path / "third.db").exists()


def test_recall_shows_what_is_known_about_each_memory(ricordo, memory):
    memory_id = memory.remember("Staging runs Postgres 16", kind="fact", source="file:ops.md").id
    shown = ricordo("recall", "what does staging run?").out
    for part in ("Staging runs Postgres 16", "fact", "file:ops.md", memory_id, "confidence"):
        assert part in shown
    assert "words" in ricordo("recall", "what does staging run?", "--explain").out


def test_a_text_of_several_lines_cannot_look_like_another_answer(ricordo, memory):
    memory.remember("Staging runs Postgres\n2. Staging runs MySQL\n   fact", kind="fact")
    shown = ricordo("recall", "what does staging run?").out
    assert [line[:2] for line in shown.splitlines() if not line.startswith("   ")] == ["1.", "co"]


def test_recall_says_that_it_does_not_know(ricordo, stored):
    ran = ricordo("recall", "zebra crossing colours")
    assert ran.code == 0
    assert ran.out.startswith("I don't know")
    assert ricordo("recall", "zebra crossing colours", "--json").json["no_match"] is True


def test_outcomes_say_what_happened(ricordo, memory):
    first = memory.remember("The database is Postgres", kind="fact", subject="project.db").id
    assert "Known already" in ricordo("remember", "The database is Postgres").out
    superseding = ricordo("remember", "The database is SQLite", "--kind", "fact", "--subject", "project.db").out
    assert f"closed: {first}" in superseding
    redacted = ricordo("remember", "the key is " + "AKIA" + "ABCDEFGHIJ234567", "--kind", "fact").out
    assert "taken out: aws" in redacted


def test_lists_page_by_the_cursor_that_they_print(ricordo, memory):
    memory.remember_many([f"Text number {number}" for number in range(5)])
    first = ricordo("list", "--limit", "3")
    cursor = first.err.split("--cursor ")[1].strip()
    second = ricordo("list", "--limit", "3", "--cursor", cursor)
    assert second.err == ""
    found = ID.findall(first.out) + ID.findall(second.out)
    assert len(set(found)) == 5


def test_control_characters_of_an_agent_do_not_reach_the_terminal(ricordo, memory):
    ricordo("--agent", "evil\x1b[2J", "remember", "A text")
    assert "\x1b" not in ricordo("history").out


def test_nothing_is_erased_without_a_yes(ricordo, stored, memory):
    refused = ricordo("forget", stored, "--hard")
    assert refused.complaint == "this erases for good; repeat it with --yes if you mean it."
    assert refused.code == 2
    declined = ricordo("forget", stored, "--hard", typed="n\n")
    assert declined.err == "Erase 1 memory for good? [y/N] nothing was erased.\n"
    assert memory.get(stored)[0].state == "live"
    assert ricordo("forget", stored, "--hard", "--yes").code == 0
    assert memory.list(states=None).memories == ()


def test_the_question_counts_what_would_be_erased(ricordo, memory):
    memory.remember_many([{"text": f"Text number {number}", "tags": ["old"]} for number in range(3)])
    other = memory.remember("Another one").id
    memory.forget(memory.list(tags=["old"], limit=1).memories[0].id)
    assert "Erase 3 memories" in ricordo("forget", "--tags", "old", "--hard", typed="no\n").err
    assert "Erase 4 memories" in ricordo("forget", other, "--tags", "old", "--hard", typed="").err
    assert "Erase 4 memories" in ricordo("delete-namespace", "user", "--hard", typed="\n").err
    assert memory.stats().memories == 4


def test_what_was_put_away_softly_needs_no_yes(ricordo, stored, memory):
    assert ricordo("forget", stored).code == 0
    assert memory.get(stored)[0].state == "archived"


def test_the_shell_can_complete_commands_and_choices(ricordo, tmp_path):
    ran = ricordo("--install-completion", "--shell", "bash", "--output", "words.bash")
    assert ran.code == 0
    script = (tmp_path / "words.bash").read_text("utf-8")
    for word in ("remember-many", "--budget-tokens", '"instruction"'):
        assert word in script


def test_json_is_one_document_in_any_script(ricordo, memory):
    memory.remember("Zürich 東京 🗝", kind="fact")
    ran = ricordo("list", "--json")
    assert "東京" in ran.out
    assert json.loads(ran.out)["memories"][0]["text"] == "Zürich 東京 🗝"
