"""`hook` and `overhead`: commands around an agent's sessions. They are no operations."""

import inspect
from typing import Annotated, Any

import cyclopts

from ricordo.surfaces.cli.application import options_of_every_command, with_signature
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.output import write
from ricordo.surfaces.hooks.launch import USAGE, launch
from ricordo.surfaces.mcp.profiles import Profile

_BEFORE = inspect.Parameter(
    "before", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[Call, cyclopts.Parameter(parse=False)]
)


def __getattr__(name: str) -> cyclopts.App:
    """Make a command when it is asked for by name."""
    if name not in ("hook", "overhead"):
        raise AttributeError(f"there is no command {name!r}")
    made = cyclopts.App(name=name, help=USAGE if name == "hook" else None, result_action="return_value")
    made.default(_hook if name == "hook" else _overhead())
    return made


def _hook(
    *words: Annotated[str, cyclopts.Parameter(allow_leading_hyphen=True)],
    before: Annotated[Call, cyclopts.Parameter(parse=False)],
) -> int:
    """Run a hook behind options of every command; without them it is run without this application."""
    options = [part for name, value in before.scope.items() for part in (f"--{name}", str(value))]
    return launch(["hook", *words, *options])


def _overhead() -> Any:
    shared = options_of_every_command()
    profile = inspect.Parameter(
        "profile",
        inspect.Parameter.KEYWORD_ONLY,
        default="core",
        annotation=Annotated[Profile, cyclopts.Parameter(help="The profile of the server.", show_default=True)],
    )

    def overhead(*, profile: Profile = "core", before: Call, **options: Any) -> int:
        from ricordo.surfaces.overhead import measure  # noqa: PLC0415 - loads the protocol

        call = before.with_options({name: options.pop(one.name, None) for name, one in shared.items()})
        write(measure(profile, call.scope), call)
        return 0

    return with_signature(overhead, [profile, *shared.values(), _BEFORE])
