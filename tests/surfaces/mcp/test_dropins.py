"""The tools of other memory servers: their names, arguments and answers, over the same memory."""

import json

import pytest
from mcp_types import ElicitResult

from ricordo import Memory

from .conftest import text_of

pytestmark = pytest.mark.anyio
ANA = {"name": "Ana", "entityType": "person", "observations": ["Ana prefers green tea", "Ana works on the shop"]}
SHOP = {"name": "Shop", "entityType": "project", "observations": ["The shop runs on Postgres 16"]}
WORKS = {"from": "Ana", "to": "Shop", "relationType": "Works On"}


async def filled(client):
    await client.call_tool("create_entities", {"entities": [ANA, SHOP]})
    await client.call_tool("create_relations", {"relations": [WORKS]})


async def graph(client, tool="read_graph", **arguments):
    answer = await client.call_tool(tool, arguments)
    assert json.loads(text_of(answer)) == answer.structured_content
    return {one["name"]: one for one in answer.structured_content["entities"]}, answer.structured_content["relations"]


async def test_server_memory_has_its_nine_tools(connect):
    async with connect("server-memory") as client:
        names = [one.name for one in (await client.list_tools()).tools]
    assert names == [
        "create_entities", "create_relations", "add_observations", "delete_entities", "delete_observations",
        "delete_relations", "read_graph", "search_nodes", "open_nodes",
    ]  # fmt: skip


async def test_a_graph_that_was_written_is_read_back(connect):
    async with connect("server-memory") as client:
        made = await client.call_tool("create_entities", {"entities": [ANA, SHOP]})
        assert json.loads(text_of(made)) == made.structured_content["entities"] == [ANA, SHOP]
        related = await client.call_tool("create_relations", {"relations": [WORKS]})
        assert json.loads(text_of(related)) == related.structured_content["relations"] == [WORKS]
        entities, relations = await graph(client)
    assert entities == {"Ana": ANA, "Shop": SHOP}
    assert relations == [WORKS]


async def test_what_is_known_is_not_created_again(connect):
    async with connect("server-memory") as client:
        await filled(client)
        again = await client.call_tool(
            "create_entities", {"entities": [ANA, {**ANA, "name": "Ben", "observations": []}]}
        )
        related = await client.call_tool("create_relations", {"relations": [WORKS, WORKS]})
        observed = await client.call_tool(
            "add_observations",
            {"observations": [{"entityName": "Ana", "contents": ["Ana prefers green tea", "Ana lives in Lisbon"]}]},
        )
    assert [one["name"] for one in again.structured_content["entities"]] == ["Ben"]
    assert related.structured_content["relations"] == []
    assert observed.structured_content["results"] == [
        {"entityName": "Ana", "addedObservations": ["Ana lives in Lisbon"]}
    ]


async def test_one_observation_may_be_about_two_entities_and_be_deleted_of_one(connect):
    shared = "The office is in Lisbon"
    async with connect("server-memory") as client:
        await filled(client)
        for name in ("Ana", "Shop"):
            added = await client.call_tool(
                "add_observations", {"observations": [{"entityName": name, "contents": [shared]}]}
            )
            assert added.structured_content["results"][0]["addedObservations"] == [shared]
        done = await client.call_tool(
            "delete_observations", {"deletions": [{"entityName": "Ana", "observations": [shared]}]}
        )
        entities, _ = await graph(client)
    assert text_of(done) == "Observations deleted successfully"
    assert shared not in entities["Ana"]["observations"]
    assert shared in entities["Shop"]["observations"]


async def test_nodes_are_found_by_name_type_and_observation_and_opened_with_their_relations(connect):
    async with connect("server-memory") as client:
        await filled(client)
        for query, expected in (("shop", {"Shop"}), ("person", {"Ana"}), ("green tea", {"Ana"}), ("zebra", set())):
            entities, _ = await graph(client, "search_nodes", query=query)
            assert expected <= set(entities), query
        entities, relations = await graph(client, "open_nodes", names=["Ana", "Nobody"])
    assert entities == {"Ana": ANA}
    assert relations == [WORKS]


async def test_deleting_says_what_was_not_there_and_can_be_undone(connect):
    async with connect("server-memory") as client:
        await filled(client)
        unrelated = await client.call_tool("delete_relations", {"relations": [WORKS]})
        again = await client.call_tool("delete_relations", {"relations": [WORKS]})
        deleted = await client.call_tool("delete_entities", {"entityNames": ["Ana", "Nobody"]})
        entities, relations = await graph(client)
    assert text_of(unrelated) == "Relations deleted successfully"
    assert text_of(again) == "Deleted 0 of 1 relations. The rest matched nothing."
    assert text_of(deleted) == "Deleted 1 of 2 entities. Not found: Nobody"
    assert deleted.structured_content["success"] is True
    assert (set(entities), relations) == ({"Shop"}, [])
    with Memory() as memory:
        memory.undo()
        assert memory.entity("Ana").entity is not None


async def test_what_names_an_unknown_entity_is_refused_before_anything_is_done(connect):
    async with connect("server-memory") as client:
        await filled(client)
        for tool, arguments in (
            ("create_relations", {"relations": [WORKS, {**WORKS, "to": "Nobody"}]}),
            ("add_observations", {"observations": [{"entityName": "Nobody", "contents": ["x"]}]}),
        ):
            refused = await client.call_tool(tool, arguments)
            assert refused.is_error
            assert text_of(refused) == "Entity with name Nobody not found"
        wrong = await client.call_tool("search_nodes", {"qery": "x"})
    assert text_of(wrong) == "qery is no argument here; did you mean query?"


async def test_agents_of_every_profile_read_the_same_memory(connect):
    with Memory() as memory:
        memory.remember("Ana plays chess on Sundays", about=["Ana"])
    async with connect("server-memory") as client:
        entities, _ = await graph(client)
    assert "Ana plays chess on Sundays" in entities["Ana"]["observations"]
    async with connect("memento") as client:
        found = await client.call_tool("memento_recall", {"query": "what does Ana play?"})
    assert found.structured_content["memories"][0]["content"] == "Ana plays chess on Sundays"


async def test_memento_stores_recalls_changes_and_forgets(connect):
    async with connect("memento") as client:
        assert len((await client.list_tools()).tools) == 10
        first = await client.call_tool("memento_store", {"content": "The theme is dark", "subject_key": "user.theme"})
        second = await client.call_tool(
            "memento_store", {"content": "The theme is light", "subject_key": "user.theme", "metadata": {"by": "Ana"}}
        )
        many = await client.call_tool(
            "memento_store_many",
            {"memories": [{"content": "Ben moved to Porto", "kind": "event"}, {"content": "Ben likes tea"}]},
        )
        browsed = (await client.call_tool("memento_browse", {"subject_key_prefix": "user"})).structured_content[
            "memories"
        ]
        recalled = await client.call_tool("memento_recall_many", {"queries": ["which theme?", "where is Ben?"]})
        changed = await client.call_tool("memento_update", {"id": second.structured_content["id"], "importance": 0.9})
        recent = (await client.call_tool("memento_recent", {"limit": 2})).structured_content["memories"]
        put_away = await client.call_tool("memento_forget_prefix", {"prefix": "user"})
        stats = (await client.call_tool("memento_stats", {})).structured_content
    assert first.structured_content["status"] == "stored"
    assert len(many.structured_content["results"]) == 2
    (theme,) = browsed
    assert (theme["content"], theme["metadata"], theme["kind"]) == ("The theme is light", {"by": "Ana"}, "fact")
    assert [len(one["memories"]) > 0 for one in recalled.structured_content["results"]] == [True, True]
    assert not changed.is_error
    assert len(recent) == 2
    assert put_away.structured_content["count"] >= 1
    assert stats["archived"] >= 1
    assert stats["by_kind"]["event"] == 1


async def test_erasing_by_a_tool_of_another_server_asks_a_person_too(connect):
    asked = []

    async def agree(_, params):
        asked.append(params.message)
        return ElicitResult(action="accept", content={})

    with Memory() as memory:
        known = memory.remember("The spare key is with the caretaker").id
    async with connect("memento") as client:
        refused = await client.call_tool("memento_forget", {"id": known, "hard": True})
    assert text_of(refused).endswith(f" forget {known} --hard")
    async with connect("memento", elicitation_callback=agree) as client:
        done = await client.call_tool("memento_forget", {"id": known, "hard": True})
    assert done.structured_content["forgotten"] == [known]
    assert "caretaker" in asked[0]
