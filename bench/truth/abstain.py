"""Does a recall know when it knows nothing? Measured through the public API on small stores of their own.

python -m bench.truth.abstain [FOLDER]
"""

import json
from pathlib import Path
from typing import Any

from ricordo import Memory

FIRST = 5


def lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measure(shared: Path, embedder: str = "bundled") -> dict[str, float]:
    """Ask every store its own questions and those of the other stores.

    Returns:
        own_answered: Share of a store's answerable questions that get an answer.
        right_first_5: Share of those answered whose right memory is among the first five.
        answered_are_own: Of own and foreign questions in equal numbers, the share of those answered that are own.
        unanswerable_refused: Share of a store's own questions without an answer in it that get none.
    """
    truth = shared / "truth"
    stores: dict[str, list[dict[str, Any]]] = {}
    for one in lines(truth / "stores.jsonl"):
        stores.setdefault(one["store"], []).append(one)
    questions = lines(truth / "abstain.jsonl")
    own: list[bool] = []
    right: list[bool] = []
    foreign: list[bool] = []
    refused: list[bool] = []
    for store, memories in stores.items():
        with Memory(":memory:", namespace=f"bench/{store}", embedder=embedder) as memory:
            outcomes = memory.remember_many(
                [{"text": one["text"], "valid_from": one["at"], "ref": one["id"]} for one in memories]
            )
            known = {outcome.id: one["id"] for outcome, one in zip(outcomes, memories, strict=True)}
            for question in questions:
                recall = memory.recall(question["question"], limit=FIRST)
                if question["store"] != store:
                    foreign.append(not recall.no_match)
                elif question["answer_ids"]:
                    own.append(not recall.no_match)
                    if not recall.no_match:
                        found = {known[hit.memory.id] for hit in recall}
                        right.append(bool(found & set(question["answer_ids"])))
                else:
                    refused.append(recall.no_match)
    answered, strange = sum(own) / len(own), sum(foreign) / len(foreign)
    return {
        "own_answered": answered,
        "right_first_5": sum(right) / len(right),
        "answered_are_own": answered / (answered + strange),
        "unanswerable_refused": sum(refused) / len(refused),
    }
