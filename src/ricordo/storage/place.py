"""Where the file of an open store lies."""

import contextlib
import os
from pathlib import Path

from ricordo.errors import StoreMoved


class Place:
    """The place of a file, and which file it was that was opened there."""

    def __init__(self, path: Path) -> None:
        """Remember what lies there now.

        Args:
            path: The file; later changes of the working directory do not matter.

        Raises:
            OSError: When there is none.
        """
        self._path, self._opened = path.absolute(), path.stat()

    def check(self) -> None:
        """Look whether the file is still there.

        Raises:
            StoreMoved: When it was moved, replaced or removed.
        """
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(self._path.stat(), self._opened):
                return
        raise StoreMoved(
            f"{self._path} was moved, replaced or removed while it was open, and nothing was done; "
            "open it again (a server does so at the next call)."
        )
