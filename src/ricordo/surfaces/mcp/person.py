"""What only a person may decide: erasing for good, and what becomes of memories that wait for review.

The question goes to the person through the client, past the model; a model cannot answer it by an argument.
"""

import hashlib
import hmac
import json
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from ricordo.api import Memory
from ricordo.errors import NotConfirmed
from ricordo.operations import Operation
from ricordo.recall.packing import neutralise
from ricordo.surfaces.mcp.answers import headline

_QUESTION = "person"
_ERASE = "Erase for good, with no way back?"
_SHOWN = 5
_KEY = secrets.token_bytes(32)
"""Proves that a question was ours; a question of an earlier process is asked again."""


def is_for_a_person(operation: Operation, arguments: Mapping[str, Any]) -> bool:
    """Whether a person must say yes before this is done."""
    return operation.for_person or bool(arguments.get("hard"))


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person must agree to: an operation with its arguments."""

    operation: Operation
    arguments: Mapping[str, Any]

    def question(self, memory: Memory) -> str:
        """Put the question: what would be done, where, and to which memories. Each line of it is one of ours.

        Raises:
            NotFound: When one of the memories is not there.
        """
        act = _ERASE if self.arguments.get("hard") else f"{self.operation.summary} Do you agree?"
        texts = [one.text for one in memory.get(self.arguments.get("ids", ()))]
        shown = [f"- {neutralise(headline(one))}" for one in texts[:_SHOWN]]
        if len(texts) > _SHOWN:
            shown.append(f"- and {len(texts) - _SHOWN} more")
        rest = {name: value for name, value in self.arguments.items() if name not in ("hard", "ids") and value}
        chosen = [f"{name}: {neutralise(headline(_shown(value)))}" for name, value in rest.items()]
        return "\n".join([act, f"namespace: {memory.namespace}", *shown, *chosen])

    def command(self, memory: Memory) -> str:
        """Write it as a command that a person can run in any folder, on this store and in this namespace."""
        is_elsewhere = memory.settings.path or memory.settings.home
        scope = {
            "path": str(memory.path) if is_elsewhere and memory.path else None,
            # Also `user`: in the folder of a project, the command would reach that project without it.
            "namespace": memory.namespace,
        }
        positional = self.arguments.get(self.operation.positional or "", ())
        listed = [positional] if isinstance(positional, str) else [str(one) for one in positional]
        options = {name: value for name, value in self.arguments.items() if name != self.operation.positional}
        words = ["ricordo", *_options(scope), self.operation.name.replace("_", "-"), *listed, *_options(options)]
        return shlex.join(words)


async def ask(
    ctx: ServerRequestContext[Any, Any],
    params: types.CallToolRequestParams,
    question: str,
    instead: str,
) -> types.InputRequiredResult | None:
    """Ask the person behind the client.

    Args:
        ctx: The request.
        params: The call that waits for the answer.
        question: What the person is asked.
        instead: The command that a person can run when the client cannot ask.

    Returns:
        None when the person said yes, else what the client must do before it calls again.

    Raises:
        NotConfirmed: When the person said no, or cannot be asked.
    """
    refusal = f"this needs a person, and your client cannot ask one; they can run: {instead}"
    if not _can_ask(ctx.session.client_capabilities):
        raise NotConfirmed(refusal)
    form = types.ElicitRequestFormParams(message=question, requested_schema={"type": "object", "properties": {}})
    if ctx.protocol_version not in MODERN_PROTOCOL_VERSIONS:
        try:
            answer: Any = await ctx.session.elicit_form(form.message, form.requested_schema, ctx.request_id)
        except MCPError:
            raise NotConfirmed(refusal) from None
    else:
        answer = (params.input_responses or {}).get(_QUESTION)
        state = _state(params, question)
        if answer is None or not hmac.compare_digest(params.request_state or "", state):
            request = types.ElicitRequest(params=form)
            return types.InputRequiredResult(input_requests={_QUESTION: request}, request_state=state)
    if getattr(answer, "action", None) != "accept":
        raise NotConfirmed("the person did not agree; nothing was changed.")
    return None


def _options(values: Mapping[str, Any]) -> list[str]:
    words: list[str] = []
    for name, value in values.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        elif value:
            words += [option, _shown(value)]
    return words


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _can_ask(capabilities: types.ClientCapabilities | None) -> bool:
    """Whether the client shows forms; a bare capability is that of the time before there was anything else."""
    elicitation = capabilities.elicitation if capabilities else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)


def _state(params: types.CallToolRequestParams, question: str) -> str:
    """Seal the call and its question, so that a yes counts for these and no others."""
    sealed = json.dumps([params.name, params.arguments, question], sort_keys=True).encode()
    return hmac.new(_KEY, sealed, hashlib.sha256).hexdigest()
