"""What a question asks for: its terms, its dates, the names in it, and whose words it wants."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ricordo.text import normalise, query_words, term_id, words
from ricordo.timeline import DateHint, find_dates
from ricordo.timeline.vocabulary import DAY_NUMBERS, MONTHS, WEEKDAYS

_HEAD_CHARACTERS: Final = 2_000
_TAIL_CHARACTERS: Final = 6_000
_DATE_WORDS: Final = frozenset(
    {normalise(word) for words_of_time in (MONTHS, WEEKDAYS, DAY_NUMBERS) for word in words_of_time}
    | {str(year) for year in range(1900, 2100)},
)
_MEANING_CHARACTERS: Final = 1_000
_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

# "What did you suggest", "your advice", and the like: the question wants the words of the assistant.
_ASKS_ASSISTANT: Final = re.compile(
    r"""
    \b(?:assistant|chatbot)(?:'?s)?\b
    | \b(?:you|u)\s(?:\w+\s){0,2}?(?:said|say|told|tell|suggest\w*|recommend\w*|mention\w*|propos\w*|advis\w*|gave|give
        |explain\w*|list(?:ed)?|provid\w*|describ\w*|wr(?:i|o)te|answer\w*|repl\w+|show(?:ed)?|outlin\w*|point\w*)\b
    | \byour\s(?:\w+\s)?(?:suggestion|recommendation|advice|answer|reply|response|explanation|proposal|list|idea
        |plan|example|tip)s?\b
    | \b(?:hast\sdu|du\shast|haben\ssie|hattest\sdu)\b.*\b(?:gesagt|vorgeschlagen|empfohlen|geraten
        |erklart|genannt        |erwahnt|geschrieben|geantwortet)\b
    | \b(?:dein|ihr)e?n?\s(?:vorschlag|vorschlage|rat|antwort|empfehlung|empfehlungen|erklarung|tipps?)\b
    | \b(?:me\s)?(?:dijiste|sugeriste|recomendaste|aconsejaste|propusiste|explicaste|mencionaste)\b
    | \btus?\s(?:sugerencia|recomendacion|consejo|respuesta|propuesta|explicacion|idea)\w*\b
    | \b(?:tu|vous)\s(?:m\W?)?(?:as|avez)\s(?:\w+\s)?(?:dit|suggere|recommande|conseille|propose|explique|mentionne)\b
    | \b(?:ta|tes|ton|votre|vos)\s(?:suggestion|recommandation|conseil|reponse|proposition|explication)s?\b
    | \b(?:hai|avevi)\s(?:detto|suggerito|consigliato|proposto|raccomandato|spiegato|menzionato)\b
    | \b(?:tuo|tua|tuoi|tue)\s(?:suggeriment\w|consigli\w?|rispost\w|propost\w|raccomandazion\w|spiegazion\w)\b
    | \b(?:voce|tu)\s(?:me\s)?(?:disse|disseste|sugeriu|recomendou|aconselhou|propos|explicou|mencionou)\b
    | \bsua?s?\s(?:sugest\w+|recomendac\w+|conselho|resposta|proposta|explicac\w+)\b
    | \b(?:ты|вы)\s(?:\w+\s){0,2}?(?:сказал|говорил|посоветовал|предложил|рекомендовал|объяснил|упомянул|ответил)\w*
    | \b(?:тво|ваш)\w*\s(?:совет|предложени|рекомендаци|ответ|объяснени)\w*
    | [你您](?:之前|上次|刚才|曾经?|给我|跟我|对我|向我){0,2}(?:说|建议|推荐|提到|告诉|回答|解释|提议)
    | [你您]的(?:建议|推荐|回答|答案|解释|意见)
    | (?:あなた|君)(?:は|が|の)(?:\w{0,6}?)(?:言|提案|勧め|推薦|助言|説明|答え|回答)
    | (?:네가|너는|당신이|당신의)\s?(?:\w{1,6}\s)?(?:말|제안|추천|조언|설명|답)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Days a question names, as days since 1970; the end is not included."""

    kind: Literal["day", "month", "year", "span"]
    start: int
    end: int
    any_year: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question, ready to be searched for.

    Attributes:
        text: As it was asked.
        terms: The words behind the distinct terms, for people.
        term_numbers: The same as the index knows them.
        word_numbers: All words as term numbers: names are looked for among them.
        dating: Which terms may belong to those dates: a memory of that day need not contain them.
        windows: The dates it names.
        asks_assistant: Whether it asks for the words of the assistant.
        related: Numbers of memories that are about a thing it names, or about one near that, with weights up to 1.
    """

    text: str
    terms: tuple[str, ...]
    term_numbers: NDArray[np.uint32]
    word_numbers: frozenset[int]
    dating: NDArray[np.bool_]
    windows: tuple[DayWindow, ...]
    asks_assistant: bool
    related: Mapping[int, float] = field(default_factory=dict)


def understand(query: str, now: datetime) -> Question:
    """Read a question.

    A very long one is mostly something else (a pasted system prompt, a log): its beginning and its end are read.
    """
    read = bounded(query, _HEAD_CHARACTERS, _TAIL_CHARACTERS)
    terms = query_words(read)
    windows = _windows(find_dates(read, now=now))
    return Question(
        text=query,
        terms=tuple(terms.values()),
        term_numbers=np.fromiter((term_id(term) for term in terms), np.uint32, len(terms)),
        word_numbers=frozenset(term_id(word) for word in words(read)),
        dating=np.array([bool(windows) and word in _DATE_WORDS for word in terms.values()], np.bool_),
        windows=windows,
        asks_assistant=_ASKS_ASSISTANT.search(normalise(read)) is not None,
    )


def meaning_text(query: str) -> str:
    """Give the part of a question whose vector stands for it: the end of a long one, where people ask."""
    return query if len(query) <= _MEANING_CHARACTERS else query[-_MEANING_CHARACTERS:]


def bounded(text: str, head: int, tail: int) -> str:
    """Keep the beginning and the end of a long text."""
    return text if len(text) <= head + tail else f"{text[:head]}\n{text[-tail:]}"


def _windows(hints: Sequence[DateHint]) -> tuple[DayWindow, ...]:
    return tuple(
        DayWindow(hint.kind, (hint.start - _EPOCH) // _DAY, -((_EPOCH - hint.end) // _DAY), hint.any_year)
        for hint in hints
    )
