"""Changes TOML and keeps the rest of the text as it is, with tomlkit."""

import re
import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError

from ricordo.surfaces.setup.unfit import Unfit

_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


def read(text: str) -> dict[str, Any]:
    """Read a text.

    Raises:
        ValueError: When it does not parse.
    """
    return tomllib.loads(text)


def put(text: str, keys: tuple[str, ...], value: Mapping[str, Any]) -> str:
    """Set a table below some keys; tables on the way are made. A new one comes behind everything else.

    Args:
        text: A document.
        keys: At least one.
        value: A table.

    Raises:
        Unfit: When something on the way is no table, or the text cannot be kept as it is.
    """
    if _found(read(text), keys) == value:
        return text
    wanted = _merged(read(text), keys, value)
    appended = _appended(text, keys, value)
    if _says(appended, wanted, ()):
        return appended
    try:
        document = tomlkit.parse(text)
        table = _table(document, keys[:-1])
        inside = type(table).__name__ == "InlineTable"
        table[keys[-1]] = _filled(tomlkit.inline_table() if inside else tomlkit.table(), value)
        made = document.as_string()
    except TOMLKitError as error:
        raise Unfit(str(error)) from None
    return _checked(_with_line_ends(text, made), wanted)


def _appended(text: str, keys: tuple[str, ...], value: Mapping[str, Any]) -> str:
    """Write a table at the end: tomlkit would put it between the comment of another table and that table."""
    document = tomlkit.document()
    _table(document, keys[:-1])[keys[-1]] = _filled(tomlkit.table(), value)
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return _with_line_ends(text, text + gap + document.as_string())


def drop(text: str, keys: tuple[str, ...]) -> str:
    """Take out what stands below some keys.

    Raises:
        Unfit: When the text cannot be kept as it is.
    """
    wanted = read(text)
    container = _found(wanted, keys[:-1])
    if not isinstance(container, dict) or keys[-1] not in container:
        return text
    del container[keys[-1]]
    wanted = _without_empty(wanted, keys[:-1])
    cut = _cut(text, keys)
    if cut is not None and _says(cut, wanted, keys[:-1]):
        return cut
    document = tomlkit.parse(text)
    del cast("MutableMapping[str, Any]", _found(document, keys[:-1]))[keys[-1]]
    return _checked(_with_line_ends(text, document.as_string()), wanted, keys[:-1])


def _cut(text: str, keys: tuple[str, ...]) -> str | None:
    """Cut a table out, up to the comments before the next one: tomlkit counts these to the table that goes."""
    name = r"[ \t]*\.[ \t]*".join(map(re.escape, keys))
    header = re.search(rf"^[ \t]*\[[ \t]*{name}[ \t]*\].*\n?", text, re.MULTILINE)
    if header is None:
        return None
    following = _HEADER.search(text, header.end())
    lines = text[header.end() : following.start() if following else len(text)].splitlines(keepends=True)
    kept: list[str] = []
    while lines and lines[-1].lstrip()[:1] in ("", "#"):
        kept.insert(0, lines.pop())
    while kept and not kept[0].strip():
        kept.pop(0)
    before, rest = text[: header.start()], "".join(kept) + (text[following.start() :] if following else "")
    if not rest and before.endswith(("\n\n", "\r\n\r\n")):
        before = before.removesuffix("\n").removesuffix("\r")  # the blank line that was written with the table
    return before + rest


def _found(document: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        if not isinstance(document, Mapping) or key not in document:
            return None
        document = document[key]
    return document


def _table(document: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        if key not in document:
            document[key] = tomlkit.table(is_super_table=True)
        document = document[key]
        if not isinstance(document, Mapping):
            raise Unfit(f"{key} is no table")
    return document


def _filled(table: Any, value: Mapping[str, Any]) -> Any:
    for key, one in value.items():
        table[key] = one
    return table


def _merged(document: dict[str, Any], keys: tuple[str, ...], value: Mapping[str, Any]) -> dict[str, Any]:
    inner = document
    for key in keys[:-1]:
        inner = inner.setdefault(key, {})
        if not isinstance(inner, dict):
            raise Unfit(f"{key} is no table")
    inner[keys[-1]] = dict(value)
    return document


def _with_line_ends(before: str, made: str) -> str:
    if "\r\n" not in before:
        return made
    return made.replace("\r\n", "\n").replace("\n", "\r\n")


def _without_empty(document: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Take away the tables on the way that hold nothing: whether they are written says nothing."""
    for length in range(len(keys), 0, -1):
        if _found(document, keys[:length]) == {}:
            del _found(document, keys[: length - 1])[keys[length - 1]]
    return document


def _checked(made: str, wanted: Mapping[str, Any], may_be_empty: tuple[str, ...] = ()) -> str:
    """Let only through what says what was meant."""
    if not _says(made, wanted, may_be_empty):
        raise Unfit("it is written in a way that cannot be changed without changing the rest")
    return made


def _says(made: str, wanted: Mapping[str, Any], may_be_empty: tuple[str, ...]) -> bool:
    try:
        return _without_empty(tomllib.loads(made), may_be_empty) == wanted
    except tomllib.TOMLDecodeError:
        return False
