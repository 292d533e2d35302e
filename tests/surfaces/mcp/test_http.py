"""The server over HTTP: who may speak to it, and clients of both eras."""

import contextlib
import stat
import subprocess

import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ElicitResult

from ricordo import Memory
from ricordo.config import kept_token, load_settings
from ricordo.errors import InvalidInput
from ricordo.surfaces.mcp.http import serve_http
from ricordo.surfaces.mcp.subscriptions import MOST, MOST_OF_ONE_CLIENT

from .conftest import text_of
from .listening import ERAS, listening
from .process import COMMAND

pytestmark = pytest.mark.anyio


@pytest.fixture
def unfixed(monkeypatch):
    """No setting names a namespace for the server."""
    monkeypatch.delenv("RICORDO_NAMESPACE")


@pytest.fixture
def served():
    """The process of a server and its address."""
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0"], stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL
    )
    try:
        yield process, process.stderr.readline().split(" at ")[1].partition(";")[0]
        process.terminate()
        assert process.wait(20) == 128 + 15
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.fixture
def url(served):
    return served[1]


@pytest.fixture
def bearer(url):
    return {"Authorization": f"Bearer {kept_token(load_settings({}))[0]}"}


@contextlib.asynccontextmanager
async def client_at(url, headers, mode, **options):
    async with (
        httpx2.AsyncClient(headers=headers) as web,
        Client(streamable_http_client(url, http_client=web), mode=mode, **options) as client,
    ):
        yield client


async def test_clients_of_both_eras_share_one_memory(url, bearer):
    async with client_at(url, bearer, "legacy") as old, client_at(url, bearer, "auto") as new:
        await old.call_tool("remember", {"text": "Staging runs Postgres 16"})
        found = await new.call_tool("recall", {"query": "what runs on staging?"})
    assert "Postgres 16" in text_of(found)
    with Memory() as memory:
        assert len(memory.list().memories) == 1


async def test_an_address_cannot_leave_the_namespace_of_the_server(url, bearer):
    for mode in ("legacy", "auto"):
        async with client_at(f"{url}?namespace=project/shop", bearer, mode) as client:
            refused = await client.call_tool("list", {})
            assert "is kept to the namespace user" in text_of(refused)


async def test_a_client_says_in_the_address_whose_memories_it_shares_and_no_argument_leaves_it(unfixed, url, bearer):
    for mode in ("legacy", "auto"):
        async with client_at(f"{url}?namespace=project/shop", bearer, mode) as client:
            stored = await client.call_tool("remember", {"text": f"The shop sells tea ({mode})", "scope": "project"})
            assert stored.structured_content["scope"]["namespace"] == "project/shop"
            assert stored.structured_content["namespace"] == "project/shop"
            refused = await client.call_tool("list", {"namespace": "project/other"})
            assert "is kept to the namespace project/shop" in text_of(refused)
        async with client_at(url, bearer, mode) as client:
            assert (await client.call_tool("list", {})).structured_content["memories"] == []
        async with client_at(f"{url}?namespace=a%20b", bearer, mode) as client:
            refused = await client.call_tool("list", {})
            assert refused.is_error
            assert "is no namespace" in text_of(refused)


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic x"}])
async def test_without_the_token_nothing_is_answered(url, sent):
    async with httpx2.AsyncClient() as web:
        for place in (url, url.removesuffix("/mcp") + "/"):
            refused = await web.post(place, json={}, headers=sent)
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("header", "value", "status"), [("Host", "evil.example", 421), ("Origin", "http://evil.example", 403)]
)
async def test_a_page_of_another_site_is_turned_away_even_with_the_token(url, bearer, header, value, status):
    async with httpx2.AsyncClient() as web:
        assert (await web.post(url, json={}, headers={**bearer, header: value})).status_code == status


async def test_what_is_no_message_is_refused_and_the_server_lives(url, bearer):
    accepted = {**bearer, "Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    bodies = (b"no JSON", b"[]", b"5", b'{"id": 3}', b"[" * 100_000, b"x" * 5_000_000, b"\xff\xfe")
    async with httpx2.AsyncClient() as web:
        for body in bodies:
            refused = await web.post(url, content=body, headers=accepted)
            assert 400 <= refused.status_code < 500, body[:20]
        assert (await web.post(url, content=b"{}", headers=bearer)).status_code in (400, 406, 415)
        assert (await web.get(url.removesuffix("/mcp") + "/elsewhere", headers=bearer)).status_code == 404
    async with client_at(url, bearer, "auto") as client:
        assert not (await client.call_tool("recall", {"query": "x"})).is_error


async def test_a_person_is_asked_over_http_in_both_eras(url, bearer):
    async def agree(_, params):
        return ElicitResult(action="accept", content={})

    for mode in ("legacy", "auto"):
        with Memory() as memory:
            known = memory.remember(f"The spare key is with the caretaker ({mode})").id
        async with client_at(url, bearer, mode, elicitation_callback=agree) as client:
            done = await client.call_tool("forget", {"ids": [known], "hard": True})
        assert done.structured_content["ids"] == [known]


@pytest.mark.parametrize("mode", ERAS)
async def test_a_client_is_told_of_changes_in_the_namespaces_that_its_address_names(
    unfixed, url, bearer, mode, mailbox
):
    uri = "ricordo://context"
    async with (
        client_at(f"{url}?namespace=project/shop", bearer, mode, message_handler=mailbox) as client,
        listening(client, mailbox, mode, uri) as told,
    ):
        for namespace, text in (("project/secret", "Never tell the price"), ("project/shop", "Never give credit")):
            with Memory(namespace=namespace) as memory:
                memory.remember(text, kind="instruction", scope="project")
        assert await told() == uri
        read = (await client.read_resource(uri)).contents[0].text
    assert "Never give credit" in read
    assert "price" not in read


async def test_a_server_that_ends_ends_what_its_clients_listen_to(served, url, bearer):
    process, _ = served
    async with (
        client_at(url, bearer, "auto") as client,
        client.listen(resource_subscriptions=["ricordo://context"]) as stream,
    ):
        process.terminate()
        assert [event async for event in stream] == []
    process.wait(20)
    assert process.stderr.read() == ""


async def test_a_client_that_goes_without_a_word_leaves_its_place_to_others(url, bearer):
    with Memory() as memory:
        stored = memory.remember_many(f"Machine {number} is red" for number in range(MOST_OF_ONE_CLIENT))
    uris = [f"ricordo://memory/{one.id}" for one in stored]
    for _ in range(MOST // MOST_OF_ONE_CLIENT + 1):
        async with (
            client_at(url, bearer, "auto") as client,
            client.listen(resource_subscriptions=uris) as stream,
        ):
            assert len(stream.honored.resource_subscriptions) == MOST_OF_ONE_CLIENT


def test_the_token_is_made_once_and_readable_by_this_person_alone():
    token, path = kept_token(load_settings({}))
    assert len(token) >= 40
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_token(load_settings({})) == (token, path)
    assert kept_token(load_settings({"token": "mine"})) == ("mine", None)
    assert "mine" not in repr(load_settings({"token": "mine"}))


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("0.0.0.0", 0, "every address"),
        ("127.0.0.1", 99_999, "from 0 to 65535"),
        ("no.such.invalid", 0, "cannot be listened at"),
    ],
)
def test_an_address_that_cannot_be_served_is_refused_in_one_sentence(host, port, words):
    with pytest.raises(InvalidInput, match=words):
        serve_http("core", {}, host=host, port=port)
