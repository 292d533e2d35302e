"""Write docs/reference.md from the code: operations, settings, errors. With --check only compare."""

import inspect
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import ricordo.api
from ricordo import errors
from ricordo.config import Settings
from ricordo.operations import OPERATIONS, Operation, Parameter

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"


def page() -> str:
    """Give the whole page."""
    lines = [
        "# Reference",
        "",
        "Made from the code by `scripts/reference.py`; do not edit.",
        "",
        "## Operations",
        "",
        "Each is a method of `ricordo.Memory` and a command of `ricordo`.",
        "",
    ]
    for operation in OPERATIONS.values():
        lines += operation_lines(operation)
    lines += ["## Settings", "", *inspect.cleandoc(Settings.__doc__ or "").splitlines(), ""]
    lines += ["## Errors", "", "| error | code | HTTP | exit | what to do |", "|---|---|---|---|---|"]
    for one in tree(errors.RicordoError):
        advice = " ".join((one.__doc__ or "").split())
        lines.append(f"| `{one.__name__}` | `{one.code}` | {one.http_status} | {one.exit_code} | {advice} |")
    return "\n".join(lines) + "\n"


def operation_lines(operation: Operation) -> list[str]:
    """Give the section of one operation."""
    lines = [f"### {operation.name}", "", f"*{operation.effect}* · {operation.description}", ""]
    if operation.parameters:
        lines += ["| argument | type | default | meaning |", "|---|---|---|---|"]
        lines += [parameter_line(parameter) for parameter in operation.parameters]
        lines.append("")
    return lines


def parameter_line(parameter: Parameter) -> str:
    """Give the table row of one argument."""
    default = "required" if parameter.required else f"`{parameter.default!r}`"
    return f"| `{parameter.name}` | {type_name(parameter.annotation)} | {default} | {parameter.description} |"


def type_name(annotation: typing.Any) -> str:
    """Give a type as a reader wants to see it."""
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        return type_name(arguments[0])
    if origin is typing.Literal:
        return ", ".join(f"`{one}`" for one in arguments)
    if annotation is type(None):
        return "nothing"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(type_name(one) for one in arguments)
    if arguments:
        inner = ", ".join(type_name(one) for one in arguments)
        return f"{origin.__name__.lower()} of {inner}"
    return f"`{getattr(annotation, '__name__', str(annotation))}`"


def tree(root: type[errors.RicordoError]) -> Iterator[type[errors.RicordoError]]:
    """Walk over an error and all its kinds."""
    yield root
    for kind in root.__subclasses__():
        yield from tree(kind)


def main() -> int:
    """Write or compare the page."""
    fresh = page()
    if "--check" not in sys.argv:
        PAGE.write_text(fresh, "utf-8")
        return 0
    if not PAGE.exists() or PAGE.read_text("utf-8") != fresh:
        print("docs/reference.md is out of date: run `python scripts/reference.py`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    _ = ricordo.api
    sys.exit(main())
