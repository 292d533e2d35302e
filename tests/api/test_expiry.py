"""What has expired is hidden everywhere, counted as expired, and still there for whoever asks."""

import pytest

from ricordo import Memory


@pytest.fixture
def memory(tmp_path, clock):
    with Memory(tmp_path / "m.db", namespace="user", embedder="none", clock=clock) as memory:
        yield memory


def test_an_expired_memory_leaves_list_recall_and_counts_together(memory, clock):
    stays = memory.remember("The dog is called Bo", kind="fact").id
    goes = memory.remember("The sale ends soon", kind="fact", expires_at="2026-03-01T13:00:00Z").id
    assert memory.stats().by_state == {"live": 2}
    clock.advance(hours=1)

    assert memory.recall("when does the sale end").no_match
    assert [one.id for one in memory.list().memories] == [stays]
    assert [one.id for one in memory.list(expired=True).memories] == [goes]
    assert {one.id for one in memory.list(states=None).memories} == {stays, goes}
    assert memory.stats().by_state == {"live": 1, "expired": 1}
    assert memory.stats().memories == 2
    (namespace,) = memory.namespaces()
    assert (namespace.live, namespace.expired) == (1, 1)
    assert memory.get(goes)[0].text == "The sale ends soon"


def test_saying_it_again_brings_an_expired_memory_back(memory, clock):
    memory.remember("The sale ends soon", kind="fact", expires_at="2026-03-01T13:00:00Z")
    clock.advance(hours=2)
    memory.remember("The sale ends soon", kind="fact")

    assert len(memory.list().memories) == 1
