"""A bar on standard error for work that takes a while, when a person looks on."""

import contextlib
import sys
from collections.abc import Callable, Iterator

Report = Callable[[int], None]


@contextlib.contextmanager
def progress(title: str, total: int | None) -> Iterator[Report | None]:
    """Show how far the work is. It appears with the first report; with a known total at once.

    Args:
        title: What is being done.
        total: How many memories there are; None when nobody knows.

    Yields:
        What to call with the number of memories done since the last call; None when nobody looks on.
    """
    if not (sys.stderr and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a person
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=None)

    def report(done: int) -> None:
        bar.start()
        bar.update(task, advance=done, total=total)

    if total is not None:
        bar.start()
    try:
        yield report
    finally:
        bar.stop()
