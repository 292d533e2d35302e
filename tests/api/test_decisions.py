"""A decision is one memory: found by any of its fields, looked at again in time, and told how it turned out."""

import pytest

from ricordo import Memory
from ricordo.errors import InvalidInput, NotFound
from ricordo.model import Draft

FIELDS = {
    "title": "Database engine",
    "decision": "We take Postgres 16",
    "reasoning": "Everybody on the crew can operate it",
    "alternatives": ["Oracle at Brightwater", "Cockroach"],
    "revisit_at": "2026-09-01",
    "confidence": 0.8,
}


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="project/shop", agent="claude", clock=clock) as opened:
        yield opened


def texts(hits):
    return [hit.memory.id for hit in hits]


@pytest.mark.parametrize("embedder", ["none", "bundled"])
@pytest.mark.parametrize(
    "question",
    ["database engine", "Postgres 16", "who on the crew can operate it?", "Brightwater", "Cockroach", "2026-09-01"],
)
def test_a_decision_is_found_by_any_of_its_fields(clock, embedder, question):
    with Memory(":memory:", namespace="project/shop", embedder=embedder, clock=clock) as memory:
        memory.remember("The kitchen light is green", kind="fact")
        memory.remember("Ana waters the plants on Mondays", kind="fact")
        decided = memory.decide(**FIELDS)
        assert texts(memory.recall(question))[:1] == [decided.id]


def test_a_decision_keeps_its_fields(memory):
    decided = memory.decide(**FIELDS)
    (record,) = memory.get(decided.id)
    (decision,) = memory.decisions()
    assert (record.kind, record.confidence) == ("decision", 0.8)
    assert record.details["alternatives"] == FIELDS["alternatives"]
    assert (decision.id, decision.title, decision.decision) == (decided.id, FIELDS["title"], FIELDS["decision"])
    assert (decision.reasoning, decision.alternatives) == (FIELDS["reasoning"], tuple(FIELDS["alternatives"]))
    assert (decision.confidence, decision.revisit_at.isoformat()) == (0.8, "2026-09-01T00:00:00+00:00")
    assert decision.state == "open"


def test_a_decision_that_was_remembered_as_a_sentence_is_listed_too(memory):
    memory.remember("We deploy on Tuesdays", kind="decision")
    (decision,) = memory.decisions()
    assert (decision.title, decision.decision) == (None, "We deploy on Tuesdays")
    memory.verify_decision(decision.id, "kept", "no trouble so far")
    memory.verify_decision(decision.id, "kept", "still none")
    (decision,) = memory.decisions(state="all")
    assert (decision.decision, decision.result.note) == ("We deploy on Tuesdays", "still none")
    assert memory.get(decision.id)[0].text.count("Kept on") == 1


def test_a_decision_whose_text_was_changed_says_what_the_text_says(memory):
    decided = memory.decide(**FIELDS)
    memory.update(decided.id, text="We take MariaDB after all")
    (decision,) = memory.decisions()
    assert (decision.title, decision.decision) == (None, "We take MariaDB after all")


def test_a_decision_is_due_when_its_time_of_review_has_come(memory, clock):
    decided = memory.decide("Vendor", "We stay with Delfim", revisit_at="2026-03-10")
    other = memory.decide("Colour", "We take green")
    assert memory.decisions(state="due") == []
    clock.advance(days=20)
    assert [one.id for one in memory.decisions(state="due")] == [decided.id]
    assert [one.id for one in memory.decisions()] == [other.id, decided.id]

    memory.verify_decision(decided.id, "kept", revisit_at="2026-04-10")

    assert memory.decisions(state="due") == []
    assert [one.id for one in memory.decisions()] == [other.id]
    clock.advance(days=60)
    assert [one.id for one in memory.decisions(state="due")] == [decided.id]


def test_a_new_decision_takes_the_place_of_the_one_with_its_subject(memory, clock):
    old = memory.decide("Database", "Postgres 14", subject="project.db")
    clock.advance(days=1)
    new = memory.decide("Database", "Postgres 16", subject="project.db")
    assert (new.status, new.superseded) == ("superseded", (old.id,))
    assert [one.id for one in memory.decisions()] == [new.id]
    (superseded,) = memory.decisions(state="superseded")
    assert (superseded.id, superseded.state, superseded.superseded_by) == (old.id, "superseded", new.id)
    assert [one.id for one in memory.decisions(state="all")] == [new.id, old.id]


@pytest.mark.parametrize("verdict", ["kept", "revised", "dropped"])
def test_an_outcome_is_written_down_and_one_undo_takes_it_back(memory, clock, verdict):
    decided = memory.decide(**FIELDS)
    before = memory.get(decided.id)
    clock.advance(days=1)
    told = memory.verify_decision(decided.id, verdict, "the Zanzibar report says so")
    (decision,) = memory.decisions(state="all")
    assert (told.id, decision.state, decision.result.verdict) == (decided.id, verdict, verdict)
    assert decision.result.note == "the Zanzibar report says so"
    found = memory.recall("Zanzibar report", mode="text")
    assert texts(found) == ([] if verdict == "dropped" else [decided.id])

    memory.undo()

    assert memory.get(decided.id) == before
    assert memory.decisions()[0].result is None


def test_a_dropped_decision_can_be_taken_again(memory, clock):
    decided = memory.decide("Vendor", "Delfim", subject="project.vendor")
    clock.advance(days=1)
    memory.verify_decision(decided.id, "dropped", "too dear")
    assert memory.recall("which vendor?").hits == ()
    assert memory.decisions(state="superseded")[0].state == "dropped"
    clock.advance(days=1)
    again = memory.decide("Vendor", "Delfim", subject="project.vendor")
    assert again.id != decided.id
    assert [one.id for one in memory.decisions()] == [again.id]
    assert [hit.memory.id for hit in memory.recall("which vendor, Delfim?")] == [again.id]


def test_what_rests_on_a_dropped_decision_is_flagged_until_that_is_undone(memory, clock):
    decided = memory.decide("Vendor", "Delfim")
    draft = Draft(text="We send invoices to Lisbon", kind="fact", scope="project", derived_from=(decided.id,))
    (rests,) = memory._writer.remember([draft], "remember")
    clock.advance(days=1)
    told = memory.verify_decision(decided.id, "dropped")
    assert told.flagged == (rests.id,)
    assert "is over" in memory.get(rests.id)[0].flagged
    memory.undo()
    assert memory.get(rests.id)[0].flagged is None


def test_a_field_tells_that_the_next_one_is_a_secret(memory):
    token = "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789"
    decided = memory.decide(
        "password", "hunter2!Xk29", reasoning=f"the token is {token}", alternatives=[f"with {token}"]
    )
    memory.verify_decision(decided.id, "kept", f"see {token}")
    written = memory.get(decided.id)[0].model_dump_json() + str(memory.history())
    assert "hunter2" not in written
    assert token not in written
    assert set(decided.redacted) == {"password", "github-token"}
    assert memory.decisions(state="all")[0].title == "password"


def test_an_outcome_goes_only_to_a_decision_in_force(memory, clock):
    fact = memory.remember("The API listens on 8080", kind="fact")
    old = memory.decide("Database", "Postgres 14", subject="project.db")
    gone = memory.decide("Colour", "green")
    memory.forget(gone.id)
    clock.advance(days=1)
    memory.decide("Database", "Postgres 16", subject="project.db")
    for wrong, reason in ((fact.id, "is a fact, no decision"), (old.id, "is superseded"), (gone.id, "is archived")):
        with pytest.raises(InvalidInput, match=reason):
            memory.verify_decision(wrong, "kept")
    with pytest.raises(NotFound, match="no memory here has the id"):
        memory.verify_decision("01ZZZZZZZZ", "kept")
    with pytest.raises(InvalidInput, match="did you mean kept"):
        memory.verify_decision(old.id, "keept")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": " "}, "title is empty"),
        ({"decision": ""}, "decision is empty"),
        ({"title": "x" * 201}, "title is 201 characters long"),
        ({"reasoning": "x" * 10_001}, "reasoning is 10,001 characters long"),
        ({"alternatives": ["a", " "]}, "alternatives is empty"),
        ({"revisit_at": "soon"}, "revisit_at 'soon' is not a time"),
        ({"confidence": 2}, "confidence is 2"),
        ({"subject": "no key"}, "is no dotted key"),
    ],
)
def test_a_wrong_field_is_told_in_one_sentence_and_nothing_is_stored(memory, wrong, message):
    with pytest.raises(InvalidInput, match=message):
        memory.decide(**(FIELDS | wrong))
    assert memory.decisions(state="all") == []


def test_the_newest_decisions_come_first_and_no_more_than_asked_for(memory, clock):
    ids = []
    for number in range(5):
        clock.advance(minutes=1)
        ids.append(memory.decide(f"Question {number}", f"Answer {number}", tags=["odd"] if number % 2 else ()).id)
    assert [one.id for one in memory.decisions(limit=3)] == ids[:1:-1]
    assert [one.id for one in memory.decisions(tags=["odd"])] == [ids[3], ids[1]]


def test_decisions_with_other_titles_never_take_each_others_place(memory):
    first = memory.decide("Indentation", "We use tabs", revisit_at="2027-06-01")
    second = memory.decide("Language", "We use Rust", revisit_at="2027-03-02")
    assert (second.status, memory.get(first.id)[0].state) == ("stored", "live")


def test_a_decision_with_the_same_title_takes_the_place_of_the_older_one(memory):
    first = memory.decide("Which indentation?", "We use tabs")
    second = memory.decide("which indentation", "We use four blanks")
    assert (second.status, second.superseded) == ("superseded", (first.id,))
