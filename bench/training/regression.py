"""Multinomial logistic regression with L2 penalties, by L-BFGS, in plain numpy."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ricordo.write.linear import Features, FloatArray, Head, IntArray, log_softmax

_BIAS_PENALTY = 1e-6

Objective = Callable[[FloatArray], tuple[float, FloatArray]]


@dataclass(frozen=True, slots=True)
class Penalties:
    """How strongly each block of weights is drawn to zero (per sum of squared weights)."""

    vector: float
    cues: float
    words: float


def fit(features: Features, answers: IntArray, *, labels: int, buckets: int, penalties: Penalties) -> Head:
    """Train one head.

    Args:
        features: of all sentences; with vectors for the head with the vector.
        answers: the number of each sentence's label, shape (N,).
        labels: how many labels there are.
        buckets: how many buckets the words were hashed into.
        penalties: the strength of the penalty per block.

    Returns:
        The head. The objective is strictly convex apart from a common shift of the biases, so the answer does
        not depend on where the search began.
    """
    design = _design(features, buckets)
    sizes = [1, buckets, features.cues.shape[1], design.dense.shape[1]]
    strength = np.repeat([_BIAS_PENALTY, penalties.words, penalties.cues, penalties.vector], sizes)[:, None]
    rows = np.arange(len(answers))

    def objective(flat: FloatArray) -> tuple[float, FloatArray]:
        weights = flat.reshape(-1, labels)
        log_probabilities = log_softmax(design.times(weights))
        loss = -log_probabilities[rows, answers].sum() + 0.5 * float((strength * weights**2).sum())
        residual = np.exp(log_probabilities)
        residual[rows, answers] -= 1.0
        return float(loss), (design.transposed_times(residual) + strength * weights).ravel()

    weights = minimise(objective, np.zeros(sum(sizes) * labels)).reshape(-1, labels)
    bias, words, cues, vector = np.split(weights, np.cumsum(sizes)[:-1])
    return Head(bias=bias[0], words=words, cues=cues, vector=vector if features.vectors is not None else None)


@dataclass(frozen=True, slots=True)
class _Design:
    """The table of all features: few of bias, words and cues are not zero, so these are kept as a list.

    Attributes:
        owners: the row of each entry, ascending.
        columns: its column.
        values: its value.
        starts: where each row's entries begin.
        width: how many columns there are before the dense ones.
        dense: the sentence vectors, or no columns at all.
    """

    owners: IntArray
    columns: IntArray
    values: FloatArray
    starts: IntArray
    width: int
    dense: FloatArray

    def times(self, weights: FloatArray) -> FloatArray:
        """Multiply the table with a column of weights per label."""
        entries = weights[: self.width][self.columns] * self.values[:, None]
        product: FloatArray = np.add.reduceat(entries, self.starts, axis=0) + self.dense @ weights[self.width :]
        return product

    def transposed_times(self, residual: FloatArray) -> FloatArray:
        """Multiply the turned table with a row of numbers per text."""
        entries = residual[self.owners] * self.values[:, None]
        listed = [np.bincount(self.columns, entries[:, label], self.width) for label in range(residual.shape[1])]
        return np.vstack([np.stack(listed, axis=1), self.dense.T @ residual])


def _design(features: Features, buckets: int) -> _Design:
    rows = len(features.counts)
    cue_owners, cue_columns = np.nonzero(features.cues)
    word_values = np.repeat(1.0 / np.sqrt(np.maximum(features.counts, 1)), features.counts)
    owners = np.concatenate([np.arange(rows), np.repeat(np.arange(rows), features.counts), cue_owners])
    columns = np.concatenate([np.zeros(rows, dtype=np.int64), 1 + features.words, 1 + buckets + cue_columns])
    values = np.concatenate([np.ones(rows), word_values, features.cues[cue_owners, cue_columns]])
    order = np.argsort(owners, kind="stable")
    dense = np.zeros((rows, 0)) if features.vectors is None else features.vectors.astype(np.float64)
    return _Design(
        owners=owners[order],
        columns=columns[order],
        values=values[order],
        starts=np.searchsorted(owners[order], np.arange(rows)),
        width=1 + buckets + features.cues.shape[1],
        dense=dense,
    )


def minimise(objective: Objective, start: FloatArray, *, memory: int = 12, tolerance: float = 1e-4) -> FloatArray:
    """Find the minimum of a smooth convex function.

    Source: L-BFGS with the two-loop recursion and backtracking (Nocedal and Wright, Numerical Optimization,
    algorithms 7.4 and 3.1).

    Args:
        objective: gives value and gradient.
        start: where to begin.
        memory: how many past steps shape the next direction.
        tolerance: stop when no component of the gradient is larger.

    Returns:
        The place of the minimum.
    """
    place, (value, slope) = start, objective(start)
    past: deque[tuple[FloatArray, FloatArray]] = deque(maxlen=memory)
    for _ in range(2_000):
        if np.abs(slope).max() < tolerance:
            break
        direction = -_scaled(slope, past)
        length, fall = 1.0, float(slope @ direction)
        if not past:
            length = 1.0 / float(np.linalg.norm(slope))
        while (trial := objective(place + length * direction))[0] > value + 1e-4 * length * fall:
            length *= 0.5
            if length < 1e-12:
                return place
        step, change = length * direction, trial[1] - slope
        if step @ change > 1e-12:
            past.append((step, change))
        place, (value, slope) = place + step, trial
    return place


def _scaled(slope: FloatArray, past: Sequence[tuple[FloatArray, FloatArray]]) -> FloatArray:
    """Multiply the gradient with the estimated inverse Hessian."""
    result = slope.copy()
    factors = []
    for step, change in reversed(past):
        factor = (step @ result) / (step @ change)
        result -= factor * change
        factors.append(factor)
    if past:
        step, change = past[-1]
        result *= (step @ change) / (change @ change)
    for (step, change), factor in zip(past, reversed(factors), strict=True):
        result += step * (factor - (change @ result) / (step @ change))
    return result
