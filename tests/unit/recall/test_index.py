"""The real index and search against a plain rewriting of the same formulas, one memory after the other."""

from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, datetime
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ricordo.recall import search as search_module
from ricordo.recall.index import Index
from ricordo.recall.query import understand
from ricordo.recall.scope import Filters, Scope, allowed, scope_of
from ricordo.recall.search import Found, Search
from ricordo.storage.base import IndexRow
from ricordo.text import pack_terms, query_terms, terms, unpack_terms

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NOW_MICROS = int(NOW.timestamp() * 1_000_000)
DAY = 86_400_000_000
WORDS = ["harbour", "kettle", "lantern", "maple", "nickel", "orchid"]
DIMENSION = 8


def row(num: int, text: str, **given: object) -> IndexRow:
    values: dict[str, object] = {
        "namespace": "user",
        "kind": "message",
        "state": "live",
        "valid_from": None,
        "valid_to": None,
        "created_at": NOW_MICROS - DAY,
        "expired_at": None,
        "expires_at": None,
        "session": None,
        "speaker": None,
        "characters": len(text),
        "terms": pack_terms(terms(text)),
        "vector": None,
    } | given
    return IndexRow(num=num, **values)  # type: ignore[arg-type]


def unit_vector(seed: int) -> bytes:
    vector = np.random.default_rng(seed).standard_normal(DIMENSION)
    return (vector / np.linalg.norm(vector)).astype("<f2").tobytes()


@st.composite
def some_rows(draw: st.DrawFn) -> list[IndexRow]:
    count = draw(st.integers(1, 12))
    return [
        row(
            num,
            " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=5))),
            namespace=draw(st.sampled_from(["user", "user", "project/a"])),
            kind=draw(st.sampled_from(["message", "message", "fact"])),
            state=draw(st.sampled_from(["live", "live", "live", "archived", "held", "archived"])),
            session=draw(st.sampled_from([None, "s1", "s2"])),
            speaker=draw(st.sampled_from([None, "Ann", "Bob", "assistant"])),
            characters=draw(st.sampled_from([20, 350, 900])),
            valid_to=draw(st.sampled_from([None, None, None, NOW_MICROS - 1, NOW_MICROS + DAY])),
            expires_at=draw(st.sampled_from([None, None, None, NOW_MICROS, NOW_MICROS + DAY])),
            vector=draw(st.sampled_from([None, *(unit_vector(seed) for seed in range(4))])),
        )
        for num in range(1, count + 1)
    ]


def run(
    index: Index,
    query: str,
    vector: np.ndarray | None = None,
    *,
    namespaces: tuple[str, ...] = ("user",),
    limit: int = 50,
    fetch: object = None,
    **narrowed: object,
) -> Found:
    filters = Filters(namespaces, NOW_MICROS, **narrowed)  # type: ignore[arg-type]
    scope = scope_of(index, filters)
    search = Search(index, scope, fetch)  # type: ignore[arg-type]
    return search.run(understand(query, NOW), vector, allowed(index, scope, filters), "hybrid", limit)


@given(some_rows(), st.integers(0, 12), st.booleans(), st.sampled_from([None, NOW_MICROS - 2]))
@settings(max_examples=80, deadline=None)
def test_a_scope_that_grows_with_the_index_is_the_one_that_is_counted_anew(rows, cut, some_are_replaced, valid_at):
    states = {"archived": "superseded"} if some_are_replaced else {}
    rows = [replace(one, state=states.get(one.state, one.state)) for one in rows]
    filters = Filters(("user", "project/a"), NOW_MICROS, valid_at=valid_at)
    index = Index()
    index.add(rows[:cut])
    before, recast = scope_of(index, filters), index.recast
    index.add(rows[cut:])

    grown, counted = scope_of(index, filters, before), scope_of(index, filters)

    assert index.recast == recast
    for field in fields(Scope):
        np.testing.assert_array_equal(getattr(grown, field.name), getattr(counted, field.name), field.name)


def test_a_memory_that_changes_is_told_apart_from_one_that_is_added():
    index = Index()
    index.add([row(1, "kettle"), row(2, "maple")])
    seen = {index.recast}

    index.add([row(1, "kettle", state="archived")])
    seen.add(index.recast)
    index.add([row(2, "orchid")])
    seen.add(index.recast)
    index.remove([1])
    seen.add(index.recast)
    index.compact()

    assert len({*seen, index.recast}) == 5


class Reference:
    """The recipe, literally."""

    def __init__(self, rows: list[IndexRow], namespaces: tuple[str, ...]) -> None:
        self.rows = [
            one
            for one in sorted(rows, key=lambda one: one.num)
            if one.namespace in namespaces
            and one.state == "live"
            and (one.valid_to is None or one.valid_to > NOW_MICROS)
            and (one.expires_at is None or one.expires_at > NOW_MICROS)
        ]
        # A message that is not in force still separates its neighbours: it was said.
        chains: dict[tuple[str, str], list[IndexRow]] = {}
        for one in sorted(rows, key=lambda one: one.num):
            if one.session is not None and one.kind == "message":
                chains.setdefault((one.namespace, one.session), []).append(one)
        visible = {one.num for one in self.rows}
        self.beside: dict[int, list[IndexRow]] = {one.num: [] for one in rows}
        self.session: dict[int, list[IndexRow]] = {one.num: [] for one in rows}
        for chain in chains.values():
            shown = [one for one in chain if one.num in visible]
            for place, one in enumerate(chain):
                around = [chain[at] for at in (place - 1, place + 1) if 0 <= at < len(chain)]
                self.beside[one.num] = [o for o in around if o.num in visible and o.characters <= 400]
                self.session[one.num] = shown if len(shown) >= 2 else []

    def counts(self, one: IndexRow) -> Counter[int]:
        return Counter(unpack_terms(one.terms)[1])

    def length(self, one: IndexRow) -> int:
        return unpack_terms(one.terms)[0]

    def scores(self, query: str, vector: np.ndarray | None) -> dict[int, float]:
        asked = [next(iter(unpack_terms(pack_terms([term]))[1])) for term in query_terms(query)]
        count = len(self.rows)
        if not count:
            return {}

        def weight(frequency: int, total: int) -> float:
            return log(1 + (total - frequency + 0.5) / (frequency + 0.5))

        frequency = {term: sum(term in self.counts(one) for one in self.rows) for term in asked}
        known = [term for term in asked if frequency[term]]
        idf = {term: weight(frequency[term], count) for term in known}
        mass = sum(idf.values()) + (len(asked) - len(known)) * weight(0, count)
        full = {one.num: self.length(one) + sum(map(self.length, self.beside[one.num])) for one in self.rows}
        average = sum(full.values()) / count

        def gain(amount: float, length: float, mean: float) -> float:
            return amount * 2.2 / (amount + 1.2 * (0.25 + 0.75 * length / mean)) if amount else 0.0

        words, cover, talk = {}, {}, {}
        documents = {
            tuple(other.num for other in self.session[one.num]): self.session[one.num]
            for one in self.rows
            if self.session[one.num]
        }
        talked = {
            key: (sum((self.counts(one) for one in chain), Counter()), sum(map(self.length, chain)))
            for key, chain in documents.items()
        }
        for one in self.rows:
            own = self.counts(one)
            near = sum((self.counts(other) for other in self.beside[one.num]), Counter())
            words[one.num] = sum(
                idf[term] * gain(own[term] + 0.3 * near[term], full[one.num], max(average, 1e-9)) for term in known
            )
            cover[one.num] = sum(idf[term] for term in known if own[term]) / max(mass, 1e-9)
            key = tuple(other.num for other in self.session[one.num])
            mean = sum(length for _, length in talked.values()) / len(talked) if talked else 1
            talk[one.num] = (
                sum(
                    weight(sum(term in other for other, _ in talked.values()), len(talked))
                    * gain(talked[key][0][term], talked[key][1], max(mean, 1e-9))
                    for term in known
                )
                if key
                else 0.0
            )
        cosine = {
            one.num: float(np.frombuffer(one.vector, "<f2").astype(np.float32) @ vector)
            for one in self.rows
            if one.vector is not None and vector is not None
        }
        values = np.array(list(cosine.values()))
        spread = values.std() if values.size else 0.0
        best = max(cover.values(), default=0.0)
        speakers = {one.speaker for one in self.rows if one.speaker}
        named = {name for name in speakers if name.lower() in query.lower().split()}
        result = {}
        for one in self.rows:
            score = words[one.num] / (max(words.values()) or 1) * (0.8 + 0.2 * cover[one.num])
            score += 0.3 * talk[one.num] / (max(talk.values()) or 1) * min(1, 300 / one.characters)
            score += 0.3 * (one.speaker in named and named != speakers)
            if spread > 1e-6 and one.num in cosine:
                z = (cosine[one.num] - values.mean()) / spread
                score += 0.2 * (0.2 + 2 * (1 - best) ** 2) * z
            score -= 0.3 * (one.speaker == "assistant")
            if vector is not None or words[one.num] > 0:
                result[one.num] = score
        return result


QUESTIONS = st.lists(st.sampled_from([*WORDS, "unknown", "Ann", "assist"]), min_size=1, max_size=4).map(" ".join)


def assert_same_ranking(index: Index, rows: list[IndexRow], query: str, vector: np.ndarray | None) -> None:
    found = run(index, query, vector)
    expected = Reference(rows, ("user",)).scores(query, vector)
    nums = index.columns.num[found.slots].tolist()
    assert set(nums) == set(expected)
    assert found.scores.tolist() == pytest.approx([expected[num] for num in nums], abs=2e-3)
    assert found.scores.tolist() == pytest.approx(sorted(expected.values(), reverse=True), abs=2e-3)


@settings(max_examples=150, deadline=None)
@given(some_rows(), QUESTIONS, st.booleans())
def test_the_index_scores_as_the_recipe_written_out(rows: list[IndexRow], query: str, with_vectors: bool) -> None:
    index = Index()
    index.add(rows)
    vector = np.frombuffer(unit_vector(9), "<f2").astype(np.float32) if with_vectors else None
    assert_same_ranking(index, rows, query, vector if index.dimension else None)


@settings(max_examples=150, deadline=None)
@given(st.data(), some_rows(), QUESTIONS)
def test_an_index_that_was_changed_step_by_step_equals_one_built_at_once(
    data: st.DataObject, rows: list[IndexRow], query: str
) -> None:
    index = Index()
    current: dict[int, IndexRow] = {}
    for _ in range(data.draw(st.integers(1, 8))):
        batch = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda one: one.num, max_size=6))
        shift = data.draw(st.integers(0, len(rows) - 1))
        changed = [
            IndexRow(**{**{f: getattr(one, f) for f in IndexRow.__slots__}, "terms": rows[shift].terms})
            for one in batch
        ]
        index.add(changed)
        current |= {one.num: one for one in changed}
        gone = data.draw(st.lists(st.sampled_from(rows).map(lambda one: one.num), max_size=3))
        index.remove(gone)
        for num in gone:
            current.pop(num, None)
        if data.draw(st.booleans()):
            index.compact()
    assert len(index) == len(current)
    if current:
        vector = np.frombuffer(unit_vector(9), "<f2").astype(np.float32)
        assert_same_ranking(index, list(current.values()), query, vector if index.dimension else None)


@settings(max_examples=100, deadline=None)
@given(
    some_rows(),
    QUESTIONS,
    st.sets(st.sampled_from(["message", "fact"])),
    st.sets(st.integers(0, 14)),
    st.integers(-3, 3),
    st.booleans(),
)
def test_no_filter_ever_lets_anything_else_through(
    rows: list[IndexRow], query: str, kinds: set[str], nums: set[int], days: int, large: bool
) -> None:
    index = Index()
    index.add(rows)
    since = NOW_MICROS + days * DAY
    exact_rows = search_module.EXACT_ROWS
    try:
        search_module.EXACT_ROWS = 0 if large else exact_rows
        vector = np.frombuffer(unit_vector(9), "<f2").astype(np.float32) if index.dimension else None
        matrix = np.stack(
            [np.frombuffer(one.vector or bytes(2 * DIMENSION), "<f2") for one in rows],
        ).astype(np.float32)

        def fetch(wanted: list[int]) -> np.ndarray:
            return matrix[np.array(wanted, np.int64) - 1]

        found = run(index, query, vector, kinds=kinds, since=since, allowed_nums=nums, fetch=fetch)
    finally:
        search_module.EXACT_ROWS = exact_rows
    by_num = {one.num: one for one in rows}
    for num in index.columns.num[found.slots].tolist():
        one = by_num[num]
        assert num in nums
        assert one.kind in kinds
        assert one.namespace == "user"
        assert one.state == "live"
        assert one.created_at >= since
        assert one.expires_at is None or one.expires_at > NOW_MICROS
        assert one.valid_to is None or one.valid_to > NOW_MICROS


def test_equal_memories_come_oldest_first() -> None:
    index = Index()
    index.add([row(num, "maple") for num in (5, 3, 9, 1)])
    assert index.columns.num[run(index, "maple").slots].tolist() == [1, 3, 5, 9]


def test_a_memory_out_of_force_is_not_found_but_still_separates_its_neighbours() -> None:
    index = Index()
    texts = ["harbour", "kettle", "lantern"]
    states = ["live", "archived", "live"]
    index.add([row(n, t, session="s", state=s) for n, (t, s) in enumerate(zip(texts, states, strict=True), 1)])
    assert index.columns.num[run(index, "kettle").slots].tolist() == []
    assert index.columns.num[run(index, "harbour").slots].tolist() == [1]


def test_a_neighbour_is_found_by_the_words_beside_it_and_ranks_below() -> None:
    index = Index()
    index.add([row(1, "shall we meet at the harbour", session="s"), row(2, "yes", session="s"), row(3, "no")])
    assert index.columns.num[run(index, "harbour").slots].tolist() == [1, 2]


def test_an_assistants_words_come_second_unless_they_are_asked_for() -> None:
    index = Index()
    index.add([row(1, "take the maple desk", speaker="assistant"), row(2, "i took the maple desk", speaker="user")])
    assert index.columns.num[run(index, "which maple desk").slots].tolist() == [2, 1]
    assert index.columns.num[run(index, "what did you say about taking the maple desk").slots].tolist() == [1, 2]


def test_a_large_index_finds_the_same_best_memories_as_an_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(4)
    rows, vectors = [], []
    for num in range(1, 3001):
        vector = random.standard_normal(64).astype(np.float32)
        vectors.append((vector / np.linalg.norm(vector)).astype("<f2"))
        text = " ".join(f"w{word}" for word in random.zipf(1.3, 8) % 500)
        rows.append(row(num, text, session=f"s{num // 20}", vector=vectors[-1].tobytes()))
    matrix = np.stack(vectors).astype(np.float32)
    index = Index()
    index.add(rows)
    queries = [" ".join(f"w{word}" for word in random.zipf(1.3, 5) % 500) for _ in range(30)]
    asked = [matrix[at] + 0.1 * random.standard_normal(64).astype(np.float32) for at in range(0, 3000, 100)]
    asked = [vector / np.linalg.norm(vector) for vector in asked]
    exact = [run(index, q, v, limit=10) for q, v in zip(queries, asked, strict=True)]
    monkeypatch.setattr(search_module, "EXACT_ROWS", 0)
    index.matrix = None
    large = [
        run(index, q, v, limit=10, fetch=lambda nums: matrix[np.array(nums) - 1])
        for q, v in zip(queries, asked, strict=True)
    ]
    assert np.mean([a.slots[0] == b.slots[0] for a, b in zip(exact, large, strict=True)]) >= 0.9
    shared = [len(set(a.slots.tolist()) & set(b.slots.tolist())) / 10 for a, b in zip(exact, large, strict=True)]
    assert np.mean(shared) >= 0.8
