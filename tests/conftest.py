"""What all tests share: a clean environment, a clock that stands still, the labelled data when it is there."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

for name in [name for name in os.environ if name.startswith("RICORDO_") and name != "RICORDO_SHARED"]:
    del os.environ[name]

ROOT = Path(__file__).resolve().parent.parent


class FrozenClock:
    """A clock that moves only when told."""

    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, **interval):
        self.now += timedelta(**interval)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """No test ever sees the real home."""
    monkeypatch.setenv("RICORDO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def clock():
    return FrozenClock()


@pytest.fixture(scope="session")
def shared():
    """The evaluation data and labelled sets, which are not part of the repository."""
    folder = Path(os.environ.get("RICORDO_SHARED", ROOT.parent / "shared"))
    if not (folder / "truth").is_dir():
        pytest.skip(f"labelled data not present: {folder}")
    return folder
