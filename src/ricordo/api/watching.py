"""What whoever shows memories needs, to learn that others have changed them."""

from ricordo.api.opened import Opened
from ricordo.knowledge.changes import Changes


class Watching(Opened):
    """Look for changes."""

    def changes_since(self, sequence: int | None = None) -> Changes:
        """Tell what was changed, by whatever process, in the namespaces that this scope reads. Cheap when nothing was.

        Args:
            sequence: The `sequence` of the answer before; only the present one is told when not given.

        Raises:
            StoreError: When the file cannot be read.
        """
        present = self._store.sequence()
        if sequence is None or sequence == present:
            return Changes(present)
        return Changes(present, tuple(self._store.touched(sequence, self._namespaces())))
