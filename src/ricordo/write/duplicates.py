"""Do two statements say the same? Only equal keys count as the same; everything else is at most a suggestion.

The similarity of two statements says little: most pairs that differ in one number, name or "not" are more alike than
two wordings of the same fact. So a typed guard decides first, and similarity only among what it lets through.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ricordo.write.differences import HEAVY, difference, roles_swapped, sides_taken
from ricordo.write.lexicon import lexicon
from ricordo.write.statement import Statement, Token, analyse, likeliest
from ricordo.write.text_key import same_text_key

JUDGED_CHARACTERS = 2_000
"""Longer texts are notes, not statements: they are compared by their key alone."""

ALIKE = 0.66
ALIKE_WITH_MORE = 0.8
"""When one of the two has a content word that the other lacks."""
ALIKE_WITH_OTHER = 0.86
"""When moreover the other has a general word in its place."""
ALIKE_WITHOUT_VECTORS = 0.85
SAME_WORDS = 0.85
SWAPPED = 0.8
"""Two words that change places hardly move the vector: with less overlap or cosine it is another wording."""

_WEIGHTS = {
    "content": 1.0, "name": 1.0, "number": 1.0, "value": 1.0, "literal": 1.0,
    "mark": 0.5, "light": 0.3, "function": 0.1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two statements relate.

    Attributes:
        verdict: `same`: word for word, but for what no reader distinguishes; `near`: they may say the same, which a
            person or an agent has to decide; `different` otherwise.
        score: Their likeness from 0 to 1, whatever the verdict.
        why: What decided, in a few words.
    """

    verdict: Literal["same", "near", "different"]
    score: float
    why: str


def compare(a: str, b: str, cosine: float | None = None) -> Likeness:
    """Judge whether two statements say the same.

    Args:
        a: One statement.
        b: The other; the verdict does not depend on which is which.
        cosine: Of their vectors by the bundled embedder; None if there are none, which makes it stricter.

    Returns:
        The verdict, and the reason for a person to read.
    """
    is_long = max(len(a), len(b)) > JUDGED_CHARACTERS
    key = same_text_key if is_long else _recent_key
    if key(a) == key(b):
        return Likeness("same", 1.0, "the same words")
    if is_long:
        return Likeness("different", 0.0, "too long to be judged as a statement")
    first, second = _analysed(a, b)
    overlap = round(_overlap(first.tokens, second.tokens), 6)
    score = round(overlap if cosine is None else (min(1.0, max(0.0, cosine)) + overlap) / 2, 6)
    reason = difference(first, second)
    same_words = overlap >= SAME_WORDS and (cosine is None or cosine >= SWAPPED)
    if not reason and (same_words or sides_taken(first, second)):
        reason = roles_swapped(first, second)
    if reason:
        return Likeness("different", score, reason)
    return _judged_by_words(_alone(first, second), score, with_vectors=cosine is not None)


_recent_key = lru_cache(maxsize=1024)(same_text_key)
"""The keys of recent texts: a new one is compared with several that are alike."""


def _judged_by_words(alone: tuple[list[Token], list[Token]], score: float, *, with_vectors: bool) -> Likeness:
    """Judge two statements that no mark parts, by the content words that only one of them has."""
    special = [[token.form for token in tokens if token.role != "light"] for tokens in alone]
    if special[0] and special[1]:
        return Likeness("different", score, f"words differ: {' '.join(special[0])} / {' '.join(special[1])}")
    extra = special[0] or special[1]
    enough = ALIKE if with_vectors else ALIKE_WITHOUT_VECTORS
    if extra:
        enough = max(enough, ALIKE_WITH_OTHER if alone[0] and alone[1] else ALIKE_WITH_MORE)
    listed = any(token.tied for tokens in alone for token in tokens if token.role != "light")
    if score < enough or (extra and listed):
        why = f"only one mentions: {' '.join(extra)}" if extra else f"not alike enough: {score:.2f}"
        return Likeness("different", score, why)
    return Likeness("near", score, "no number, name, negation or other mark differs")


def _analysed(a: str, b: str) -> tuple[Statement, Statement]:
    """Read both in the same language: the one that shows more clearly."""
    first, second = analyse(a), analyse(b)
    if first.language == second.language:
        return first, second
    language = likeliest({name: count + second.evidence[name] for name, count in first.evidence.items()})
    return analyse(a, language), analyse(b, language)


def _overlap(first: tuple[Token, ...], second: tuple[Token, ...]) -> float:
    """Give the F1 of the two bags of senses, in which function words weigh little."""
    weights: dict[str, float] = {}
    for sense, role, *_ in (*first, *second):
        weight = _WEIGHTS[role]
        if weight > weights.get(sense, 0.0):
            weights[sense] = weight
    bags = Counter([token.sense for token in first]), Counter([token.sense for token in second])
    total = sum([weights[sense] * count for bag in bags for sense, count in bag.items()])
    common = sum([weights[sense] * min(count, bags[1][sense]) for sense, count in bags[0].items() if sense in bags[1]])
    return 2 * common / total if total else 0.0


def _alone(first: Statement, second: Statement) -> tuple[list[Token], list[Token]]:
    """Give the content words of each that the other lacks; such as a paraphrase adds freely count as light."""
    generic = lexicon(first.language).generic
    senses = {token.sense for token in first.tokens}, {token.sense for token in second.tokens}
    found: tuple[list[Token], list[Token]] = [], []
    for own, statement, other in ((0, first, 1), (1, second, 0)):
        for token in statement.tokens:
            if token.role in HEAVY and token.sense not in senses[other]:
                found[own].append(token._replace(role="light") if token.sense in generic else token)
    written = ["".join(token.form for token in tokens) for tokens in found]
    return ([], []) if written[0] == written[1] else found
