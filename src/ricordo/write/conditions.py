"""Where a condition stands in a statement: "If it rains, stay in" says what "Stay in if it rains" says."""

import re
from typing import Final

from ricordo.text.patterns import lazy

_CONDITION_FIRST: Final = lazy(
    r"(?P<cue>if|unless|when|whenever) (?P<clause>[^,.;:!?\n]{1,200}), "
    r"(?:then )?(?P<main>[^,.;:!?\n]{1,200})(?P<end>[.!]?)",
    re.IGNORECASE,
)


def condition_last(text: str) -> str:
    """Put an English condition behind what it conditions; any other text stays as it is."""
    found = _CONDITION_FIRST.fullmatch(text)
    if found is None:
        return text
    return f"{found['main']} {found['cue'].lower()} {found['clause']}{found['end']}"
