"""What holds for the credential finder on any text, and what each sort of rule must weigh."""

import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ricordo.write.secrets import SecretSpan, find_secrets, redact

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANDOM_30 = "Rk3vQ9zLw7TbXn2MdYp5HsJc8GfKa1"
FRAGMENTS = (
    *(
        "password",
        "Passwort",
        "пароль",
        "密码",
        "token",
        "api_key",
        "secret",
        "key",
        "PIN",
        "recovery codes",
        "seed phrase",
    ),
    *(
        "login",
        "admin",
        "Authorization: Bearer",
        "Cookie:",
        "curl -u",
        "mysql -p",
        "--password",
        "https://u:",
        "?token=",
    ),
    *(
        " is ",
        ": ",
        "=",
        " = ",
        " -> ",
        " ",
        "\n",
        ", ",
        "'",
        '"',
        "`",
        "(",
        ")",
        "/",
        ";",
        "|",
        "@",
        "的",
        "は",
        "\u200b",
    ),
    *(
        "hunter2",
        "Kestrel!47",
        "a1b2c3d4e5f6",
        "12345678",
        "4111 1111",
        " 1111 1111",
        "ghp" + "_",
        RANDOM_30,
        "AK" + "IA",
    ),
    *(
        "Q7ZK2M4N6P8R1S3T",
        "-----BEGIN PRIVATE",
        " KEY-----",
        "-----END PRIVATE",
        "eyJ" + "hbGciOiJIUzI1NiJ9",
        ".e30.",
        "DE89",
    ),
    *(
        "[redacted: password]",
        "[redacted: ",
        "]",
        "...",
        "<your-key>",
        "${TOKEN}",
        "wird auf",
        "geändert",
        "İ",
        "ｐａｓｓ",
    ),
)
FRAGMENTED = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
ANY_TEXT = st.one_of(FRAGMENTED, st.text(max_size=120))


def github_token(body: str) -> str:
    number = zlib.crc32(body.encode())
    digits = ""
    for _ in range(6):
        number, place = divmod(number, 62)
        digits = BASE62[place] + digits
    return "ghp" + "_" + body + digits


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_spans_stand_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    spans = find_secrets(text)
    places = [place for span in spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(0 <= span.start < span.end <= len(text) and span.label for span in spans)


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_nothing_outside_the_spans_is_changed(text: str) -> None:
    redacted, labels = redact(text)
    expected, done = "", 0
    for span in find_secrets(text):
        expected += text[done : span.start] + f"[redacted: {span.label}]"
        done = span.end
    assert redacted == expected + text[done:]
    assert labels == tuple(span.label for span in find_secrets(text))


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_a_redacted_text_is_not_redacted_again(text: str) -> None:
    redacted, _ = redact(text)
    again, labels = redact(redacted)
    assert again is redacted
    assert labels == ()


def test_a_text_without_credentials_comes_back_as_the_same_object() -> None:
    text = "Anna prefers oat milk and the password policy demands 14 characters."
    assert redact(text) == (text, ())
    assert redact(text)[0] is text


def test_the_label_names_the_sort_of_credential() -> None:
    text = "key AK" + "IAQ7ZK2M4N6P8R1S3T and password Kestrel!47"
    assert redact(text) == (
        "key [redacted: aws-access-key] and password [redacted: password]",
        ("aws-access-key", "password"),
    )


def test_overlapping_rules_give_one_span_with_the_label_of_the_more_specific_one() -> None:
    token = "ghp" + "_" + RANDOM_30 + "Zq4Wx9"
    assert find_secrets(f"api_token = {token}") == (SecretSpan(12, 12 + len(token), "github-token"),)


def test_a_valid_checksum_overrules_the_look_of_a_placeholder() -> None:
    body = "xxxx" + RANDOM_30[4:]
    assert find_secrets(f"use {github_token(body)} here")
    assert not find_secrets(f"use ghp_{'x' * 36} here")


def test_an_invalid_checksum_does_not_save_a_token() -> None:
    token = github_token(RANDOM_30)
    broken = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert find_secrets(f"use {broken} here")


@pytest.mark.parametrize("word", ["FAKE", "TEST", "DUMMY"])
def test_no_word_inside_a_token_makes_it_harmless(word: str) -> None:
    assert find_secrets("token " + "ghp" + "_" + word * 8 + "1234")
    assert find_secrets(f"the password is {word.title()}-{word}-1234")


def test_spans_refer_to_the_text_before_invisible_characters_are_taken_out() -> None:
    text = "pass\u00adword: Kest\u200brel!4\u20607, said Tom"
    (span,) = find_secrets(text)
    assert text[span.start : span.end] == "Kest\u200brel!4\u20607"


def test_full_width_letters_hide_nothing() -> None:
    text = "ｐａｓｓｗｏｒｄ＝Ｋｅｓｔｒｅｌ！４７"
    assert redact(text)[0] == "ｐａｓｓｗｏｒｄ＝[redacted: password]"


def test_letters_that_grow_in_lower_case_do_not_shift_the_spans() -> None:
    text = "İİİİ password: Kestrel!47"
    assert redact(text)[0] == "İİİİ password: [redacted: password]"


def test_a_jwt_counts_only_when_its_header_can_be_read() -> None:
    header, payload = "eyJ" + "hbGciOiJIUzI1NiJ9", "eyJ" + "zdWIiOiIxMjM0NSJ9"
    assert find_secrets(f"session {header}.{payload}.c2lnbmF0dXJl")
    assert not find_secrets(f"session eyJ{'q' * 20}.{payload}.c2lnbmF0dXJl")


@pytest.mark.parametrize("number", ["4111 1111 1111 1112", "1234 5678 9012 3452", "4111111111111112"])
def test_a_number_with_a_wrong_check_digit_or_issuer_is_no_card(number: str) -> None:
    assert not find_secrets(f"the number is {number} as printed")


def test_an_account_number_needs_the_right_length_and_check_digits() -> None:
    account = "DE89 3704 0044" + " 0532 0130 00"
    assert find_secrets(f"rent to {account}")
    assert not find_secrets(f"rent to {account[:-1]}1")
    assert not find_secrets(f"rent to {account[:-4]}")


def test_four_digits_open_nothing_worth_hiding() -> None:
    assert not find_secrets("The door code is 4711 and the room is 2208.")


@pytest.mark.parametrize(
    "text",
    [
        "request 550e8400-e29b-41d4-a716-446655440000",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "digest e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "thumbnail iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
    ],
)
def test_randomness_alone_is_no_credential(text: str) -> None:
    assert not find_secrets(text)


def test_several_credentials_are_all_found() -> None:
    text = "user anna, password Kestrel!47; iban DE89 3704 0044" + " 0532 0130 00; PIN: 482913"
    assert [span.label for span in find_secrets(text)] == ["password", "iban", "pin"]


def test_a_changed_password_hides_the_old_and_the_new_one() -> None:
    redacted, _ = redact("The password was changed from Kestrel!47 to Walnut#93")
    assert redacted == "The password was changed from [redacted: password] to [redacted: password]"


def test_importing_compiles_no_expression() -> None:
    program = (
        "import ricordo.write.secrets\n"
        "from ricordo.write.secrets.patterns import compiled\n"
        "print(compiled.cache_info().currsize)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "0"
