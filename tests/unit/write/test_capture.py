"""What hooks keep of what a person said, and what they pass over."""

import pytest

from ricordo.write.capture import capture, is_echo

WISHES = {
    "Remember that the staging database listens on port 5433.": "The staging database listens on port 5433.",
    "Please note that our CI only runs on ARM machines.": "Our CI only runs on ARM machines.",
    "Merk dir bitte, dass der Testserver in Graz steht.": "Der Testserver in Graz steht.",
    "Vergiss nicht: die Rechnungen gehen am Monatsersten raus.": "Die Rechnungen gehen am Monatsersten raus.",
    "Recuerda que el servidor de pruebas está en Lugo.": "El servidor de pruebas está en Lugo.",
    "N'oublie pas que la file d'attente est en lecture seule.": "La file d'attente est en lecture seule.",
    "Lembre-se de que o ambiente de testes fica em Braga.": "O ambiente de testes fica em Braga.",
    "Tieni presente che il server di prova è a Torino.": "Il server di prova è a Torino.",
    "For future reference, the deploy key lives in a safe.": "The deploy key lives in a safe.",
    "Запомни, что тестовый сервер стоит в Риге.": "Тестовый сервер стоит в Риге.",
    "Onthoud dat de testserver in Gent staat.": "De testserver in Gent staat.",
    "请记住，测试服务器在成都。": "测试服务器在成都。",
    "覚えておいて、テストサーバーは仙台にあります。": "テストサーバーは仙台にあります。",
    "기억해 줘: 테스트 서버는 부산에 있어.": "테스트 서버는 부산에 있어.",
}
STATEMENTS = [
    ("From now on answer in short sentences.", "instruction"),
    ("Always run the linter before you commit!", "instruction"),
    ("Never push to the release branch.", "instruction"),
    ("We decided to keep the queue in Redis.", "decision"),
    ("I prefer spaces over tabs.", "preference"),
    ("Lesson learned: the importer needs UTF-8 input.", "lesson"),
    ("I'm allergic to peanuts.", "fact"),
    ("Ab sofort bitte alle Kommentare auf Englisch.", "instruction"),
    ("Wir haben uns für Terraform entschieden.", "decision"),
    ("Ich mag keine langen Funktionen.", "preference"),
    ("A partir de ahora usa siempre pnpm.", "instruction"),
    ("Hemos decidido alojar todo en Irlanda.", "decision"),
    ("Prefiero respuestas cortas.", "preference"),
    ("Désormais écris les tests en premier.", "instruction"),
    ("Nous avons choisi Kotlin pour le mobile.", "decision"),
    ("Je préfère les fonctions pures.", "preference"),
    ("De agora em diante usa sempre o modo estrito.", "instruction"),
    ("Decidimos manter o monólito.", "decision"),
    ("Não gosto de abreviaturas.", "preference"),
    ("D'ora in poi scrivi i commit in inglese.", "instruction"),
    ("Abbiamo deciso di restare su Python.", "decision"),
    ("Preferisco i nomi lunghi.", "preference"),
    ("Let's always keep the changelog up to date.", "instruction"),
    ("Make sure that you never log an address.", "instruction"),
    ("I hate it when you write long summaries.", "preference"),
    ("N'utilise jamais de variables globales.", "instruction"),
    ("Отныне пиши комментарии по-английски.", "instruction"),
    ("Мы решили остаться на одном репозитории.", "decision"),
    ("Я предпочитаю короткие ответы.", "preference"),
    ("Voortaan graag korte antwoorden.", "instruction"),
    ("以后请用中文回答。", "instruction"),
    ("我们决定使用单体仓库。", "decision"),
    ("我不喜欢很长的函数。", "preference"),
    ("今後はコメントを英語で書いてください。", "instruction"),
    ("短い関数が好きです。", "preference"),
    ("앞으로는 주석을 영어로 써 줘.", "instruction"),
]
NOISE = [
    "Fix the failing test in parser.py and always return 0.",
    "Can you always use tabs?",
    "Do you remember that we use Postgres?",
    "Why does the build never finish?",
    "Never mind, that worked.",
    "It always fails on the second run.",
    "Add a function that always returns true.",
    "I like this idea, go on.",
    "I'd like you to add a test.",
    "Let's go with that.",
    "Remember the build?",
    "```\nalways: true  # remember that this is code\n```",
    "    always_use(cache)  # we decided to cache",
    "> I prefer tabs over spaces, wrote somebody else.",
    "2026-03-01 10:00:00 INFO we decided to restart the worker",
    'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: never pass None',
    "+ always use the new client here",
    "<system-reminder>Always use the todo list.</system-reminder>",
    "<recalled-memories>\n- [preference, 2026-01-01, 01A] I prefer tabs over spaces.\n</recalled-memories>",
    "- [preference, 2026-01-01, 01ABCDEF] I prefer tabs over spaces.",
    "- [2026-01-01, 01ABCDEF] We decided to use tabs.",
    "# AGENTS.md instructions for /repo\nAlways write tests.",
    "Maybe for now we decided to use Redis.",
    "I would love to explore more of it in the future.",
    "Let's go with those steps.",
    "You should never have deleted that file.",
    "我喜欢这个主意。",
    "这个测试总是失败了。",
    "これはいつも失敗します。",
    "Всё работает, спасибо.",
    "There are no tests yet.",
    "Actually, I moved on to something else.",
    "Stop the server.",
    "yes",
    "",
]


@pytest.mark.parametrize(("said", "kept"), WISHES.items())
def test_an_explicit_wish_is_kept_without_the_words_of_the_wish(said, kept):
    (found,) = capture(said)
    assert (found.text, found.is_live, found.why) == (kept, True, "a wish to remember")


@pytest.mark.parametrize(("said", "kind"), STATEMENTS)
def test_preferences_decisions_rules_and_lessons_are_kept_as_they_were_said(said, kind):
    (found,) = capture(said)
    assert (found.text, found.kind, found.is_live) == (said, kind, True)


@pytest.mark.parametrize("said", NOISE)
def test_tasks_questions_code_logs_quotes_and_additions_are_passed_over(said):
    assert capture(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "It turns out that the flaky test depends on the locale.",
        "Let's go with Postgres.",
        "I think we decided on Go.",
        "I prefer few dependencies, so can you show me how.",
        "No, use pnpm not npm.",
        "That's wrong, the port is 5433 not 5432.",
        "Actually we moved the release to Thursdays.",
        "Don't use default exports in this project.",
        "we're using Python 3.12 in this repo",
        "Please stop using emojis.",
        "Nein, das ist Port 5433 und nicht 5432.",
    ],
)
def test_what_is_not_sure_waits_for_a_person(said):
    (found,) = capture(said)
    assert not found.is_live


def test_sentences_are_parted_where_no_space_stands_between_them():
    assert [one.text for one in capture("修复导入程序。以后请用中文回答。然后运行测试。")] == ["以后请用中文回答。"]


def test_a_sentence_is_found_inside_a_task():
    found = capture("Please fix the importer. From now on use httpx for requests. Then run the tests.")
    assert [one.text for one in found] == ["From now on use httpx for requests."]


def test_a_wish_with_a_task_is_an_instruction():
    (found,) = capture("Don't forget to update the changelog with every feature.")
    assert (found.text, found.kind) == ("Update the changelog with every feature.", "instruction")


def test_a_sentence_said_twice_in_one_message_is_kept_once():
    assert len(capture("I prefer tabs over spaces. As I said: \nI prefer tabs over spaces!")) == 1


def test_of_a_message_full_of_pasted_text_only_what_stands_around_it_is_read():
    pasted = "\n".join(f"Item {number}: always keep this line, said the other document." for number in range(90))
    message = f"Remember that the audit is in May.\n\nAlways mind this.\n{pasted}\n\nWe decided to skip Friday."
    assert [one.text for one in capture(message)] == ["The audit is in May.", "We decided to skip Friday."]


def test_what_the_agent_was_told_is_an_echo_but_what_changes_it_is_none():
    told = ["Staging runs Postgres 16.", "Always run the linter before you commit."]
    assert is_echo("staging runs Postgres 16", told)
    assert not is_echo("Staging runs Postgres 17.", told)
    assert not is_echo("Never run the linter before you commit.", told)
    assert not is_echo("Staging runs Postgres 16.", [])
