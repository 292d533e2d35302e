"""`install`, `uninstall`, `status` and `doctor`: commands that are no operations, because they open no memory."""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import cyclopts

from ricordo.config import IN_MEMORY
from ricordo.errors import InvalidInput
from ricordo.surfaces.cli import setup_answers  # noqa: F401 - it says how these answers are shown
from ricordo.surfaces.cli.application import BESIDE, options_of_every_command, with_signature
from ricordo.surfaces.cli.arguments import unprotected
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.output import write
from ricordo.surfaces.cli.run import exit_code
from ricordo.surfaces.cli.serve import OPENING
from ricordo.surfaces.setup.clients import CLIENTS, Scope

_CLIENT = cyclopts.Parameter(help=f"Which: {', '.join(one.name for one in CLIENTS)}.", metavar="CLIENT")
_SCOPE = cyclopts.Parameter(help="For all you do, or for the project of this folder.", show_choices=True)
_DRY_RUN = cyclopts.Parameter(help="Change nothing, show what would change.", negative="")
_MEMORY = cyclopts.Parameter(
    help="Also write a few lines about the memory into the file that the client reads in every session.", negative=""
)


def _install(
    call: Call,
    client: Annotated[str, _CLIENT],
    /,
    *,
    scope: Annotated[Scope, _SCOPE] = "user",
    memory_file: Annotated[bool, _MEMORY] = False,
    dry_run: Annotated[bool, _DRY_RUN] = False,
) -> object:
    from ricordo.surfaces.setup.install import install as act  # noqa: PLC0415 - a call pays for what it runs

    return act(unprotected(client), scope, _opening(call), memory_file=memory_file, dry_run=dry_run)


def _uninstall(
    _: Call,
    client: Annotated[str, _CLIENT],
    /,
    *,
    scope: Annotated[Scope, _SCOPE] = "user",
    dry_run: Annotated[bool, _DRY_RUN] = False,
) -> object:
    from ricordo.surfaces.setup.install import uninstall as act  # noqa: PLC0415 - as above

    return act(unprotected(client), scope, dry_run=dry_run)


def _status(_: Call) -> object:
    from ricordo.surfaces.setup.status import status as act  # noqa: PLC0415 - as above

    return act()


def _doctor(_: Call, client: Annotated[str | None, _CLIENT] = None, /) -> object:
    from ricordo.surfaces.setup.doctor import doctor as act  # noqa: PLC0415 - as above

    return act(None if client is None else unprotected(client))


def _opening(call: Call) -> Mapping[str, str]:
    """Give what the server is to be started with, wherever the client starts it."""
    unknown = call.scope.keys() - set(OPENING)
    if unknown:
        raise InvalidInput(f"--{min(unknown)} means nothing to a server; leave it away.")
    path = call.scope.get("path")
    if path is None or path == IN_MEMORY or "://" in path:
        return call.scope
    return {**call.scope, "path": str(Path(path).expanduser().absolute())}


def _made(name: str, act: Callable[..., object]) -> cyclopts.App:
    """Make a command of a function that takes the call first."""
    shared = options_of_every_command()
    _, *own = inspect.signature(act).parameters.values()

    def command(*words: Any, before: Call, **options: Any) -> int:
        call = before.with_options({name: options.pop(one.name, None) for name, one in shared.items()})
        answer = act(call, *words, **options)
        write(answer, call)
        return exit_code(answer)

    hidden = Annotated[Call, cyclopts.Parameter(parse=False)]
    before = inspect.Parameter("before", inspect.Parameter.KEYWORD_ONLY, annotation=hidden)
    made = cyclopts.App(name=name, help=BESIDE[name][1], result_action="return_value")
    made.default(with_signature(command, [*own, *shared.values(), before]))
    return made


install, uninstall = _made("install", _install), _made("uninstall", _uninstall)
status, doctor = _made("status", _status), _made("doctor", _doctor)
