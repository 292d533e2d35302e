"""Embedders: what turns texts into vectors."""

from ricordo.embedding.base import MAX_CHARACTERS, MAX_TOKENS, Embedder, Model, Vectors
from ricordo.embedding.bundled import BundledEmbedder
from ricordo.embedding.registry import make_embedder, register_embedder
from ricordo.embedding.settings import RemoteSettings

__all__ = [
    "MAX_CHARACTERS",
    "MAX_TOKENS",
    "BundledEmbedder",
    "Embedder",
    "Model",
    "RemoteSettings",
    "Vectors",
    "make_embedder",
    "register_embedder",
]
