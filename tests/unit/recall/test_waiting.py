"""A recall that must not wait for the embedder answers by words and says so."""

import threading

import numpy as np
import pytest

from ricordo import Embedder, Memory, Model
from ricordo.errors import EmbeddingFailed, InvalidInput


class Slow(Embedder):
    """Loads when it is let."""

    def __init__(self, fails=False):
        self.let = threading.Event()
        self.loaded = threading.Event()
        self.loads = 0
        self.fails = fails

    @property
    def model(self):
        return Model("slow", "slow-1", 4)

    def is_ready(self):
        return self.loaded.is_set()

    def warm(self):
        self.loads += 1
        assert self.let.wait(30)
        if self.fails:
            raise EmbeddingFailed("the weights are damaged: reinstall.")
        self.loaded.set()

    def embed(self, texts):
        if self.fails:
            raise EmbeddingFailed("the weights are damaged: reinstall.")
        return np.full((len(texts), 4), 0.5, np.float32)


def finish(embedder):
    embedder.let.set()
    for thread in threading.enumerate():
        if thread.name == "ricordo-embedder":
            thread.join(30)


@pytest.mark.parametrize("fails", [False, True])
def test_words_alone_answer_until_the_embedder_is_loaded_once(fails):
    embedder = Slow(fails)
    with Memory(":memory:", namespace="user", embedder=embedder) as memory:
        memory.remember("Staging runs Postgres 16")
        memory.waits_for_vectors = False
        for moment in (None, None, "in 1 minute"):
            first = memory.recall("what runs on staging?", known_at=moment)
            assert first.notice == "Searched by words alone: the embedder is still being loaded; ask again in a moment."
            assert len(first) == 1
        finish(embedder)
        notice = memory.recall("what runs on staging?").notice
    assert embedder.loads == 1
    assert (notice is None) != fails
    if fails:
        assert "the weights are damaged" in notice


def test_an_open_memory_serves_other_scopes_too():
    with Memory(":memory:", namespace="user", embedder="none") as memory:
        other = memory.within(agent="codex")
        other.remember("Staging runs Postgres 16")
        memory.remember("Production runs Postgres 14")
        assert [one.agent for one in memory.list().memories] == [None, "codex"]
        shop = memory.within(namespace="project/shop", agent="codex")
        shop.remember("The shop sells tea", scope="project")
        assert {one.namespace for one in shop.list().memories} == {"project/shop", "user"}
        assert {one.namespace for one in memory.list().memories} == {"user"}
        with pytest.raises(InvalidInput, match="no namespace"):
            memory.within(namespace="no such / name")
    with Memory(":memory:", agent="me", namespace="user", embedder="none") as memory:
        assert memory.within(agent="codex") is memory
