"""What is put into a file of a client: one class for every way of being in it. All of it is text in, text out."""

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ricordo.surfaces.setup import block, json_edit, jsonc, toml_edit
from ricordo.surfaces.setup.clients import Part
from ricordo.surfaces.setup.unfit import Unfit

Keys = tuple[str, ...]


class Piece(Protocol):
    """Something of ours in a file. A method raises ValueError where the file cannot be read or cannot take it."""

    @property
    def part(self) -> Part:
        """What it is for."""

    @property
    def containers(self) -> tuple[Keys, ...]:
        """The objects and lists that it stands in, the outer ones first."""

    def put(self, text: str) -> str:
        """Write it; text that holds it already stays as it is."""

    def drop(self, text: str) -> str:
        """Take it out; text that does not hold it stays as it is."""

    def find(self, text: str) -> Any:
        """Give what of it is there; None when nothing is."""


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value below some keys of a JSON document. What is only `usual` is left alone where it is set differently."""

    part: Part
    keys: Keys
    value: Any
    usual: bool = False

    @property
    def containers(self) -> tuple[Keys, ...]:
        """The objects that it stands in."""
        return prefixes(self.keys[:-1])

    def put(self, text: str) -> str:
        """Set the value."""
        return text if self.usual and self.find(text) is not None else json_edit.put(text, self.keys, self.value)

    def drop(self, text: str) -> str:
        """Take the value out; what is usual stays."""
        return text if self.usual else json_edit.drop(text, self.keys)

    def find(self, text: str) -> Any:
        """Give the value that is set."""
        return value_at(text, self.keys)


@dataclass(frozen=True, slots=True)
class JsonElement:
    """An element of a list in a JSON document; `is_ours` knows it, whatever its values were when it was written."""

    part: Part
    keys: Keys
    value: Any
    is_ours: Callable[[Any], bool]

    @property
    def containers(self) -> tuple[Keys, ...]:
        """The objects, and the list."""
        return prefixes(self.keys)

    def put(self, text: str) -> str:
        """Add the element, or renew it."""
        return json_edit.append(text, self.keys, self.value, self.is_ours)

    def drop(self, text: str) -> str:
        """Take the element out."""
        return json_edit.drop_items(text, self.keys, self.is_ours)

    def find(self, text: str) -> Any:
        """Give the element."""
        listed = value_at(text, self.keys)
        return next(filter(self.is_ours, listed), None) if isinstance(listed, list) else None


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table below some keys of a TOML document."""

    part: Part
    keys: Keys
    value: Mapping[str, Any]

    @property
    def containers(self) -> tuple[Keys, ...]:
        """None: in TOML, tables on the way are not written."""
        return ()

    def put(self, text: str) -> str:
        """Set the table."""
        return toml_edit.put(text, self.keys, self.value)

    def drop(self, text: str) -> str:
        """Take the table out."""
        return toml_edit.drop(text, self.keys)

    def find(self, text: str) -> Any:
        """Give the table."""
        return _below(toml_edit.read(text), self.keys)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that is ours alone; `mark` is a text that ours hold in every version."""

    part: Part
    text: str
    mark: str

    @property
    def containers(self) -> tuple[Keys, ...]:
        """None."""
        return ()

    def put(self, _: str) -> str:
        """Write the file."""
        return self.text

    def drop(self, text: str) -> str:
        """Empty the file."""
        return "" if self.mark in text else text

    def find(self, text: str) -> Any:
        """Give the text."""
        return text if self.mark in text else None


@dataclass(frozen=True, slots=True)
class Block:
    """The managed block of a memory file."""

    part: Part
    content: str

    @property
    def containers(self) -> tuple[Keys, ...]:
        """None."""
        return ()

    def put(self, text: str) -> str:
        """Write the block."""
        return block.put(text, self.content)

    def drop(self, text: str) -> str:
        """Take the block out."""
        return block.drop(text)

    def find(self, text: str) -> Any:
        """Give what the block says."""
        return block.find(text)


def prefixes(keys: Keys) -> tuple[Keys, ...]:
    """Give all beginnings of some keys, the shorter first."""
    return tuple(keys[:length] for length in range(1, len(keys) + 1))


def value_at(text: str, keys: Keys) -> Any:
    """Give what stands below some keys of a JSON document.

    Raises:
        ValueError: When it does not parse, or its root is no object.
    """
    if not text.strip():
        return None
    root = jsonc.read(text).value
    if not isinstance(root, dict):
        raise Unfit("its root is no object")
    return _below(root, keys)


def _below(document: Any, keys: Keys) -> Any:
    return functools.reduce(lambda found, key: found.get(key) if isinstance(found, dict) else None, keys, document)


def commands_in(value: Any) -> Iterator[str]:
    """Give every command line in the entry of a hook."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key in ("command", "bash", "powershell") and isinstance(one, str):
                yield one
            else:
                yield from commands_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from commands_in(one)
