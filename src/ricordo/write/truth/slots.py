"""Attributes of which a person or a thing has one value at a time, however they are worded."""

from functools import lru_cache
from typing import Final, NamedTuple

from ricordo.text import normalise
from ricordo.text.patterns import lazy
from ricordo.write.statement_words import words
from ricordo.write.truth.words import FIRST_PERSON

_PATTERNS: Final = """
    home: live_in lives_in live_at lives_at living_in reside_in resides_in moved_to moved_into move_to relocated_to
    home: home_is_in wohne_in wohnt_in wohnen_in lebe_in lebt_in leben_in gezogen:nach umgezogen:nach vivo_en vive_en
    home: vivimos_en mude_a mudado_a mudamos_a mudo_a habite_a habitons_a habite_en vis_a vit_a demenage_a moro_em
    home: mora_em vivo_em vive_em mudei_para mudou_para abito_a abita_a vivo_a vive_a trasferito_a trasferita_a
    home: живу_в живет_в живем_в переехал_в переехала_в переехали_в
    job: work_at works_at work_for works_for working_at working_for job_at employed_at employed_by joined started_at
    job: arbeite_bei arbeitet_bei angestellt_bei trabajo_en trabaja_en trabajo_para trabaja_para travaille_chez
    job: travaille_pour trabalho_na trabalho_no trabalha_na trabalha_no lavoro_per lavora_per lavoro_in lavora_in
    job: работаю_в работает_в
    name: is_called are_called is_named named renamed_to goes_by heisst heissen umbenannt:in se_llama s_appelle se_chama
    name: si_chiama называется зовут
    host: runs_on run_on running_on hosted_on hosted_at host_at migrated_to lauft_auf laufen_auf corre_en se_ejecuta_en
    host: tourne_sur roda_em gira_su работает_на
"""
"""Rows `attribute: patterns`; what follows the pattern is the value. `a:b` stands for b ... a, as in German clauses."""

_UNSPACED: Final = (("home", "住在"), ("home", "搬到"), ("home", "に住んで"), ("home", "に引っ越"))
_CAPITAL: Final = lazy(r"(?<![\w'’])[^\W\d_a-z][\w-]{0,39}")
_MOST_WORDS: Final = 40
_OWNER_WORDS: Final = 4
_IDLE: Final = words(
    """the a an our we us have has had ve s is was am be der die das den dem ein eine bin ist hat habe
    haben wir el la los las un una se me he ha hemos le les l nous on ai o os as um uma il lo
    gli mi sono ho since now jetzt ahora мы""",
)


class Slot(NamedTuple):
    """An attribute that has a value.

    Attributes:
        attribute: Which one.
        owner: Whose it is: words, folded; "me" for the first person.
        value: The first word of the value, folded.
        named: Whether the value is a name, by its capital or its script.
    """

    attribute: str
    owner: str
    value: str
    named: bool


def _patterns() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in _PATTERNS.strip().splitlines():
        attribute, entries = (part.strip() for part in row.split(": ", 1))
        for entry in entries.split():
            if ":" not in entry:
                first, *rest = entry.split("_")
                found.setdefault(first, []).append((attribute, tuple(rest)))
    return found


def _split_patterns() -> dict[str, tuple[str, str]]:
    rows = (row.split(": ", 1) for row in _PATTERNS.strip().splitlines())
    pairs = ((name.strip(), entry.split(":")) for name, entries in rows for entry in entries.split() if ":" in entry)
    return {verb: (name, particle) for name, (verb, particle) in pairs}


_BY_FIRST_WORD: Final = _patterns()
_SPLIT: Final = _split_patterns()


@lru_cache(maxsize=4096)
def slot(text: str) -> Slot | None:
    """Find the attribute that a statement gives a value to; None if it gives none that is known."""
    names = frozenset(normalise(word) for word in _CAPITAL.findall(text))
    found = normalise(text).replace("'", " ").replace("’", " ").split()[:_MOST_WORDS]
    found = [stripped for word in found if (stripped := word.strip("\"'.,;:!?()«»“”„"))]
    for place, word in enumerate(found):
        for attribute, rest in _BY_FIRST_WORD.get(word, ()):
            end = place + 1 + len(rest)
            if tuple(found[place + 1 : end]) == rest and end < len(found):
                return _slot(attribute, found[:place], found[end:], names)
        if word in _SPLIT and _SPLIT[word][1] in found[:place]:
            start = found.index(_SPLIT[word][1])
            return _slot(_SPLIT[word][0], found[:start], found[start + 1 : place], names)
    return _unspaced_slot(text)


def _slot(attribute: str, before: list[str], after: list[str], names: frozenset[str]) -> Slot:
    value = next((word for word in after if word not in _IDLE), "")
    return Slot(attribute, _owner(before), value, value in names)


def _owner(before: list[str]) -> str:
    kept = [word for word in before if word not in _IDLE]
    if not kept or (not FIRST_PERSON.isdisjoint(kept) and len(kept) == 1):
        return "me"
    return " ".join(kept[-_OWNER_WORDS:])


def _unspaced_slot(text: str) -> Slot | None:
    for attribute, pattern in _UNSPACED:
        before, found, after = text.partition(pattern)
        if found:
            owner, value = (before, after) if pattern[0] != "に" else ("", before)
            return Slot(attribute, owner.strip("我了") or "me", value.strip("了。"), named=True)
    return None
