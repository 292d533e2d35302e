import os
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ricordo.recall.index import Index
from ricordo.recall.scope import Filters, scope_of
from ricordo.recall.sidecar import Stamp, load, save
from ricordo.storage.base import IndexRow
from ricordo.text import pack_terms, terms

STAMP = Stamp(database="db", embedder="model", generation=3, sequence=17)


def some_index(count: int = 40, *, with_vectors: bool = True) -> Index:
    random = np.random.default_rng(count)
    index = Index()
    index.add(
        [
            IndexRow(
                num=num,
                namespace=("user", "project/a")[num % 2],
                kind="message",
                state="live",
                valid_from=None,
                valid_to=None,
                created_at=num,
                expired_at=None,
                expires_at=None,
                session=f"secret-session-{num // 5}",
                speaker=("Adalbert", "assistant")[num % 2],
                characters=50,
                terms=pack_terms(terms(f"confidential harbour number {num}")),
                vector=random.standard_normal(100).astype("<f2").tobytes() if with_vectors and num % 3 else None,
            )
            for num in range(1, count + 1)
        ],
    )
    index.remove([7])
    return index


def contents(index: Index) -> dict[str, np.ndarray]:
    return index.arrays()


@pytest.mark.parametrize("with_vectors", [True, False])
def test_an_index_comes_back_as_it_was_saved(tmp_path: Path, with_vectors: bool) -> None:
    index = some_index(with_vectors=with_vectors)
    save(tmp_path / "index", index, STAMP)
    loaded = load(tmp_path / "index", "db", "model")
    assert loaded is not None
    copy, stamp = loaded
    assert stamp == STAMP
    before, after = contents(index), contents(copy)
    assert before.keys() == after.keys()
    for name, array in before.items():
        np.testing.assert_array_equal(array, after[name])
    assert len(copy) == len(index) == 39
    assert copy.speakers.is_assistant == index.speakers.is_assistant


def test_an_index_that_came_back_takes_in_more(tmp_path: Path) -> None:
    save(tmp_path / "index", some_index(), STAMP)
    loaded = load(tmp_path / "index", "db", "model")
    assert loaded is not None
    copy, _ = loaded
    copy.remove([1, 2, 3])
    copy.compact()
    assert len(copy) == 36
    assert scope_of(copy, Filters(("user", "project/a"), 0)).count == 36


def test_an_empty_index_comes_back(tmp_path: Path) -> None:
    save(tmp_path / "index", Index(), STAMP)
    loaded = load(tmp_path / "index", "db", "model")
    assert loaded is not None
    assert len(loaded[0]) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    save(tmp_path / "index", some_index(), STAMP)
    assert stat.S_IMODE((tmp_path / "index").stat().st_mode) == 0o600


def test_the_file_holds_no_words_and_no_names(tmp_path: Path) -> None:
    save(tmp_path / "index", some_index(), STAMP)
    data = (tmp_path / "index").read_bytes()
    for word in (b"confidential", b"harbour", b"secret-session", b"Adalbert", b"adalbert", b"project/a"):
        assert word not in data


@pytest.mark.parametrize(("database", "embedder"), [("other", "model"), ("db", "other")])
def test_a_file_of_another_store_or_model_is_ignored(tmp_path: Path, database: str, embedder: str) -> None:
    save(tmp_path / "index", some_index(), STAMP)
    assert load(tmp_path / "index", database, embedder) is None


def test_a_missing_file_and_a_folder_are_ignored(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing", "db", "model") is None
    assert load(tmp_path, "db", "model") is None


def test_a_failed_save_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "index", some_index(), STAMP)
    before = (tmp_path / "index").read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        save(tmp_path / "index", some_index(20), STAMP)
    assert (tmp_path / "index").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["index"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_is_ignored_and_never_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged-index"
    save(path, some_index(12), STAMP)
    whole = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    else:
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    loaded = load(path, "db", "model")
    if loaded is not None:
        # Only the numbers of the stamp and blanks of the header are not covered by the check.
        assert contents(loaded[0]).keys() == contents(some_index(12)).keys()


@pytest.mark.parametrize("content", [b"", b"ricordo index 1\n", b"ricordo index 1\n00000000002\n[]", b"\0" * 4096])
def test_rubbish_is_ignored(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index").write_bytes(content)
    assert load(tmp_path / "index", "db", "model") is None
