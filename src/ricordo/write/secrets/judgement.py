"""Judge a value in the light of the cue before it."""

from ricordo.write.secrets import cues
from ricordo.write.secrets.cue_search import Cue
from ricordo.write.secrets.patterns import compiled, word_set
from ricordo.write.secrets.readers import Value
from ricordo.write.secrets.values import looks_like_password, looks_opaque, looks_random

_PHRASE_NOUN = r"psk|phrase|wachtzin|フレーズ"
_PHRASE = r"[^\W\d_]{2,14}(?: [^\W_]{1,14}){2,11}(?=\s*(?:[.!,;)\"'\n]|$))"
_WORDS_OF_RULES = cues.VERBS_OF_RULES | cues.TAKING_BACK | word_set("password passphrase invalid incorrect enter")
_WORDS_OF_SENTENCES = (
    cues.SENTENCE_WORDS | cues.ARTICLES | cues.FILLERS | cues.COPULAS | cues.TAKING_BACK | cues.VERBS_OF_RULES
)


def is_hexadecimal(word: str) -> bool:
    """Tell whether a word could as well be a hash or a UUID."""
    return compiled(r"[0-9a-fA-F-]+$").match(word) is not None


def is_bare_key(word: str, least: int) -> bool:
    """Tell whether a word is a key although the cue says no more than "key"."""
    return looks_opaque(word, least) and looks_random(word) and not is_hexadecimal(word)


def is_code(word: str, sort: str) -> bool:
    """Tell whether a word is a number that opens something; a code of four digits is not worth hiding."""
    digits = compiled(r"[\s-]").sub("", word)
    if digits.isdigit():
        least = 4 if sort == "pin" else 5
        return least <= len(digits) <= 12 and len(set(digits)) > 1 and digits not in "123456789"
    return sort == "code" and len(word) >= 5 and looks_like_password(word)


def is_passphrase(phrase: str, cue: Cue, *, is_quoted: bool) -> bool:
    """Tell whether words in a row are a passphrase: none of them holds a sentence together.

    Args:
        phrase: The words.
        cue: What announces them.
        is_quoted: Whether they stand in quotes, behind "passphrase" a sign that even a whole sentence is one.
    """
    words = [word.strip(".,") for word in phrase.casefold().split()]
    if cue.sort != "password" or len(words) > 12 or len(phrase) < 8:
        return False
    if is_quoted and _announces_phrase(phrase, cue):
        return len(words) >= 3 and _WORDS_OF_RULES.isdisjoint(words)
    if not _WORDS_OF_SENTENCES.isdisjoint(words):
        return False
    has_digit_or_sign = compiled(r"\d|[!@#$%^&*+=~]\S").search(phrase) is not None
    if len(words) < 3 or len(phrase) < 12:
        return is_quoted and has_digit_or_sign
    reads_like_a_sentence = phrase[0].isupper() and phrase[1:].islower() and not has_digit_or_sign
    return not reads_like_a_sentence


def passphrase_without_quotes(text: str, start: int, cue: Cue, *, least_words: int) -> Value | None:
    """Read a passphrase of several words, which ends with its line or sentence.

    Args:
        text: The text.
        start: Where the first word begins.
        cue: What announces it.
        least_words: How many words it has at least when none is a number.
    """
    phrase = compiled(_PHRASE).match(text, start)
    if phrase is None or not is_passphrase(phrase[0], cue, is_quoted=False):
        return None
    has_digit = any(character.isdigit() for character in phrase[0])
    is_setting = has_digit and compiled(r"(?:^|\n)[ \t-]*$").search(text, max(0, cue.name_start - 40), cue.name_start)
    if not is_setting and not _announces_phrase(phrase[0], cue):
        return None
    is_long_enough = has_digit or phrase[0].count(" ") >= least_words - 1
    return Value(phrase.start(), phrase.end(), is_quoted=False) if is_long_enough else None


def _announces_phrase(phrase: str, cue: Cue) -> bool:
    return " " in phrase and compiled(_PHRASE_NOUN).search(cue.word) is not None
