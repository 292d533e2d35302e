"""The server over standard input and output: real processes, clients of both eras, and lines that no client sends."""

import collections
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import anyio
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.memory import create_client_server_memory_streams
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCRequest

from ricordo import Memory
from ricordo.surfaces.mcp import stdio
from ricordo.surfaces.mcp.opened import SharedMemory
from ricordo.surfaces.mcp.server import make_server

from .conftest import text_of
from .listening import ERAS, listening
from .process import COMMAND, INITIALIZE, server

LARGE = 50_000_000


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["auto", "legacy", "2026-07-28"])
async def test_the_client_of_the_sdk_remembers_and_recalls_in_every_mode(mode):
    parameters = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=dict(os.environ))
    async with Client(parameters, mode=mode) as client:
        assert "recall" in [one.name for one in (await client.list_tools()).tools]
        await client.call_tool("remember", {"text": "Staging runs Postgres 16"})
        found = await client.call_tool("recall", {"query": "what runs on staging?"})
    assert "Postgres 16" in text_of(found)


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_a_client_is_told_what_the_command_line_wrote(mode, mailbox):
    parameters = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=dict(os.environ))
    by_hand = [*COMMAND[:-1], "remember", "Always answer in English", "--kind", "instruction"]
    uri = "ricordo://context"
    async with (
        Client(parameters, mode=mode, message_handler=mailbox) as client,
        listening(client, mailbox, mode, uri) as told,
    ):
        await anyio.run_process(by_hand)
        assert await told() == uri
        assert "Always answer in English" in (await client.read_resource(uri)).contents[0].text


@pytest.mark.anyio
async def test_a_client_that_listens_and_goes_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(stdio, "_FINISH_SECONDS", 1_000)
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    params = {"_meta": meta, "notifications": {"resourceSubscriptions": ["ricordo://context"]}}
    listen = JSONRPCRequest(jsonrpc="2.0", id="a", method="subscriptions/listen", params=params)
    shared = SharedMemory({})
    with anyio.fail_after(60):
        async with (
            create_client_server_memory_streams() as ((heard, said), (incoming, outgoing)),
            anyio.create_task_group() as tasks,
        ):
            tasks.start_soon(stdio.run, make_server("core", shared), incoming, outgoing)
            await said.send(SessionMessage(listen))
            first = (await heard.receive()).message
            await said.aclose()
    shared.close()
    assert first.method == "notifications/subscriptions/acknowledged"


def test_the_project_is_that_of_the_working_directory_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.delenv("RICORDO_NAMESPACE")
    (tmp_path / "shop" / ".git").mkdir(parents=True)
    codex = tmp_path / ".codex"
    codex.mkdir()
    (codex / "AGENTS.md").write_text("Be kind.")
    for words, folder, expected in (
        ((), tmp_path / "shop", "project/shop"),
        ((), codex, "user"),
        (("--namespace", "team/alpha"), tmp_path / "shop", "team/alpha"),
    ):
        with server(*words, cwd=folder) as lines:
            lines.begin()
            answer = lines.ask("tools/call", {"name": "recall", "arguments": {"query": "anything"}})
        assert answer["result"]["structuredContent"]["scope"] == {"namespace": expected, "agent": "tester"}


CALL = b'{"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": '
HOSTILE = [
    (b"this is no JSON", -32700, None),
    (b'{"jsonrpc": "2.0", "id": 3', -32700, None),
    (b"\xff\xfe\x00", -32700, None),
    (b"[" * 100_000, -32700, None),
    (b'[{"jsonrpc": "2.0", "id": 3, "method": "ping"}]', -32600, None),
    (b"[]", -32600, None),
    (b"5", -32600, None),
    (b'{"jsonrpc": "1.0", "id": 3, "method": "ping"}', -32600, 3),
    (b'{"id": "three"}', -32600, "three"),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "no/such"}', -32601, 3),
    (CALL + b'{"name": 5}}', -32602, 3),
    (CALL + b'{"name": "get", "arguments": []}}', -32602, 3),
    (CALL + b'{"name": "no_such_tool"}}', -32602, 3),
]


@pytest.mark.parametrize("is_begun", [False, True])
def test_what_is_no_message_is_answered_and_the_server_lives(is_begun):
    with server() as lines:
        if is_begun:
            lines.begin()
        for line, code, number in HOSTILE:
            lines.send(line)
            answer = lines.receive()
            assert (answer["error"]["code"], answer["id"]) == (code, number), line[:60]
        if not is_begun:
            lines.begin()
        assert "tools" in lines.ask("tools/list")["result"]


def test_a_text_that_was_cut_in_the_middle_of_a_character_is_taken():
    with server() as lines:
        lines.begin()
        lines.send(CALL + rb'{"name": "remember", "arguments": {"text": "The lamp \ud83d\ude00 costs 14 \ud83d"}}}')
        answer = lines.receive()
        assert (answer["id"], answer["result"]["structuredContent"]["status"]) == (3, "stored")
        found = lines.ask("tools/call", {"name": "list", "arguments": {}})
        assert "The lamp 😀 costs 14 \ufffd" in found["result"]["structuredContent"]["memories"][0]["text"]


def test_blank_lines_and_unknown_notifications_are_passed_over():
    with server() as lines:
        lines.send(b"", b"   ", {"jsonrpc": "2.0", "method": "notifications/unheard-of"})
        assert lines.begin()["serverInfo"]["name"] == "ricordo"


def test_a_call_before_initialize_is_refused_and_the_handshake_still_works():
    with server() as lines:
        assert lines.ask("tools/call", {"name": "recall", "arguments": {"query": "x"}})["error"]["code"] == -32602
        assert lines.begin()["serverInfo"]["name"] == "ricordo"


def test_lines_of_fifty_megabytes_are_answered():
    with server() as lines:
        lines.begin()
        lines.send(b"x" * LARGE)
        assert lines.receive()["error"]["code"] == -32700
        answer = lines.ask("tools/call", {"name": "remember", "arguments": {"text": "x" * LARGE}})
        assert answer["result"]["isError"]
        assert "characters long" in answer["result"]["content"][0]["text"]
        assert "tools" in lines.ask("tools/list")["result"]


def test_a_cancelled_call_does_not_hurt():
    with server() as lines:
        lines.begin()
        call = {"name": "recall", "arguments": {"query": "x"}}
        lines.send(
            {"jsonrpc": "2.0", "id": 8, "method": "tools/call", "params": call},
            {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 8}},
            {"jsonrpc": "2.0", "id": 9, "method": "ping"},
        )
        while lines.receive().get("id") != 9:
            pass


def test_many_calls_at_once_are_all_answered():
    with server() as lines:
        lines.begin()
        for number in range(100, 150):
            arguments = {"text": f"Note {number} about the shop"}
            call = {"name": "remember", "arguments": arguments}
            lines.send({"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": call})
        answers = {one["id"]: one["result"] for one in (lines.receive() for _ in range(50))}
    assert set(answers) == set(range(100, 150))
    assert not any(one["isError"] for one in answers.values())


def test_nothing_but_messages_reaches_standard_output_and_what_was_sent_before_the_end_is_done():
    messages = [
        INITIALIZE,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        {
            "jsonrpc": "2.0",
            "id": 3,
            "method": "tools/call",
            "params": {"name": "remember", "arguments": {"text": "Staging runs Postgres 16"}},
        },
    ]
    sent = "".join(json.dumps(one) + "\n" for one in messages)
    ran = subprocess.run(COMMAND, input=sent, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert sorted(one["id"] for one in answers) == [1, 2, 3]
    with Memory() as memory:
        assert [one.text for one in memory.list().memories] == ["Staging runs Postgres 16"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_while_it_waits_for_input(number):
    with server(ends_with=128 + number) as lines:
        lines.begin()
        lines.process.send_signal(number)
        lines.process.wait(20)


def test_it_ends_when_its_parent_is_gone_although_its_input_stays_open(tmp_path):
    reader, writer = os.pipe()
    parent = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({COMMAND!r}, stdin={reader}, stdout=open({str(tmp_path / 'out')!r}, 'wb'))\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, pass_fds=[reader])
    try:
        child = int(process.stdout.readline())
        os.write(writer, json.dumps(INITIALIZE).encode() + b"\n")
        _until((tmp_path / "out").read_bytes)
        process.kill()
        process.wait()
        _until(lambda: not _runs(child))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        os.close(reader)
        os.close(writer)


def _until(happened, seconds=30):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_first_recall_does_not_wait_for_the_embedder_and_says_so(monkeypatch):
    monkeypatch.setenv("RICORDO_EMBEDDER", "bundled")
    with server() as lines:
        lines.begin()
        call = {"name": "recall", "arguments": {"query": "which database runs on staging?"}}
        first = lines.ask("tools/call", call)["result"]["structuredContent"]
        assert "Searched by words alone" in first["notice"]
        end = time.monotonic() + 60
        while lines.ask("tools/call", call)["result"]["structuredContent"].get("notice"):
            assert time.monotonic() < end
            time.sleep(0.1)


def test_servers_of_four_clients_and_the_command_line_share_one_file():
    each = 15
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(server("--agent", f"client-{place}")) for place in range(4)]
        for lines in servers:
            lines.begin()
        for number in range(each):
            for place, lines in enumerate(servers):
                call = {"name": "remember", "arguments": {"text": f"Client {place} wrote note {number}"}}
                lines.send({"jsonrpc": "2.0", "id": number + 100, "method": "tools/call", "params": call})
        by_hand = subprocess.run([*COMMAND[:-1], "remember", "A person wrote a note"], capture_output=True, timeout=60)
        answers = [lines.receive()["result"] for lines in servers for _ in range(each)]
    assert by_hand.returncode == 0
    assert not any(one["isError"] for one in answers)
    with Memory() as memory:
        written = collections.Counter(one.agent for one in memory.list(limit=1000, states=None).memories)
        assert memory.verify().ok
    assert written == {**{f"client-{place}": each for place in range(4)}, None: 1}


def test_tools_are_listed_before_the_operations_are_loaded_and_these_are_loaded_soon_after():
    program = """
import sys, time
import ricordo.surfaces.mcp.stdio
from ricordo.surfaces.mcp.listing import listed, load_soon
assert len(listed("core")) > 5
assert "ricordo.api" not in sys.modules
load_soon()
end = time.monotonic() + 60
while not hasattr(sys.modules.get("ricordo.surfaces.mcp.tools"), "call"):
    assert time.monotonic() < end
    time.sleep(0.05)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_server_whose_file_was_moved_says_so_once_and_goes_on_with_what_is_there(tmp_path):
    store = Path(os.environ["RICORDO_PATH"]) if "RICORDO_PATH" in os.environ else tmp_path / "memory.db"
    with server("--path", str(store)) as lines:
        lines.begin()
        remember = {"name": "remember", "arguments": {"text": "Staging runs Postgres 16"}}
        assert not lines.ask("tools/call", remember)["result"].get("isError")
        store.rename(tmp_path / "elsewhere.db")
        refused = lines.ask("tools/call", remember)["result"]
        assert (refused["isError"], "was moved" in refused["content"][0]["text"]) == (True, True)
        (tmp_path / "elsewhere.db").rename(store)
        again = lines.ask("tools/call", remember)["result"]
        assert again["structuredContent"]["status"] == "duplicate"
