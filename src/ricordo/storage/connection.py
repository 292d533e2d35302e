"""Open a SQLite file safely, wait one's turn to write, and say in one sentence what is wrong with a file."""

import contextlib
import os
import sqlite3
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from ricordo.errors import NewerSchema, NotAStore, ReadOnlyStore, StoreBusy, StoreError, StoreFull
from ricordo.storage.raw import closed, head, opened

APPLICATION_ID = 0x5249434F
"""'RICO' in the file's header."""
SCHEMA_VERSION = 2
OLD_ENDING = ".v{}.backup"
"""What follows the store's name in the name of the copy that is made before a migration."""
INDEX_ENDING = ".index"
"""What follows the store's name in the name of the saved recall index."""
SESSIONS_ENDING = ".sessions"
"""What follows the store's name in the name of the folder where hooks keep what each session was told, by id."""
SERVERS_ENDING = ".servers"
"""What follows the store's name in the name of the folder where running servers can be found by hooks."""
SEQUENCE_BITS = 40
"""The lower bits of a sequence number: the row of the journal."""
BUSY_TIMEOUT_SECONDS = 30
_HEADER_BYTES = 100
_RESTORE = "bring it back with `ricordo restore-backup`"


def journal_row(sequence: int) -> int:
    """Give the row of the journal that a sequence number stands for."""
    return sequence & (1 << SEQUENCE_BITS) - 1


def connect(path: Path | None) -> sqlite3.Connection:
    """Open the file, or make it. Eight processes may do so at once.

    Args:
        path: The file; None for a store in memory.

    Raises:
        NotAStore: When the file is no Ricordo store or is truncated; it is not touched.
        NewerSchema: When a newer Ricordo wrote it.
        ReadOnlyStore: When the folder or file cannot be written or made.
    """
    with explained(path):
        if path is None:
            database = _open(None)
        else:
            _prepare(path)
            with write_turn(path):
                inspect(path)
            database = _open(path)
        try:
            _set_up(database, path)
        except BaseException:
            database.close()
            raise
    return database


def _prepare(path: Path) -> None:
    if path.is_dir():
        raise NotAStore(f"{path} is a folder; give the path of a file in it.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # The mode must be right before the first byte: SQLite copies it to the -wal and -shm files.
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    if not os.access(path, os.W_OK):
        raise ReadOnlyStore(f"{path} cannot be written; make it writable or give another path.")


def inspect(path: Path) -> None:
    """Look at the header before SQLite does: opening a foreign file in WAL mode would change it.

    Raises:
        NotAStore: When the file is no Ricordo store or is truncated.
        NewerSchema: When a newer Ricordo wrote it.
    """
    size = path.stat().st_size
    if size == 0:
        return
    header = head(path, _HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        raise NotAStore(f"{path} is no Ricordo store; give another path, or {_RESTORE} if it once was one.")
    (application,) = struct.unpack_from(">I", header, 68)
    (version,) = struct.unpack_from(">I", header, 60)
    log = Path(f"{path}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    if application != APPLICATION_ID and not (has_log and application == 0):
        raise NotAStore(f"{path} is a database of another program; give another path.")
    if version > SCHEMA_VERSION:
        raise NewerSchema(f"{path} has schema {version} and this Ricordo knows {SCHEMA_VERSION}; update Ricordo.")
    page_size, pages = struct.unpack_from(">H", header, 16)[0], struct.unpack_from(">I", header, 28)[0]
    if not has_log and size < pages * (65536 if page_size == 1 else page_size):
        raise NotAStore(f"{path} is truncated; {_RESTORE}.")


class _Connection(sqlite3.Connection):
    """A connection to a store, of which this process knows as long as it is open."""

    store: Path | None = None

    def close(self) -> None:
        super().close()
        if self.store is not None:
            closed(self.store)
            self.store = None


def _open(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        opened(path)
    try:
        database = _connect(":memory:" if path is None else os.fspath(path))
    except BaseException:
        if path is not None:
            closed(path)
        raise
    database.store = path
    return database


def _connect(name: str) -> _Connection:
    return sqlite3.connect(
        name,
        factory=_Connection,
        timeout=BUSY_TIMEOUT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def _set_up(database: sqlite3.Connection, path: Path | None) -> None:
    for pragma in (
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        "PRAGMA cache_size = -32768",
        "PRAGMA mmap_size = 1073741824",
    ):
        database.execute(pragma)
    if path is None:
        _create_schema(database)
        return
    with write_turn(path):
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        version = _version(database)
        if version < SCHEMA_VERSION:
            if version:
                _keep_old(database, path, version)
            _create_schema(database)


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _keep_old(database: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy a store of an older version before it is changed; a copy that is there already stays."""
    kept, half = (path.with_name(f"{path.name}{ending}") for ending in (OLD_ENDING.format(version), ".half"))
    if not kept.exists():
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        database.execute("VACUUM INTO ?", (os.fspath(half),))
        half.replace(kept)


def schema_scripts(after: int = 0) -> list[str]:
    """Give the scripts that lead from a version of the schema to the present one, in order."""
    from importlib import resources  # noqa: PLC0415 - slow to load, needed once in the life of a store

    folder = resources.files("ricordo.storage.schema")
    return [folder.joinpath(f"{number:04d}.sql").read_text("utf-8") for number in range(after + 1, SCHEMA_VERSION + 1)]


def _create_schema(database: sqlite3.Connection) -> None:
    """Bring a new or older store to the present schema, in one transaction."""
    database.execute("BEGIN IMMEDIATE")
    try:
        for script in schema_scripts(_version(database)):
            for statement in _statements(script):
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Split a script: `executescript` would commit before it runs."""
    rest = ""
    for line in script.splitlines():
        rest += line.partition("--")[0] + "\n"
        if sqlite3.complete_statement(rest):
            yield rest
            rest = ""


_turns: dict[str, threading.RLock] = {}
_turns_guard = threading.Lock()


@contextlib.contextmanager
def write_turn(path: Path, patience_seconds: float = BUSY_TIMEOUT_SECONDS) -> Iterator[None]:
    """Queue for the right to write, between threads and between processes.

    SQLite's own waiting is a race in which one of eight writers was seen to starve for seconds; a lock file
    beside the store lets the kernel hand out the turns.

    Raises:
        StoreBusy: When the turn of this process did not come within `patience_seconds`.
    """
    name = os.fspath(path.absolute())
    with _turns_guard:
        turn = _turns.setdefault(name, threading.RLock())
    if not turn.acquire(timeout=patience_seconds):
        raise StoreBusy(_BUSY.format(path=path))
    try:
        if getattr(_held, "names", None) is None:
            _held.names = set()
        if name in _held.names:
            yield
            return
        descriptor = os.open(f"{name}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _take_turn(descriptor, path, patience_seconds)
            _held.names.add(name)
            yield
        finally:
            _held.names.discard(name)
            os.close(descriptor)
    finally:
        turn.release()


_held = threading.local()
_BUSY = "another process has been writing to {path} for too long; try again later."

_TURNSTILE, _WRITING = 0, 1
"""Bytes of the lock file: who waits next, and who writes."""

try:
    import fcntl

    def _try_lock(descriptor: int, byte: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)

    def _unlock(descriptor: int, byte: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, byte)

except ImportError:  # pragma: no cover - Windows
    import msvcrt

    def _try_lock(descriptor: int, byte: int) -> None:
        os.lseek(descriptor, byte, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

    def _unlock(descriptor: int, byte: int) -> None:
        os.lseek(descriptor, byte, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]


def _take_turn(descriptor: int, path: Path, patience_seconds: float) -> None:
    """Go through the turnstile, then wait for the writer to end.

    Only one process at a time waits for the writer, and a writer that wants to write again has to pass the
    turnstile, too: it cannot overtake.
    """
    deadline = time.monotonic() + patience_seconds
    _poll(descriptor, _TURNSTILE, 0.001, deadline, path)
    try:
        _poll(descriptor, _WRITING, 0.0002, deadline, path)
    finally:
        _unlock(descriptor, _TURNSTILE)


def _poll(descriptor: int, byte: int, pause_seconds: float, deadline: float, path: Path) -> None:
    while True:
        try:
            _try_lock(descriptor, byte)
        except OSError:
            if time.monotonic() > deadline:
                raise StoreBusy(_BUSY.format(path=path)) from None
            time.sleep(pause_seconds)
        else:
            return


_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (StoreFull, "the disk with {path} is full; free some space and try again."),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyStore,
        "{path} cannot be written; make it writable or give another path.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        ReadOnlyStore,
        "{path} cannot be opened; make its folder writable or give another path.",
    ),
    sqlite3.SQLITE_PERM: (
        ReadOnlyStore,
        "{path} may not be written; change its permissions or give another path.",
    ),
    sqlite3.SQLITE_BUSY: (StoreBusy, "another process keeps {path} busy; try again later."),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "another process keeps {path} locked; try again later."),
    sqlite3.SQLITE_CORRUPT: (NotAStore, f"{{path}} is damaged; {_RESTORE}."),
    sqlite3.SQLITE_NOTADB: (NotAStore, "{path} is no Ricordo store; give another path."),
    sqlite3.SQLITE_TOOBIG: (StoreError, "that is too large for {path}; split it."),
}


@contextlib.contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn what SQLite or the system says into one of our errors, in one sentence."""
    name = "the store in memory" if path is None else str(path)
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind, sentence = _BY_CODE.get(primary, (StoreError, f"{{path}} cannot be used: {error}."))
        raise kind(sentence.format(path=name)) from error
    except OSError as error:
        kind, sentence = (
            (StoreFull, "the disk with {path} is full; free some space and try again.")
            if error.errno == 28
            else (ReadOnlyStore, f"{{path}} cannot be opened ({error.strerror}); give another path.")
        )
        raise kind(sentence.format(path=name)) from error
