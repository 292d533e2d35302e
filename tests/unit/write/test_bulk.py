"""What a bulk write does to the process around it: nothing that stays."""

import gc

import pytest

from ricordo.write.collection import only_young_collected
from ricordo.write.secrets.stems import Stems


def test_automatic_collection_is_as_before_after_a_bulk_write() -> None:
    """On when it was on, also after an error; off when it was off."""
    with pytest.raises(ValueError, match="stop"), only_young_collected():
        assert not gc.isenabled()
        raise ValueError("stop")
    assert gc.isenabled()
    gc.disable()
    try:
        with only_young_collected() as collect:
            collect()
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "text",
    [
        "the adminpassword is new",
        "net use z: and network users",
        "a net user and a - or a|b",
        "nothing at all",
        "",
        "x" * 60 + "password and net user",
        "密码是什么 pass",
    ],
)
def test_stems_found_word_by_word_are_those_that_stand_in_the_text(text: str) -> None:
    """Also within words, across words, and in words too long to be remembered."""
    every = ("pass", "password", "net use", "net user", " -", "|", "密码", "码", "min")
    words = text.split()
    found = Stems(every).found_in(text, words, max(map(len, words), default=0))

    assert found == {stem for stem in every if stem in text}
