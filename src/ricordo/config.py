"""Settings: given in code, else by the environment, else by `config.toml`, else the default.

Nothing but this module reads the environment.
"""

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ricordo.errors import InvalidInput

FILE_NAME = "memory.db"
_TOKEN_FILE = "http-token"  # noqa: S105 - the name of a file
IN_MEMORY = ":memory:"
USER_NAMESPACE = "user"
PROJECT_PREFIX = "project/"
_MARKERS = (
    ".git", ".hg", ".svn", "pyproject.toml", "package.json", "Cargo.toml", "go.mod", "pom.xml", "build.gradle",
    "composer.json", "Gemfile", "mix.exs", "deno.json", "CMakeLists.txt", "AGENTS.md", "CLAUDE.md",
)  # fmt: skip
_SWITCHES = dict.fromkeys(("true", "yes", "on", "1"), True) | dict.fromkeys(("false", "no", "off", "0"), False)
_TOKEN_BYTES = 32
_NAMESPACE = re.compile(r"[^\s/\x00-\x1f]+(/[^\s/\x00-\x1f]+)*")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, with its defaults. Each one can stand in `config.toml` under its own name.

    Attributes:
        path: The store's file, or ":memory:" for none (environment: RICORDO_PATH).
        namespace: Who shares the memories; the project or "user" when not given (RICORDO_NAMESPACE).
        agent: Who writes, for the journal (RICORDO_AGENT).
        session: The conversation, for the journal and for turns that name none (RICORDO_SESSION).
        embedder: "bundled", "none", "ollama[:model]", "openai[:model]" or a registered name (RICORDO_EMBEDDER).
        embedder_url: Base URL of a remote embedder (RICORDO_EMBEDDER_URL).
        embedder_key: API key of a remote embedder (RICORDO_EMBEDDER_KEY).
        embedder_timeout: Seconds to wait for a remote embedder (RICORDO_EMBEDDER_TIMEOUT).
        count_uses: Whether to count which memories are recalled and what is asked, for `reflect` (RICORDO_COUNT_USES).
        token: What HTTP clients must send; made and kept in the home folder when not given (RICORDO_TOKEN).
        capture: Whether hooks keep what the person tells an agent to remember (RICORDO_CAPTURE).
        home: Folder of the store and of `config.toml`; the platform's data folder when not given (RICORDO_HOME).
    """

    path: str | None = None
    namespace: str | None = None
    agent: str | None = None
    session: str | None = None
    embedder: str = "bundled"
    embedder_url: str | None = None
    embedder_key: str | None = field(default=None, repr=False)
    embedder_timeout: float = 10.0
    count_uses: bool = True
    token: str | None = field(default=None, repr=False)
    capture: bool = True
    home: str | None = None

    @property
    def store_path(self) -> Path | None:
        """The store's file; None when it lives in memory."""
        if self.path == IN_MEMORY:
            return None
        return Path(self.path).expanduser() if self.path else data_home(self.home) / FILE_NAME


def load_settings(given: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Settings:
    """Find every setting where it is given first.

    Args:
        given: Settings given in code; None means not given.
        environment: The environment; the process's own when not given.

    Raises:
        InvalidInput: When `config.toml` does not parse, or holds an unknown or malformed setting.
    """
    surroundings = os.environ if environment is None else environment
    names = [one.name for one in fields(Settings)]
    from_environment = {name: surroundings.get(f"RICORDO_{name.upper()}") or None for name in names}
    home = given.get("home") or from_environment["home"]
    found = {**_read_file(data_home(home) / "config.toml")}
    for layer in (from_environment, given):
        found.update({name: value for name, value in layer.items() if value is not None})
    return Settings(**{name: _checked(name, value) for name, value in found.items()})


def data_home(home: str | None) -> Path:
    """Give the folder that holds the store and the settings file."""
    if home:
        return Path(home).expanduser()
    import platformdirs  # noqa: PLC0415 - not needed when the folder is given

    return Path(platformdirs.user_data_dir("ricordo", appauthor=False))


def _read_file(path: Path) -> dict[str, Any]:
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot be read ({error}); correct or remove it.") from error
    import tomllib  # noqa: PLC0415 - not needed where there is no such file

    try:
        settings = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{path} is not valid TOML ({error}); correct it.") from error
    known = {one.name for one in fields(Settings)} - {"home"}
    for name in settings:
        if name not in known:
            raise InvalidInput(f"{path} sets {name!r}, which is no setting; use one of {', '.join(sorted(known))}.")
    return settings


def _checked(name: str, value: Any) -> Any:
    if name == "embedder_timeout":
        try:
            seconds = float(value)
        except (TypeError, ValueError):
            seconds = -1.0
        if not 0 < seconds <= 3600:
            raise InvalidInput(f"embedder_timeout is {value!r}; give seconds between 0 and 3600.")
        return seconds
    if name in ("count_uses", "capture"):
        switch = _SWITCHES.get(str(value).strip().casefold())
        if switch is None:
            raise InvalidInput(f"{name} is {value!r}; give true or false.")
        return switch
    if not isinstance(value, str | os.PathLike):
        raise InvalidInput(f"the setting {name} is {value!r}; give a text.")
    return os.fspath(value)


def checked_namespace(name: str) -> str:
    """Give the name back if it can be a namespace.

    Raises:
        InvalidInput: When it is empty, too long, or holds blanks, control characters or empty parts.
    """
    if len(name) > 200 or not _NAMESPACE.fullmatch(name):
        raise InvalidInput(
            f"{name[:40]!r} is no namespace; write `user`, `project/<name>` or a name of your own without blanks."
        )
    return name


def namespace_for(directory: Path) -> str:
    """Find the namespace of a folder: the project whose root lies at or above it, else `user`."""
    root = project_root(directory)
    return project_named(root.name) if root else USER_NAMESPACE


def namespace_here() -> str:
    """Find the namespace of the working directory; `user` when it is gone."""
    here = current_directory()
    return USER_NAMESPACE if here is None else namespace_for(here)


def project_root(directory: Path) -> Path | None:
    """Find the root of the project that a folder lies in; None when it lies in none.

    The root is the nearest folder with a git repository, else the nearest with a project file. The home folder
    itself is never a project, and a hidden folder directly in it only with a repository.
    """
    here = directory.expanduser().absolute()
    home = Path.home()
    above = [folder for folder in (here, *here.parents) if folder not in (home, Path(here.anchor))]
    for marker in _MARKERS[:1], _MARKERS[1:]:
        for folder in above:
            # Agents keep instructions in such folders (~/.codex/AGENTS.md), and some start their servers there.
            if marker != _MARKERS[:1] and folder.parent == home and folder.name.startswith("."):
                continue
            if any((folder / name).exists() for name in marker):
                return folder
    return None


def kept_token(settings: Settings) -> tuple[str, Path | None]:
    """Give the token of the HTTP server; make it, readable by this person alone, when there is none yet.

    Returns:
        The token, and the file that keeps it; None when the settings gave it.

    Raises:
        InvalidInput: When the file cannot be read or written, or is empty.
    """
    if settings.token:
        return settings.token, None
    import secrets  # noqa: PLC0415 - only a server needs it

    path = data_home(settings.home) / _TOKEN_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(_TOKEN_BYTES) + "\n")
        token = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot keep the token ({error}); set RICORDO_TOKEN.") from error
    if not token:
        raise InvalidInput(f"{path} is empty; remove it, and a new token is made.")
    return token, path


def project_named(name: str) -> str:
    """Give the namespace of the project whose folder has this name."""
    return PROJECT_PREFIX + re.sub(r"[\s/\x00-\x1f]+", "-", name)


def namespaces_read(namespace: str) -> tuple[str, ...]:
    """Give the namespaces that somebody in this one reads: a project reads the person's memories, too."""
    return (namespace, USER_NAMESPACE) if namespace.startswith(PROJECT_PREFIX) else (namespace,)


def folder_from_environment(variable: str, default: Path) -> Path:
    """Give the folder that another program's environment variable names, else its default."""
    given = os.environ.get(variable)
    return Path(given).expanduser() if given else default


def current_directory() -> Path | None:
    """Give the working directory, None when it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return None


def environment() -> dict[str, str]:
    """Give the environment of this process, for what is not ours: folders of other programs, processes to start."""
    return dict(os.environ)
