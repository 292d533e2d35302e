"""Ricordo: one long-term memory for all of a person's AI agents.

from ricordo import Memory

with Memory() as memory:
    memory.remember("Staging runs Postgres 16")
    print(memory.recall("which database version is on staging?"))
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ricordo.api import Memory as Memory
    from ricordo.embedding import Embedder as Embedder
    from ricordo.embedding import Model as Model
    from ricordo.embedding import register_embedder as register_embedder
    from ricordo.errors import RicordoError as RicordoError
    from ricordo.model import Duplicate as Duplicate
    from ricordo.model import Held as Held
    from ricordo.model import Hit as Hit
    from ricordo.model import IngestReport as IngestReport
    from ricordo.model import MemoryRecord as MemoryRecord
    from ricordo.model import Outcome as Outcome
    from ricordo.model import Recall as Recall
    from ricordo.model import Stored as Stored
    from ricordo.model import Superseded as Superseded
    from ricordo.model import Turn as Turn

__version__ = "0.1.0"

_HOMES = {
    "Memory": "ricordo.api",
    **dict.fromkeys(("Embedder", "Model", "register_embedder"), "ricordo.embedding"),
    "RicordoError": "ricordo.errors",
    **dict.fromkeys(
        (
            "Duplicate",
            "Held",
            "Hit",
            "IngestReport",
            "MemoryRecord",
            "Outcome",
            "Recall",
            "Stored",
            "Superseded",
            "Turn",
        ),
        "ricordo.model",
    ),
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 - one list of names


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: whoever needs a part does not wait for the whole."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ricordo' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
