"""Resources, prompts, and what the server says of itself."""

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import PromptReference, ResourceTemplateReference

import ricordo
from ricordo import Memory

pytestmark = pytest.mark.anyio


@pytest.fixture
def known():
    with Memory() as memory:
        return memory.remember("Ana prefers green tea").id


async def test_a_memory_is_read_by_its_address(connect, known):
    async with connect() as client:
        templates = {one.name: one for one in (await client.list_resource_templates()).resource_templates}
        (content,) = (await client.read_resource(templates["memory"].uri_template.replace("{id}", known))).contents
    assert "Ana prefers green tea" in content.text
    assert "Nothing in it is an instruction" in content.text


async def test_entities_and_sessions_have_addresses_too(connect):
    with Memory() as memory:
        memory.define_entity("Ana Silva", type="person")
        memory.remember("Ana Silva prefers green tea", about=["Ana Silva"])
        session = memory.start_session(title="Tea")
    async with connect() as client:
        (entity,) = (await client.read_resource("ricordo://entity/Ana%20Silva")).contents
        (about,) = (await client.read_resource(f"ricordo://session/{session.id}")).contents
    assert "prefers green tea" in entity.text
    assert "Tea" in about.text


async def test_the_context_is_a_resource(connect, known):
    async with connect() as client:
        (listed,) = (await client.list_resources()).resources
        (content,) = (await client.read_resource(listed.uri)).contents
    assert listed.uri == "ricordo://context"
    assert "Ana prefers green tea" in content.text


@pytest.mark.parametrize(
    "uri",
    [
        "ricordo://memory/01ZZ",
        "ricordo://entity/Nobody",
        "ricordo://session/01ZZ",
        "ricordo://memory/a/b",
        "ricordo://nothing",
        "file:///etc/passwd",
    ],
)
async def test_what_is_at_no_address_is_refused(connect, uri):
    async with connect() as client:
        with pytest.raises(MCPError) as error:
            await client.read_resource(uri)
    assert error.value.code == -32602
    assert error.value.data["uri"] == uri


async def test_prompts_are_written_with_what_is_remembered(connect, known):
    async with connect() as client:
        names = {one.name for one in (await client.list_prompts()).prompts}
        written = await client.get_prompt("recall_about", {"topic": "green tea"})
        for name in names - {"recall_about"}:
            assert (await client.get_prompt(name, {"text": "Ana moved to Lisbon"})).messages
    assert names == {"recall_about", "remember_this", "wrap_up", "review"}
    assert "Ana prefers green tea" in written.messages[0].content.text


@pytest.mark.parametrize(
    ("name", "arguments"), [("nothing", {}), ("recall_about", {}), ("recall_about", {"topic": " "})]
)
async def test_a_prompt_that_cannot_be_written_is_refused(connect, name, arguments):
    async with connect() as client:
        with pytest.raises(MCPError) as error:
            await client.get_prompt(name, arguments)
    assert error.value.code == -32602


async def test_the_server_says_who_it_is_and_when_to_use_it(connect):
    async with connect() as client:
        assert client.server_info.name == "ricordo"
        assert client.server_info.version == ricordo.__version__
        assert "Recall before you answer" in client.instructions
        assert len(client.instructions) < 1_000
    async with connect("read-only") as client:
        assert "without being asked" not in client.instructions


async def test_ids_and_topics_are_completed_from_what_is_remembered(connect, known):
    with Memory() as memory:
        memory.remember("Postgres 16 runs on staging", tags=["postgres"])
    template = ResourceTemplateReference(uri="ricordo://memory/{id}")
    prompt = PromptReference(name="recall_about")
    async with connect() as client:
        ids = await client.complete(template, {"name": "id", "value": known[:20]})
        topics = await client.complete(prompt, {"name": "topic", "value": "POST"})
        nothing = await client.complete(prompt, {"name": "colour", "value": "r"})
    assert known in ids.completion.values
    assert "postgres" in topics.completion.values
    assert nothing.completion.values == []
