"""The normal form of a statement: two texts with the same normal form say the same, word for word.

Only what no reader distinguishes is folded. Whatever might be a difference stays one: a duplicate that is kept
costs a line, two statements that are merged cost one of them.
"""

import re
import unicodedata

from ricordo.text.patterns import lazy
from ricordo.write.conditions import condition_last
from ricordo.write.sametext_words import (
    ACCENTS_FOLDED,
    ACCENTS_KEPT,
    ARTICLES,
    CAPITALS_FOLDED,
    CAPITALS_KEPT,
    CASED_UNITS,
    COMMA_GROUP_WORDS,
    CONJUNCTIONS,
    COUNTED,
    DAY_PARTS,
    DOT_GROUP_WORDS,
    ITEM_STOPS,
    LISTED_NUMBERS,
    LITERAL_CUES,
    MONTHS,
    ORDER_CUES,
    ORDER_FREE_BEFORE_TO,
    ORDER_FREE_HEADS,
    POLITE_PRONOUNS,
    PREFIX,
    PREFIX_STARTS,
    REWRITTEN,
    SECRET_CUES,
    SUBJECT_VERBS,
    TYPED_VALUES,
)

FOLDED_CHARACTERS = 20_000
"""Longer texts are documents: of these only white space and composition are unified."""

_MARK_RUN = 30
_CHARACTERS = str.maketrans(
    dict.fromkeys("“”„‟«»「」『』", '"')
    | dict.fromkeys("‘’‚‛‹›ʼ´", "'")
    | dict.fromkeys("‐‑‒–−", "-")
    | dict.fromkeys("\u200b\u2060\ufeff\u00ad\ufe0e\ufe0f", "")
    | {"—": " - ", "―": " - ", "。": ".", "｡": ".", "、": ",", "､": ","}
)
# Raised, lowered and broken digits mean another number than the plain ones that NFKC makes of them.
_RAISED = lazy("[²³¹⁰-ₜ¼-¾⅐-⅟]")
_QUOTE_GAPS = (("« ", '"'), (" »", '"'), ("«\u00a0", '"'), ("\u00a0»", '"'), ("«\u202f", '"'), ("\u202f»", '"'))
_GROUP_BLANKS = lazy(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_LATIN_ACCENTS = str.maketrans(
    "áàâãåçéèêëíìîïñóòôõúùûýÿ",
    "aaaaaceeeeiiiinoooouuuyy",
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "œ": "oe", "æ": "ae", "ё": "е"})
_SAFE_ENDINGS = ("ión", "ção", "ções", "ão", "ões", "ência", "ância")
_FUTURE_ENDINGS = ("arás", "erás", "irás", "arán", "erán", "irán", "aría", "ería", "iría")

_LONE_MARKS = frozenset(":;?!")
_OPENINGS = "\"'([{*"
_EDGES = "\"'([{)]}.,;:!?*"
_LAYOUT = lazy(r"\n[ \t]|```")
_HAS_DIGIT = lazy(r"\d")
_RANGE_BEFORE = lazy(r"\d(?:[:.]\d\d)?(?: ?[-/,&+] ?| (?:to|and|or|until|till|through|bis|und|oder|a|y|e|o|à|et|ou) )$")
# The first digit comes before its look-behind: the engine then skips quickly to the digits of a text.
_FIRST_DIGIT = r"\d(?<![\w.,:/+-]\d)"
_NUMBER = lazy(_FIRST_DIGIT)
_TIMES = lazy(
    rf"(?P<hour>{_FIRST_DIGIT}\d?)"
    r"(?:(?:[:.](?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])(?:m\b|\.m\b\.?)| ?(?P<uhr>uhr)\b|(?<=:\d\d)(?![\w:]|[.,]\d))"
    r"| (?P<o_clock>o'clock)\b)",
    re.IGNORECASE,
)
_HOURS_OF_24_BEFORE = lazy(r"\b(?:um|ab|gegen) $", re.IGNORECASE)
_FRENCH_TIME = lazy(rf"(?P<hour>{_FIRST_DIGIT}\d) ?h ?(?P<minute>[0-5]\d)?\b", re.IGNORECASE)
_FRENCH_AT = lazy(r"\b(?:à|às|dès|vers|a las) $", re.IGNORECASE)
_COMMA_GROUPS = lazy(rf"{_FIRST_DIGIT}\d{{0,2}}(?:,\d{{3}})+(?![\w,]|\.\d{{3}}\b)")
_DOT_GROUPS = lazy(rf"{_FIRST_DIGIT}\d{{0,2}}(?:\.\d{{3}})+(?![\w.]|,\d{{3}}\b)")
_BLANK_GROUPS = lazy(r"(?<!\d )[1-9](?<![\w.,:/+-]\d)\d{0,2}(?: \d{3})* 000(?![\w.,]| \d)")
_APOSTROPHE_GROUPS = lazy(rf"{_FIRST_DIGIT}\d{{0,2}}(?:'\d{{3}})+(?![\w'])")
_DAY_MONTH = lazy(
    rf"(?P<day>{_FIRST_DIGIT}\d?)(?:st|nd|rd|th|\.)? (?:of |de )?(?P<month>[^\W\d_]{{3,10}})\b\.?"
    r"(?:,? (?:de )?(?P<year>\d{4})\b)?",
)
_MONTH_DAY = lazy(
    r"\b(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w%:]|[-.,]\d)(?:,? (?P<year>\d{4})\b)?",
)
_DOTTED_DATES = lazy(rf"({_FIRST_DIGIT}\d?)\.(\d{{1,2}})\.(\d{{4}})(?![\w.]*\w)")
_PERCENT = lazy(r" (?<=\d )(?:percent|per cent|prozent|por ciento|pour cent|por cento|per cento)\b", re.IGNORECASE)
_EURO_BEFORE = lazy(r"€ ?(\d(?:[\d.,]*\d)?)")
_EURO_AFTER = lazy(r"(?<=\d) ?(?:€|euros?\b|eur\b)", re.IGNORECASE)
_DOLLARS = lazy(r"(?<![\w$.,])(\d(?:[\d.,]*\d)?) dollars\b", re.IGNORECASE)
_SHORT_UNITS = lazy(r" (?<=\d )(min|sec|hr)s?\b\.?", re.IGNORECASE)
_LONG_UNITS = {"min": " minutes", "sec": " seconds", "hr": " hours"}
_UNIT_GAP = lazy(r" (?<=\d )(?=(?:%|°[CF]|km|kg|cm|mm|ms|[kKMGT]i?B|[kMG]?Hz|[kMm]W|kWh|mAh|px|fps)(?!\w))")


def normal_form(text: str) -> str:
    """Give the form that two texts share when they differ only in what no reader distinguishes.

    Linear in the length of the text.
    """
    if not text.isascii():
        text = _unify_characters(text)
    text = text.strip()
    if len(text) > FOLDED_CHARACTERS:
        return " ".join(text.split())
    if "\n" in text and _LAYOUT.search(text):
        return text
    words = _plain_words(condition_last(text))
    return " ".join(_reduced(words, text)) if words else text


def _plain_words(text: str) -> list[str]:
    words = text.split()
    if not _LONE_MARKS.isdisjoint(words):
        words = _attach_lone_marks(words)
    words = _without_prefix(words)
    return _dashes_read(words) if "-" in words else words


def _reduced(words: list[str], text: str) -> list[str]:
    lowered = [word.lower() for word in words]
    if _HAS_DIGIT.search(text):
        words, written = _numbers_unified(words, lowered), words
        if words != written:
            lowered = [word.lower() for word in words]
    secret = not SECRET_CUES.isdisjoint(lowered)
    literal = secret or not LITERAL_CUES.isdisjoint(lowered)
    if not secret and ("`" in text or '"' in text or "**" in text):
        words = _without_quotes(words, literal=literal)
        lowered = [word.lower() for word in words]
    folded = _folded(words, lowered, literal=literal)
    folded[-1] = _without_final_mark(folded[-1], secret=secret)
    if literal:
        return folded
    if not REWRITTEN.keys().isdisjoint(folded):
        folded = [part for word in folded for part in REWRITTEN.get(word, (word,))]
    may_list = ":" in text or "-" in text or not CONJUNCTIONS.keys().isdisjoint(folded)
    return _enumerations_sorted(folded) if may_list else folded


# Characters


def _unify_characters(text: str) -> str:
    if len(text) > 2_000 and _has_mark_run(text):
        return text
    for gap, quote in _QUOTE_GAPS:
        text = text.replace(gap, quote)
    text = _GROUP_BLANKS.sub("'", text)
    if _RAISED.search(text):
        # A placeholder in the private area keeps each such digit apart from every other character.
        text = _RAISED.sub(lambda found: chr(0xE000 + (ord(found[0]) & 0x1FFF)), text)
    return unicodedata.normalize("NFKC", text.translate(_CHARACTERS)).translate(_CHARACTERS)


def _has_mark_run(text: str) -> bool:
    """Say whether combining marks stand in a run so long that sorting them would take quadratic time."""
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MARK_RUN:
            return True
    return False


def _attach_lone_marks(words: list[str]) -> list[str]:
    attached: list[str] = []
    for word in words:
        if word in _LONE_MARKS and attached:
            attached[-1] += word
        else:
            attached.append(word)
    return attached


def _dashes_read(words: list[str]) -> list[str]:
    """Read a lone dash: between numbers it means a range, after a label it is a colon, elsewhere a comma."""
    read = words[:1]
    paused = False
    for place in range(1, len(words)):
        word, before = words[place], read[-1]
        following = words[place + 1] if place + 1 < len(words) else ""
        if read[-1].endswith("-") and len(read[-1]) > 1 and words[place - 1] == "-":
            read[-1] += word
        elif word != "-" or not before[-1].isalnum() or not following:
            read.append(word)
        elif before[-1].isdigit() and following[0].isdigit():
            read[-1] += "-"
        elif before.isalpha() and following[0].isalnum():
            read[-1] += "," if paused or place > 3 else ":"
        else:
            read.append(word)
        paused = paused or read[-1][-1] in ",:;"
    return read


def _without_prefix(words: list[str]) -> list[str]:
    if words and words[0] in {"-", "*", "•"}:
        words = words[1:]
    for _ in range(2):
        if not words or words[0][:2].lower() not in PREFIX_STARTS:
            break
        head = " ".join(words[:8])
        found = PREFIX.match(head)
        if found is None or found.end() == len(head):
            break
        rest = head[found.end() :].split()
        words = rest + words[8:]
    if len(words) > 2 and words[0].lower() in {"please", "bitte"} and words[1].isalpha():
        return words[1:]
    if len(words) > 2 and words[0].lower() == "the" and words[1].lower() in {"user", "user's"}:
        return words[1:]
    return words


def _without_quotes(words: list[str], *, literal: bool) -> list[str]:
    """Drop marks that only set a word off: backticks, asterisks and, where no value is spelled out, quotes."""
    dropped = {"`"}
    if sum(word.count("**") for word in words) % 2 == 0:
        dropped.add("*")
    quoted = [word for word in words if '"' in word]
    if not literal and sum(word.count('"') for word in quoted) % 2 == 0 and not any(map(_is_typed, quoted)):
        dropped.add('"')
    bared = [_bare(word, dropped) if not dropped.isdisjoint(word) else word for word in words]
    return [word for word in bared if word] or words


def _bare(word: str, dropped: set[str]) -> str:
    core = word.rstrip(".,;:!?")
    if core.startswith("**/") or ("*" in core and "**" not in core):
        return word
    marks = "".join(dropped)
    bare = core.strip(marks)
    inner = bare.rstrip(".,;:!?")
    return inner + (word[len(core) :] or bare[len(inner) :])


def _is_typed(quoted: str) -> bool:
    """Say whether quotes around this may make another value of it, as in `"3"` and `"null"`."""
    core = quoted.strip('".,;:!?').lower()
    return not core.replace("-", "").replace("'", "").isalpha() or core in TYPED_VALUES


def _without_final_mark(word: str, *, secret: bool) -> str:
    """Drop the mark that ends a statement; not after a secret or a number, where it may belong to the value."""
    stripped = word.rstrip(".!;,")
    if stripped == word or not stripped:
        return word
    if secret and not stripped.isalpha():
        return word
    if "!" in word[len(stripped) :] and stripped[-1].isdigit():
        return word
    return stripped


# Numbers and times


def _numbers_unified(words: list[str], lowered: list[str]) -> list[str]:
    text = " ".join(words)
    if _NUMBER.search(text):
        text = _written_alike(text, lowered)
    return _units_unified(text).split()


def _written_alike(text: str, lowered: list[str]) -> str:
    if _TIMES.search(text):
        evening = not DAY_PARTS.isdisjoint(word.strip(_EDGES) for word in lowered)
        text = _TIMES.sub(lambda found: _time(found, evening=evening), text)
    if _FRENCH_TIME.search(text):
        text = _FRENCH_TIME.sub(_french_time, text)
    if "'" in text:
        text = _APOSTROPHE_GROUPS.sub(lambda found: found[0].replace("'", ""), text)
    if " 000" in text:
        text = _BLANK_GROUPS.sub(lambda found: found[0].replace(" ", ""), text)
    if ("," in text and _COMMA_GROUPS.search(text)) or ("." in text and _DOT_GROUPS.search(text)):
        text = _groups_joined(text, lowered)
    if not MONTHS.keys().isdisjoint(word.rstrip(".,;:!?)") for word in lowered):
        text = _MONTH_DAY.sub(_date, _DAY_MONTH.sub(_date, text))
    if "." in text:
        text = _DOTTED_DATES.sub(_dotted_date, text)
    return text


def _units_unified(text: str) -> str:
    low = text.lower()
    if "cent" in low or "proz" in low:
        text = _PERCENT.sub("%", text)
    if "€" in low or "eur" in low:
        text = _EURO_AFTER.sub("€", _EURO_BEFORE.sub(r"\1€", text))
    if "dollars" in low:
        text = _DOLLARS.sub(r"$\1", text)
    text = _SHORT_UNITS.sub(lambda found: _LONG_UNITS[found[1].lower()], text)
    return _UNIT_GAP.sub("", text)


def _date(found: re.Match[str]) -> str:
    day, month = int(found["day"]), MONTHS.get(found["month"].lower())
    if month is None or not 1 <= day <= 31:
        return found[0]
    return f"{found['year'] or '-'}-{month:02}-{day:02}"


def _dotted_date(found: re.Match[str]) -> str:
    day, month = int(found[1]), int(found[2])
    return f"{found[3]}-{month:02}-{day:02}" if 1 <= day <= 31 and 1 <= month <= 12 else found[0]


def _groups_joined(text: str, lowered: list[str]) -> str:
    """Join thousands: a comma parts them only in English, a point only in the other languages."""
    if not LISTED_NUMBERS.isdisjoint(lowered):
        return text
    if not COMMA_GROUP_WORDS.isdisjoint(lowered):
        return _COMMA_GROUPS.sub(lambda found: found[0].replace(",", ""), text)
    if not DOT_GROUP_WORDS.isdisjoint(lowered):
        return _DOT_GROUPS.sub(_dots_out, text)
    return text


def _time(found: re.Match[str], *, evening: bool) -> str:
    """Write a time as 20:30h where the half of the day is certain; otherwise leave it as it is."""
    before = found.string[max(0, found.start() - 14) : found.start()]
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if _RANGE_BEFORE.search(before) or hour > 23:
        return found[0]
    if found["half"]:
        afternoon = found["half"] in "pP"
        return f"{hour % 12 + 12 * afternoon:02}:{minute}h" if 1 <= hour <= 12 else found[0]
    if found["uhr"]:
        certain = hour > 12 or (0 < hour < 12 and not evening)
        return f"{hour:02}:{minute}" + ("h" if certain else "uhr")
    if found["o_clock"]:
        return f"{hour}:00"
    if hour > 12 or found["hour"][0] == "0" or (hour < 12 and not evening and _HOURS_OF_24_BEFORE.search(before)):
        return f"{hour:02}:{minute}h"
    return found[0]


def _french_time(found: re.Match[str]) -> str:
    """Read 20h30 as a time of day after a preposition of time; elsewhere it may be a duration."""
    timely = _FRENCH_AT.search(found.string[max(0, found.start() - 6) : found.start()])
    return f"{found['hour']}:{found['minute'] or '00'}h" if timely and 12 < int(found["hour"]) < 24 else found[0]


def _dots_out(found: re.Match[str]) -> str:
    """Join dotted groups only where they count something: elsewhere they may be a version or an address."""
    following = found.string[found.end() : found.end() + 16].split()
    counted = bool(following) and following[0].strip(_EDGES).lower() in COUNTED
    return found[0].replace(".", "") if counted or found[0].endswith(".000") else found[0]


# Case and accents


def _folded(words: list[str], lowered: list[str], *, literal: bool) -> list[str]:
    first = _fold_first(words[0], lowered[0])
    if literal:
        return [first, *words[1:]]
    folded = [first]
    for place in range(1, len(words)):
        word, low = words[place], lowered[place]
        if word == low:
            folded.append(word if word.isascii() else _fold_accents(word))
        elif word in POLITE_PRONOUNS or (words[place - 1][-1].isdigit() and len(word.rstrip(_EDGES)) <= 3):
            folded.append(word)
        else:
            folded.append(_fold_case(word, low))
    return folded


def _fold_first(word: str, low: str) -> str:
    if len(word) == 1:
        return low if low in "aeiouyàèé" else word
    return _fold_case(word, low)


def _fold_case(word: str, low: str) -> str:
    core = word.lstrip(_OPENINGS).rstrip(_EDGES)
    if not core[:1].isalnum() or core in CAPITALS_KEPT or low.strip(_EDGES) in CASED_UNITS or "`" in word:
        return word
    if core in CAPITALS_FOLDED or all(map(_is_ordinary, core.replace("'", "-").split("-"))):
        return low if low.isascii() else _fold_accents(low)
    return word


def _is_ordinary(part: str) -> bool:
    """Say whether capitals in this word carry no meaning: a capitalised word, or one all in capitals."""
    if not part.isalpha():
        return not part
    if len(part) == 1:
        return part in "IiÀà" or part.islower()
    return part[1:].islower() or part.isupper() or (part[-1] == "s" and part[:-1].isupper() and len(part) > 2)


def _fold_accents(word: str) -> str:
    """Fold accents only where the word without them is no other word (`año` and `ano`, `trabajó` and `trabajo`)."""
    core = word.strip(_EDGES)
    if core not in ACCENTS_KEPT:
        word = word.casefold()
        core = word.strip(_EDGES)
    bare = core.translate(_LATIN_ACCENTS)
    if bare != core and (core in ACCENTS_FOLDED or _accent_is_idle(core, bare)):
        word = word.replace(core, bare)
    return word.translate(_UMLAUTS)


def _accent_is_idle(core: str, bare: str) -> bool:
    if len(core) < 5 or bare in ACCENTS_KEPT or core.endswith(_FUTURE_ENDINGS):
        return False
    return core[-3:] == bare[-3:] or (core.endswith(_SAFE_ENDINGS) and len(core) > 3)


# Enumerations


def _enumerations_sorted(words: list[str]) -> list[str]:
    """Sort the items of "likes A, B and C", where nothing hints that their order means something."""
    places = [place for place, word in enumerate(words) if word in CONJUNCTIONS and place]
    for place in places:
        if len(words[place]) > 1:
            words[place - 1] = words[place - 1].rstrip(",") or words[place - 1]
    if len(places) > 1 or not ORDER_CUES.isdisjoint(word.strip(_EDGES) for word in words):
        return words
    if not places:
        return _row_sorted(words)
    if len(words) - places[0] > 5:
        return _subjects_sorted(words, places[0])
    first = _first_item(words, places[0])
    return _list_sorted(words, first, places[0]) if first else _subjects_sorted(words, places[0])


def _first_item(words: list[str], conjunction: int) -> int:
    """Give the place where an enumeration begins: after the verb, preposition or colon before its first comma."""
    place = conjunction - 1
    while place >= 0 and words[place][-1] != ":":
        if words[place] in ORDER_FREE_HEADS or (words[place] == "to" and words[place - 1] in ORDER_FREE_BEFORE_TO):
            break
        place -= 1
    return place + 1


def _list_sorted(words: list[str], first: int, conjunction: int) -> list[str]:
    """Sort the enumeration that ends the statement; its items are all single words or all several words."""
    items = [*_items(words[first:conjunction]), tuple(words[conjunction + 1 :])]
    bare = [item[1:] if item and item[0] in ARTICLES else item for item in items]
    if not all(bare) or len({len(item) > 1 for item in bare}) > 1 or any(len(item) > 3 for item in bare):
        return words
    if not all(_names_something(word) for item in bare for word in item):
        return words
    return [*words[:first], *_sorted(items), CONJUNCTIONS[words[conjunction]]]


def _row_sorted(words: list[str]) -> list[str]:
    """Sort "Label: A, B, C"."""
    label = next((place for place, word in enumerate(words) if word[-1] == ":"), None)
    if label is None or label > 3:
        return words
    items = _items(words[label + 1 :])
    if len(items) < 2 or not all(len(item) == 1 and _names_something(item[0]) for item in items):
        return words
    return [*words[: label + 1], *_sorted(items)]


def _subjects_sorted(words: list[str], conjunction: int) -> list[str]:
    """Sort "A, B and C are ...": single words that a verb follows."""
    verb = next((place for place in range(conjunction + 2, len(words)) if words[place] in SUBJECT_VERBS), 0)
    items = [*_items(words[:conjunction]), tuple(words[conjunction + 1 : verb])]
    bare = [item[1:] if item and item[0] in ARTICLES else item for item in items]
    if not verb or not all(len(item) == 1 and _names_something(item[0]) for item in bare):
        return words
    return [*_sorted(items), CONJUNCTIONS[words[conjunction]], *words[verb:]]


def _sorted(items: list[tuple[str, ...]]) -> list[str]:
    return [word for item in sorted(items) for word in (*item, ",")]


def _items(words: list[str]) -> list[tuple[str, ...]]:
    items: list[tuple[str, ...]] = []
    start = 0
    for place, word in enumerate(words):
        if word[-1] == "," or place == len(words) - 1:
            items.append((*words[start:place], word.removesuffix(",")))
            start = place + 1
    return items


def _names_something(word: str) -> bool:
    bare = word.replace("-", "").replace("'", "").rstrip("+#")
    return bare.isalpha() and word not in ITEM_STOPS
