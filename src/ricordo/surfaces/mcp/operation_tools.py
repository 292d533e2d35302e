"""An operation of the library as a tool."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

import mcp_types as types

from ricordo.api import Memory
from ricordo.api.recalling import Page
from ricordo.errors import RicordoError
from ricordo.model import Recall
from ricordo.operations import Effect, Operation
from ricordo.surfaces.mcp import scoping
from ricordo.surfaces.mcp.answers import BUDGET_TOKENS, Presented, fitting, present
from ricordo.surfaces.mcp.opened import Caller
from ricordo.surfaces.mcp.person import Deed, is_for_a_person
from ricordo.surfaces.mcp.profiles import MAINTENANCE, Profile, left_out
from ricordo.surfaces.mcp.schemas import answer_schema, arguments_schema
from ricordo.surfaces.mcp.scoping import Asked

_BUDGET = "budget_tokens"
_ONCE_IS_ENOUGH = frozenset({"remember", "update", "forget", "restore", "approve", "pin", "ingest", "remember_many"})
"""Operations that write and change nothing more when they are repeated."""


@dataclass(frozen=True, slots=True)
class OperationTool:
    """An operation as a tool of a profile."""

    operation: Operation
    profile: Profile

    @property
    def effect(self) -> Effect:
        """Whether it reads, writes or destroys."""
        return self.operation.effect

    def described(self) -> types.Tool:
        """Describe it as a client lists it."""
        operation, reads = self.operation, self.effect == "read"
        is_brief = self.profile == "core"
        return types.Tool(
            name=operation.name,
            title=operation.name.replace("_", " ").capitalize(),
            description=operation.summary if is_brief else " ".join(operation.description.split()),
            input_schema=arguments_schema(
                operation, left_out(self.profile, operation), () if is_brief else scoping.described(operation)
            ),
            output_schema=answer_schema(operation),
            annotations=types.ToolAnnotations(
                read_only_hint=reads and operation.name not in MAINTENANCE,
                destructive_hint=self.effect == "destroy",
                idempotent_hint=reads or operation.name in _ONCE_IS_ENOUGH,
                open_world_hint=False,
            ),
        )

    def check(self, given: Mapping[str, Any]) -> Asked:
        """Check arguments.

        Raises:
            InvalidInput: Naming the first argument that is unknown, missing, or of a wrong value.
        """
        return scoping.check(self.operation, given)

    def asked_by(self, caller: Caller, asked: Asked) -> Caller:
        """Give the caller with the scope of this call."""
        return replace(
            caller,
            namespace=asked.scope.namespace,
            session=asked.scope.session_id,
            reaching=scoping.reached(self.operation, asked.arguments),
        )

    def deed(self, asked: Asked) -> Deed | None:
        """Give what a person must agree to before it is done."""
        return Deed(self.operation, asked.arguments) if is_for_a_person(self.operation, asked.arguments) else None

    def refused(self, error: RicordoError) -> Presented:
        """Say in one sentence why it was not done."""
        return Presented(str(error), {})

    def run(self, memory: Memory, asked: Asked) -> Presented:
        """Run it. Shortened texts leave room for more, so that the budget is spent after that."""
        arguments = asked.arguments
        budget = arguments.get(_BUDGET) or BUDGET_TOKENS
        if get_type_hints(self.operation.function)["return"] is Recall:
            arguments = {name: value for name, value in arguments.items() if name != _BUDGET}
        answer = self.operation.function(memory, **arguments)
        if isinstance(answer, Page) and (room := fitting(answer, budget)) < len(answer.memories):
            answer = self.operation.function(memory, **{**arguments, "limit": room})
        return present(self.operation, answer, memory, budget)
