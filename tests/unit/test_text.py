import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ricordo.text import (
    STOP_WORDS,
    embedding_text,
    normalise,
    pack_ids,
    pack_terms,
    query_terms,
    query_words,
    term_id,
    term_ids,
    terms,
    unpack_terms,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We moved parseUrl", ["we", "move", "pars", "url", "parseurl"]),
        ("HTTPServer", ["http", "server", "httpserver"]),
        ("snake_case_name", ["snake", "case", "name", "snakecasenam"]),
        ("kebab-case", ["kebab", "case", "kebabcas"]),
        ("src/net.py", ["src", "net", "py", "net.py", "src/net.py"]),
        ("v3.11.7", ["v3", "11", "7", "v3.11.7"]),
        ("ops@acme.example", ["op", "acm", "exampl", "acme.example", "ops@acme.example"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("postgres16", ["postgr", "16", "postgres16"]),
        ("Anna's keys aren't here", ["anna", "kei", "aren", "here"]),
        ("l'école d'été", ["ecol", "et"]),
        ("Straße ŁÓDŹ Ｗｉｄｅ", ["strass", "lodz", "wide"]),
        ("книги книгу", ["книг", "книг"]),
        ("我去北京", ["我去", "去北", "北京"]),
        ("茶", ["茶"]),
        ("カタカナ", ["カタ", "タカ", "カナ"]),
        ("한국어", ["한국", "국어"]),
        ("ไทย", ["ไท", "ทย"]),
        ("Docker容器", ["docker", "容器"]),
        ("किताबें", ["किताब"]),
        ("🎉 … !?", []),
        ("", []),
    ],
)
def test_a_text_becomes_these_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("the parseHttpUrl function", "parse http url"),
        ("the parseHttpUrl function", "parse_http_url"),
        ("the parseHttpUrl function", "parsehttpurl"),
        ("src/ricordo/text/analysis.py", "analysis.py"),
        ("we met at the café", "cafe"),
        ("Her e-mail bounced", "email"),
        ("deployments failed", "deployment failing"),
        ("ПРИВЕТ мир", "привет"),
        ("我们去了北京大学", "北京"),
        ("postgres16 is used", "postgres 16"),
    ],
)
def test_a_question_written_differently_shares_a_term(stored: str, asked: str) -> None:
    assert set(terms(stored)) & set(query_terms(asked))


def test_stop_words_leave_a_question_unless_nothing_else_is_in_it() -> None:
    assert query_terms("What did Anna's team decide about it?") == ["anna", "team", "decid"]
    assert query_terms("who are you") == ["who", "ar", "you"]


def test_a_german_question_loses_german_stop_words_and_an_english_one_keeps_such_words() -> None:
    assert query_terms("Wie viele Punkte hat die Mannschaft?") == ["punkt", "mannschaft"]
    assert "die" in query_terms("Which plants die in winter?")


def test_a_term_remembers_the_word_it_stands_for() -> None:
    assert query_words("deployed servers") == {"deploi": "deployed", "server": "servers"}


def test_stop_words_are_written_as_the_analysis_writes_words() -> None:
    assert all(words(word) == [word] for word in STOP_WORDS if len(word) > 1)


@given(st.text())
@example("\ud800 a\x00b")
@example("İstanbul ŉ ﬁ")
def test_any_text_can_be_analysed_and_case_does_not_matter(text: str) -> None:
    assert all(terms(text))
    assert all(words(text))
    assert normalise(normalise(text)) == normalise(text)
    assert query_terms(text) == list(dict.fromkeys(query_terms(text)))


@given(st.text(st.characters(codec="utf-8")))
def test_composed_and_decomposed_accents_give_the_same_terms(text: str) -> None:
    assert terms(unicodedata.normalize("NFC", text)) == terms(unicodedata.normalize("NFKC", text))


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "北京"]), max_size=600))
def test_packing_keeps_the_length_and_the_counts_up_to_255(found: list[str]) -> None:
    length, counts = unpack_terms(pack_terms(found))
    assert length == len(found)
    assert counts == {term_id(term): min(255, found.count(term)) for term in set(found)}


@pytest.mark.parametrize("damaged", [b"", b"\0", b"\0" * 5, b"\0" * 8])
def test_damaged_packed_terms_are_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack_terms(damaged)


def test_a_short_reply_is_embedded_with_what_it_replies_to() -> None:
    assert embedding_text("Yes!", "Shall we?", same_speaker=False) == "Shall we?\nYes!"
    assert embedding_text("Yes!", "Shall we?", same_speaker=True) == "Yes!"
    assert embedding_text("Yes!", None, same_speaker=False) == "Yes!"
    assert embedding_text("Yes!", "x" * 401, same_speaker=False) == "Yes!"
    assert embedding_text("x" * 401, "Shall we?", same_speaker=False) == "x" * 401


@pytest.mark.parametrize("piece", ["a-", "a'", "Aa", "a.", "中", "e\u0301", "_", "a/b@", "+", "\u200d", "1a"])
def test_hostile_repetition_costs_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()
        terms(text)
        return time.process_time() - start

    seconds(10)
    assert seconds(400_000) < 40 * max(seconds(40_000), 0.01)


@given(st.text())
@example("parseUrl in src/net.py, " + "x" * 70 + " n12 abc123")
def test_the_numbers_of_terms_are_those_of_the_terms_in_order(text: str) -> None:
    """What is remembered of a compound is what would be worked out again."""
    assert term_ids(text) == [term_id(term) for term in terms(text)]
    assert pack_ids(term_ids(text)) == pack_terms(terms(text))
