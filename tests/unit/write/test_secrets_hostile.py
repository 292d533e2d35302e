"""The finder takes time in proportion to the text, whatever the text is."""

import time

import pytest

from ricordo.write.secrets import find_secrets

# quadratic work on these lengths takes minutes; the bound leaves room for a slow and busy machine
BOUND_SECONDS = 30
PLAIN_UNITS = (
    "a",
    "=",
    "1",
    '"',
    "'",
    "`",
    "-",
    "_",
    " ",
    "\n",
    "(",
    "{",
    "/",
    "@",
    "~",
    ":",
    "x" * 20 + " ",
    "\u200b",
    "ａ",
)
CUE_UNITS = (
    *("password ", "password=", "password: ", "password is the ", "password='", 'password="a\\', "password is a1b2c3 "),
    *(
        "-----BEGIN ",
        "-----BEGIN RSA PRIVATE" + " KEY-----\nMII",
        "PuTTY-User-Key-File-2: ",
        "eyJ",
        "eyJhbGci.",
        "AKIA",
        "sk-",
    ),
    *(
        "://",
        "http://a:",
        "https://u:p@",
        "?token=",
        "&sig=",
        "jdbc:oracle:thin:",
        "Authorization: Bearer ",
        "cookie: a=b; ",
    ),
    *(
        "mysql -p",
        "curl -u a:",
        "echo a | ",
        "--password ",
        "token is ",
        "secret=",
        "key: 1",
        "PIN 1",
        "X-Api-Key: ",
        "login a/",
    ),
    *(
        "recovery codes ",
        "seed phrase word ",
        "totp ",
        "IBAN DE",
        "4111 ",
        "4111111111111111 ",
        "ssn 123-45-",
        "1 ",
        "a1",
        "Q~",
    ),
    *(
        "пароль ",
        "密码",
        "<password>",
        "[redacted: password]",
        "api_key=a1b2c3d4e5f6g7h8 ",
        "password: a1b2c3d4\n",
        "İ",
        "a-a_",
    ),
)


def seconds_for(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    start = time.perf_counter()
    find_secrets(text)
    return time.perf_counter() - start


@pytest.mark.parametrize("unit", [*PLAIN_UNITS, "password ", "-----BEGIN ", "eyJ"])
def test_a_megabyte_of_one_thing_is_read_in_linear_time(unit: str) -> None:
    assert seconds_for(unit, 1_000_000) < BOUND_SECONDS


@pytest.mark.parametrize("unit", CUE_UNITS)
def test_a_long_row_of_cues_is_read_in_linear_time(unit: str) -> None:
    assert seconds_for(unit, 150_000) < BOUND_SECONDS
