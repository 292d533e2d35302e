import time
from datetime import UTC, datetime

import numpy as np
import pytest

from ricordo.recall.dates import date_fit
from ricordo.recall.query import DayWindow, bounded, meaning_text, understand

NOW = datetime(2026, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "query",
    [
        "What did you suggest for the garden?",
        "What was your advice about the visa?",
        "Which books have you recommended to me?",
        "Was hast du mir für Rom vorgeschlagen?",
        "Wie war deine Empfehlung?",
        "¿Qué me recomendaste para la cena?",
        "Qu'est-ce que tu as dit sur le vin ?",
        "Cosa mi hai consigliato?",
        "Что ты мне посоветовал?",
        "你之前建议我做什么？",
        "What did the assistant say about taxes?",
    ],
)
def test_a_question_for_the_assistants_words_is_recognised(query: str) -> None:
    assert understand(query, NOW).asks_assistant


@pytest.mark.parametrize(
    "query",
    [
        "What did Ann suggest for the garden?",
        "Where do I keep the spare key?",
        "Was hat Ann vorgeschlagen?",
        "¿Dónde vive mi hermana?",
        "我的妹妹住在哪里？",
    ],
)
def test_other_questions_are_not_for_the_assistants_words(query: str) -> None:
    assert not understand(query, NOW).asks_assistant


def test_words_of_a_date_may_be_missing_from_the_memory_of_that_day() -> None:
    question = understand("Where did we walk on 14 March 2025?", NOW)
    assert dict(zip(question.terms, question.dating.tolist(), strict=True)) == {
        "walk": False,
        "14": True,
        "march": True,
        "2025": True,
    }
    assert not understand("How far is the march?", NOW).dating.any()


def test_a_very_long_question_is_read_at_both_ends_and_in_bounded_time() -> None:
    start = time.process_time()
    question = understand("alpha " + "filler words of a prompt " * 200_000 + " omega", NOW)
    assert time.process_time() - start < 1
    assert {"alpha", "omega"} <= set(question.terms)
    assert len(meaning_text("x" * 400_000)) == 1_000
    assert bounded("abcdef", 2, 2) == "ab\nef"


@pytest.mark.parametrize("piece", ["you ", "hast du ", "what did you ", "你之前", "あなたは", "tu m'as ", "your x "])
def test_hostile_questions_cost_bounded_time(piece: str) -> None:
    start = time.process_time()
    understand(piece * 400_000, NOW)
    assert time.process_time() - start < 2


def day(text: str) -> int:
    return int(np.datetime64(text, "D").astype(int))


def micros(*texts: str) -> np.ndarray:
    return np.array([np.datetime64(text, "us").astype(np.int64) for text in texts])


def test_the_very_day_fits_best_and_the_days_after_better_than_the_day_before() -> None:
    window = DayWindow("day", day("2025-03-14"), day("2025-03-15"), any_year=False)
    times = micros("2025-03-14T23:00", "2025-03-16T01:00", "2025-03-13", "2025-03-30", "2025-05-01", "2024-03-14")
    assert date_fit([window], times).tolist() == [1.0, 0.7, 0.3, 0.2, 0.0, 0.0]


def test_a_month_fits_all_its_days_and_a_little_the_week_after() -> None:
    window = DayWindow("month", day("2025-03-01"), day("2025-04-01"), any_year=False)
    assert date_fit([window], micros("2025-03-31", "2025-04-03", "2025-04-20")).tolist() == [0.6, 0.2, 0.0]


def test_a_day_without_a_year_fits_in_every_year() -> None:
    window = DayWindow("day", day("2026-03-14"), day("2026-03-15"), any_year=True)
    times = micros("2019-03-14T12:00", "2026-03-14", "2023-03-16", "1969-03-14", "2024-07-01")
    assert date_fit([window], times).tolist() == [1.0, 1.0, 0.7, 1.0, 0.0]
