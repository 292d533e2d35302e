"""The outermost frame: whatever happens, an exit code and at most one sentence, never a traceback."""

import contextlib
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence

from ricordo.errors import RicordoError

_HOOK = "hook"
_SERVE = "serve"
_INTERRUPTED = 130
_BROKEN_PIPE = 141
_UNEXPECTED = 70
_SYSTEM = 74


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; those of the process when not given.

    Returns:
        The exit code: 0, or what the error says (2 for wrong input, 3 for an unknown id or name, 4 for the file).
    """
    words = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in words
    _open_closed_streams()
    try:
        code = _launcher(words, own_process=argv is None)(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _leave_quietly()
        return _BROKEN_PIPE
    except RicordoError as error:
        return _complain(str(error), error.code, error.exit_code, as_json=as_json)
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        sentence = f"the system refused ({error.strerror or error}{place}); see to that and call again."
        return _complain(sentence, RicordoError.code, _SYSTEM, as_json=as_json)
    except Exception as error:  # noqa: BLE001 - the one place where nothing may pass
        sentence = f"this should not have happened ({type(error).__name__}: {error}); please report it."
        return _complain(sentence, RicordoError.code, _UNEXPECTED, as_json=as_json)
    return code


def _launcher(words: Sequence[str], *, own_process: bool) -> Callable[[Sequence[str]], int]:
    """Load the application here, where an interrupt is quiet.

    What is loaded lives as long as the process: not looking for garbage in it saves a fifth of a short call.
    """
    if words[:1] == [_SERVE]:
        from ricordo.surfaces.cli.serve import launch as launch_server  # noqa: PLC0415 - a client waits for it

        return launch_server
    if own_process:
        gc.disable()
    if words[:1] == [_HOOK]:
        from ricordo.surfaces.hooks.launch import launch as launch_hook  # noqa: PLC0415 - an agent waits for it

        return launch_hook
    from ricordo.surfaces.cli.application import launch  # noqa: PLC0415 - see above

    if own_process:
        gc.freeze()
        gc.enable()
    return launch


def _complain(sentence: str, code: str, exit_code: int, *, as_json: bool) -> int:
    line = " ".join(sentence.split())
    if as_json:
        line = json.dumps({"error": {"code": code, "message": line}})
    try:
        sys.stdout.flush()
    except OSError:
        _leave_quietly()
    with contextlib.suppress(OSError):
        print(line.encode(errors="backslashreplace").decode(), file=sys.stderr, flush=True)  # noqa: T201
    return exit_code


def _open_closed_streams() -> None:
    """Where the caller has closed an output, write to nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - it stays open


def _leave_quietly() -> None:
    """Point standard output at nothing, so that the interpreter does not stumble over it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
