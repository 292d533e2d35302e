"""Kind, scope, importance and names are proposed with a reason; nothing is obeyed by mistake."""

import numpy as np
import pytest

from ricordo.embedding import BundledEmbedder
from ricordo.write.classify import classify, classify_many


@pytest.fixture(scope="module")
def embedder():
    return BundledEmbedder()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Never push straight to the release branch", "instruction"),
        ("I prefer tabs over spaces", "preference"),
        ("We decided to use Redis for the queue", "decision"),
        ("Where do we keep the signing keys?", "question"),
        ("Our goal is to ship the beta before summer", "goal"),
        ("The billing service is written in Kotlin", "fact"),
        ("Immer auf Deutsch antworten", "instruction"),
    ],
)
def test_clear_statements_get_their_kind(embedder, text, kind):
    assert classify(text, embedder.embed([text])[0]).kind == kind


@pytest.mark.parametrize("text", ["We don't cache the users table", "The cache is never warm on Mondays"])
def test_a_description_is_no_instruction(embedder, text):
    assert classify(text, embedder.embed([text])[0]).kind != "instruction"


def test_what_is_about_the_person_is_told_from_the_project(embedder):
    texts = ["My daughter is allergic to nuts", "The API gateway listens on port 8080"]
    assert [one.scope for one in classify_many(texts, embedder.embed(texts))] == ["user", "project"]


def test_a_proposal_is_deterministic_and_says_why(embedder):
    text = "Always run the linter before you commit"
    vector = embedder.embed([text])[0]
    first = classify(text, vector)
    assert first == classify(text, vector)
    assert first.why
    assert 0 <= first.importance <= 1
    assert classify("The linter config changed", None).importance < first.importance


def test_names_are_found_in_the_text():
    assert "Mireille" in classify("My sister Mireille lives in Ghent").about


def test_an_empty_batch_is_no_error():
    assert classify_many([], np.zeros((0, 512), np.float32)) == []
