"""What the judge of replacements reads out of one statement: its heavy words, their types, and its cues."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ricordo.text import normalise
from ricordo.text.patterns import lazy
from ricordo.write.lexicon import LANGUAGES, PAST, lexicon
from ricordo.write.statement import Statement, Token, analyse
from ricordo.write.statement_words import PASSIVE_HELPERS, PAST_AUXILIARIES, PAST_FORMS
from ricordo.write.truth.cue_search import Cues, find_cues, find_unspaced_cues
from ricordo.write.truth.words import (
    AT_HOURS,
    COPULAS,
    DUTIES,
    FIRST_PERSON,
    MEASURES,
    ORDINAL_ENDINGS,
    PRONOUNS,
    TITLES,
)

JUDGED_CHARACTERS: Final = 1_000
"""Longer texts are notes, not statements: nothing replaces them but a person."""

_MOST_WORDS: Final = 80
_HOURS: Final = 24
_WORD: Final = lazy(r"[^\W_]{1,40}")
_WORD_OR_BREAK: Final = lazy(r"([^\W_]{1,40})|[,;:.!?](?=\s|$)|\s[-–—]\s|[、。，；：！？]")
_UNSPACED: Final = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SEAM: Final = lazy(
    "(?<=[A-Za-z])(?=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])|(?<=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])(?=[A-Za-z])"
)
_ASKS: Final = lazy(r"[?？¿]")
_CAPITAL: Final = lazy(r"(?<![\w'’])[^\W\d_a-z][\w-]{0,39}")
_WEIGHTS: Final = {"content": 1.0, "name": 1.2, "number": 1.0, "value": 1.0, "literal": 1.2}
_LIGHT_WEIGHT: Final = 0.3
_MEASURE_WEIGHT: Final = 0.4
_CHARACTER_WEIGHT: Final = 0.5
_DASHES: Final = frozenset("-–—")
_DATES: Final = frozenset({"day", "month", "part", "when"})
_HEAVY: Final = frozenset(_WEIGHTS)


class Item(NamedTuple):
    """One heavy word of a statement.

    Attributes:
        sense: What is compared.
        form: As it stands in the text, in lower case.
        type: `date` for days, months and times of day, `plain` for a bare number, `name`, `literal`, `word`, `light`,
            the dimension of a unit, or the group of a value (`env`, `season` ...).
        weight: How much it counts.
        stated: Whether a form of "to be" or "to cost" stands before it, so that it is what is said of something.
        place: Its place among all words of the statement.
        cue: Whether it belongs to a cue: it says how the statement relates to others, not what it is about.
    """

    sense: str
    form: str
    type: str
    weight: float
    stated: bool
    place: int
    cue: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as the judge sees it.

    Attributes:
        statement: Its analysis.
        items: Its heavy words, in order.
        senses: The senses of its heavy words.
        cues: By group of cues, the cue that was found.
        places: By group, the places of its cues among the words.
        denials: The places of the words that deny, and by what: `not`, `nothing`, or a word like "forbidden".
        own: Whether it speaks in the first person singular.
        past: Whether its verb tells a state of the past.
        told: Whether it tells what happened.
        asks: Whether it asks.
        words: Its folded words.
        clause_of: The number of the clause that each word stands in.
        after_colon: The clauses that follow a colon.
    """

    statement: Statement
    items: tuple[Item, ...]
    senses: frozenset[str]
    cues: dict[str, str]
    places: dict[str, tuple[int, ...]]
    denials: tuple[tuple[int, str], ...]
    own: bool
    past: bool
    told: bool
    asks: bool
    words: tuple[str, ...]
    clause_of: tuple[int, ...]
    after_colon: frozenset[int]


def read(text: str, language: str | None = None) -> Reading:
    """Read a statement, in the given language or else in the one it seems to be in."""
    return _read(text[:JUDGED_CHARACTERS], language)


@lru_cache(maxsize=4096)
def _read(text: str, language: str | None) -> Reading:
    statement = analyse(text if text.isascii() else _SEAM.sub(" ", text), language)
    tokens = statement.tokens[:_MOST_WORDS]
    raw, clauses, colons = _words_and_clauses(normalise(text))
    places = _places(tokens, raw)
    cues = find_unspaced_cues(text) if _UNSPACED.search(text) else find_cues(raw, clauses, statement.language)
    items = _items(
        tokens, places, cues, statement.language, _capitals(text, statement.language), _after(clauses, colons)
    )
    return Reading(
        statement,
        items,
        frozenset(item.sense for item in items),
        cues.groups,
        cues.places,
        _denials(tokens, places),
        not FIRST_PERSON.isdisjoint(raw),
        any(token.role == "mark" and token.sense == "past" for token in tokens),
        _tells(tokens, statement.language),
        statement.question or bool(_ASKS.search(text)) or "ask" in cues.groups,
        tuple(raw),
        clauses,
        colons,
    )


def _words_and_clauses(folded: str) -> tuple[list[str], tuple[int, ...], frozenset[int]]:
    """Cut a folded text into words; give the clause of each, and the clauses that follow a colon."""
    words: list[str] = []
    clauses: list[int] = []
    colons: set[int] = set()
    clause = 0
    for found in _WORD_OR_BREAK.finditer(folded):
        if found[1]:
            words.append(found[1])
            clauses.append(clause)
        elif found[0] != "." or not words or not _is_abbreviation(words[-1]):
            clause += 1
            if found[0] in ":：" or found[0].strip() in _DASHES:
                colons.add(clause)
    return words[: 2 * _MOST_WORDS], tuple(clauses[: 2 * _MOST_WORDS]), frozenset(colons)


def _is_abbreviation(word: str) -> bool:
    return word in TITLES or len(word) == 1


def _after(clauses: tuple[int, ...], colons: frozenset[int]) -> frozenset[int]:
    """Give the places of the words right after a colon: what stands there is said of what stands before."""
    if not colons:
        return colons
    return frozenset(place for place, clause in enumerate(clauses) if clause in colons and clauses[place - 1] != clause)


def _denials(tokens: tuple[Token, ...], places: list[int]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (place, "denied" if token.denied else token.sense)
        for token, place in zip(tokens, places, strict=True)
        if token.denied or (token.role == "mark" and token.sense in {"not", "nothing"})
    )


def _tells(tokens: tuple[Token, ...], language: str) -> bool:
    """Say whether a verb stands in the past, and not as a participle after a form of "to be" or "to have"."""
    ending = PAST.get(language)
    auxiliaries = PAST_AUXILIARIES.get(language, frozenset())
    return any(
        token.role in {"content", "light"}
        and token.helper not in PASSIVE_HELPERS
        and (bool(ending and ending.search(token.form)) or token.form in PAST_FORMS or token.helper in auxiliaries)
        for token in tokens
    )


def _capitals(text: str, language: str) -> frozenset[str]:
    if language == "de":
        return frozenset()
    return frozenset(word.lower() for word in _CAPITAL.findall(text))


def _places(tokens: tuple[Token, ...], raw: list[str]) -> list[int]:
    """Give, for each token, the place of its first word among the raw words."""
    found: list[int] = []
    place = 0
    for token in tokens:
        first = _WORD.search(normalise(token.form))
        ahead = raw[place : place + 6]
        if first and first[0] in ahead:
            place += ahead.index(first[0])
        elif place + 1 < len(raw):
            place += 1
        found.append(place)
    return found


# Heavy words


def _items(
    tokens: tuple[Token, ...],
    places: list[int],
    cues: Cues,
    language: str,
    capitals: frozenset[str],
    colons: frozenset[int],
) -> tuple[Item, ...]:
    items: list[Item] = []
    stated = False
    generic = lexicon(language).generic
    for number, (token, place) in enumerate(zip(tokens, places, strict=True)):
        if token.role not in _HEAVY:
            stated = stated or token.form in COPULAS
            if token.role == "light" and token.form not in PRONOUNS:
                items.append(
                    Item(token.sense, token.form, "light", _LIGHT_WEIGHT, stated, place, place in cues.covered)
                )
            continue
        if token.form in TITLES:
            continue
        titled = number > 0 and tokens[number - 1].form in TITLES
        near = tokens[number - 1 : number] if number and place not in colons else ()
        items.append(
            Item(
                token.sense,
                token.form,
                "name" if titled else _type(token, (*near, *tokens[number + 1 : number + 2]), capitals),
                _weight(token, generic),
                stated or place in colons,
                place,
                place in cues.covered and token.role == "content",
            )
        )
        stated = False
    return tuple(items)


def _weight(token: Token, generic: frozenset[str]) -> float:
    if _UNSPACED.match(token.form):
        return _CHARACTER_WEIGHT
    if token.role == "content" and (token.sense in generic or (token.form in MEASURES or token.form in DUTIES)):
        return _MEASURE_WEIGHT
    return _WEIGHTS[token.role]


def _type(token: Token, near: tuple[Token, ...], capitals: frozenset[str]) -> str:
    if token.role == "value":
        group = token.sense.partition(".")[0]
        return "date" if group in _DATES else group
    if token.role == "number":
        return _type_of_number(token, near)
    if token.role == "content":
        return "name" if token.form in capitals else "word"
    return token.role


def _type_of_number(token: Token, near: tuple[Token, ...]) -> str:
    _, blank, dimension = token.sense.partition(" ")
    if blank:
        return dimension
    if ":" in token.sense or any(other.sense.startswith("month.") for other in near):
        return "date"
    if token.helper in AT_HOURS and token.sense.isdecimal() and int(token.sense) <= _HOURS:
        return "date"
    return "date" if token.form.endswith(ORDINAL_ENDINGS) and token.form[0].isdigit() else "plain"


def in_one_language(first: str, second: str) -> tuple[Reading, Reading]:
    """Read two statements, both in the language that shows more clearly in the two together."""
    one, two = read(first), read(second)
    if one.statement.language == two.statement.language:
        return one, two
    evidence = {name: one.statement.evidence[name] + two.statement.evidence[name] for name in LANGUAGES}
    language = max(evidence, key=evidence.__getitem__)
    return read(first, language), read(second, language)
