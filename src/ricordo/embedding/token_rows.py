"""What the network computes of single tokens, and remembers."""

import threading
from typing import Final

import numpy as np
import numpy.typing as npt

from ricordo.embedding.base import Vectors
from ricordo.embedding.blas import product
from ricordo.embedding.weights import CHUNKS, DIMENSIONS, WIDTH, Weights, unpack

Positions = npt.NDArray[np.intp]

PADDING: Final = -1
"""Stands for what is before and after a text, where everything is zero."""
_REMEMBERED: Final = 1_024


class TokenRows:
    """One row per token: its embedding, its projection, and its products with the first layers' weights.

    A row depends on the token alone, and a few hundred tokens make up most of any text. The first ones seen are
    remembered for good; the memory that they take is bounded.

    Args:
        weights: The network's weights.
        in_blocks: Whether small products are cut into blocks.
    """

    def __init__(self, weights: Weights, *, in_blocks: bool) -> None:
        self._weights = weights
        self._in_blocks = in_blocks
        widths = [DIMENSIONS, len(weights.gain), *(layer.first.shape[1] for layer in weights.convolutions)]
        self._bounds = [0, *np.cumsum(widths).tolist()]
        self._lock = threading.Lock()
        self._kept = np.zeros((_REMEMBERED, self._bounds[-1]), np.float32)
        self._slot_of = np.full(len(weights.table) + 1, -1, np.int16)
        self._slot_of[PADDING] = 0
        self._used = 1

    def find(self, tokens: Positions) -> tuple[Positions, Vectors]:
        """Give the rows of distinct tokens, in an order of their own, and where in it each of the tokens is.

        Padding, the smallest number, comes first.
        """
        slots = self._slot_of[tokens]
        is_new = slots < 0
        known = len(tokens) - int(np.count_nonzero(is_new))
        order = np.argsort(is_new, kind="stable")
        rows = np.empty((len(tokens), self._bounds[-1]), np.float32)
        np.take(self._kept, slots[order[:known]], axis=0, out=rows[:known], mode="clip")
        if known < len(tokens):
            new = tokens[order[known:]]
            self._compute(new, rows[known:])
            self._remember(new, rows[known:])
        place_of = np.empty_like(order)
        place_of[order] = np.arange(len(order))
        return place_of, rows

    def embedded(self, rows: Vectors) -> Vectors:
        """Give the part of rows that holds the embeddings."""
        return rows[:, : self._bounds[1]]

    def neighbours(self, rows: Vectors, convolution: int) -> tuple[Vectors, Vectors]:
        """Give the part of rows that is the input of a convolution, and their products for each neighbour."""
        start, stop = self._bounds[convolution + 2 : convolution + 4]
        inputs = self._bounds[1] + convolution * WIDTH
        return rows[:, inputs : inputs + WIDTH], rows[:, start:stop].reshape(len(rows), -1, WIDTH)

    def _compute(self, tokens: Positions, rows: Vectors) -> None:
        weights = self._weights
        embedded, projected = self.embedded(rows), rows[:, self._bounds[1] : self._bounds[2]]
        chunk = tokens % CHUNKS
        np.multiply(unpack(weights.table[tokens]), weights.scale[chunk, None], out=embedded)
        embedded += weights.low[chunk, None]
        product(embedded, weights.projection, projected, in_blocks=self._in_blocks)
        projected += weights.projection_bias
        spread = np.vecdot(projected, projected)
        spread *= 1 / projected.shape[1]
        spread += weights.epsilon
        projected /= np.sqrt(spread)[:, None]
        projected *= weights.gain
        projected += weights.offset
        for place, layer in enumerate(weights.convolutions):
            inputs, products = self.neighbours(rows, place)
            product(inputs, layer.first, products.reshape(len(rows), -1), in_blocks=self._in_blocks)
            products[:, layer.left] += layer.first_bias

    def _remember(self, tokens: Positions, rows: Vectors) -> None:
        if self._used == _REMEMBERED:
            return
        with self._lock:
            # Another thread may have computed some of them meanwhile.
            places = np.flatnonzero(self._slot_of[tokens] < 0)[: _REMEMBERED - self._used]
            end = self._used + len(places)
            self._kept[self._used : end] = rows[places]
            self._slot_of[tokens[places]] = np.arange(self._used, end)
            self._used = end
