"""Starts Ricordo for a client that runs bundles."""

import os
import sys

from ricordo.surfaces.cli import main

if os.environ.get("RICORDO_HOME", "").startswith("$"):
    del os.environ["RICORDO_HOME"]  # nothing was chosen, and the client passes the name of the choice
sys.exit(main(["serve"]))
