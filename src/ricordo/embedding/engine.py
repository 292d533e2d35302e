"""Loads the bundled model, and shares the texts of a call out among the processor's cores."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from ricordo.embedding.base import Vectors
from ricordo.embedding.blas import ONE_THREAD_EACH, has_fast_small_products
from ricordo.embedding.network import Network
from ricordo.embedding.parallel import run_all, usable_cores
from ricordo.embedding.resources import read_tokenizer, read_weights
from ricordo.embedding.tokens import Tokenizer
from ricordo.embedding.weights import DIMENSIONS, folded

_CHARACTERS_PER_TOKEN: Final = 4
_LEAST_TOKENS: Final = 192
"""With fewer tokens in a batch, matrix products are slower."""
_MOST_TOKENS: Final = 512
"""With more tokens in a batch, only the memory for it grows."""
_TOKENS_AT_ONCE: Final = 1_536


@dataclass(frozen=True, slots=True)
class Engine:
    """The loaded model.

    Attributes:
        tokenizer: Splits texts.
        network: Computes vectors.
    """

    tokenizer: Tokenizer
    network: Network

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Compute the unit vector of each text."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        tokens = sum(map(len, texts)) // _CHARACTERS_PER_TOKEN
        threads = min(usable_cores(), max(1, tokens // _LEAST_TOKENS))
        budget = min(max(tokens // threads, _LEAST_TOKENS), _MOST_TOKENS, _TOKENS_AT_ONCE // threads)
        with ONE_THREAD_EACH:
            run_all(self._batches(texts, vectors, budget), threads)
        return vectors

    def _batches(self, texts: Sequence[str], vectors: Vectors, budget: int) -> Iterator[Callable[[], None]]:
        """Gather texts until they have about `budget` tokens; a longer text goes alone."""
        batch: list[list[int]] = []
        size = first = 0
        for place, text in enumerate(texts):
            ids = self.tokenizer.ids(text)
            if batch and size + len(ids) > budget:
                yield partial(self._fill, batch, vectors[first:place])
                batch, size, first = [], 0, place
            batch.append(ids)
            size += len(ids)
        yield partial(self._fill, batch, vectors[first:])

    def _fill(self, batch: list[list[int]], rows: Vectors) -> None:
        rows[:] = self.network.vectors(batch)


def load() -> Engine:
    """Load the model, tokenizer and weights at the same time.

    Raises:
        EmbeddingFailed: When its files are missing or are not the pinned ones.
    """
    tokenizers: list[Tokenizer] = []
    networks: list[Network] = []

    def load_network() -> None:
        networks.append(Network(folded(*read_weights(usable_cores())), in_blocks=has_fast_small_products()))

    run_all([lambda: tokenizers.append(Tokenizer(read_tokenizer())), load_network], threads=2)
    return Engine(tokenizers[0], networks[0])
