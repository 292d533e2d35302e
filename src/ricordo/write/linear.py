"""Small linear classifiers whose weights are a readable file.

A model is a multinomial logistic regression over three blocks of features: the sentence vector of the
bundled embedder, hashed words, and whatever named cues its owner counts. It has two heads, trained apart: one
with the vector and one for text alone, because a store may run without an embedder or with a foreign one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain, pairwise
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ricordo.text.patterns import lazy

FloatArray: TypeAlias = NDArray[np.floating[Any]]
IntArray: TypeAlias = NDArray[np.int64]

# A run is cut at 40 characters, so that no input makes a word (or the cache of words) large.
_WORD = lazy(r"[^\W_]{1,40}")
# Scripts written without blanks: Thai, Lao, Burmese, Khmer, and the CJK blocks except Hangul syllables.
_UNSPACED = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff]")
_STEM_CHARACTERS = 5
_PAIR_MULTIPLIER = 0x9E3779B1  # the golden ratio in 32 bits: spreads neighbouring hashes (Knuth, TAOCP 3, 6.4)


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers of N texts, ready for `LinearModel.scores`.

    Attributes:
        words: bucket numbers of all texts, one text after the other, without repetitions inside a text.
        counts: how many of them belong to each text, shape (N,).
        cues: named cues, shape (N, C); C may be 0.
        vectors: sentence vectors, shape (N, D), or None for the text-only head.
    """

    words: IntArray
    counts: IntArray
    cues: FloatArray
    vectors: FloatArray | None


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of one head; each block has one column per label."""

    bias: FloatArray
    words: FloatArray
    cues: FloatArray
    vector: FloatArray | None


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A trained classifier."""

    labels: tuple[str, ...]
    cue_names: tuple[str, ...]
    with_vector: Head
    text_only: Head

    @property
    def buckets(self) -> int:
        """Tell how many buckets the hashed words fall into."""
        return len(self.text_only.words)

    def scores(self, features: Features) -> FloatArray:
        """Compute the log-probability of every label for every text.

        Args:
            features: from `build_features`, with this model's number of buckets and cues.

        Returns:
            Natural logarithms of probabilities, shape (N, labels).
        """
        head = self.text_only if features.vectors is None else self.with_vector
        logits = head.bias + sum_of_words(head.words, features)
        if features.cues.shape[1]:
            logits = logits + features.cues @ head.cues
        if features.vectors is not None and head.vector is not None:
            logits = logits + features.vectors @ head.vector
        return log_softmax(logits)


def log_softmax(logits: FloatArray) -> FloatArray:
    """Turn logits of shape (N, labels) into log-probabilities without overflow."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    normalised: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return normalised


def sum_of_words(weights: FloatArray, features: Features) -> FloatArray:
    """Add the weights of each text's words, scaled so that every bag of words has length 1."""
    totals = np.zeros((len(features.counts), weights.shape[1]))
    filled = features.counts > 0
    starts = np.cumsum(features.counts) - features.counts
    if filled.any():
        totals[filled] = np.add.reduceat(weights[features.words], starts[filled], axis=0)
        totals[filled] /= np.sqrt(features.counts[filled])[:, None]
    return totals


def words_of(text: str) -> list[str]:
    """Split a text into case-folded words (runs of letters and digits, at most 40 characters each)."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=16_384)
def word_hashes(word: str) -> tuple[int, ...]:
    """Hash a word: itself and its first letters; in scripts without blanks, characters and their pairs."""
    if not word.isascii() and _UNSPACED.search(word):
        keys = [*word, *map("".join, pairwise(word))]
    else:
        keys = [word, word[:_STEM_CHARACTERS] + "*"] if len(word) > _STEM_CHARACTERS else [word]
    return tuple(crc32(key.encode("utf-8", "surrogatepass")) for key in keys)


def word_buckets(texts: Sequence[list[str]], buckets: int) -> tuple[IntArray, IntArray]:
    """Hash words, the fact that a word comes first, and pairs of neighbours into bucket numbers.

    The hash (CRC-32) is the same in every process and on every machine. Source: "feature hashing", Weinberger
    et al. 2009, without their signs, since a readable file matters more than unbiased collisions.

    Args:
        texts: the words of each text, from `words_of`.
        buckets: how many buckets there are.

    Returns:
        The distinct bucket numbers of each text, one text after the other, and how many each has.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    hashes = [word_hashes(word) for words in texts for word in words]
    sizes = np.fromiter(map(len, hashes), np.int64, len(hashes))
    values = np.fromiter(chain.from_iterable(hashes), np.uint64, int(sizes.sum()))
    first = values[np.cumsum(sizes) - sizes]
    before = np.concatenate([first[-1:], first[:-1]])
    before[(np.cumsum(lengths) - lengths)[lengths > 0]] = 1  # tells "Send ..." from "... send"
    pairs = before * np.uint64(_PAIR_MULTIPLIER) ^ first
    text_of = np.repeat(np.arange(len(texts)), lengths)
    owners = np.concatenate([np.repeat(text_of, sizes), text_of])
    numbers = (np.concatenate([values, pairs]) % np.uint64(buckets)).astype(np.int64)
    found = np.sort(owners * buckets + numbers)
    # `np.unique` takes four times as long.
    found = np.concatenate([found[:1], found[1:][found[1:] != found[:-1]]])
    return found % buckets, np.bincount(found // buckets, minlength=len(texts))


def build_features(
    texts: Sequence[str] | Sequence[list[str]],
    *,
    buckets: int,
    cues: FloatArray | None = None,
    vectors: FloatArray | None = None,
) -> Features:
    """Build the features of a batch of texts (of one text: a batch of one).

    Args:
        texts: the texts, or their words when the caller has split them already (`words_of`).
        buckets: `LinearModel.buckets`.
        cues: the caller's named cues, shape (N, C), in the order of `LinearModel.cue_names`.
        vectors: unit vectors by the bundled embedder, shape (N, D), or None for the text-only head.

    Returns:
        The features.
    """
    found, counts = word_buckets([words_of(text) if isinstance(text, str) else text for text in texts], buckets)
    cues = np.zeros((len(texts), 0)) if cues is None else cues
    return Features(words=found, counts=counts, cues=cues, vectors=vectors)


@lru_cache(maxsize=8)
def load_model(name: str) -> LinearModel:
    """Load the shipped model of that name, once.

    Args:
        name: for example "injection"; the weights are `data/<name>_weights.json`.

    Returns:
        The model.

    Raises:
        FileNotFoundError: no such model is shipped.
    """
    file = resources.files("ricordo.write") / "data" / f"{name}_weights.json"
    return model_from_json(json.loads(file.read_bytes()))


def model_from_json(content: Mapping[str, Any]) -> LinearModel:
    """Build a model from the content of a weights file (see `model_to_json`)."""
    return LinearModel(
        labels=tuple(content["labels"]),
        cue_names=tuple(content["cues"]),
        with_vector=_head_from_json(content["with_vector"]),
        text_only=_head_from_json(content["text_only"]),
    )


def _head_from_json(content: Mapping[str, Any]) -> Head:
    def block(name: str) -> FloatArray:
        return np.ascontiguousarray(np.array(content[name], dtype=np.float32).T)

    return Head(
        bias=np.array(content["bias"]),
        words=block("words"),
        cues=block("cues"),
        vector=block("vector") if "vector" in content else None,
    )


def model_to_json(model: LinearModel, *, decimals: int) -> str:
    """Write a model as JSON with rounded numbers: one line per label and block, for people and for diffs."""
    heads = {
        name: ",\n".join(
            f'    "{block}": {_block_to_json(weights, decimals)}'
            for block, weights in (
                ("bias", head.bias),
                ("cues", head.cues),
                ("vector", head.vector),
                ("words", head.words),
            )
            if weights is not None
        )
        for name, head in (("with_vector", model.with_vector), ("text_only", model.text_only))
    }
    opening = f'  "labels": {json.dumps(model.labels)},\n  "cues": {json.dumps(model.cue_names)}'
    return "{\n" + ",\n".join([opening, *(f'  "{name}": {{\n{body}\n  }}' for name, body in heads.items())]) + "\n}\n"


def _block_to_json(weights: FloatArray, decimals: int) -> str:
    def row(values: FloatArray) -> str:
        # "+ 0.0" makes -0.0 a plain zero; "g" drops needless zeros.
        return "[" + ",".join(f"{round(float(value), decimals) + 0.0:g}" for value in values) + "]"

    if weights.ndim == 1:
        return row(weights)
    return "[\n      " + ",\n      ".join(row(column) for column in weights.T) + "\n    ]"
