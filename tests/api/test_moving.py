"""A memory that was written into the wrong namespace goes to the right one by one change."""

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput, NotFound
from ricordo.model import Link
from ricordo.write.identity import new_id

WRONG, RIGHT = "project/wrong", "project/right"


@pytest.fixture
def wrong(tmp_path):
    with Memory(tmp_path / "m.db", namespace=WRONG, embedder="none") as memory:
        yield memory


@pytest.fixture
def right(wrong):
    return wrong.within(namespace=RIGHT)


def texts(memory, **where):
    return {one.text for one in memory.list(scope="project", **where).memories}


def test_a_moved_memory_is_found_where_it_belongs_and_undo_brings_it_back(wrong, right):
    known = wrong.remember("The harbour opens at nine", scope="project", tags=["port"], private=True)
    wrong.recall("harbour")
    moved = wrong.update(known.id, move_to=RIGHT)
    (record,) = right.list(scope="project").memories
    assert (moved.id, moved.namespace) == (known.id, RIGHT)
    assert (record.id, record.text, record.tags, record.private) == (
        known.id,
        "The harbour opens at nine",
        ("port",),
        True,
    )
    assert right.recall("harbour").hits[0].memory.id == known.id
    assert wrong.recall("harbour").no_match
    assert [one.operation for one in right.history(known.id)] == ["update"]
    wrong.undo(moved.change)
    assert (texts(wrong), texts(right)) == ({"The harbour opens at nine"}, set())
    assert wrong.verify().ok


def test_it_may_be_changed_in_the_same_call(wrong, right):
    known = wrong.remember("The harbour opens at nine", scope="project")
    wrong.update(known.id, text="The harbour opens at ten", move_to=RIGHT)
    assert texts(right) == {"The harbour opens at ten"}


def test_what_it_closed_where_it_was_is_in_force_again_and_what_fills_its_subject_there_is_closed(wrong, right):
    wrong.remember("The shop runs on Postgres 14", subject="project.db", scope="project")
    right.remember("The shop runs on SQLite", subject="project.db", scope="project")
    known = wrong.remember("The shop runs on Postgres 16", subject="project.db", scope="project")
    assert texts(wrong) == {"The shop runs on Postgres 16"}
    moved = wrong.update(known.id, move_to=RIGHT)
    assert texts(wrong) == {"The shop runs on Postgres 14"}
    assert texts(right) == {"The shop runs on Postgres 16"}
    assert moved.status == "superseded"
    assert wrong.verify().ok
    wrong.undo(moved.change)
    assert texts(wrong) == {"The shop runs on Postgres 16"}
    assert texts(right) == {"The shop runs on SQLite"}
    assert wrong.verify().ok


def test_what_was_changed_since_it_was_closed_stays_as_it_is(wrong):
    old = wrong.remember("The shop runs on Postgres 14", subject="project.db", scope="project")
    known = wrong.remember("The shop runs on Postgres 16", subject="project.db", scope="project")
    wrong.forget(old.id)
    wrong.update(known.id, move_to=RIGHT)
    assert texts(wrong) == set()


def test_its_conflicts_end_and_undo_brings_them_back(wrong):
    known = wrong.remember("The harbour opens at nine", scope="project")
    other = wrong.remember("Cranes are serviced by Delfim", scope="project")
    link = Link(id=new_id(wrong.clock()), namespace=WRONG, created_at=wrong.clock(), older=other.id, newer=known.id,
                type="conflict", why="because")  # fmt: skip
    with wrong._store.transaction("test", wrong._writer.actor) as transaction:
        transaction.put(link)
    moved = wrong.update(known.id, move_to=RIGHT)
    assert wrong._store.links([other.id]) == []
    wrong.undo(moved.change)
    assert [one.id for one in wrong._store.links([other.id])] == [link.id]


def test_a_closed_one_is_not_brought_back_where_its_text_is_known_again(wrong):
    note = "Harbour notes are in the blue folder"
    wrong.remember(note, subject="project.note", scope="project")
    known = wrong.remember("Cranes are serviced by Delfim", subject="project.note", scope="project")
    again = wrong.remember(note, scope="project")
    wrong.update(known.id, move_to=RIGHT)
    assert [one.id for one in wrong.list(scope="project").memories] == [again.id]
    assert wrong.verify().ok


@pytest.mark.parametrize("target", ["", "a b", "project/"])
def test_what_is_no_namespace_is_refused(wrong, target):
    known = wrong.remember("The harbour opens at nine", scope="project")
    with pytest.raises(InvalidInput, match="is no namespace"):
        wrong.update(known.id, move_to=target)


def test_only_what_is_in_force_and_here_is_moved_and_not_where_it_is_known(wrong, right):
    known = wrong.remember("The harbour opens at nine", scope="project")
    twin = right.remember("The harbour opens at nine", scope="project")
    with pytest.raises(InvalidInput, match=f"{twin.id} says the same already"):
        wrong.update(known.id, move_to=RIGHT)
    with pytest.raises(NotFound):
        wrong.update(twin.id, move_to=WRONG)
    wrong.forget(known.id)
    with pytest.raises(InvalidInput, match="is archived; only what is live or held can be moved"):
        wrong.update(known.id, move_to="team/harbour")


def test_a_session_in_the_scope_is_that_of_what_is_written(wrong):
    session = wrong.start_session(title="Harbour")
    inside = wrong.within(session=session.id)
    inside.remember("The harbour opens at nine", scope="project")
    own = wrong.within(session="  my own\n conversation ")
    own.remember("The harbour closes at six", scope="project")
    assert {one.text: one.session for one in wrong.list().memories} == {
        "The harbour opens at nine": session.id,
        "The harbour closes at six": "my own conversation",
    }
    assert wrong.within(session=None) is wrong
    with pytest.raises(NotFound):
        wrong.within(session="01K00000000000000000000000")
    with pytest.raises(InvalidInput):
        wrong.within(session="")
