"""Prompts: what a person picks from a menu of the client. They name tools by what they do, never by a prefix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import mcp_types as types
from mcp.shared.exceptions import MCPError

from ricordo.api import Memory
from ricordo.operations import OPERATIONS
from ricordo.surfaces.mcp.answers import BUDGET_TOKENS, present


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt.

    Attributes:
        title: What the menu shows.
        description: What it is for.
        arguments: What it needs, with a text for each.
        write: Writes it.
    """

    title: str
    description: str
    arguments: Mapping[str, str]
    write: Callable[[Memory, Mapping[str, str]], str]


def _recall_about(memory: Memory, given: Mapping[str, str]) -> str:
    known = _read(memory, "recall", query=given["topic"])
    return (
        f"This is remembered about {given['topic']}:\n\n{known}\n\nTake it into account, and say what of it is unsure."
    )


def _remember_this(_: Memory, given: Mapping[str, str]) -> str:
    return (
        "Remember the following for later conversations: one self-contained sentence for each statement, with names "
        "instead of pronouns and with the date where it matters. Give a subject to what may change later. Tell me what "
        f"was stored, and what it replaced.\n\n{given['text']}"
    )


def _wrap_up(_: Memory, __: Mapping[str, str]) -> str:
    return (
        "We are about to end this session. Remember what the next one needs: decisions and their reasons, what I asked "
        "for and what I prefer, what went wrong and why, what is open. One self-contained sentence for each; nothing "
        "that stands in the files anyway, no secrets. Then a summary of the session, of kind summary, in at most five "
        "sentences."
    )


def _review(memory: Memory, _: Mapping[str, str]) -> str:
    held = _read(memory, "list", states=["held"])
    return (
        f"These memories are held until a person has looked at them:\n\n{held}\n\nGo through them with me one by one. "
        "I decide: those to let through I approve, those to drop you forget."
    )


def _read(memory: Memory, name: str, /, **arguments: object) -> str:
    operation = OPERATIONS[name]
    return present(operation, operation.function(memory, **arguments), memory, BUDGET_TOKENS).text


PROMPTS: Mapping[str, Prompt] = {
    "recall_about": Prompt(
        "Recall about ...", "Bring what is remembered about a topic.", {"topic": "What to recall."}, _recall_about
    ),
    "remember_this": Prompt(
        "Remember this ...", "Keep something for later.", {"text": "What to remember."}, _remember_this
    ),
    "wrap_up": Prompt("Wrap up the session", "Keep what the next session needs.", {}, _wrap_up),
    "review": Prompt("Review held memories", "Go through what waits for a person.", {}, _review),
}


def listed() -> list[types.Prompt]:
    """Describe the prompts."""
    return [
        types.Prompt(
            name=name,
            title=one.title,
            description=one.description,
            arguments=[
                types.PromptArgument(name=argument, description=text, required=True)
                for argument, text in one.arguments.items()
            ],
        )
        for name, one in PROMPTS.items()
    ]


def written(memory: Memory, name: str, given: Mapping[str, str]) -> types.GetPromptResult:
    """Write a prompt; takes time when it recalls.

    Raises:
        MCPError: When there is no such prompt, or an argument is missing.
        RicordoError: When what it recalls cannot be read.
    """
    one = PROMPTS.get(name)
    if one is None:
        raise MCPError(
            code=types.INVALID_PARAMS, message=f"no prompt is called {name[:60]}; use one of {', '.join(PROMPTS)}."
        )
    for argument in one.arguments:
        if not given.get(argument, "").strip():
            raise MCPError(code=types.INVALID_PARAMS, message=f"{argument} is missing; give it.")
    text = types.TextContent(type="text", text=one.write(memory, given))
    return types.GetPromptResult(description=one.description, messages=[types.PromptMessage(role="user", content=text)])
