"""From the parameters of an operation to options of a command line, and back to values.

A word of the command line becomes the value that a Python caller would write; whether it is right is checked by the
operation itself, so that both callers read the same sentences.
"""

import inspect
import json
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import cyclopts

from ricordo.errors import InvalidInput
from ricordo.operations import Operation, Parameter

PROSE = frozenset({"text", "query"})
"""Arguments that are running text: `-` takes them from standard input."""
_OPTION = re.compile(r"--?\w[\w-]*(=.*)?|--", re.DOTALL)
_PLAIN = "\0"
"""Before a word that begins with a dash and is no option; no word of a command line can hold it."""
Shape = Literal["flag", "number", "json", "lines", "words", "word"]


def members(annotation: Any) -> list[Any]:
    """Take a type apart into its alternatives, without its constraints and without None."""
    if get_origin(annotation) is Annotated:
        return members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [inner for one in get_args(annotation) for inner in members(one)]
    return [] if annotation is type(None) else [annotation]


def shape(annotation: Any) -> Shape:
    """Say what a value of this type looks like on a command line."""
    alternatives = members(annotation)
    origins = [get_origin(one) or one for one in alternatives]
    if bool in origins:
        return "flag"
    if Iterable in origins:
        return "lines"
    if any(one in (Sequence, list, tuple) for one in origins):
        return "words"
    if any(one in (Mapping, dict) for one in origins):
        return "json"
    if origins and all(one in (int, float) for one in origins):
        return "number"
    return "word"


def option(operation: Operation, parameter: Parameter) -> inspect.Parameter:
    """Make the option, or the positional argument, that stands for a parameter of an operation."""
    form = shape(parameter.annotation)
    positional = is_positional(operation, parameter)
    settings: dict[str, Any] = {
        "help": parameter.description + _hint(operation, form, positional=positional),
        "json_list": False,
        "negative_iterable": "",
        "required": parameter.required and form != "lines" and parameter.name not in PROSE,
        "show_default": _shown_default(parameter.default),
    }
    if form != "flag":
        settings["converter"] = _words if form == "words" else _word
        settings["metavar"] = _metavar(parameter.annotation, form)
    if form == "lines":
        settings["name"] = "FILE"
    kind = inspect.Parameter.POSITIONAL_ONLY if positional else inspect.Parameter.KEYWORD_ONLY
    plain: Any = bool if form == "flag" else _plain(parameter.annotation, form) | None
    default = bool(parameter.default) if form == "flag" else None
    annotation = Annotated[plain, cyclopts.Parameter(**settings)]
    return inspect.Parameter(parameter.name, kind, default=default, annotation=annotation)


def is_positional(operation: Operation, parameter: Parameter) -> bool:
    """Whether it is given without a flag: the one that the operation names, and what Python requires by position."""
    if parameter.name == operation.positional:
        return True
    kind = inspect.signature(operation.function).parameters[parameter.name].kind
    return parameter.required and kind is not inspect.Parameter.KEYWORD_ONLY


def values(operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    """Turn words into the values that a Python caller would give; what was not given is left out.

    Raises:
        InvalidInput: When a JSON value does not parse.
    """
    return {
        one.name: _value(operation, one, given[one.name])
        for one in operation.parameters
        if given.get(one.name) is not None
    }


def _value(operation: Operation, parameter: Parameter, value: Any) -> Any:
    name, form = parameter.name, shape(parameter.annotation)
    if form == "number":
        return _number(value)
    if form == "words":
        return tuple(value) if is_positional(operation, parameter) else _split(value)
    if form == "json":
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(f"{name} is not valid JSON ({error}); give a JSON object.") from None
    return value


def _split(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _number(word: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


def protected(word: str) -> str:
    """Mark a word that begins with a dash but cannot be an option, such as `-` or "- buy milk"."""
    return _PLAIN + word if word.startswith("-") and not _OPTION.fullmatch(word) else word


def unprotected(word: str) -> str:
    """Take such a mark away."""
    return word.removeprefix(_PLAIN)


def _word(_: Any, tokens: Sequence[cyclopts.Token]) -> str:
    return unprotected(tokens[0].value)


def _words(_: Any, tokens: Sequence[cyclopts.Token]) -> list[str]:
    return [unprotected(token.value) for token in tokens]


def _plain(annotation: Any, form: Shape) -> Any:
    """Give a type that shows choices and tells flags from values; any word passes, the operation checks it."""
    if form == "words":
        return list[_plain(get_args(members(annotation)[0])[0], "word")]  # type: ignore[misc]
    choices = [one for one in members(annotation) if get_origin(one) is Literal]
    return choices[0] | str if choices else str


def _shown_default(default: Any) -> str | bool:
    if default is inspect.Parameter.empty or default is None or default is False or default == ():
        return False
    return ",".join(default) if isinstance(default, tuple) else str(default)


def _metavar(annotation: Any, form: Shape) -> str:
    if datetime in members(annotation):
        return "DATE"
    return {"number": "NUMBER", "json": "JSON", "lines": "FILE"}.get(form, "TEXT")


def _hint(operation: Operation, form: Shape, *, positional: bool) -> str:
    """Say what Python does not need to say of this argument."""
    if form == "lines":
        line = "a text" if operation.effect == "read" else "a JSON value"
        return f" A file with {line} on every line; standard input when it is - or missing."
    if form == "words" and not positional:
        return " Several: with commas, or the option again."
    return ""
