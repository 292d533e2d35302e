from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricordo.recall.confidence import judge, judge_words, least_coverage

SHARE = st.floats(0, 1)
COSINE = st.floats(-1, 1)
COUNT = st.integers(0, 10_000_000)


@given(SHARE, COSINE, COSINE, COUNT)
def test_a_confidence_is_always_a_share(coverage: float, cosine: float, typical: float, count: int) -> None:
    assert 0 <= judge(coverage, cosine, typical, count).confidence <= 1
    assert 0 <= judge_words(coverage, count).confidence <= 1


@given(COSINE, COUNT)
def test_more_words_found_never_lower_the_confidence(cosine: float, count: int) -> None:
    steps = [judge(share / 10, cosine, 0.0, count) for share in range(11)]
    assert all(less.confidence <= more.confidence for less, more in pairwise(steps))
    assert all(less.no_match >= more.no_match for less, more in pairwise(steps))


@given(SHARE, COUNT)
def test_a_nearer_meaning_never_lowers_the_confidence(coverage: float, count: int) -> None:
    steps = [judge(coverage, cosine / 10, 0.0, count) for cosine in range(-10, 11)]
    assert all(less.confidence <= more.confidence for less, more in pairwise(steps))


@pytest.mark.parametrize("count", [1, 12, 1_000, 1_000_000])
def test_nothing_in_common_is_no_match_and_everything_in_common_is_one(count: int) -> None:
    assert judge(0.0, 0.05, 0.0, count).no_match
    assert not judge(1.0, 0.6, 0.0, count).no_match
    assert judge_words(0.0, count).no_match
    assert not judge_words(1.0, count).no_match


def test_the_same_similarity_says_less_in_a_larger_store() -> None:
    assert judge(0.3, 0.4, 0.0, 10).confidence > judge(0.3, 0.4, 0.0, 10_000).confidence


def test_a_question_near_to_everything_is_trusted_less() -> None:
    assert judge(0.0, 0.3, 0.2, 12).confidence < judge(0.0, 0.3, 0.0, 12).confidence


def test_a_store_with_one_memory_answers_what_a_large_one_would_not() -> None:
    assert not judge(0.09, 0.16, 0.03, 1).no_match
    assert judge(0.09, 0.16, 0.03, 100).no_match
    assert judge(0.0, 0.02, 0.03, 1).no_match


@pytest.mark.parametrize("count", [0, 1, 500, 50_000])
@pytest.mark.parametrize("confidence", [0.4, 0.5, 0.6])
def test_the_coverage_that_a_confidence_takes_gives_that_confidence(confidence, count):
    assert judge_words(least_coverage(confidence, count), count).confidence == pytest.approx(confidence)


def test_no_coverage_is_more_than_whole():
    assert least_coverage(0.999_999, 10) == 1
