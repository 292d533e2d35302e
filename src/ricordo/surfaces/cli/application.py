"""The application: a command for every operation, and the options that every command has."""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import cyclopts

import ricordo
from ricordo.api import Memory
from ricordo.errors import InvalidInput
from ricordo.operations import OPERATIONS, Operation
from ricordo.surfaces.cli import serve
from ricordo.surfaces.cli.arguments import members, option, protected
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.complaints import explain

NAME = "ricordo"
RESTORING = Operation("restore_backup", "destroy", Memory.restore_backup, "source")
"""The one operation that needs no open memory."""
_OPENING = Operation("open", "read", Memory.__init__, None)
"""How a memory is opened, described like an operation: its arguments are the options that every command has."""
_SCOPE = tuple(one for one in _OPENING.parameters if str in members(one.annotation))
COMPLETION = "install_completion"
GROUP = "group_"
"""Before the name of a group of commands, where cyclopts asks for it."""
_COMMANDS = "ricordo.surfaces.cli.commands"
"""Where cyclopts finds a command when it is asked for."""
_SESSIONS = "ricordo.surfaces.cli.session_commands"
_SETUP = "ricordo.surfaces.cli.setup_commands"
BESIDE = {
    "hook": (_SESSIONS, "Tell an agent's client what fits, and keep what the person wished: clients call it."),
    "overhead": (_SESSIONS, "Say how many tokens Ricordo adds to a session."),
    serve.NAME: (_COMMANDS, serve.SUMMARY),
    "install": (
        _SETUP,
        "Set a client up: server, hooks, skill and, if asked for, memory file. All else in its files stays.",
    ),
    "uninstall": (_SETUP, "Take Ricordo out of a client's files, which are then as they were, to the byte."),
    "status": (_SETUP, "Show which clients are set up."),
    "doctor": (
        _SETUP,
        "Prove that a client can use Ricordo: start the server as it would, remember, recall and erase a probe.",
    ),
}
"""Commands that are no operations: where cyclopts finds each, and what it is for."""
_EVERYWHERE = cyclopts.Group("Options of every command", sort_key=1)


def launch(words: Sequence[str]) -> int:
    """Run one command.

    Returns:
        The exit code.

    Raises:
        InvalidInput: When the words make no command.
        RicordoError: What the command raises.
    """
    before, rest = _split(words)
    application = make_application()
    try:
        command, bound, ignored = application.parse_args(rest, exit_on_error=False, print_error=False)
    except cyclopts.CycloptsError as error:
        raise InvalidInput(explain(error)) from None
    return command(*bound.args, **bound.kwargs, **dict.fromkeys(ignored, before)) or 0


def _split(words: Sequence[str]) -> tuple[Call, list[str]]:
    """Read the options before the command; they are never taken for those of an operation."""
    names = {f"--{one.name}": one.name for one in _SCOPE}
    rest, as_json, scope = list(words), False, {}
    while rest:
        name, equals, value = rest[0].partition("=")
        if rest[0] == "--json":
            as_json = True
        elif name in names and (equals or len(rest) > 1):
            scope[names[name]] = value if equals else rest.pop(1)
        else:
            break
        del rest[0]
    return Call(as_json, scope), [protected(word) for word in rest]


def make_application() -> cyclopts.App:
    """Make the application, with commands that are made when they are asked for."""
    application = cyclopts.App(
        name=NAME,
        help=(ricordo.__doc__ or "").partition("\n")[0],
        version=f"{NAME} {ricordo.__version__}",
        help_format="plaintext",
        usage=f"Usage: {NAME} COMMAND [OPTIONS]",
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    for place, operation in enumerate([*OPERATIONS.values(), RESTORING]):
        application.command(
            f"{_COMMANDS}:{operation.name}",
            name=command_name(operation.name),
            help=described(operation),
            sort_key=place,
        )
    for place, group in enumerate(groups(), len(OPERATIONS) + 1):
        application.command(f"{_COMMANDS}:{GROUP}{group}", name=group, help=f"Commands on a {group}.", sort_key=place)
    for place, (name, (home, summary)) in enumerate(BESIDE.items(), 2 * len(OPERATIONS)):
        application.command(f"{home}:{name}", name=name, help=summary, sort_key=place)
    application.command(f"{_COMMANDS}:{COMPLETION}", name="--install-completion", help="Complete words in this shell.")

    def without_command(**_: Any) -> None:
        application.help_print([])

    application.default(with_signature(without_command, options_of_every_command().values()))
    return application


def groups() -> list[str]:
    """Name the first words of commands that are no operation themselves, such as "session" of "session start"."""
    named = {command_name(name) for name in OPERATIONS}
    return sorted(
        {first for one in OPERATIONS.values() if one.command and (first := one.command.split()[0]) not in named}
    )


def command_name(name: str) -> str:
    """Write the name of an operation as a word of a command line."""
    return name.replace("_", "-")


def described(operation: Operation) -> str:
    """Give the text of an operation as paragraphs without line breaks of their own."""
    return "\n\n".join(" ".join(one.split()) for one in operation.description.split("\n\n"))


@functools.cache
def options_of_every_command() -> dict[str, inspect.Parameter]:
    """Give, by their names, the options that say how the memory is opened and how the answer is written.

    Inside they have names of their own, because an operation may have an argument of that name.
    """
    made = [option(_OPENING, one) for one in _SCOPE]
    made.append(flag("json", "Write the answer, or the error, as JSON: one document."))
    return {
        one.name: one.replace(
            name=f"every_{one.name}",
            annotation=Annotated[one.annotation, cyclopts.Parameter(name=f"--{one.name}", group=_EVERYWHERE)],
        )
        for one in made
    }


def flag(name: str, text: str) -> inspect.Parameter:
    """Make a switch that is off unless it is given."""
    settings = cyclopts.Parameter(negative="", show_default=False, help=text)
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, keyword, default=False, annotation=Annotated[bool, settings])


def with_signature(function: Callable[..., Any], parameters: Iterable[inspect.Parameter]) -> Callable[..., Any]:
    """Give a function the signature that cyclopts reads."""
    listed = list(parameters)
    function.__signature__ = inspect.Signature(listed)  # type: ignore[attr-defined]
    function.__annotations__ = {one.name: one.annotation for one in listed}
    return function
