"""Find the words that announce a credential, and decide what they announce."""

from typing import NamedTuple

from ricordo.write.secrets import cues as words
from ricordo.write.secrets.cues import CueForm
from ricordo.write.secrets.patterns import compiled

_GLUED_PASS = (
    r"(?:db|user|ssh|smtp|root|ftp|my|admin|mail|imap|pg|sql|redis|rpc|wifi|web|ldap|key|store|vpn|proxy|service|bind|url|http|hub|"
    r"gmail|login|sudo|wp|ssl|cert|p12|pfx|jks|host|app|sa|bot|zip|archive|backup)$"
)
_SUFFIX = r"[A-Za-z0-9_]{0,60}(?:[.-][A-Za-z0-9_]{1,40}){0,6}"
_KIND_BEHIND = r"[ _](?:d[aeio]l?(?:la|lo|i)?[ _]|d['’]|dell['’]|de[ _]l['’])?(?:l['’]|la )?([^\W_]+)"
_TAKEN_BACK_WITHOUT_BLANKS = r"管理|策略|长度|長度|重置|提示|保護|マネージャ|ポリシー|リセット|ハッシュ|ボード"

_ENDING = r"(?<![Pp][Aa][Ss][Ss])(?:s|es|n|e|er|en|a|y|em|u|ом|а)(?![^\W_])"
_NETWORK_NEAR = r"\b(?:ssid|wi-?fi|wlan|wpa\d?|hotspot)\b"
_KIND_STANDS_BEFORE = frozenset(("key", "schlüssel", "schluessel", "sleutel", "キー", "auth", "hash"))
_MEANINGS_OF_A_CODE: tuple[tuple[frozenset[str], str | None], ...] = ((words.CODE_KINDS, "code"),)
_MEANINGS_OF_A_KEY: tuple[tuple[frozenset[str], str | None], ...] = (
    (words.NETWORK_WORDS, "password"),
    (words.KEY_KINDS, "token"),
    (words.NO_KEY_KINDS, None),
)


class Cue(NamedTuple):
    """A word that announces a credential.

    Attributes:
        sort: password, token (of any issuer), brand (a key of a named issuer), key, pin or code.
        word: The noun in lower case.
        start: Where the noun begins.
        end: Where the noun ends.
        name_start: Where the name begins that the noun is part of (``DB_PASSWORD``, ``--password``).
        name_end: Where that name ends.
    """

    sort: str
    word: str
    start: int
    end: int
    name_start: int
    name_end: int


def find_cues(text: str, lowered: str, forms: list[CueForm]) -> list[Cue]:
    """Find the cues of a text in the order in which they stand.

    Args:
        text: The text.
        lowered: The same text in lower case, of the same length.
        forms: The nouns whose stems are in it.
    """
    found: dict[int, Cue] = {}
    for form in forms:
        start = lowered.find(form.stem)
        while start >= 0:
            if start not in found and (cue := _cue_at(text, lowered, form, start)):
                found[start] = cue
            start = lowered.find(form.stem, start + len(form.stem))
    return [found[start] for start in sorted(found)]


def _cue_at(text: str, lowered: str, form: CueForm, start: int) -> Cue | None:
    noun = compiled(form.pattern).match(lowered, start)
    if noun is None or not _begins_a_word(text, lowered, start, form):
        return None
    suffix = compiled(_SUFFIX).match(text, noun.end())
    assert suffix is not None
    if _is_taken_back(text, lowered, noun.end(), suffix.end()):
        return None
    sort, end = _sort_out(text, lowered, form, start, noun.end())
    if sort is None:
        return None
    name = compiled(r"[A-Za-z0-9_.$\[\"'<-]{1,60}$").search(text, max(0, start - 60), start)
    return Cue(sort, noun[0], start, end, name.start() if name else start, max(suffix.end(), end))


def _begins_a_word(text: str, lowered: str, start: int, form: CueForm) -> bool:
    if start == 0 or not lowered[start - 1].isalpha():
        return True
    if _is_without_blanks(lowered[start]) or _is_without_blanks(lowered[start - 1]) or _is_camel(text, start):
        return True
    if form.pattern in ("pass", "pw(?:d|ord)?"):
        return compiled(_GLUED_PASS).search(lowered, max(0, start - 12), start) is not None
    return form.may_be_glued


def _is_without_blanks(character: str) -> bool:
    return "\u2e80" <= character <= "\ud7af"


def _is_camel(text: str, place: int) -> bool:
    return place > 0 and text[place].isupper() and text[place - 1].islower()


def _is_taken_back(text: str, lowered: str, end: int, name_end: int) -> bool:
    """Tell whether what follows makes another thing of the noun: ``password_file``, "token budget", "keyboard"."""
    if _is_glued(text, end) or compiled(_TAKEN_BACK_WITHOUT_BLANKS).match(text, end):
        return True
    for word in compiled(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+").findall(text[end:name_end]):
        if word.casefold() in words.TAKING_BACK_IN_NAMES:
            return True
    following = compiled(r"[ \t]{1,3}([^\W\d_][\w'’-]*)").match(lowered, name_end)
    return following is not None and (following[1] in words.TAKING_BACK or following[1] in words.VERBS_OF_RULES)


def _is_glued(text: str, end: int) -> bool:
    """Tell whether the word goes on, and not only with an ending that leaves it the same noun."""
    if end >= len(text) or not text[end].isalpha() or _is_without_blanks(text[end]) or _is_camel(text, end):
        return False
    return compiled(_ENDING).match(text, end) is None


def _sort_out(text: str, lowered: str, form: CueForm, start: int, end: int) -> tuple[str | None, int]:
    """Let the words around the noun decide what it announces, and where it ends."""
    before = compiled(r"([^\W_]+)(?:['’]s)?([\s_./\"'’-]{0,2})$").search(lowered, max(0, start - 40), start)
    kind, is_glued = (before[1], not before[2]) if before else ("", False)
    match form.sort:
        case "token":
            return (None if kind in words.NO_TOKEN_KINDS else "token"), end
        case "key" | "clave" | "code":
            behind = compiled(_KIND_BEHIND).match(lowered, end) if form.stem not in _KIND_STANDS_BEFORE else None
            for known, meaning in _MEANINGS_OF_A_CODE if form.sort == "code" else _MEANINGS_OF_A_KEY:
                if behind and behind[1] in known:
                    return meaning, behind.end()
                if kind in known or (is_glued and _ends_with_one(kind, known)):
                    return meaning, end
            is_other_word = is_glued and not _is_camel(text, start) and not _is_without_blanks(text[start])
            is_named = before is not None and text[before.start(1)].isupper()
            return _sort_without_kind(lowered, form, start, is_other_word=is_other_word, is_named=is_named), end
        case "onetime":
            return "code", end
        case sort:
            return sort, end


def _ends_with_one(kind: str, known: frozenset[str]) -> bool:
    """Tell whether a compound such as ``secretaccess`` ends with a known word of three letters or more."""
    return not known.isdisjoint(kind[place:] for place in range(max(0, len(kind) - 20), len(kind) - 2))


def _sort_without_kind(lowered: str, form: CueForm, start: int, *, is_other_word: bool, is_named: bool) -> str | None:
    if form.sort == "clave":
        return "password"
    if form.sort == "code" or is_other_word:
        return None
    if compiled(_NETWORK_NEAR).search(lowered, max(0, start - 40), start):
        return "password"
    return "brand" if is_named else "key"
