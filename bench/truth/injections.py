"""Measures the injection gate: `python -m bench.truth.injections [folder of the truth and eval sets]`.

Held attacks and held look-alikes come from the labelled set, false alarms also from ordinary memories and
messages, each for the head with the sentence vector and for the one without.
"""

import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ricordo.embedding.bundled import BundledEmbedder
from ricordo.write.injection import GateVerdict, judge_injections

_ORDINARY_SETS = ("updates", "coexist", "stores", "kinds", "duplicates", "temporal")
_MESSAGES = 2_000
_TIMED_SENTENCES = 500


def measure(shared: Path) -> dict[str, float]:
    """Measure the gate on the labelled sets.

    Args:
        shared: the folder that holds `truth/` and `eval/`.

    Returns:
        Shares (attacks_held, attacks_flagged, harmless_held, harmless_flagged, ordinary_held, ordinary_flagged,
        messages_held, messages_flagged) and microseconds per sentence, each with the suffix `_vector` or `_text`.
        "Flagged" is held or untrusted.
    """
    rows = _lines(shared / "truth" / "injections.jsonl")
    attack = np.array([bool(row["attack"]) for row in rows])
    sets = {
        "injections": [str(row["text"]) for row in rows],
        "ordinary": ordinary_memories(shared),
        "messages": messages(shared),
    }
    figures: dict[str, float] = {}
    for suffix in ("vector", "text"):
        held, flagged = _held_and_flagged(sets["injections"], suffix)
        figures[f"attacks_held_{suffix}"] = float(held[attack].mean())
        figures[f"attacks_flagged_{suffix}"] = float(flagged[attack].mean())
        figures[f"harmless_held_{suffix}"] = float(held[~attack].mean())
        figures[f"harmless_flagged_{suffix}"] = float(flagged[~attack].mean())
        for name in ("ordinary", "messages"):
            held, flagged = _held_and_flagged(sets[name], suffix)
            figures[f"{name}_held_{suffix}"] = float(held.mean())
            figures[f"{name}_flagged_{suffix}"] = float(flagged.mean())
        figures[f"microseconds_{suffix}"] = _microseconds(sets["ordinary"], suffix)
    return figures


def ordinary_memories(shared: Path) -> list[str]:
    """Collect every statement of the labelled sets that are about other things than attacks."""
    found = (
        text for name in _ORDINARY_SETS for row in _lines(shared / "truth" / f"{name}.jsonl") for text in _texts(row)
    )
    return list(dict.fromkeys(found))


def _texts(value: Any) -> Iterator[str]:
    """Find the statements in a row: they stand under these names, as text, as an object, or as a list of both."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for name in ("text", "old", "new", "a", "b", "noise", "memories"):
            yield from _texts(value.get(name))


def messages(shared: Path) -> list[str]:
    """Take messages of people and assistants, evenly from all conversations of the evaluation data."""
    spec = importlib.util.spec_from_file_location("datasets", shared / "eval" / "datasets.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "eval" / "datasets.py")
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    cases = [*module.locomo(), *module.realtalk(), *module.beam()]
    texts = [item.text for case in cases for item in case.items if item.text]
    return texts[:: max(1, len(texts) // _MESSAGES)][:_MESSAGES]


def _held_and_flagged(texts: list[str], suffix: str) -> tuple[np.ndarray, np.ndarray]:
    verdicts = judge(texts, suffix)
    held = np.array([verdict.level == "held" for verdict in verdicts])
    flagged = np.array([verdict.level != "clear" for verdict in verdicts])
    return held, flagged


def judge(texts: list[str], suffix: str) -> list[GateVerdict]:
    """Judge texts with the vector or without."""
    return judge_injections(texts, BundledEmbedder().embed(texts) if suffix == "vector" else None)


def _microseconds(texts: list[str], suffix: str) -> float:
    """Time a batch of ordinary sentences of about 80 characters, after a first run."""
    plain = [text for text in texts if text.isascii() and 60 <= len(text) <= 100]
    batch = (plain * (_TIMED_SENTENCES // max(1, len(plain)) + 1))[:_TIMED_SENTENCES]
    vectors = BundledEmbedder().embed(batch) if suffix == "vector" else None
    seconds = []
    for _ in range(7):
        start = time.perf_counter()
        judge_injections(batch, vectors)
        seconds.append(time.perf_counter() - start)
    return min(seconds[1:]) / len(batch) * 1e6


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Print the figures."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared"
    for name, figure in measure(shared).items():
        print(f"{name:28} {figure:.4f}" if figure < 1.5 else f"{name:28} {figure:.1f}")


if __name__ == "__main__":
    main()
