"""Runs tasks on a few threads that end with them."""

import os
import threading
from collections.abc import Callable, Iterable

MAX_THREADS = 4
"""Bounds the memory for batches, of which each thread has one."""


def usable_cores() -> int:
    """Count the processor cores that this process may use, at most `MAX_THREADS`."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MAX_THREADS)
    return min(os.cpu_count() or 1, MAX_THREADS)


def run_all(tasks: Iterable[Callable[[], None]], threads: int) -> None:
    """Run tasks on the calling thread and on others beside it, and return when all are done.

    The others are daemons, so that a process may end while a thread of its own is still loading or embedding;
    those of `concurrent.futures` would hold it up.

    Args:
        tasks: Taken one by one, whenever a thread is free; the first one that fails stops the taking.
        threads: How many threads work, the calling one included.

    Raises:
        BaseException: What the first failing task raised.
    """
    shared = _Shared(tasks)
    helpers = [threading.Thread(target=shared.work, daemon=True) for _ in range(threads - 1)]
    for helper in helpers:
        helper.start()
    shared.work()
    for helper in helpers:
        helper.join()
    if shared.failure is not None:
        raise shared.failure


class _Shared:
    def __init__(self, tasks: Iterable[Callable[[], None]]) -> None:
        self._tasks = iter(tasks)
        self._lock = threading.Lock()
        self.failure: BaseException | None = None

    def work(self) -> None:
        try:
            while (task := self._next()) is not None:
                task()
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that asked
            self.failure = self.failure or error

    def _next(self) -> Callable[[], None] | None:
        with self._lock:
            return None if self.failure else next(self._tasks, None)
