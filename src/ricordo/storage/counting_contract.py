"""The conformance suite of `CountingStore`: it holds that of `Store`."""

from datetime import timedelta

from ricordo.storage.base import Actor
from ricordo.storage.contract import StoreContract, record
from ricordo.storage.counting import Asked, CountingStore, DayCount, Use
from ricordo.storage.filter import Filter, fits
from ricordo.timeline import to_micros


class CountingContract(StoreContract):
    """What every store that counts must do, beside what every store must do."""

    def count(self, store: CountingStore, uses: dict[str, Use], *asked: Asked, since: int | None = None) -> None:
        """Count at once."""
        since = store.sequence() if since is None else since
        assert store.count_uses(uses, asked, since, patience_seconds=1)

    def test_counts_add_up_and_leave_the_sequence_alone(self, store: CountingStore) -> None:
        one, other = record("One"), record("Another")
        self.put(store, one, other)
        before = store.sequence()
        self.count(store, {one.id: Use(recalled=2, recalled_at=20)}, Asked("user", "who?", 1, 0, 20))
        self.count(store, {one.id: Use(recalled=1, recalled_at=10)}, Asked("user", "who?", 2, 1, 30))

        assert store.recalls([one.id, other.id]) == {one.id: Use(1, 3, 20)}
        assert store.questions(["user"], 0) == [Asked("user", "who?", 3, 1, 30)]
        assert store.questions(["user"], 31) == store.questions(["other"], 0) == []
        assert store.sequence() == before

    def test_a_memory_that_is_gone_is_not_counted(self, store: CountingStore) -> None:
        self.count(store, {"0" * 26: Use(recalled=1, recalled_at=1)})

        assert store.recalls(["0" * 26]) == {}
        assert all(check.ok for check in store.check() if check.name == "orphans")

    def test_questions_are_dropped_when_something_was_erased_meanwhile(self, store: CountingStore) -> None:
        one = record("One")
        self.put(store, one)
        since = store.sequence()
        with store.transaction("erase", Actor()) as transaction:
            transaction.erase(one.id)
        self.count(store, {}, Asked("user", "what is one?", 1, 0, 1), since=since)
        assert store.questions(["user"], 0) == []
        self.count(store, {}, Asked("user", "what is two?", 1, 0, 1))

        assert [found.question for found in store.questions(["user"], 0)] == ["what is two?"]

    def test_questions_that_hold_a_text_are_erased_in_any_case_and_spacing(self, store: CountingStore) -> None:
        texts = ("Is  THE Ring\nthere?", "who?", "is the ringing loud", "ring the bell")
        self.count(store, {}, *(Asked("user", text, 1, 0, 1) for text in texts), Asked("team", "when?", 1, 0, 1))
        with store.transaction("erase", Actor()) as transaction:
            transaction.erase_questions(["the ring", ""], ["team"])

        assert {one.question for one in store.questions(["user", "team"], 0)} == {"who?", "ring the bell"}

    def test_questions_move_to_another_namespace(self, store: CountingStore) -> None:
        self.count(store, {}, Asked("user", "who?", 2, 1, 1), Asked("team", "when?", 1, 0, 1))
        store.move_questions("user", "person")

        assert store.questions(["user"], 0) == []
        assert store.questions(["person"], 0) == [Asked("person", "who?", 2, 1, 1)]

    def test_the_most_recalled_and_the_unrecalled_are_told_apart(self, store: CountingStore) -> None:
        often, once, never, pinned = record("A"), record("B"), record("C"), record("D", pinned=True)
        gone = record("E", state="archived")
        self.put(store, often, once, never, pinned, gone)
        uses = {one.id: Use(recalled=count, recalled_at=100) for one, count in ((often, 5), (once, 1), (gone, 9))}
        self.count(store, uses)
        live, later = Filter(states=("live",)), to_micros(pinned.created_at + timedelta(days=1))

        assert [one.id for one, _ in store.most_recalled(live, 0, 9)] == [often.id, once.id]
        assert store.most_recalled(live, 0, 1)[0][1].recalled == 5
        assert store.most_recalled(live, 101, 9) == []
        assert [one.id for one in store.unrecalled(live, later, 9)[0]] == [often.id, once.id, never.id]
        assert store.unrecalled(live, later, 1) == ([often], 3)
        assert store.unrecalled(live, to_micros(often.created_at), 9) == ([], 0)

    def test_names_and_days_are_counted(self, store: CountingStore) -> None:
        one, other = record("A", about=("Ana", "Bo"), agent="x"), record("B", about=("ana",), kind="event")
        self.put(store, one, other, record("C", about=("Bo",), namespace="team"))
        day = one.created_at.date().isoformat()

        assert store.names(Filter(namespaces=("user",)), 9) == [("ana", 2), ("bo", 1)]
        assert store.names(Filter(), 1) == [("ana", 2)]
        assert store.days(Filter(namespaces=("user",))) == [
            DayCount("user", "event", None, day, 1),
            DayCount("user", "fact", "x", day, 1),
        ]

    def test_what_has_expired_is_filtered_and_counted(self, store: CountingStore) -> None:
        stays, private = record("A"), record("B", private=True)
        over = record("C", expires_at=stays.created_at + timedelta(days=1))
        closed = record("D", expires_at=over.expires_at, state="superseded")
        self.put(store, stays, private, over, closed)
        at = to_micros(stays.created_at + timedelta(days=1))
        wheres = (Filter(unexpired_at=at), Filter(expired_by=at), Filter(expired_by=at - 1), Filter(shareable=True))
        found = [{one.id for one in store.page(where, 9)[0]} for where in wheres]

        assert found == [{stays.id, private.id, closed.id}, {over.id}, set(), {stays.id, over.id, closed.id}]
        for where, ids in zip(wheres, found, strict=True):
            assert {one.id for one in (stays, private, over, closed) if fits(one, where)} == ids
        assert store.expired(None, at) == {"user": 1}
        assert store.expired(["team"], at) == store.expired(None, at - 1) == {}
