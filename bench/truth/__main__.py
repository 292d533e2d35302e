"""Measure everything that has a labelled set: `python -m bench.truth [NAME ...]`."""

import importlib
import sys

from bench.places import shared_folder

NAMES = ("secrets", "injections", "duplicates", "kinds", "abstain", "updates", "temporal")


def main() -> int:
    """Measure and print."""
    folder = shared_folder()
    if folder is None:
        return 0
    for name in sys.argv[1:] or NAMES:
        figures = importlib.import_module(f"bench.truth.{name}").measure(folder)
        print(f"{name}")
        for figure, value in figures.items():
            print(f"  {figure:32s} {value:10.4f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
