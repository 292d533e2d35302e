"""JSON schemas of arguments and answers, as short as they can be: every word of them costs an agent its attention."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter

from ricordo.operations import Operation

LIST_ANSWER = "result"
"""An answer is an object: a list stands under this name."""
PROMPT = "prompt"
"""The field of an answer that is its text, and no part of its structure."""
WARNING = "warning"
"""Stands first in an answer that shows memories: some clients give their model the structure alone, and no fence."""
_SHOWING = frozenset({"lint", "compact"})
"""Operations that write and show memories all the same."""
_FENCED_ITSELF = frozenset({"context"})
"""What the user wants to be heeded stands in it, and beside it, in a fence of its own, what nobody has vouched for."""
_UNSAID = ("title", "description")
EMPTY: tuple[object, ...] = ("", [], {})
_NOTHING: tuple[object, ...] = (None, False, *EMPTY)


def shows_memories(operation: Operation) -> bool:
    """Whether an answer may hold what was remembered, and must say that it is data."""
    return operation.name in _SHOWING or (operation.effect == "read" and operation.name not in _FENCED_ITSELF)


def arguments_schema(operation: Operation, without: Collection[str] = (), also: Collection[str] = ()) -> dict[str, Any]:
    """Describe the arguments of an operation.

    Args:
        operation: The operation.
        without: Optional arguments that are not described.
        also: Texts that are taken besides, and described elsewhere. Without them, more is taken than described.
    """
    whole = operation.arguments_model.model_json_schema()
    definitions = whole.get("$defs", {})
    # What is checked one by one has no schema: what is only asked are texts, what is kept are objects with a text.
    free = {"type": "string" if operation.effect == "read" else "object"}
    properties = {
        one.name: {**_argument(whole["properties"][one.name], definitions, free), "description": one.description}
        for one in operation.parameters
        if one.name not in without
    } | {name: {"type": "string"} for name in also}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if '"$ref"' in json.dumps(properties):
        schema["$defs"] = definitions
    if required := [one.name for one in operation.parameters if one.required]:
        schema["required"] = required
    return {**schema, "additionalProperties": False} if also else schema


def answer_schema(operation: Operation) -> dict[str, Any]:
    """Describe the answer of an operation by the fields that it always has; what lies deeper is not described."""
    answer = get_type_hints(operation.function)["return"]
    first = {WARNING: {"type": "string"}} if shows_memories(operation) else {}
    if _is_list(answer):
        return {"type": "object", "properties": {**first, LIST_ANSWER: {"type": "array"}}}
    whole = TypeAdapter(answer).json_schema(mode="serialization")
    definitions = whole.get("$defs", {})
    alternatives = [
        _resolved(one, definitions).get("properties", {}) for one in whole.get("oneOf") or whole.get("anyOf") or [whole]
    ]
    common = [
        name
        for name, field in alternatives[0].items()
        if name != PROMPT and all(name in one for one in alternatives) and not _may_be_unsaid(operation, field)
    ]
    properties = {name: _either([_field(one[name], definitions) for one in alternatives]) for name in common}
    return {"type": "object", "properties": first | {name: one for name, one in properties.items() if one}}


def _is_list(answer: Any) -> bool:
    return not (isinstance(answer, type) and issubclass(answer, BaseModel)) and get_origin(answer) in (list, tuple)


def _may_be_unsaid(operation: Operation, field: Mapping[str, Any]) -> bool:
    """Whether an answer leaves a field out when it is empty, as it usually is: what a write did not do."""
    return operation.effect != "read" and field.get("default", ...) in EMPTY


def _resolved(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return definitions[name] if name else schema


def _argument(schema: Mapping[str, Any], definitions: Mapping[str, Any], free: Mapping[str, Any]) -> dict[str, Any]:
    """Describe one argument without what goes without saying: its title, that it may be null, an empty default."""
    alternatives = _alternatives(schema, definitions)
    kept = {name: value for name, value in schema.items() if name not in (*_UNSAID, "anyOf", "$ref")}
    if len({one.get("type") for one in alternatives}) == 1:
        # Texts and dates are both written as texts.
        kept |= alternatives[0] if len(alternatives) == 1 else {"type": alternatives[0].get("type")}
    else:
        kept["anyOf"] = alternatives
    if kept.get("default", None) in _NOTHING:
        kept.pop("default", None)
    if isinstance(kept.get("items"), Mapping):
        kept["items"] = _argument(kept["items"], definitions, free) if kept["items"] else dict(free)
    return kept


def _alternatives(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> list[dict[str, Any]]:
    resolved = _resolved(schema, definitions)
    listed = [_resolved(one, definitions) for one in resolved.get("anyOf", [resolved])]
    return [
        {name: value for name, value in one.items() if name not in (*_UNSAID, "default")}
        for one in listed
        if one.get("type") != "null"
    ]


def _field(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Describe one field of an answer by its type alone; nothing when it may be left out."""
    if "const" in schema:
        return {"type": "string", "enum": [schema["const"]]}
    if any(one.get("type") == "null" for one in schema.get("anyOf", ())):
        return {}
    types = {one["type"] for one in _alternatives(schema, definitions) if "type" in one}
    return {"type": types.pop()} if len(types) == 1 else {}


def _either(fields: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Join what alternatives say of a field of the same name."""
    first = fields[0]
    if all("enum" in one for one in fields):
        return {**first, "enum": [value for one in fields for value in one["enum"]]}
    return first if all(one == first for one in fields) else {}
