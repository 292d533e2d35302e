"""Who comes in first, and for how much: pure functions over values."""

from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from ricordo.knowledge.context_choice import (
    HALF_LIFE_DAYS,
    INSTRUCTIONS,
    PROFILE,
    SECTIONS,
    SESSION,
    Entry,
    choose,
    one_line,
    ranked,
    standing,
)
from ricordo.knowledge.context_forms import FORMS, compose
from ricordo.model import Kind, MemoryRecord
from ricordo.recall.packing import estimate_tokens

NOW = datetime(2026, 3, 1, tzinfo=UTC)

entries = st.lists(
    st.builds(
        Entry,
        section=st.sampled_from(SECTIONS),
        text=st.text(min_size=0, max_size=60).map(one_line),
        kind=st.just("fact"),
        id=st.integers(0, 30).map(lambda number: f"01J9ABCDEFGHJKMNPQRSTV{number:04d}"),
        day=st.just("2026-03-01"),
        is_pinned=st.booleans(),
    ),
    max_size=40,
)


def record(**values):
    return MemoryRecord(**{"id": "A", "namespace": "user", "kind": "fact", "text": "x", "created_at": NOW, **values})


def test_every_kind_has_a_half_life():
    assert set(HALF_LIFE_DAYS) == set(get_args(Kind))


def test_a_memory_counts_half_after_the_half_life_of_its_kind():
    for kind, days in HALF_LIFE_DAYS.items():
        fresh, old = record(kind=kind), record(kind=kind, created_at=NOW - timedelta(days=days or 9_999))
        assert standing(old, 0, NOW) == standing(fresh, 0, NOW) * (0.5 if days else 1)


def test_importance_and_use_raise_and_a_doubt_lowers_a_memory():
    plain = standing(record(), 0, NOW)
    assert standing(record(importance=0.6), 0, NOW) > plain
    assert plain < standing(record(), 1, NOW) < standing(record(), 7, NOW) < standing(record(), 100, NOW)
    assert standing(record(), 10**6, NOW) == standing(record(), 10**9, NOW)
    assert standing(record(), 0, NOW, is_in_doubt=True) < plain
    assert standing(record(created_at=NOW + timedelta(days=9)), 0, NOW) == plain


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400)), max_size=20), st.randoms())
def test_the_order_does_not_depend_on_the_order_before(given_, dice):
    records = [
        record(id=f"{number:03d}", importance=importance, created_at=NOW - timedelta(days=age))
        for number, (importance, age) in enumerate(given_)
    ]
    shuffled = dice.sample(records, len(records))
    assert ranked(records, {}, NOW) == ranked(shuffled, {}, NOW)


@given(entries, st.integers(0, 500))
def test_the_chosen_lines_fit_the_budget_and_none_comes_twice(lines, budget):
    prices = {True: 15, False: 10}
    chosen = choose(lines, lambda _, opens: prices[opens], budget)
    sections = [one.section for one in chosen]
    assert len(chosen) * 10 + len(set(sections)) * 5 <= budget
    assert sections == sorted(sections, key=SECTIONS.index)
    texts = [one.text for one in chosen]
    assert len(set(texts)) == len(texts)
    ids = [one.id for one in chosen if one.section is not SESSION]
    assert len(set(ids)) == len(ids)


@given(entries, st.integers(1, 2_000), st.sampled_from(list(FORMS)))
def test_the_text_is_never_over_its_budget_and_keeps_every_line_whole(lines, budget, form):
    text, tokens, ids = compose(lines, form, budget)
    assert tokens == estimate_tokens(text) <= budget
    assert bool(text) == bool(ids)
    if form in ("markdown", "plain") and text:
        assert text.count("\n- ") >= len(ids)


def test_pinned_lines_come_in_first_then_every_section_in_turn():
    def line(section, number, *, pinned=False):
        return Entry(section, f"{section.name} {number}", "fact", f"{section.name}{number}", "", is_pinned=pinned)

    lines = [line(PROFILE, n) for n in range(9)] + [line(INSTRUCTIONS, n) for n in range(3)]
    lines.append(line(PROFILE, 9, pinned=True))
    chosen = [one.text for one in choose(lines, lambda *_: 1, 5)]
    assert chosen == ["profile 0", "profile 1", "profile 9", "instructions 0", "instructions 1"]


def test_a_long_text_is_cut_with_an_ellipsis_and_stays_one_line():
    assert one_line("a\nb") == "a b"
    assert one_line("x" * 300) == "x" * 300
    for length in (301, 700, 100_000):
        cut = one_line("x" * length)
        assert len(cut) == 300
        assert cut.endswith("…")
