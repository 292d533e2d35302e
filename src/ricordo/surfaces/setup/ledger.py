"""What was installed: by it, an uninstallation gives back every byte."""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

from ricordo.config import data_home, load_settings
from ricordo.errors import InvalidInput
from ricordo.storage.connection import write_turn
from ricordo.surfaces.setup import files

_LIST = "installed.json"
_DIGITS = 12
_COPY = re.compile(f"[0-9a-f]{{{_DIGITS}}}-")


class Entry(BaseModel):
    """What is known about one file.

    Attributes:
        claims: For which clients and scopes it was written.
        written: The digest of what was written.
        original: The name of the copy of what was there before; None when there was no file.
        folders: The folders that were made for it, the innermost first.
        made: The objects and lists in it that were made.
        opening: With which settings the memory is opened.
    """

    claims: list[str]
    written: str
    original: str | None
    folders: list[Path]
    made: list[tuple[str, ...]]
    opening: dict[str, str] = {}

    def is_untouched(self, content: bytes | None) -> bool:
        """Whether a file holds what was written, to the byte."""
        return content is not None and digest(content) == self.written


class _Page(BaseModel):
    files: dict[str, Entry] = {}


class Ledger:
    """The list of files, and the copies of what was in them."""

    def __init__(self, folder: Path) -> None:
        """Read the list.

        Args:
            folder: Where it is kept; made when something is written.

        Raises:
            InvalidInput: When the list does not parse.
        """
        self._folder = folder
        self._path = folder / _LIST
        self._page = self._read()

    def find(self, path: Path) -> Entry | None:
        """Give what is known about a file."""
        return self._page.files.get(_name(path))

    def original(self, entry: Entry) -> bytes | None:
        """Give what a file held before.

        Raises:
            InvalidInput: When the copy is gone.
        """
        if entry.original is None:
            return None
        content = files.read(self._folder / entry.original)
        if content is None:
            raise InvalidInput(f"{self._folder / entry.original} is gone, the copy of what was there before.")
        return content

    def keep(self, path: Path, content: bytes) -> str:
        """Keep a copy of a file, and give its name."""
        name = f"{digest(content)[:_DIGITS]}-{path.name}"
        files.keep_private(self._folder / name, content)
        return name

    def record(self, entries: Mapping[Path, Entry | None]) -> None:
        """Change the list; None takes a file out of it. The ledger must be one of `owned_ledger`."""
        for path, entry in entries.items():
            self._page.files.pop(_name(path), None)
            if entry is not None:
                self._page.files[_name(path)] = entry
        files.keep_private(self._path, self._page.model_dump_json(indent=1).encode())

    def tidy(self) -> None:
        """Take away the copies that nobody needs any more."""
        needed = {one.original for one in self._page.files.values()}
        for path in self._folder.iterdir():
            if _COPY.match(path.name) and path.name not in needed:
                path.unlink()

    def _read(self) -> _Page:
        content = files.read(self._path)
        try:
            return _Page.model_validate_json(content) if content else _Page()
        except ValidationError as error:
            problem = error.errors()[0]["msg"]
            raise InvalidInput(f"{self._path} is damaged ({problem}); move it away and call again.") from None


def open_ledger() -> Ledger:
    """Open the list of this person, to look at it.

    Raises:
        InvalidInput: When the list or the settings do not parse.
    """
    return Ledger(_folder())


@contextlib.contextmanager
def owned_ledger() -> Iterator[Ledger]:
    """Open the list of this person, to change it: meanwhile, no other process does.

    Raises:
        InvalidInput: When the list or the settings do not parse.
        StoreBusy: When another process keeps it for too long.
    """
    folder = _folder()
    files.make_private(folder)
    with write_turn(folder / _LIST):
        yield Ledger(folder)


def _folder() -> Path:
    return data_home(load_settings({}).home) / "setup"


def _name(path: Path) -> str:
    """Name a file: several clients may come to it by links."""
    return os.path.realpath(path)


def digest(content: bytes) -> str:
    """Give a name for some bytes."""
    return hashlib.sha256(content).hexdigest()
