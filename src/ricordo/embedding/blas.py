"""Matrix products of texts: small ones, each on the thread that asks for it."""

import threading
from types import TracebackType
from typing import Any, Final

import numpy as np

from ricordo.embedding.base import Vectors

_FAST_SMALL_PRODUCTS: Final = {"SkylakeX", "Cooperlake", "SapphireRapids"}
_MOST_OF_SMALL: Final = 1_000_000
_BLOCKS: Final = (64, 32)


class OneThreadEach:
    """While inside, a matrix product runs on the thread that asked for it.

    OpenBLAS's threads wait for one another by spinning: with two of them, one question took 150 ms instead of 2 on two
    cores that were busy with something else. The price is what they gain on idle cores for one question.
    The limit holds for the whole process: the first that comes in sets it, the last that leaves takes it back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._libraries: list[Any] | None = None
        self._threads_before: list[int] = []

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                if self._libraries is None:
                    self._libraries = _libraries()
                self._threads_before = [library.num_threads for library in self._libraries]
                self._limit([1] * len(self._libraries))
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._limit(self._threads_before)

    def _limit(self, threads: list[int]) -> None:
        for library, number in zip(self._libraries or [], threads, strict=True):
            library.set_num_threads(number)


ONE_THREAD_EACH: Final = OneThreadEach()


def has_fast_small_products() -> bool:
    """Tell whether numpy's library has routines of their own for small products, as OpenBLAS has with AVX-512."""
    return any(getattr(library, "architecture", None) in _FAST_SMALL_PRODUCTS for library in _libraries())


def product(rows: Vectors, weights: Vectors, out: Vectors, *, in_blocks: bool) -> None:
    """Multiply rows with weights.

    Args:
        rows: One row per token or text.
        weights: As many rows as `rows` has columns; the number of columns is a multiple of 64.
        out: Takes the product.
        in_blocks: Whether to cut a product that is nearly small enough for the fast routines into blocks that are:
            for the tokens of one question that saves up to half of the time.
    """
    inner, columns = weights.shape
    size = len(rows) * inner
    block = next((width for width in _BLOCKS if size * width <= _MOST_OF_SMALL), 0)
    if in_blocks and block and size * columns > _MOST_OF_SMALL:
        shape = (columns // block, block)
        cut = weights.reshape(inner, *shape).transpose(1, 0, 2)
        np.matmul(rows, cut, out=out.reshape(len(out), *shape).transpose(1, 0, 2))
    else:
        np.matmul(rows, weights, out=out)


def _libraries() -> list[Any]:
    # Half of what a command that needs no product would pay for this module.
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # noqa: PLC0415

    return list(ThreadpoolController().select(user_api="blas").lib_controllers)
