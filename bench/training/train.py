"""Trains the shipped classifiers: `python -m bench.training.train injection|kind|scope`.

Only the shipped sentences go into the weights: who reads the sentences and runs this gets the same file.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.training.regression import Penalties, fit
from bench.training.sentences import SENTENCES, part_of, read_sentences
from ricordo.embedding.bundled import BundledEmbedder
from ricordo.write import cues
from ricordo.write.injection import read_plain
from ricordo.write.injection_cues import cue_names
from ricordo.write.linear import (
    Features,
    FloatArray,
    Head,
    IntArray,
    LinearModel,
    build_features,
    model_to_json,
    words_of,
)

DECIMALS = 3
FOLDS = 5


def _read_words(texts: Sequence[str]) -> tuple[list[list[str]], FloatArray]:
    return [words_of(text) for text in texts], np.zeros((len(texts), 0))


@dataclass(frozen=True, slots=True)
class Task:
    """What a classifier is made of, beside its sentences.

    Attributes:
        buckets: how many buckets the words are hashed into.
        with_vector: penalties of the head with the sentence vector.
        text_only: penalties of the head without it.
        cue_names: names of the cues.
        read: gives the words of texts, and their cues, shape (N, len(cue_names)).
    """

    buckets: int
    with_vector: Penalties
    text_only: Penalties
    cue_names: tuple[str, ...] = ()
    read: Callable[[Sequence[str]], tuple[list[list[str]], FloatArray]] = _read_words


TASKS: dict[str, Task] = {
    "injection": Task(
        buckets=2048,
        with_vector=Penalties(vector=0.6, cues=1.0, words=0.5),
        text_only=Penalties(vector=1.0, cues=0.8, words=0.6),
        cue_names=cue_names(),
        read=read_plain,
    ),
    "kind": Task(
        buckets=2048,
        with_vector=Penalties(vector=0.15, cues=1.0, words=0.3),
        text_only=Penalties(vector=1.0, cues=1.0, words=0.3),
        cue_names=cues.cue_names(),
        read=cues.read_statements,
    ),
    "scope": Task(
        buckets=2048,
        with_vector=Penalties(vector=0.15, cues=1.0, words=0.3),
        text_only=Penalties(vector=1.0, cues=1.0, words=0.3),
        cue_names=cues.cue_names(),
        read=cues.read_statements,
    ),
}


@dataclass(frozen=True, slots=True)
class Examples:
    """The sentences of a task as numbers."""

    labels: tuple[str, ...]
    answers: IntArray
    words: list[list[str]]
    cues: FloatArray
    vectors: FloatArray
    parts: IntArray

    def features(self, rows: IntArray, buckets: int, *, with_vector: bool) -> Features:
        """Build the features of some rows."""
        vectors = self.vectors[rows] if with_vector else None
        words = [self.words[row] for row in rows]
        return build_features(words, buckets=buckets, cues=self.cues[rows], vectors=vectors)


def read_examples(name: str, task: Task) -> Examples:
    """Read and embed the sentences of a task."""
    sentences = read_sentences(name)
    texts = [sentence.text for sentence in sentences]
    labels = tuple(sorted({sentence.label for sentence in sentences}))
    words, cues = task.read(texts)
    return Examples(
        labels=labels,
        answers=np.array([labels.index(sentence.label) for sentence in sentences]),
        words=words,
        cues=cues,
        vectors=BundledEmbedder().embed(texts),
        parts=np.array([part_of(text, FOLDS) for text in texts]),
    )


def train(examples: Examples, task: Task, rows: IntArray | None = None) -> LinearModel:
    """Train both heads from the examples, or from some rows of them."""
    chosen = np.arange(len(examples.answers)) if rows is None else rows

    def head(*, with_vector: bool) -> Head:
        return fit(
            examples.features(chosen, task.buckets, with_vector=with_vector),
            examples.answers[chosen],
            labels=len(examples.labels),
            buckets=task.buckets,
            penalties=task.with_vector if with_vector else task.text_only,
        )

    return LinearModel(
        labels=examples.labels,
        cue_names=task.cue_names,
        with_vector=head(with_vector=True),
        text_only=head(with_vector=False),
    )


def cross_validate(examples: Examples, task: Task) -> tuple[FloatArray, FloatArray]:
    """Score every sentence by a model that has not seen it.

    Args:
        examples: all sentences.
        task: what to train.

    Returns:
        Log-probabilities of the head with the vector and of the text-only head, each of shape (N, labels).
    """
    unseen = np.zeros((2, len(examples.answers), len(examples.labels)))
    for fold in range(FOLDS):
        model = train(examples, task, np.flatnonzero(examples.parts != fold))
        rows = np.flatnonzero(examples.parts == fold)
        for number, with_vector in enumerate((True, False)):
            features = examples.features(rows, task.buckets, with_vector=with_vector)
            unseen[number, rows] = model.scores(features)
    return unseen[0], unseen[1]


def weights_file(name: str, folder: Path = SENTENCES) -> Path:
    """Tell where the weights of a task are shipped."""
    return folder / f"{name}_weights.json"


def main(name: str) -> None:
    """Train one task, print cross-validated accuracy, and write its weights."""
    task = TASKS[name]
    examples = read_examples(name, task)
    for head, scores in zip(("with vector", "text only"), cross_validate(examples, task), strict=True):
        share = (scores.argmax(axis=1) == examples.answers).mean()
        print(f"{name}, {head}: {share:.3f} of {len(examples.answers)} unseen sentences right ({FOLDS} folds)")
    content = model_to_json(train(examples, task), decimals=DECIMALS)
    weights_file(name).write_text(content, encoding="utf-8")
    print(f"wrote {weights_file(name).name}, {len(content):,} characters")


if __name__ == "__main__":
    main(sys.argv[1])
