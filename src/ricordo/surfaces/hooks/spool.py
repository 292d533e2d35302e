"""What was captured and is not stored yet: a file beside the notes for each hook that found something.

It is written before the process that stores it is started, and removed after that has stored it. Whatever ends the
process in between, the next one takes the file up. What stands in it has passed the guard's search for credentials.
"""

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any, Final

from ricordo.surfaces.hooks.notes import folder_of, write_whole

KEEP: Final = "keep"
"""The command of the process that stores."""
_ENDING: Final = ".task"
_WHY_ENDING: Final = ".why"
_SOON_SECONDS: Final = 60
"""What is younger is probably being stored."""
_AGAIN_SECONDS: Final = 600
"""What was refused is not tried again at every turn."""


def put(store: Path, task: dict[str, Any]) -> None:
    """Write down what is to be stored.

    Raises:
        OSError: When it cannot be written.
    """
    write_whole(folder_of(store) / f"{time.time_ns()}-{os.getpid()}{_ENDING}", task)


def waiting(store: Path) -> list[Path]:
    """Give what is to be stored, the oldest first."""
    return sorted(folder_of(store).glob(f"*{_ENDING}"))


def overdue(store: Path) -> list[Path]:
    """Give what should have been stored by now, the oldest first."""
    return [one for one in waiting(store) if _age_seconds(one) > _SOON_SECONDS]


def is_worth_a_try(task: Path) -> bool:
    """Whether something was not refused a moment ago."""
    return _age_seconds(task.with_suffix(_WHY_ENDING)) > _AGAIN_SECONDS


def refuse(task: Path, why: str) -> None:
    """Note why something could not be stored; it stays."""
    with contextlib.suppress(OSError):
        write_whole(task.with_suffix(_WHY_ENDING), why)


def complaint(store: Path) -> str:
    """Say what should have been stored by now, and why it was not; empty when all was."""
    late = overdue(store)
    if not late:
        return ""
    try:
        why = str(json.loads(late[0].with_suffix(_WHY_ENDING).read_text("utf-8")))
    except (OSError, ValueError):
        why = "what should have stored it has ended."
    return f"captured by hooks and not stored yet: {len(late)} (tried again when a session starts); {why}"


def remove(task: Path) -> None:
    """Take out what has been stored."""
    task.unlink(missing_ok=True)
    task.with_suffix(_WHY_ENDING).unlink(missing_ok=True)


def _age_seconds(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return float("inf")
