"""Regular expressions that are compiled when they are first used: a process pays only for those it needs."""

import re
from typing import Any, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub")


class _Waiting:
    """Stands for a pattern until it is first used; from then on its methods are those of the compiled pattern."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give what `re.compile` gives, later: half a write path's start was spent on patterns that a call never uses.

    Args:
        source: The pattern; whether it is well formed shows at its first use.
        flags: As for `re.compile`.
    """
    return cast("re.Pattern[str]", _Waiting(source, flags))
