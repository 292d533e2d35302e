"""Who has subscribed to an address is told when it reads differently, in every era, whoever has changed it."""

import contextlib

import anyio
import pytest
from mcp.client import Client
from mcp.shared.exceptions import MCPError

from ricordo import Memory
from ricordo.config import load_settings
from ricordo.surfaces.mcp import subscriptions
from ricordo.surfaces.mcp.opened import Caller, SharedMemory
from ricordo.surfaces.mcp.server import make_server
from ricordo.surfaces.mcp.subscriptions import MOST, MOST_OF_ONE_CLIENT, Watch

from .listening import ERAS, Mailbox, listening, subscribe, unsubscribe

pytestmark = pytest.mark.anyio
CONTEXT = "ricordo://context"


@pytest.fixture(params=ERAS)
def mode(request):
    return request.param


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(subscriptions, "LOOK_SECONDS", 0.05)


@pytest.fixture
def other():
    """The same file, opened by somebody else."""
    with Memory() as memory:
        yield memory


@pytest.fixture
def listen(connect, mailbox, mode):
    """Connect and subscribe."""

    @contextlib.asynccontextmanager
    async def connected(*uris, opening=None):
        async with (
            connect("full", opening, message_handler=mailbox) as client,
            listening(client, mailbox, mode, *uris) as told,
        ):
            yield client, told

    return connected


def at(memory_id):
    return f"ricordo://memory/{memory_id}"


async def test_a_client_is_told_of_its_own_changes_and_then_reads_the_new_text(listen, other):
    known = other.remember("Ana prefers green tea").id
    async with listen(at(known)) as (client, told):
        await client.call_tool("update", {"id": known, "text": "Ana prefers black tea"})
        assert await told() == at(known)
        assert "black tea" in (await client.read_resource(at(known))).contents[0].text


async def test_clients_of_one_server_are_told_of_each_others_changes(mode, mailbox, other):
    known = other.remember("Ana prefers green tea").id
    shared = SharedMemory({})
    server = make_server("core", shared)
    async with (
        Client(server, mode=mode, message_handler=mailbox) as one,
        Client(server, mode=mode) as two,
        listening(one, mailbox, mode, at(known)) as told,
    ):
        await two.call_tool("forget", {"ids": [known]})
        assert await told() == at(known)
    shared.close()


async def test_every_kind_of_address_is_watched(listen, other):
    known = other.remember("Ana Silva prefers green tea", about=["Ana Silva"]).id
    other.define_entity("Ana Silva", type="person")
    session = other.start_session(title="Tea").id
    entity, conversation = "ricordo://entity/Ana%20Silva", f"ricordo://session/{session}"
    changes = {
        at(known): lambda: other.update(known, importance=0.9),
        entity: lambda: other.relate("Ana Silva", "works_at", "Tea House"),
        conversation: lambda: other.end_session(session, tasks=["buy tea"]),
        CONTEXT: lambda: other.remember("Always answer in English", kind="instruction"),
    }
    for uri, change in changes.items():
        async with listen(uri) as (_, told):
            change()
            assert await told() == uri


async def test_a_change_wakes_nobody_whom_it_does_not_concern(listen, other):
    one = other.remember("Staging runs Postgres 16", about=["Postgres"]).id
    two = other.remember("Ana prefers green tea", about=["Ana"]).id
    async with listen(at(one), "ricordo://entity/Postgres", at(two)) as (_, told):
        other.update(two, importance=0.9)
        assert await told() == at(two)
        other.update(two, importance=0.8)
        assert await told() == at(two)
        other.forget([one])
        assert {await told(), await told()} == {at(one), "ricordo://entity/Postgres"}


async def test_what_happens_at_once_is_told_once(listen, other):
    known = other.remember("Ana prefers green tea", about=["Ana"]).id
    async with listen("ricordo://entity/Ana", at(known)) as (_, told):
        other.remember_many([{"text": f"Ana read book {number}", "about": ["Ana"]} for number in range(50)])
        assert await told() == "ricordo://entity/Ana"
        other.update(known, importance=0.9)
        assert {await told(), await told()} == {"ricordo://entity/Ana", at(known)}


async def test_nobody_is_told_of_a_namespace_that_the_client_cannot_read(listen, other):
    opening = {"namespace": "project/shop"}
    with Memory(namespace="project/shop") as shop, Memory(namespace="project/secret") as secret:
        async with listen(CONTEXT, opening=opening) as (client, told):
            before = (await client.read_resource(CONTEXT)).contents[0].text
            secret.remember("Never tell the price", kind="instruction", scope="project")
            shop.remember("Never give credit", kind="instruction", scope="project")
            assert await told() == CONTEXT
            text = (await client.read_resource(CONTEXT)).contents[0].text
            assert text != before
            assert "price" not in text
            other.remember("Always answer in English", kind="instruction")
            assert await told() == CONTEXT
            shop.rename_namespace("project/shop", "project/market")
            assert await told() == CONTEXT


async def test_an_erasure_is_told_and_the_address_then_holds_nothing(listen, other):
    known = other.remember("Ana prefers green tea").id
    async with listen(at(known)) as (client, told):
        other.forget([known], hard=True)
        assert await told() == at(known)
        with pytest.raises(MCPError, match="history"):
            await client.read_resource(at(known))


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("ricordo://memory/01ZZ", "no memory here has the id 01ZZ"),
        ("ricordo://memory/0", "fits"),
        ("ricordo://entity/Nobody", "Nobody"),
        ("ricordo://session/01ZZ", "no session here"),
        ("ricordo://nothing", "there is nothing at"),
        ("file:///etc/passwd", "there is nothing at"),
    ],
)
async def test_an_address_that_cannot_be_read_cannot_be_subscribed_to(connect, mailbox, mode, other, uri, words):
    other.remember("Staging runs Postgres 16")
    other.remember("Ana prefers green tea")
    async with connect() as client:
        with pytest.raises(MCPError, match=words) as error:
            async with listening(client, mailbox, mode, CONTEXT, uri):
                raise AssertionError(uri)
    assert error.value.code == -32602


async def test_the_beginning_of_an_id_is_an_address_as_long_as_it_is_unambiguous(listen, other):
    known = other.remember("Ana prefers green tea").id
    async with listen(at(known[:25].lower())) as (_, told):
        other.update(known, importance=0.9)
        assert await told() == at(known[:25].lower())


async def test_a_client_watches_only_so_many_addresses(listen, connect, mailbox, mode, other):
    ids = [one.id for one in other.remember_many(f"Machine {number} is red" for number in range(MOST_OF_ONE_CLIENT))]
    async with connect() as client:
        with pytest.raises(MCPError, match=f"at most {MOST_OF_ONE_CLIENT} addresses"):
            async with listening(client, mailbox, mode, *map(at, ids), CONTEXT):
                raise AssertionError(ids)
    async with listen(*map(at, ids)) as (_, told):
        other.forget([ids[-1]])
        assert await told() == at(ids[-1])


@pytest.mark.parametrize("mode", ["legacy"])
async def test_who_subscribes_twice_is_told_once_and_who_unsubscribes_not_at_all(connect, mailbox, other):
    one, two = (other.remember(text).id for text in ("Staging runs Postgres 16", "Ana prefers green tea"))
    async with connect(message_handler=mailbox) as client:
        for uri in (at(one), at(one), at(two)):
            await subscribe(client, uri)
        other.update(one, importance=0.9)
        other.update(two, importance=0.9)
        assert {await mailbox.next(), await mailbox.next()} == {at(one), at(two)}
        for _ in range(2):
            await unsubscribe(client, at(one))
        other.forget([one, two])
        assert await mailbox.next() == at(two)
        await subscribe(client, at(one))
        other.restore(one)
        assert await mailbox.next() == at(one)


@pytest.mark.parametrize("mode", ["auto"])
async def test_a_stream_carries_only_what_was_asked_for_and_is_served(connect, other):
    known = other.remember("Ana prefers green tea").id
    async with (
        connect() as client,
        client.listen(resource_subscriptions=[at(known), at(known)], tools_list_changed=True) as one,
        client.listen(resource_subscriptions=[CONTEXT]) as two,
    ):
        assert one.honored.model_dump(exclude_none=True) == {"resource_subscriptions": [at(known)]}
        other.update(known, text="Never offer Ana green tea", kind="instruction")
        with anyio.fail_after(60):
            assert (await anext(two)).uri == CONTEXT
            assert (await anext(one)).uri == at(known)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_the_server_says_that_addresses_can_be_subscribed_to_and_lists_never_change(connect):
    async with connect() as client:
        told = client.server_capabilities
    assert told.resources.subscribe
    assert [one.list_changed for one in (told.tools, told.resources, told.prompts)] == [False] * 3


async def test_a_server_to_which_nobody_subscribes_does_not_open_the_memory(connect, mode):
    async with connect() as client:
        await client.list_resources()
        if mode != "legacy":
            async with client.listen(tools_list_changed=True) as stream:
                assert stream.honored.resource_subscriptions is None
    assert not load_settings({}).store_path.exists()


def running():
    return {one.id for one in anyio.get_running_tasks()}


async def test_nothing_goes_on_when_the_last_subscription_or_the_client_is_gone(connect, mailbox, mode, other):
    known = other.remember("Ana prefers green tea").id
    nobody = running()
    async with connect(message_handler=mailbox) as client:
        await client.list_resources()
        before = running()
        async with listening(client, mailbox, mode, at(known), CONTEXT) as told:
            assert running() > before
            other.update(known, importance=0.9)
            await told()
        with anyio.fail_after(60):
            while not running() <= before:  # noqa: ASYNC110 - nobody tells of a task that ends
                await anyio.sleep(0.01)
        if mode == "legacy":
            await subscribe(client, CONTEXT)
    assert running() <= nobody


async def test_a_client_that_does_not_listen_holds_up_nobody_and_misses_nothing(other):
    known = other.remember("Ana prefers green tea").id
    shared, goes_on = SharedMemory({}), anyio.Event()
    heard, told = Mailbox(), Mailbox()

    async def deaf(uri):
        heard.put(uri)
        await goes_on.wait()

    async def quick(uri):
        told.put(uri)

    async with anyio.create_task_group() as tasks:
        watch = Watch(shared, tasks)
        await watch.add("deaf", Caller(), [at(known)], deaf)
        await watch.add("quick", Caller(), [at(known)], quick)
        with anyio.fail_after(60):
            for importance in (0.6, 0.7, 0.8):
                other.update(known, importance=importance)
                assert await told.next() == at(known)
            assert await heard.next() == at(known)
            assert len(heard) == 0
            goes_on.set()
            assert await heard.next() == at(known)
        for owner in ("deaf", "quick"):
            watch.drop(watch.of(owner))
    heard.close()
    told.close()
    shared.close()


async def test_a_server_watches_only_so_many_addresses_for_all_clients(other):
    async def tell(uri):
        raise AssertionError(uri)

    ids = [one.id for one in other.remember_many(f"Machine {number} is red" for number in range(MOST_OF_ONE_CLIENT))]
    shared = SharedMemory({})
    async with anyio.create_task_group() as tasks:
        watch = Watch(shared, tasks)
        owners = range(MOST // MOST_OF_ONE_CLIENT)
        for owner in owners:
            await watch.add(owner, Caller(), [at(one) for one in ids], tell)
        with pytest.raises(MCPError, match=f"at most {MOST} addresses for all"):
            await watch.add("another", Caller(), [CONTEXT], tell)
        for owner in owners:
            watch.drop(watch.of(owner))
    shared.close()
