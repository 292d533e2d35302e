"""What is worth keeping of what a person said to an agent: explicit wishes, preferences, decisions, lessons. Pure.

No model reads along. A sentence is taken because of the words it is told with, and the log says which.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from ricordo.text import terms
from ricordo.text.patterns import lazy
from ricordo.write.capture_words import CUES, HEDGES, MOMENTARY, QUESTIONS, REQUESTS, Cue
from ricordo.write.said import sentences

if TYPE_CHECKING:
    # A hook has no time to load the values.
    from ricordo.model import Kind

LIVE: Final = 0.7
"""So sure must it be that a sentence is worth keeping for it to be recalled at once."""
WORTH_ASKING: Final = 0.5
"""What is less sure than `LIVE`, but at least this, waits for a person; the rest is let go."""
_FOR_DOUBT: Final = 0.3
_SHORTEST_WORDS, _LONGEST_CHARACTERS = 3, 500
_FLAGS: Final = re.IGNORECASE | re.DOTALL
_DOUBTS: Final = {
    "it was not sure": lazy(HEDGES, _FLAGS),
    "it was for the moment": lazy(MOMENTARY, _FLAGS),
    "it was part of a request": lazy(REQUESTS, _FLAGS),
}
_QUESTION: Final = lazy(QUESTIONS, _FLAGS)
_UNSPACED: Final = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Captured:
    """A sentence worth keeping.

    Attributes:
        text: What is kept.
        kind: Its kind; None leaves it to the classifier.
        sureness: How sure it is, from 0 to 1.
        why: The reason, for the log.
    """

    text: str
    kind: "Kind | None"
    sureness: float
    why: str

    @property
    def is_live(self) -> bool:
        """Whether it is recalled at once; otherwise a person looks at it first."""
        return self.sureness >= LIVE


def capture(message: str) -> list[Captured]:
    """Find in a message of a person what is worth keeping, in its order, each once.

    Code, logs, quotes, pasted text, what an agent's client added, questions and tasks are passed over.

    Args:
        message: What the person said, never what a tool or an assistant did.
    """
    found: dict[str, Captured] = {}
    for sentence in sentences(message):
        one = _judged(sentence)
        if one is not None:
            found.setdefault(" ".join(terms(one.text)), one)
    return list(found.values())


def is_echo(text: str, told: Sequence[str]) -> bool:
    """Whether a text says nothing but what the agent was told a moment ago: that is no new evidence.

    Args:
        text: What was said.
        told: The texts of the memories that were put before the agent in this session.
    """
    said = set(terms(text))
    return any(said and said <= set(terms(one)) for one in told)


def _judged(sentence: str) -> Captured | None:
    low = sentence.casefold()
    for place, cue in enumerate(CUES):
        if not any(hint in low for hint in _hints(place)):
            continue
        match = next((match for one in _patterns(place) if (match := one.search(sentence))), None)
        if match is not None:
            return None if _asks(sentence) else _taken(sentence, match, cue)
    return None


def _taken(sentence: str, match: re.Match[str], cue: Cue) -> Captured | None:
    said = (match.groupdict().get("said") or sentence).strip(" \t\n-–—*•")
    if _words(said) < _SHORTEST_WORDS or len(said) > _LONGEST_CHARACTERS:
        return None
    doubts = [name for name, pattern in _DOUBTS.items() if pattern.search(sentence)]
    sureness = cue.sureness - _FOR_DOUBT * len(doubts)
    if sureness < WORTH_ASKING:
        return None
    why = ", but ".join([cue.name, " and ".join(doubts)]) if doubts else cue.name
    return Captured(said[0].upper() + said[1:], cue.kind, round(sureness, 2), why)


def _words(text: str) -> int:
    """Count words; where they are written without spaces, two signs are one."""
    return max(len(text.split()), len(_UNSPACED.findall(text)) // 2)


def _asks(sentence: str) -> bool:
    return sentence.rstrip(" \"')").endswith(("?", "？")) or _QUESTION.search(sentence) is not None


@cache
def _hints(place: int) -> tuple[str, ...]:
    return tuple(hint.replace("_", " ") for hint in CUES[place].hints.split())


@cache
def _patterns(place: int) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of a cue when they are first needed: compiling all takes longer than a hook has."""
    return tuple(re.compile(pattern, _FLAGS) for pattern in CUES[place].patterns)
