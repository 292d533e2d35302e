"""How sure a recall is that it answers the question, and when it had better say that nothing is known.

The constants are a logistic regression over questions put to the store that has the answer and to others, rounded.
Questions about something else than the store is about are told apart well. Questions about what the store is about
but does not contain are not: no signal measured so far separates them, so nobody should rely on that.
"""

from math import exp, log
from typing import Final, NamedTuple

# A refusal hides what a person could still have judged, so it needs more than doubt: the bar does not rise with the
# size of the store, while the confidence sinks with it.
_NOTHING_NEAR: Final = 1.95
# With fewer memories than these the best one is less often near by chance, so less is asked of it.
_FEW: Final = 10
_FEWER: Final = 0.58
_BY_COVERAGE: Final = 8.0


class Judgement(NamedTuple):
    """What the signals say about the best that was found.

    Attributes:
        confidence: The chance that the answer is among it, 0 to 1.
        no_match: Whether nothing comes near the question.
    """

    confidence: float
    no_match: bool


def judge_words(best_coverage: float, count: int) -> Judgement:
    """Judge what was found by words alone.

    Args:
        best_coverage: The best share of the question's words in one memory, 0 to 1.
        count: How many memories were searched: among more of them some fit by chance.
    """
    confidence = _sigmoid(_BY_COVERAGE * best_coverage - _against_words(count))
    return Judgement(confidence, best_coverage <= 0)


def least_coverage(confidence: float, count: int) -> float:
    """Give the coverage with which `judge_words` is so sure; at most 1, if that is not enough.

    Args:
        confidence: From 0 to 1, both left out.
        count: How many memories are searched.
    """
    return min(1.0, (log(confidence / (1 - confidence)) + _against_words(count)) / _BY_COVERAGE)


def _against_words(count: int) -> float:
    return 0.25 * log(max(count, 1)) + 0.88


def judge_uncalibrated(best_coverage: float, count: int) -> Judgement:
    """Judge what was found with vectors of a model whose cosines nobody has calibrated: words tell the confidence.

    Args:
        best_coverage: The best share of the question's words in one memory, 0 to 1.
        count: How many memories were searched.
    """
    return Judgement(judge_words(best_coverage, count).confidence, no_match=False)


def judge(
    best_coverage: float, best_cosine: float, typical_cosine: float, count: int, *, is_one_word: bool = False
) -> Judgement:
    """Judge what was found by words and meaning.

    Args:
        best_coverage: The best share of the question's words in one memory, 0 to 1.
        best_cosine: The best similarity of meaning.
        typical_cosine: How near the question is to everyday notes in general.
        count: How many memories were searched: among more of them some fit by chance.
        is_one_word: One word is a look-up rather than a question: its vector says too little to refuse an answer.
    """
    nearness = 6.6 * best_coverage**2 + 11.6 * best_cosine - 6.25 * typical_cosine
    confidence = _sigmoid(nearness - 0.5 * log(max(count, 1)) - 1.8)
    bar = _NOTHING_NEAR - _FEWER * log(max(_FEW / max(count, 1), 1))
    return Judgement(confidence, nearness < bar and not is_one_word)


def _sigmoid(value: float) -> float:
    return 1 / (1 + exp(-value))
