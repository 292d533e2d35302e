"""The tools of other memory servers, under their names and in their forms, over the operations of this one.

Who switches changes no prompt; what was written is the same memory that every other agent reads.
"""

import importlib
from collections.abc import Mapping
from typing import get_args

from ricordo.surfaces.mcp.dropins.foreign import ForeignTool
from ricordo.surfaces.mcp.profiles import Dropin


def tools_of(profile: str) -> Mapping[str, ForeignTool]:
    """Give the tools of a profile by their names; none when it is one of ours."""
    if profile not in get_args(Dropin):
        return {}
    module = importlib.import_module(f"{__name__}.{profile.replace('-', '_')}")
    return {one.name: one for one in module.TOOLS}
