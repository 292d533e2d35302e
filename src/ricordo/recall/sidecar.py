"""The index in a file beside the store, so that a new process need not build it: derived, disposable, without text.

Anything wrong with the file (missing, cut, older format, other store, other model) means that there is none.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ricordo.recall.columns import COLUMN_NAMES
from ricordo.recall.index import KIND_CODES, STATE_CODES, Index
from ricordo.recall.index_file import ALIGNMENT, MAGIC, PREFIX_BYTES, head_checksum, read_head
from ricordo.recall.names import Names, Speakers
from ricordo.recall.postings import Postings, Segment
from ricordo.text import ANALYSER


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
        offset += array.nbytes + -array.nbytes % ALIGNMENT
    checksum = 0
    handle, temporary = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            os.chmod(temporary, 0o600)  # noqa: PTH101 - the name comes from mkstemp
            head_room = len(_header(stamp, table, 0xFFFFFFFF, index))
            file.seek(head_room)
            for array in arrays.values():
                padded = array.tobytes() + bytes(-array.nbytes % ALIGNMENT)
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
        head, start = read_head(data.data)
        body = data[start:]
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
    checksums = {"checksum": f"{checksum:010d}", "head_checksum": head_checksum(head)}
    # For a reader that cannot load the values: what the codes of two columns mean.
    codes = {"kinds": list(KIND_CODES), "states": list(STATE_CODES)}
    text = json.dumps(head | checksums | codes).encode()
    text += b" " * (-(PREFIX_BYTES + len(text)) % ALIGNMENT)
    return MAGIC + f"{len(text):011d}\n".encode() + text


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
