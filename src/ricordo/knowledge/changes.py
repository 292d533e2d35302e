"""What changes concern: which views of the memory may tell something else after some rows of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ricordo.storage.base import Touched

View = Literal["context", "memory", "entity", "session"]
"""What one can look at again and again."""
_RESTS_ON: Mapping[View, tuple[str, ...]] = {
    "context": ("memory", "link", "session"),
    "memory": ("memory",),
    "entity": ("entity", "relation", "memory"),
    "session": ("session", "memory"),
}
"""What each view is written from: a memory may be about the entity, or be the summary of the session."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a state of the store, in the namespaces of one scope.

    Attributes:
        sequence: The present state: ask for the changes since it next time.
        touched: What was changed.
    """

    sequence: int
    touched: tuple[Touched, ...] = ()

    def may_concern(self, view: View, name: str = "") -> bool:
        """Say whether a view may tell something else now; reading it again says whether it does.

        Args:
            view: What is looked at.
            name: Whose view it is; of a memory its id, or the beginning of it.
        """
        beginning = name.strip().upper() if view == "memory" else ""
        return any(one.type in _RESTS_ON[view] and one.id.startswith(beginning) for one in self.touched)
