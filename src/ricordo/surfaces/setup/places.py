"""Where the folders are that clients keep their files in, on this platform and for this person."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ricordo.config import current_directory, environment, project_root
from ricordo.errors import InvalidInput
from ricordo.surfaces.setup.clients import EITHER, Client, Part, Scope
from ricordo.surfaces.setup.templates import filled

_MOVED = {"codex": ("CODEX_HOME", ".codex"), "claude": ("CLAUDE_CONFIG_DIR", ".claude")}
"""Folders that a person may have moved, by the client's own variable: gap, variable, name in the home folder."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders, by the names of gaps in the paths of clients.

    Attributes:
        folders: All but that of the project.
        project: The root of the project; None outside of one.
        platform: As in `sys.platform`.
    """

    folders: Mapping[str, Path]
    project: Path | None
    platform: str

    def of(self, client: Client, scope: Scope) -> dict[Part, Path]:
        """Give the files of a client, by what they hold.

        Raises:
            InvalidInput: When the client has no files for this scope, or there is no project here.
        """
        templates = client.files(scope, self.platform)
        if not templates:
            raise InvalidInput(f"{client.title} has no settings of a project; leave --scope project away.")
        if scope == "project" and self.project is None:
            raise InvalidInput("this folder is in no project; go into one, or leave --scope project away.")
        values = {**self.folders, "project": self.project}
        return {part: _chosen(filled(template, values)) for part, template in templates.items()}


def _chosen(paths: str) -> Path:
    """Take the file that is there, of several that a client may read; the last when there is none."""
    candidates = [Path(one) for one in paths.split(EITHER)]
    return next((one for one in candidates if one.exists()), candidates[-1])


def _home() -> Path:
    try:
        home = Path.home()
    except RuntimeError:
        raise InvalidInput("nothing tells where your home folder is; set HOME.") from None
    if not (home.is_absolute() and home.is_dir()):
        raise InvalidInput(f"your home folder {home} is not there; set HOME to one that is.")
    return home


def find_places() -> Places:
    """Find the folders of this machine and of the working directory.

    Raises:
        InvalidInput: When this person has no home folder.
    """
    variables = environment()
    home = _home()
    moved = {
        gap: Path(variables[name]) if variables.get(name) else home / usual for gap, (name, usual) in _MOVED.items()
    }
    here = current_directory()
    return Places(
        folders={
            "home": home,
            "config": Path(platformdirs.user_config_dir(appauthor=False, roaming=True)),
            "xdg": Path(variables.get("XDG_CONFIG_HOME") or home / ".config"),
            # Claude Code keeps this one file in the home folder, but inside the folder when that was moved.
            "claude_file": moved["claude"] if variables.get("CLAUDE_CONFIG_DIR") else home,
            **moved,
        },
        project=project_root(here) if here else None,
        platform=sys.platform,
    )
