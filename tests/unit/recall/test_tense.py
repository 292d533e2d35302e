import pytest

from ricordo.recall.tense import asks_past


@pytest.mark.parametrize(
    "question",
    [
        "Where did I live before?",
        "Which queue did we use before the migration?",
        "What formatter did we use to have? The one we used to like",
        "Who was previously responsible for payroll?",
        "What was the module originally called?",
        "What did the old invoice template look like? I mean the old one from our old shop",
        "Wo habe ich früher gewohnt?",
        "Wer war vorher zuständig?",
        "¿Dónde vivía antes?",
        "Où habitais-je auparavant ?",
        "Onde eu morava antigamente?",
        "Dove abitavo prima?",
        "Где я жил раньше?",
        "我以前住在哪里？",
        "以前はどこに住んでいましたか？",
    ],
)
def test_a_question_about_former_times_is_noticed(question):
    assert asks_past(question)


@pytest.mark.parametrize(
    "question",
    [
        "Where do I live?",
        "Which checks run before a deploy?",
        "How old is the cat?",
        "When is the launch?",
        "Wer ist zuständig?",
        "¿Qué editor uso?",
        "我住在哪里？",
        "",
    ],
)
def test_a_question_about_the_present_is_not(question):
    assert not asks_past(question)
