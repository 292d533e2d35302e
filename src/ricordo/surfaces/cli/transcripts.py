"""`ricordo ingest --from CLIENT`: the operation `ingest`, fed with what an agent's client has kept."""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any

import cyclopts

from ricordo.errors import InvalidInput
from ricordo.operations import Operation
from ricordo.surfaces.cli.call import Call
from ricordo.surfaces.cli.output import write
from ricordo.surfaces.cli.progress import progress
from ricordo.surfaces.cli.run import run


def options() -> list[inspect.Parameter]:
    """Give the options that let `ingest` read the sessions of a client instead of a file."""
    return [
        _option("client", "--from", "Read the sessions that this client keeps here: claude-code, codex, gemini, "
                "copilot or opencode. Every project is a namespace, unless one is given."),
        _option("since", "--since", "With --from: only what was said from this time on."),
        inspect.Parameter(
            "dry_run", inspect.Parameter.KEYWORD_ONLY, default=False,
            annotation=Annotated[bool, cyclopts.Parameter(
                negative="", show_default=False, help="With --from: only count, and store nothing.")],
        ),
    ]  # fmt: skip


def ingest(operation: Operation, given: Mapping[str, Any], call: Call) -> int:
    """Run `ingest`, on a client's sessions where one is named.

    Raises:
        InvalidInput: When an option for sessions is given without a client, or a file with one.
    """
    words = dict(given)
    client, since, dry_run = (words.pop(name, None) for name in ("client", "since", "dry_run"))
    if client is None:
        if since is not None or dry_run:
            raise InvalidInput("--since and --dry-run read a client's sessions; name the client with --from.")
        return run(operation, words, call)
    if words.get("turns") is not None:
        raise InvalidInput("a file and --from exclude each other; give one of them.")
    from ricordo.surfaces.transcripts.taking_in import take_in  # noqa: PLC0415 - only who asks for it

    with progress("ingest", None) as report:
        answer = take_in(client, call.scope, since=since, dry_run=bool(dry_run), on_progress=report)
    write(answer, call)
    return 0


def _option(name: str, flag: str, text: str) -> inspect.Parameter:
    settings = cyclopts.Parameter(name=flag, show_default=False, help=text)
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, settings]
    )
