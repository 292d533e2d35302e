"""The conformance suite of `Store`: whoever writes a backend inherits it and gives a store.

    class TestMyStore(StoreContract):
        @pytest.fixture
        def store(self):
            yield MyStore(..., model="model")

Every test states one promise of the interface by its name.
"""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from ricordo.errors import StoreError
from ricordo.model import Entity, Link, MemoryRecord, Relation, Session, Thing
from ricordo.storage.base import Actor, Derived, Store, Touched
from ricordo.storage.edges import Edge, EdgeFilter
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros

_START = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = itertools.count(1)
ODD_TEXTS = ("naïve 日本語 👩‍👩‍👧 'quote\" \\ %_", "line\nbreak\ttab", "x" * 50_000)


class StopHereError(Exception):
    """Raised by a test inside a transaction."""


def record(text: str = "Staging runs Postgres 16", **values: Any) -> MemoryRecord:
    """Make a record with an id and a time of its own."""
    number = next(_numbers)
    moment = _START + timedelta(seconds=number)
    return MemoryRecord(**{"id": f"{number:026d}", "namespace": "user", "kind": "fact", "text": text,
                           "created_at": moment, **values})  # fmt: skip


def derived(key: str, vector: list[float] | None = None) -> Derived:
    """Make derived data with a text key."""
    return Derived(key, b"terms", None if vector is None else np.array(vector, np.float32))


def entity(name: str, **values: Any) -> Entity:
    """Make an entity with an id and a time of its own."""
    number = next(_numbers)
    moment = _START + timedelta(seconds=number)
    return Entity(**{"id": f"{number:026d}", "namespace": "user", "name": name, "created_at": moment, **values})


def relation(source: str, target: str, **values: Any) -> Relation:
    """Make a relation with an id and a time of its own."""
    number = next(_numbers)
    return Relation(**{"id": f"{number:026d}", "namespace": "user", "source": source, "target": target, "type": "uses",
                       "created_at": _START + timedelta(seconds=number), **values})  # fmt: skip


class StoreContract:
    """What every store must do."""

    ACTOR = Actor("tester", "session-1")

    def put(self, store: Store, *records: MemoryRecord, operation: str = "remember") -> int:
        """Write records in one change."""
        with store.transaction(operation, self.ACTOR) as transaction:
            for one in records:
                transaction.write(one, derived(one.id))
            assert transaction.change is not None
            return transaction.change

    def test_a_written_record_is_read_back_equal(self, store: Store) -> None:
        written = record(
            tags=("Db", "ops"), about=("Postgres",), details={"a": [1, {"b": None}]}, subject="project.db",
            importance=0.25, valid_from=_START, source="tool:psql", ref="r1", session="s", speaker="Ana",
        )  # fmt: skip
        self.put(store, written)
        assert store.get([written.id]) == [written]

    def test_odd_characters_survive(self, store: Store) -> None:
        written = [record(text) for text in ODD_TEXTS]
        self.put(store, *written)
        assert [one.text for one in store.get([one.id for one in written])] == list(ODD_TEXTS)

    def test_an_error_inside_a_transaction_leaves_no_trace(self, store: Store) -> None:
        before = store.sequence()
        one = record()
        try:
            with store.transaction("remember", self.ACTOR) as transaction:
                transaction.write(one, derived("k"))
                raise StopHereError
        except StopHereError:
            pass
        assert store.get([one.id]) == []
        assert store.sequence() == before

    def test_a_transaction_reads_its_own_writes(self, store: Store) -> None:
        one = record(subject="a.b")
        with store.transaction("remember", self.ACTOR) as transaction:
            transaction.write(one, derived("key"))
            assert transaction.get(one.id) == one
            assert transaction.find_text("user", "key") == one
            assert transaction.find_subject("user", "a.b") == one

    def test_text_and_subject_are_looked_up_within_one_namespace_only(self, store: Store) -> None:
        one = record(subject="a.b")
        with store.transaction("remember", self.ACTOR) as transaction:
            transaction.write(one, derived("key"))
            assert transaction.find_text("team", "key") is None
            assert transaction.find_subject("team", "a.b") is None
            transaction.write(past := record(state="superseded"), derived("key"))
            assert transaction.superseded_texts("user", "key") == [past]
            assert transaction.superseded_texts("team", "key") == []

    def test_put_away_memories_are_no_longer_found_by_text_or_subject(self, store: Store) -> None:
        one = record(subject="a.b", state="archived")
        with store.transaction("forget", self.ACTOR) as transaction:
            transaction.write(one, derived("key"))
            assert transaction.find_text("user", "key") is None
            assert transaction.find_subject("user", "a.b") is None

    def test_every_state_of_a_memory_is_in_the_journal_in_order(self, store: Store) -> None:
        first = record()
        second = first.model_copy(update={"text": "Staging runs Postgres 17"})
        changes = [self.put(store, first), self.put(store, second, operation="update")]
        entries = list(store.journal(target=first.id))
        assert [entry.state for entry in entries] == [first, second]
        assert [entry.change for entry in entries] == changes
        assert [entry.operation for entry in entries] == ["remember", "update"]
        assert {(entry.agent, entry.session) for entry in entries} == {("tester", "session-1")}

    def test_a_change_can_go_on_in_another_transaction(self, store: Store) -> None:
        one, two = record(), record("other")
        change = self.put(store, one)
        with store.transaction("remember", self.ACTOR, change=change) as transaction:
            transaction.write(two, derived("two"))
            assert [entry.target for entry in transaction.entries(change=change)] == [one.id, two.id]

    def test_transactions_can_be_joined_to_one_change(self, store: Store) -> None:
        """Transactions before and after it are changes of their own."""
        numbers = []
        for name in ("one", "two"):
            with store.one_change() as joined:
                for part in (1, 2):
                    with store.transaction("remember", self.ACTOR) as transaction:
                        new = record(f"{name} {part}")
                        transaction.write(new, derived(new.text))
                    numbers.append(transaction.change)
                    assert joined.number == transaction.change
        assert numbers[0] == numbers[1] != numbers[2] == numbers[3]

    def test_a_removed_memory_is_gone_and_its_history_stays(self, store: Store) -> None:
        one = record()
        self.put(store, one)
        with store.transaction("undo", self.ACTOR) as transaction:
            transaction.remove(one.id)
        assert store.get([one.id]) == []
        assert [entry.state for entry in store.journal(target=one.id)] == [one, None]
        assert not any(entry.erased for entry in store.journal(target=one.id))

    def test_an_erased_memory_leaves_no_state_behind(self, store: Store) -> None:
        one, other = record("secret plan"), record("other plan")
        self.put(store, one, other)
        with store.transaction("erase", self.ACTOR) as transaction:
            transaction.erase(one.id)
        assert store.get([one.id]) == []
        assert all(entry.state is None for entry in store.journal(target=one.id))
        assert store.get([other.id]) == [other]
        assert all(finding.ok for finding in store.check() if finding.name.startswith("journal"))

    def test_pages_give_every_memory_once_newest_first(self, store: Store) -> None:
        written = [record(f"memory {number}") for number in range(7)]
        self.put(store, *written)
        seen: list[str] = []
        cursor = None
        while True:
            page, cursor = store.page(Filter(namespaces=("user",)), 3, cursor)
            seen += [one.id for one in page]
            if cursor is None:
                break
        assert seen == [one.id for one in reversed(written)]

    def test_memories_of_the_same_moment_are_paged_without_loss(self, store: Store) -> None:
        written = [record(f"memory {number}", created_at=_START) for number in range(5)]
        self.put(store, *written)
        first, cursor = store.page(Filter(), 2)
        second, cursor = store.page(Filter(), 2, cursor)
        third, cursor = store.page(Filter(), 2, cursor)
        assert cursor is None
        assert sorted(one.id for one in first + second + third) == sorted(one.id for one in written)

    def test_every_filter_condition_must_hold(self, store: Store) -> None:
        right = record(kind="decision", tags=("Ops",), about=("Redis",), subject="project.cache_1", session="s")
        wrong = [
            record("w1", kind="fact", tags=("ops",), about=("Redis",), subject="project.cache_1x"),
            record("w2", kind="decision", about=("Redis",)),
            record("w3", kind="decision", tags=("ops",), subject="projectXcache_1"),
            record("w4", kind="decision", tags=("ops",), about=("Redis",), namespace="team"),
        ]
        self.put(store, right, *wrong)
        where = Filter(
            namespaces=("user",), kinds=("decision",), tags=("OPS",), about=("redis",), subject_prefix="project.c",
            states=("live",), session="s",
        )  # fmt: skip
        assert store.page(where, 10)[0] == [right]
        assert store.records(store.matching(where)) == [right]
        assert store.page(Filter(subject_prefix="project.cache_"), 10)[0] == [wrong[0], right]

    def test_the_index_rows_say_what_changed_since(self, store: Store) -> None:
        one, two = record(), record("two")
        self.put(store, one)
        first = store.index_changes(0)
        self.put(store, two, one.model_copy(update={"state": "archived"}))
        second = store.index_changes(first.sequence)
        assert [row.state for row in first.rows] == ["live"]
        assert {(row.num, row.state) for row in second.rows} >= {(first.rows[0].num, "archived")}
        assert len(second.rows) == 2
        with store.transaction("undo", self.ACTOR) as transaction:
            transaction.remove(one.id)
        assert store.index_changes(second.sequence).removed == [first.rows[0].num]

    def test_what_was_touched_since_is_told_to_every_namespace_that_it_lay_in(self, store: Store) -> None:
        one, two, ana = record(), record("two", namespace="team"), entity("Ana")
        self.put(store, one)
        before = store.sequence()
        with store.transaction("import", self.ACTOR) as transaction:
            transaction.put(ana)
            transaction.write(two, derived("two"))
            transaction.write(two.model_copy(update={"importance": 1.0}), derived("two"))
        both = store.sequence()
        self.put(store, one.model_copy(update={"namespace": "team"}))
        assert set(store.touched(before, ["team"])) == {Touched("memory", two.id), Touched("memory", one.id)}
        assert store.touched(both, ["user", "team"]) == [Touched("memory", one.id)]
        assert store.touched(store.sequence(), ["user", "team"]) == store.touched(before, ["elsewhere"]) == []
        assert Touched("entity", ana.id) in store.touched(before, ["user"])

    def test_vectors_come_back_in_the_order_asked_and_never_of_another_model(self, store: Store) -> None:
        one, two, bare = record(), record("two"), record("three")
        with store.transaction("remember", self.ACTOR) as transaction:
            transaction.write(one, derived("1", [1, 0]))
            transaction.write(two, derived("2", [0, 1]))
            transaction.write(bare, derived("3"))
        nums = [row.num for row in store.index_changes(0).rows]
        np.testing.assert_array_equal(store.vectors([nums[1], nums[2], nums[0]]), [[0, 1], [0, 0], [1, 0]])
        assert [num for num, _ in store.without_vector(0, 10)] == [nums[2]]
        store.model = "other"
        assert [row.vector is None for row in store.index_changes(0).rows] == [True, True, True]

    def test_a_changed_text_loses_its_vector(self, store: Store) -> None:
        one = record()
        with store.transaction("remember", self.ACTOR) as transaction:
            transaction.write(one, derived("1", [1, 0]))
        self.put(store, one.model_copy(update={"pinned": True}))
        assert store.without_vector(0, 10) == []
        self.put(store, one.model_copy(update={"text": "other"}))
        assert [found.text for _, found in store.without_vector(0, 10)] == ["other"]

    def test_the_last_change_is_the_newest_that_is_in_force(self, store: Store) -> None:
        assert store.last_change() is None
        first, second = self.put(store, record()), self.put(store, record("two"))
        assert store.last_change() == second
        with store.transaction("undo", self.ACTOR, undoes=second) as transaction:
            transaction.write(record("undo"), derived("u"))
            undo = transaction.change
        assert store.last_change() == first
        with store.transaction("undo", self.ACTOR, undoes=undo) as transaction:
            transaction.write(record("redo"), derived("r"))
        assert store.last_change() == second

    def test_ids_are_found_by_their_beginning(self, store: Store) -> None:
        one, two = record(id="AAAA"), record("two", id="AABB", namespace="team")
        self.put(store, one, two)
        assert store.ids_starting("AA", None, 5) == ["AAAA", "AABB"]
        assert store.ids_starting("AA", ("team",), 5) == ["AABB"]
        assert store.ids_starting("AB", None, 5) == []

    def test_a_sound_store_passes_all_its_checks(self, store: Store) -> None:
        self.put(store, record(), record("two", tags=("a",)))
        bad = [finding for finding in store.check() if not finding.ok and not finding.repairable]
        assert bad == []

    # Entities, relations, links, sessions

    def keep(self, store: Store, *things: Thing) -> int:
        """Put things in one change."""
        with store.transaction("relate", self.ACTOR) as transaction:
            for thing in things:
                transaction.put(thing)
            assert transaction.change is not None
            return transaction.change

    def test_things_are_read_back_equal_and_by_what_they_are_asked_for(self, store: Store) -> None:
        ana, redis = entity("Ana", type="person", aliases=("Annie",)), entity("Redis", namespace="team")
        edge = relation(ana.id, redis.id, weight=2.5, details={"since": 2020}, valid_from=_START)
        link = Link(id="L", namespace="user", older="A", newer="B", type="conflict", why="because", created_at=_START)
        session = Session(id="S", namespace="user", agent="tester", created_at=_START, tasks=("a", "b"))
        self.keep(store, ana, redis, edge, link, session)
        assert store.things(Entity) == [ana, redis]
        assert store.things(Entity, ("team",)) == [redis]
        assert store.things(Entity, names=["annie"]) == [ana]
        assert store.things(Relation, touching=[redis.id]) == [edge]
        assert store.things(Relation, touching=["unknown"]) == []
        assert store.things(Link, touching=["A"]) == [link]
        assert store.things(Session, ids=["S"]) == [session]
        assert [entry.type for entry in store.journal()] == ["entity", "entity", "relation", "link", "session"]
        assert all(finding.ok for finding in store.check() if not finding.repairable)

    def test_edges_are_found_by_every_end_that_they_ever_had(self, store: Store) -> None:
        moved, gone = relation("a", "b"), relation("c", "a", type="y")
        link = Link(id="L", namespace="user", older="a", newer="d", type="conflict", why="because", created_at=_START)
        self.keep(store, moved, gone, link, relation("x", "z"))
        self.keep(store, moved.model_copy(update={"source": "e"}))
        with store.transaction("undo", self.ACTOR) as transaction:
            transaction.remove_thing(gone.id)
            assert sorted(transaction.edges_ever_at(["a"])) == sorted([moved.id, gone.id, "L"])
            assert transaction.edges_ever_at(["e"]) == [moved.id]
            assert transaction.edges_ever_at(["unknown"]) == []

    def test_what_was_taken_back_is_found_by_its_namespace(self, store: Store) -> None:
        ana, bo = entity("Ana", namespace="team"), entity("Bo", namespace="team")
        self.keep(store, ana, bo)
        with store.transaction("undo", self.ACTOR) as transaction:
            transaction.remove_thing(ana.id)
            assert transaction.taken_back("team") == ([], [ana.id])
            transaction.erase_thing(ana.id)
            assert transaction.taken_back("team") == ([], [])

    def test_a_thing_that_is_put_again_is_replaced_and_found_by_its_new_name_only(self, store: Store) -> None:
        before = entity("Ana", aliases=("Annie",))
        self.keep(store, before)
        after = before.model_copy(update={"name": "Anna", "aliases": ()})
        self.keep(store, after)
        assert store.things(Entity, names=["ana", "annie"]) == []
        assert store.things(Entity, names=["anna"]) == [after]
        assert [entry.state for entry in store.journal(target=before.id)] == [before, after]

    def test_two_live_entities_of_a_namespace_never_share_a_name(self, store: Store) -> None:
        first = entity("Ana")
        self.keep(store, first)
        before = store.sequence()
        try:
            self.keep(store, entity("ANA"))
            raise AssertionError("a second Ana was stored")
        except StoreError:
            pass
        assert store.sequence() == before
        self.keep(store, entity("ana", namespace="team"), first.model_copy(update={"expired_at": _START}))
        self.keep(store, entity("Ana"))

    def test_a_walk_gets_the_relations_that_are_in_force_and_fit(self, store: Store) -> None:
        day = timedelta(days=1)
        now = relation("a", "b", valid_from=_START, weight=2.0)
        over = relation("a", "c", valid_from=_START, valid_to=_START + day)
        other = relation("c", "a", type="Likes", valid_from=_START, namespace="team")
        self.keep(store, now, over, other, relation("a", "d", valid_from=_START, expired_at=_START))

        def ends(at: timedelta, **options: Any) -> list[tuple[str, str]]:
            where = EdgeFilter(**{"namespaces": ("user", "team"), "at": to_micros(_START + at), **options})
            return sorted((edge.source, edge.target) for edge in store.edges(["a", "x"], where))

        assert store.edges(["b"], EdgeFilter(("user",), to_micros(_START))) == [Edge(now.id, "a", "b", "uses", 2.0)]
        assert ends(0 * day) == [("a", "b"), ("a", "c"), ("c", "a")]
        assert ends(day) == [("a", "b"), ("c", "a")]
        assert ends(-day) == []
        assert ends(day, direction="out") == [("a", "b")]
        assert ends(day, direction="in", types=("likes",)) == [("c", "a")]
        assert ends(0 * day, namespaces=("user",), types=("uses",)) == [("a", "b"), ("a", "c")]
        assert len(ends(0 * day, limit=1)) == 1

    def test_the_same_relation_may_be_live_once_for_each_beginning(self, store: Store) -> None:
        self.keep(store, relation("a", "b", valid_from=_START))
        self.keep(store, relation("a", "b", valid_from=_START + timedelta(days=1)))
        try:
            self.keep(store, relation("a", "b", valid_from=_START))
            raise AssertionError("the same relation was stored twice")
        except StoreError:
            pass

    def test_names_in_memories_are_counted_by_entity(self, store: Store) -> None:
        ana = entity("Ana", aliases=("Annie",))
        self.keep(store, ana, entity("Ben", expired_at=_START))
        both = record("both", about=("ANA", "Annie", "Ben"))
        self.put(store, both, record("one", about=("annie",)), record("away", about=("Ana",), state="archived"))
        self.put(store, record("elsewhere", about=("Ben",), namespace="team"))
        found = {one.label: (one.entity, one.count) for one in store.mentions(("user",))}
        assert found == {"ana": (ana.id, 2), "ben": (None, 1)}
        (ben,) = [one for one in store.mentions(("user",)) if one.label == "ben"]
        assert store.records([ben.newest]) == [both]

    def test_memories_about_one_of_several_names_are_found(self, store: Store) -> None:
        one, two = record("one", about=("Ana",)), record("two", about=("Ben", "Cyr"))
        self.put(store, one, two, record("three", about=("Dov",)))
        where = Filter(about_any=("ANA", "cyr", "nobody"))
        assert {found.id for found in store.page(where, 9)[0]} == {one.id, two.id}
        assert len(store.matching(where)) == 2
        assert store.matching(Filter(about_any=())) == []
        assert {found.id for found in store.records_at(where, 1 << 60)} == {one.id, two.id}

    def test_removed_and_erased_things_are_gone_and_only_the_erased_leave_no_state(self, store: Store) -> None:
        one, two = entity("one"), entity("two")
        self.keep(store, one, two)
        with store.transaction("undo", self.ACTOR) as transaction:
            transaction.remove_thing(one.id)
            transaction.erase_thing(two.id)
            assert transaction.thing(one.id) is None
        assert store.things(Entity) == []
        assert [entry.state for entry in store.journal(target=one.id)] == [one, None]
        assert [entry.state for entry in store.journal(target=two.id)] == [None, None]
        assert all(finding.ok for finding in store.check() if not finding.repairable)

    def test_what_was_derived_from_a_memory_is_found_by_it(self, store: Store) -> None:
        premise = record()
        conclusion = record("so it is", derived_from=(premise.id,))
        self.put(store, premise, conclusion)
        assert self.dependants(store, premise) == [conclusion]
        self.put(store, conclusion.model_copy(update={"derived_from": ()}))
        assert self.dependants(store, premise) == []

    def dependants(self, store: Store, premise: MemoryRecord) -> list[MemoryRecord]:
        """Look up what was derived from a memory."""
        with store.transaction("look", self.ACTOR) as transaction:
            return transaction.dependants(premise.id)

    def test_earlier_states_are_given_as_they_were_known(self, store: Store) -> None:
        one = record()
        self.put(store, one)
        first = max(entry.at for entry in store.journal())
        ana = entity("Ana")
        with store.transaction("update", self.ACTOR) as transaction:
            transaction.write(one.model_copy(update={"text": "changed", "tags": ("new",)}), derived("k"))
            transaction.put(ana)
        last = max(entry.at for entry in store.journal())
        if first == last:  # a clock that stands still: there is no time in between
            return
        assert store.records_at(Filter(), first) == [one]
        assert [found.text for found in store.records_at(Filter(tags=("NEW",)), last)] == ["changed"]
        assert store.records_at(Filter(tags=("new",)), first) == []
        assert store.records_at(Filter(), first, ids=[one.id, "x"]) == [one]
        assert store.things(Entity, known_at=first) == []
        assert store.things(Entity, known_at=last) == [ana]

    def test_what_was_valid_at_a_time_is_listed(self, store: Store) -> None:
        day = timedelta(days=1)
        old = record("old", state="superseded", valid_from=_START, valid_to=_START + day)
        new = record("new", valid_from=_START + day)
        self.put(store, old, new, record("away", state="archived", valid_from=_START))
        at = [int((_START + days * day).timestamp() * 1e6) for days in (0, 1, 2)]
        found = [[one.text for one in store.page(Filter(valid_at=moment), 9)[0]] for moment in at]
        assert found == [["old"], ["new"], ["new"]]

    def test_the_foremost_memories_are_the_newest_the_most_important_and_the_pinned(self, store: Store) -> None:
        pinned = record("pinned", pinned=True, importance=0.1)
        weighty = record("weighty", importance=0.9)
        plain = [record(f"plain {number}") for number in range(4)]
        now = int((_START + timedelta(days=30)).timestamp() * 1e6)
        over = _START + timedelta(days=2)
        hidden = [record("private", private=True, pinned=True), record("held", state="held", pinned=True),
                  record("over", valid_to=over, pinned=True), record("expired", expires_at=over, pinned=True),
                  record("elsewhere", namespace="team"), record("another kind", kind="event")]  # fmt: skip
        self.put(store, pinned, weighty, *plain, *hidden)
        assert store.foremost(["user"], ["fact"], now, 1) == [pinned, weighty, plain[-1]]
        assert store.foremost(["user", "team"], ["fact"], now, 1)[-1] == hidden[4]
        assert {one.text for one in store.foremost(["user"], ["fact", "event"], now, 9)} == {
            "pinned", "weighty", "another kind", *(one.text for one in plain)}  # fmt: skip
        assert store.foremost([], ["fact"], now, 9) == []

    def test_slots_are_the_live_memories_of_a_subject_and_below_it(self, store: Store) -> None:
        name, theme = record("name", subject="user.name"), record("theme", subject="user.theme")
        whole = record("user", subject="user", namespace="team")
        self.put(store, theme, name, whole, record("no", subject="username"), record("none"),
                 record("over", subject="user.old", valid_to=_START), record("put away", subject="user.name",
                                                                            state="archived"))  # fmt: skip
        now = int((_START + timedelta(days=30)).timestamp() * 1e6)
        assert store.slots(["user"], "user", now) == [name, theme]
        assert store.slots(["user"], "user.theme", now) == [theme]
        assert store.slots(["team", "user"], "user", now) == [whole, name, theme]

    def test_uses_count_what_was_said_again(self, store: Store) -> None:
        one, two = record("one"), record("two")
        self.put(store, one, two)
        with store.transaction("remember", self.ACTOR) as transaction:
            transaction.count_seen(one.id)
            transaction.count_seen(one.id)
        assert store.uses([one.id, two.id, "x"]) == {one.id: 2}

    def test_the_newest_things_are_those_that_were_made_last(self, store: Store) -> None:
        things = [Session(id=f"S{number}", namespace=("user", "team")[number % 2], created_at=_START)
                  for number in range(6)]  # fmt: skip
        self.keep(store, *things)
        assert store.things(Session, ("user",), newest=2) == [things[2], things[4]]
        assert store.things(Session, newest=1) == [things[5]]
        at = max(entry.at for entry in store.journal())
        assert store.things(Session, ("team",), newest=1, known_at=at) == [things[5]]
        assert store.ids_starting("S", ("team",), 9, "session") == ["S1", "S3", "S5"]
        assert store.ids_starting("S", None, 9) == []
