"""What an embedder is, and what every embedder does with the texts it is given."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ricordo.errors import EmbeddingFailed

Vectors = npt.NDArray[np.float32]

MAX_CHARACTERS = 8_000
"""A longer text is embedded by its first 8,000 characters."""
MAX_TOKENS = 2_048
"""The bundled embedder takes no more pieces of a text: some 8,000 characters of English, some 4,000 of Chinese."""


@dataclass(frozen=True, slots=True)
class Model:
    """The model behind vectors. Vectors of different models are never compared.

    Attributes:
        name: The model's name, for people.
        fingerprint: Changes whenever vectors of the same text may change.
        dimensions: Length of a vector.
    """

    name: str
    fingerprint: str
    dimensions: int


class Embedder(ABC):
    """Turns texts into unit vectors whose dot product tells how alike the texts are in meaning.

    Every method may be called from several threads at once.
    """

    @property
    @abstractmethod
    def model(self) -> Model:
        """The model behind the vectors; asking for it loads no weights.

        Raises:
            EmbeddingFailed: When the model can only be known by asking a server, and that fails.
        """

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the model; never asks a server."""
        return self.model.fingerprint

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; of each at most the first `MAX_CHARACTERS` characters.

        Args:
            texts: Any texts. An empty one, or one that holds no letters at all, has a vector too.

        Returns:
            One finite row of length 1 per text, in the order of the texts.

        Raises:
            EmbeddingFailed: When there are no usable vectors; the message is one sentence that says what to do.
        """

    def is_ready(self) -> bool:
        """Tell whether `embed` would begin at once instead of loading something first."""
        return True

    def warm(self) -> None:  # noqa: B027 - most embedders have nothing to load
        """Load now what `embed` would load at its first call.

        Raises:
            EmbeddingFailed: When it cannot be loaded.
        """


def readable(text: str) -> str:
    """Cut a text to `MAX_CHARACTERS` and replace the halves of surrogate pairs that stand alone.

    Such halves come from cut or wrongly decoded text and cannot be written as UTF-8.
    """
    cut = text[:MAX_CHARACTERS]
    try:
        cut.encode()
    except UnicodeEncodeError:
        return cut.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return cut


def unit_rows(vectors: Vectors, source: str) -> Vectors:
    """Scale every row to length 1.

    Raises:
        EmbeddingFailed: When a row is not finite or has no direction.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise EmbeddingFailed(
            f"{source} gave a vector without length or with numbers that are none; try another model."
        )
    units: Vectors = (vectors / lengths).astype(np.float32)
    return units
