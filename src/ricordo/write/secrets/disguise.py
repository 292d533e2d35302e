"""See through full-width letters and invisible characters, and remember where everything stood."""

import unicodedata
from functools import cache

from ricordo.write.secrets.patterns import compiled

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_LOOK_ALIKE = "\u3000\uff01-\uff5e\u2024\u2010\u2011\ufe4d-\ufe6b\U0001d400-\U0001d7ff"


@cache
def _plain_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def undisguise(text: str) -> tuple[str, list[int] | None]:
    """Give the text as a reader sees it.

    Args:
        text: Any text.

    Returns:
        The plain text, and for each of its characters the place in ``text`` (None when all places are the same).
    """
    if text.isascii() or not compiled(f"[{_INVISIBLE}{_LOOK_ALIKE}]").search(text):
        return text, None
    seen = compiled(f"[{_LOOK_ALIKE}]").sub(lambda match: _plain_character(match[0]), text)
    invisible = {match.start() for match in compiled(f"[{_INVISIBLE}]").finditer(seen)}
    if not invisible:
        return seen, None
    places = [place for place in range(len(seen)) if place not in invisible]
    return "".join([seen[place] for place in places]), places
