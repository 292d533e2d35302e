from datetime import UTC, datetime
from time import perf_counter

import pytest

from ricordo.recall.tense import asks_past
from ricordo.write.truth import Claim, judge_replacement

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PLAIN = "The timeout is 5 seconds."
HOSTILE = [
    "", " ", "\0", "\0\0 timeout \0", "😀😀 😀", "?", "...", "'s", "-", ":", "．", "\u200b\u200d",
    "x" * 990, "不" * 990, "a-" * 490, "was " * 240, "1.2.3." * 160, "moved to " * 110, "no longer not " * 70,
    "“”" * 400, "from from " * 99, "kein " * 190, "ab:" * 300, "\ud800 timeout is 7 seconds",
]  # fmt: skip


def judged(old, new):
    return judge_replacement(Claim(new, "fact", None, NOW), [Claim(old, "fact", None, NOW)] * 3, [0.9] * 3)


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:12]) for text in HOSTILE])
def test_strange_texts_are_judged_quickly_and_without_an_error(text):
    started = perf_counter()

    for old, new in ((PLAIN, text), (text, PLAIN), (text, text)):
        assert len(judged(old, new)) == 3

    assert perf_counter() - started < 1.0


def test_a_text_of_five_megabytes_is_not_read():
    huge = "The timeout is 7 seconds. " * 200_000
    started = perf_counter()

    assert judged(PLAIN, huge)[0].verdict == "coexist"
    assert not asks_past(huge)
    assert perf_counter() - started < 0.5
