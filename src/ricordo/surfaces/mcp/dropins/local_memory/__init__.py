"""The 25 tools of local-memory-mcp.

Its learnings, decisions and observations are memories here, its projects namespaces; what it deletes is put away.
"""

from ricordo.surfaces.mcp.dropins.local_memory import (
    deciding,
    entities,
    exporting,
    graph,
    guide,
    importing,
    learning,
    looking,
    person,
    searching,
    sessions,
    truth,
)

_THEMES = (
    sessions, learning, searching, deciding, graph, entities, truth, looking, person, guide, exporting, importing,
)  # fmt: skip
TOOLS = tuple(one for theme in _THEMES for one in theme.TOOLS)
