"""Takes the disguise off a text: what a model would read in it, though a person or a filter would not.

Invisible and look-alike characters are folded; base64, hexadecimal and other escapes, rot13, reversed and
spelled-out words are decoded when something readable comes out. Whether that is harmful, others decide.
"""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from ricordo.text.patterns import lazy

_MAX_PAYLOADS = 16
_READABLE_SHARE = 0.85
_LEAST_READABLE_CHARACTERS = 8

# A flag such as that of Scotland is a black flag followed by tag characters: the only honest use of them.
_TAG_FLAG = lazy("\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f")
_TAGS = lazy("[\U000e0000-\U000e007f]+")
_SELECTOR_BYTES = lazy("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_INVISIBLE = lazy(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0]"
)
_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_BROKEN_WORD = lazy(f"[{_LETTER}][\u200b-\u200d\u2060-\u2064\ufeff\u3164]+(?=[{_LETTER}])")
_INVISIBLE_RUN = lazy("[\u200b-\u200d\u2060-\u2064\ufeff]{8}")
_BACKWARDS = lazy("[\u202d\u202e]([^\u202a-\u202e\u2066-\u2069]{6,4000})")
_COMBINING = lazy("[\u0300-\u036f\u0489]")

_MIXED_WORD = lazy(r"[^\W\d_]{2,40}")
_LATIN = lazy(r"[A-Za-z]")
_GREEK_OR_CYRILLIC = lazy("[\u0370-\u03ff\u0400-\u052f]")
_SMALL_CAPITAL = lazy("[\u0250-\u02af\u1d00-\u1d7f\ua730-\ua7ff]")
# Letters that look like Latin ones: a choice from the confusables of Unicode's UTS 39.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅαβεικνορτυχωγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijshdqwlABEKMHOPCTYXIJSaBeikvopTuxwyABEZHIKMNOPTYX",
)
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɡɑ", "abcdefghijklmnoprstuvwyzga")
_STYLED = {0x1F150 + n: chr(65 + n) for n in range(26)} | {0x1F170 + n: chr(65 + n) for n in range(26)}

_BASE64 = lazy(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = lazy(r"(?<![0-9A-Za-z])(?:0x)?(?:[0-9A-Fa-f]{2}[ ,:]?){8,}")
_ESCAPES = lazy(r"(?:\\x[0-9A-Fa-f]{2}){4,}|(?:\\u[0-9A-Fa-f]{4}){4,}")
_PERCENT = lazy(r"(?:%[0-9A-Fa-f]{2}[A-Za-z]?){4,}")
_ENTITIES = lazy(r"(?:&#x?[0-9A-Fa-f]{2,6};[A-Za-z ]?){4,}")
_BINARY = lazy(r"(?:[01]{8} ?){5,}")
_CODE_POINTS = lazy(r"(?<!\d)(?:\d{2,3}[ ,]{1,2}){7,}\d{2,3}(?!\d)")
_SPELLED = lazy(r"(?<!\w)(?:[^\W\d_][ ._*|·-]{1,3}){4,}[^\W\d_](?!\w)")
_SPELLED_CJK = lazy(r"(?:[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3][ ._*|·-]){4,}")
_LEET = lazy(r"[A-Za-z][013457$][A-Za-z]\w*\W(?:[^\n]{0,60}\W)?\w*[A-Za-z][013457$][A-Za-z]")
_LEET_WORD = lazy(r"[A-Za-z0-9@$!]{3,40}")
_LEET_LETTERS = str.maketrans("013457@$!", "oieastasi")
_SEPARATED = r"[ ._*|·-]"
# What one of the patterns above begins with, but for the long run. One set of characters in front lets the engine
# skip all letters; each alternative says which of them it means.
_SUSPECT = lazy(
    r"[\\%&\d$ ,:._*|·-](?:(?<=\\)[xu][0-9A-Fa-f]{2}|(?<=%)[0-9A-Fa-f]{2}|(?<=&)#"
    r"|(?<=[01])[01]{7} |(?<=\d)\d{1,2}[ ,]{1,2}\d{2,3}[ ,]{1,2}\d{2,3}"
    r"|(?<=[0-9A-Fa-f]{2}[ ,:])[0-9A-Fa-f]{2}[ ,:][0-9A-Fa-f]{2}"
    rf"|(?<=[^\W\d_]{_SEPARATED})(?<!\w..){_SEPARATED}{{0,2}}[^\W\d_]{_SEPARATED}{{1,3}}[^\W\d_](?!\w)"
    r"|(?<=[A-Za-z][013457$])[A-Za-z])"
)
_SUSPECT_RUN = lazy(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16}")

# Words whose rot13 or mirror image shows that a text was turned; none of the images is a word itself.
_TELLING = re.findall(
    r"\w+",
    "ignore disregard forget instructions instruction previous system prompt password passwords secret secrets send"
    " user rules override reveal delete email assistant memory execute every without never always this tell your",
)
_ROT13 = frozenset(codecs.encode(word, "rot13") for word in _TELLING)
_MIRRORED = frozenset(word[::-1] for word in _TELLING)
_LEAST_TELLING = 2
# Words that are put apart again when a spelled-out text came without gaps between its words.
_GLUED = lazy(
    "(ignore|disregard|forget|reveal|override|bypass|delete|send|execute|instructions?|prompt|system|password|secrets?"
    "|rules|all|previous|prior|your|the|user)"
)


@dataclass(frozen=True, slots=True)
class Undisguised:
    """A text without its disguise.

    Attributes:
        text: the text as it reads: normalised, without invisible characters, look-alikes folded.
        payloads: what was decoded from it or spelled out in it.
        disguised: whether letters were made to look different (look-alikes, digits for letters, broken words).
        smuggled: why the form alone is not honest, as a sentence for a person; "" when it is.
    """

    text: str
    payloads: tuple[str, ...] = ()
    disguised: bool = False
    smuggled: str = ""


def undisguise(text: str, words: Sequence[str]) -> Undisguised:
    """Take the disguise off a text.

    Args:
        text: any text; a window of a long one.
        words: its words, as `words_of` splits them: turned words are found by them.

    Returns:
        The plain text and what was hidden in it. For ordinary text: the text itself and nothing else.
    """
    plain, disguised, smuggled = text, False, ""
    payloads: list[str] = []
    if not text.isascii():
        plain, payloads, disguised, smuggled = _fold(text)
    if plain is not text or not words or _SUSPECT.search(plain) or _SUSPECT_RUN.search(plain):
        payloads.extend(_decoded(plain, depth=2))
        payloads.extend(_spelled(plain))
        disguised = disguised or bool(payloads)
    payloads.extend(_turned(plain, words))
    return Undisguised(plain, tuple(payloads[:_MAX_PAYLOADS]), disguised, smuggled)


def _fold(text: str) -> tuple[str, list[str], bool, str]:
    payloads: list[str] = []
    smuggled = ""
    unflagged = _TAG_FLAG.sub("\U0001f3f4", text)
    if tags := _TAGS.findall(unflagged):
        payloads.append("".join(chr(ord(c) - 0xE0000) for run in tags for c in run if ord(c) >= 0xE0020))
        smuggled = "It carries invisible tag characters, which only hide text from people."
    if selectors := _SELECTOR_BYTES.findall(unflagged):
        payloads.extend(_from_selectors(run) for run in selectors)
        smuggled = "It carries long runs of invisible variation selectors, which only hide text from people."
    if _INVISIBLE_RUN.search(unflagged):
        smuggled = "It carries long runs of invisible characters, which only hide text from people."
    payloads.extend(match[::-1] for match in _BACKWARDS.findall(unflagged))
    broken = _BROKEN_WORD.search(unflagged) is not None
    plain = _SELECTOR_BYTES.sub("", _TAGS.sub("", unflagged))
    plain = unicodedata.normalize("NFKC", plain.translate(_STYLED))
    plain = _COMBINING.sub("", _INVISIBLE.sub("", plain))
    folded = _fold_lookalikes(plain)
    return folded, payloads, broken or folded != plain or _changed_letters(text, plain), smuggled


def _fold_lookalikes(text: str) -> str:
    if _SMALL_CAPITAL.search(text):
        text = text.translate(_SMALL_CAPITALS)
    if not (_GREEK_OR_CYRILLIC.search(text) and _LATIN.search(text)):
        return text
    mostly_latin = len(_LATIN.findall(text)) > len(text) // 2
    return _MIXED_WORD.sub(lambda match: _fold_word(match[0], mostly_latin=mostly_latin), text)


def _fold_word(word: str, *, mostly_latin: bool) -> str:
    """Fold a word that mixes scripts, or, amid Latin text, one that is made of look-alikes only."""
    if not _GREEK_OR_CYRILLIC.search(word):
        return word
    folded = word.translate(_LOOKALIKES)
    return folded if _LATIN.search(word) or (mostly_latin and folded.isascii()) else word


def _changed_letters(text: str, plain: str) -> bool:
    """Tell whether Latin letters appeared that were written with other characters (bold, full width, circled)."""
    return sum(map(str.isascii, plain)) - sum(map(str.isascii, text)) > max(4, len(text) // 4)


def _from_selectors(run: str) -> str:
    values = bytes(ord(c) - 0xFE00 if ord(c) < 0xFF00 else (ord(c) - 0xE0100 + 16) % 256 for c in run)
    return values.decode("utf-8", "replace")


def _decoded(text: str, depth: int) -> Iterator[str]:
    """Decode every encoded run, and what is encoded inside it."""
    for pattern, decode in _DECODERS:
        for count, match in enumerate(pattern.finditer(text)):
            if count == _MAX_PAYLOADS:
                break
            payload = decode(match[0])
            if payload and _is_readable(payload):
                yield payload
                if depth:
                    yield from _decoded(payload, depth - 1)


def _is_readable(text: str) -> bool:
    if len(text) < _LEAST_READABLE_CHARACTERS:
        return False
    return sum(c.isalnum() or c.isspace() or c in ".,:;!?'\"()-/_@" for c in text) >= _READABLE_SHARE * len(text)


def _from_base64(run: str) -> str | None:
    body = run.rstrip("=").replace("-", "+").replace("_", "/")
    body = body[: len(body) - (len(body) % 4 == 1)]
    try:
        return base64.b64decode(body + "=" * (-len(body) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def _from_hex(run: str) -> str | None:
    digits = re.sub(r"0x|[ ,:]", "", run)
    try:
        return bytes.fromhex(digits[: len(digits) // 2 * 2]).decode()
    except ValueError:
        return None


def _from_escapes(run: str) -> str:
    return re.sub(r"\\[xu]([0-9A-Fa-f]+)", lambda m: chr(int(m[1], 16)), run)


def _from_binary(run: str) -> str | None:
    return _from_numbers(int(part, 2) for part in re.findall("[01]{8}", run))


def _from_code_points(run: str) -> str | None:
    return _from_numbers(int(part) for part in re.findall(r"\d+", run))


def _from_numbers(numbers: Iterator[int]) -> str | None:
    values = list(numbers)
    return "".join(map(chr, values)) if all(32 <= value < 127 for value in values) else None


_DECODERS: tuple[tuple[re.Pattern[str], Callable[[str], str | None]], ...] = (
    (_BASE64, _from_base64),
    (_HEX, _from_hex),
    (_ESCAPES, _from_escapes),
    (_PERCENT, unquote),
    (_ENTITIES, unescape),
    (_BINARY, _from_binary),
    (_CODE_POINTS, _from_code_points),
)


def _spelled(text: str) -> Iterator[str]:
    """Join words that were spelled out letter by letter, and letters that were written as digits."""
    if _SPELLED.search(text) or _SPELLED_CJK.search(text):
        joined = _SPELLED.sub(_join_letters, text)
        yield _SPELLED_CJK.sub(lambda m: re.sub(r"[ ._*|·-]", "", m[0]), joined)
    if _LEET.search(text):
        unleeted = _LEET_WORD.sub(lambda m: m[0].translate(_LEET_LETTERS), text)
        if unleeted != text:
            yield unleeted


def _join_letters(match: re.Match[str]) -> str:
    words = re.split(r"[ ._*|·-]{2,3}", match[0])
    joined = [re.sub(r"[ ._*|·-]", "", word) for word in words]
    return " ".join(joined) if len(joined) > 1 else " " + _GLUED.sub(r" \1 ", joined[0].lower()) + " "


def _turned(text: str, words: Sequence[str]) -> Iterator[str]:
    """Turn back a text in which words stand in rot13 or mirrored."""
    if not _ROT13.isdisjoint(words) and sum(word in _ROT13 for word in words) >= _LEAST_TELLING:
        yield codecs.encode(text, "rot13")
    if not _MIRRORED.isdisjoint(words) and sum(word in _MIRRORED for word in words) >= _LEAST_TELLING:
        yield text[::-1]
        yield " ".join(word[::-1] for word in words)
