"""A look by words alone finds what a recall by words finds, in a fraction of the time."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ricordo import Memory
from ricordo.errors import NotAStore
from ricordo.recall.glimpse import Wanted, glimpse
from ricordo.storage.glimpse import Glimpse

NOW = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp() * 1e6)
PLACES = ("Lisbon", "Graz", "Lugo", "Braga", "Torino", "Malmö", "Ghent", "Cork")
THINGS = ("printer", "database", "greenhouse", "bicycle", "oven", "archive")
CREWS = range(6)
TEXTS = [
    f"The {thing} in {place} was serviced by crew {crew} of {len(PLACES) * number + crew}."
    for crew in CREWS
    for number, thing in enumerate(THINGS)
    for place in PLACES
]
"""So many at once are not compared with each other: all of them stay live."""


def look(path, prompt, *, namespaces=("project/a", "user"), without=("message",), least_confidence=0.5):
    with Glimpse(path) as store:
        return glimpse(store, Path(f"{path}.index"), [prompt], Wanted(namespaces, without, NOW, least_confidence))


@pytest.fixture
def path(tmp_path, clock):
    file = tmp_path / "a?b#c%20.db"
    with Memory(file, namespace="project/a", embedder="none", clock=clock) as memory:
        memory.remember_many([{"text": text, "scope": "project", "kind": "fact"} for text in TEXTS])
        memory.recall("anything")
    return file


@pytest.mark.parametrize("with_index", [True, False])
def test_the_best_is_that_of_a_recall_by_words(path, clock, with_index):
    questions = [
        f"was crew 3 of {8 * number + 3} in {place} at the {thing}?"
        for place in PLACES
        for number, thing in enumerate(THINGS)
    ]
    with Memory(path, namespace="project/a", embedder="none", clock=clock) as memory:
        expected = [memory.recall(question, mode="text", limit=1).hits[0].memory.text for question in questions]
    if not with_index:
        Path(f"{path}.index").unlink()
    assert [look(path, question)[0].text for question in questions] == expected


def test_what_changed_since_the_index_was_kept_is_seen_as_it_is(path, clock):
    kept = Path(f"{path}.index").read_bytes()
    with Memory(path, namespace="project/a", embedder="none", clock=clock) as memory:
        old = memory.recall("printer in Graz", mode="text").hits[0].memory.id
        memory.update(old, text="The plotter in Graz has been sold.")
        gone = memory.recall("oven in Cork", mode="text").hits[0].memory.id
        memory.forget([gone])
        memory.remember("The kiln in Delft belongs to Mia.", scope="project")
    Path(f"{path}.index").write_bytes(kept)
    assert look(path, "plotter in Graz")[0].text == "The plotter in Graz has been sold."
    assert look(path, "kiln in Delft")[0].text == "The kiln in Delft belongs to Mia."
    assert gone not in [one.id for one in look(path, "oven in Cork")]


@pytest.mark.parametrize("damage", [b"", b"ricordo index 1\nxxxxxxxxxxx\n", b"ricordo index 1\n00000000010\n{}"])
def test_a_damaged_index_is_done_without(path, damage):
    Path(f"{path}.index").write_bytes(damage)
    assert look(path, "oven in Cork")[0].text.startswith("The oven in Cork was serviced")


def test_what_is_over_foreign_private_or_of_another_kind_is_not_seen(path, clock):
    with Memory(path, namespace="project/a", embedder="none", clock=clock) as memory:
        memory.remember("The tractor is rented.", valid_to="2026-02-01", scope="project")
        memory.remember("The tractor has a private owner.", private=True, scope="project")
        memory.ingest([{"text": "Where is the tractor?"}])
    with Memory(path, namespace="project/b", embedder="none", clock=clock) as memory:
        memory.remember("The tractor is blue.", scope="project")
    assert look(path, "where is the tractor") == []
    assert len(look(path, "where is the tractor", namespaces=("project/b",))) == 1


def test_little_in_common_is_not_enough(path):
    assert look(path, "please write a poem about an oven, the sea, three ships and a lighthouse") == []
    assert look(path, "") == []


def test_a_file_that_is_no_store_of_this_version_is_refused(tmp_path):
    import sqlite3

    (tmp_path / "no.db").write_bytes(b"no database " * 20)
    with pytest.raises(NotAStore):
        Glimpse(tmp_path / "no.db")
    Memory(tmp_path / "old.db", embedder="none").close()
    with closing(sqlite3.connect(tmp_path / "old.db")) as database:
        database.execute("PRAGMA user_version = 1")
        database.commit()
    with pytest.raises(NotAStore, match="ricordo stats"):
        Glimpse(tmp_path / "old.db")
