"""Ask every finder whose cue is in the text, and no other: most texts are done after a few look-ups."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ricordo.write.secrets import phrases
from ricordo.write.secrets.addresses import find_in_addresses
from ricordo.write.secrets.blocks import find_blocks
from ricordo.write.secrets.commands import COMMAND_STEMS, find_in_commands
from ricordo.write.secrets.cues import CUE_FORMS
from ricordo.write.secrets.headers import HEADER_STEMS, find_in_headers
from ricordo.write.secrets.logins import LOGIN_STEMS, find_beside_user_names, find_hashed
from ricordo.write.secrets.numbers import SHORT_NUMBER_STEMS, find_numbers, find_short_numbers
from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan, unite
from ricordo.write.secrets.statements import find_in_statements
from ricordo.write.secrets.stems import Stems
from ricordo.write.secrets.tokens import find_tokens


class _Family(NamedTuple):
    stems: frozenset[str]
    find: Callable[[str, str], Iterator[SecretSpan]]


_FAMILIES = (
    _Family(frozenset(("otpauth:",)), phrases.find_otpauth),
    _Family(frozenset(HEADER_STEMS), find_in_headers),
    _Family(frozenset(phrases.PHRASE_STEMS), phrases.find_recovery_phrases),
    _Family(frozenset(phrases.CODE_STEMS), phrases.find_recovery_codes),
    _Family(frozenset(phrases.SEED_STEMS), phrases.find_seeds),
    _Family(frozenset(phrases.APP_PASSWORD_STEMS), phrases.find_app_passwords),
    _Family(frozenset(COMMAND_STEMS), find_in_commands),
    _Family(frozenset(LOGIN_STEMS), find_beside_user_names),
    _Family(frozenset(SHORT_NUMBER_STEMS), find_short_numbers),
)
_PLAIN_WORD_STEMS = frozenset(phrases.PLAIN_WORD_STEMS)
_STEMS = Stems(
    (*_PLAIN_WORD_STEMS, *(form.stem for form in CUE_FORMS), *(stem for family in _FAMILIES for stem in family.stems))
)

# what no credential but a phrase of plain words can do without: signs, quotes, digits beside letters or in threes,
# capitals within a word, chains of words; one set of characters in front lets the search skip all others
_SIGNS = r"=:\"`„“«「『|<>@#$%^&*+~\\/_{}\[\]"
_UNUSUAL = (
    rf"[\dA-Z{_SIGNS}'‘!-](?:(?<=[{_SIGNS}])|(?<=\d)(?:\d\d|[^\W\d_]|(?<=[^\W\d_]\d))|(?<=['‘])(?<!\w['‘])\w|(?<=!)\w"
    r"|(?<=[A-Z])(?:[A-Z][a-z]|(?<=[a-z][A-Z]))|(?<=\w-)\w+-\w)"
)
_RUN_CHARACTERS = 16
# a run that no dictionary word fills: it has a digit or capitals inside
_LONG_RUN = rf"(?<![!-~])(?=[!-~]*?(?:\d|[a-z_.-][A-Z]|[A-Z]{{3}}))[!-~]{{{_RUN_CHARACTERS}}}"
# two groups of a card, or the check digits of a bank account between its country and its first group
_LONG_NUMBER = r"\d(?:\d{3}[ -]?\d{4}|(?<=[A-Za-z]{2}\d)\d[ -]?[A-Za-z0-9]{4}|\d{5}-\d{6})"
_PLACEHOLDER = r"\[redacted: [a-z0-9-]+\]"


def search(text: str) -> list[SecretSpan]:
    """Find the credentials in a text without disguise.

    Args:
        text: The text as a reader sees it.

    Returns:
        The spans in order, without overlaps; none lies within a placeholder of an earlier redaction.
    """
    lowered = _lowered(text)
    words = lowered.split()
    longest = max(map(len, words), default=0)
    stems = _STEMS.found_in(lowered, words, longest)
    if stems.isdisjoint(_PLAIN_WORD_STEMS) and not compiled(_UNUSUAL).search(text):
        return []
    spans = unite(_candidates(text, lowered, stems, may_hold_run=longest >= _RUN_CHARACTERS))
    if not spans or "[redacted: " not in text:
        return spans
    taken = [match.start() for match in compiled(_PLACEHOLDER).finditer(text)]
    return [span for span in spans if not _is_within(text, span, taken)]


def _is_within(text: str, span: SecretSpan, taken: list[int]) -> bool:
    before = bisect_right(taken, span.start) - 1
    if before < 0:
        return False
    placeholder = compiled(_PLACEHOLDER).match(text, taken[before])
    return placeholder is not None and span.end <= placeholder.end()


def _lowered(text: str) -> str:
    """Give the text in lower case without changing its length (İ has two letters in lower case)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join([low if len(low := character.lower()) == 1 else character for character in text])


def _candidates(text: str, lowered: str, stems: set[str], *, may_hold_run: bool) -> Iterator[SecretSpan]:
    if may_hold_run and compiled(_LONG_RUN).search(text):
        yield from find_blocks(text)
        yield from find_tokens(text)
        yield from find_hashed(text)
    if "://" in text or "=" in text or ":thin:" in text:
        yield from find_in_addresses(text)
    if compiled(_LONG_NUMBER).search(text):
        yield from find_numbers(text)
    if not stems:
        return
    for family in _FAMILIES:
        if not family.stems.isdisjoint(stems):
            yield from family.find(text, lowered)
    forms = [form for form in CUE_FORMS if form.stem in stems]
    if forms:
        yield from find_in_statements(text, lowered, forms)
