"""`ricordo serve`: starts the MCP server. A client waits for it, so that it is made without the other commands."""

import gc
import inspect
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from ricordo.config import Settings
from ricordo.errors import InvalidInput
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.mcp.profiles import PATH, Profile

if TYPE_CHECKING:
    import cyclopts

NAME = "serve"
SUMMARY = "Serve agents by the Model Context Protocol: over standard input and output, or over HTTP."
OPENING = ("path", "namespace", "agent", "session", "embedder")
"""The settings with which a memory is opened."""
_PROFILE: Profile = "core"
_HOST = "127.0.0.1"
_PORT = 7717


def launch(words: Sequence[str]) -> int:
    """Run the command.

    Args:
        words: The words of the command line, from `serve` on.

    Returns:
        The exit code.

    Raises:
        InvalidInput: When the words make no command.
    """
    if len(words) == 1:  # so clients start it; what reads options takes a tenth of the time that they wait
        return _serve({}, _PROFILE)
    import cyclopts  # noqa: PLC0415 - see above

    from ricordo.surfaces.cli.complaints import explain  # noqa: PLC0415 - see above

    application = cyclopts.App(name="ricordo", help_format="plaintext", result_action="return_value")
    application.command(make_command())
    try:
        command, bound, ignored = application.parse_args(list(words), exit_on_error=False, print_error=False)
    except cyclopts.CycloptsError as error:
        raise InvalidInput(explain(error)) from None
    return command(*bound.args, **bound.kwargs, **dict.fromkeys(ignored, Call())) or 0


def make_command() -> "cyclopts.App":
    """Make the command."""
    import cyclopts  # noqa: PLC0415 - see `launch`

    def serve(
        *,
        before: Annotated[Call, cyclopts.Parameter(parse=False)],
        profile: Annotated[Profile, _option("What is offered; core is what every agent needs.", shown=True)] = _PROFILE,
        http: Annotated[bool, _option(f"Serve over HTTP, at {PATH}, to clients that send the token.")] = False,
        host: Annotated[str, _option("The address for HTTP.", shown=True)] = _HOST,
        port: Annotated[int, _option("The port for HTTP; 0 takes a free one.", shown=True)] = _PORT,
        **opening: str | None,
    ) -> int:
        given = before.scope | {name: value for name, value in opening.items() if value is not None}
        if http:
            from ricordo.surfaces.mcp.http import serve_http  # noqa: PLC0415 - loads the protocol

            return serve_http(profile, given, host=host, port=port)
        return _serve(given, profile)

    own = [one for one in inspect.signature(serve).parameters.values() if one.kind is one.KEYWORD_ONLY]
    opening = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, _option(text)]
        )
        for name, text in _setting_texts().items()
        if name in OPENING
    ]
    serve.__signature__ = inspect.Signature([*own, *opening])  # type: ignore[attr-defined]
    made = cyclopts.App(name=NAME, help=SUMMARY, result_action="return_value")
    made.default(serve)
    return made


def _setting_texts() -> dict[str, str]:
    """Read what the settings mean from where they are defined."""
    return dict(re.findall(r"^ +(\w+): (.+)$", Settings.__doc__ or "", re.MULTILINE))


def _serve(given: Mapping[str, Any], profile: Profile) -> int:
    """Load the protocol and serve. What is loaded stays: not looking for garbage in it saves an eighth of the time."""
    gc.disable()
    from ricordo.surfaces.mcp.stdio import serve_stdio  # noqa: PLC0415 - see above

    gc.freeze()
    gc.enable()
    return serve_stdio(profile, given)


def _option(text: str, *, shown: bool = False) -> "cyclopts.Parameter":
    import cyclopts  # noqa: PLC0415 - see `launch`

    return cyclopts.Parameter(help=text, negative="", show_default=shown)
