"""The lexicon of each language: what a word is to the comparison of statements. Built once, from the tables."""

import threading
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

import Stemmer

from ricordo.text.patterns import lazy
from ricordo.write import statement_words as tables
from ricordo.write.synonyms import ALIASES, DENIALS, GENERIC, SYNONYMS

Role = Literal["content", "name", "light", "function", "mark", "value", "number", "literal"]
Meaning = tuple[str, Role]

LANGUAGES: Final = {
    "en": "english", "de": "german", "es": "spanish", "fr": "french", "pt": "portuguese", "it": "italian",
    "ru": "russian",
}  # fmt: skip
"""The languages whose words are known, and the name of the stemmer of each."""


class _Stemmers(threading.local):
    """One set of stemmers for each thread: a PyStemmer object must not be shared."""

    def __init__(self) -> None:
        self.by_language: dict[str, Stemmer.Stemmer] = {}

    def stem(self, language: str, word: str) -> str:
        stemmer = self.by_language.get(language)
        if stemmer is None:
            stemmer = self.by_language[language] = Stemmer.Stemmer(LANGUAGES[language])
        return str(stemmer.stemWord(word))


_stemmers: Final = _Stemmers()
stem = _stemmers.stem


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the words of one language mean.

    Attributes:
        words: The meaning of a word.
        stems: The meaning of all words with this stem.
        phrases: By first word: the words that follow it and what they mean together, the longest first.
        capitals: What a word means when it has a capital inside a sentence.
        before_number: What a word means in front of a number.
        generic: Senses that a paraphrase may add or drop.
        ones: Words for one that are also articles.
        ordinals: Words that number something instead of counting it.
    """

    words: dict[str, Meaning]
    stems: dict[str, Meaning]
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]]
    capitals: dict[str, Meaning]
    before_number: dict[str, Meaning]
    generic: frozenset[str]
    ones: frozenset[str]
    ordinals: frozenset[str]


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """Give the lexicon of a language; where tables disagree about a word, the earlier one wins."""
    words: dict[str, Meaning] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    capitals: dict[str, Meaning] = {}
    for word, meaning in _entries(language):
        first, *rest = word.split("_")
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), meaning))
        elif first.startswith("*"):
            capitals[first[1:].lower()] = meaning
        else:
            words.setdefault(first, meaning)
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    stems: dict[str, Meaning] = {}
    for word, meaning in words.items():
        if meaning[1] == "content":
            stems.setdefault(stem(language, word), meaning)
    bounds = tables.BEFORE_NUMBER[language].split()
    before: dict[str, Meaning] = {word: (name, "mark") for word, name in zip(bounds[::2], bounds[1::2], strict=True)}
    ones = frozenset(word[1:] for word in tables.NUMBER_WORDS[language].split() if word[0] == "*")
    return Lexicon(
        words,
        stems,
        phrases,
        capitals,
        before,
        _generic(language, words),
        ones,
        frozenset(tables.ORDINALS[language].replace("|", " ").split()),
    )


def _generic(language: str, words: dict[str, Meaning]) -> frozenset[str]:
    listed = GENERIC[language].split()
    senses = {words[word][0] for word in listed if word in words}
    return frozenset({*listed, *senses, *(stem(language, word) for word in listed)})


def _entries(language: str) -> list[tuple[str, Meaning]]:
    entries: list[tuple[str, Meaning]] = []
    for name, words in rows(tables.CLASSES[language]):
        entries += [(word, (name, "mark")) for word in words]
    entries += _values(language)
    entries += _numbers(language)
    for name, words in rows(SYNONYMS[language]):
        entries += [(word, (name, "content")) for word in words]
    for row in DENIALS[language].strip().splitlines():
        name, words_, denied = (part.strip() for part in row.split(":"))
        entries += [(word, (name, "content")) for word in words_.split()]
        entries += [(word, ("!" + name, "content")) for word in denied.split()]
    for row in ALIASES.strip().splitlines():
        entries += [(word, (row.split()[0], "name")) for word in row.split()]
    for word in tables.LIGHT_WORDS[language].split():
        entries.append((word, (stem(language, word), "light")))
    entries += [(word, (word, "function")) for word in tables.FUNCTION_WORDS[language].split()]
    return entries


def rows(table: str) -> list[tuple[str, list[str]]]:
    """Read the rows `name: words` of a table."""
    found = [row.split(":", 1) for row in table.strip().splitlines()]
    return [(name.strip(), words.split()) for name, words in found]


def _values(language: str) -> list[tuple[str, Meaning]]:
    found: list[tuple[str, Meaning]] = []
    for row in tables.VALUES[language].strip().splitlines():
        name, members = row.strip().split(":", 1)
        group, start = name.split(".")
        for number, member in enumerate(members.split("|"), int(start)):
            found += [(word, (f"{group}.{number}", "value")) for word in member.split()]
    return found


def _numbers(language: str) -> list[tuple[str, Meaning]]:
    counted: list[tuple[str, Meaning]] = [
        (word, (str(number), "number"))
        for number, word in enumerate(tables.NUMBER_WORDS[language].split())
        if word[0] != "*"
    ]
    more = tables.MORE_NUMBERS[language].split()
    counted += [
        (word, (digits.replace("_", " "), "number")) for word, digits in zip(more[::2], more[1::2], strict=True)
    ]
    for number, words in enumerate(tables.ORDINALS[language].split("|"), start=1):
        counted += [(word, (str(number), "number")) for word in words.split()]
    return counted


@lru_cache(maxsize=1)
def language_hints() -> dict[str, tuple[str, ...]]:
    """Give, for each word of the tables, the languages it belongs to."""
    hints: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in {word for word, meaning in _entries(language) if meaning[1] != "name"}:
            hints.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in hints.items()}


def _units() -> dict[str, tuple[str, Decimal]]:
    table: dict[str, tuple[str, Decimal]] = {}
    for name, words in rows(tables.UNITS):
        dimension, factor = name.split()
        table |= {word: (dimension, Decimal(factor)) for word in words}
    return table


UNITS: Final = _units()
"""Each unit: its dimension, and how many of the first unit of that dimension it is."""

ALIASED: Final = frozenset(row.split()[0] for row in ALIASES.strip().splitlines())
"""The senses of the names that have several spellings."""

PAST: Final = {language: lazy(pattern) for language, pattern in tables.PAST_ENDINGS.items()}
FUTURE: Final = {language: lazy(pattern) for language, pattern in tables.FUTURE_ENDINGS.items()}
