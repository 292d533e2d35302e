"""Trains what judges replacements: `python -m bench.training.replacements`.

A line of `data/replacements.tsv` is a pair: `older` came first, `text` later, and `replaces` names the category, with
a `-` in front where both must stay. Besides these pairs, each statement is compared with its nearest predecessors in
the whole list, as in a store: those are no replacements. The pairs of `replacements_heldout.tsv` are never trained on.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from bench.training.regression import minimise
from bench.training.sentences import SENTENCES, read_rows
from ricordo.embedding.bundled import BundledEmbedder
from ricordo.text import query_terms
from ricordo.write.linear import FloatArray, IntArray
from ricordo.write.truth.blockers import blocker
from ricordo.write.truth.features import measure
from ricordo.write.truth.judge import CLOSES, LINKS
from ricordo.write.truth.pairs import compare
from ricordo.write.truth.reading import in_one_language

DECIMALS = 2
FOLDS = 5
NEAREST = 10
PENALTY = 0.4
COSINES = ("cosine", "cosine_share")
HELDOUT = Path(__file__).parent / "replacements_heldout.tsv"


class Labelled(NamedTuple):
    """A pair of statements; `category` begins with `-` where the later one replaces nothing."""

    category: str
    older: str
    newer: str

    @property
    def replaces(self) -> bool:
        """Tell whether the later one replaces the older one."""
        return not self.category.startswith("-")


class Statement(NamedTuple):
    """A statement of the imitated store; `pair` is the number of its pair, -1 without one."""

    text: str
    pair: int
    newer: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """All comparisons of an imitated store.

    Attributes:
        names: names of the measures.
        measures: one row per comparison.
        replaces: whether it is a replacement.
        newer: the place of the newer statement of each comparison.
        pairs: the number of the labelled pair that it is, -1 if it is none.
        blocked: whether a rule forbids it.
        texts: the older and the newer text.
    """

    names: tuple[str, ...]
    measures: FloatArray
    replaces: IntArray
    newer: IntArray
    pairs: IntArray
    blocked: "np.ndarray"
    texts: list[tuple[str, str]]


def read_pairs(file: Path = SENTENCES / "replacements.tsv") -> list[Labelled]:
    """Read the pairs of one file."""
    return [Labelled(row["replaces"], row["older"], row["text"]) for row in read_rows(file)]


def in_time(pairs: Sequence[Labelled], others: Sequence[str] = ()) -> list[Statement]:
    """Mix all statements into one list in which each newer one follows its older one, always the same way."""
    placed: list[tuple[float, Statement]] = []
    for number, pair in enumerate(pairs):
        first = _fraction(pair.older)
        placed.append((first, Statement(pair.older, number, newer=False)))
        placed.append((first + (1 - first) * _fraction(pair.newer), Statement(pair.newer, number, newer=True)))
    placed += [(_fraction(text), Statement(text, -1, newer=False)) for text in others]
    return [statement for _, statement in sorted(placed, key=lambda one: one[0])]


def _fraction(text: str) -> float:
    return crc32(text.encode("utf-8", "surrogatepass")) / 2**32


def nearest_before(texts: Sequence[str]) -> list[list[tuple[int, float]]]:
    """Find for each text the ten nearest earlier ones by cosine and shared words, each with its cosine."""
    vectors = BundledEmbedder().embed(list(texts))
    bags = [frozenset(query_terms(text)) for text in texts]
    found: list[list[tuple[int, float]]] = [[]]
    for place in range(1, len(texts)):
        cosines = vectors[:place] @ vectors[place]
        overlaps = np.array([_overlap(bags[place], bag) for bag in bags[:place]])
        best = np.argsort(-(cosines + overlaps), kind="stable")[:NEAREST]
        found.append([(int(one), float(cosines[one])) for one in best])
    return found


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / float(np.sqrt(len(one) * len(two))) if one and two else 0.0


def build(pairs: Sequence[Labelled], others: Sequence[str] = ()) -> Examples:
    """Compare each statement with its nearest predecessors."""
    statements = in_time(pairs, others)
    rows, replaces, newer, numbers, blocked, texts = [], [], [], [], [], []
    for place, candidates in enumerate(nearest_before([one.text for one in statements])):
        new = statements[place]
        for candidate, cosine in candidates:
            old = statements[candidate]
            pair = compare(*in_one_language(old.text, new.text))
            own = new.newer and old.pair == new.pair
            measures = measure(pair, cosine, old.text, new.text)
            if measures["same_slot"] and not own:
                continue  # two pairs that happen to be about where the same person lives
            rows.append(measures)
            replaces.append(own and pairs[new.pair].replaces)
            newer.append(place)
            numbers.append(new.pair if own else -1)
            blocked.append(bool(blocker(pair)))
            texts.append((old.text, new.text))
    names = tuple(rows[0])
    return Examples(
        names,
        np.array([[row[name] for name in names] for row in rows]),
        np.array(replaces, dtype=np.int64),
        np.array(newer),
        np.array(numbers),
        np.array(blocked),
        texts,
    )


def fit(measures: FloatArray, replaces: IntArray) -> FloatArray:
    """Fit a logistic regression; the last weight is the bias."""
    table = np.hstack([measures, np.ones((len(measures), 1))])
    penalty = np.full(table.shape[1], PENALTY)
    penalty[-1] = 1e-6

    def objective(weights: FloatArray) -> tuple[float, FloatArray]:
        logits = table @ weights
        loss = float((np.logaddexp(0, logits) - replaces * logits).sum() + 0.5 * (penalty * weights**2).sum())
        return loss, table.T @ (_sigmoid(logits) - replaces) + penalty * weights

    return minimise(objective, np.zeros(table.shape[1]), tolerance=1e-2)


def _sigmoid(logits: FloatArray) -> FloatArray:
    probabilities: FloatArray = 1 / (1 + np.exp(-logits))
    return probabilities


def measures_of(examples: Examples, *, with_vector: bool) -> FloatArray:
    """Give the measures, without those of the vector for the text-only head."""
    if with_vector:
        return examples.measures
    kept = examples.measures.copy()
    kept[:, [examples.names.index(name) for name in COSINES]] = 0.0
    return kept


def scores(examples: Examples, weights: FloatArray, *, with_vector: bool) -> FloatArray:
    """Give the probability of each comparison, 0 for blocked ones."""
    logits = measures_of(examples, with_vector=with_vector) @ weights[:-1] + weights[-1]
    return np.where(examples.blocked, 0.0, _sigmoid(logits))


def cross_validate(examples: Examples, parts: IntArray, *, with_vector: bool) -> FloatArray:
    """Score each comparison by weights that have not seen its part."""
    found = np.zeros(len(parts))
    measures = measures_of(examples, with_vector=with_vector)
    for part in np.unique(parts[parts >= 0]):
        rows = ~examples.blocked & (parts != part)
        unseen = scores(examples, fit(measures[rows], examples.replaces[rows]), with_vector=with_vector)
        found = np.where(parts == part, unseen, found)
    return found


def figures(examples: Examples, pairs: Sequence[Labelled], found: FloatArray, leave_out: str = "") -> dict[str, float]:
    """Count what is closed and linked; a pair whose older one is not among the nearest is neither."""
    closed, linked, wrong, newer = set(), set(), 0, np.unique(examples.newer)
    for place in newer:
        rows = np.flatnonzero(examples.newer == place)
        best = rows[found[rows].argmax()]
        linked |= {int(examples.pairs[row]) for row in rows if found[row] >= LINKS}
        if found[best] >= CLOSES:
            closed.add(int(examples.pairs[best]))
            wrong += int(examples.pairs[best] < 0)
    updates = [number for number, pair in enumerate(pairs) if pair.replaces and pair.category != leave_out]
    others = [number for number, pair in enumerate(pairs) if not pair.replaces]
    return {
        "closed": len(closed & set(updates)) / len(updates),
        "closed_or_linked": len((closed | linked) & set(updates)) / len(updates),
        "lookalike_closed": len(closed & set(others)) / len(others),
        "lookalike_linked": len((linked - closed) & set(others)) / len(others),
        "other_write_closes": wrong / len(newer),
    }


def head_to_json(names: Sequence[str], weights: FloatArray) -> str:
    """Write one head, a weight a line."""
    lines = ",\n".join(
        f'      "{name}": {round(float(weight), DECIMALS) + 0.0:g}'
        for name, weight in zip(names, weights[:-1], strict=True)
        if round(float(weight), DECIMALS)
    )
    return f'{{\n    "bias": {round(float(weights[-1]), DECIMALS):g},\n    "weights": {{\n{lines}\n    }}\n  }}'


def _by_category(examples: Examples, pairs: Sequence[Labelled]) -> IntArray:
    """Part by category; what is no labelled pair belongs to the category of its newer statement, or to none."""
    categories = sorted({pair.category for pair in pairs})
    numbers = {pair.newer: categories.index(pair.category) for pair in pairs}
    numbers = {pair.older: categories.index(pair.category) for pair in pairs} | numbers
    return np.array([numbers[newer] for _, newer in examples.texts])


def _show(title: str, values: dict[str, float]) -> None:
    print(f"{title:34s}" + "  ".join(f"{name} {value:.3f}" for name, value in values.items()))


def main() -> None:
    """Train both heads, print what they do to unseen pairs, and write their weights."""
    pairs, fresh = read_pairs(), read_pairs(HELDOUT)
    examples, unseen = build(pairs), build(fresh)
    rows = ~examples.blocked
    heads = {}
    parts = np.array([crc32(newer.encode()) % FOLDS for _, newer in examples.texts])
    for name, with_vector in (("with_vector", True), ("text_only", False)):
        weights = fit(measures_of(examples, with_vector=with_vector)[rows], examples.replaces[rows])
        heads[name] = head_to_json(examples.names, weights)
        by_part = cross_validate(examples, parts, with_vector=with_vector)
        by_category = cross_validate(examples, _by_category(examples, pairs), with_vector=with_vector)
        _show(f"{name}, {FOLDS} folds", figures(examples, pairs, by_part))
        _show(f"{name}, unseen categories", figures(examples, pairs, by_category))
        _show(f"{name}, fresh pairs", figures(unseen, fresh, scores(unseen, weights, with_vector=with_vector)))
    content = "{\n" + ",\n".join(f"  {json.dumps(name)}: {head}" for name, head in heads.items()) + "\n}\n"
    (SENTENCES / "replacement_weights.json").write_text(content, encoding="utf-8")
    print(f"wrote replacement_weights.json, {len(content):,} characters")


if __name__ == "__main__":
    main()
