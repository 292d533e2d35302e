"""`python -m ricordo` is the command line."""

from ricordo.surfaces.cli import main

if __name__ == "__main__":
    main()
