"""What agents' clients put into a message that a person sent: their state, commands, outputs, and what we recalled."""

import re
from typing import Final

from ricordo.text.patterns import lazy

_FLAGS: Final = re.DOTALL | re.IGNORECASE
_ARGUMENTS: Final = lazy(r"<command-args>(.*?)</command-args>", _FLAGS)
"""What the person typed behind the name of a command."""
_BLOCK: Final = lazy(
    r"<(recalled-memories|system-reminder|environment_context|user_instructions|INSTRUCTIONS|local-command-[\w-]+|"
    r"command-[\w-]+|bash-[\w-]+|task-notification|ide_[\w-]+|hook_context|user-prompt-submit-hook|turn_aborted|"
    r"codex_internal_context|new-diagnostics|persisted-output)\b[^>]*>.*?(?:</\1>|\Z)",
    _FLAGS,
)
_REQUEST: Final = lazy(
    r"\A# (?:Context from my IDE|Files mentioned by the user).*?^## My request for Codex:", _FLAGS | re.MULTILINE
)
_FILES: Final = lazy(r"^--- Content from referenced files ---.*?(?:^--- End of content ---|\Z)", _FLAGS | re.MULTILINE)
_ALL_ADDED: Final = (
    "# AGENTS.md",
    "# Context from my IDE",
    "Caveat: The messages below",
    "This session is being continued",
    "[Request interrupted by user",
)
"""A message that begins so was written by the client from beginning to end."""


def without_added(message: str) -> str:
    """Give what the person wrote of a message; empty when it was all added.

    Args:
        message: A message as a client keeps it.
    """
    typed = _FILES.sub("\n", _REQUEST.sub("", _BLOCK.sub("\n", _ARGUMENTS.sub(r"\n\1\n", message))))
    return "" if typed.lstrip().startswith(_ALL_ADDED) else typed
