"""The finder holds what is promised on the labelled development set and on ordinary memories."""

import importlib.util
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("truth_secrets", REPOSITORY / "bench/truth/secrets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_credentials_are_found_and_other_texts_left_alone(bench) -> None:
    if not (SHARED / "truth" / "secrets.jsonl.b64").exists():
        pytest.skip(f"labelled set not present: {SHARED}")
    figures = bench.measure(SHARED)
    assert figures["found"] >= 0.98
    assert figures["harmless_changed"] <= 0.01
    assert figures["ordinary_changed"] <= 0.001


def test_an_ordinary_sentence_costs_microseconds_and_not_milliseconds(bench) -> None:
    # 30 on a quiet machine; the bound is for a busy one
    assert bench.microseconds_per_sentence(rounds=20, repetitions=20) < 200
