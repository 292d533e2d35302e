"""Several transactions of one thread as one change."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class JoinedChange:
    """A change that several transactions make; its number is None as long as nothing was written."""

    number: int | None = None


class Joining(threading.local):
    """The change to which the transactions of a thread are joined now."""

    joined: JoinedChange | None = None

    @contextlib.contextmanager
    def one_change(self) -> Iterator[JoinedChange]:
        """Join what comes; within such a change, to that."""
        before = self.joined
        self.joined = before or JoinedChange()
        try:
            yield self.joined
        finally:
            self.joined = before
