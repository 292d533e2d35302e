"""Judge one value: could it be a credential, or is it a placeholder, a reference, a date, a word?"""

import re

from ricordo.write.secrets import value_patterns as shapes
from ricordo.write.secrets.patterns import compiled

_SYMBOLS = frozenset("!@#$%^&*+=~?|\\§€£")


def is_placeholder(value: str) -> bool:
    """Tell whether a value only stands where a credential would stand."""
    return (
        len(set(value.casefold())) < 2
        or compiled(r"[a-z_-]*(?:password|passwd|passwort)[a-z_-]*$").match(value) is not None
        or value.casefold().rstrip(" :?") in shapes.NO_CREDENTIAL_WORDS
        or compiled(shapes.PLACEHOLDER).search(value) is not None
    )


def is_reference(value: str) -> bool:
    """Tell whether a value is code, a path, an address or a name under which the credential is kept."""
    if any(
        compiled(source).match(value) for source in (shapes.REFERENCE, shapes.CODE, shapes.FILE_NAME, shapes.ADDRESS)
    ):
        return True
    return ("/" in value and _is_path(value)) or compiled(r"^[A-Za-z]:\\").match(value) is not None


def is_measure(value: str) -> bool:
    """Tell whether a value is a number, a date, a version, an amount or the name of a technique."""
    return compiled(shapes.MEASURE).match(value) is not None or compiled(shapes.KNOWN_NAME).match(value) is not None


def could_be_credential(value: str) -> bool:
    """Tell whether nothing speaks against a value: it is no placeholder and no reference."""
    return len(value) >= 3 and not is_placeholder(value) and not is_reference(value)


def looks_like_password(value: str, *, strict: bool = False) -> bool:
    """Tell whether a single word looks like a password that somebody chose.

    Args:
        value: The word, without quotes and sentence punctuation.
        strict: Whether nothing but its place in the sentence speaks for it, so that a word that merely
            ends in a digit is not enough.

    Returns:
        Whether it mixes letters, digits and symbols as ordinary words do not.
    """
    if len(value) < 4 or not could_be_credential(value):
        return False
    if value.isdigit():
        return 6 <= len(value) <= 24 and not strict
    if is_measure(value):
        return False
    has_letter = any(character.isalpha() for character in value)
    has_digit = any(character.isdigit() for character in value)
    has_symbol = not _SYMBOLS.isdisjoint(value.rstrip("?") if has_digit and len(value) > 7 else value.rstrip("!?"))
    if strict:
        return (has_letter and has_digit and (has_symbol or looks_random(value))) or (
            has_symbol
            and has_letter
            and len(value) >= 8
            and compiled(r"[a-z][^a-z\s]+[A-Za-z]").search(value) is not None
        )
    if has_digit and (has_letter or has_symbol):
        return compiled(r"^(?:[A-Z]{2,6}-\d{1,5}|[\w-]+(?:==|>=|<=|~=)[\d.]+)$").match(value) is None
    return (has_symbol and has_letter) or _mixes_cases(value) or _is_chain_of_words(value)


def looks_random(value: str) -> bool:
    """Tell whether a word has the unordered mix of letters and digits that only machines write."""
    if len(value) < 8 or not compiled(r"^[!-~]+$").match(value):
        return False
    turns = len(compiled(r"[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])").findall(value))
    return turns >= 3 or (turns >= 2 and len(value) <= 10)


def looks_opaque(value: str, least: int, *, assigned: bool = False) -> bool:
    """Tell whether a single word looks like a token that a machine gave out.

    Args:
        value: The word, without quotes and sentence punctuation.
        least: The fewest characters such a token has.
        assigned: Whether it is assigned to a name that says so, which lets chains of words with digits pass.
    """
    if len(value) < least or not compiled(r"^[!-~]+$").match(value) or not could_be_credential(value):
        return False
    if is_measure(value) or compiled(r"^[A-Z]{2,6}-\d{1,5}$").match(value):
        return False
    if not any(character.isdigit() for character in value):
        return len(value) >= max(least, 16) and not compiled(
            r"^(?:[A-Z]?[a-z]++|[A-Z]++)(?:[-_./:]*+[A-Z]?[a-z]++|[-_./:]++[A-Z]++)*+_*$"
        ).match(value.lstrip("_"))
    if not any(character.isalpha() for character in value):
        return False
    if compiled(
        r"^(?:[A-Za-z]+|\d{1,4}|[A-Za-z]{2,}\d{1,3}|v\d+)(?:[-_./:@]+(?:[A-Za-z]+|\d{1,4}|[A-Za-z]{2,}\d{1,3}|v\d+))*_*$"
    ).match(value.lstrip("_")):
        return assigned and len(value) >= max(least, 10) and len(compiled(r"\d").findall(value)) >= 2
    return True


def _mixes_cases(word: str) -> bool:
    humps = compiled(r"^(?:[A-Z]?[a-z]{2,}|[A-Z][a-z]+)(?:[A-Z][a-z]+){0,1}$")
    return (
        len(word) >= 8
        and word.isalpha()
        and word.isascii()
        and not (word.isupper() or word.islower())
        and not humps.match(word)
    )


def _is_chain_of_words(value: str) -> bool:
    return (
        compiled(r"^[A-Za-z]{4,}(?:([-_.+])[A-Za-z]{3,})(?:\1[A-Za-z]{3,})*(?:\1[A-Za-z]{4,})$").match(value)
        is not None
    )


def _is_path(value: str) -> bool:
    if compiled(r"^(?:~|\.{1,2}|\$\w+|%\w+%)/").match(value):
        return True
    segments = [segment for segment in re.split(r"[/.]", value) if segment]
    return all(
        compiled(r"^[<{$*]?[A-Za-z_-]*\d{0,3}[A-Za-z]{0,1}[>}*]?$|^v?\d+$").match(segment) for segment in segments
    ) and not (len(value) > 30 and "/" not in value[1:])
