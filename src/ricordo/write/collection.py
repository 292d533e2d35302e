"""Lets Python's collector of cyclic garbage wait for the end of a bulk write."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_YOUNG = 1


@contextmanager
def only_young_collected() -> Iterator[Callable[[], object]]:
    """Put automatic collection off while inside; gives what collects the new objects, to be called now and then.

    A bulk write makes many objects that stay and hardly a cycle: the collector would walk over them, and over
    everything else in the process, again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(_YOUNG)
    finally:
        if was_on:
            gc.enable()
