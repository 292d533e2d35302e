"""The packages are made from one version and one table of clients, and the server in them starts."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ricordo
from ricordo.surfaces.mcp.trial import try_server

ROOT = Path(__file__).resolve().parents[3]
VERSIONED = {
    "plugin/.claude-plugin/plugin.json": ["version"],
    "plugin/.codex-plugin/plugin.json": ["version"],
    ".claude-plugin/marketplace.json": ["plugins", 0, "version"],
    "gemini-extension/gemini-extension.json": ["version"],
    "bundle/manifest.json": ["version"],
    "server.json": ["version"],
}


def read(path):
    return json.loads((ROOT / path).read_text("utf-8"))


def test_the_packages_are_up_to_date():
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "packages.py"), "--check"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", VERSIONED)
def test_every_package_has_the_version_of_the_library(path):
    found = read(path)
    for step in VERSIONED[path]:
        found = found[step]
    assert found == ricordo.__version__


def test_the_source_distribution_holds_the_packages_and_what_makes_and_judges_them():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    held = set(settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert {path.split("/")[0] for path in VERSIONED} | {"scripts", "tests", "Makefile"} <= held


def test_the_registry_finds_its_proof_of_ownership_in_the_readme():
    entry = read("server.json")
    assert f"mcp-name: {entry['name']}" in (ROOT / "README.md").read_text("utf-8")
    assert re.fullmatch(r"[\w.]+/[\w.-]+", entry["name"])
    assert len(entry["description"]) <= 100
    assert {one["version"] for one in entry["packages"]} == {ricordo.__version__}


def test_what_the_plugin_names_is_there():
    about = read("plugin/.codex-plugin/plugin.json")
    for part in ("skills", "mcpServers", "hooks"):
        assert (ROOT / "plugin" / about[part]).exists()
    assert read("plugin/.mcp.json")["mcpServers"]["ricordo"] == {"command": "ricordo", "args": ["serve"]}
    [listed] = read(".claude-plugin/marketplace.json")["plugins"]
    assert (ROOT / listed["source"] / ".claude-plugin" / "plugin.json").exists()


@pytest.mark.parametrize(
    ("path", "client"),
    [
        ("plugin/hooks/hooks.json", "claude-code"),
        ("plugin/hooks/codex.json", "codex"),
        ("gemini-extension/hooks/hooks.json", "gemini"),
    ],
)
def test_hooks_of_packages_say_who_calls(path, client):
    for event, [group] in read(path)["hooks"].items():
        assert [one["command"] for one in group["hooks"]] == [f"ricordo hook {client} {event}"]


def test_the_bundle_starts_and_answers(home):
    words = [sys.executable, str(ROOT / "bundle" / "server.py")]
    environment = {**os.environ, "RICORDO_EMBEDDER": "none", "RICORDO_HOME": "${user_config.folder}"}
    steps = try_server(words, environment, "doctor/bundle")
    assert [one.ok for one in steps] == [True] * 4, steps
    assert not Path("${user_config.folder}").exists()
