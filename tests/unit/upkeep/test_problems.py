"""Each problem is found where it is and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

from ricordo.model import MemoryRecord
from ricordo.upkeep.problems import Looked, Standards, judge_memory, redacted
from ricordo.write.classify import Proposal

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BY = Standards(NOW, "user", stale_days=30, are_uses_counted=True)


def looked(text="Staging runs Postgres 16", *, proposal=None, has_words=True, has_vector=True, **values):
    fields = {"id": "0" * 26, "namespace": "user", "kind": "fact", "text": text, "created_at": NOW, **values}
    record = MemoryRecord(**fields)
    cleaned, labels = redacted(record)
    return Looked(1, record, cleaned, labels, True, has_words, has_vector, proposal, None)


def problems(one, by=BY):
    return [found.problem for found in judge_memory(one, by)]


def proposal(**values):
    return Proposal(**{"kind": "fact", "scope": "user", "importance": 0.5, "about": (), "why": "", **values})


@pytest.mark.parametrize(
    "text",
    [
        "It broke again", "They said no", "Somebody should fix something", "OK", "ok then", "this one", "...and so on",
        "Es ist kaputt", "Il est cassé", "Hay que hacer algo", "irgendwas ist kaputt",
    ],
)  # fmt: skip
def test_a_text_that_names_nothing_is_vague(text):
    assert problems(looked(text)) == ["vague"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana prefers tea", "Staging runs Postgres 16", "It takes 5 minutes", "The deploy failed",
        "This project uses tabs for indentation everywhere", "東京は晴れです", "Die Sonne scheint", "Vim wins",
        "It is important that the nightly backup finishes before the reports start",
    ],
)  # fmt: skip
def test_a_text_that_names_something_is_not_vague(text):
    assert problems(looked(text)) == []


@pytest.mark.parametrize("values", [{"subject": "car.state"}, {"about": ("car",)}, {"tags": ("car",)}])
def test_what_a_label_explains_is_not_vague(values):
    assert problems(looked("It broke again", **values)) == []


def test_a_terse_order_is_not_vague():
    assert problems(looked("Be brief", kind="instruction")) == []


def test_raw_turns_are_only_searched_for_credentials():
    assert problems(looked("ok", kind="message")) == []
    assert problems(looked("It broke again " * 200, kind="message")) == []


def test_what_is_longer_than_can_be_compared_is_too_long():
    assert problems(looked("Ana told a story. " * 112)) == ["too_long"]
    assert problems(looked("Ana told a story. " * 110)) == []


def test_a_memory_without_words_is_reachable_by_its_vector_alone():
    assert problems(looked("👍", has_words=False)) == []
    assert problems(looked("👍", has_words=False, has_vector=False)) == ["unreachable"]


def test_nothing_is_stale_for_want_of_use_where_use_is_not_counted():
    old = looked(created_at=NOW - timedelta(days=99), importance=0.1)
    assert problems(old) == ["stale"]
    assert problems(old, Standards(NOW, "user", 30, are_uses_counted=False)) == []


def test_a_stranger_never_gets_an_obeyed_kind():
    order = proposal(kind="instruction", kind_sureness=0.99)
    assert problems(looked(kind="context", proposal=order)) == ["uncategorised"]
    assert problems(looked(kind="context", proposal=order, untrusted=True)) == []


def test_an_unsure_classifier_moves_and_renames_nothing():
    unsure = proposal(kind="decision", kind_sureness=0.9, scope_sureness=0.9)
    assert problems(looked(namespace="project/shop", proposal=unsure)) == []
    sure = proposal(kind="decision", kind_sureness=0.96, scope_sureness=0.96)
    assert problems(looked(namespace="project/shop", proposal=sure)) == ["wrong_home", "uncategorised"]


def test_what_a_free_namespace_holds_is_at_home():
    assert problems(looked(namespace="team/alpha", proposal=proposal(scope_sureness=0.99))) == []
