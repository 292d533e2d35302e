"""Values that are assigned to a telling name, in the notations of code, configuration and markup."""

from ricordo.write.secrets.cue_search import Cue
from ricordo.write.secrets.judgement import is_bare_key, is_code, is_passphrase, passphrase_without_quotes
from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.readers import LONGEST_JUDGED, Value, read_value
from ricordo.write.secrets.values import could_be_credential, is_measure, looks_like_password, looks_opaque

_CLOSING = r"(?:\\?[\"'`”’»)\]}]|\*\*|__)"
_TYPE = r"&?'?\w{0,40}\s?(?:str|string|String|SecretStr|Optional\[str\]|const char\s?\*)\s{0,3}(?:\|\s?None\s?)?"
_ASSIGNMENT = (
    rf"{_CLOSING}{{0,3}}(?:\s{{0,3}}[(\[][^()\[\]\n]{{1,40}}[)\]])?\s{{0,4}}"
    rf"(?::\s{{0,3}}{_TYPE}=(?!=)|:=|=>|={{1,3}}|:{{1,2}}|->|→|⇒|(?<=\s)\|(?=\s))"
    r"(?:\*\*|__|\*)?\s{0,4}"
)
_CALL = r"\\?[\"'`]?\s?(?:\(\s{0,3}(?:[\w.]{1,30}\s{0,2}[=,]\s{0,2})?|,\s{0,3})(?=\\?[\"'`])"
_ATTRIBUTE = (
    r"[\"']\s{1,4}(?:value|content|data|val)\s{0,2}=\s{0,2}(?=[\"'])"
    r"|[\"']?[ \t]{0,4}\r?\n[ \t]{0,40}[\"']?value[\"']?[:=][ \t]{0,4}"
)
_ELEMENT = r"(?:\s[^<>\n]{0,60})?>\s{0,4}(?:<!\[CDATA\[)?([^<>\n\]]{1,300})(?:\]\]>)?\s{0,4}<"
_LINE_ENDS = r"[ \t]*(?:\n|$)"
_VARIABLE = r"_*[a-z]+(?:_[a-z]+)+_*$|[a-z]+[A-Z]\w+$"
_USER = r"(?i)(?:user|login|benutzer|usuario|utente|gebruiker|логин)\w*\W"


def element_value(text: str, cue: Cue) -> Value | None:
    """Read the content of an element that is named by the cue (``<password>VALUE</password>``)."""
    element = compiled(_ELEMENT).match(text, cue.name_end)
    if element is None:
        return None
    value = Value(element.start(1), element.start(1) + len(element[1].rstrip()), is_quoted=True)
    return value if _is_assigned(text, value, cue, is_equation=True) else None


def assigned_value(text: str, cue: Cue) -> Value | None:
    """Read the value that is assigned to the cue, if it looks like a credential."""
    for pattern in (_ATTRIBUTE, _CALL, _ASSIGNMENT):
        sign = compiled(pattern).match(text, cue.name_end)
        value = read_value(text, sign.end()) if sign else None
        if sign is None or value is None:
            continue
        if "\n" in sign[0] and not compiled(rf"[\"'`]?{_LINE_ENDS}").match(text, value.end):
            continue
        is_comparison = "==" in sign[0] or sign[0].lstrip("\\\"'` ").startswith(",")
        is_equation = pattern == _ATTRIBUTE or ("=" in sign[0] and not is_comparison)
        # what is compared or handed to a function must convince by itself
        must_convince = is_comparison or (pattern == _CALL and cue.name_end > cue.end)
        judged = value._replace(is_quoted=False) if must_convince else value
        if _is_assigned(text, judged, cue, is_equation=is_equation):
            return value
        if phrase := passphrase_without_quotes(text, value.start, cue, least_words=3):
            return phrase
    return None


def _is_assigned(text: str, value: Value, cue: Cue, *, is_equation: bool) -> bool:
    word = text[value.start : value.end][:LONGEST_JUDGED]
    if not could_be_credential(word) or (not value.is_quoted and word[0] in "-["):
        return False
    if any(character.isspace() for character in word):
        return value.is_quoted and is_passphrase(word, cue, is_quoted=True)
    match cue.sort:
        case "password":
            return looks_like_password(word) or _is_plain_password(text, word, value, cue, is_equation=is_equation)
        case "pin" | "code":
            return is_code(word, cue.sort)
        case "token" | "brand":
            least = 8 if cue.sort == "token" else 16
            is_chosen = (is_equation or value.is_quoted) and len(word) >= least and looks_like_password(word)
            return is_chosen or looks_opaque(word, least, assigned=True)
        case _:
            return is_bare_key(word, 16)


def _is_plain_password(text: str, word: str, value: Value, cue: Cue, *, is_equation: bool) -> bool:
    """Judge a word that could stand in a dictionary by the way it is written down."""
    if len(word) < 3 or (is_measure(word) and not (word.isdigit() and len(word) > 3)):
        return False
    if value.is_quoted:
        return True
    if is_equation:
        return _is_literal(text, word, value, cue)
    # after a colon: a password in a configuration or behind a user name, a remark elsewhere
    ends = compiled(rf"{_LINE_ENDS}|[ \t]*[,;]").match(text, value.end) is not None
    is_setting = "_" in text[cue.name_start : cue.name_end]
    follows_user = compiled(_USER).search(text, max(0, cue.start - 60), cue.start) is not None
    return ends and (is_setting or follows_user) and len(word) >= 5 and word.isalpha() and word.islower()


def _is_literal(text: str, word: str, value: Value, cue: Cue) -> bool:
    """Tell a bare word in a configuration from the name of a variable in a program."""
    if not compiled(r"\w*[A-Za-z]$").match(word):
        return True
    if compiled(_VARIABLE).match(word):
        return False
    if " " not in text[cue.name_end : value.start]:
        return True
    begins_line = compiled(r"(?:^|\n)[ \t]*$").search(text[max(0, cue.name_start - 40) : cue.name_start])
    return begins_line is not None and compiled(_LINE_ENDS).match(text, value.end) is not None
