"""What a tool of another memory server is."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mcp_types as types
from pydantic import BaseModel, ConfigDict, ValidationError

from ricordo.api import Memory
from ricordo.errors import InvalidInput, RicordoError
from ricordo.operations import OPERATIONS, Effect, explain
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.opened import Caller
from ricordo.surfaces.mcp.person import Deed


class Arguments(BaseModel):
    """Arguments of a tool: what is unknown is refused."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class ForeignTool:
    """A tool of another memory server.

    Attributes:
        name: Its name there.
        description: What it says of itself there, in our words.
        effect: Whether it reads, writes or puts away.
        arguments: Its arguments there.
        answer: The fields of its answer there, with their JSON types.
        act: Does the same with our operations.
        erased: Gives the ids that a call would erase for good; a person must agree to that.
        refuse: Says why it was not done, as that server does.
    """

    name: str
    description: str
    effect: Effect
    arguments: type[Arguments]
    answer: Mapping[str, str]
    act: Callable[[Memory, Any], Presented]
    erased: Callable[[Any], Sequence[str]] = lambda _: ()
    refuse: Callable[[RicordoError], Presented] = lambda error: Presented(str(error), {})

    def check(self, given: Mapping[str, Any]) -> Arguments:
        """Check arguments.

        Raises:
            InvalidInput: Naming the first argument that is unknown, missing, or of a wrong value.
        """
        try:
            return self.arguments.model_validate(dict(given))
        except ValidationError as error:
            raise InvalidInput(explain(error, list(self.arguments.model_fields))) from None

    def asked_by(self, caller: Caller, _: Arguments) -> Caller:
        """Give the caller as it is: these tools have the arguments of the other server, and no scope among them."""
        return caller

    def deed(self, arguments: Arguments) -> Deed | None:
        """Give what a person must agree to before it is done."""
        ids = self.erased(arguments)
        return Deed(OPERATIONS["forget"], {"ids": ids, "hard": True}) if ids else None

    def run(self, memory: Memory, arguments: Arguments) -> Presented:
        """Run it."""
        return self.act(memory, arguments)

    def refused(self, error: RicordoError) -> Presented:
        """Say why it was not done."""
        return self.refuse(error)

    def described(self) -> types.Tool:
        """Describe it as a client lists it."""
        schema = _without_titles(self.arguments.model_json_schema())
        schema.pop("description", None)
        properties = {name: {"type": kind} for name, kind in self.answer.items()}
        return types.Tool(
            name=self.name,
            title=self.name.replace("_", " ").title(),
            description=self.description,
            input_schema={"type": "object", "properties": {}, **schema},
            output_schema={"type": "object", "properties": properties, "required": list(properties)},
            annotations=types.ToolAnnotations(
                read_only_hint=self.effect == "read",
                destructive_hint=self.effect == "destroy",
                idempotent_hint=self.effect != "write",
                open_world_hint=False,
            ),
        )


def document(value: object, *, indent: int | None = None) -> str:
    """Write a value as JSON that can stand in a fence: without this sign, no text of a memory can close one."""
    return json.dumps(value, ensure_ascii=False, indent=indent).replace("<", "\\u003c")


def _without_titles(schema: Any) -> Any:
    """Take away titles, which only repeat names, and that an argument may be null."""
    if isinstance(schema, list):
        return [_without_titles(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: _without_titles(one) for name, one in schema.items() if name != "title" or isinstance(one, dict)}
    alternatives = [one for one in kept.get("anyOf", ()) if one.get("type") != "null"]
    if len(alternatives) == 1:
        del kept["anyOf"]
        kept.pop("default", None)
        kept |= alternatives[0]
    return kept
