"""The tools as clients list them, from files that `scripts/tools.py` makes of the operations.

Making them here would need every operation loaded, which takes longer than some clients wait for the list.
"""

import functools
import importlib
import sys
import threading
from pathlib import Path

import mcp_types as types

from ricordo.surfaces.mcp.profiles import Profile

FOLDER = Path(__file__).with_name("lists")
_CALLING = f"{__package__}.tools"
_UNTIL_SENT_SECONDS = 0.1


@functools.cache
def listed(profile: Profile) -> list[types.Tool]:
    """Describe the tools of a profile."""
    return types.ListToolsResult.model_validate_json((FOLDER / f"{profile}.json").read_bytes()).tools


def load_soon() -> None:
    """Load what calls need, in the background, as soon as the answer that is being made will have been sent."""
    if _CALLING not in sys.modules:
        timer = threading.Timer(_UNTIL_SENT_SECONDS, importlib.import_module, (_CALLING,))
        timer.daemon = True
        timer.start()
