"""Credentials that a word announces: assignments to a telling name, and sentences about a password."""

from collections.abc import Iterator

from ricordo.write.secrets.assignments import assigned_value, element_value
from ricordo.write.secrets.cue_search import Cue, find_cues
from ricordo.write.secrets.cues import CueForm
from ricordo.write.secrets.readers import Value, read_value, whole
from ricordo.write.secrets.sentences import stated_values, value_before, value_without_blanks
from ricordo.write.secrets.span import SecretSpan

_TOKEN_NOUNS = ("token", "токен", "トークン", "令牌", "jeton", "토큰")
_CUES_IN_REACH = 2


def find_in_statements(text: str, lowered: str, forms: list[CueForm]) -> Iterator[SecretSpan]:
    """Find credentials behind telling names and words.

    Args:
        text: The text.
        lowered: The same text in lower case, of the same length.
        forms: The nouns whose stems are in it.
    """
    cues = find_cues(text, lowered, forms)
    limits = [cue.start for cue in cues[_CUES_IN_REACH:]] + [len(text)] * _CUES_IN_REACH
    done = 0
    refused: dict[str, int] = {}
    for cue, limit in zip(cues, limits, strict=False):
        # a word that was refused as a password holds no password either: chains such as a=a=a= stay linear
        if cue.start < max(done, refused.get(cue.sort, 0)):
            continue
        refused[cue.sort] = _end_of_bare_value(text, cue)
        for found in _values_of(text, lowered, cue, limit):
            value = whole(text, found)
            done = max(done, value.end)
            yield SecretSpan(value.start, value.end, _label(cue))


def _values_of(text: str, lowered: str, cue: Cue, limit: int) -> Iterator[Value]:
    if text[cue.name_start] == "<" and text[cue.name_end : cue.name_end + 1] in (">", " "):
        candidates = [element_value(text, cue)]
    elif assigned := assigned_value(text, cue):
        candidates = [assigned]
    else:
        yield from stated_values(text, lowered, cue, limit)
        candidates = [value_without_blanks(text, cue)]
        if cue.sort in ("password", "token"):
            candidates.append(value_before(text, cue))
    yield from (value for value in candidates if value)


def _end_of_bare_value(text: str, cue: Cue) -> int:
    if text[cue.name_end : cue.name_end + 1] not in ("=", ":"):
        return 0
    value = read_value(text, cue.name_end + 1)
    return 0 if value is None or value.is_quoted else value.end


def _label(cue: Cue) -> str:
    if cue.sort in ("password", "pin"):
        return cue.sort
    if cue.sort == "code":
        return "access-code"
    return "token" if any(noun in cue.word for noun in _TOKEN_NOUNS) else "secret-key"
