"""Copies of a store, made while others write, and the way back."""

from pathlib import Path

from ricordo.errors import InvalidInput
from ricordo.model import Value
from ricordo.storage.base import Store
from ricordo.storage.connection import explained
from ricordo.storage.copies import put_back


class BackupReport(Value):
    """Where the copy is and how large.

    Attributes:
        path: The file that was written.
        bytes: Its size.
        memories: How many memories it holds.
        kept: Where the content that was replaced is kept; None when nothing was replaced.
    """

    path: str
    bytes: int
    memories: int
    kept: str | None = None


def backup(store: Store, target: Path) -> BackupReport:
    """Write a copy of the whole store to a new file.

    Raises:
        InvalidInput: When the file exists, or its folder does not.
        StoreError: When the disk is full or cannot be written; no half copy stays behind.
    """
    target = target.expanduser().absolute()
    if target.exists():
        raise InvalidInput(f"{target} exists already; give another name.")
    if not target.parent.is_dir():
        raise InvalidInput(f"{target.parent} is no folder; make it first.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    with explained(target):
        unfinished.unlink(missing_ok=True)
        try:
            store.backup(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    memories = sum(one.count for one in store.counts())
    return BackupReport(path=str(target), bytes=target.stat().st_size, memories=memories)


def restore_backup(source: Path, target: Path) -> BackupReport:
    """Give a store the content of a backup. What stood there is kept beside it.

    Raises:
        InvalidInput: When the source is missing or is the store itself.
        StoreError: When the source is no store of this or an older version; nothing is changed.
    """
    source, target = source.expanduser().absolute(), target.expanduser().absolute()
    if not source.is_file():
        raise InvalidInput(f"{source} is no file; give the path of a backup.")
    if source == target:
        raise InvalidInput("the backup and the store are the same file; give another one.")
    kept = _free_name(target) if target.exists() else None
    memories = put_back(source, target, kept)
    return BackupReport(
        path=str(target),
        bytes=target.stat().st_size,
        memories=memories,
        kept=None if kept is None else str(kept),
    )


def _free_name(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    return kept
