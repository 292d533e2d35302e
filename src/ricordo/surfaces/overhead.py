"""What Ricordo adds to what a model reads in a session, in tokens."""

import re
import tempfile
from collections.abc import Callable, Mapping
from hashlib import sha1
from pathlib import Path
from typing import Any, Final

from ricordo.api import Memory
from ricordo.config import folder_from_environment
from ricordo.knowledge.context_now import DEFAULT_BUDGET_TOKENS
from ricordo.model import Value
from ricordo.recall.packing import estimate_tokens
from ricordo.surfaces.hooks.telling import PROMPT_BUDGET_TOKENS
from ricordo.surfaces.mcp.listing import listed
from ricordo.surfaces.mcp.profiles import Profile
from ricordo.surfaces.mcp.server import INSTRUCTIONS

_ENCODING: Final = "o200k_base"
_VOCABULARY: Final = f"https://openaipublic.blob.core.windows.net/encodings/{_ENCODING}.tiktoken"
"""Under this address tiktoken keeps the vocabulary; it is never fetched from here."""
_PIECE: Final = re.compile(r"(?:[^\r\n\w]|_)?(?:[A-Z]*[a-z]+|[A-Z]+)|\d{1,3}| ?(?:[^\s\w]|_)+|\s+|\w")
"""Where o200k_base splits English and JSON before it looks for tokens: a sign belongs to the word that follows."""
_PIECE_CHARACTERS: Final = 7


class Overhead(Value):
    """What Ricordo adds to what a model reads.

    Attributes:
        profile: The profile of the server.
        tools: How many tools it lists.
        listing: Tokens of the tools' names, descriptions and schemas.
        instructions: Tokens of the server's instructions.
        context: Tokens of the context at the start of a session, here and now.
        session: What every session pays: the three together.
        prompt: At most so many tokens with a prompt that something fits; with all others none.
        counted_by: What counted: a tokenizer, or an estimate, and why.
    """

    profile: Profile
    tools: int
    listing: int
    instructions: int
    context: int
    session: int
    prompt: int
    counted_by: str


def measure(profile: Profile, scope: Mapping[str, Any]) -> Overhead:
    """Count what a session costs.

    Args:
        profile: The profile of the server.
        scope: What the memory is opened with.

    Raises:
        StoreError: When the store cannot be used.
    """
    encode, counted_by = _counter()
    count, count_own = encode or estimate_tokens, encode or estimate_english
    with Memory(**{**scope, "embedder": "none"}) as memory:
        context = memory.context(budget_tokens=DEFAULT_BUDGET_TOKENS).text
    tools = listed(profile)
    listing = sum(count_own(one.model_dump_json(by_alias=True, exclude_none=True)) for one in tools)
    instructions, started = count_own(INSTRUCTIONS[profile]), count(context)
    return Overhead(
        profile=profile,
        tools=len(tools),
        listing=listing,
        instructions=instructions,
        context=started,
        session=listing + instructions + started,
        prompt=PROMPT_BUDGET_TOKENS,
        counted_by=counted_by,
    )


def estimate_english(text: str) -> int:
    """Estimate the tokens of English or JSON, rather too high: one for every seven characters of a piece begun.

    Beside o200k_base, it is 1 to 5 in 100 too high for the lists of the profiles.
    """
    return sum(1 + (len(piece) - 1) // _PIECE_CHARACTERS for piece in _PIECE.findall(text))


def _counter() -> tuple[Callable[[str], int] | None, str]:
    """Give what counts tokens: tiktoken where it is installed and has its vocabulary; else None, and why."""
    try:
        import tiktoken  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - where it is installed
    except ImportError:
        return None, "an estimate, rather too high; install tiktoken for a count"
    default = Path(tempfile.gettempdir()) / "data-gym-cache"
    folder = folder_from_environment("TIKTOKEN_CACHE_DIR", folder_from_environment("DATA_GYM_CACHE_DIR", default))
    if not (folder / sha1(_VOCABULARY.encode(), usedforsecurity=False).hexdigest()).exists():
        return None, f"an estimate, rather too high; tiktoken has not loaded its vocabulary {_ENCODING} yet"
    encoding = tiktoken.get_encoding(_ENCODING)
    return (lambda text: len(encoding.encode(text, disallowed_special=()))), f"tiktoken, {_ENCODING}"
