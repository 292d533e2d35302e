"""Which pieces belong into which files of a client."""

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from ricordo.surfaces.setup.clients import PARTS, Client, Part, Scope
from ricordo.surfaces.setup.pieces import Block, JsonElement, JsonValue, Piece, TomlTable, Whole, commands_in
from ricordo.surfaces.setup.places import Places
from ricordo.surfaces.setup.templates import filled

NAME = "ricordo"
"""How clients call the server."""
SKILL = "ricordo/SKILL.md"
"""The text of the skill, in a folder of its name as all skills."""
_MARK = "`ricordo uninstall` takes it away"
_HOOKS = "hooks"
_OPENING_A_HOOK = ("path", "namespace")
"""A hook knows its agent, takes its session from the client, and searches by words alone."""


def planned(
    client: Client, scope: Scope, places: Places, opening: Mapping[str, str], parts: Sequence[Part] = PARTS
) -> dict[Path, list[Piece]]:
    """Find what belongs into the files of a client.

    Args:
        client: The client.
        scope: For everything, or for the project.
        places: Where the folders are.
        opening: With which settings the memory is opened, by their names.
        parts: Which parts.

    Returns:
        The pieces of every file.

    Raises:
        InvalidInput: When the client has no files for this scope, or there is no project here.
    """
    found: dict[Path, list[Piece]] = {}
    for part, path in places.of(client, scope).items():
        if part in parts:
            found.setdefault(path, []).extend(_pieces(client, part, path, opening))
    return found


def _pieces(client: Client, part: Part, path: Path, opening: Mapping[str, str]) -> list[Piece]:
    if part == "server":
        entry = filled(client.entry, _values([*program(), "serve", *_options(opening)]))
        keys = (*client.keys, NAME)
        return [(TomlTable if path.suffix == ".toml" else JsonValue)(part, keys, entry)]
    if part == "hooks":
        return _hooks(client, _options({name: one for name, one in opening.items() if name in _OPENING_A_HOOK}))
    if part == "skill":
        return [Whole(part, f"{text_named(SKILL)}\n<!-- written by `ricordo install`; {_MARK} -->\n", _MARK)]
    return [Block(part, text_named("block.md"))]


def text_named(name: str) -> str:
    """Give one of the texts that are installed."""
    return files(__package__).joinpath("texts", name).read_text("utf-8")


def _hooks(client: Client, options: Sequence[str]) -> list[Piece]:
    hooks = client.hooks
    if hooks is None:
        return []
    words = [*program(), "hook", client.name]
    if hooks.text:
        gaps = {"program": json.dumps(words), "options": json.dumps(options)}
        return [Whole("hooks", filled(text_named(hooks.text), gaps), _MARK)]

    def is_ours(value: Any) -> bool:
        lines = list(commands_in(value))
        return bool(lines) and all(NAME in one and f" hook {client.name} " in one for one in lines)

    entries = {event: filled(hooks.entry_of(event), _values([*words, event, *options])) for event in hooks.events}
    elements = [JsonElement("hooks", (_HOOKS, event), entry, is_ours) for event, entry in entries.items()]
    return [*(JsonValue("hooks", (key,), value, usual=True) for key, value in (hooks.head or {}).items()), *elements]


def _options(opening: Mapping[str, str]) -> list[str]:
    return [word for name, value in opening.items() for word in (f"--{name}", value)]


def _values(words: list[str]) -> dict[str, Any]:
    line = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    return {"program": words[0], "args": words[1:], "words": words, "command": line}


def program() -> list[str]:
    """Give the words that start Ricordo from anywhere: clients with windows know no search path."""
    beside = shutil.which(NAME, path=str(Path(sys.executable).parent)) or shutil.which(NAME)
    return [str(Path(beside).absolute())] if beside else [sys.executable, "-m", NAME]


def words_of(entry: Any) -> list[str]:
    """Give the words by which a client starts the server of an entry; none when the entry says nothing usable."""
    if not isinstance(entry, Mapping):
        return []
    command, rest = entry.get("command"), entry.get("args") or []
    words = [*(command if isinstance(command, list) else [command]), *rest]
    return words if all(isinstance(one, str) for one in words) else []
