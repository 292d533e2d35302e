"""From signals to scores: how much each reason counts. Pure numbers; the measured recipe with its constants."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

K1: Final = 1.2
B: Final = 0.75
NEIGHBOUR_WEIGHT: Final = 0.3
_COVERAGE_SHARE: Final = 0.2
_SESSION_WEIGHT: Final = 0.3
_SESSION_CHARACTERS: Final = 300
_DATE_WEIGHT: Final = 0.7
_SPEAKER_BONUS: Final = 0.3
_RELATED_BONUS: Final = 0.15
_ASSISTANT_MALUS: Final = 0.3
_MEANING_SCALE: Final = 0.2
_MEANING_FLOOR: Final = 0.2
_MEANING_RISE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for each candidate, one number each.

    Attributes:
        words: BM25 of the own and the neighbours' words.
        coverage: Share of the question's idf mass that stands in the own text.
        session: BM25 of the whole conversation; 0 without one.
        date: How well the time fits the dates in the question, 0 to 1.
        speaker: Whether the speaker is named in the question, and not every speaker is.
        related: How near what it is about lies to the things that the question names, 0 to 1.
        assistant: Whether an assistant said it although the question does not ask for that.
        characters: Length of the text.
        cosine: Similarity of meaning; NaN without a vector.
        deviation: The same in standard deviations from the mean of the scope; 0 without a vector.
    """

    words: Floats
    coverage: Floats
    session: Floats
    date: Floats
    speaker: Bools
    related: Floats
    assistant: Bools
    characters: Floats
    cosine: Floats
    deviation: Floats


def bm25(counts: Floats, inverse_frequency: Floats, lengths: Floats, average_length: float) -> Floats:
    """Score texts as BM25 does (Robertson and Zaragoza, 2009).

    Args:
        counts: Weighted occurrences, one row a term, one column a text.
        inverse_frequency: Weight of each term.
        lengths: Length of each text in terms.
        average_length: Their mean over the scope.
    """
    norm = K1 * (1 - B + B * lengths / max(average_length, 1e-9))
    gains = counts * (K1 + 1) / (counts + norm)
    return np.asarray(inverse_frequency @ gains, np.float64)


def inverse_frequencies(frequencies: NDArray[np.int64], count: int) -> Floats:
    """Weigh terms by how few of the texts contain them; never negative, so that more matches never cost."""
    return np.asarray(np.log1p((count - frequencies + 0.5) / (frequencies + 0.5)), np.float64)


def scores(signals: Signals, best_coverage: float) -> Floats:
    """Join all signals: words lead, meaning speaks up where the words of the question are not found."""
    lexical = _share_of_best(signals.words) * (1 - _COVERAGE_SHARE + _COVERAGE_SHARE * signals.coverage)
    fading = np.minimum(1, _SESSION_CHARACTERS / np.maximum(signals.characters, 1))
    lexical += _SESSION_WEIGHT * _share_of_best(signals.session) * fading
    lexical += _DATE_WEIGHT * signals.date
    lexical += _SPEAKER_BONUS * signals.speaker + _RELATED_BONUS * signals.related
    meaning_weight = _MEANING_SCALE * (_MEANING_FLOOR + _MEANING_RISE * (1 - best_coverage) ** 2)
    return np.asarray(lexical + meaning_weight * signals.deviation - _ASSISTANT_MALUS * signals.assistant, np.float64)


def _share_of_best(values: Floats) -> Floats:
    best = values.max(initial=0.0)
    return values / best if best > 0 else np.zeros_like(values)
