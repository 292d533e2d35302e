"""Put away is restorable; erased is gone from every byte."""

import hashlib
import sqlite3

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput, NotFound
from ricordo.storage.base import Actor
from ricordo.write.links import link_between

NEEDLE = "the wedding ring is hidden behind the Kowloon teapot"


def files_with(folder, words):
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and words.encode() in file.read_bytes():
            found.append(file.name)
    return found


def journal_hashes(path):
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT seq, hash FROM journal").fetchall()
    database.close()
    return dict(rows)


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / "store" / "m.db", namespace="user", embedder="bundled") as memory:
        yield memory


def test_a_forgotten_memory_is_not_recalled_and_can_be_restored(memory):
    stored = memory.remember(NEEDLE)
    memory.forget(stored.id)
    assert memory.recall("where is the wedding ring?").no_match
    assert memory.get(stored.id)[0].state == "archived"

    memory.restore(stored.id)

    assert [hit.memory.id for hit in memory.recall("where is the wedding ring?")] == [stored.id]


def test_an_erased_text_is_in_no_file(memory, tmp_path):
    for number in range(300):
        memory.remember(f"Note number {number} about the garden and its {number % 7} gates")
    stored = memory.remember(NEEDLE, tags=["Kowloon"], details={"place": "behind the Kowloon teapot"})
    memory.update(stored.id, text=NEEDLE + ", still")
    memory.forget(stored.id)
    memory.recall("wedding ring")
    memory._reader.save()
    before = journal_hashes(memory.path)
    assert files_with(tmp_path, "Kowloon teapot")

    proof = memory.forget(stored.id, hard=True).proof

    assert proof.clean
    assert files_with(tmp_path, "Kowloon") == []
    after = journal_hashes(memory.path)
    assert {seq: after[seq] for seq in before} == before
    assert memory.verify().ok
    assert memory.recall("wedding ring").no_match


def test_an_erased_turn_leaves_its_neighbours_findable_and_embedded(memory, tmp_path):
    turns = ("Where shall we meet?", "At the Kowloon ferry pier at nine", "Fine, I will bring the tickets")
    report = memory.ingest(
        [{"text": text, "speaker": "AB"[n % 2], "session": "s", "ref": str(n)} for n, text in enumerate(turns)]
    )

    memory.forget(report.outcomes[1].id, hard=True)

    assert files_with(tmp_path, "Kowloon") == []
    checks = {check.name: check.ok for check in memory.verify().checks}
    assert checks["vectors present"]
    assert memory.recall("who brings the tickets?").hits[0].memory.id == report.outcomes[2].id


def test_forgetting_by_subject_takes_the_subject_and_what_is_below_it(memory):
    kept = memory.remember("The theme is dark", subject="user.theme")
    memory.remember("The database is Postgres", subject="project.db")
    memory.remember("The database port is 5433", subject="project.db.port")

    report = memory.forget(subject="project.db")

    assert len(report.ids) == 2
    assert [one.id for one in memory.list().memories] == [kept.id]


def test_forgetting_nothing_in_particular_is_refused(memory):
    memory.remember(NEEDLE)

    with pytest.raises(InvalidInput, match="say what to forget"):
        memory.forget()

    assert len(memory.list().memories) == 1


def test_forgetting_an_unknown_id_changes_nothing(memory):
    memory.remember(NEEDLE)
    with pytest.raises(NotFound):
        memory.forget(["01ARZ3NDEKTSV4RRFFQ69G5FAV"], hard=True)
    assert len(memory.list().memories) == 1


def test_redacted_credentials_are_in_no_file(memory, tmp_path):
    key = "AKIA" + hashlib.sha256(b"made up").hexdigest().upper()[:16].replace("0", "Q").replace("1", "R")
    password = "tR0ub4dor" + "&3xyzzy"
    outcome = memory.remember(f"The deploy key is {key}", details={"password": password, "note": f"use {key}"})
    memory.update(outcome.id, text=f"The deploy key is still {key}")
    memory.ingest([{"text": f"my password is {password}", "session": "s"}])
    memory.recall("deploy key")
    memory._reader.save()

    assert outcome.redacted
    assert files_with(tmp_path, key) == []
    assert files_with(tmp_path, password) == []


def test_an_erased_namespace_leaves_nothing_of_what_was_taken_back_in_it(tmp_path):
    with Memory(tmp_path / "memory.db", namespace="project/shop", embedder="none") as memory:
        kept = memory.remember("The blue kettle stands in Faro", scope="project").id
        memory.remember("The green kettle sings at dawn", scope="project")
        memory.undo()
        memory.define_entity("Kettleman", details={"sings": "Xanadulied"})
        memory.undo()
        memory.rename_namespace("project/shop", "project/store")
        report = memory.delete_namespace("project/shop", hard=True)
        assert report.proof.clean
        with pytest.raises(NotFound, match="holds nothing"):
            memory.delete_namespace("project/shop", hard=True)
        assert memory.get([kept])[0].text == "The blue kettle stands in Faro"
        assert memory.verify().ok
    content = (tmp_path / "memory.db").read_bytes()
    assert not any(word in content for word in (b"green kettle", b"Xanadulied"))


def test_an_erased_memory_takes_links_with_it_that_had_been_taken_back(tmp_path):
    with Memory(tmp_path / "memory.db", namespace="user", embedder="none") as memory:
        older, newer = memory.remember("Staging runs Postgres 14").id, memory.remember("Backups run at night").id
        record = memory.get(newer)[0]
        with memory._store.transaction("remember", Actor(None, None)) as transaction:
            transaction.put(link_between(older, newer, "conflict", record, "runs Postgres 14 in Xanadustadt"))
        memory.undo()
        memory.forget([older], hard=True)
        assert memory.verify().ok
    assert b"Xanadustadt" not in (tmp_path / "memory.db").read_bytes()


def test_a_namespace_that_is_a_credential_is_refused(memory):
    key = "project/ghp_" + "a1B2c3D4e5F6" * 3
    kept = memory.remember("The blue kettle stands in Faro").id
    for act in (
        lambda: memory.within(namespace=key),
        lambda: memory.update(kept, move_to=key),
        lambda: memory.rename_namespace("user", key),
        lambda: Memory(":memory:", namespace=key),
    ):
        with pytest.raises(InvalidInput, match="looks like a credential"):
            act()
