"""Questions are put together by their words, and the page says what there is to say."""

from datetime import UTC, datetime

from ricordo.knowledge.insights import begin, by_time
from ricordo.knowledge.reflection import Reflection, gaps, page, repeated, same_questions
from ricordo.knowledge.uses import Answered, kept_question, questions_of, uses_of
from ricordo.storage.counting import Asked, DayCount, Use

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def asked(question, count=1, missed=0, at=0):
    return Asked("user", question, count, missed, at)


def test_wordings_of_one_question_count_together_and_the_latest_stands_for_all():
    found = same_questions([asked("Which port does the API use?", 2, 1, 9), asked("the API uses which port", 3, 2, 5)])

    assert [(one.question, one.asked, one.missed) for one in found] == [("Which port does the API use?", 5, 3)]


def test_what_was_asked_once_is_neither_repeated_nor_a_gap():
    once, often = same_questions([asked("who walks the dog", 1, 1), asked("which port", 3, 1)])

    assert repeated([once, often]) == [often]
    assert gaps([once, often]) == []


def test_a_gap_is_mostly_unanswered():
    rare, half = same_questions([asked("which port", 9, 2), asked("who walks the dog", 4, 2)])

    assert gaps([rare, half]) == [half]


def test_a_page_has_a_section_only_for_what_there_is():
    assert page(Reflection(since=NOW, held=2), NOW).count("##") == 1
    assert "Nothing to say yet" in page(Reflection(since=NOW, notice="not counted"), NOW)
    assert "*not counted*" in page(Reflection(since=NOW, notice="not counted"), NOW)


def test_days_are_added_up_to_weeks_and_months():
    counts = [DayCount("user", "fact", None, day, 2) for day in ("2026-02-28", "2026-03-01", "2026-03-02")]

    assert [(str(one.start), one.memories) for one in by_time(counts, "week")] == [("2026-02-23", 4), ("2026-03-02", 2)]
    assert [(str(one.start), one.memories) for one in by_time(counts, "month")] == [
        ("2026-02-01", 2),
        ("2026-03-01", 4),
    ]
    assert begin(NOW.date(), "day") == NOW.date()


def test_answers_add_up_to_uses_and_questions():
    answers = [
        Answered("user", "who?", ("a", "b"), 1, missed=False, private=False),
        Answered("user", "who?", ("a",), 2, missed=False, private=False),
        Answered("team", "who?", (), 3, missed=True, private=False),
        Answered("user", "what does Ana take?", ("c",), 4, missed=False, private=True),
    ]

    assert uses_of(answers) == {"a": Use(1, 2, 2), "b": Use(1, 1, 1), "c": Use(1, 1, 4)}
    assert questions_of(answers) == [Asked("user", "who?", 2, 0, 2), Asked("team", "who?", 1, 1, 3)]


def test_a_question_is_kept_on_one_line_without_invisible_characters():
    assert kept_question(" who\n walks \t the dog\u202e? ") == "who walks the dog?"
    assert kept_question("x" * 401) is None
    assert kept_question("\u202e") is None
