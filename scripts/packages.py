"""Write the packages by which clients take Ricordo in, from one version and one table of clients.

    plugin/             for Claude Code, Codex and Copilot: server, hooks, skill
    gemini-extension/   for Gemini CLI
    bundle/             what `mcpb pack` makes a .mcpb of, for Claude Desktop
    server.json         for the registry of MCP servers

With --check it only compares.
"""

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ricordo
from ricordo.surfaces.setup.install import find_client
from ricordo.surfaces.setup.plan import NAME, SKILL, text_named
from ricordo.surfaces.setup.templates import filled

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REPOSITORY = PROJECT["urls"]["Repository"]
REGISTERED = "io.github." + REPOSITORY.removeprefix("https://github.com/")
SUMMARY = PROJECT["description"]
AUTHOR = PROJECT["authors"][0]
SERVER = {"mcpServers": {NAME: {"command": NAME, "args": ["serve"]}}}
SERVER_SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
START = '''"""Starts Ricordo for a client that runs bundles."""

import os
import sys

from ricordo.surfaces.cli import main

if os.environ.get("RICORDO_HOME", "").startswith("$"):
    del os.environ["RICORDO_HOME"]  # nothing was chosen, and the client passes the name of the choice
sys.exit(main(["serve"]))
'''


def packages() -> dict[str, str]:
    """Give every file, by its path."""
    return {**plugin(), **gemini_extension(), **bundle(), "server.json": as_json(registry_entry())}


def plugin() -> dict[str, str]:
    """Give the plugin, and the list of plugins that leads to it."""
    about = {**identity(), "author": AUTHOR, "homepage": REPOSITORY, "license": PROJECT["license"]}
    marketplace = {
        "name": NAME,
        "owner": AUTHOR,
        "plugins": [{"name": NAME, "source": "./plugin", "description": SUMMARY, "version": ricordo.__version__}],
    }
    # Codex has hooks of its own, so that they say who calls.
    parts = {"skills": "./skills/", "mcpServers": "./.mcp.json", "hooks": "./hooks/codex.json"}
    return {
        ".claude-plugin/marketplace.json": as_json(marketplace),
        "plugin/.claude-plugin/plugin.json": as_json(about),
        "plugin/.codex-plugin/plugin.json": as_json({**about, **parts}),
        "plugin/.mcp.json": as_json(SERVER),
        "plugin/hooks/hooks.json": as_json(hooks("claude-code")),
        "plugin/hooks/codex.json": as_json(hooks("codex")),
        "plugin/skills/ricordo/SKILL.md": text_named(SKILL),
    }


def gemini_extension() -> dict[str, str]:
    """Give the extension."""
    return {
        "gemini-extension/gemini-extension.json": as_json({**identity(), **SERVER, "contextFileName": "GEMINI.md"}),
        "gemini-extension/GEMINI.md": text_named("block.md"),
        "gemini-extension/hooks/hooks.json": as_json(hooks("gemini")),
        "gemini-extension/skills/ricordo/SKILL.md": text_named(SKILL),
    }


def bundle() -> dict[str, str]:
    """Give the bundle: the client brings uv, and uv brings Python and Ricordo."""
    run = {"command": "uv", "args": ["run", "--directory", "${__dirname}", "server.py"]}
    manifest = {
        "manifest_version": "0.4",
        "name": NAME,
        "display_name": "Ricordo",
        "version": ricordo.__version__,
        "description": SUMMARY,
        "author": AUTHOR,
        "repository": {"type": "git", "url": REPOSITORY},
        "license": PROJECT["license"],
        "keywords": PROJECT["keywords"],
        "server": {
            "type": "uv",
            "entry_point": "server.py",
            "mcp_config": {**run, "env": {"RICORDO_HOME": "${user_config.folder}"}},
        },
        "tools_generated": True,
        "prompts_generated": True,
        "user_config": {
            "folder": {
                "type": "directory",
                "title": "Folder",
                "description": "Where the memory is kept. Leave it empty for the one that all your agents share.",
                "required": False,
                "default": "",
            }
        },
        "compatibility": {"runtimes": {"python": PROJECT["requires-python"]}},
    }
    needs = [
        "[project]",
        f'name = "{NAME}-bundle"',
        f'version = "{ricordo.__version__}"',
        f'requires-python = "{PROJECT["requires-python"]}"',
        f'dependencies = ["{NAME}=={ricordo.__version__}"]',
    ]
    return {
        "bundle/manifest.json": as_json(manifest),
        "bundle/pyproject.toml": "\n".join(needs) + "\n",
        "bundle/server.py": START,
    }


def registry_entry() -> dict[str, Any]:
    """Give the entry of the registry of MCP servers."""
    folder = {"name": "RICORDO_HOME", "description": "Folder of the memory; the platform's data folder by default"}
    package = {
        "registryType": "pypi",
        "identifier": NAME,
        "version": ricordo.__version__,
        "runtimeHint": "uvx",
        "transport": {"type": "stdio"},
        "packageArguments": [{"type": "positional", "value": "serve"}],
        "environmentVariables": [{**folder, "isRequired": False}],
    }
    return {
        "$schema": SERVER_SCHEMA,
        "name": REGISTERED,
        "title": "Ricordo",
        "description": SUMMARY,
        "repository": {"url": REPOSITORY, "source": "github"},
        "version": ricordo.__version__,
        "packages": [package],
    }


def identity() -> dict[str, str]:
    """Say what every package says of itself."""
    return {"name": NAME, "version": ricordo.__version__, "description": SUMMARY}


def hooks(client: str) -> dict[str, Any]:
    """Give the hooks of a client; in a package, the program is found by the search path."""
    known = find_client(client).hooks
    assert known is not None
    lines = {event: {"command": f"{NAME} hook {client} {event}"} for event in known.events}
    return {"hooks": {event: [filled(known.entry_of(event), line)] for event, line in lines.items()}}


def as_json(value: Mapping[str, Any]) -> str:
    """Write a value as people read it."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write or compare the files."""
    fresh = packages()
    if "--check" not in sys.argv:
        for path, text in fresh.items():
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, "utf-8")
        return 0
    stale = [
        path for path, text in fresh.items() if not (ROOT / path).exists() or (ROOT / path).read_text("utf-8") != text
    ]
    if stale:
        print(f"out of date: {', '.join(stale)}; run `python scripts/packages.py`.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
