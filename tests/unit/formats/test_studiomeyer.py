"""The export of local-memory-mcp becomes values and back; one bad record never costs another one."""

import json
from datetime import UTC, datetime

import pytest

from ricordo.errors import InvalidInput
from ricordo.formats import studiomeyer

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEARNING = {
    "id": "l1", "date": "2026-01-02 03:04:05", "category": "mistake", "content": "Never deploy on Fridays",
    "project": None, "tags": ["release"], "usageCount": 3, "lastUsed": "2026-02-01 00:00:00", "confidence": 0.9,
    "source": None, "verified": 1, "verifiedAt": "2026-02-02 00:00:00", "archived": 1,
    "archivedAt": "2026-02-03 00:00:00", "importance": None, "lifecycleState": "archived:we deploy daily now",
    "memoryType": "episodic",
}  # fmt: skip
ENTITY = {
    "id": "e1", "name": "Ana", "entityType": "person", "createdAt": "2026-01-01 00:00:00",
    "updatedAt": "2026-01-01 00:00:00", "summary": None, "confidence": 0.7,
}  # fmt: skip
SESSION = {
    "id": "s1", "startedAt": "2026-01-01 00:00:00", "endedAt": None, "project": "shop", "summary": None, "tasks": ["x"],
}  # fmt: skip


def envelope(**records):
    return {"format": "studiomeyer-memory-export", "version": 1, **records}


def test_what_was_read_is_written_as_it_was():
    given = envelope(
        profile={"theme": "dark"}, goal="ship", learnings=[LEARNING], entities=[ENTITY], sessions=[SESSION]
    )
    again = studiomeyer.written(studiomeyer.read(json.dumps(given)), NOW)
    assert {name: again[name] for name in given} == given
    assert again["exportedAt"] == "2026-03-01T12:00:00.000Z"
    assert again["counts"] == {
        "learnings": 1, "decisions": 0, "entities": 1, "observations": 0, "relations": 0, "sessions": 1,
    }  # fmt: skip


def test_what_was_put_away_says_why():
    (learning,) = studiomeyer.read(envelope(learnings=[LEARNING])).learnings
    assert (learning.is_archived, learning.reason) == (True, "we deploy daily now")
    assert studiomeyer.archived_for(learning.reason) == learning.lifecycle_state
    assert studiomeyer.archived_for(None) == "archived"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"category": "recipe"}, ["category", "recipe"]),
        ({"confidence": 7}, ["confidence", "7"]),
        ({"confidence": float("nan")}, ["confidence"]),
        ({"content": ""}, ["content"]),
        ({"content": 5}, ["content", "5"]),
        ({"date": "someday"}, ["someday", "no time"]),
        ({"date": "2026-02-30"}, ["2026-02-30", "no time"]),
        ({"date": "2026"}, ["2026", "no time"]),
        ({"tags": "release"}, ["tags"]),
        ({"lifecycleState": "gone"}, ["lifecycleState", "gone"]),
        ({"usageCount": -1}, ["usageCount", "-1"]),
        ({"id": None}, ["id", "missing"]),
    ],
)
def test_a_malformed_record_is_named_and_the_others_are_read(change, words):
    found = studiomeyer.read(envelope(learnings=[{**LEARNING, **change}, {**LEARNING, "id": "l2"}]))
    assert [one.id for one in found.learnings] == ["l2"]
    (sentence,) = found.malformed
    assert sentence.startswith("learnings 1: ")
    assert all(word in sentence for word in words), sentence


def test_what_is_no_record_at_all_is_named_too():
    found = studiomeyer.read(
        envelope(
            learnings=[None, "text", 5, LEARNING, LEARNING],
            relations=[{"id": "r", "fromEntityId": "a", "toEntityId": "a", "relationType": "is"}],
            observations=[
                {"id": "o", "entityId": "e1", "content": "x", "validFrom": "2026-02-01", "validTo": "2026-01-01"}
            ],
            profile={"a key with blanks": "x", "theme": "", "font": "mono"},
            goal=["x"],
        )
    )
    assert len(found.learnings) == 1
    assert found.profile == {"font": "mono"}
    assert found.goal is None
    assert found.malformed[3] == "learnings 5: the id l1 stands there twice."
    assert len(found.malformed) == 9


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ("no json", studiomeyer.BadFormat, "no JSON"),
        ("[]", studiomeyer.BadFormat, "no export"),
        ({"format": "other", "version": 1}, studiomeyer.BadFormat, "no export"),
        (envelope(learnings={}), studiomeyer.BadFormat, "learnings is no list"),
        (envelope(learnings=[None] * 100_001), studiomeyer.BadFormat, "100,001"),
        ({"format": "studiomeyer-memory-export", "version": 2}, studiomeyer.UnsupportedVersion, "version 2"),
    ],
)
def test_what_is_no_such_export_is_refused(given, error, words):
    with pytest.raises(error, match=words):
        studiomeyer.read(given)


def test_a_time_is_a_day_or_an_instant_and_nothing_else():
    assert studiomeyer.read_time("2026-03-01") == datetime(2026, 3, 1, tzinfo=UTC)
    assert studiomeyer.read_time("2026-03-01 14:30:00") == datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
    assert studiomeyer.read_time("2026-03-01T14:30:00+02:00") == datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    for wrong in ("yesterday", "2026-03", "01/03/2026", "", 5, "2026-13-01"):
        with pytest.raises(InvalidInput, match="no time"):
            studiomeyer.read_time(wrong)


def test_what_is_ours_stands_there_only_when_it_says_something():
    decision = {"id": "d", "title": "Database", "decision": "Postgres"}
    plain = studiomeyer.read(envelope(decisions=[decision], entities=[ENTITY]))
    assert "archived" not in plain.decisions[0].written()
    assert "project" not in plain.entities[0].written()
    ours = studiomeyer.read(envelope(decisions=[{**decision, "archived": 1}], entities=[{**ENTITY, "project": "shop"}]))
    assert ours.decisions[0].written()["archived"] == 1
    assert ours.entities[0].written()["project"] == "shop"
