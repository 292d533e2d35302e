"""The scope of a single call: whose memories it is about, and in which conversation.

No operation has these arguments: `Memory` is opened for a scope. An agent cannot open one, so that every tool that is
made from an operation takes them besides.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError, create_model

from ricordo.config import USER_NAMESPACE
from ricordo.errors import InvalidInput
from ricordo.operations import Operation, explain

if TYPE_CHECKING:
    from ricordo.api import Memory

NAMING_NAMESPACES: Mapping[str, tuple[str, ...]] = {
    "update": ("move_to",),
    "rename_namespace": ("name", "to"),
    "delete_namespace": ("name",),
}
"""Arguments of operations that name a namespace themselves."""


class Scoping(BaseModel):
    """What can be said of the scope of a call.

    Attributes:
        namespace: Whose memories the call is about.
        session_id: The conversation that it belongs to. Not `session`: that is what `list` and `forget` select by, and
            a forgetting agent would select the whole conversation.
    """

    namespace: str | None = None
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked call: the arguments of the operation, and the scope."""

    arguments: Mapping[str, Any]
    scope: Scoping


def check(operation: Operation, given: Mapping[str, Any]) -> Asked:
    """Check the arguments of an operation and of the scope.

    Raises:
        InvalidInput: Naming the first argument that is unknown, missing, or of a wrong value.
    """
    model = _together(operation)
    try:
        checked = model.model_validate(dict(given))
    except ValidationError as error:
        raise InvalidInput(explain(error, list(model.model_fields))) from None
    values = {name: getattr(checked, name) for name in given}
    scope = Scoping(**{name: values.pop(name) for name in Scoping.model_fields if name in values})
    return Asked(values, scope)


def described(operation: Operation) -> tuple[str, ...]:
    """Give the arguments of the scope that say something to an operation: what only reads leaves no trace."""
    return ("namespace",) if operation.effect == "read" else tuple(Scoping.model_fields)


def reached(operation: Operation, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the namespaces to which arguments of an operation lead, besides that of the call.

    Args:
        operation: The operation.
        arguments: Its arguments. Items among them are not checked yet: they may be anything.
    """
    named = [arguments.get(name) for name in NAMING_NAMESPACES.get(operation.name, ())]
    items = arguments.get("items")
    scoped = [arguments, *(items if isinstance(items, list) else ())]
    if any(isinstance(one, Mapping) and one.get("scope") == USER_NAMESPACE for one in scoped):
        named.append(USER_NAMESPACE)
    return tuple(one for one in named if one is not None)


def told(memory: "Memory") -> dict[str, str]:
    """Say in which scope an answer was given, by the names of the arguments that change it."""
    settings = memory.settings
    known = {"namespace": memory.namespace, "agent": settings.agent, "session_id": settings.session}
    return {name: value for name, value in known.items() if value}


@functools.cache
def _together(operation: Operation) -> type[BaseModel]:
    return create_model(f"{operation.name}_call", __base__=(operation.arguments_model, Scoping))
