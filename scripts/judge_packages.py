"""Let the linters of others look at the packages: the bundle, the plugin and the skills.

    python -m scripts.judge_packages

The bundle's linter is installed with the judges of the server.
"""

import os
import subprocess
import sys
from pathlib import Path

from scripts.node import JUDGES, ROOT


def is_content(*words: str) -> bool:
    """Ask a linter, and show what it says when it is not content."""
    surroundings = {**os.environ, "PATH": JUDGES.search_path}
    ran = subprocess.run(words, cwd=ROOT, env=surroundings, capture_output=True, text=True)
    print(f"{'FAIL' if ran.returncode else 'ok  '} {' '.join([Path(words[0]).name, *words[1:]])}")
    if ran.returncode:
        print(ran.stdout, ran.stderr, sep="\n")
    return ran.returncode == 0


def main() -> int:
    """Ask all of them."""
    JUDGES.install()
    content = [
        is_content(JUDGES.find("mcpb"), "validate", "bundle/manifest.json"),
        is_content(str(Path(sys.executable).with_name("skillsaw")), "lint", "."),
    ]
    return 0 if all(content) else 1


if __name__ == "__main__":
    sys.exit(main())
