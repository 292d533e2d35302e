"""Rebuild what is derived: text keys, terms, labels and vectors. It can be stopped and goes on where it was."""

from collections.abc import Callable, Iterator
from itertools import islice

from ricordo.embedding import Embedder
from ricordo.model import MemoryRecord, Value
from ricordo.storage.base import Derived, Store
from ricordo.text import ANALYSER, embedding_text
from ricordo.write.derive import derive

Progress = Callable[[int], None]
"""Called with the number of memories done since the last call."""
_CHUNK = 256


class RebuildReport(Value):
    """How many memories were looked at and how many were brought up to date."""

    checked: int
    rebuilt: int
    notice: str | None = None


def reindex(store: Store, progress: Progress | None = None, *, everything: bool = False) -> RebuildReport:
    """Bring text keys, terms and labels up to date.

    Args:
        store: The store.
        progress: Told after every chunk.
        everything: Write all rows anew, not only those that differ.
    """
    checked = rebuilt = 0
    walk = store.walk()
    while chunk := list(islice(walk, _CHUNK)):
        stale = [(num, derived) for num, derived in _stale(chunk, everything=everything)]
        if stale:
            store.put_derived(stale)
        checked, rebuilt = checked + len(chunk), rebuilt + len(stale)
        if progress:
            progress(len(chunk))
    return RebuildReport(checked=checked, rebuilt=rebuilt)


def _stale(
    chunk: list[tuple[int, MemoryRecord, str, bytes | None, int | None]], *, everything: bool
) -> Iterator[tuple[int, Derived]]:
    for num, record, key, terms, analyser in chunk:
        derived = derive(record)
        if everything or analyser != ANALYSER or terms != derived.terms or key != derived.text_key:
            yield num, derived


def stale_rows(store: Store) -> int:
    """Count the memories whose text key or terms are not what their text gives."""
    return sum(1 for _ in _stale_rows(store))


def _stale_rows(store: Store) -> Iterator[tuple[int, Derived]]:
    return _stale(list(store.walk()), everything=False)


def reembed(store: Store, embedder: Embedder, progress: Progress | None = None) -> RebuildReport:
    """Give a vector of the present model to every memory that lacks one.

    Raises:
        EmbeddingFailed: When the embedder fails; what was done so far is kept.
    """
    after = done = 0
    while chunk := store.without_vector(after, _CHUNK):
        texts = [embedded_text(store, num, record) for num, record in chunk]
        vectors = embedder.embed(texts)
        store.put_vectors(zip((num for num, _ in chunk), vectors, strict=True))
        after, done = chunk[-1][0], done + len(chunk)
        if progress:
            progress(len(chunk))
    return RebuildReport(checked=done, rebuilt=done)


def embedded_text(store: Store, num: int, record: MemoryRecord) -> str:
    """Give the text that a memory's vector is made of."""
    before = store.message_before(num) if record.kind == "message" else None
    if before is None:
        return record.text
    return embedding_text(record.text, before.text, same_speaker=before.speaker == record.speaker)
