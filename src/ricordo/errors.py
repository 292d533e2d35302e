"""Every error that Ricordo raises on purpose.

    RicordoError
    ├── InvalidInput            the call is wrong: correct it and call again
    │   ├── NotFound            nothing has that id, prefix or name
    │   ├── Ambiguous           more than one memory fits: give more of the id
    │   └── NotConfirmed        a destructive call lacks its confirmation
    ├── StoreError              the file cannot be used as asked
    │   ├── NotAStore           the file is no Ricordo store, or is damaged
    │   ├── StoreMoved          the file was moved or replaced while it was open
    │   ├── NewerSchema         a newer Ricordo wrote the file
    │   ├── ReadOnlyStore       the file or its folder cannot be written
    │   ├── StoreBusy           another process holds the file for too long
    │   └── StoreFull           no room left on the disk
    ├── CannotUndo              a later change or an erasure stands in the way
    ├── FileChanged             another program writes the file of a client at the same time
    └── EmbeddingFailed         the embedder gave no usable vectors

Each class carries what a surface needs: `code` (stable, for programs), `http_status` and `exit_code`.
The message is one sentence for a person that says what to do.
"""

from typing import ClassVar


class RicordoError(Exception):
    """Root of all errors of this package: catch it to catch them all."""

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1


class InvalidInput(RicordoError, ValueError):
    """Correct the argument that the message names and call again; nothing was changed."""

    code = "invalid_input"
    http_status = 400
    exit_code = 2


class NotFound(InvalidInput, LookupError):
    """Look the id or name up with `list`, `recall` or `namespaces` and call again."""

    code = "not_found"
    http_status = 404
    exit_code = 3


class Ambiguous(InvalidInput):
    """Give more characters of the id; the message lists what fits."""

    code = "ambiguous"
    http_status = 409


class NotConfirmed(InvalidInput):
    """Repeat the call with its confirmation (`--yes` on the command line) if you mean it."""

    code = "not_confirmed"
    http_status = 409


class StoreError(RicordoError):
    """Look at the file that the message names; its content was not changed."""

    code = "store_error"
    exit_code = 4


class NotAStore(StoreError):
    """Give the path of a Ricordo store, or bring a damaged one back with `restore-backup`."""

    code = "not_a_store"


class StoreMoved(StoreError):
    """Open the store again: its file is another one now, or gone. A server does so at the next call."""

    code = "store_moved"


class NewerSchema(StoreError):
    """Update Ricordo to the version that wrote the file, or newer."""

    code = "newer_schema"


class ReadOnlyStore(StoreError):
    """Make the file and its folder writable, or give another path."""

    code = "read_only"


class StoreBusy(StoreError):
    """Try again when the other process has finished."""

    code = "busy"
    http_status = 503


class StoreFull(StoreError):
    """Free some disk space and call again."""

    code = "disk_full"
    http_status = 507


class CannotUndo(RicordoError):
    """Undo the later change first, or restore what the message names by hand."""

    code = "cannot_undo"
    http_status = 409
    exit_code = 5


class FileChanged(RicordoError):
    """Call again: another program has written the file meanwhile."""

    code = "file_changed"
    http_status = 409
    exit_code = 5


class EmbeddingFailed(RicordoError):
    """Start or correct the embedder that the message names, then run `reembed`."""

    code = "embedding_failed"
    http_status = 503
