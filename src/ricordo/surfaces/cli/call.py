"""What holds for a whole call of the command line."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Call:
    """Where, for whom, and how the answer is written.

    Attributes:
        as_json: Whether the answer is written as JSON.
        scope: What the memory is opened with; only what was given.
    """

    as_json: bool = False
    scope: dict[str, Any] = field(default_factory=dict)

    def with_options(self, options: Mapping[str, Any]) -> Self:
        """Add what was given after the command, which goes before what was given ahead of it."""
        given = {name: value for name, value in options.items() if value is not None}
        as_json = given.pop("json", False) or self.as_json
        return replace(self, as_json=as_json, scope=self.scope | given)

    @property
    def again(self) -> str:
        """The beginning of a command on the same store, for a hint that a person can copy."""
        path = self.scope.get("path")
        return "ricordo" if path is None else f"ricordo --path {shlex.quote(path)}"
