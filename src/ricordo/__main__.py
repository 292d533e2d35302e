"""`python -m ricordo` is the command line."""

import sys

from ricordo.surfaces.cli import main

if __name__ == "__main__":
    sys.exit(main())
