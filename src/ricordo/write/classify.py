"""Proposes what a caller left out: kind, scope, importance, and what the memory is about.

Two small regressions decide, whose sentences (`data/kinds.tsv`) and weights ship as readable files. A proposal is
a guess that says why; a caller's own word always goes before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

import numpy as np

from ricordo.model import Kind, Scope
from ricordo.write.cues import cue_names, cue_table, read_statement
from ricordo.write.linear import Features, FloatArray, LinearModel, build_features, load_model, log_softmax
from ricordo.write.names import find_names

# A text that names its own kind ("Decision: ...") is believed against odds of about 20 to 1.
_SELF_NAMED_NATS = 3.0
_ORDERING_CUES = ("order", "first_verb", "infinitive", "must", "begins_with_always", "for_all", "says_instruction")
_REASONS = 2

_PRIORS: dict[str, float] = {
    "instruction": 0.70, "decision": 0.65, "preference": 0.60, "lesson": 0.60, "goal": 0.60, "procedure": 0.55,
    "fact": 0.50, "context": 0.45, "event": 0.40, "question": 0.40,
}  # fmt: skip
_PULLS = {"stress": 0.15, "must": 0.05, "always_or_never": 0.05, "hedge": -0.10}
_FOR_ONE_DETAIL, _MOST_DETAILS = 0.02, 5
_LEAST_IMPORTANT, _MOST_IMPORTANT = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a text probably is.

    Attributes:
        kind: never "message" or "summary".
        scope: whom it is about: the person, or a project.
        importance: from 0 to 1.
        about: names that stand in the text, at most 8.
        why: one line for a person.
        kind_sureness: the probability of the kind, from 0 to 1.
        scope_sureness: the probability of the scope.
    """

    kind: Kind
    scope: Scope
    importance: float
    about: tuple[str, ...]
    why: str
    kind_sureness: float = 1.0
    scope_sureness: float = 1.0


def classify(text: str, vector: "np.ndarray | None" = None) -> Proposal:
    """Propose kind, scope, importance and names of one text.

    Args:
        text: the memory; its first 4,000 characters are read.
        vector: its unit vector by the bundled embedder; None when there is none, or another embedder's.

    Returns:
        The proposal.
    """
    return classify_many([text], None if vector is None else vector[None, :])[0]


def classify_many(texts: Sequence[str], vectors: "np.ndarray | None" = None) -> list[Proposal]:
    """Propose kind, scope, importance and names of many texts.

    Kind and scope are each the likeliest label of a multinomial logistic regression on the sentence vector, hashed
    words and named cues. Two rules stand above it: a text that names its own kind ("Decision: ...") is believed,
    and an instruction, since it will be obeyed, needs the form of an order, a modal verb or an "always".

    The importance is the prior of the kind (instruction .70, decision .65, preference, lesson and goal .60,
    procedure .55, fact .50, context .45, event and question .40), plus .15 for a word of stress ("critical",
    "allergic", "urgent"), plus .05 each for necessity ("must") and for "always" or "never", minus .10 for a hedge
    ("maybe"), plus .02 for each of at most five details (names, and whether there are numbers), kept within .05
    and .95.

    Args:
        texts: the memories.
        vectors: their unit vectors by the bundled embedder, shape (N, 512), or None.

    Returns:
        One proposal per text.
    """
    if not texts:
        return []
    readings = [read_statement(text) for text in texts]
    cues = cue_table([reading.cues for reading in readings])
    kinds, scopes = load_model("kind"), load_model("scope")
    words = [reading.words for reading in readings]
    features = build_features(words, buckets=kinds.buckets, cues=cues, vectors=vectors)
    kind = _with_rules(kinds.scores(features), cues, kinds.labels)
    scope = scopes.scores(features)
    reasons = zip(_reasons(kinds, kind, features), _reasons(scopes, scope, features), strict=True)
    pulls = (cues @ _pulls()).tolist()
    proposals = []
    for text, (own_kind, own_scope), (pull, numbers) in zip(texts, reasons, pulls, strict=True):
        about = find_names(text)
        proposals.append(
            Proposal(
                cast(Kind, own_kind.label),
                cast(Scope, own_scope.label),
                _importance(own_kind.label, pull, len(about) + int(numbers)),
                about,
                f"kind {own_kind.why}; scope {own_scope.why}",
                own_kind.sureness,
                own_scope.sureness,
            )
        )
    return proposals


def _with_rules(scores: FloatArray, cues: FloatArray, labels: tuple[str, ...]) -> FloatArray:
    """Believe a text that names its kind, and strike out instructions that order nothing."""
    ruled: FloatArray = scores + _SELF_NAMED_NATS * cues[:, _columns_of(tuple(f"says_{label}" for label in labels))]
    orders = cues[:, _columns_of(_ORDERING_CUES)].any(axis=1)
    ruled[~orders, labels.index("instruction")] = -np.inf
    return log_softmax(ruled)


@cache
def _columns_of(cues: tuple[str, ...]) -> list[int]:
    return [cue_names().index(name) for name in cues]


class _Reason(NamedTuple):
    label: str
    why: str
    sureness: float


def _reasons(model: LinearModel, scores: FloatArray, features: Features) -> list[_Reason]:
    """Say for each text its label, how sure that is, and the cues that spoke most for it."""
    head = model.text_only if features.vectors is None else model.with_vector
    chosen = scores.argmax(axis=1)
    weights = features.cues * head.cues.T[chosen]
    strongest = np.argpartition(-weights, _REASONS, axis=1)[:, :_REASONS]
    spoke = np.take_along_axis(weights, strongest, axis=1) > 0
    shares = np.exp(scores.max(axis=1)).tolist()
    names = _readable_cues()
    reasons = []
    for label, share, columns, counts in zip(chosen.tolist(), shares, strongest.tolist(), spoke.tolist(), strict=True):
        cues = " and ".join(names[column] for column, counted in zip(columns, counts, strict=True) if counted)
        name = model.labels[label]
        reasons.append(_Reason(name, f"{name} ({round(100 * share)}%): {cues or 'by its words'}", share))
    return reasons


@cache
def _readable_cues() -> list[str]:
    return [name.replace("_", " ") for name in cue_names()]


@cache
def _pulls() -> FloatArray:
    """Give, per cue, what it adds to the importance, and whether it is a detail."""
    table = np.zeros((len(cue_names()), 2), dtype=np.float32)
    for name, pull in _PULLS.items():
        table[cue_names().index(name), 0] = pull
    table[cue_names().index("number"), 1] = 1.0
    return table


def _importance(kind: str, pull: float, details: int) -> float:
    importance = _PRIORS[kind] + pull + _FOR_ONE_DETAIL * min(details, _MOST_DETAILS)
    return round(min(max(importance, _LEAST_IMPORTANT), _MOST_IMPORTANT), 2)
