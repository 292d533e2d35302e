"""Regular expressions that are compiled when they are first needed: most texts need none of them."""

import re
from functools import cache


@cache
def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile one expression, once."""
    return re.compile(source, flags)


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text as a set: tables of words stay readable."""
    return frozenset(text.split())
