"""Near-duplicates become one only where nothing is lost."""

from datetime import UTC, datetime, timedelta

from ricordo.model import MemoryRecord
from ricordo.upkeep.near_duplicates import Pair, group, may_be_one, merged

START = datetime(2026, 3, 1, tzinfo=UTC)


def record(number, **values):
    moment = START + timedelta(hours=number)
    fields = {"id": f"{number:026d}", "namespace": "user", "kind": "fact", "text": f"text {number}", **values}
    return MemoryRecord(**{"created_at": moment, **fields})


def pairs(*found):
    return [Pair(one, other, "alike") for one, other in found]


def never(_):
    return 0


def test_a_chain_is_not_put_together_as_a_whole():
    first, middle, last = record(1), record(2), record(3)
    (found,) = group(pairs((first, middle), (middle, last)), never)

    assert found.kept == last
    assert [one for one, _ in found.members] == [middle]


def test_the_middle_of_a_chain_takes_both_when_it_stays():
    first, middle, last = record(1), record(2, pinned=True), record(3)
    (found,) = group(pairs((first, middle), (middle, last)), never)

    assert {one.id for one, _ in found.members} == {first.id, last.id}


def test_members_of_one_group_agree_with_each_other():
    kept, one, other = record(1, pinned=True), record(2, subject="a.b"), record(3, subject="a.c")
    (found,) = group(pairs((kept, one), (kept, other)), never)

    assert len(found.members) == 1


def test_use_decides_before_age():
    old, new = record(1), record(2)
    (found,) = group(pairs((old, new)), {old.id: 3, new.id: 1}.get)

    assert found.kept == old


def test_events_of_two_days_are_two_events():
    assert not may_be_one(record(1, kind="event"), record(30, kind="event"))
    assert may_be_one(record(1, kind="event"), record(2, kind="event"))


def test_nothing_is_its_own_duplicate_and_only_live_statements_are():
    assert not may_be_one(record(1), record(1))
    assert not may_be_one(record(1, state="held"), record(2, state="held"))
    assert not may_be_one(record(1, kind="message"), record(2, kind="message"))


def test_labels_and_fields_go_over_and_the_member_ends_where_the_kept_one_begins():
    old = record(1, tags=("a",), details={"x": 1}, valid_from=START)
    kept = record(2, tags=("b",), subject="a.b", pinned=True)
    (found,) = group(pairs((old, kept)), never)
    new, (closed,) = merged(found)

    assert (new.tags, new.subject, new.details, new.valid_from) == (("b", "a"), "a.b", {"x": 1}, START)
    assert (closed.state, closed.superseded_by, closed.text) == ("superseded", kept.id, old.text)
