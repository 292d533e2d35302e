import re

import pytest

from ricordo.text.patterns import lazy


def test_a_lazy_pattern_does_what_the_compiled_one_does():
    source, flags, text = r"(a)|b", re.IGNORECASE, "xA-b-B"
    compiled, waiting = re.compile(source, flags), lazy(source, flags)

    for _ in range(2):
        assert waiting.findall(text) == compiled.findall(text)
        assert waiting.split(text) == compiled.split(text)
        assert waiting.sub("_", text) == compiled.sub("_", text)
        assert [one[0] for one in waiting.finditer(text)] == [one[0] for one in compiled.finditer(text)]
        for search in ("search", "match", "fullmatch"):
            assert str(getattr(waiting, search)(text)) == str(getattr(compiled, search)(text))
    assert (waiting.groups, waiting.pattern) == (compiled.groups, compiled.pattern)


def test_a_lazy_pattern_that_is_malformed_says_so_when_it_is_used():
    waiting = lazy("(")

    with pytest.raises(re.error):
        waiting.search("text")
