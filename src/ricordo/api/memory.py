"""`Memory`: remember, recall, and keep."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from ricordo.api.capturing import Capturing
from ricordo.api.correcting import Correcting
from ricordo.api.decisions import Deciding
from ricordo.api.graph import Graph
from ricordo.api.opened import When
from ricordo.api.profile import Profiling
from ricordo.api.reflecting import Reflecting
from ricordo.api.reviewing import Reviewing
from ricordo.api.sessions import Conversing
from ricordo.api.taking_over import TakingOver
from ricordo.api.watching import Watching
from ricordo.config import IN_MEMORY, load_settings
from ricordo.errors import InvalidInput
from ricordo.operations import operation
from ricordo.upkeep.backup import BackupReport, backup, restore_backup
from ricordo.upkeep.derived import RebuildReport, reembed, reindex
from ricordo.upkeep.undo import UndoReport, undo_change, undo_to
from ricordo.upkeep.verify import VerifyReport, verify

ChangeNumber = Annotated[int, Field(ge=1, le=2**62)]


class Memory(
    Reviewing, Reflecting, Correcting, Conversing, Deciding, Profiling, Graph, Capturing, TakingOver, Watching
):
    """One long-term memory over one file. Use it as a context manager, or close it; any thread may call it."""

    @operation(effect="write", positional="change")
    def undo(self, change: ChangeNumber | None = None, *, to: When | None = None) -> UndoReport:
        """Take a change back. An undo is a change, too: it can be taken back by its own number.

        Args:
            change: Number of the change; when not given, the newest that is in force here, of an agent its own newest.
            to: Bring everything here back to its state at this time instead.

        Raises:
            NotFound: When there is no such change, or nothing to undo.
            CannotUndo: When a later change rests on it, or when it was an erasure.
        """
        if change is not None and to is not None:
            raise InvalidInput("change and to exclude each other; give one of them.")
        moment = self._moment(to, "to")
        if moment is None:
            report = undo_change(self._store, self._writer.actor, self._namespaces(), change)
        else:
            report = undo_to(self._store, self._writer.actor, self._namespaces(), moment)
        self._fill_vectors()
        return report

    @operation(effect="read")
    def verify(self, *, repair: bool = False) -> VerifyReport:
        """Prove that the store is whole: file, journal chain, replay of the journal, indexes, vectors, permissions.

        Args:
            repair: Rebuild derived data that is wrong. What was remembered is never touched.
        """
        return verify(self._store, self.embedder, repair=repair)

    @operation(effect="read")
    def reindex(self) -> RebuildReport:
        """Rebuild the words by which memories are found. Can be stopped and called again."""
        return reindex(self._store, self.on_progress)

    @operation(effect="read")
    def reembed(self) -> RebuildReport:
        """Give a vector to every memory that lacks one of the present embedder. Can be stopped and called again.

        Raises:
            EmbeddingFailed: When the embedder fails; what was done so far is kept.
        """
        if self.embedder is None:
            raise InvalidInput("there is no embedder; open the memory with one, such as `bundled`.")
        return reembed(self._store, self.embedder, self.on_progress)

    @operation(effect="read", positional="path")
    def backup(self, path: str) -> BackupReport:
        """Write a copy of the whole store to a new file, while others read and write.

        Args:
            path: The new file.

        Raises:
            InvalidInput: When the file exists, or its folder does not.
            StoreError: When it cannot be written; no half copy stays behind.
        """
        return backup(self._store, Path(path))

    @staticmethod
    def restore_backup(source: str, path: str | None = None) -> BackupReport:
        """Give a store the content of a backup. What stood there is kept beside it.

        Args:
            source: The backup.
            path: The store; the one of the settings when not given.

        Raises:
            InvalidInput: When the source is missing, or the store lives in memory.
            StoreError: When the source is no store of this or an older version; nothing is changed.
        """
        target = load_settings({"path": path}).store_path
        if target is None:
            raise InvalidInput(f"a store in memory ({IN_MEMORY}) cannot be restored; give a path.")
        return restore_backup(Path(source), target)
