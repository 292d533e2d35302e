"""Where the data are that do not belong to the repository."""

import os
import sys
from pathlib import Path


def shared_folder() -> Path | None:
    """Give the folder with evaluation data and labelled sets; say it when it is not there."""
    folder = Path(os.environ.get("RICORDO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if (folder / "eval").is_dir() and (folder / "truth").is_dir():
        return folder
    print(f"not measured: no evaluation data at {folder} (set RICORDO_SHARED)", file=sys.stderr)
    return None
