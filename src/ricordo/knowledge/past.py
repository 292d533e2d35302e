"""The store as it was known at an instant: what the journal had then, ready to be searched like the present."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ricordo.embedding import Embedder
from ricordo.errors import EmbeddingFailed
from ricordo.model import Link, MemoryRecord
from ricordo.storage.base import IndexChanges, IndexRow, Store
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros
from ricordo.write.derive import derive


class PastStore:
    """Answers the read path with the states of an instant. Built once; changes that come later do not reach it.

    Memories that have not changed since keep their rows and vectors. The others are read from the journal, and
    embedded again where their text was another one.
    """

    def __init__(self, store: Store, embedder: Embedder | None, known_at: datetime) -> None:
        """Read the states.

        Args:
            store: The store of the present.
            embedder: For texts that have no vector any more; None leaves them without.
            known_at: The instant.
        """
        at = to_micros(known_at)
        changed = store.targets_changed_after(at)
        nums = store.nums(changed)
        rows = {row.num: row for row in store.index_changes(0).rows}
        unknown = 1 + max(rows, default=0)
        past = store.records_at(Filter(), at, ids=changed)
        self._records = {nums.get(one.id, unknown + place): one for place, one in enumerate(reversed(past))}
        self._nums = {one.id: num for num, one in self._records.items()}
        self._links = store.things(Link, known_at=at)
        self._present = store
        self._changed = frozenset(changed)
        vectors = self._vectors_of(embedder, {one.id: one for one in store.get(list(nums))}, rows)
        for num in nums.values():
            rows.pop(num, None)
        rows |= {num: _row(num, one, vectors.get(num)) for num, one in self._records.items()}
        self._rows = [rows[num] for num in sorted(rows)]
        self._vectors = {num: np.frombuffer(blob, "<f2") for num, blob in vectors.items()}

    def _vectors_of(
        self, embedder: Embedder | None, present: dict[str, MemoryRecord], rows: dict[int, IndexRow]
    ) -> dict[int, bytes]:
        """Give the vectors of the memories that have changed: kept with the text, else made again."""
        vectors: dict[int, bytes] = {}
        for num, one in self._records.items():
            row = rows.get(num)
            if row and row.vector and one.id in present and present[one.id].text == one.text:
                vectors[num] = row.vector
        missing = [num for num in self._records if num not in vectors]
        if embedder is None or not missing:
            return vectors
        try:
            made = embedder.embed([self._records[num].text for num in missing])
        except EmbeddingFailed:
            return vectors
        return vectors | {num: vector.astype("<f2").tobytes() for num, vector in zip(missing, made, strict=True)}

    def sequence(self) -> int:
        """Nothing changes here any more."""
        return 1

    def index_changes(self, since: int) -> IndexChanges:
        """Give all rows, once."""
        return IndexChanges(1, 1, [] if since else self._rows, [])

    def vectors(self, nums: Sequence[int]) -> np.ndarray:
        """Give the vectors of rows, in the order asked."""
        found = self._present.vectors(nums)
        for place, num in enumerate(nums):
            if num in self._vectors:
                found[place] = self._vectors[num]
        return found

    def records(self, nums: Sequence[int]) -> list[MemoryRecord]:
        """Give the records of rows as they were, in the order asked."""
        unchanged = [num for num in nums if num not in self._records]
        known = self._records | dict(zip(unchanged, self._present.records(unchanged), strict=False))
        return [known[num] for num in nums if num in known]

    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        """Give records as they were, in the order asked, without those that were unknown."""
        known = {one.id: one for one in self._present.get([one for one in ids if one not in self._changed])}
        known |= {one: self._records[self._nums[one]] for one in ids if one in self._nums}
        return [known[one] for one in ids if one in known]

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        """Give the row numbers of ids, without those that were unknown."""
        known = self._present.nums([one for one in ids if one not in self._changed])
        return known | {one: self._nums[one] for one in ids if one in self._nums}

    def links(self, ids: Sequence[str]) -> list[Link]:
        """Give the links of that time that start or end at one of these memories."""
        asked = set(ids)
        return [link for link in self._links if link.older in asked or link.newer in asked]


def _row(num: int, one: MemoryRecord, vector: bytes | None) -> IndexRow:
    valid_from, valid_to, expired_at, expires_at = (
        None if moment is None else to_micros(moment)
        for moment in (one.valid_from, one.valid_to, one.expired_at, one.expires_at)
    )
    return IndexRow(
        num=num,
        namespace=one.namespace,
        kind=one.kind,
        state=one.state,
        valid_from=valid_from,
        valid_to=valid_to,
        created_at=to_micros(one.created_at),
        expired_at=expired_at,
        expires_at=expires_at,
        session=one.session if one.kind == "message" else None,
        speaker=one.speaker,
        characters=len(one.text),
        terms=derive(one).terms,
        vector=vector,
    )
