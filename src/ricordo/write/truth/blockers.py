"""What forbids that a statement replaces another, however alike they are."""

from typing import Final

from ricordo.write.truth.pairs import Pair
from ricordo.write.truth.reading import Item, Reading
from ricordo.write.truth.words import COPULAS, NUMBER_WORDS, OPPOSITES, PREPOSITIONS, PRONOUNS

_SCOPES: Final = frozenset({"env", "season", "who"})
_OPPOSITES: Final = tuple((frozenset(one.split()), frozenset(two.split())) for one, two in OPPOSITES)
_NO_MEASURES: Final = frozenset({*_SCOPES, "date", "word", "name", "literal", "light"})
_COUNTED: Final = frozenset({"plain", "date"})
_OPENING_WORDS: Final = 2
"""Up to this place a number belongs to what a statement is about."""
_IDENTIFIERS: Final = frozenset({"plain", "literal", "date"})


def blocker(pair: Pair) -> str:
    """Name what forbids that the new statement replaces the old one, "" if nothing does."""
    return (
        _no_fact(pair)
        or _former_times(pair)
        or _other_scope(pair)
        or _other_identifier(pair)
        or _other_one_of_many(pair)
        or _other_dimension(pair)
        or _other_attribute(pair)
        or _other_occasion(pair)
        or _other_of_a_kind(pair)
        or _exception(pair)
        or _addition(pair)
        or _nothing_else(pair)
    )


def says_new(reading: Reading) -> bool:
    """Say whether a statement says itself that it is newer than others."""
    return not reading.cues.keys().isdisjoint({"fix", "end", "change", "instead", "now", "shift", "hand"})


def only_says_more(pair: Pair) -> bool:
    """Say whether the new one holds nothing against the old one: it repeats it with more or other words."""
    differs = pair.flips or pair.value_denied or (pair.old_chunks and pair.new_chunks)
    return not differs and not says_new(pair.new)


def _changes(reading: Reading) -> bool:
    return not reading.cues.keys().isdisjoint({"fix", "end", "change", "instead", "shift", "hand"})


def _no_fact(pair: Pair) -> str:
    if pair.new.asks or pair.old.asks:
        return "only a question"
    for reading in (pair.new, pair.old):
        if "reply" in reading.cues:
            return f"a reply, not a statement: {reading.cues['reply']}"
    if "maybe" in pair.new.cues and not ({"end", "fix", "shift"} & pair.new.cues.keys()):
        return f"no fact yet: {pair.new.cues['maybe']}"
    return ""


def _former_times(pair: Pair) -> str:
    if "past" in pair.new.cues and not says_new(pair.new):
        return f"tells of former times: {pair.new.cues['past']}"
    dated = any(item.type == "date" or (item.form.isdigit() and len(item.form) == 4) for item in pair.old.items)
    if pair.old.past and dated and "fix" not in pair.new.cues:
        return "the older one tells of a past event"
    return ""


def _values(reading: Reading, group: str) -> frozenset[str]:
    return frozenset(item.sense for item in reading.items if item.type == group)


def _other_scope(pair: Pair) -> str:
    for group in _SCOPES:
        if group == "who" and "role" in pair.new.cues.keys() | pair.old.cues.keys():
            continue
        one, two = _values(pair.old, group), _values(pair.new, group)
        if one and two and one.isdisjoint(two) and not _changes(pair.new):
            return "about something else: " + " / ".join(
                item.form for reading in (pair.old, pair.new) for item in reading.items if item.type == group
            )
    return ""


def _other_identifier(pair: Pair) -> str:
    """Find the same head with another identifier at the front of both: ticket 101, ticket 102."""
    old, new = (tuple(i for i in r.items if i.type != "light") for r in (pair.old, pair.new))
    if min(len(old), len(new)) < 2 or not PRONOUNS.isdisjoint(pair.new.words[: new[0].place]):
        return ""
    if "fix" in pair.new.cues or old[0].sense in pair.new.senses - {new[0].sense}:
        return ""
    for head in range(min(2, len(old) - 2, len(new) - 2)):
        if old[head].sense != new[head].sense or (head and not (_adjacent(old, 0) and _adjacent(new, 0))):
            break
        one, two = old[head + 1], new[head + 1]
        followed = _adjacent(old, head) and _adjacent(new, head)
        if one.sense != two.sense and followed and _identifies(one, head) and _identifies(two, head):
            return f"another {old[head].form}: {one.form} / {two.form}"
    one, two = old[0], new[0]
    if one.sense != two.sense and _numbered(one) == _numbered(two) != "":
        return f"another one: {one.form} / {two.form}"
    return ""


def _other_one_of_many(pair: Pair) -> str:
    """Find that all that differs is a number or a time in what the statement is about: the invoice of May, of June."""
    if says_new(pair.new) or not (found := _only_swap(pair)):
        return ""
    one, two = found
    if _is_placed(one, pair.old) and _is_placed(two, pair.new):
        return f"about something else: {one.form} / {two.form}"
    if one.type not in _COUNTED or two.type not in _COUNTED or one.stated or two.stated:
        return ""
    for item, reading in ((one, pair.old), (two, pair.new)):
        before_verb = any(word in COPULAS for word in reading.words[item.place + 1 :])
        opens = item.type == "plain" and item.place <= _OPENING_WORDS and item.place + 1 < len(reading.words)
        if not before_verb and not opens and not _is_counted(item, reading):
            return ""
    return f"another one of many: {one.form} / {two.form}"


def _is_placed(item: Item, reading: Reading) -> bool:
    """Say whether a word tells where or whose the thing is that a statement is about: the valve in Lyon is ..."""
    return (
        item.place > 0
        and reading.words[item.place - 1] in PREPOSITIONS
        and any(word in COPULAS for word in reading.words[item.place + 1 :])
        and not any(word in COPULAS for word in reading.words[: item.place])
    )


def _only_swap(pair: Pair) -> tuple[Item, Item] | None:
    chunks = (*pair.old_chunks, *pair.new_chunks)
    if len(pair.old_chunks) != 1 or len(pair.new_chunks) != 1 or any(len(chunk.items) != 1 for chunk in chunks):
        return None
    return chunks[0].items[0], chunks[1].items[0]


def only_numbered(pair: Pair) -> bool:
    """Say whether all that differs is a number that may count as well as measure: "note 4", "note 5"."""
    if says_new(pair.new) or not (found := _only_swap(pair)):
        return False
    readings = (pair.old, pair.new)
    return all(
        item.type == "plain" and not item.stated and _ends_a_heading(item, one)
        for item, one in zip(found, readings, strict=True)
    )


def _is_counted(item: Item, reading: Reading) -> bool:
    """Say whether a number counts: it is called a number, or another bare number stands in the statement."""
    if item.type != "plain":
        return False
    called = item.place > 0 and reading.words[item.place - 1] in NUMBER_WORDS
    return called or any(other.type == "plain" and other.place != item.place for other in reading.items)


def _ends_a_heading(item: Item, reading: Reading) -> bool:
    return item.place <= _OPENING_WORDS and item.place + 1 == len(reading.words)


def _adjacent(items: tuple[Item, ...], place: int) -> bool:
    return items[place + 1].place - items[place].place == 1


def _identifies(item: Item, head: int) -> bool:
    """Say whether a word identifies what the word before it names; a number does so only for the first word."""
    if item.stated or (head and item.type == "plain"):
        return False
    return item.type in _IDENTIFIERS or (len(item.sense) == 1 and item.sense.isascii()) or not item.sense.isalpha()


def _numbered(item: Item) -> str:
    """Give the letters of a name with a number: web-01 and web-02 are two machines."""
    letters = item.sense.rstrip("0123456789-_.")
    return letters if letters != item.sense and item.type in {"literal", "name", "word"} else ""


def _other_dimension(pair: Pair) -> str:
    measured = [
        {item.type: item for chunk in chunks for item in chunk.items if _is_number(item)}
        for chunks in (pair.old_chunks, pair.new_chunks)
    ]
    one, two = measured
    if one and two and one.keys().isdisjoint(two) and not _changes(pair.new):
        return f"another measure: {next(iter(one.values())).form} / {next(iter(two.values())).form}"
    return ""


def _other_attribute(pair: Pair) -> str:
    old, new = frozenset(pair.old.words), frozenset(pair.new.words)
    if ("without" in old) != ("without" in new) and not says_new(pair.new):
        return "with / without"
    if not _measures(pair.old) or not _measures(pair.new):
        return ""
    for one, two in _OPPOSITES:
        for first, second in ((one, two), (two, one)):
            if first & old and second & new and not second & old and not first & new:
                return f"another attribute: {next(iter(first & old))} / {next(iter(second & new))}"
    return ""


def _measures(reading: Reading) -> bool:
    return any(item.type == "date" or item.sense[:1].isdigit() for item in reading.items)


def _is_number(item: Item) -> bool:
    return item.type not in _NO_MEASURES and item.sense[:1].isdigit()


def _other_occasion(pair: Pair) -> str:
    """Find that both the day and the measure differ, or two measures: what was counted then was counted again."""
    if says_new(pair.new):
        return ""
    days, measured = [], []
    for chunks in (pair.old_chunks, pair.new_chunks):
        items = [item for chunk in chunks for item in chunk.items]
        days.append([item.form for item in items if item.type == "date" and ":" not in item.sense])
        measured.append({item.type for item in items if _is_number(item)})
    both = measured[0] & measured[1]
    if len(both) > 1 or (all(days) and both):
        return "another occasion: " + " / ".join(found[0] if found else next(iter(both)) for found in days)
    return ""


def _other_of_a_kind(pair: Pair) -> str:
    """Find that more than the number of a machine or room differs: db1 at two o'clock, db2 at three."""
    old, new = ([item for chunk in chunks for item in chunk.items] for chunks in (pair.old_chunks, pair.new_chunks))
    kinds = {_numbered(item) for item in old} & {_numbered(item) for item in new} - {""}
    return f"another {min(kinds)}" if kinds and min(len(old), len(new)) > 1 and not says_new(pair.new) else ""


def _exception(pair: Pair) -> str:
    if "fix" in pair.new.cues or "end" in pair.new.cues:
        return ""
    if "except" in pair.new.cues and "except" not in pair.old.cues:
        return f"an exception: {pair.new.cues['except']}"
    if "all" in pair.old.cues and "all" not in pair.new.cues and pair.narrower and not says_new(pair.new):
        return "an exception to a rule"
    return ""


def _addition(pair: Pair) -> str:
    if "also" in pair.new.cues and not _changes(pair.new) and not pair.flips:
        return f"adds to it: {pair.new.cues['also']}"
    return ""


def _nothing_else(pair: Pair) -> str:
    """Find that the new one only repeats the old one."""
    return "" if pair.flips or pair.added or pair.old_chunks or says_new(pair.new) else "says nothing against it"
