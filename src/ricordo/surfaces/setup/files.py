"""Changes of files: shown first, kept as a copy, written as a whole or not at all."""

import contextlib
import difflib
import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ricordo.errors import FileChanged, RicordoError
from ricordo.write.secrets import redact

Kind = Literal["created", "changed", "removed", "unchanged"]
_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a file.

    Attributes:
        path: The file.
        before: What it holds; None when it does not exist.
        after: What it shall hold; None when it shall not exist.
    """

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def kind(self) -> Kind:
        """What happens to the file."""
        if self.before == self.after:
            return "unchanged"
        return "created" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def diff(self) -> str:
        """The change as a unified diff, without the credentials that others keep in such files."""
        both = (self.before, self.after)
        old, new = ((one or b"").decode(errors="replace").splitlines(keepends=True) for one in both)
        names = [os.devnull if one is None else str(self.path) for one in both]
        lines = difflib.unified_diff(old, new, names[0], names[1])
        text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
        return redact(text)[0]


def read(path: Path) -> bytes | None:
    """Read a file; None when there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def apply(changes: Sequence[Change]) -> None:
    """Make changes: all of them, or when one fails none.

    Raises:
        FileChanged: When a file is not any more what it was when the change was made out.
        OSError: When a file cannot be written.
    """
    done: list[Change] = []
    made: list[Path] = []
    try:
        for one in changes:
            if read(one.path) != one.before:
                raise FileChanged(f"another program has just written {one.path}; call again.")
            made = [*missing_folders(one.path), *made]
            _write(one.path, one.after)
            done.append(one)
    except (OSError, RicordoError):
        for one in reversed(done):
            with contextlib.suppress(OSError):
                _write(one.path, one.before)
        remove_folders(made)
        raise


def missing_folders(path: Path) -> list[Path]:
    """Give the folders above a file that do not exist, the innermost first."""
    return [one for one in path.parents if not one.exists()]


def remove_folders(folders: Sequence[Path]) -> None:
    """Remove folders, the innermost first, unless something else is in them by now."""
    for one in folders:
        with contextlib.suppress(OSError):
            one.rmdir()


def make_private(folder: Path) -> None:
    """Make a folder that only this person can look into."""
    folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)


def keep_private(path: Path, content: bytes) -> None:
    """Write a file that only this person can read, into a folder that is there."""
    _replace(path, content, _PRIVATE)


def _write(path: Path, content: bytes | None) -> None:
    target = path.resolve()  # a link to a file that is kept elsewhere stays a link
    for one in (target, target.parent):
        if one.exists() and not os.access(one, os.W_OK):
            raise _refused(errno.EACCES, one)  # the folder would let us replace the file all the same
    if content is None:
        target.unlink(missing_ok=True)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise _refused(errno.ENOTDIR, target.parent) from None
    _replace(target, content, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())


def _refused(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


def _replace(path: Path, content: bytes, mode: int) -> None:
    with _beside(path) as (descriptor, name):
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[tuple[int, str]]:
    """Make a file in the same folder, and take it away if it is still there."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        yield descriptor, name
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
