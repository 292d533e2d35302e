"""Are questions with a time expression answered? All memories lie in one store, told at their times.

python -m bench.truth.temporal
"""

from collections import defaultdict
from datetime import datetime
from pathlib import Path

from bench.truth.abstain import FIRST, lines
from ricordo import Memory


def measure(shared: Path, embedder: str = "bundled") -> dict[str, float]:
    """Ask every question at its own present.

    Returns:
        The share of questions with an answer among the first five, and first, over all and by kind of expression.
    """
    questions = lines(shared / "truth" / "temporal.jsonl")
    told = {one["text"]: one["at"] for question in questions for one in question["memories"]}
    present = datetime.fromisoformat(min(told.values()))
    first: dict[str, list[bool]] = defaultdict(list)
    top: list[bool] = []
    with Memory(":memory:", namespace="bench", embedder=embedder, clock=lambda: present) as memory:
        for text, at in sorted(told.items(), key=lambda one: one[1]):
            present = datetime.fromisoformat(at)
            memory.remember(text)
        for question in questions:
            present = datetime.fromisoformat(question["now"])
            answers = {one["text"] for one in question["memories"] if one["id"] in question["answer_ids"]}
            found = [hit.memory.text for hit in memory.recall(question["question"], limit=FIRST)]
            first[question["category"]].append(bool(answers & set(found)))
            top.append(bool(answers & set(found[:1])))
    every = [one for values in first.values() for one in values]
    figures = {"in_first_5": sum(every) / len(every), "first": sum(top) / len(top)}
    return figures | {f"  {name} ({len(values)})": sum(values) / len(values) for name, values in sorted(first.items())}
