"""The finder holds what is promised on the labelled development set and on ordinary memories."""

from pathlib import Path

import pytest
from bench.truth.secrets import measure, microseconds_per_sentence

SHARED = Path(__file__).parents[4] / "shared"


def test_credentials_are_found_and_other_texts_left_alone() -> None:
    if not (SHARED / "truth" / "secrets.jsonl.b64").exists():
        pytest.skip(f"labelled set not present: {SHARED}")
    figures = measure(SHARED)
    assert figures["found"] >= 0.98
    assert figures["harmless_changed"] <= 0.01
    assert figures["ordinary_changed"] <= 0.001


def test_an_ordinary_sentence_costs_microseconds_and_not_milliseconds() -> None:
    # 30 on a quiet machine; the bound is for a busy one
    assert microseconds_per_sentence(rounds=20, repetitions=20) < 200
