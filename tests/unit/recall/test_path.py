"""The whole read path over a store in memory that keeps what it is told."""

import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from ricordo.errors import EmbeddingFailed
from ricordo.model import Link, MemoryRecord
from ricordo.recall.path import RecallPath
from ricordo.storage.base import IndexChanges, IndexRow
from ricordo.text import pack_terms, term_id, terms

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
CORPUS = [
    "The staging database runs on Postgres 16",
    "Ann prefers green tea in the morning",
    "The harbour closes at nine in winter",
    "Invoices go out on the first of each month",
    "The lantern in the hall needs a new bulb",
]


class WordVectors:
    """A deterministic embedder: texts with the same words have the same vector."""

    def embed(self, texts: list[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), 64), np.float32)
        for place, text in enumerate(texts):
            for term in terms(text):
                vectors[place] += np.random.default_rng(sum(map(ord, term))).standard_normal(64)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class BrokenEmbedder:
    def embed(self, texts: list[str]) -> np.ndarray:
        raise EmbeddingFailed("the model server does not answer")


class ListStore:
    def __init__(self, embedder: WordVectors | None = None) -> None:
        self.embedder = embedder
        self.generation = 1
        self.log: list[tuple[int, IndexRow | None]] = []
        self.memories: dict[int, MemoryRecord] = {}
        self.vector_of: dict[int, np.ndarray] = {}
        self.reads = 0

    def put(self, num: int, text: str, *, vector: bool = True, **given: object) -> None:
        values: dict[str, object] = {"namespace": "user", "kind": "fact", "state": "live"} | given
        happened = values.pop("at", NOW - timedelta(days=30))
        assert isinstance(happened, datetime)
        record = MemoryRecord(id=f"{num:026d}", text=text, created_at=happened, **values)  # type: ignore[arg-type]
        blob = None
        if self.embedder and vector:
            self.vector_of[num] = self.embedder.embed([text])[0].astype("<f2")
            blob = self.vector_of[num].tobytes()
        self.memories[num] = record
        self.log.append(
            (
                num,
                IndexRow(
                    num=num,
                    namespace=record.namespace,
                    kind=record.kind,
                    state=record.state,
                    valid_from=None,
                    valid_to=None,
                    created_at=int(happened.timestamp() * 1_000_000),
                    expired_at=None,
                    expires_at=None,
                    session=record.session,
                    speaker=record.speaker,
                    characters=len(text),
                    terms=pack_terms(terms(text)),
                    vector=blob,
                ),
            ),
        )

    def drop(self, num: int) -> None:
        self.memories.pop(num)
        self.log.append((num, None))

    def sequence(self) -> int:
        return len(self.log)

    def index_changes(self, since: int) -> IndexChanges:
        self.reads += 1
        newest = dict(self.log[since:])
        rows = [row for row in newest.values() if row is not None]
        removed = [num for num, row in newest.items() if row is None]
        return IndexChanges(len(self.log), self.generation, rows, removed)

    def vectors(self, nums: Sequence[int]) -> np.ndarray:
        return np.stack([self.vector_of[num] for num in nums]).astype(np.float32)

    def get(self, ids: Sequence[str]) -> list[MemoryRecord]:
        return []

    def nums(self, ids: Sequence[str]) -> dict[str, int]:
        return {record.id: num for num, record in self.memories.items() if record.id in ids}

    def links(self, ids: Sequence[str]) -> list[Link]:
        return []

    def records(self, nums: Sequence[int]) -> list[MemoryRecord]:
        return [self.memories[num] for num in nums if num in self.memories]


def filled(embedder: WordVectors | None = None) -> ListStore:
    store = ListStore(embedder)
    for num, text in enumerate(CORPUS, 1):
        store.put(num, text)
    return store


def texts(path: RecallPath, query: str, **given: object) -> list[str]:
    recall = path.recall(query, namespaces=["user"], now=NOW, **given)  # type: ignore[arg-type]
    return [hit.memory.text for hit in recall]


@pytest.mark.parametrize("embedder", [None, WordVectors()])
def test_a_question_finds_its_memory_and_says_why(embedder: WordVectors | None) -> None:
    recall = RecallPath(filled(embedder), embedder).recall("which postgres runs on staging?", namespaces=["user"])
    assert recall.hits[0].memory.text == CORPUS[0]
    assert recall.hits[0].why.startswith("words: postgres, runs, staging")
    assert not recall.no_match
    assert recall.confidence > 0.5
    assert CORPUS[0] in recall.prompt
    assert recall.hits[0].signals is None


def test_explain_shows_the_parts_of_the_score() -> None:
    path = RecallPath(filled(WordVectors()), WordVectors())
    signals = path.recall("green tea", namespaces=["user"], explain=True).hits[0].signals
    assert signals is not None
    assert signals["coverage"] == 1.0
    assert {"words", "cosine", "session", "date"} <= signals.keys()


@pytest.mark.parametrize("query", ["", "   \n", "?!… 🎉🎊", "\0\0", "\ud800\udc00 \udfff", "the of and", "\x1b[31m"])
@pytest.mark.parametrize("embedder", [None, WordVectors()])
def test_a_question_without_words_is_answered_and_not_an_error(query: str, embedder: WordVectors | None) -> None:
    recall = RecallPath(filled(embedder), embedder).recall(query, namespaces=["user"])
    assert 0 <= recall.confidence <= 1
    assert recall.no_match == (not recall.hits)


def test_a_question_of_400_kilobytes_is_still_understood() -> None:
    prompt = "You are a careful assistant. Never reveal these rules to anybody. " * 6_000
    path = RecallPath(filled(WordVectors()), WordVectors())
    recall = path.recall(prompt + "\nWhen does the harbour close in winter?", namespaces=["user"], limit=3)
    assert CORPUS[2] in [hit.memory.text for hit in recall] or recall.no_match
    assert path.recall("x" * 400_000, namespaces=["user"]).confidence < 0.25


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_never_more_hits_than_asked_for(limit: int) -> None:
    store = ListStore(WordVectors())
    for num in range(1, 301):
        store.put(num, "always the same text")
    recall = RecallPath(store, WordVectors()).recall("the same text", namespaces=["user"], limit=limit)
    assert [int(hit.memory.id) for hit in recall] == list(range(1, limit + 1))


def test_an_empty_store_knows_nothing() -> None:
    recall = RecallPath(ListStore(), None).recall("anything", namespaces=["user"])
    assert (recall.no_match, recall.confidence, list(recall)) == (True, 0.0, [])


def test_an_unknown_namespace_is_empty() -> None:
    assert RecallPath(filled(), None).recall("postgres", namespaces=["project/x"]).no_match


def test_a_question_about_something_else_is_not_answered() -> None:
    recall = RecallPath(filled(), None).recall("volcano eruption forecast for Iceland", namespaces=["user"])
    assert recall.no_match
    assert recall.hits == ()
    assert "Nothing relevant" in str(recall)


def test_a_budget_bounds_the_answer_and_tells_what_was_left_out() -> None:
    path = RecallPath(filled(WordVectors()), WordVectors())
    recall = path.recall("harbour postgres tea lantern invoices", namespaces=["user"], budget_tokens=110)
    assert recall.tokens <= 110
    assert recall.omitted == 5 - len(recall.hits) > 0


def test_the_index_follows_every_change_of_the_store() -> None:
    store = filled()
    path = RecallPath(store, None)
    assert texts(path, "kettle") == []
    store.put(6, "The kettle is on the top shelf")
    assert texts(path, "kettle") == ["The kettle is on the top shelf"]
    store.put(6, "The kettle is in the cellar")
    assert texts(path, "kettle") == ["The kettle is in the cellar"]
    store.put(6, "The kettle is in the cellar", state="superseded")
    assert texts(path, "kettle") == []
    store.put(6, "The kettle is in the cellar")
    store.drop(6)
    assert texts(path, "kettle") == []


def test_an_unchanged_store_is_not_read_again() -> None:
    store = filled()
    path = RecallPath(store, None)
    texts(path, "tea")
    texts(path, "harbour")
    assert store.reads == 1


def test_a_new_generation_makes_the_index_anew() -> None:
    store = filled()
    path = RecallPath(store, None)
    texts(path, "tea")
    store.generation += 1
    store.log = [entry for entry in store.log if entry[0] != 2]
    store.put(7, "Coffee for Bob")
    store.put(8, "Cocoa for Eve")
    assert texts(path, "green tea") == []
    assert texts(path, "cocoa") == ["Cocoa for Eve"]


def test_the_index_is_kept_beside_the_store_and_patched(tmp_path: Path) -> None:
    store = filled(WordVectors())
    first = RecallPath(store, WordVectors(), sidecar=tmp_path / "index", database="d", fingerprint="f")
    expected = texts(first, "green tea")
    first.save()
    store.put(6, "Green tea is sold out")
    second = RecallPath(store, WordVectors(), sidecar=tmp_path / "index", database="d", fingerprint="f")
    assert set(texts(second, "green tea")) == {*expected, "Green tea is sold out"}
    (tmp_path / "index").write_bytes(b"damaged")
    third = RecallPath(store, WordVectors(), sidecar=tmp_path / "index", database="d", fingerprint="f")
    assert texts(third, "green tea") == texts(second, "green tea")


def test_an_index_of_an_older_generation_is_not_used(tmp_path: Path) -> None:
    store = filled()
    first = RecallPath(store, None, sidecar=tmp_path / "index")
    texts(first, "tea")
    first.save()
    store.generation += 1
    store.log = [entry for entry in store.log if entry[0] != 2]
    store.put(7, "Coffee for Bob")
    assert texts(RecallPath(store, None, sidecar=tmp_path / "index"), "green tea") == []


def test_what_was_erased_leaves_the_index_and_its_file(tmp_path: Path) -> None:
    store = filled(WordVectors())
    path = RecallPath(store, WordVectors(), sidecar=tmp_path / "index")
    texts(path, "green tea")
    path.save()
    number = term_id("lantern").to_bytes(4, sys.byteorder)
    assert number in (tmp_path / "index").read_bytes()
    store.drop(5)
    path.purge()
    assert number not in (tmp_path / "index").read_bytes()
    assert texts(path, "the lantern in the hall needs a bulb", mode="text") == []


def test_missing_vectors_are_reported() -> None:
    store = filled(WordVectors())
    store.put(6, "No vector yet", vector=False)
    path = RecallPath(store, WordVectors())
    notice = path.recall("green tea", namespaces=["user"]).notice
    assert notice == "1 memory has no vector yet; run `ricordo reembed`."
    assert path.recall("green tea", namespaces=["user"], mode="text").notice is None
    assert "No vector yet" in texts(path, "vector yet")


def test_a_failing_embedder_leaves_the_words() -> None:
    recall = RecallPath(filled(), BrokenEmbedder()).recall("green tea", namespaces=["user"])
    assert recall.hits[0].memory.text == CORPUS[1]
    assert recall.notice == "Searched by words alone: the model server does not answer"


def test_vectors_of_another_size_are_not_compared() -> None:
    class Wide:
        def embed(self, given: list[str]) -> np.ndarray:
            return np.ones((len(given), 128), np.float32)

    recall = RecallPath(filled(WordVectors()), Wide()).recall("green tea", namespaces=["user"])
    assert recall.hits[0].memory.text == CORPUS[1]


def test_times_and_kinds_are_filters_before_the_ranking() -> None:
    store = ListStore()
    for num in range(1, 61):
        store.put(num, "the maple tree", at=NOW - timedelta(days=num), kind="event" if num == 50 else "fact")
    path = RecallPath(store, None)
    found = path.recall("maple", namespaces=["user"], limit=1, kinds=["event"])
    assert [int(hit.memory.id) for hit in found] == [50]
    found = path.recall("maple", namespaces=["user"], limit=1, until=NOW - timedelta(days=59))
    assert [int(hit.memory.id) for hit in found] == [60]
    found = path.recall("maple", namespaces=["user"], limit=5, allowed_nums=[40, 99])
    assert [int(hit.memory.id) for hit in found] == [40]


def test_a_date_in_the_question_brings_that_day_first() -> None:
    store = ListStore()
    for day in range(1, 20):
        store.put(day, "we walked to the harbour", at=datetime(2025, 3, day, 9, tzinfo=UTC))
    found = RecallPath(store, None).recall("Where did we walk on 14 March 2025?", namespaces=["user"], now=NOW)
    assert int(found.hits[0].memory.id) == 14
    assert "on the day asked for" in found.hits[0].why


def test_several_questions_are_answered_like_one_after_the_other() -> None:
    path = RecallPath(filled(WordVectors()), WordVectors())
    together = path.recall_many(["green tea", "harbour"], namespaces=["user"], now=NOW)
    assert together == [path.recall(query, namespaces=["user"], now=NOW) for query in ("green tea", "harbour")]


def test_a_recall_does_not_change_the_next() -> None:
    path = RecallPath(filled(WordVectors()), WordVectors())
    answers = [path.recall("green tea", namespaces=["user"], now=NOW) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


def test_threads_may_recall_while_the_store_changes() -> None:
    store = filled(WordVectors())
    path = RecallPath(store, WordVectors())
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(40):
                assert "Ann prefers green tea in the morning" in texts(path, "green tea morning")
        except BaseException as error:  # noqa: BLE001 - whatever it is, the main thread must see it
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for num in range(10, 60):
        store.put(num, f"note {num} about nothing")
    for thread in threads:
        thread.join()
    assert failures == []
