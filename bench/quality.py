"""Recall quality through the public API on the development sets, beside plain text search in the same run.

    python -m bench.quality [--embedder bundled|none] [--data locomo ...]

Exits with 1 when Ricordo loses to the best plain-text baseline on any set.
"""

import argparse
import importlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.places import shared_folder
from ricordo import Memory

SETS = ("locomo", "realtalk", "beam", "memdaily", "xquad:de", "xquad:es", "xquad:zh", "xquad:en", "xquad:de>en")
BASELINES = ("fts5_porter_stop", "bm25_stop", "bm25_cjk", "fts5_ctx:0.4:400", "fts5_ctxsess:0.4:0.5:400")
PLAIN = BASELINES[:3]
DEPTH = 200


class Ricordo:
    """Ricordo as one more adapter of the evaluation: a conversation is ingested, a question is recalled."""

    def __init__(self, embedder: str) -> None:
        self.embedder = embedder
        self.memory: Memory | None = None

    def reset(self) -> None:
        if self.memory is not None:
            self.memory.close()
        self.memory = Memory(":memory:", namespace="bench", embedder=self.embedder)

    def add_many(self, items: Iterable[Any]) -> None:
        assert self.memory is not None
        report = self.memory.ingest(
            [
                {"text": one.text, "ref": one.id, "at": one.timestamp, "speaker": one.speaker, "session": one.session}
                for one in items
            ]
        )
        self.held = report.held

    def flush(self) -> None:
        """Nothing waits."""

    def search(self, query: str, k: int, as_of: str | None = None) -> list[str]:
        assert self.memory is not None
        return [hit.memory.ref or "" for hit in self.memory.recall(query, limit=min(k, 200))]


def harness(folder: Path) -> tuple[Any, Any]:
    """Import the evaluation harness, which is not part of the repository."""
    sys.path.insert(0, str(folder / "eval"))
    return importlib.import_module("adapters"), importlib.import_module("run")


def measure(
    folder: Path, names: Iterable[str], embedder: str, baselines: Iterable[str]
) -> dict[str, dict[str, dict[str, float]]]:
    """Score Ricordo and the baselines; gives metrics by set and system."""
    adapters, run = harness(folder)
    results: dict[str, dict[str, dict[str, float]]] = {}
    for name in names:
        cases = run.load(argparse.Namespace(data=name, unit="turn", assistant_too=False))
        cases = [case for case in cases if case.split == "dev"]
        systems = {f"ricordo ({embedder})": Ricordo(embedder)} | {one: adapters.make(one) for one in baselines}
        results[name] = {}
        for system, adapter in systems.items():
            rows, speed = run.evaluate(adapter, cases, DEPTH)
            scores = run.summarize(rows)["turn"]["all"]
            results[name][system] = scores | {"ms": speed["q_ms_p50"]}
            print(
                f"{name:12s} {system:28s} n={scores['n']:<5d} P@1 {scores['p@1']:.3f} any@10 "
                f"{scores['recall_any@10']:.3f} R@10 {scores['recall@10']:.3f} NDCG@10 {scores['ndcg@10']:.3f} "
                f"p50 {speed['q_ms_p50']:.1f} ms",
                flush=True,
            )
    return results


def losses(results: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Name the sets on which plain text search finds more."""
    lost = []
    for name, systems in results.items():
        own = next(scores for system, scores in systems.items() if system.startswith("ricordo"))
        plain = [scores for system, scores in systems.items() if system in PLAIN]
        for metric in ("recall_any@10", "ndcg@10"):
            best = max((scores[metric] for scores in plain), default=0.0)
            if own[metric] < best:
                lost.append(f"{name}: {metric} {own[metric]:.3f} < {best:.3f}")
    return lost


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--embedder", default="bundled")
    parser.add_argument("--data", nargs="*", default=list(SETS))
    parser.add_argument("--no-baselines", action="store_true")
    given = parser.parse_args()
    folder = shared_folder()
    if folder is None:
        return 0
    results = measure(folder, given.data, given.embedder, () if given.no_baselines else BASELINES)
    lost = losses(results)
    for line in lost:
        print(f"LOST to plain text search on {line}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
