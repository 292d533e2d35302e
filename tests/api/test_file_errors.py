"""A file that cannot be used gives one clear sentence and stays as it is."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput, NewerSchema, NotAStore, StoreError, StoreMoved


def fill(path, count=200):
    with Memory(path, namespace="user", embedder="none") as memory:
        memory.remember_many([f"Note number {number} about gate {number % 7}" for number in range(count)])


def sentence(error):
    text = str(error.value)
    assert "\n" not in text
    assert "Traceback" not in text
    return text


def test_a_file_of_another_kind_is_refused_untouched(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100)
    before = path.read_bytes()
    with pytest.raises(NotAStore) as error:
        Memory(path)
    assert "no Ricordo store" in sentence(error)
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) in (["notes.txt"], ["notes.txt", "notes.txt.lock"])


def test_a_database_of_another_program_is_refused_untouched(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE songs (title TEXT)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(NotAStore) as error:
        Memory(path)
    assert "another program" in sentence(error)
    assert path.read_bytes() == before


def test_a_truncated_file_is_refused_untouched(tmp_path):
    path = tmp_path / "m.db"
    fill(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    before = path.read_bytes()
    with pytest.raises(NotAStore) as error:
        Memory(path)
    assert "truncated" in sentence(error)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused_untouched(tmp_path):
    path = tmp_path / "m.db"
    fill(path, 3)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(NewerSchema, match="update Ricordo"):
        Memory(path)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(NotAStore, match="is a folder"):
        Memory(tmp_path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small file system")
def test_a_full_disk_loses_nothing_and_says_so(tmp_path):
    room = tmp_path / "small"
    room.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(room)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"cannot mount a small file system: {mounted.stderr.decode().strip()}")
    try:
        acknowledged = []
        with Memory(room / "m.db", namespace="user", embedder="none") as memory:
            with pytest.raises(StoreError) as error:
                for number in range(100_000):
                    acknowledged.append(memory.remember(f"Note {number} " + "gate " * 200).id)
            assert "full" in sentence(error)
            assert len(memory.get(acknowledged)) == len(acknowledged)
        shutil.copy(room / "m.db", tmp_path / "copy.db")
        for ending in ("-wal",):
            if (room / f"m.db{ending}").exists():
                shutil.copy(room / f"m.db{ending}", tmp_path / f"copy.db{ending}")
    finally:
        subprocess.run(["umount", str(room)], check=True)
    with Memory(tmp_path / "copy.db", namespace="user", embedder="none") as memory:
        assert len(memory.get(acknowledged)) == len(acknowledged)
        assert all(check.ok for check in memory.verify().checks if check.name != "permissions")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_new_store_belongs_to_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "m.db"
    with Memory(path, namespace="user", embedder="none") as memory:
        memory.remember("Ana prefers tea")
        memory.recall("tea")
        memory._reader.save()
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_store_whose_mode_was_widened_fails_its_check(tmp_path):
    path = tmp_path / "m.db"
    fill(path, 2)
    path.chmod(0o644)
    with Memory(path, namespace="user", embedder="none") as memory:
        report = memory.verify()
    assert [check.name for check in report.checks if not check.ok] == ["permissions"]


def test_a_closed_memory_says_that_it_is_closed(tmp_path):
    memory = Memory(tmp_path / "m.db", namespace="user", embedder="none")
    memory.close()
    memory.close()
    with pytest.raises(StoreError, match="closed"):
        memory.remember("Ana prefers tea")


def test_a_backup_is_made_while_others_write_and_is_whole(tmp_path):
    path, copy = tmp_path / "m.db", tmp_path / "copy.db"
    fill(path)
    with Memory(path, namespace="user", embedder="none") as memory:
        report = memory.backup(str(copy))
        memory.remember("written after the copy")
    assert report.memories == 200
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]
    with Memory(copy, namespace="user", embedder="none") as memory:
        assert memory.stats().memories == 200
        assert memory.verify().ok


def test_a_backup_never_overwrites(tmp_path):
    fill(tmp_path / "m.db", 2)
    (tmp_path / "copy.db").write_text("mine")
    with (
        Memory(tmp_path / "m.db", namespace="user", embedder="none") as memory,
        pytest.raises(InvalidInput, match="exists already"),
    ):
        memory.backup(str(tmp_path / "copy.db"))
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_restored_backup_is_seen_by_a_memory_that_is_open(tmp_path):
    path, copy = tmp_path / "m.db", tmp_path / "copy.db"
    with Memory(path, namespace="user", embedder="none") as memory:
        memory.remember("Ana prefers tea")
        memory.backup(str(copy))
        memory.remember("Ben prefers coffee")
        assert memory.recall("coffee").hits

        report = Memory.restore_backup(str(copy), str(path))

        assert memory.recall("coffee").no_match
        assert memory.recall("tea").hits
        assert memory.verify().ok
    with Memory(report.kept, namespace="user", embedder="none") as kept:
        assert kept.recall("coffee").hits


def test_a_damaged_store_is_restored_and_kept_beside(tmp_path):
    path, copy = tmp_path / "m.db", tmp_path / "copy.db"
    fill(path, 20)
    with Memory(path, namespace="user", embedder="none") as memory:
        memory.backup(str(copy))
    path.write_bytes(b"ruined")

    report = Memory.restore_backup(str(copy), str(path))

    assert report.memories == 20
    with Memory(path, namespace="user", embedder="none") as memory:
        assert memory.stats().memories == 20


def test_restoring_something_that_is_no_backup_changes_nothing(tmp_path):
    path = tmp_path / "m.db"
    fill(path, 5)
    (tmp_path / "letter").write_text("Dear diary " * 50)
    with pytest.raises(NotAStore):
        Memory.restore_backup(str(tmp_path / "letter"), str(path))
    with Memory(path, namespace="user", embedder="none") as memory:
        assert memory.stats().memories == 5


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
@pytest.mark.parametrize("is_replaced", [False, True])
def test_nothing_is_stored_in_a_file_that_was_moved_away(tmp_path, is_replaced):
    path = tmp_path / "memory.db"
    with Memory(path, embedder="none") as memory:
        memory.remember("Staging runs Postgres 16")
        path.rename(tmp_path / "elsewhere.db")
        if is_replaced:
            path.touch()
        for act in (lambda: memory.remember("Production runs Postgres 14"), lambda: memory.recall("what runs where?")):
            with pytest.raises(StoreMoved, match="open it again"):
                act()
