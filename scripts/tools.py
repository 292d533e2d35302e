"""Write what the MCP server lists, one file for each profile, from the operations. With --check only compare."""

import json
import sys
from typing import get_args

from ricordo.surfaces.mcp.listing import FOLDER
from ricordo.surfaces.mcp.profiles import Profile
from ricordo.surfaces.mcp.tools import described


def written(profile: Profile) -> str:
    """Give the file of a profile, with a line for each tool."""
    lines = [
        json.dumps(one.model_dump(mode="json", by_alias=True, exclude_none=True), ensure_ascii=False)
        for one in described(profile)
    ]
    return '{"tools": [\n' + ",\n".join(lines) + "\n]}\n"


def main() -> int:
    """Write or compare the files."""
    fresh = {FOLDER / f"{profile}.json": written(profile) for profile in get_args(Profile)}
    if "--check" not in sys.argv:
        FOLDER.mkdir(exist_ok=True)
        for path, text in fresh.items():
            path.write_text(text, "utf-8")
        return 0
    stale = [path.name for path, text in fresh.items() if not path.exists() or path.read_text("utf-8") != text]
    if stale:
        print(f"out of date: {', '.join(stale)} in {FOLDER}; run `python scripts/tools.py`.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
