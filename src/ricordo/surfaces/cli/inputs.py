"""Texts, lines and JSON lines from files and standard input. A file is read whole before anything is done."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ricordo.errors import InvalidInput

STANDARD_INPUT = "-"
_SHOWN_CHARACTERS = 200
_NUMBERED = re.compile(r"(?:item|turn|query) (\d+): ")


@dataclass(frozen=True, slots=True)
class Lines:
    """The values of a file and the lines on which they stand, counted from 1 with the blank ones."""

    values: list[Any]
    numbers: list[int]

    def located(self, error: InvalidInput) -> InvalidInput:
        """Add the line to an error that counts values, where blank lines make the two differ."""
        found = _NUMBERED.match(str(error))
        if found is None or int(found[1]) > len(self.numbers):
            return error
        line = self.numbers[int(found[1]) - 1]
        return error if line == int(found[1]) else type(error)(f"line {line}, {error}")


def is_piped() -> bool:
    """Whether standard input comes from a file or another program."""
    return sys.stdin is not None and not sys.stdin.isatty()


def read_prose() -> str:
    """Read one text from standard input, without the line break at its end.

    Raises:
        InvalidInput: When it is not valid UTF-8.
    """
    return _read(STANDARD_INPUT).removesuffix("\n").removesuffix("\r")


def read_lines(path: str) -> Lines:
    """Read one text per line.

    Raises:
        InvalidInput: When the file cannot be read or is not valid UTF-8.
    """
    numbered = list(_numbered_lines(path))
    return Lines([line for _, line in numbered], [number for number, _ in numbered])


def read_json_lines(path: str) -> Lines:
    """Read one JSON value per line.

    Raises:
        InvalidInput: When the file cannot be read, is not valid UTF-8, or a line is not valid JSON.
    """
    values, numbers = [], []
    for number, line in _numbered_lines(path):
        try:
            values.append(json.loads(line))
        except json.JSONDecodeError as error:
            reason = f"{error.msg} at character {error.pos + 1}"
            raise _broken(path, number, reason) from None
        except (ValueError, RecursionError):
            raise _broken(path, number, "it is nested too deep or holds too large a number") from None
        numbers.append(number)
    return Lines(values, numbers)


def _broken(path: str, number: int, reason: str) -> InvalidInput:
    reason = reason[0].lower() + reason[1:]
    return InvalidInput(f"line {number} of {_name(path)} is not valid JSON ({reason}); nothing was done.")


def _numbered_lines(path: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        if line.strip():
            yield number, line.removesuffix("\r")


def _read(path: str) -> str:
    try:
        content = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).expanduser().read_bytes()
    except FileNotFoundError:
        raise InvalidInput(f"{_name(path)} does not exist; give the path of a file.") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(f"{_name(path)} cannot be read ({reason}); give the path of a file.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(f"line {line} of {_name(path)} is not valid UTF-8; convert it first.") from None


def _name(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else path[:_SHOWN_CHARACTERS]
