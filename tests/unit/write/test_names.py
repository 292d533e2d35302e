"""Names of code, files, addresses and people are found by their form."""

import time

import pytest

from ricordo.write.names import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("use getUserById instead of fetch_user", ("getUserById", "fetch_user")),
        ("the module shop.billing.taxes defines Rate", ("shop.billing.taxes", "Rate")),
        ("java.util.List and std::vector are slow, Foo::Bar too.", ("java.util.List", "std::vector", "Foo::Bar")),
        ("obj.last_seen is set by __init__ and @Injectable()", ("obj.last_seen", "__init__", "@Injectable()")),
        ("look at src/app/main.py and README.md.", ("src/app/main.py", "README.md")),
        ("C:\\Users\\ana\\notes.txt is outdated", ("C:\\Users\\ana\\notes.txt",)),
        ("see https://example.org/a?x=1, or www.example.org/help.", ("https://example.org/a?x=1", "www.example.org/help")),
        ("api.example.com:8080 answers", ("api.example.com:8080",)),
        ("ping @maria-lopez in #deploys or write to ana@example.org.", ("@maria-lopez", "#deploys", "ana@example.org")),
        ("it needs @acme/ui-kit and DATABASE_URL", ("@acme/ui-kit", "DATABASE_URL")),
        ("meet at 10:30, e.g. today, i.e. soon; and/or later. 3.14 is no name", ()),
    ],
)  # fmt: skip
def test_what_is_written_like_a_name_is_one(text, names):
    assert find_names(text) == names


@pytest.mark.parametrize("piece", ["a.", "a::", "a_", "@a/", "C:\\a\\", "a@a.", "__", "a-", "(a", "ab.cd."])
def test_a_hostile_text_takes_no_longer_than_its_length_allows(piece):
    start = time.process_time()
    find_names(piece * 20_000)
    assert time.process_time() - start < 1
