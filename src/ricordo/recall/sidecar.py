"""The index in a file beside the store, so that a new process need not build it: derived, disposable, without text.

Anything wrong with the file (missing, cut, older format, other store, other model) means that there is none.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ricordo.recall.columns import COLUMN_NAMES
from ricordo.recall.index import Index
from ricordo.recall.names import Names, Speakers
from ricordo.recall.postings import Postings, Segment
from ricordo.text import ANALYSER

_MAGIC: Final = b"ricordo index 1\n"
_ALIGNMENT: Final = 64


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of what a file is the index.

    Attributes:
        database: Which store.
        embedder: Fingerprint of the model that made the vectors; empty without one.
        generation: The store's count of rebuilds of derived data.
        sequence: The last change that is in the index.
    """

    database: str
    embedder: str
    generation: int
    sequence: int


def save(path: Path, index: Index, stamp: Stamp) -> None:
    """Write the index beside the store, whole or not at all, readable for its owner only.

    Raises:
        OSError: The folder cannot be written.
    """
    arrays = {name: np.ascontiguousarray(array) for name, array in index.arrays().items()}
    table, offset = [], 0
    for name, array in arrays.items():
        table.append([name, array.dtype.str, list(array.shape), offset])
        offset += array.nbytes + -array.nbytes % _ALIGNMENT
    checksum = 0
    handle, temporary = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            os.chmod(temporary, 0o600)  # noqa: PTH101 - the name comes from mkstemp
            head_room = len(_header(stamp, table, 0xFFFFFFFF, index))
            file.seek(head_room)
            for array in arrays.values():
                padded = array.tobytes() + bytes(-array.nbytes % _ALIGNMENT)
                checksum = crc32(padded, checksum)
                file.write(padded)
            file.seek(0)
            file.write(_header(stamp, table, checksum, index))
        os.replace(temporary, path)  # noqa: PTH105 - as above
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def load(path: Path, database: str, embedder: str) -> tuple[Index, Stamp] | None:
    """Read an index that `save` wrote.

    Args:
        path: The file.
        database: The store it must belong to.
        embedder: The model its vectors must come from.

    Returns:
        The index and what it is an index of, None if there is no file that is sound and fits.
    """
    try:
        data = np.fromfile(path, np.uint8)
        head, body = _parted(data)
        stamp = Stamp(**head["stamp"])
        if (stamp.database, stamp.embedder, head["analyser"]) != (database, embedder, ANALYSER):
            return None
        if crc32(body.data) != head["checksum"]:
            return None
        return _index(_arrays(head["table"], body), head["dimension"]), stamp
    except (OSError, ValueError, KeyError, TypeError, IndexError, MemoryError, OverflowError, RecursionError):
        return None


def _header(stamp: Stamp, table: list[list[Any]], checksum: int, index: Index) -> bytes:
    head = {"stamp": asdict(stamp), "analyser": ANALYSER, "dimension": index.dimension, "table": table}
    checksums = {"checksum": f"{checksum:010d}", "head_checksum": _head_checksum(head)}
    text = json.dumps(head | checksums).encode()
    text += b" " * (-(len(_MAGIC) + 12 + len(text)) % _ALIGNMENT)
    return _MAGIC + f"{len(text):011d}\n".encode() + text


def _head_checksum(head: dict[str, Any]) -> int:
    """Give the checksum of the header itself: a changed name in the table would hide an array."""
    return crc32(json.dumps([head[name] for name in ("stamp", "analyser", "dimension", "table")]).encode())


def _parted(data: NDArray[np.uint8]) -> tuple[dict[str, Any], NDArray[np.uint8]]:
    start = len(_MAGIC) + 12
    if data[: len(_MAGIC)].tobytes() != _MAGIC:
        raise ValueError("another kind of file")
    end = start + int(data[len(_MAGIC) : start].tobytes())
    head = json.loads(data[start:end].tobytes())
    if head["head_checksum"] != _head_checksum(head):
        raise ValueError("the header is damaged")
    head["checksum"] = int(head["checksum"])
    return head, data[end:]


def _arrays(table: list[Any], body: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    found = {}
    for name, kind, shape, offset in table:
        dtype = np.dtype(kind)
        size = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
        if dtype.hasobject or offset < 0 or offset + size > body.size:
            raise ValueError("the table does not fit the file")
        found[name] = body[offset : offset + size].view(dtype).reshape(shape)
    return found


def _index(arrays: dict[str, NDArray[Any]], dimension: int) -> Index:
    index = Index()
    index.columns.replace({name: arrays[f"column_{name}"] for name in COLUMN_NAMES})
    index.dimension = dimension
    index.bits.replace(arrays["bits"])
    index.matrix = arrays["matrix"].astype(np.float32) if "matrix" in arrays else None
    index.namespaces = Names(arrays["namespace_hashes"].tolist())
    index.sessions = Names(arrays["session_hashes"].tolist())
    index.speakers = Speakers.of_arrays(arrays)
    index.tails = arrays["tails"]
    index.typical = arrays["typical"]
    count = sum(name.endswith("_terms") for name in arrays)
    names = ("terms", "offsets", "slots", "counts")
    index.postings = Postings(
        Segment(**{name: arrays[f"segment_{number}_{name}"] for name in names}) for number in range(count)
    )
    index.recount()
    return index
