"""What an operation is: one typed, documented method from which every surface is made."""

import difflib
import functools
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from ricordo.errors import InvalidInput, RicordoError

Effect = Literal["read", "write", "destroy"]
P = ParamSpec("P")
R = TypeVar("R")

OPERATIONS: dict[str, "Operation"] = {}
"""All operations by name, in the order of their definition."""


@dataclass(frozen=True)
class Parameter:
    """One argument of an operation."""

    name: str
    annotation: Any
    default: Any
    description: str

    @property
    def required(self) -> bool:
        """Whether the caller must give it."""
        return self.default is inspect.Parameter.empty


@dataclass(frozen=True)
class Operation:
    """What surfaces need to know of a method of `Memory`.

    Attributes:
        name: Name of the method, and of the command, tool and route.
        effect: Whether it reads, writes (undoable) or destroys (not undoable).
        function: The method itself, checked.
        positional: The argument that a command line takes without a flag; None for none.
        command: Words that also call it on a command line, such as "namespaces rename"; None for none.
        for_person: Whether it stands for a person's own judgement: it is not offered to a model by default.
    """

    name: str
    effect: Effect
    function: Callable[..., Any]
    positional: str | None
    command: str | None = None
    for_person: bool = False

    @functools.cached_property
    def summary(self) -> str:
        """First sentence of the docstring."""
        return self.description.partition("\n")[0]

    @functools.cached_property
    def description(self) -> str:
        """The docstring up to its list of arguments."""
        return re.split(r"\n\s*(?:Args|Returns|Raises):\n", inspect.getdoc(self.function) or "")[0].strip()

    @functools.cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The arguments with the texts of the docstring.

        Raises:
            TypeError: When the docstring does not describe exactly the arguments of the signature.
        """
        texts = _argument_texts(inspect.getdoc(self.function) or "")
        signature = inspect.signature(self.function)
        hints = get_type_hints(self.function, include_extras=True)
        names = [name for name in signature.parameters if name != "self"]
        if set(names) != set(texts):
            raise TypeError(f"{self.name}: the docstring describes {sorted(texts)}, the signature has {sorted(names)}")
        return tuple(Parameter(name, hints[name], signature.parameters[name].default, texts[name]) for name in names)

    @functools.cached_property
    def arguments_model(self) -> type[BaseModel]:
        """A model of the arguments: checks values, and gives their JSON schema."""
        signature = inspect.signature(self.function)
        hints = get_type_hints(self.function, include_extras=True)
        fields: dict[str, Any] = {
            name: (hints[name], ... if parameter.default is parameter.empty else parameter.default)
            for name, parameter in signature.parameters.items()
            if name != "self"
        }
        configuration = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
        return create_model(f"{self.name}_arguments", __config__=configuration, **fields)

    def check(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Check arguments against the signature.

        Raises:
            InvalidInput: Naming the first argument that is unknown, missing, or of a wrong value.
        """
        try:
            checked = self.arguments_model.model_validate(dict(arguments))
        except ValidationError as error:
            raise InvalidInput(explain(error, list(self.arguments_model.model_fields))) from None
        return {name: getattr(checked, name) for name in arguments}


def operation(
    *, effect: Effect, positional: str | None = None, command: str | None = None, for_person: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a method of `Memory` as an operation: its arguments are checked, and every surface offers it.

    Args:
        effect: Whether it reads, writes (undoable) or destroys (not undoable).
        positional: The argument that a command line takes without a flag.
        command: Words that also call it on a command line, such as "namespaces rename".
        for_person: Whether it stands for a person's own judgement.
    """

    def mark(method: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(method)

        @functools.wraps(method)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            own, *rest = args
            try:
                bound = signature.bind_partial(own, *rest, **kwargs)
            except TypeError as error:
                raise InvalidInput(_explain_call(described, error, kwargs)) from None
            given = {name: value for name, value in bound.arguments.items() if name != "self"}
            return method(own, **described.check(given))  # type: ignore[arg-type]

        described = Operation(method.__name__, effect, checked, positional, command, for_person)
        OPERATIONS[method.__name__] = described
        return checked

    return mark


def explain(error: ValidationError, known: list[str]) -> str:
    """Say in one sentence what is wrong with the first wrong value."""
    problems = error.errors(include_url=False)
    # A misspelt name is told before the name that is missing because of it.
    first = next((one for one in problems if one["type"] == "extra_forbidden"), problems[0])
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, RicordoError):
        return str(cause)
    place = ".".join(str(part) for part in first["loc"] if not (isinstance(part, str) and "[" in part)) or "input"
    if first["type"] == "extra_forbidden":
        return _unknown(place, known)
    if first["type"] == "missing":
        return f"{place} is missing; give it."
    shown, hint = _shorten(first["input"]), ""
    if first["type"] == "literal_error":
        near = difflib.get_close_matches(str(first["input"]), re.findall(r"'(\w+)'", first["ctx"]["expected"]), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
    return f"{place} is {shown}: {first['msg'][0].lower()}{first['msg'][1:]}{hint or '.'}"


def _explain_call(described: Operation, error: TypeError, given: Mapping[str, Any]) -> str:
    known = list(described.arguments_model.model_fields)
    for name in given:
        if name not in known:
            return _unknown(name, known)
    return f"{described.name}: {error}."


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}."
    return f"{name} is no argument here; {hint}"


def _shorten(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _argument_texts(docstring: str) -> dict[str, str]:
    """Read the Args section of a docstring in Google style."""
    found = re.search(r"^Args:\n((?:[ \t]+.*\n?|\n)+)", docstring, re.MULTILINE)
    texts: dict[str, str] = {}
    name = ""
    for line in found[1].splitlines() if found else []:
        start = re.match(r" {4}(\w+): (.*)", line)
        if start:
            name = start[1]
            texts[name] = start[2].strip()
        elif name and line.strip():
            texts[name] += " " + line.strip()
    return texts
