"""What a change may concern, by type and id alone."""

import pytest

from ricordo.knowledge.changes import Changes
from ricordo.storage.base import Touched

ID = "01K9ZQ4T8N0000000000000000"
EVERYTHING = {"context", "memory", "entity", "session"}


@pytest.mark.parametrize(
    ("type_", "concerned"),
    [
        ("memory", EVERYTHING),
        ("entity", {"entity"}),
        ("relation", {"entity"}),
        ("link", {"context"}),
        ("session", {"context", "session"}),
    ],
)
def test_a_change_may_concern_what_is_written_from_it(type_, concerned):
    changes = Changes(5, (Touched(type_, ID),))
    assert {view for view in EVERYTHING if changes.may_concern(view, ID)} == concerned


def test_a_change_of_one_memory_does_not_concern_another():
    changes = Changes(5, (Touched("memory", ID),))
    assert changes.may_concern("memory", f" {ID[:8].lower()} ")
    assert not changes.may_concern("memory", "01K9ZQ4T8P")


def test_where_nothing_was_changed_nothing_is_concerned():
    assert not any(Changes(5).may_concern(view, "Ana") for view in EVERYTHING)
