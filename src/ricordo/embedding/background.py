"""Loads an embedder in the background, for those who would rather answer without vectors than wait for them."""

import contextlib
import threading

from ricordo.embedding.base import Embedder
from ricordo.errors import EmbeddingFailed


class BackgroundLoad:
    """Loads one embedder, once, from the first time that somebody asks for it. Any thread may ask."""

    def __init__(self, embedder: Embedder) -> None:
        """Prepare; nothing is loaded yet."""
        self._embedder = embedder
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def is_going_on(self) -> bool:
        """Whether the embedder is still being loaded. What made the load fail is said by the embedder's next call."""
        if self._embedder.is_ready():
            return False
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._warm, name="ricordo-embedder", daemon=True)
                self._thread.start()
        return self._thread.is_alive()

    def _warm(self) -> None:
        with contextlib.suppress(EmbeddingFailed):
            self._embedder.warm()
