"""Judges which of several older statements a new one replaces.

Similarity does not tell an update from a look-alike, and neither does the order in time. What does is what the two
share, where they differ, and what the new one says about its relation to earlier ones. These facts are measured, a
logistic regression (`data/replacement_weights.json`, trained on `data/replacements.tsv`) weighs them, and a few rules
forbid a replacement whatever the weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from ricordo.model import Kind
from ricordo.write.truth.blockers import blocker, only_numbered, only_says_more, says_new
from ricordo.write.truth.features import measure
from ricordo.write.truth.pairs import Pair, compare
from ricordo.write.truth.reading import JUDGED_CHARACTERS, Reading, in_one_language
from ricordo.write.truth.slots import slot
from ricordo.write.truth.weights import probability

STATEMENT_KINDS: Final[frozenset[Kind]] = frozenset(
    {"fact", "preference", "instruction", "decision", "context", "goal", "procedure"}
)
"""The kinds that hold until something else does."""

_HAPPENINGS: Final[frozenset[Kind]] = frozenset({"event", "lesson"})
"""Kinds that what is yet to come is easily taken for ("The exam is on 3 May"), and what changes something. Their past
stays as it is, and so do questions, messages and summaries."""
JUDGED_KINDS: Final = STATEMENT_KINDS | _HAPPENINGS
"""The kinds that are compared with one another at all."""

CLOSES: Final = 0.8
LINKS: Final = 0.25
"""From the first on the best one is replaced; between the two a person or an agent has to decide."""

_DOUBTFUL: Final = 0.5
"""What says nothing against the other, in no word, is never closed by the rest."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the judge needs to know of a statement.

    Attributes:
        text: The statement.
        kind: Its kind.
        subject: The slot it fills, if its writer named one.
        at: Since when it has been true; an aware time.
    """

    text: str
    kind: Kind
    subject: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a new statement relates to an older one.

    Attributes:
        verdict: `supersedes`: it takes its place; `conflicts`: it may, which nobody should decide by rule; `coexist`.
        score: How probable it is that it takes its place, from 0 to 1.
        why: One line for a person.
    """

    verdict: Literal["supersedes", "conflicts", "coexist"]
    score: float
    why: str


def judge_replacement(
    new: Claim, olds: Sequence[Claim], cosines: Sequence[float | None] | None = None
) -> list[Comparison]:
    """Judge which older statements a new one replaces: at most one, for closing several multiplies errors.

    Args:
        new: The new statement.
        olds: Live statements of the same namespace that may be about the same, best the ten nearest.
        cosines: Of the vector of the new one with that of each older one, by the bundled embedder; None where one of
            the two has none, or for all.

    Returns:
        For each of the older ones, in their order, the verdict.
    """
    known = [None] * len(olds) if cosines is None else cosines
    found = [_compare(new, old, cosine) for old, cosine in zip(olds, known, strict=True)]
    best = max(range(len(found)), key=lambda place: found[place].score, default=-1)
    return [
        one if place == best or one.verdict != "supersedes" else _replaced_by_best(one)
        for place, one in enumerate(found)
    ]


def _replaced_by_best(one: Comparison) -> Comparison:
    return Comparison("conflicts", one.score, f"{one.why}; another statement fits better")


def _compare(new: Claim, old: Claim, cosine: float | None) -> Comparison:
    if new.subject is not None and new.subject == old.subject and not _not_comparable(new, old):
        return Comparison("supersedes", 1.0, f"the same subject: {new.subject}")
    if reason := _not_comparable(new, old):
        return Comparison("coexist", 0.0, reason)
    readings = in_one_language(old.text, new.text)
    pair = compare(*readings)
    if reason := _happened(new, old, *readings) or blocker(pair) or _strange(pair, old):
        return Comparison("coexist", 0.0, reason)
    score = probability(measure(pair, cosine, old.text, new.text), with_vector=cosine is not None)
    score = round(min(score, _DOUBTFUL) if only_says_more(pair) or only_numbered(pair) else score, 4)
    if score < LINKS:
        return Comparison("coexist", score, "not enough speaks for a replacement")
    return Comparison("supersedes" if score >= CLOSES else "conflicts", score, _reason(pair))


def _strange(pair: Pair, old: Claim) -> str:
    return "" if pair.shared or slot(old.text) else "nothing in common"


def _happened(new: Claim, old: Claim, old_reading: Reading, new_reading: Reading) -> str:
    """Find that one of the two only tells what happened."""
    if old.kind in _HAPPENINGS and (old_reading.told or old_reading.past):
        return "the older one tells what happened"
    if new.kind in _HAPPENINGS and new_reading.told and not says_new(new_reading):
        return "only tells what happened"
    return ""


def _not_comparable(new: Claim, old: Claim) -> str:
    for claim in (new, old):
        if claim.kind not in JUDGED_KINDS:
            return f"a {claim.kind} is not replaced and replaces nothing"
        if len(claim.text) > JUDGED_CHARACTERS:
            return "too long to be judged as a statement"
    if new.subject is not None and old.subject is not None and new.subject != old.subject:
        return f"other subjects: {old.subject} / {new.subject}"
    return "the new one has been true since an earlier time" if new.at < old.at else ""


_SAYS: Final = {
    "fix": "corrects it",
    "end": "says that it is over",
    "change": "says what took its place",
    "instead": "says what holds instead",
    "shift": "moves it to another time",
    "hand": "says who took it over",
    "now": "says that this is new",
}


def _reason(pair: Pair) -> str:
    """Say in one line what speaks most for a replacement."""
    for group, says in _SAYS.items():
        if group in pair.new.cues:
            return f'{says}: "{pair.new.cues[group]}"'
    if pair.flips:
        return "says the opposite"
    if pair.old_chunks and pair.new_chunks:
        return f'says "{pair.new_chunks[-1]}" instead of "{pair.old_chunks[-1]}"'
    return "says the same of it in other words"
