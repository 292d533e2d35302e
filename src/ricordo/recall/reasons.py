"""Why a memory was recalled, in a line for people and in numbers."""

from math import isnan
from typing import Final

from ricordo.recall.query import Question
from ricordo.recall.rank import Signals
from ricordo.recall.search import Found

_SHOWN_WORDS: Final = 5
_SHOWN_COSINE: Final = 0.3


def why(question: Question, found: Found, place: int) -> str:
    """Say in one short line what speaks for a hit."""
    signals = found.signals
    reasons = []
    if found.own_terms[place]:
        shown = [question.terms[number] for number in found.own_terms[place][:_SHOWN_WORDS]]
        reasons.append("words: " + ", ".join(word[:24] for word in shown))
    elif signals.words[place] > 0:
        reasons.append("words in the messages beside it")
    if signals.cosine[place] >= _SHOWN_COSINE:
        reasons.append(f"meaning {signals.cosine[place]:.2f}")
    if signals.date[place] >= 1:
        reasons.append("on the day asked for")
    elif signals.date[place] > 0:
        reasons.append("near the time asked for")
    if signals.related[place] >= 1:
        reasons.append("about what you name")
    elif signals.related[place] > 0:
        reasons.append("about what lies near it")
    if signals.speaker[place]:
        reasons.append("said by whom you name")
    return "; ".join(reasons) or "nearest in meaning"


def parts(signals: Signals, place: int) -> dict[str, float]:
    """Give the signals of one hit as numbers; a missing similarity is left out."""
    numbers = {name: float(getattr(signals, name)[place]) for name in Signals.__slots__}
    return {name: round(number, 4) for name, number in numbers.items() if not isnan(number)}
