"""The files have the shape that each client reads."""

import json
import sys
import tomllib
from pathlib import Path

import platformdirs.macos
import pytest

from ricordo.surfaces.hooks.clients import read_call
from ricordo.surfaces.setup.clients import CLIENTS
from ricordo.surfaces.setup.install import find_client, install
from ricordo.surfaces.setup.places import Places, find_places
from ricordo.surfaces.setup.plan import program

PROGRAM, *REST = program()
ARGS = [*REST, "serve"]
STANDARD = {"command": PROGRAM, "args": ARGS}
ENTRIES = {
    ".claude.json": {"mcpServers": {"ricordo": STANDARD}},
    ".config/Claude/claude_desktop_config.json": {"mcpServers": {"ricordo": STANDARD}},
    ".codex/config.toml": {"mcp_servers": {"ricordo": STANDARD}},
    ".cursor/mcp.json": {"mcpServers": {"ricordo": STANDARD}},
    ".copilot/mcp-config.json": {"mcpServers": {"ricordo": {"type": "local", **STANDARD, "tools": ["*"]}}},
    ".config/Code/User/mcp.json": {"servers": {"ricordo": {"type": "stdio", **STANDARD}}},
    ".codeium/windsurf/mcp_config.json": {"mcpServers": {"ricordo": STANDARD}},
    ".config/opencode/opencode.json": {
        "mcp": {"ricordo": {"type": "local", "command": [PROGRAM, *ARGS], "enabled": True}}
    },
    ".config/zed/settings.json": {"context_servers": {"ricordo": {**STANDARD, "env": {}}}},
    ".config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json": {
        "mcpServers": {"ricordo": STANDARD}
    },
}
TIMEOUTS = {"claude-code": 10, "codex": 10, "gemini": 10_000}
"""Seconds, but for Gemini; Codex takes no more than three at the end of a session."""


@pytest.fixture
def installed(home):
    for client in CLIENTS:
        install(client.name, "user", {})
        if client.project:
            install(client.name, "project", {}, memory_file=True)
    return home


@pytest.mark.parametrize("path", ENTRIES)
def test_the_server_stands_where_the_client_looks_for_it(installed, path):
    text = (installed / path).read_text("utf-8")
    assert ENTRIES[path] == (tomllib if path.endswith(".toml") else json).loads(text)


def test_the_program_has_an_absolute_path_because_windows_know_no_search_path():
    assert Path(PROGRAM).is_absolute()
    assert Path(PROGRAM).exists()


@pytest.mark.parametrize("name", ["claude-code", "codex", "gemini", "qwen"])
def test_grouped_hooks_have_the_shape_of_claude_code(installed, name):
    client = find_client(name)
    hooks = json.loads(find_places().of(client, "user")["hooks"].read_text())["hooks"]
    assert list(hooks) == list(client.hooks.events)
    for event, groups in hooks.items():
        command = f"{' '.join([PROGRAM, *REST])} hook {name} {event}"
        seconds = 3 if (name, event) == ("codex", "SessionEnd") else TIMEOUTS.get(name)
        limit = {"timeout": seconds} if seconds else {}
        assert groups == [{"hooks": [{"type": "command", "command": command, **limit}]}]


@pytest.mark.parametrize("name", ["gemini", "qwen"])
def test_where_server_and_hooks_share_a_file_both_are_in_it(installed, name):
    document = json.loads(find_places().of(find_client(name), "user")["server"].read_text())
    assert list(document) == ["mcpServers", "hooks"]
    assert document["mcpServers"] == {"ricordo": STANDARD}


@pytest.mark.parametrize("client", [one for one in CLIENTS if one.hooks], ids=lambda one: one.name)
def test_the_hook_command_knows_every_client_and_event_that_is_installed(client):
    moments = {read_call(client.name, event, "{}").moment for event in client.hooks.events}
    assert {"start", "prompt", "end"} == moments


def test_the_hooks_know_what_they_are_called_with(home):
    install("codex", "user", {"path": "/x.db", "embedder": "none"})
    hooks = json.loads((home / ".codex" / "hooks.json").read_text())["hooks"]
    assert hooks["Stop"][0]["hooks"][0]["command"].endswith(" hook codex Stop --path /x.db")


@pytest.mark.parametrize(("name", "field"), [("cursor", "command"), ("copilot", "bash")])
def test_flat_hooks_say_their_version(installed, name, field):
    client = find_client(name)
    document = json.loads(find_places().of(client, "user")["hooks"].read_text())
    assert document["version"] == 1
    assert list(document["hooks"]) == list(client.hooks.events)
    for event, [entry] in document["hooks"].items():
        assert entry[field].endswith(f" hook {name} {event}")


def test_every_skill_begins_with_its_name_and_description(installed):
    skills = list(installed.rglob("SKILL.md"))
    assert {one.parts[-4] for one in skills} == {".agents", ".claude", ".cursor", ".qwen"}
    for one in skills:
        head = one.read_text("utf-8").split("---\n")[1]
        assert head.startswith("name: ricordo\ndescription: ")
        assert len(head.split("description: ")[1]) <= 1024
        assert one.parent.name == "ricordo"


def test_clients_that_read_the_skills_of_all_agents_get_one_file_and_not_one_each(home):
    readers = [find_client(name) for name in ("codex", "gemini", "copilot", "opencode")]
    assert len({find_places().of(one, scope)["skill"] for one in readers for scope in ("user", "project")}) == 2


def test_the_blocks_of_memory_files_stay_small(installed):
    for name in ("CLAUDE.md", "AGENTS.md", "GEMINI.md", "QWEN.md"):
        text = (installed / "work" / "shop" / name).read_text("utf-8")
        assert text.startswith("<!-- ricordo:begin -->\n")
        assert len(text) < 2_000


def test_moved_folders_are_followed(home, monkeypatch):
    monkeypatch.setenv("CODEX_HOME", str(home / "c"))
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(home / "k"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "x"))
    found = {name: find_places().of(find_client(name), "user")["server"] for name in ("codex", "claude-code", "zed")}
    assert found == {
        "codex": home / "c" / "config.toml",
        "claude-code": home / "k" / ".claude.json",
        "zed": home / "x" / "zed" / "settings.json",
    }


def test_opencode_gets_the_entry_into_the_file_that_it_has(home):
    path = home / ".config" / "opencode" / "opencode.jsonc"
    path.parent.mkdir(parents=True)
    path.write_text("{\n  // mine\n}\n")
    install("opencode", "user", {})
    assert "ricordo" in path.read_text()
    assert not path.with_suffix(".json").exists()


def test_each_platform_has_its_own_folders():
    home = Path("/home/ana")
    shared = {"home": home, "xdg": home / ".config", "claude_file": home, "claude": home, "codex": home}
    windows = Places({**shared, "config": home / "AppData" / "Roaming"}, None, "win32")
    mac = Places({**shared, "config": home / "Library" / "Application Support"}, None, "darwin")
    zed, desktop = find_client("zed"), find_client("claude-desktop")
    assert windows.of(zed, "user")["server"] == home / "AppData" / "Roaming" / "Zed" / "settings.json"
    assert mac.of(zed, "user")["server"] == home / ".config" / "zed" / "settings.json"
    assert mac.of(desktop, "user")["server"].parent == home / "Library" / "Application Support" / "Claude"


def test_the_folder_of_applications_on_a_mac_is_the_one_of_claude_desktop():
    assert platformdirs.macos.MacOS(appauthor=False).user_config_dir.endswith("Library/Application Support")


@pytest.mark.skipif(sys.platform == "win32", reason="quotes differ")
def test_a_path_with_blanks_stays_one_word_in_a_hook(home):
    install("claude-code", "user", {"path": "/my files/memory.db"})
    hooks = json.loads((home / ".claude" / "settings.json").read_text())["hooks"]
    [group] = hooks["Stop"]
    assert group["hooks"][0]["command"].endswith(" hook claude-code Stop --path '/my files/memory.db'")
