"""Reads JSON with comments and trailing commas, and tells where every value stands in the text.

No library that is well kept edits such text from Python without writing it anew, so that only the places are read
here and `json` reads the values.
"""

import functools
import json
import re
from dataclasses import dataclass, field
from typing import Any

from ricordo.surfaces.setup.unfit import Unfit

_BLANK = re.compile(r"(?:[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}
_DEEPEST = 100
"""No configuration is nested deeper; the interpreter's own limit is not much further."""


@dataclass(frozen=True)
class Node:
    """A value in a text.

    Attributes:
        text: The text.
        start: Where it begins.
        end: Where it ends.
        value: What it is.
    """

    text: str = field(repr=False)
    start: int
    end: int
    value: Any

    @functools.cached_property
    def items(self) -> tuple["Item", ...]:
        """The items of an object or a list, in order."""
        return _Reader(self.text).items(self.start)[0] if self.text[self.start] in _CLOSING else ()

    def find(self, *keys: str) -> "Node | None":
        """Find what stands below these keys; the last one where a key is there twice, as every parser does."""
        if not keys:
            return self
        found = [one for one in self.items if one.key == keys[0]]
        return found[-1].node.find(*keys[1:]) if found else None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an object or a list.

    Attributes:
        start: Where it begins: at the key, if it has one.
        node: The value.
        key: The key; None in a list.
    """

    start: int
    node: Node
    key: str | None = None


def read(text: str) -> Node:
    """Read a text.

    Raises:
        Unfit: When it does not parse; the message names the line.
    """
    node = _Reader(text).value(skip(text, 0))
    rest = skip(text, node.end)
    if rest != len(text):
        raise _error(text, rest, "there is something after the end")
    return node


def skip(text: str, place: int) -> int:
    """Give the place behind blanks and comments."""
    match = _BLANK.match(text, place)
    return match.end() if match else place


def _error(text: str, place: int, what: str) -> Unfit:
    return Unfit(f"{what} at line {text.count(chr(10), 0, place) + 1}")


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


class _Reader:
    """Walks down a text. What is plain JSON is read at once, by `json`; the walk is for what holds comments."""

    _plain = json.JSONDecoder(parse_constant=_refuse)

    def __init__(self, text: str) -> None:
        self._text = text

    def value(self, place: int, depth: int = 0) -> Node:
        if depth > _DEEPEST:
            raise _error(self._text, place, "it is nested too deeply")
        try:
            value, end = self._plain.raw_decode(self._text, place)
        except (ValueError, RecursionError):
            if self._text[place : place + 1] not in _CLOSING:
                raise _error(self._text, place, "a value is missing or malformed") from None
            return self._walked(place, depth)
        return Node(self._text, place, end, value)

    def items(self, start: int, depth: int = 0) -> tuple[tuple[Item, ...], int]:
        """Give the items of an object or a list, and where it ends."""
        closing = _CLOSING[self._text[start]]
        items: list[Item] = []
        place = skip(self._text, start + 1)
        while self._text[place : place + 1] != closing:
            item = self._member(place, depth) if closing == "}" else Item(place, self.value(place, depth + 1))
            items.append(item)
            place = skip(self._text, item.node.end)
            if self._text[place : place + 1] == ",":
                place = skip(self._text, place + 1)
            elif self._text[place : place + 1] != closing:
                raise _error(self._text, place, f"a comma or {closing} is missing")
        return tuple(items), place + 1

    def _walked(self, start: int, depth: int) -> Node:
        items, end = self.items(start, depth)
        is_list = self._text[start] == "["
        node = Node(
            self._text,
            start,
            end,
            [one.node.value for one in items] if is_list else {one.key: one.node.value for one in items},
        )
        vars(node)["items"] = items  # they need not be read again
        return node

    def _member(self, place: int, depth: int) -> Item:
        key = self.value(place, depth + 1)
        if not isinstance(key.value, str):
            raise _error(self._text, place, "a key is not a text in quotes")
        colon = skip(self._text, key.end)
        if self._text[colon : colon + 1] != ":":
            raise _error(self._text, colon, "a colon is missing")
        return Item(place, self.value(skip(self._text, colon + 1), depth + 1), key.value)
