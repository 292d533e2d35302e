"""What hooks note down between two calls of one session, beside the store: ids and numbers, never a text."""

import contextlib
import json
import os
import time
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Self

from ricordo.storage.connection import SESSIONS_ENDING

_PAUSED: Final = "paused"
_KEPT_SECONDS: Final = 30 * 86_400
_MOST_IDS: Final = 2_000
_OURS: Final = (".json", ".half")
"""How notes end; what else lies beside them is not thrown away by its age."""


@dataclass(slots=True)
class Notes:
    """The notes on one session.

    Attributes:
        told: Ids of what its agent was told, in order.
        read: How far its transcript was read, in bytes, or in messages where the client rewrites the whole file.
        path: The file.
        is_new: Whether there were none yet.
    """

    path: Path
    told: list[str] = field(default_factory=list)
    read: int = 0
    is_new: bool = True
    _saved: tuple[list[str], int] = field(init=False)

    def __post_init__(self) -> None:
        self._saved = (list(self.told), self.read)

    @classmethod
    def of(cls, store: Path, client: str, session: str) -> Self:
        """Read the notes on a session; damaged ones count as none."""
        # A client's id is no file name.
        name = blake2b(f"{client}\0{session}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        path = folder_of(store) / f"{name}.json"
        try:
            given = json.loads(path.read_text("utf-8"))
            told = [one for one in given["told"] if isinstance(one, str)]
            return cls(path, told, int(given["read"]), is_new=False)
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path)

    def add(self, ids: list[str]) -> None:
        """Note what the agent is told now."""
        self.told = list(dict.fromkeys([*self.told, *ids]))[-_MOST_IDS:]

    def save(self) -> None:
        """Write the notes where they changed.

        Raises:
            OSError: When they cannot be written.
        """
        if (self.told, self.read) == self._saved:
            return
        write_whole(self.path, {"told": self.told, "read": self.read})


def write_whole(path: Path, content: Any) -> None:
    """Write a JSON file whole or not at all, readable for its owner only.

    Raises:
        OSError: When it cannot be written.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    try:
        with open(half, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            json.dump(content, file)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def folder_of(store: Path) -> Path:
    """Give the folder with the notes of a store."""
    return Path(f"{store}{SESSIONS_ENDING}")


def throw_old_away(store: Path) -> None:
    """Remove the notes on sessions that nobody has gone on with for a month."""
    oldest = time.time() - _KEPT_SECONDS
    for file in folder_of(store).glob("*.*"):
        with contextlib.suppress(OSError):
            if file.suffix in _OURS and file.stat().st_mtime < oldest:
                file.unlink()


def is_paused(store: Path) -> bool:
    """Whether a person has told the hooks to keep nothing for now."""
    return (folder_of(store) / _PAUSED).exists()


def pause(store: Path, *, paused: bool) -> None:
    """Keep nothing from now on, or go on."""
    mark = folder_of(store) / _PAUSED
    if paused:
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch(mode=0o600)
    else:
        mark.unlink(missing_ok=True)
