"""What makes two statements different, however alike they are: numbers, names, negations, tenses, who does what.

Each rule compares values of one type, so that the reason can be named. A rule that is in doubt says "different".
"""

from collections.abc import Iterable

from ricordo.write.lexicon import ALIASED, FUTURE, PAST
from ricordo.write.statement import Statement, Token
from ricordo.write.statement_words import (
    AGENT_WORDS,
    OPPOSED_PARTICLES,
    PASSIVE_HELPERS,
    PAST_AUXILIARIES,
    PAST_FORMS,
    RELATIONS,
    SAME_MARKS,
    USER_WORDS,
)

HEAVY = frozenset({"content", "name"})
"""The roles of the words that a statement is about."""

_SOFT = frozenset({"must", "should", "can", "all", "still", "exactly", "then", "when", "want"})
_MODALS = frozenset({"must", "should", "can", "want"})
_FORBIDDING = frozenset({"must", "should", "can", "may"})
_NEGATIVE = frozenset({"not", "nothing", "without"})
_ASKING = frozenset({"need", "prefer", "ask"})
_PRESENT = frozenset({"am", "is", "are", "m", "re"})
_BOUNDS = frozenset({"atleast", "atmost", "above", "below"})
_REQUESTS = frozenset({"please", "bitte", "favor", "plait", "favore"})


def difference(first: Statement, second: Statement) -> str:
    """Name the first thing that makes two statements different, "" if there is none."""
    if first.question != second.question:
        return "only one asks"
    return (
        _sets_differ(first, second)
        or _polarity_differs(first, second)
        or _classes_differ(first, second)
        or _names_differ(first, second)
        or _tenses_differ(first, second)
        or _tenses_differ(second, first)
        or _particles_oppose(first, second)
    )


def _shown(first: Iterable[str], second: Iterable[str]) -> str:
    return f"{' '.join(sorted(first)) or 'none'} / {' '.join(sorted(second)) or 'none'}"


def _sets_differ(first: Statement, second: Statement) -> str:
    for role, name in (("number", "number"), ("value", "time or place"), ("literal", "literal")):
        one = {token.sense: token.form for token in first.tokens if token.role == role}
        two = {token.sense: token.form for token in second.tokens if token.role == role}
        if one.keys() == two.keys():
            continue
        alone = one.keys() - two.keys(), two.keys() - one.keys()
        if role == "value" and not all(alone) and all(map(_may_be_left_out, alone[0] | alone[1])):
            continue
        return f"{name} differs: {_shown((one[s] for s in alone[0]), (two[s] for s in alone[1]))}"
    return ""


def _may_be_left_out(value: str) -> bool:
    return value.startswith("side.")


def _polarity_differs(first: Statement, second: Statement) -> str:
    counts = _negations(first), _negations(second)
    denials = [sum(token.denied for token in s.tokens) for s in (first, second)]
    if (counts[0] + denials[0] - counts[1] - denials[1]) % 2:
        return "negation differs"
    if counts[0] != counts[1] and not any(denials):
        return "negation differs"
    return ""


def _negations(statement: Statement) -> int:
    """Count the negations; "not ... nothing" is one where a language says so, "never ... without" is none."""
    marks = [token.sense for token in statement.tokens if token.role == "mark"]
    negations = marks.count("not") or min(1, marks.count("nothing"))
    return abs(negations - marks.count("without"))


def _denies(statement: Statement) -> bool:
    return _negations(statement) > 0 or any(token.denied for token in statement.tokens)


def _classes_differ(first: Statement, second: Statement) -> str:
    one, two = _classes(first), _classes(second)
    if _denies(first) and _denies(second):
        # What must not, should not, may not and cannot be is all the same forbidden.
        one, two = ({name: form for name, form in c.items() if name not in _FORBIDDING} for c in (one, two))
    for name in sorted(one.keys() ^ two.keys()):
        other = two if name in one else one
        if name == "past" and _tells_the_past(first if name in two else second):
            continue
        if name not in _SOFT and not any(name in pair and pair & other.keys() for pair in SAME_MARKS):
            return f"only one says: {one.get(name) or two[name]}"
    return _modals_differ(first, second, one, two)


def _modals_differ(first: Statement, second: Statement, one: dict[str, str], two: dict[str, str]) -> str:
    modals = one.keys() & _MODALS, two.keys() & _MODALS
    if modals[0] == modals[1] or "may" in one or "may" in two:
        return ""
    if modals[0] and modals[1]:
        return f"modality differs: {_shown(modals[0], modals[1])}"
    modal, plain = (first, second) if modals[0] else (second, first)
    if "can" not in (modals[0] or modals[1]) and _is_request(plain, modal):
        return ""
    return f"only one says: {' '.join(modals[0] or modals[1])}"


def _classes(statement: Statement) -> dict[str, str]:
    return {t.sense: t.form for t in statement.tokens if t.role == "mark" and t.sense not in _NEGATIVE}


def _is_request(plain: Statement, modal: Statement) -> bool:
    """Say whether the statement without "must" or "should" asks for the same thing: as an order or a need."""
    senses = [token.sense for token in modal.tokens]
    if any(token.form in _REQUESTS or token.sense in _ASKING or token.sense in _BOUNDS for token in plain.tokens):
        return True
    opening = next((token for token in plain.tokens if token.role != "mark"), None)
    if opening is None or opening.role not in {"content", "light"}:
        return False
    if opening.sense not in senses:
        return opening.role == "content"
    return any(token.role in {"content", "light", "name"} for token in modal.tokens[: senses.index(opening.sense)])


def _tells_the_past(statement: Statement) -> bool:
    return any(_tense(t, statement.language) == "past" for t in statement.tokens if t.role in {"content", "light"})


def _names_differ(first: Statement, second: Statement) -> str:
    names: list[set[str]] = []
    for own, other in ((first, second), (second, first)):
        known = {_spelled(token, other.language) for token in other.tokens}
        names.append({t.form for t in own.tokens if t.role == "name" and _spelled(t, own.language) not in known})
    if names[0] or names[1]:
        return f"name differs: {_shown(names[0], names[1])}"
    owners = first.owners - second.owners, second.owners - first.owners
    if all(owners):
        return f"owner differs: {_shown(*owners)}"
    return ""


def _spelled(token: Token, language: str) -> str:
    """Give what must agree in a name: every letter, but an alias its sense, and Russian the stem."""
    return token.sense if language == "ru" or token.sense in ALIASED else token.form


def _tenses_differ(first: Statement, second: Statement) -> str:
    forms: dict[str, Token] = {t.sense: t for t in first.tokens if t.role in {"content", "light"}}
    for token in second.tokens:
        other = forms.get(token.sense)
        if other is None or other.form == token.form:
            continue
        tenses = {_tense(other, first.language), _tense(token, second.language)}
        if (len(tenses) > 1 and "participle" not in tenses) or _is_german_past(other.form, token.form, first.language):
            return f"tense differs: {other.form} / {token.form}"
    return ""


def _is_german_past(one: str, two: str, language: str) -> bool:
    """Say whether one is the past of the other: lebt and lebte, leben and lebten."""
    short, long = sorted((one, two), key=len)
    if language != "de":
        return False
    return (long == short + "e" and short.endswith("t")) or (
        short.endswith("en") and long in {short[:-2] + "ten", short[:-2] + "eten"}
    )


def _tense(token: Token, language: str) -> str:
    form = token.form
    if language in FUTURE and FUTURE[language].search(form):
        return "future"
    if language == "en" and form.endswith("ing"):
        return "" if token.helper in _PRESENT else "participle"
    if token.helper in PASSIVE_HELPERS:
        return "participle"
    past = language in PAST and (PAST[language].search(form) or (language == "en" and form in PAST_FORMS))
    return "past" if past or token.helper in PAST_AUXILIARIES.get(language, ()) else ""


def _particles_oppose(first: Statement, second: Statement) -> str:
    forms = {token.form for token in first.tokens}, {token.form for token in second.tokens}
    alone = forms[0] - forms[1], forms[1] - forms[0]
    for one, two in OPPOSED_PARTICLES:
        if (one in alone[0] and two in alone[1]) or (two in alone[0] and one in alone[1]):
            return f"opposed: {one} / {two}"
    return ""


def sides_taken(first: Statement, second: Statement) -> bool:
    """Say whether both prefer one thing to another or exclude it: then the order of the two is all that counts."""
    return _negations(first) > 0 and _negations(second) > 0


def roles_swapped(first: Statement, second: Statement) -> str:
    """Find two words that changed places around a third: who does what to whom.

    A word that keeps its preposition keeps its part; the passive turns the order round; a list has no order.
    """
    if _is_passive(first) != _is_passive(second):
        return ""
    return _swapped(first, second) or _swapped(second, first)


def _is_passive(statement: Statement) -> bool:
    return any(
        token.form in AGENT_WORDS or (token.helper in PASSIVE_HELPERS and token.form.endswith(("ed", "en", "t")))
        for token in statement.tokens
    )


def _swapped(first: Statement, second: Statement) -> str:
    places: dict[str, tuple[int, Token]] = {}
    for number, token in enumerate(second.tokens):
        places.setdefault(token.sense, (number, token))
    shared = [(token, *places[token.sense]) for token in first.tokens if token.sense in places and _has_part(token)]
    for roles in (HEAVY, frozenset({"number", "value"})):
        for middle in range(1, len(shared) - 1):
            swapped = _around(shared, middle, roles)
            if swapped:
                return swapped
    return ""


def _has_part(token: Token) -> bool:
    return token.role != "function" or token.form in RELATIONS


def _plays(token: Token, roles: frozenset[str]) -> bool:
    return token.role in roles or (token.form in USER_WORDS and roles is HEAVY)


def _around(shared: list[tuple[Token, int, Token]], middle: int, roles: frozenset[str]) -> str:
    pivot = shared[middle][1]
    before = [one for one in shared[:middle] if one[1] > pivot and _plays(one[0], roles)]
    after = [one for one in shared[middle + 1 :] if one[1] < pivot and _plays(one[0], roles)]
    for left, _, left_there in before:
        for right, _, right_there in after:
            kept = left.relation == left_there.relation and right.relation == right_there.relation
            if kept and (left.relation or right.relation):
                continue
            if right.tied and shared[middle][0].tied:
                continue
            return f"changed places: {left.form} / {right.form}"
    return ""
