"""The command line, called in this process: fast, with real streams and a store of its own."""

import io
import json
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from ricordo import Memory
from ricordo.surfaces.cli import main


class Terminal(io.TextIOWrapper):
    """Standard input of a person who types."""

    def isatty(self):
        return True


@dataclass(frozen=True)
class Ran:
    """What became of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one sentence of a command that failed."""
        assert self.code != 0
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.removesuffix("\n")


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("RICORDO_NAMESPACE", "user")
    monkeypatch.setenv("RICORDO_EMBEDDER", "none")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ricordo(capfd, monkeypatch):
    """Run a command; `typed` is what a person types at a terminal, `piped` what another program sends."""

    def run(*words, piped=b"", typed=None):
        data = piped.encode("utf-8", "surrogatepass") if isinstance(piped, str) else piped
        stream = io.TextIOWrapper(io.BytesIO(data)) if typed is None else Terminal(io.BytesIO(typed.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        code = main(list(words))
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def memory():
    """The same store, from Python."""
    with Memory() as opened:
        yield opened
