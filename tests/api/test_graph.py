"""Entities and relations: what was said is found, dated, merged, split, forgotten and undone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ricordo import Memory
from ricordo.errors import Ambiguous, CannotUndo, InvalidInput, NotFound, RicordoError
from ricordo.model import Entity, MemoryRecord, Relation


@pytest.fixture
def memory(clock):
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        yield memory


def near(memory, name, **options):
    return {one.entity.name: one.distance for one in memory.neighbours(name, **options).found}


def edges(view):
    return sorted((one.source, one.type, one.target) for one in view.relations)


# Entities


def test_an_entity_opens_with_its_observations_and_relations_by_any_of_its_names(memory, clock):
    memory.relate("Ana Lopez", "works at", "Acme", weight=3)
    memory.relate("Ben", "knows", "ana lopez")
    memory.define_entity("ana lopez", type="person", aliases=["Ana", "@ana"], details={"team": "core"})
    first = memory.remember("Ana prefers tea", about=["ANA"])
    clock.advance(seconds=1)
    second = memory.remember("Ana Lopez moved to Lisbon", about=["Ana Lopez"])
    memory.remember("Ben likes coffee", about=["Ben"])

    for name in ("Ana Lopez", "ANA", " @ana ", memory.entity("ana").entity.id):
        view = memory.entity(name)
        assert (view.name, view.entity.type, view.entity.details) == ("Ana Lopez", "person", {"team": "core"})
        assert [one.id for one in view.observations] == [second.id, first.id]
        assert edges(view) == [("Ana Lopez", "works_at", "Acme"), ("Ben", "knows", "Ana Lopez")]
    assert memory.entity("ana", limit=1).more_observations
    assert memory.entity("ana", limit=1).more_relations


def test_a_name_that_only_memories_have_opens_too(memory):
    stored = memory.remember("The Meridian cluster is down", about=["Meridian"])
    view = memory.entity("meridian")
    assert (view.name, view.entity, [one.id for one in view.observations]) == ("Meridian", None, [stored.id])
    with pytest.raises(NotFound, match="define_entity"):
        memory.neighbours("meridian")


def test_what_is_over_or_put_away_is_no_observation(memory, clock):
    gone = memory.remember("Ana is on holiday", about=["Ana"], valid_to="2026-03-02")
    away = memory.remember("Ana has a cat", about=["Ana"])
    memory.forget(away.id)
    assert [one.id for one in memory.entity("Ana").observations] == [gone.id]
    clock.advance(days=5)
    memory.define_entity("Ana")
    assert memory.entity("Ana").observations == ()
    assert [one.id for one in memory.entity("Ana", as_of="2026-03-02 10:00").observations] == [gone.id]


def test_defining_again_adds_aliases_and_keeps_what_is_not_given(memory):
    memory.define_entity("Ana", type="person", aliases=["Annie"], details={"a": 1})
    changed = memory.define_entity("ANA", aliases=["annie", "Anita", "Ana"])
    (entity,) = changed.entities
    assert (entity.name, entity.type, entity.aliases, entity.details) == ("Ana", "person", ("Annie", "Anita"), {"a": 1})
    assert memory.define_entity("Ana").change is None


def test_an_alias_of_another_entity_is_refused(memory):
    memory.define_entity("Ana")
    memory.define_entity("Anna", aliases=["Annika"])
    with pytest.raises(InvalidInput, match="merge_entities"):
        memory.define_entity("Ana", aliases=["annika"])


def test_entities_are_listed_the_most_observed_first_with_counts_and_pages(memory):
    for text in ("The disk of the server is new", "Vacuum runs at night", "Backups go to the cellar"):
        memory.remember(text, about=["Postgres", "PostgreSQL"])
    memory.remember("Redis is fast", about=["Redis"])
    memory.relate("Postgres", "runs on", "Linux")
    memory.define_entity("Postgres", type="service", aliases=["PostgreSQL"])

    rows = [(one.name, one.type, one.observations, one.relations) for one in memory.entities().entities]
    assert rows == [("Postgres", "service", 3, 1), ("Redis", None, 1, 0), ("Linux", "thing", 0, 1)]
    assert [one.name for one in memory.entities("SQL").entities] == ["Postgres"]
    assert [one.name for one in memory.entities("serv").entities] == ["Postgres"]
    assert [one.name for one in memory.entities(type="Thing").entities] == ["Linux"]
    names, cursor = [], None
    while True:
        page = memory.entities(limit=1, cursor=cursor)
        names += [one.name for one in page.entities]
        cursor = page.cursor
        if cursor is None:
            break
    assert names == ["Postgres", "Redis", "Linux"]
    with pytest.raises(InvalidInput, match="cursor"):
        memory.entities(cursor="nonsense")


def test_an_unknown_name_is_answered_with_the_nearest_one(memory):
    memory.define_entity("Postgres")
    with pytest.raises(NotFound, match="did you mean Postgres"):
        memory.entity("postgras")
    with pytest.raises(NotFound, match="`entities` lists"):
        memory.neighbours("quite another thing")


def test_a_beginning_of_an_id_that_fits_several_is_ambiguous(memory):
    one = memory.define_entity("one").entities[0]
    memory.define_entity("two")
    with pytest.raises(Ambiguous, match="give more"):
        memory.entity(one.id[:8])
    assert memory.entity(one.id.lower()).name == "one"


def test_a_project_sees_the_entities_of_the_person_and_not_the_other_way_round(clock, tmp_path):
    path = tmp_path / "memory.db"
    with Memory(path, namespace="user", embedder="none", clock=clock) as person:
        person.relate("Ana", "knows", "Ben")
    with Memory(path, namespace="project/shop", embedder="none", clock=clock) as project:
        project.relate("ana", "owns", "checkout")
        assert near(project, "Ana") == {"Ben": 1, "checkout": 1}
        project.define_entity("till")
        with pytest.raises(InvalidInput, match="other way round"):
            project.merge_entities("Ben", "till")
        project.merge_entities("till", "Ben")
    with Memory(path, namespace="user", embedder="none", clock=clock) as person:
        assert near(person, "Ana") == {"Ben": 1}
        assert [one.name for one in person.entities().entities] == ["Ana", "Ben"]


def test_a_namespace_takes_its_entities_along_when_it_gets_another_name_and_when_it_goes(tmp_path, clock):
    path = tmp_path / "memory.db"

    def opened(namespace):
        return Memory(path, namespace=namespace, embedder="none", clock=clock)

    with opened("user") as person:
        person.define_entity("Ana")
    with opened("project/shop") as project:
        project.relate("Ana", "owns", "checkout")
        project.rename_namespace("project/shop", "project/till")
        assert near(project, "Ana") == {}
    with opened("project/till") as project:
        assert near(project, "Ana") == {"checkout": 1}
        project.undo()
    with opened("project/shop") as project:
        assert near(project, "Ana") == {"checkout": 1}
        with pytest.raises(InvalidInput, match="in use already"):
            project.rename_namespace("user", "project/shop")
        project.delete_namespace("project/shop")
        assert near(project, "Ana") == {}
        with pytest.raises(NotFound):
            project.delete_namespace("project/shop")
        project.undo()
        assert near(project, "Ana") == {"checkout": 1}
        assert project.delete_namespace("project/shop", hard=True).proof.clean
        assert [one.name for one in project.entities().entities] == ["Ana"]
        assert project.verify().ok


# Relations


def test_a_new_entity_is_spelt_as_the_memories_about_it_spell_it(memory):
    memory.remember("Meridian is slow", about=["Meridian"])
    memory.relate("meridian", "runs on", "linux")
    assert [one.name for one in memory.entities().entities] == ["Meridian", "linux"]


def test_a_relation_that_is_stated_again_is_changed_not_doubled(memory):
    first = memory.relate("Ana", "works at", "Acme").relations[0]
    again = memory.relate("ANA", "Works-At", "acme", weight=5)
    assert [(one.id, one.weight) for one in again.relations] == [(first.id, 5.0)]
    assert memory.relate("Ana", "works_at", "Acme").change is None
    assert len(memory.entity("Ana").relations) == 1


def test_the_same_relation_at_another_time_is_one_of_its_own(memory):
    memory.relate("Ana", "works at", "Acme", valid_from="2018-01-01", valid_to="2020-01-01")
    memory.relate("Ana", "works at", "Acme", valid_from="2024-01-01")
    shown = [near(memory, "Ana", as_of=day) for day in ("2017-06-01", "2019-06-01", "2022-06-01", "2025-06-01")]
    assert shown == [{}, {"Acme": 1}, {}, {"Acme": 1}]


def test_a_relation_that_ended_is_shown_only_before_its_end(memory, clock):
    memory.relate("Ana", "leads", "Core", valid_from="2025-01-01")
    memory.unrelate("ana", "leads", "core", at="2026-02-01")
    assert near(memory, "Ana") == {}
    assert near(memory, "Ana", as_of="2026-01-15") == {"Core": 1}
    with pytest.raises(NotFound, match="no relation leads"):
        memory.unrelate("Ana", "leads", "Core")


def test_a_mistaken_relation_is_not_shown_at_any_time_but_was_known(memory, clock):
    memory.relate("Ana", "leads", "Core", valid_from="2025-01-01")
    then = clock.now
    clock.advance(days=1)
    memory.unrelate("Ana", "leads", "Core", mistaken=True)
    assert near(memory, "Ana", as_of="2025-06-01") == {}
    assert near(memory, "Ana", known_at=then) == {"Core": 1}


def test_a_relation_of_the_future_is_shown_when_it_has_come(memory, clock):
    memory.relate("Ana", "joins", "Acme", valid_from="2026-06-01", valid_to="2027-06-01")
    assert near(memory, "Ana") == {}
    assert near(memory, "Ana", as_of="2026-07-01") == {"Acme": 1}
    clock.advance(days=200)
    assert near(memory, "Ana") == {"Acme": 1}


def test_neighbours_follow_depth_types_and_direction(memory):
    for source, kind, target in (("a", "x", "b"), ("b", "y", "c"), ("c", "x", "d"), ("e", "x", "a")):
        memory.relate(source, kind, target)
    assert near(memory, "a") == {"b": 1, "e": 1}
    assert near(memory, "a", depth=3) == {"b": 1, "e": 1, "c": 2, "d": 3}
    assert near(memory, "a", depth=3, direction="out") == {"b": 1, "c": 2, "d": 3}
    assert near(memory, "d", depth=2, direction="in") == {"c": 1, "b": 2}
    assert near(memory, "a", depth=3, types=["X"]) == {"b": 1, "e": 1}
    assert memory.neighbours("a", depth=3, limit=2).more


def test_a_path_names_its_entities_relations_and_length(memory):
    memory.relate("a", "x", "b", weight=2)
    memory.relate("c", "y", "b", weight=4)
    path = memory.find_path("A", "C")
    assert path.entities == ("a", "b", "c")
    assert [(one.source, one.type, one.target) for one in path.relations] == [("a", "x", "b"), ("c", "y", "b")]
    assert path.length == 0.75
    assert memory.find_path("a", "c", max_depth=1).entities == ()
    assert memory.find_path("a", "c", types=["x"]).length is None


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda m: m.relate("a", "x", "A"), "cannot be related to itself"),
        (lambda m: m.relate("a", "x", "b", valid_from="2024-01-01", valid_to="2023-01-01"), "valid_to lies before"),
        (lambda m: m.relate("a", "x", "b", valid_to="2020-01-01"), "give valid_from"),
        (lambda m: m.relate("a", "x", "b", weight=0), "weight"),
        (lambda m: m.relate("a", "x", "b", weight=float("nan")), "weight"),
        (lambda m: m.relate("a\0", "x", "b"), "NUL"),
        (lambda m: m.relate("a" * 201, "x", "b"), "at most 200"),
        (lambda m: m.relate(" ", "x", "b"), "source is empty"),
        (lambda m: m.relate("a", "--", "b"), "type holds no letters"),
        (lambda m: m.relate("a", "x", "\ud800"), "surrogate"),
        (lambda m: m.relate("a", "x", "b", details={"deep": float("inf")}), "details"),
        (lambda m: m.relate("password: hunter2-Xy91kkq", "x", "b"), "credential"),
        (lambda m: m.define_entity("a", aliases=[f"b{n}" for n in range(51)]), "at most 50"),
        (lambda m: m.neighbours("known", depth=6), "depth"),
        (lambda m: m.neighbours("\ud800"), "surrogate"),
        (lambda m: m.merge_entities("known", "KNOWN"), "same entity"),
        (lambda m: m.merge_entities("known", "nobody"), "no entity is called nobody"),
        (lambda m: m.find_path("known", "known"), "same entity"),
        (lambda m: m.split_entity("known", "known"), "first name"),
        (lambda m: m.split_entity("known", "other"), "no alias other"),
        (lambda m: m.relate_many("a"), "give a list"),
        (lambda m: m.relate_many(["a"]), "item 1: give a mapping"),
        (lambda m: m.relate_many([{"source": "a", "type": "x", "target": "b"}, {"source": "a"}]), "item 2: type"),
        (lambda m: m.relate_many([{"source": "a", "type": "x", "target": "a"}, {"source": "a", "type": "x", "target": "b"}]), "item 1: a cannot"),
        (lambda m: m.relate_many({"source": f"{n}", "type": "x", "target": "b"} for n in range(2_000_000)), "10,000"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_one_sentence_and_changes_nothing(memory, call, words):
    memory.define_entity("known")
    before = memory._store.sequence()
    with pytest.raises(InvalidInput, match=words) as error:
        call(memory)
    assert "\n" not in str(error.value)
    assert memory._store.sequence() == before


def test_a_credential_in_details_is_taken_out(memory):
    token = "ghp_" + "a8Kd02mZpQ47xLwTn5RbYcVe1HsJu6FgMi93"
    changed = memory.relate("a", "x", "b", details={"token": token})
    assert changed.redacted
    assert token not in str(memory.entity("a"))


def test_many_relations_are_one_change(memory):
    stated = [{"source": f"n{n % 50}", "type": "x", "target": f"m{n}", "weight": n + 1} for n in range(500)]
    changed = memory.relate_many(stated)
    assert len(changed.relations) == 500
    assert len(memory.neighbours("n3", limit=1000).found) == 10
    memory.undo()
    assert memory.entities().entities == ()


# Merge, split, forget


def test_merging_takes_names_relations_and_memories_along_and_is_undone_at_once(memory):
    memory.relate("Acme", "uses", "Postgres", weight=1)
    memory.relate("Acme", "uses", "PG", weight=4, valid_to="2027-01-01")
    memory.relate("PG", "replaces", "Postgres")
    memory.relate("PG", "runs on", "Linux")
    memory.define_entity("PG", type="service", aliases=["psql"])
    stored = memory.remember("PG needs a vacuum", about=["pg", "Postgres", "Linux"])
    before = everything(memory)

    changed = memory.merge_entities("pg", "Postgres")

    view = memory.entity("psql")
    assert (view.name, view.entity.type, view.entity.aliases) == ("Postgres", "service", ("PG", "psql"))
    assert edges(view) == [("Acme", "uses", "Postgres"), ("Postgres", "runs_on", "Linux")]
    (uses,) = [one for one in view.relations if one.type == "uses"]
    assert (uses.weight, uses.valid_to) == (4, None)
    assert changed.memories == (stored.id,)
    assert memory.get(stored.id)[0].about == ("Postgres", "Linux")
    assert near(memory, "Postgres") == {"Acme": 1, "Linux": 1}
    memory.undo()
    assert everything(memory) == before
    assert memory.verify().ok


def test_the_id_of_a_merged_entity_leads_to_the_one_that_is_left(memory):
    first = memory.define_entity("a").entities[0].id
    memory.define_entity("b")
    memory.define_entity("c")
    memory.merge_entities("a", "b")
    memory.merge_entities("b", "c")
    assert memory.entity(first).name == "c"
    memory.forget_entity("c")
    with pytest.raises(NotFound):
        memory.entity(first)


def test_a_name_that_only_memories_have_can_be_merged(memory):
    memory.define_entity("Postgres")
    stored = memory.remember("pgsql is slow today", about=["pgsql"])
    memory.merge_entities("PGSQL", "postgres")
    assert [one.id for one in memory.entity("Postgres").observations] == [stored.id]


def test_splitting_takes_an_alias_and_the_memories_that_speak_of_it(memory):
    memory.define_entity("Ana", type="person", aliases=["Annika", "An"])
    memory.relate("Ana", "knows", "Ben")
    hers = memory.remember("Annika has a boat", about=["Ana"])
    both = memory.remember("Ana and Annika met", about=["Ana"])
    memory.split_entity("ana", "annika")
    assert [one.id for one in memory.entity("Annika").observations] == [hers.id]
    assert [one.id for one in memory.entity("Ana").observations] == [both.id]
    assert memory.entity("Annika").entity.type == "person"
    assert memory.entity("Ana").entity.aliases == ("An",)
    assert edges(memory.entity("Ana")) == [("Ana", "knows", "Ben")]
    memory.undo()
    assert {one.id for one in memory.entity("annika").observations} == {hers.id, both.id}


def test_a_forgotten_entity_is_gone_with_its_relations_until_it_is_undone(memory):
    memory.relate("a", "x", "b")
    memory.relate("b", "x", "c")
    memory.forget_entity("b")
    assert near(memory, "a", depth=3) == {}
    with pytest.raises(NotFound):
        memory.entity("b")
    memory.undo()
    assert near(memory, "a", depth=3) == {"b": 1, "c": 2}


def test_an_erased_entity_leaves_no_trace_in_the_file(tmp_path, clock):
    with Memory(tmp_path / "memory.db", namespace="user", embedder="none", clock=clock) as memory:
        memory.define_entity("Wilhelmina Quist", aliases=["Quistling"], details={"born": "in Xanadustadt"})
        memory.relate("Wilhelmina Quist", "lives in", "Utrecht", details={"street": "Zonnebloemlaan"})
        memory.define_entity("Mina")
        memory.merge_entities("Mina", "Wilhelmina Quist")
        report = memory.forget_entity("quistling", hard=True)
        assert report.proof.clean
        with pytest.raises(CannotUndo, match="erased"):
            memory.undo()
        assert memory.verify().ok
    content = (tmp_path / "memory.db").read_bytes()
    assert not any(word in content for word in (b"Quist", b"Xanadustadt", b"Zonnebloemlaan", b"Mina"))


def test_an_erased_entity_takes_relations_with_it_that_had_been_taken_back(tmp_path, clock):
    with Memory(tmp_path / "memory.db", namespace="user", embedder="none", clock=clock) as memory:
        memory.define_entity("Ana")
        memory.relate("Ana", "lives in", "Utrecht", details={"street": "Zonnebloemlaan"})
        memory.undo()
        assert memory.forget_entity("Ana", hard=True).proof.clean
        assert memory.verify().ok
    assert b"Zonnebloemlaan" not in (tmp_path / "memory.db").read_bytes()


def test_an_undo_does_not_leave_relations_without_ends(memory):
    first = memory.relate("a", "x", "b")
    memory.relate("a", "y", "c")
    with pytest.raises(CannotUndo, match="made later"):
        memory.undo(first.change)
    memory.undo()
    memory.undo()
    assert memory.entities().entities == ()


def test_an_undo_whose_name_is_taken_says_so(memory):
    memory.define_entity("a")
    gone = memory.forget_entity("a")
    memory.define_entity("A")
    with pytest.raises(CannotUndo, match="taken"):
        memory.undo(gone.change)


# Time: every view equals a naive replay of the journal

NAMES = ("ana", "ben", "cyr", "dov")
DAYS = ("2025-01-01", "2025-06-01", "2026-02-01", "2026-03-01", "2026-09-01", None)
one_name, one_day = st.sampled_from(NAMES), st.sampled_from(DAYS)
step = st.one_of(
    st.tuples(st.just("relate"), one_name, st.sampled_from("xy"), one_name, one_day, one_day, st.sampled_from((None, 0.5, 4))),
    st.tuples(st.just("relate"), one_name, st.sampled_from("xy"), one_name, st.none(), st.none(), st.none()),
    st.tuples(st.just("unrelate"), one_name, st.sampled_from("xy"), one_name, one_day, st.booleans()),
    st.tuples(st.just("merge"), one_name, one_name),
    st.tuples(st.just("split"), one_name, one_name),
    st.tuples(st.just("define"), one_name, one_name),
    st.tuples(st.just("forget"), one_name),
    st.tuples(st.just("remember"), one_name, one_name, one_day),
    st.tuples(st.just("undo")),
)  # fmt: skip


def run(memory, action):
    try:
        match action:
            case ("relate", source, kind, target, start, end, weight):
                memory.relate(source, kind, target, valid_from=start, valid_to=end, weight=weight)
            case ("unrelate", source, kind, target, at, mistaken):
                memory.unrelate(source, kind, target, at=at, mistaken=mistaken)
            case ("merge", source, into):
                memory.merge_entities(source, into)
            case ("split", name, alias):
                memory.split_entity(name, alias)
            case ("define", name, alias):
                memory.define_entity(name, type="person", aliases=[alias])
            case ("forget", name):
                memory.forget_entity(name)
            case ("remember", name, other, day):
                memory.remember(f"{name} met {other} {day}", about=[name, other], valid_from=day, kind="fact")
            case ("undo",):
                memory.undo()
    except (InvalidInput, CannotUndo):
        pass


def everything(memory):
    kept = [*memory._store.things(Entity), *memory._store.things(Relation)]
    return {one.id: one for one in kept} | {one.id: one for one in memory.list(states=None, limit=1000).memories}


def replay(memory, known_at):
    """The states of the journal at an instant."""
    at = int(known_at.timestamp() * 1e6)
    states = {}
    for entry in memory._store.journal():
        if entry.at <= at:
            states[entry.target] = entry.state
    return [one for one in states.values() if one is not None]


def naive(states, as_of, name):
    """Names and distances of what is near, and the texts of observations, by brute force."""
    entities = {one.id: one for one in states if isinstance(one, Entity) and one.is_live}
    start = next((one for one in entities.values() if name in one.names), None)
    if start is None:
        return None
    held = [
        one for one in states
        if isinstance(one, Relation) and one.is_live
        and (one.valid_from or one.created_at) <= as_of and (one.valid_to is None or as_of < one.valid_to)
    ]  # fmt: skip
    distances = {start.id: 0}
    for distance in (1, 2, 3):
        for one in held:
            for here, there in ((one.source, one.target), (one.target, one.source)):
                if distances.get(here) == distance - 1:
                    distances.setdefault(there, distance)
    texts = {
        one.text for one in states
        if isinstance(one, MemoryRecord) and one.state in ("live", "superseded")
        and one.happened_at <= as_of and (one.valid_to is None or as_of < one.valid_to)
        and any(about.casefold() in start.names for about in one.about)
    }  # fmt: skip
    return {entities[one].name: distance for one, distance in distances.items() if one != start.id}, texts


def seen(memory, name, **when):
    try:
        distances = near(memory, name, depth=3, limit=1000, **when)
    except NotFound:
        return None
    view = memory.entity(name, limit=1000, **when)
    return distances, {one.text for one in view.observations}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, max_size=14))
def test_any_instant_of_the_world_and_of_our_knowledge_is_shown_as_a_naive_replay_shows_it(clock, actions):
    moments = [clock.now - timedelta(days=1)]
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        for action in actions:
            clock.advance(days=10)
            run(memory, action)
            moments.append(clock.now)
        clock.advance(days=10)
        for known_at in [*moments, clock.now]:
            states = replay(memory, known_at)
            for as_of in (datetime(2025, 3, 1, tzinfo=UTC), known_at, datetime(2027, 1, 1, tzinfo=UTC)):
                for name in NAMES:
                    expected = naive(states, as_of, name)
                    assert seen(memory, name, as_of=as_of, known_at=known_at) == expected
                    if known_at == clock.now:
                        assert seen(memory, name, as_of=as_of) == expected
        assert memory.verify().ok


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, max_size=14))
def test_undoing_any_history_of_the_graph_step_by_step_ends_at_nothing(clock, actions):
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        states = {}
        for action in actions:
            clock.advance(days=10)
            if action[0] != "undo":
                run(memory, action)
                states[memory._store.last_change()] = everything(memory)
        while (last := memory._store.last_change()) is not None:
            assert everything(memory) == states[last]
            memory.undo()
        assert everything(memory) == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, max_size=14))
def test_no_history_leaves_doubled_names_self_relations_or_loose_ends(clock, actions):
    with Memory(":memory:", namespace="user", embedder="none", clock=clock) as memory:
        for action in actions:
            clock.advance(days=10)
            run(memory, action)
        entities = [one for one in memory._store.things(Entity) if one.is_live]
        relations = [one for one in memory._store.things(Relation) if one.is_live]
        names = [name for one in entities for name in one.names]
        assert len(names) == len(set(names))
        for one in relations:
            assert one.source != one.target
            assert {one.source, one.target} <= {entity.id for entity in entities}


def test_errors_of_the_graph_are_errors_of_this_package(memory):
    with pytest.raises(RicordoError):
        memory.entity("nobody")
