"""What an agent is given for an answer: fenced text to read, and the same as a structure.

Long texts are shown by their beginnings; `get` gives the whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from ricordo.api import Memory
from ricordo.api.recalling import Page
from ricordo.api.sessions import SessionStart
from ricordo.model import Hit, MemoryRecord, Recall
from ricordo.operations import Operation
from ricordo.recall.packing import CLOSING, NOTHING, OPENING, WARNING, estimate_tokens, pack
from ricordo.surfaces.mcp import schemas, scoping
from ricordo.surfaces.mcp.schemas import EMPTY, LIST_ANSWER, PROMPT, shows_memories

HEADLINE_CHARACTERS = 400
BUDGET_TOKENS = 2_000
"""What a recall or a page takes at most when the agent gives no budget."""
MOST_TOKENS = 8_000
"""What any other answer takes at most, as far as its lists can be cut."""
WHOLE = frozenset({"get"})
"""Operations whose answers hold whole texts."""
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Presented:
    """An answer as an agent gets it."""

    text: str
    structure: dict[str, Any]


def present(operation: Operation, answer: object, memory: Memory, budget_tokens: int) -> Presented:
    """Make text and structure of an answer, with the scope that it comes from.

    Args:
        operation: What was called.
        answer: What it gave.
        memory: The memory that was asked.
        budget_tokens: At most so many tokens of recalled text.
    """
    short = answer if operation.name in WHOLE else shortened(answer, budget_tokens)
    can_be_cut = operation.effect == "read" and operation.name not in WHOLE
    short, left_out = bounded(short) if can_be_cut else (short, 0)
    structure = _structure(operation, short)
    told = scoping.told(memory)
    place = ", ".join(f"{name} {value}" for name, value in told.items())
    lines = [_text(operation, short, structure).rstrip(), f"({place})"]
    if left_out:
        structure["left_out"] = left_out
        lines.insert(1, f"{left_out} more are left out; ask for fewer, or more narrowly.")
    if isinstance(answer, SessionStart):
        structure["next"] = f"pass session_id {answer.id} with what you write in this session."
        lines.append(structure["next"])
    whole = {**structure, "scope": told}
    return Presented("\n".join(lines), warned(whole) if shows_memories(operation) else whole)


def warned(structure: Mapping[str, Any]) -> dict[str, Any]:
    """Put the words of the fence before a structure that shows memories."""
    return {schemas.WARNING: WARNING, **structure}


def bounded(answer: Any) -> tuple[Any, int]:
    """Give an answer with as much of its lists as fits, and how many parts are left out.

    What was made for a prompt, and a page, have budgets of their own.
    """
    if isinstance(answer, list | tuple) and not any(map(_tells_itself, answer)):
        kept = _beginning(answer, MOST_TOKENS)
        return kept, len(answer) - len(kept)
    if not isinstance(answer, BaseModel) or isinstance(answer, Page) or _tells_itself(answer):
        return answer, 0
    fields = {name: getattr(answer, name) for name in type(answer).model_fields}
    costs = {name: _cost(one) for name, one in fields.items()}
    too_much, left_out = sum(costs.values()) - MOST_TOKENS, 0
    for name in sorted(costs, key=lambda one: -costs[one]):
        if too_much > 0 and isinstance(fields[name], list | tuple):
            kept = _beginning(fields[name], costs[name] - too_much)
            left_out += len(fields[name]) - len(kept)
            too_much -= costs[name] - _cost(kept)
            fields[name] = kept
    return (answer.model_copy(update=fields), left_out) if left_out else (answer, 0)


def _beginning(parts: Any, room: int) -> Any:
    """Give as many parts as fit, at least one."""
    kept = 0
    for one in parts:
        room -= _cost(one)
        if kept and room < 0:
            break
        kept += 1
    return parts[:kept]


def _cost(value: object) -> int:
    return estimate_tokens(json.dumps(_plain(value), ensure_ascii=False))


def shortened(answer: Any, budget_tokens: int) -> Any:
    """Give the answer with the beginning of every long text in the place of the text."""
    if isinstance(answer, str):
        return headline(answer)
    if isinstance(answer, list | tuple):
        return type(answer)([shortened(one, budget_tokens) for one in answer])
    if isinstance(answer, Mapping):
        return {name: shortened(one, budget_tokens) for name, one in answer.items()}
    if not isinstance(answer, BaseModel) or (_tells_itself(answer) and not isinstance(answer, Recall)):
        return answer
    fields = {name: getattr(answer, name) for name in type(answer).model_fields}
    changed = {name: shortened(value, budget_tokens) for name, value in fields.items()}
    short = answer.model_copy(update={name: value for name, value in changed.items() if value is not fields[name]})
    return _packed(short, budget_tokens) if isinstance(short, Recall) else short


def headline(text: str) -> str:
    """Give the beginning of a text, up to a word's end."""
    if len(text) <= HEADLINE_CHARACTERS:
        return text
    return text[:HEADLINE_CHARACTERS].rsplit(None, 1)[0] + _CUT


def fitting(page: Page, budget_tokens: int) -> int:
    """Count the memories of a page that fit into a budget, at least one."""
    kept, _, _ = pack(_as_hits(shortened(page.memories, budget_tokens)), budget_tokens)
    # The last one may be in it only in part.
    whole = sum(one.memory.text == headline(known.text) for one, known in zip(kept, page.memories, strict=False))
    return max(whole, 1)


def _packed(recall: Recall, budget_tokens: int) -> Recall:
    hits, prompt, tokens = pack(recall.hits, budget_tokens)
    omitted = recall.omitted + len(recall.hits) - len(hits)
    return recall.model_copy(update={"hits": hits, "prompt": prompt, "tokens": tokens, "omitted": omitted})


def _as_hits(memories: Sequence[MemoryRecord]) -> list[Hit]:
    return [Hit(memory=one, score=0.0, why="") for one in memories]


def _structure(operation: Operation, answer: Any) -> dict[str, Any]:
    """Give an answer as an object. What a write did not find or do is not said."""
    if not isinstance(answer, BaseModel):
        return {} if answer is None else {LIST_ANSWER: _plain(answer)}
    structure: dict[str, Any] = _plain(answer)
    fields = type(answer).model_fields
    unsaid = {name for name, one in structure.items() if one in EMPTY and not fields[name].is_required()}
    return {name: one for name, one in structure.items() if operation.effect == "read" or name not in unsaid}


def _text(operation: Operation, answer: Any, structure: Mapping[str, Any]) -> str:
    """Write an answer as a text; what was remembered stands in the fence."""
    several = answer if isinstance(answer, list | tuple) else [answer]
    if several and all(map(_tells_itself, several)):
        parts = [str(part) for one in several for part in (one, getattr(one, "notice", None)) if part]
        text = "\n".join(parts) or NOTHING
        return text if CLOSING in text or not shows_memories(operation) else _fenced(text)
    if isinstance(answer, Page):
        _, block, _ = pack(_as_hits(answer.memories), None)
        return block if answer.cursor is None else f"{block}\nMore with cursor {answer.cursor}"
    if not structure:
        return NOTHING
    fields = {name: getattr(answer, name, None) for name in structure}
    told = [str(one) for one in fields.values() if _tells_itself(one)]
    rest = {name: one for name, one in structure.items() if not _tells_itself(fields[name])}
    # Without this sign, no text of a memory can close the fence.
    document = json.dumps(rest, ensure_ascii=False).replace("<", "\\u003c")
    return "\n".join([_fenced(document) if shows_memories(operation) else document, *told])


def _fenced(text: str) -> str:
    return f"{OPENING}\n{text}\n{CLOSING}"


def _tells_itself(value: object) -> bool:
    """Whether its text form was made for a prompt: fenced, and within a budget of its own."""
    return isinstance(value, BaseModel) and "__str__" in vars(type(value))


def _plain(value: Any, *, inside: bool = False) -> Any:
    """Give a value as JSON: without nulls, and deeper inside without what is empty or as usual."""
    if isinstance(value, BaseModel):
        inside = inside and not isinstance(value, Recall)  # that nothing was found must be said
        fields = type(value).model_fields
        known = {name: getattr(value, name) for name in fields}
        usual = {name for name, one in known.items() if inside and one == fields[name].default} | {PROMPT}
        return _plain({name: one for name, one in known.items() if name not in usual}, inside=inside)
    if isinstance(value, Mapping):
        made = {str(name): _plain(one, inside=True) for name, one in value.items()}
        return {name: one for name, one in made.items() if one is not None and (one not in EMPTY or not inside)}
    if isinstance(value, list | tuple):
        return [_plain(one, inside=True) for one in value]
    return to_jsonable_python(value)
