"""Look through what is known for statements that contradict each other.

Candidates are the nearest by meaning (blocks of a matrix product) and by rare words (an inverted list); the judgement
is the one that every single write goes through.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from ricordo.model import Link, MemoryRecord, Share, Value
from ricordo.storage.base import Store
from ricordo.storage.filter import Filter
from ricordo.text import terms
from ricordo.write.standing import JUDGED_KINDS, claim_of
from ricordo.write.truth import judge_replacement

_NEAREST_BY_MEANING: Final = 3
_NEAREST_BY_WORDS: Final = 2
_NEAREST_WITHOUT_MEANING: Final = 5
_LEAST_COSINE: Final = 0.35
_COMMON: Final = 60
"""A word in more statements than this leads to no candidates."""
_BLOCK: Final = 1024
_PAGE: Final = 1000


class Contradiction(Value):
    """Two live memories that do not fit together.

    Attributes:
        older: The one that held first.
        newer: The one that was true, or told, later.
        verdict: `supersedes`: the newer one replaces the older one. `conflicts`: it possibly does.
        score: How sure, from 0 to 1.
        why: One line for a person.
        link: The link that records the conflict; None when only this scan found it.
    """

    older: MemoryRecord
    newer: MemoryRecord
    verdict: Literal["supersedes", "conflicts"]
    score: Share
    why: str
    link: str | None = None


class ContradictionReport(Value):
    """What was looked at, how, and what was found.

    Attributes:
        scanned: So many statements were compared with the ones nearest to them.
        of: So many live statements there are in the scope.
        pairs: So many pairs were judged.
        how: By what the candidates were found.
        found: The contradictions, the surest first; `resolve` settles them.
    """

    scanned: int
    of: int
    pairs: int
    how: str
    found: tuple[Contradiction, ...]


def scan(store: Store, namespaces: Sequence[str], limit: int) -> ContradictionReport:
    """Compare the newest statements of some namespaces with those nearest to them.

    Args:
        store: The store.
        namespaces: Where to look; memories of different ones are never compared.
        limit: So many statements at most.
    """
    found: list[Contradiction] = []
    scanned = total = pairs = 0
    how = "words"
    for namespace in namespaces:
        statements, count = _statements(store, namespace, limit - scanned)
        vectors = store.vectors([*store.nums([one.id for one in statements]).values()]) if statements else None
        if vectors is not None and vectors.shape[1]:
            how = "meaning and words"
        judged, compared = _judged(statements, vectors)
        found += judged
        scanned, total, pairs = scanned + len(statements), total + count, pairs + compared
    return ContradictionReport(
        scanned=scanned, of=total, pairs=pairs, how=how, found=_with_links(store, namespaces, found)
    )


def _statements(store: Store, namespace: str, limit: int) -> tuple[list[MemoryRecord], int]:
    where = Filter(namespaces=(namespace,), states=("live",), kinds=tuple(sorted(JUDGED_KINDS)))
    total = len(store.matching(where))
    statements: list[MemoryRecord] = []
    cursor = None
    while len(statements) < min(limit, total):
        page, cursor = store.page(where, min(_PAGE, limit - len(statements)), cursor)
        statements += page
        if cursor is None:
            break
    return sorted(statements, key=lambda one: (one.happened_at, one.id)), total


def _judged(statements: Sequence[MemoryRecord], vectors: np.ndarray | None) -> tuple[list[Contradiction], int]:
    """Judge each statement against its nearest among those before it."""
    claims = [claim_of(one) for one in statements]
    by_meaning = _near_by_meaning(vectors)
    by_words = _near_by_words(statements, _NEAREST_BY_WORDS if by_meaning else _NEAREST_WITHOUT_MEANING)
    found, pairs = [], 0
    for place, claim in enumerate(claims):
        near = sorted({*by_words[place], *by_meaning.get(place, ())})
        cosines = None if vectors is None or not vectors.size else (vectors[near] @ vectors[place]).tolist()
        pairs += len(near)
        for old, how in zip(near, judge_replacement(claim, [claims[one] for one in near], cosines), strict=True):
            if how.verdict != "coexist":
                found.append(
                    Contradiction(older=statements[old], newer=statements[place], verdict=how.verdict,
                                  score=how.score, why=how.why)
                )  # fmt: skip
    return found, pairs


def _near_by_words(statements: Sequence[MemoryRecord], count: int) -> list[list[int]]:
    """Give for each statement those before it that share the most rare words."""
    holders: dict[str, list[int]] = defaultdict(list)
    near: list[list[int]] = []
    for place, one in enumerate(statements):
        own = set(terms(one.text))
        shared: Counter[int] = Counter()
        for term in own:
            if len(holders[term]) <= _COMMON:
                shared.update(holders[term])
            holders[term].append(place)
        near.append([other for other, _ in shared.most_common(count)])
    return near


def _near_by_meaning(vectors: np.ndarray | None) -> dict[int, list[int]]:
    """Give for each statement those before it whose vectors are nearest."""
    if vectors is None or not vectors.size:
        return {}
    near: dict[int, list[int]] = {}
    for start in range(0, len(vectors), _BLOCK):
        end = min(start + _BLOCK, len(vectors))
        cosines = vectors[start:end] @ vectors[:end].T
        cosines[np.arange(end)[None, :] >= np.arange(start, end)[:, None]] = -1.0
        count = min(_NEAREST_BY_MEANING, end)
        best = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        for row, places in enumerate(best):
            near[start + row] = [int(place) for place in places if cosines[row, place] >= _LEAST_COSINE]
    return near


def _with_links(store: Store, namespaces: Sequence[str], found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Add the recorded conflicts, and leave out what was settled."""
    links = [link for link in store.things(Link, namespaces) if link.type == "conflict"]
    settled = {frozenset((link.older, link.newer)) for link in links if not link.is_live}
    waiting = {(link.older, link.newer): link for link in links if link.is_live}
    known = {one.id: one for one in store.get([end for pair in waiting for end in pair])}
    all_found = {(one.older.id, one.newer.id): one for one in found}
    for (older, newer), link in waiting.items():
        if all(one in known and known[one].state == "live" for one in (older, newer)):
            all_found[older, newer] = Contradiction(
                older=known[older], newer=known[newer], verdict="conflicts", score=link.score, why=link.why,
                link=link.id,
            )  # fmt: skip
    kept = [one for (older, newer), one in all_found.items() if frozenset((older, newer)) not in settled]
    return tuple(sorted(kept, key=lambda one: (-one.score, one.newer.id)))
