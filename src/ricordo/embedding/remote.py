"""Embedders that ask a server: Ollama, or any that speaks OpenAI's protocol."""

import threading
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

import numpy as np

from ricordo.embedding.base import Embedder, Model, Vectors, readable, unit_rows
from ricordo.embedding.settings import RemoteSettings
from ricordo.embedding.transport import Server
from ricordo.errors import EmbeddingFailed, InvalidInput

_MAX_TEXT_BYTES: Final = 8_000
"""OpenAI's models take 8,191 tokens, and no token is shorter than a byte."""
_MAX_REQUEST_BYTES: Final = 250_000
_PROBE: Final = "dimensions"
_NOTHING: Final = "-"
"""Stands for a text without letters: OpenAI's server refuses empty ones."""


class RemoteEmbedder(Embedder):
    """Embeds by asking a server. Each distinct text is sent once.

    Args:
        model_name: The model's name as the server knows it; the usual one of the kind when not given.
        settings: Where the server is and how to ask it.

    Raises:
        InvalidInput: When the settings cannot be right.
    """

    kind: ClassVar[str]
    default_model: ClassVar[str]
    default_url: ClassVar[str]

    def __init__(self, model_name: str | None = None, settings: RemoteSettings | None = None) -> None:
        self._settings = settings or RemoteSettings()
        self._name = model_name or self.default_model
        self._server = Server(self._settings.base_url or self.default_url, self._settings)
        self._lock = threading.Lock()
        self._dimensions: int | None = None

    @property
    def model(self) -> Model:
        """The model; its dimensions are asked for once, by embedding a word, unless something was embedded before."""
        if self._dimensions is None:
            self.embed([_PROBE])
        assert self._dimensions is not None
        return Model(self._name, self.fingerprint, self._dimensions)

    @property
    def fingerprint(self) -> str:
        """Kind and name of the model: the same model on another server gives the same vectors."""
        return f"{self.kind}:{self._name.removesuffix(':latest')}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, of each at most the first 8,000 bytes; equal ones are sent once."""
        places: dict[str, int] = {}
        place_of = [places.setdefault(_sendable(text), len(places)) for text in texts]
        if not place_of:
            return np.empty((0, self.model.dimensions), np.float32)
        return np.concatenate([self._ask(batch) for batch in self._batches(places)])[place_of]

    def _batches(self, texts: Mapping[str, int]) -> Iterator[list[str]]:
        batch: list[str] = []
        size = 0
        for text in texts:
            if batch and (len(batch) == self._settings.batch or size + len(text.encode()) > _MAX_REQUEST_BYTES):
                yield batch
                batch, size = [], 0
            batch.append(text)
            size += len(text.encode())
        if batch:
            yield batch

    def _ask(self, texts: list[str]) -> Vectors:
        answer = self._server.post(self._path(), self._question(texts))
        try:
            numbers = np.array(self._found(answer))
        except (KeyError, TypeError, ValueError):
            raise self._server.unusable("an answer without vectors of one length") from None
        if numbers.ndim != 2 or numbers.dtype.kind not in "fi" or not numbers.shape[1]:
            raise self._server.unusable("an answer without vectors of one length")
        if len(numbers) != len(texts):
            raise self._server.unusable(f"{len(numbers)} vectors for {len(texts)} texts")
        self._check_dimensions(numbers.shape[1])
        return unit_rows(numbers, f"The embedder at {self._server.name}")

    def _check_dimensions(self, dimensions: int) -> None:
        with self._lock:
            if self._dimensions is None:
                self._dimensions = dimensions
            if dimensions != self._dimensions:
                raise EmbeddingFailed(
                    f"The embedder at {self._server.name} gave vectors of {dimensions} instead of {self._dimensions}"
                    " numbers: its model has changed, so start again and run `reembed`."
                )

    @abstractmethod
    def _path(self) -> str:
        """Give the path that embeds."""

    @abstractmethod
    def _question(self, texts: list[str]) -> dict[str, Any]:
        """Make the body of a request."""

    @abstractmethod
    def _found(self, answer: Any) -> Any:
        """Take the vectors out of an answer, in the order of the texts.

        Raises:
            KeyError, TypeError, ValueError: When they are not where they should be.
        """


class OllamaEmbedder(RemoteEmbedder):
    """Asks an Ollama server, by default the one on this machine."""

    kind = "ollama"
    default_model = "nomic-embed-text"
    default_url = "http://127.0.0.1:11434"

    def _path(self) -> str:
        return "/api/embed"

    def _question(self, texts: list[str]) -> dict[str, Any]:
        return {"model": self._name, "input": texts}

    def _found(self, answer: Any) -> Any:
        return answer["embeddings"]


class OpenAIEmbedder(RemoteEmbedder):
    """Asks OpenAI's server, or any other that has its `/v1/embeddings`.

    Raises:
        InvalidInput: When OpenAI's own server is to be asked without a key.
    """

    kind = "openai"
    default_model = "text-embedding-3-small"
    default_url = "https://api.openai.com/v1"

    def __init__(self, model_name: str | None = None, settings: RemoteSettings | None = None) -> None:
        super().__init__(model_name, settings)
        if not self._settings.base_url and not self._settings.api_key:
            raise InvalidInput("OpenAI's server wants a key: give it as `embedder_key`, or another `embedder_url`.")

    def _path(self) -> str:
        return "/embeddings" if self._server.has_path else "/v1/embeddings"

    def _question(self, texts: list[str]) -> dict[str, Any]:
        return {"model": self._name, "input": texts, "encoding_format": "float"}

    def _found(self, answer: Any) -> Any:
        rows = sorted(answer["data"], key=lambda row: row["index"])
        if [row["index"] for row in rows] != list(range(len(rows))):
            raise ValueError("an index is missing or given twice")
        return [row["embedding"] for row in rows]


def _sendable(text: str) -> str:
    cut = readable(text).encode()[:_MAX_TEXT_BYTES].decode("utf-8", "ignore")
    return cut if cut.strip() else _NOTHING
