"""What a statement consists of: its words by meaning, in order."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ricordo.text import normalise
from ricordo.write.lexicon import LANGUAGES, Lexicon, Meaning, Role, language_hints, lexicon, stem
from ricordo.write.statement_words import ARTICLES, DENYING_PREFIX, MULTIPLIERS, RELATIONS
from ricordo.write.word_shapes import Word, clock, multiplied, quantity, unit_of, words_of


class Token(NamedTuple):
    """One word of a statement.

    Attributes:
        sense: What is compared: a stem, the sense of synonyms, a class or a value.
        role: How it is compared.
        denied: Whether the word denies its sense ("forbidden": not allowed).
        form: The word, in lower case.
        relation: The preposition in front of it, "" without one.
        helper: The word right before it, in lower case.
        tied: Whether only a comma or a conjunction parts it from the word before.
    """

    sense: str
    role: Role
    denied: bool
    form: str
    relation: str
    helper: str
    tied: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, analysed.

    Attributes:
        language: The language in which it was read.
        evidence: For each language how many of its words belong to it, shared ones in part.
        tokens: Its words.
        question: Whether it asks.
        owners: Words in the genitive ("Ana's").
    """

    language: str
    evidence: dict[str, float]
    tokens: tuple[Token, ...]
    question: bool
    owners: frozenset[str]


_CONJUNCTIONS: Final = frozenset({"and", "or", "und", "oder", "y", "e", "o", "et", "ou", "и", "или"})
_TENS: Final = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
_HOUR_WORDS: Final = frozenset({"heures", "heure", "horas", "ore"})
_AT: Final = frozenset({"à", "às", "a", "alle"})
_PREFERRED_TO: Final = frozenset({"to", "over"})
_ONCE_EACH: Final = frozenset({"a", "an"})
_HALVES: Final = frozenset({"am", "pm", "a.m", "p.m"})


@lru_cache(maxsize=1024)
def analyse(text: str, language: str | None = None) -> Statement:
    """Analyse a statement, read in the given language or else in the one it seems to be in.

    The text should be short: the analyses of recent texts are kept.
    """
    words = words_of(text)
    evidence = _language_evidence(words)
    language = language or likeliest(evidence)
    owners = {before.low for before, word in pairwise(words) if word.surface == "'s"}
    return Statement(
        language,
        evidence,
        _tokens(words, language),
        text.rstrip(" \"')").endswith(("?", "？", "吗", "吗。", "か", "か。")),
        frozenset(owners),
    )


def likeliest(evidence: dict[str, float]) -> str:
    """Give the language that most words speak for, English when none does."""
    return max(evidence, key=evidence.__getitem__)


def _language_evidence(words: list[Word]) -> dict[str, float]:
    hints = language_hints()
    score = dict.fromkeys(LANGUAGES, 0.0)
    for word in words:
        if found := hints.get(word.low):
            for language in found:
                score[language] += 1 / len(found)
    return score


# Meanings


def _tokens(words: list[Word], language: str) -> tuple[Token, ...]:
    known = lexicon(language)
    shouted = 2 * sum(word.surface.isupper() for word in words) > len(words)
    found: list[Token] = []
    place, relation, helper, tied = 0, "", "", False
    while place < len(words):
        word = words[place]
        length, (sense, role) = _read(words, place, known, language, shouted=shouted)
        form = word.surface.lower()
        place += length
        if length == 1 and found and (joined := _joined_number(found[-1], word.surface, helper, known)):
            found[-1] = joined
            helper = form
            continue
        if length == 2 and word.low in _ONCE_EACH and not (found and found[-1].role == "number"):
            # "20 euros an hour" is a rate, "it takes an hour" an amount.
            unit = unit_of(words[place - 1].low)
            sense, role = (quantity("1", unit), "number") if unit else (sense, role)
        if form in _PREFERRED_TO and language == "en" and _prefers(found, helper):
            sense, role = "not", "mark"
        denied = sense[0] == "!" and len(sense) > 1
        found.append(Token(sense[1:] if denied else sense, role, denied, form, relation, helper, tied or word.tied))
        tied = role == "function" and form in _CONJUNCTIONS
        if form in RELATIONS:
            relation = form
        elif form not in ARTICLES:
            relation = ""
        helper = helper if sense == "not" else form
    return tuple(found)


def _prefers(before: list[Token], helper: str) -> bool:
    """Say whether "to" or "over" comes after a preference, so that what follows is what is not preferred."""
    return not helper.startswith("prefer") and any(token.form.startswith("prefer") for token in before)


def _read(words: list[Word], place: int, known: Lexicon, language: str, *, shouted: bool) -> tuple[int, Meaning]:
    """Give the meaning of the word at this place, and how many words it takes up."""
    word = words[place]
    if word.fixed is not None:
        return 1, word.fixed
    for rest, meaning in known.phrases.get(word.low, ()):
        if tuple(following.low for following in words[place + 1 : place + 1 + len(rest)]) == rest:
            return 1 + len(rest), meaning
    if word.low in known.before_number and place + 1 < len(words):
        following = words[place + 1]
        if following.fixed is not None and following.fixed[1] == "number":
            return 1, known.before_number[word.low]
    return 1, _meaning(word, known, language, shouted=shouted)


def _meaning(word: Word, known: Lexicon, language: str, *, shouted: bool) -> Meaning:
    capital = word.surface[0].isupper() and not word.initial and not shouted
    if capital:
        if word.low in known.capitals and word.surface != "Us":
            return known.capitals[word.low]
        if len(word.surface) == 1 and word.surface != "I":
            return word.surface, "name"
    listed = known.words.get(word.surface.lower()) or known.words.get(word.low)
    return listed or _unlisted(word.low, known, language, capital=capital)


def _unlisted(low: str, known: Lexicon, language: str, *, capital: bool) -> Meaning:
    root = stem(language, low)
    role: Role = "name" if (capital and language != "de") or not low.isalpha() else "content"
    return known.stems.get(root) or _denial(low, known, language) or (root, role)


def _denial(low: str, known: Lexicon, language: str) -> Meaning | None:
    """Read "unsupported" as "not supported"."""
    prefix = DENYING_PREFIX[language].match(low) if language in DENYING_PREFIX else None
    if prefix is None:
        return None
    base = low[prefix.end() :]
    root = stem(language, base)
    sense, role = known.words.get(base) or known.stems.get(root) or (root, "content")
    return ("!" + sense, "content") if role == "content" and sense[0] != "!" else None


def _joined_number(number: Token, surface: str, helper: str, known: Lexicon) -> Token | None:
    """Join a number with the word after it: a unit, a half of the day, an o'clock, a thousand."""
    if number.role != "number":
        unit = unit_of(surface) if number.form in known.ones else None
        timely = unit is not None and unit[0] in {"time", "month"}
        return number._replace(sense=quantity("1", unit), role="number") if unit and timely else None
    if " " in number.sense or helper != number.form or number.form in known.ordinals or not _is_plain(number.form):
        return None
    low = normalise(surface)
    if time := _time_of_day(number, low):
        return number._replace(sense=time)
    if ":" in number.sense:
        return None
    if larger := _larger_number(number.sense, low, known):
        return number._replace(sense=larger, form=low)
    unit = unit_of(surface)
    return number._replace(sense=quantity(number.sense, unit)) if unit else None


def _time_of_day(number: Token, low: str) -> str | None:
    half = low if low in _HALVES else None
    on_the_hour = low in {"uhr", "o'clock"} or (low in _HOUR_WORDS and number.relation in _AT)
    hour, _, minute = number.sense.partition(":")
    if not (half or on_the_hour) or not hour.isdecimal() or not (minute or "0").isdecimal():
        return None
    return clock(int(hour), int(minute or 0), half) if len(hour) <= 2 else None


def _larger_number(digits: str, low: str, known: Lexicon) -> str | None:
    """Read "twenty five" and "two thousand"."""
    ones = known.words.get(low)
    if ones and ones[1] == "number" and digits in _TENS and len(ones[0]) == 1 and ones[0] != "0":
        return str(int(digits) + int(ones[0]))
    return multiplied(digits, MULTIPLIERS[low]) if low in MULTIPLIERS else None


def _is_plain(form: str) -> bool:
    return form[-1].isdigit() or form.isalpha()
