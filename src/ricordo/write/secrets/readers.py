"""Read one value out of running text: a quotation or a word, without what only surrounds it."""

from typing import NamedTuple

from ricordo.write.secrets.patterns import compiled

_CLOSING_QUOTES = {
    '"': '"', "'": "'", "`": "`", "“": "”“", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "「": "」", "『": "』", "”": "”", "《": "》", "【": "】", "‹": "›",
}  # fmt: skip
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:)]}>\"'`*…”’»›。、，；：」』）】|"
_INNER_END = r"[,;&](?=[\w.-]{1,40}[=:])|;|\\[nrt]|\\\"|['\"],['\"]|\)[;,.]|'[,)\]};]"
_LETTER = r"(?:[^\s\"`<>，。；、」』）】]|<(?![/A-Za-z!]))"
# markup, a bracket around a single word, and the letter that a language may put before a quotation mark
_OPENING = r"(?:\*\*|__|\*|\((?=[^\s)]+\)))?(?:\\?[brfu]?(?P<quote>[\"'`“„«»‘‚「『”《【‹]))?"
_LONGEST_QUOTATION = 1024
LONGEST_JUDGED = 256


class Value(NamedTuple):
    """A word or a quotation that may be a credential."""

    start: int
    end: int
    is_quoted: bool


def read_value(text: str, start: int) -> Value | None:
    """Read the quotation or the word that begins at a place.

    Args:
        text: The text.
        start: Where the value begins; markup and an opening bracket are passed over.

    Returns:
        The value without quotes and sentence punctuation, or None when there is none.
    """
    opening = compiled(_OPENING).match(text, start)
    assert opening is not None
    start = opening.end()
    if opening["quote"]:
        quotation = _read_quotation(text, start - 1)
        if quotation:
            return quotation
    word = compiled(rf"{_LETTER}{{1,{LONGEST_JUDGED}}}+").match(text, start)
    if word is None:
        return None
    length = len(trimmed(word[0]))
    return Value(start, start + length, False) if length else None


def whole(text: str, value: Value) -> Value:
    """Follow a word that was read up to the length that is judged to where it ends."""
    if value.is_quoted or value.end - value.start < LONGEST_JUDGED:
        return value
    rest = compiled(rf"{_LETTER}*+").match(text, value.end)
    return value._replace(end=value.end + len(trimmed(rest[0]))) if rest else value


def trimmed(word: str) -> str:
    """Cut a word where the sentence or the code around it goes on."""
    word = compiled(_INNER_END).split(word, maxsplit=1)[0]
    while word and word[-1] in _TRAILING and not (word[-1] in _BRACKETS and _BRACKETS[word[-1]] in word):
        word = word[:-1]
    return word


def _read_quotation(text: str, opening: int) -> Value | None:
    closing = _CLOSING_QUOTES[text[opening]]
    end = compiled(rf"(?:\\[^\n]|[^\\\n{closing}]){{1,{_LONGEST_QUOTATION}}}+").match(text, opening + 1)
    if end is None or end.end() >= len(text) or text[end.end()] not in closing:
        # an escaped quotation (\"value\") ends with its backslash
        return None
    inner = end[0].split("\\" + closing[0])[0]
    left = len(inner) - len(inner.lstrip())
    right = len(inner.rstrip(" \t\u00a0\\"))
    return Value(opening + 1 + left, opening + 1 + right, True) if right > left else None
