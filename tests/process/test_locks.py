"""A process that looks at the files of its open store keeps its locks: nobody takes the log from under it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ricordo import Memory
from ricordo.storage.connection import inspect
from ricordo.storage.glimpse import Glimpse

OTHER = """
import sys
from ricordo import Memory
with Memory(sys.argv[1], namespace="user", embedder="none") as memory:
    memory.remember(sys.argv[2], kind="fact")
    print(*(one.text for one in memory.list().memories))
"""


def descriptors():
    return len(list(Path("/proc/self/fd").iterdir()))


def other(path, text):
    """What another process sees that writes and ends."""
    words = [sys.executable, "-c", OTHER, str(path), text]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    "look",
    [
        lambda memory, _: inspect(memory.path),
        lambda memory, _: Memory(memory.path, namespace="other", embedder="none").close(),
        lambda memory, _: Glimpse(memory.path).__exit__(),
        lambda memory, known: memory.forget([known], hard=True),
        lambda memory, known: memory.backup(f"{memory.path}.{known}"),
        lambda memory, _: memory.verify(),
    ],
    ids=["inspect", "open it once more", "a hook's look", "erase", "backup", "verify"],
)
def test_what_is_written_after_a_look_is_seen_by_everybody(look, tmp_path):
    path = tmp_path / "memory.db"
    with Memory(path, namespace="user", embedder="none") as memory:
        known = memory.remember("The first lantern is green.", kind="fact").id
        look(memory, known)
        look(memory, memory.remember("The second lantern is blue.", kind="fact").id)
        other(path, "The third lantern is red.")
        assert Path(f"{path}-wal").exists()
        memory.remember("The fourth lantern is white.", kind="fact")
        assert "fourth" in other(path, "The fifth lantern is black.")
        assert "fifth" in [one.text.split()[1] for one in memory.list().memories]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors as Linux shows them")
def test_looking_again_and_again_takes_no_more_descriptors(tmp_path):
    path = tmp_path / "memory.db"
    before = descriptors()
    with Memory(path, namespace="user", embedder="none") as memory:
        counts = set()
        for number in range(12):
            memory.forget([memory.remember(f"The lantern {number} is green.", kind="fact").id], hard=True)
            threads = [threading.Thread(target=inspect, args=(path,)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            counts.add(descriptors())
        assert max(counts) <= before + 12
    assert descriptors() == before
