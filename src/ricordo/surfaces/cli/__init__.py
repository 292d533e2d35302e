"""The command line `ricordo`: every operation of `Memory` as a command. It translates and never decides."""

from ricordo.surfaces.cli.frame import main

__all__ = ["main"]
