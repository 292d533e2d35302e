"""The scope of a call: whose memories it is about, in which conversation, and who fixed it."""

import pytest
from mcp_types import Implementation

from ricordo import Memory
from ricordo.operations import OPERATIONS
from ricordo.surfaces.hooks.clients import CLIENTS as HOOKED
from ricordo.surfaces.mcp.scoping import NAMING_NAMESPACES, Scoping
from ricordo.surfaces.setup.clients import CLIENTS

from .conftest import MODES, text_of

pytestmark = pytest.mark.anyio
TEA = "The shop sells green tea"


@pytest.fixture(params=[*MODES, "2026-07-28"])
def mode(request):
    """The era of the protocol, chosen or found out."""
    return request.param


@pytest.fixture
def guessed(tmp_path, monkeypatch):
    """The server is started in a folder of a project; nobody named a namespace."""
    folder = tmp_path / "wrong"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("RICORDO_NAMESPACE")


def test_no_operation_has_an_argument_of_the_scope():
    for operation in OPERATIONS.values():
        assert not {one.name for one in operation.parameters} & set(Scoping.model_fields), operation.name


def test_every_argument_that_names_a_namespace_is_known_to_be_one():
    naming = {
        (operation.name, one.name)
        for operation in OPERATIONS.values()
        for one in operation.parameters
        if "namespace" in one.name or "namespace" in f"{operation.name} {one.description}"
    }
    known = {(operation, name) for operation, names in NAMING_NAMESPACES.items() for name in names}
    assert naming - {("delete_namespace", "hard")} == known


async def test_a_wrong_guess_is_seen_and_corrected_in_one_call(connect, guessed):
    async with connect() as client:
        wrong = await client.call_tool("remember", {"text": TEA, "scope": "project"})
        right = await client.call_tool("remember", {"text": TEA, "scope": "project", "namespace": "project/shop"})
        found = await client.call_tool("recall", {"query": "what does the shop sell?", "namespace": "project/shop"})
    assert wrong.structured_content["scope"]["namespace"] == "project/wrong"
    assert text_of(wrong).endswith("(namespace project/wrong, agent mcp)")
    assert right.structured_content["namespace"] == "project/shop"
    (hit,) = found.structured_content["hits"]
    assert hit["memory"]["id"] == right.structured_content["id"]
    assert text_of(found).endswith("(namespace project/shop, agent mcp)")


async def test_what_was_written_into_the_wrong_namespace_is_moved_in_one_call_and_back_by_undo(connect, guessed):
    async with connect() as client:
        wrong = (await client.call_tool("remember", {"text": TEA, "scope": "project"})).structured_content
        moved = (await client.call_tool("update", {"id": wrong["id"], "move_to": "project/shop"})).structured_content
        left = (await client.call_tool("list", {})).structured_content["memories"]
        there = (await client.call_tool("list", {"namespace": "project/shop"})).structured_content["memories"]
        await client.call_tool("undo", {"change": moved["change"]})
        back = (await client.call_tool("list", {})).structured_content["memories"]
    assert moved["namespace"] == "project/shop"
    assert (left, [one["id"] for one in there], [one["id"] for one in back]) == ([], [wrong["id"]], [wrong["id"]])


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        ({"namespace": "a b"}, "is no namespace", "invalid_input"),
        ({"namespace": 5}, "namespace is 5", "invalid_input"),
        ({"session": "x"}, "did you mean session_id?", "invalid_input"),
        ({"session_id": " "}, "session is empty", "invalid_input"),
        ({"session_id": "x" * 300}, "session is 300 characters long", "invalid_input"),
        ({"session_id": "01K00000000000000000000000"}, "`sessions` lists them", "not_found"),
    ],
)
async def test_a_scope_that_cannot_be_is_refused_and_nothing_is_written(connect, arguments, sentence, code):
    async with connect() as client:
        refused = await client.call_tool("remember", {"text": TEA, **arguments})
        after = await client.call_tool("list", {})
    assert sentence in text_of(refused)
    assert refused.meta["ricordo/code"] == code
    assert after.structured_content["memories"] == []


@pytest.mark.parametrize("spelt", [str, str.lower])
async def test_what_is_written_with_the_handle_of_a_session_carries_it(connect, guessed, spelt):
    async with connect("full") as client:
        begun = (await client.call_tool("start_session", {"title": "Tea"})).structured_content
        handle = begun["id"]
        stored = await client.call_tool("remember", {"text": TEA, "session_id": spelt(handle)})
        elsewhere = await client.call_tool(
            "remember", {"text": "Ports open at nine", "namespace": "team/docks", "session_id": handle}
        )
        plain = await client.call_tool("remember", {"text": "Ana lives in Lisbon"})
        of_it = (await client.call_tool("list", {"session": handle})).structured_content["memories"]
        history = (await client.call_tool("history", {"limit": 2})).structured_content["result"]
        await client.call_tool("context", {"session_id": handle})
        ended = await client.call_tool("end_session", {"id": handle, "summary": "We sell tea", "session_id": handle})
        sessions = (await client.call_tool("sessions", {})).structured_content["result"]
        gone = await client.call_tool("forget_session", {"id": handle})
        late = await client.call_tool("remember", {"text": "Late", "session_id": handle})
    assert stored.structured_content["scope"]["session_id"] == handle
    assert text_of(stored).endswith(f"(namespace project/wrong, agent mcp, session_id {handle})")
    assert elsewhere.structured_content["scope"]["session_id"] == handle
    assert "session_id" not in plain.structured_content["scope"]
    assert [one["text"] for one in of_it] == [TEA]
    assert [one.get("session") for one in history] == [None, handle]
    assert not ended.is_error, text_of(ended)
    assert [one["id"] for one in sessions] == [handle]
    assert not gone.is_error
    assert late.meta["ricordo/code"] == "not_found"


async def test_the_beginning_of_a_session_says_how_to_go_on(connect):
    async with connect("full") as client:
        begun = await client.call_tool("start_session", {})
    hint = f"pass session_id {begun.structured_content['id']} with what you write in this session."
    assert begun.structured_content["next"] == hint
    assert text_of(begun).endswith(hint)


async def test_a_client_may_name_its_own_conversation(connect):
    own = "6f1c2a8e-77c1-4b1f-9d9e-0d6a3c2f1b10"
    async with connect() as client:
        await client.call_tool("remember", {"text": TEA, "session_id": own})
        found = await client.call_tool("list", {"session": own, "session_id": own})
        forgotten = await client.call_tool("remember", {"text": "Ana lives in Lisbon", "session_id": own})
        await client.call_tool("forget", {"ids": [forgotten.structured_content["id"]], "session_id": own})
        left = await client.call_tool("list", {})
    assert [one["session"] for one in found.structured_content["memories"]] == [own]
    assert [one["text"] for one in left.structured_content["memories"]] == [TEA]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("remember", {"text": TEA, "namespace": "project/other"}),
        ("recall", {"query": "tea", "namespace": "team/x"}),
        ("rename_namespace", {"name": "project/other", "to": "project/shop"}),
        ("rename_namespace", {"name": "project/shop", "to": "project/other"}),
        ("delete_namespace", {"name": "project/other"}),
    ],
)
async def test_what_a_person_fixed_no_argument_leaves(connect, tool, arguments):
    with Memory(namespace="project/other") as memory:
        memory.remember("The other shop sells coffee", scope="project")
    async with connect("full", {"namespace": "project/shop"}) as client:
        refused = await client.call_tool(tool, arguments)
        assert refused.is_error
        assert "is kept to the namespace project/shop" in text_of(refused)
    with Memory(namespace="project/other") as memory:
        assert len(memory.list().memories) == 1


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("remember", {"text": TEA, "scope": "user"}),
        ("remember_many", {"items": [{"text": TEA}, {"text": "Ana likes tea", "scope": "user"}]}),
        ("set_profile", {"key": "theme", "value": "dark", "scope": "user"}),
        ("recall", {"query": "tea", "scope": "user"}),
        ("list", {"scope": "user"}),
        ("forget", {"kinds": ["fact"], "scope": "user"}),
    ],
)
async def test_a_fixed_namespace_that_is_no_project_is_not_left_for_the_person(connect, tool, arguments):
    with Memory(namespace="user") as memory:
        memory.remember("Ana drinks coffee in the morning", kind="fact")
    async with connect("full", {"namespace": "team"}) as client:
        refused = await client.call_tool(tool, arguments)
        assert refused.is_error
        assert "is kept to the namespace team; user cannot be reached from it" in text_of(refused)
        own = await client.call_tool("remember", {"text": TEA, "scope": "project"})
    assert own.structured_content["namespace"] == "team"
    with Memory(namespace="user") as memory:
        assert len(memory.list().memories) == 1


async def test_a_fixed_project_still_shares_the_memories_of_the_person(connect):
    async with connect(opening={"namespace": "project/shop"}) as client:
        stored = await client.call_tool("remember", {"text": TEA, "namespace": "user"})
        moved = await client.call_tool("update", {"id": stored.structured_content["id"], "move_to": "project/shop"})
        refused = await client.call_tool("update", {"id": stored.structured_content["id"], "move_to": "project/other"})
    assert stored.structured_content["namespace"] == "user"
    assert moved.structured_content["namespace"] == "project/shop"
    assert refused.is_error


@pytest.mark.parametrize(
    ("introduced", "agent"),
    [
        ("codex-mcp-client", "codex"),
        ("gemini-cli-mcp-client", "gemini"),
        ("copilot-cli", "copilot"),
        ("opencode", "opencode"),
        ("my own agent", "my own agent"),
    ],
)
async def test_a_client_has_the_name_under_which_it_is_installed(connect, introduced, agent):
    async with connect(client_info=Implementation(name=introduced, version="1")) as client:
        stored = await client.call_tool("remember", {"text": TEA})
    assert stored.structured_content["scope"]["agent"] == agent


async def test_a_person_is_told_in_which_namespace_a_call_would_erase(connect, guessed):
    async with connect() as client:
        stored = await client.call_tool("remember", {"text": TEA, "scope": "project", "namespace": "project/shop"})
        erasing = {"ids": [stored.structured_content["id"]], "hard": True, "namespace": "project/shop"}
        refused = await client.call_tool("forget", erasing)
    assert "--namespace project/shop" in text_of(refused)


def test_hooks_say_the_same_name():
    assert {one.name for one in CLIENTS if one.introduces} <= set(HOOKED)
