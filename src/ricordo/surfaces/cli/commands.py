"""One command per operation, made when it is first asked for: a call pays for the command that it runs."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import cyclopts

from ricordo.operations import OPERATIONS, Operation
from ricordo.surfaces.cli import transcripts
from ricordo.surfaces.cli.application import (
    COMPLETION,
    GROUP,
    RESTORING,
    command_name,
    described,
    flag,
    make_application,
    options_of_every_command,
    with_signature,
)
from ricordo.surfaces.cli.arguments import option, shape
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.run import put_back, run
from ricordo.surfaces.cli.serve import NAME as SERVE
from ricordo.surfaces.cli.serve import make_command


def __getattr__(name: str) -> cyclopts.App | Callable[..., Any]:
    """Make the command of an operation; cyclopts asks for it by name."""
    if name == COMPLETION:
        return _completion()
    if name == SERVE:
        return make_command()
    if name == RESTORING.name:
        return _command(command_name(name), RESTORING, put_back)
    if name.startswith(GROUP):
        return _group(name.removeprefix(GROUP))
    if name not in OPERATIONS:
        raise AttributeError(f"there is no operation {name!r}")
    command = _command(command_name(name), OPERATIONS[name], transcripts.ingest if name == "ingest" else run)
    for words, operation in _subcommands(command_name(name)):
        command.command(_command(words, operation, run))
    return command


def _group(name: str) -> cyclopts.App:
    """Make a command that only leads to others."""
    made = cyclopts.App(name=name, help=f"Commands on a {name}.", result_action="return_value")
    for words, operation in _subcommands(name):
        made.command(_command(words, operation, run))
    return made


def _completion() -> Callable[..., Any]:
    from cyclopts.completion.install import create_install_completion_command  # noqa: PLC0415 - slow, rarely used

    made: Callable[..., Any] = create_install_completion_command(
        make_application().install_completion, add_to_startup=True
    )
    return made


def _subcommands(group: str) -> list[tuple[str, Operation]]:
    """Find the operations that are also called by words below this command."""
    split = [((one.command or "").partition(" "), one) for one in OPERATIONS.values()]
    return [(second, one) for (first, _, second), one in split if first == group and second]


def _command(name: str, operation: Operation, act: Callable[..., int]) -> cyclopts.App:
    """Make a command. Where an operation has an option of that name, it hides the one of every command."""
    taken = [option(operation, one) for one in operation.parameters]
    positional = [one.name for one in taken if one.kind is one.POSITIONAL_ONLY]
    own = {one.name for one in taken if one.kind is one.KEYWORD_ONLY}
    shared = {name: one for name, one in options_of_every_command().items() if name not in own}

    def command(*words: Any, before: Call, **options: Any) -> int:
        call = before.with_options({name: options.pop(one.name, None) for name, one in shared.items()})
        return act(operation, dict(zip(positional, words, strict=False)) | options, call)

    hidden = Annotated[Call, cyclopts.Parameter(parse=False)]
    before = inspect.Parameter("before", inspect.Parameter.KEYWORD_ONLY, annotation=hidden)
    parameters = sorted([*taken, *_own_flags(operation), *shared.values(), before], key=lambda one: one.kind)
    made = cyclopts.App(name=name, help=described(operation), result_action="return_value")
    made.default(with_signature(command, parameters))
    return made


def _own_flags(operation: Operation) -> list[inspect.Parameter]:
    """Give the flags that only a command line has: the confirmation, and the form of a file."""
    own = []
    if any(one.name == "hard" for one in operation.parameters):
        own.append(flag("yes", "Do not ask before memories are erased for good."))
    if operation.effect == "write" and any(shape(one.annotation) == "lines" for one in operation.parameters):
        own.append(flag("lines", "The file holds plain text: every line is one text."))
    if operation.name == "ingest":
        own += transcripts.options()
    return own
