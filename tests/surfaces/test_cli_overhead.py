"""`ricordo overhead` says what a session costs, and how it was counted."""

import importlib.util

import pytest


def test_the_parts_add_up_and_the_core_profile_is_the_cheap_one(ricordo, memory):
    memory.remember("I prefer short answers.", kind="preference")
    core = ricordo("overhead", "--json").json
    full = ricordo("overhead", "--profile", "full", "--json").json
    assert core["session"] == core["listing"] + core["instructions"] + core["context"]
    assert 0 < core["context"] <= 800
    assert core["tools"] <= 9 < full["tools"]
    assert core["listing"] <= 2_000
    assert core["listing"] < full["listing"] / 4


@pytest.mark.skipif(importlib.util.find_spec("tiktoken") is not None, reason="tiktoken is installed")
def test_without_a_tokenizer_it_says_that_it_estimates(ricordo):
    assert "counted_by: an estimate" in ricordo("overhead").out.replace("counted by", "counted_by")


def test_hooks_and_overhead_are_listed_with_the_commands(ricordo):
    out = ricordo("--help").out
    assert "overhead" in out
    assert "hook" in out
