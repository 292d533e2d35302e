"""A text cut into words; numbers, dates, times, addresses and characters are read by their shape."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from ricordo.text import normalise
from ricordo.text.patterns import lazy
from ricordo.write.lexicon import UNITS, Meaning, language_hints, lexicon
from ricordo.write.statement_words import (
    CHARACTER_CLASSES,
    CHARACTER_DAY_NUMBERS,
    CHARACTER_DAYS,
    CHARACTERS,
    IDLE_CHARACTERS,
    MULTIPLIERS,
    RELATION_CHARACTERS,
    SIGNS,
)


class Word(NamedTuple):
    """A word of a text before its meaning is known.

    Attributes:
        low: The word, folded.
        surface: As it stands in the text.
        initial: Whether it begins a sentence, so that its capital says nothing.
        tied: Whether a comma stands before it.
        fixed: Its meaning, if its shape says it.
    """

    low: str
    surface: str
    initial: bool = False
    tied: bool = False
    fixed: Meaning | None = None


_EDGES: Final = "\"'([{)]}.,;:!?*…«»“”„‘’、。！？，：；（）「」『』"
_QUOTES: Final = str.maketrans("’‘ʼ‐‑–—−", "'''-----")
_UNSPACED: Final = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]")
_PIECE: Final = lazy(r"\d+(?:[.:]\d+)*|[A-Za-z][\w.-]*|[^\W\d]")
_CAMEL: Final = lazy(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")
_JOINED: Final = lazy(r"[^\W\d_]+(?:['/&-][^\W\d_]+)*'?")
_JOINT: Final = lazy(r"(['/&-])")
_LITERAL_STARTS: Final = ("--", "#", "@", "/", "~", "$", "`")
_SIGN_CHARACTERS: Final = "<>=~≤≥≈"


def words_of(text: str) -> list[Word]:
    """Cut a text into words, in order."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    found: list[Word] = []
    initial, tied = True, False
    for chunk in text.split():
        core = chunk.strip(_EDGES)
        if not core:
            continue
        if core.isascii() and core.isalpha() and not _CAMEL.search(core):
            found.append(Word(core.lower(), core, initial, tied))
        else:
            found += _special_words(core, chunk, initial=initial, tied=tied)
        initial, tied = chunk[-1] in ".!?:", chunk[-1] == ","
    return found


def _special_words(core: str, chunk: str, *, initial: bool, tied: bool) -> list[Word]:
    """Read what is no plain word: the first reading that fits."""
    if _UNSPACED.search(core):
        return _unspaced_words(core)
    found = _signed_words(core) or (number_words(core) if core[0].isdigit() or core[0] in "$€£¥-#vV" else [])
    if found:
        return [found[0]._replace(tied=tied), *found[1:]]
    if not any(map(str.isalnum, core)) and core not in UNITS:
        return []
    if _JOINED.fullmatch(core) and not _CAMEL.search(core) and not chunk.startswith(_LITERAL_STARTS):
        return _joined_words(core, initial=initial, tied=tied)
    low = normalise(core)
    if low in lexicon("en").words or core in UNITS:
        return [Word(low, core, initial, tied)]
    core = chunk.rstrip(".,;:!?)\"'`").lstrip("(\"'`") or core
    return [Word(core, core, initial, tied, (_literal(core), "literal"))]


def _signed_words(core: str) -> list[Word]:
    """Read signs of comparison: `>=` and `~30`."""
    digits = core.lstrip(_SIGN_CHARACTERS)
    sign = core[: len(core) - len(digits)]
    if not sign or (digits and not digits[0].isdigit()):
        return []
    return [Word(sign, sign, fixed=(SIGNS.get(sign, "about"), "mark")), *number_words(digits)]


def _literal(core: str) -> str:
    """Give what is compared of an address, a path, an identifier: capitals count unless it is a dotted name."""
    dotted = "." in core or "@" in core
    return (core.lower() if dotted and "_" not in core and not _CAMEL.search(core) else core).rstrip("/")


def _joined_words(core: str, *, initial: bool, tied: bool) -> list[Word]:
    """Take contractions, elisions and compounds apart, unless the whole is a known word."""
    low = normalise(core)
    if low.endswith("n't"):
        base = {"ca": "can", "wo": "will", "sha": "shall"}.get(low[:-3], low[:-3])
        return [Word(base, core, initial, tied), Word("not", "not")]
    if "-" in low:
        closed = low.replace("-", "")
        known = next((word for word in (low, closed) if word in language_hints()), None)
        if known:
            return [Word(known, core, initial, tied)]
    first, *rest = _JOINT.split(core)
    found = [Word(normalise(first), first, initial, tied)]
    for joint, part in zip(rest[::2], rest[1::2], strict=False):
        if part:
            surface = "'s" if joint == "'" and part == "s" else part
            found.append(Word(normalise(part), surface, initial and joint == "'" and len(first) <= 2))
    return found


def _unspaced_words(core: str) -> list[Word]:
    """Take a text without blanks apart into its characters; Latin words and numbers in it stay whole."""
    found = [Word(sign, sign, fixed=(name, "mark")) for sign, name in CHARACTER_CLASSES if sign in core]
    for day in CHARACTER_DAYS.finditer(core):
        number = CHARACTER_DAY_NUMBERS[day[1] or day[2]]
        found.append(Word(day[0], day[0], fixed=(f"day.{number}", "value")))
    core = CHARACTER_DAYS.sub("", core)
    for piece in _PIECE.findall(core):
        if piece[0].isdigit():
            found += number_words(piece) or [Word(piece, piece, fixed=(piece, "literal"))]
        elif piece.isascii():
            found.append(Word(piece.lower(), piece))
        elif piece in CHARACTERS:
            found.append(Word(piece, piece, fixed=(CHARACTERS[piece], "mark")))
        elif piece in RELATION_CHARACTERS:
            found.append(Word(piece, piece, fixed=(piece, "light")))
        else:
            idle = piece in IDLE_CHARACTERS or "\u3040" <= piece <= "\u309f"
            found.append(Word(piece, piece, fixed=(piece, "function" if idle else "content")))
    return found


# Numbers

_NUMBER: Final = lazy(r"(?P<currency>[$€£¥]?)(?P<number>-?\d[\d.,']*)(?P<unit>%|€|\$|£|°?[A-Za-zµ]{0,4})")
_TIME: Final = lazy(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)(?P<half>[ap]\.?m\.?)|:(?P<minute2>[0-5]\d)|h(?P<minute3>[0-5]\d)?"
    r"|(?P<half2>[ap]\.?m\.?))",
    re.IGNORECASE,
)
_ISO_DATE: Final = lazy(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DOTTED_DATE: Final = lazy(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?")
_ORDINAL: Final = lazy(r"(\d+)(?:st|nd|rd|th|er|ère|º|ª)", re.IGNORECASE)
_VERSION: Final = lazy(r"[vV]?\d+(?:\.\d+){2,}|[vV]\d+(?:\.\d+)?|#\d+")
_COUNTED: Final = lazy(r"(\d+)-([^\W\d_]{3,}(?:-[^\W\d_]{3,})*)")
_RANGE: Final = lazy(r"(\d[^-]*)-(\d[^-]*)")
_OR_MORE: Final = lazy(r"(\d+)\+")
_THOUSANDS: Final = lazy(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+")


def number_words(core: str) -> list[Word]:
    """Read dates, times, ordinals, ranges, versions and amounts; nothing if it is none of these."""
    for shape, read in _READERS:
        if found := shape.fullmatch(core):
            return read(found)
    return []


def clock(hour: int, minute: int, half: str | None) -> str:
    """Write a time of day, read with the half of the day if there is one."""
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half[0] in "pP")
    return f"{hour:02}:{minute:02}"


def unit_of(word: str) -> tuple[str, Decimal] | None:
    """Give the dimension of a unit and how many of its first unit it is."""
    return UNITS.get(word) or UNITS.get(normalise(word))


def multiplied(digits: str, factor: Decimal | int) -> str:
    """Multiply a number that was read; a version stays as it is."""
    if digits.count(".") > 1 or ":" in digits:
        return digits
    return f"{(Decimal(digits) * factor).normalize():f}"


def quantity(digits: str, unit: tuple[str, Decimal]) -> str:
    """Give the amount that a number of a unit is."""
    return f"{multiplied(digits, unit[1])} {unit[0]}"


def _number(sense: str, core: str = "") -> Word:
    return Word(core or sense, core or sense, fixed=(sense, "number"))


def _month(digits: str) -> Word:
    return Word(digits, digits, fixed=(f"month.{int(digits)}", "value"))


def _plain(digits: str) -> str:
    """Give a number without its thousands separators: three digits after each separator are thousands."""
    digits = digits.replace("'", "").rstrip(".,")
    if _THOUSANDS.fullmatch(digits):
        return digits.replace(",", "").replace(".", "")
    return digits.replace(",", ".")


def _date(found: re.Match[str]) -> list[Word]:
    year = [_number(found["year"])] if found["year"] else []
    return [_number(found["day"].lstrip("0") or "0"), _month(found["month"]), *year]


def _time(found: re.Match[str]) -> list[Word]:
    minute = found["minute"] or found["minute2"] or found["minute3"] or "0"
    return [_number(clock(int(found["hour"]), int(minute), found["half"] or found["half2"]))]


def _range(found: re.Match[str]) -> list[Word]:
    return [word for end in found.groups() for word in number_words(end) or [Word(end, end, fixed=(end, "literal"))]]


def _counted(found: re.Match[str]) -> list[Word]:
    return [_number(found[1]), *(Word(normalise(part), part) for part in found[2].split("-"))]


def _amount(found: re.Match[str]) -> list[Word]:
    digits, unit = _plain(found["number"]), found["currency"] or found["unit"]
    if unit in {"k", "K"}:
        return [_number(multiplied(digits, MULTIPLIERS["k"]), found[0])]
    if not unit:
        return [_number(digits)]
    return [_number(digits), Word(unit.lower(), unit)] if unit_of(unit) else []


_READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Word]]], ...]] = (
    (_ISO_DATE, _date),
    (_DOTTED_DATE, _date),
    (_TIME, _time),
    (_ORDINAL, lambda found: [_number(found[1].lstrip("0") or "0", found[0])]),
    (_VERSION, lambda found: [_number(found[0].lstrip("#vV"), found[0])]),
    (_COUNTED, _counted),
    (_RANGE, _range),
    (_OR_MORE, lambda found: [Word("+", "+", fixed=("atleast", "mark")), _number(found[1])]),
    (_NUMBER, _amount),
)
