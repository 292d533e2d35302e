"""Values that a sentence states: "the password for X is VALUE", "VALUE is the password"."""

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from ricordo.write.secrets import cues
from ricordo.write.secrets.cue_search import Cue
from ricordo.write.secrets.judgement import (
    is_bare_key,
    is_code,
    is_passphrase,
    passphrase_without_quotes,
)
from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.readers import LONGEST_JUDGED, Value, read_value, trimmed
from ricordo.write.secrets.value_patterns import CAMEL_NAMES
from ricordo.write.secrets.values import (
    could_be_credential,
    is_measure,
    looks_like_password,
    looks_opaque,
    looks_random,
)

# what the words so far let expect: a value beside the cue, after "is", after "changed to", or nothing
Expectation = Literal["beside", "copula", "change", "nothing"]

_JOINT = r"(?:['’]s(?=\s))?(?:\\?[\"'`”»*_,(]|[)\]](?!\.))*([:=]?)(?=\s|$|[(\"'`«„“「—–])"
_CODE_AROUND = r"\w[(\[{]\S|[=(\[,][\"']|^\w+=\S|=>|\(\)|^[@{}]"
_LETTERS_AND_DIGITS = r"^(?=.*[A-Za-z])(?=.*\d)[!-~]{6,}$"
_OTHER_SCRIPT = r"[\u0370-\u05ff\u3040-\u9fff\uac00-\ud7af]"
_JOINT_WITHOUT_BLANKS = r"[^\x00-\x7f]{0,14}?[ :=]{0,3}(?:是|为|為|は|が|成了?|に|を|改|:|=|→|—|는|은|이|「|『|“|‘|《)[ 「『“‘'\"`（(]{0,3}(?=[^\s。、，」』])"
_WORD_WITHOUT_BLANKS = r"[^\s。、，；」』”’）)\"'`]{4,512}"
_REACH = 240
_REACH_BACK = 120
_WORDS_IN_REACH = 14


def stated_values(text: str, lowered: str, cue: Cue, limit: int) -> Iterator[Value]:
    """Walk through the sentence after a cue and give the values it states.

    Args:
        text: The text.
        lowered: The same text in lower case, of the same length.
        cue: The word that announces a credential.
        limit: Where the walk ends at the latest.
    """
    joint = compiled(_JOINT).match(text, cue.name_end)
    if joint is None:
        return
    stop = min(limit, cue.name_end + _REACH)
    line_end = text.find("\n", cue.name_end, stop)
    stop = line_end if line_end >= 0 else stop
    was_changed = not cues.CHANGE_WORDS.isdisjoint(lowered[max(0, cue.start - 40) : cue.start].split())
    expectation: Expectation = "copula" if joint[1] or _is_flag(text, lowered, cue) else "beside"
    for token in islice(compiled(r"\S{1,600}").finditer(text, joint.end(), stop), _WORDS_IN_REACH):
        value = read_value(text, token.start())
        if value and _is_stated(text, value, cue, expectation):
            yield value
            if not was_changed:
                return
            expectation = "nothing"
            continue
        if expectation == "copula" and value:
            phrase = passphrase_without_quotes(text, value.start, cue, least_words=4)
            if phrase:
                yield phrase
                return
        if compiled(_CODE_AROUND).search(token[0]) or (token[0][-1] in ".!?;|" and len(token[0]) > 2):
            return
        bare = lowered[token.start() : token.end()].strip(",.;:!?()[]\"'`*“”«»„")
        was_changed = was_changed or bare in cues.CHANGE_WORDS
        is_change = was_changed or (bare in cues.CHANGE_PREPOSITIONS and _is_change_behind(lowered, token.end(), stop))
        expectation = _next_expectation(token[0], bare, expectation, is_change=is_change)


def value_before(text: str, cue: Cue) -> Value | None:
    """Find the value of "VALUE is the password", "VALUE as password" and "VALUE, that is the password"."""
    window_start = max(0, cue.name_start - _REACH_BACK)
    tokens = list(compiled(r"\S{1,600}").finditer(text, window_start, cue.name_start))[-8:]
    if window_start and tokens and tokens[0].start() == window_start:
        del tokens[0]
    for back in range(1, min(6, len(tokens))):
        word = tokens[-back][0].casefold()
        if word in cues.ROLE_WORDS:
            subject = tokens[-back - 1]
            if subject[0].casefold() in cues.POINTING_WORDS and back + 2 <= len(tokens):
                subject = tokens[-back - 2]
            value = read_value(text, subject.start())
            return value if value and _is_subject(text[value.start : value.end], cue) else None
        if word not in cues.ARTICLES and back > 2:
            return None
    return None


def value_without_blanks(text: str, cue: Cue) -> Value | None:
    """Find the value in scripts that put no blanks between words."""
    joint = compiled(_JOINT_WITHOUT_BLANKS).match(text, cue.end)
    if joint is None or joint[0].isascii():
        return None
    word = compiled(_WORD_WITHOUT_BLANKS).match(text, joint.end())
    # the endings of the sentence that follow the value are of its script, the value ends in Latin ones
    latin = compiled(r".*[!-~]").match(trimmed(word[0])) if word else None
    if latin is None:
        return None
    letters = "".join(compiled(r"[!-~]+").findall(latin[0]))
    value = Value(joint.end(), joint.end() + latin.end(), is_quoted=False)
    is_mixed = letters != latin[0]
    if is_mixed and not looks_like_password(letters):
        return None
    return value if _is_stated(text, value, cue, "copula") else None


def _is_change_behind(lowered: str, start: int, stop: int) -> bool:
    """Tell whether the verb stands behind the value, as in German: "das Passwort auf X geändert"."""
    words = lowered[start:stop].split(maxsplit=2)
    return len(words) > 1 and words[1].strip(".,!") in cues.CHANGE_WORDS


def _next_expectation(token: str, bare: str, expectation: Expectation, *, is_change: bool) -> Expectation:
    if token in cues.COPULAS or bare in cues.COPULAS or token.rstrip("*\"'`)").endswith((":", "=")):
        return "copula"
    if is_change and bare in cues.CHANGE_PREPOSITIONS:
        return "change"
    if not bare or (bare in cues.FILLERS and expectation == "copula"):
        return expectation
    return "nothing"


def _is_flag(text: str, lowered: str, cue: Cue) -> bool:
    """Tell whether the cue is a command line option or the second field of a .netrc line."""
    if text[cue.name_start] == "-":
        return True
    return compiled(r"\blogin\s+\S+\s+$").search(lowered, max(0, cue.start - 80), cue.start) is not None


def _is_stated(text: str, value: Value, cue: Cue, expectation: Expectation) -> bool:
    word = text[value.start : value.end][:LONGEST_JUDGED]
    if not could_be_credential(word) or (not value.is_quoted and word[0] == "-"):
        return False
    is_direct = expectation in ("copula", "change")
    if any(character.isspace() for character in word):
        return value.is_quoted and is_direct and is_passphrase(word, cue, is_quoted=True)
    match cue.sort:
        case "password":
            return _is_stated_password(text, word, value, cue, expectation)
        case "pin" | "code":
            is_near = expectation == "beside" or _follows_another_script(text, value, cue)
            return (is_direct or (is_near and len(word) > 4)) and is_code(word, cue.sort)
        case "token":
            return _is_stated_token(word, expectation)
        case _:
            is_named = cue.sort == "brand" and expectation != "nothing" and looks_opaque(word, 20)
            return (is_named and looks_random(word)) or (is_direct and is_bare_key(word, 20))


def _is_stated_token(word: str, expectation: Expectation) -> bool:
    if expectation == "nothing":
        return is_bare_key(word, 20)
    if expectation == "beside":
        return looks_opaque(word, 16)
    return looks_opaque(word, 8, assigned=True)


def _is_stated_password(text: str, word: str, value: Value, cue: Cue, expectation: Expectation) -> bool:
    if cue.word == "pass" and expectation != "beside":
        return looks_like_password(word, strict=True)
    if expectation in ("copula", "change"):
        is_name = compiled(r"[a-z]+(?:_[a-z]+)+$").match(word) is not None
        is_chosen = value.is_quoted and len(word) >= 4 and not is_measure(word) and not is_name
        is_camel = compiled(r"(?:[A-Z][a-z]{2,}){2,}$").match(word) is not None and word.casefold() not in CAMEL_NAMES
        return is_chosen or looks_like_password(word) or (is_camel and _ends_sentence(text, value))
    if expectation == "beside" or value.is_quoted:
        return looks_like_password(word) and not word.replace("-", "").replace("_", "").isalpha()
    is_foreign = _follows_another_script(text, value, cue) and compiled(_LETTERS_AND_DIGITS).match(word) is not None
    return looks_like_password(word, strict=not is_foreign)


def _ends_sentence(text: str, value: Value) -> bool:
    return compiled(r"[.,;!)\s]*(?:\n|$)|[.,;!]").match(text, value.end) is not None


def _follows_another_script(text: str, value: Value, cue: Cue) -> bool:
    """Tell whether Latin letters or digits stand alone in a sentence of another script, where no copula is owed."""
    return compiled(_OTHER_SCRIPT).search(text, cue.end, value.start) is not None


def _is_subject(word: str, cue: Cue) -> bool:
    if any(character.isspace() for character in word):
        return False
    if cue.sort == "token":
        return looks_opaque(word, 16)
    return looks_like_password(word) and not word.replace("-", "").isalpha() and not word.isdigit()
