"""The weights of what speaks for and against a replacement: a readable file."""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple


class _Head(NamedTuple):
    bias: float
    weights: dict[str, float]


@cache
def _heads() -> dict[str, _Head]:
    file = resources.files("ricordo.write") / "data" / "replacement_weights.json"
    content = json.loads(file.read_bytes())
    return {name: _Head(head["bias"], head["weights"]) for name, head in content.items()}


def probability(measures: Mapping[str, float], *, with_vector: bool) -> float:
    """Give the probability of a replacement, by logistic regression.

    Args:
        measures: From `features.measure`.
        with_vector: Whether the cosine is among them.

    Returns:
        From 0 to 1.
    """
    head = _heads()["with_vector" if with_vector else "text_only"]
    weights = head.weights
    logit = head.bias + sum(weights.get(name, 0.0) * value for name, value in measures.items() if value)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
