"""Run an operation for the command line: read its input, ask, open the memory, call, write the answer."""

from collections.abc import Mapping
from typing import Any

from ricordo.api import Memory
from ricordo.errors import InvalidInput
from ricordo.operations import Operation
from ricordo.surfaces.cli.arguments import PROSE, is_positional, shape, values
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.confirm import confirm
from ricordo.surfaces.cli.inputs import STANDARD_INPUT, Lines, is_piped, read_json_lines, read_lines, read_prose
from ricordo.surfaces.cli.output import write
from ricordo.surfaces.cli.progress import progress

_FAILED = 1


def run(operation: Operation, given: Mapping[str, Any], call: Call) -> int:
    """Run an operation.

    Args:
        operation: The operation.
        given: The words for its arguments, and the options that only the command line has.
        call: Where, for whom, and how the answer is written.

    Returns:
        The exit code.
    """
    words = dict(given)
    assured, plain = words.pop("yes", False), words.pop("lines", False)
    lines = _read_input(operation, words, plain=plain)
    arguments = values(operation, words)
    operation.check(arguments)  # before anything is opened, made or asked
    with Memory(**call.scope) as memory:
        confirm(memory, arguments, assured=assured)
        total = None if lines is None else len(lines.values)
        with progress(operation.name.replace("_", " "), total) as memory.on_progress:
            answer = _call(operation, memory, arguments, lines)
    write(answer, call)
    return exit_code(answer)


def put_back(operation: Operation, given: Mapping[str, Any], call: Call) -> int:
    """Run the one operation that opens no memory: it takes the store's path from the options of every command."""
    write(operation.function(**{"path": call.scope.get("path"), **given}), call)
    return 0


def _call(operation: Operation, memory: Memory, arguments: Mapping[str, Any], lines: Lines | None) -> Any:
    try:
        return operation.function(memory, **arguments)
    except InvalidInput as error:
        raise (error if lines is None else lines.located(error)) from None


def exit_code(answer: object) -> int:
    """Give the exit code of an answer: not 0 when it says that something is not well."""
    return 0 if getattr(answer, "ok", True) else _FAILED


def _read_input(operation: Operation, words: dict[str, Any], *, plain: bool) -> Lines | None:
    """Put what comes from files and standard input in the place of `-`; what is missing may be piped."""
    for parameter in operation.parameters:
        name, given = parameter.name, words.get(parameter.name)
        if given is None and is_positional(operation, parameter) and is_piped():
            given = STANDARD_INPUT
        if name in PROSE and given == STANDARD_INPUT:
            words[name] = read_prose()
        elif shape(parameter.annotation) == "lines":
            if given is None:
                raise InvalidInput(f"{name} are missing; give a file, or - and standard input.")
            lines = _lines(operation, given, plain=plain)
            words[name] = lines.values
            return lines
    return None


def _lines(operation: Operation, path: str, *, plain: bool) -> Lines:
    """Read a file: what is only asked is one text per line, what is kept is one JSON value per line."""
    if operation.effect == "read":
        return read_lines(path)
    if not plain:
        return read_json_lines(path)
    lines = read_lines(path)
    return Lines([{"text": text} for text in lines.values], lines.numbers)
