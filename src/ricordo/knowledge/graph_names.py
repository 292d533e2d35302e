"""Names of entities and types of relations: their one form, and which known name a wrong one was meant to be."""

import difflib
from collections.abc import Iterable

from ricordo.errors import InvalidInput
from ricordo.text.patterns import lazy
from ricordo.write.guard import MAX_LABEL_CHARACTERS, normalised
from ricordo.write.secrets import redact

_BETWEEN_WORDS = lazy(r"[\s_-]+")
_MOST_COMPARED = 2_000


def asked_name(name: str, field: str) -> str:
    """Give a name that is looked for in the form in which names are kept: without needless blanks.

    Raises:
        InvalidInput: When it is empty, too long or no valid Unicode.
    """
    return " ".join(normalised(name, field, MAX_LABEL_CHARACTERS).split())


def checked_name(name: str, field: str) -> str:
    """Give a name that is going to be kept.

    Raises:
        InvalidInput: When it is empty, too long or no valid Unicode, or holds a credential.
    """
    return _without_secret(asked_name(name, field), field)


def checked_type(type_: str) -> str:
    """Give the type of a relation in its one form: small letters, words joined by `_`.

    Raises:
        InvalidInput: When it is empty, too long or no valid Unicode, or holds a credential.
    """
    joined = _BETWEEN_WORDS.sub("_", normalised(type_, "type", MAX_LABEL_CHARACTERS).casefold()).strip("_")
    if not joined:
        raise InvalidInput("type holds no letters; write it like `works_at`.")
    return _without_secret(joined, "type")


def _without_secret(text: str, field: str) -> str:
    _, labels = redact(text)
    if labels:
        raise InvalidInput(f"{field} holds a credential ({labels[0]}); give a name without it.")
    return text


def suggestion(name: str, known: Iterable[str], otherwise: str = "`entities` lists the names.") -> str:
    """Give the end of an error about an unknown name: the nearest known one, or where to look."""
    folded = name.casefold()
    by_fold: dict[str, str] = {}
    for one in known:
        by_fold.setdefault(one.casefold(), one)
    alike = [one for one in by_fold if _could_be_meant(folded, one)]
    near = difflib.get_close_matches(folded, alike[:_MOST_COMPARED], n=1, cutoff=0.6)
    return f"did you mean {by_fold[near[0]]}?" if near else otherwise


def _could_be_meant(wrong: str, right: str) -> bool:
    """Sort out quickly what cannot be near: comparing is slow, and there may be very many names."""
    return wrong in right or right in wrong or (wrong[:1] == right[:1] or wrong[-1:] == right[-1:])
