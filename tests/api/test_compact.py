"""Near-duplicates and what has expired are proposed, put away on demand, and never lost."""

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput

SAME = (
    "The backup of the database runs every night at 3:00",
    "The backup of the database is run every night at 3:00",
    "Backups of the database run every night at 3:00",
)


@pytest.fixture
def memory(tmp_path, clock):
    with Memory(tmp_path / "m.db", namespace="user", embedder="bundled", clock=clock) as memory:
        yield memory


def kept_together(memory, **values):
    return [memory.remember(text, kind="fact", **values).id for text in SAME[:2]]


def test_without_apply_nothing_changes(memory):
    kept_together(memory)
    before = memory._store.sequence()
    report = memory.compact()

    assert [(len(one.members), one.kept.kind) for one in report.merges] == [(1, "fact")]
    assert report.change is None
    assert (report.checked, report.is_complete) == (2, True)
    assert memory._store.sequence() == before


def test_the_others_are_superseded_by_the_one_that_stays_and_undo_brings_them_back(memory, clock):
    first = memory.remember(SAME[0], kind="fact", tags=["ops"], about=["Postgres"]).id
    clock.advance(hours=1)
    second = memory.remember(SAME[1], kind="fact", tags=["nightly"]).id
    memory.remember("The dog is called Bo", kind="fact")
    clock.advance(hours=1)
    report = memory.compact(apply=True)
    gone, stays = memory.get([first, second])

    assert (gone.state, gone.superseded_by, gone.expired_at) == ("superseded", second, clock())
    assert (stays.state, set(stays.tags), stays.about) == ("live", {"ops", "nightly"}, ("Postgres",))
    assert [hit.memory.id for hit in memory.recall("when does the database backup run")][:1] == [second]
    assert first not in [hit.memory.id for hit in memory.recall("when does the database backup run")]
    assert memory.verify().ok
    memory.undo(report.change)
    assert [one.state for one in memory.get([first, second])] == ["live", "live"]
    assert memory.get(second)[0].tags == ("nightly",)


def test_the_pinned_one_stays_whatever_its_age(memory, clock):
    pinned = memory.remember(SAME[0], kind="fact", pinned=True).id
    clock.advance(hours=1)
    memory.remember(SAME[1], kind="fact")

    assert [one.kept.id for one in memory.compact().merges] == [pinned]


def test_a_subject_goes_over_to_the_one_that_stays(memory):
    memory.remember(SAME[0], kind="fact", subject="ops.backup")
    pinned = memory.remember(SAME[1], kind="fact", pinned=True).id
    memory.compact(apply=True)

    assert memory.get(pinned)[0].subject == "ops.backup"
    assert memory.verify().ok


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "fact"}, {"kind": "decision"}),
        ({"private": True}, {}),
        ({"subject": "a.b"}, {"subject": "a.c"}),
        ({"valid_from": "2026-01-01"}, {"valid_from": "2026-02-01"}),
        ({"expires_at": "2026-06-01"}, {}),
        ({"source": "web"}, {}),
        ({"details": {"a": 1}}, {"details": {"a": 2}}),
    ],
)
def test_what_only_one_of_two_says_keeps_them_apart(memory, one, other):
    memory.remember(SAME[0], **{"kind": "fact", **one})
    memory.remember(SAME[1], **{"kind": "fact", **other})

    assert memory.compact().merges == ()


def test_statements_that_differ_in_a_number_stay_apart(memory):
    memory.remember("The backup of the database runs every night at 3:00", kind="fact")
    memory.remember("The backup of the database runs every night at 4:00", kind="fact")

    assert memory.compact(apply=True).change is None


def test_turns_of_a_conversation_stay_as_they_were_said(memory):
    memory.ingest([{"text": text, "session": "s", "ref": str(n)} for n, text in enumerate(SAME)])

    assert memory.compact().checked == 0


def test_it_goes_on_where_it_ended(memory):
    for number in range(5):
        memory.remember(f"Room {number} has {number + 3} chairs", kind="fact")
    first = memory.compact(limit=3)
    second = memory.compact(limit=3, cursor=first.cursor)

    assert (first.checked, first.is_complete) == (3, False)
    assert (second.checked, second.is_complete) == (2, True)
    assert memory.compact(cursor=second.cursor).checked == 0
    memory.remember("Room 9 has 2 chairs", kind="fact")
    assert memory.compact(cursor=second.cursor).checked == 1


def test_what_has_expired_is_archived_and_can_be_brought_back(memory, clock):
    goes = memory.remember("The sale ends soon", kind="fact", expires_at="2026-03-02").id
    clock.advance(days=2)
    assert [one.id for one in memory.compact().expired] == [goes]
    report = memory.compact(apply=True)

    assert memory.get(goes)[0].state == "archived"
    assert memory.compact().expired == ()
    assert memory.stats().by_state == {"archived": 1}
    memory.undo(report.change)
    assert memory.get(goes)[0].state == "live"


def test_it_works_without_vectors_and_stays_in_its_namespaces(tmp_path):
    with Memory(tmp_path / "n.db", namespace="team/alpha", embedder="none") as memory:
        kept_together(memory)
    with Memory(tmp_path / "n.db", namespace="team/beta", embedder="none") as memory:
        kept_together(memory)
        assert len(memory.compact().merges) == 1
        memory.compact(apply=True)
    with Memory(tmp_path / "n.db", namespace="team/alpha", embedder="none") as memory:
        assert len(memory.list().memories) == 2


@pytest.mark.parametrize("arguments", [{"limit": 0}, {"cursor": -1}, {"apply": "maybe"}, {"cursor": "x"}])
def test_wrong_arguments_change_nothing(memory, arguments):
    kept_together(memory)
    with pytest.raises(InvalidInput, match=next(iter(arguments))):
        memory.compact(**{"apply": True} | arguments)
    assert len(memory.list().memories) == 2
