"""Are kind and scope of a memory proposed as a person would choose them?

python -m bench.truth.kinds [FOLDER]
"""

import json
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench.places import shared_folder
from bench.training.sentences import read_sentences
from ricordo.embedding.bundled import BundledEmbedder
from ricordo.write.classify import Proposal, classify, classify_many

BATCH = 500
SINGLE_CALLS = 200
ROUNDS = 7


def measure(shared: Path) -> dict[str, float]:
    """Propose for every labelled text, with its vector and by the text alone.

    Returns:
        kind, scope: share of proposals that are right, with vectors; `_text_only`: without.
        instruction_precision: share of the proposed instructions that are instructions, with vectors.
        names_found, names_right: share of the labelled names that are proposed, and of the proposed that are
            labelled, each when one contains the other.
        microseconds_each: time per text in batches of 500 sentences of about 80 characters, with vectors.
        microseconds_single: time of a call with one text.
    """
    truth = [json.loads(line) for line in (shared / "truth" / "kinds.jsonl").read_text("utf-8").splitlines()]
    texts = [one["text"] for one in truth]
    with_vectors = classify_many(texts, BundledEmbedder().embed(texts))
    text_only = classify_many(texts)
    instructions = [one["kind"] for one, got in zip(truth, with_vectors, strict=True) if got.kind == "instruction"]
    found, right = _names([one["about"] for one in truth], with_vectors)
    return {
        "kind": _share([one["kind"] for one in truth], [got.kind for got in with_vectors]),
        "scope": _share([one["scope"] for one in truth], [got.scope for got in with_vectors]),
        "kind_text_only": _share([one["kind"] for one in truth], [got.kind for got in text_only]),
        "scope_text_only": _share([one["scope"] for one in truth], [got.scope for got in text_only]),
        "instruction_precision": instructions.count("instruction") / max(len(instructions), 1),
        "names_found": found,
        "names_right": right,
        **_speed(),
    }


def _share(right: list[str], got: list[str]) -> float:
    return sum(a == b for a, b in zip(right, got, strict=True)) / len(right)


def _names(labelled: list[list[str]], proposals: list[Proposal]) -> tuple[float, float]:
    counts: Counter[str] = Counter()
    for names, proposal in zip(labelled, proposals, strict=True):
        wanted, got = [name.casefold() for name in names], [name.casefold() for name in proposal.about]
        counts["wanted"] += len(wanted)
        counts["got"] += len(got)
        counts["found"] += sum(any(a in b or b in a for b in got) for a in wanted)
        counts["right"] += sum(any(a in b or b in a for a in wanted) for b in got)
    return counts["found"] / counts["wanted"], counts["right"] / counts["got"]


def _speed() -> dict[str, float]:
    sentences = [one.text for one in read_sentences("kind")]
    texts = [f"{a} {b}"[:80] for a, b in pairwise(sentences)][:BATCH]
    vectors = np.random.default_rng(1).normal(size=(len(texts), 512)).astype(np.float32) / 23
    batch, single = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        classify_many(texts, vectors)
        middle = time.perf_counter()
        for text, vector in zip(texts[:SINGLE_CALLS], vectors, strict=False):
            classify(text, vector)
        batch.append((middle - start) / len(texts))
        single.append((time.perf_counter() - middle) / SINGLE_CALLS)
    return {"microseconds_each": 1e6 * min(batch[1:]), "microseconds_single": 1e6 * min(single[1:])}


def main() -> int:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared_folder()
    if folder is None:
        return 0
    for name, figure in measure(folder).items():
        print(f"{name:24s} {figure:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
