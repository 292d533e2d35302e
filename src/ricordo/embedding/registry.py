"""Finds an embedder by its name."""

from collections.abc import Callable
from typing import Final

from ricordo.embedding.base import Embedder
from ricordo.embedding.bundled import BundledEmbedder
from ricordo.embedding.settings import RemoteSettings
from ricordo.errors import InvalidInput

BUNDLED: Final = "bundled"
NONE: Final = "none"
OLLAMA: Final = "ollama"
OPENAI: Final = "openai"
_OURS: Final = (BUNDLED, NONE, OLLAMA, OPENAI)
_registered: dict[str, Callable[[], Embedder]] = {}


def register_embedder(name: str, factory: Callable[[], Embedder]) -> None:
    """Let `make_embedder` and the setting `embedder` know an embedder of your own.

    Args:
        name: Its name; the same name again replaces it.
        factory: Makes it, when it is first asked for.

    Raises:
        InvalidInput: When the name is empty, is one of ours, or holds a colon.
    """
    if not name.strip() or ":" in name or name in _OURS:
        raise InvalidInput(f"{name!r} cannot name an embedder; take a name without a colon that is not one of ours.")
    _registered[name] = factory


def make_embedder(spec: str | Embedder | None, remote: RemoteSettings | None = None) -> Embedder | None:
    """Make the embedder that a setting names.

    Args:
        spec: "bundled" (also when None), "none", "ollama" or "openai" with ":" and a model if not the usual one, a
            registered name, or an embedder.
        remote: How to reach the server of a remote one.

    Returns:
        The embedder; None for "none".

    Raises:
        InvalidInput: When nothing has that name, or the remote settings cannot be right.
    """
    if isinstance(spec, Embedder):
        return spec
    if spec is None or spec == BUNDLED:
        return BundledEmbedder()
    if spec == NONE:
        return None
    if not isinstance(spec, str):
        raise InvalidInput(f"an embedder is a name or an Embedder, not {type(spec).__name__}; give one of these.")
    kind, _, model_name = spec.partition(":")
    if kind in (OLLAMA, OPENAI):
        from ricordo.embedding.remote import OllamaEmbedder, OpenAIEmbedder  # noqa: PLC0415 - loads HTTP and TLS

        return (OllamaEmbedder if kind == OLLAMA else OpenAIEmbedder)(model_name or None, remote)
    if spec in _registered:
        return _made(spec)
    raise InvalidInput(_unknown(spec))


def _made(name: str) -> Embedder:
    embedder = _registered[name]()
    if not isinstance(embedder, Embedder):
        raise InvalidInput(
            f"the embedder registered as {name!r} is a {type(embedder).__name__}; derive it from Embedder."
        )
    return embedder


def _unknown(spec: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for this message

    names = [*_OURS, *sorted(_registered)]
    near = get_close_matches(spec.partition(":")[0].lower(), names) or names
    return f"no embedder is called {spec[:60]!r}; use {' or '.join(repr(name) for name in near)}."
