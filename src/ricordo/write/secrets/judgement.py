"""Judge a value in the light of the cue before it."""

from ricordo.write.secrets import cues
from ricordo.write.secrets.cue_search import Cue
from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.readers import Value
from ricordo.write.secrets.values import looks_like_password, looks_opaque, looks_random

_PHRASE_NOUN = r"psk|phrase|wachtzin|wachtwoordzin|フレーズ|wi-?fi"
_PHRASE = r"[^\W\d_]{2,14}(?: [^\W_]{1,14}){2,11}(?=\s*(?:[.!,;)\"'\n]|$))"
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


def is_passphrase(phrase: str) -> bool:
    """Tell whether words in a row are a passphrase: none of them holds a sentence together."""
    words = [word.strip(".,") for word in phrase.casefold().split()]
    if not 3 <= len(words) <= 12 or len(phrase) < 12 or not _WORDS_OF_SENTENCES.isdisjoint(words):
        return False
    reads_like_a_sentence = phrase[0].isupper() and phrase[1:].islower() and phrase.replace(" ", "").isalpha()
    return not reads_like_a_sentence


def passphrase_without_quotes(text: str, start: int, cue: Cue) -> Value | None:
    """Read a passphrase of several words, which ends with its line or sentence."""
    if cue.sort != "password" or not compiled(_PHRASE_NOUN).search(text[cue.name_start : cue.name_end].lower()):
        return None
    phrase = compiled(_PHRASE).match(text, start)
    if phrase is None or not is_passphrase(phrase[0]):
        return None
    is_long_enough = phrase[0].count(" ") >= 3 or any(character.isdigit() for character in phrase[0])
    return Value(phrase.start(), phrase.end(), is_quoted=False) if is_long_enough else None
