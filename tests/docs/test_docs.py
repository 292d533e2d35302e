"""The documentation runs, links to what is there, and leaves nothing out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ricordo.api  # noqa: F401 - fills the registry
from ricordo.operations import OPERATIONS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("number", [0, 1])
def test_the_python_of_the_readme_runs(number, tmp_path, monkeypatch):
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks[number], f"README block {number}", "exec"), {})


def test_the_readme_names_every_operation():
    text = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name in OPERATIONS if name.replace("_", "-") not in text]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_the_reference_is_up_to_date():
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "reference.py"), "--check"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda page: page.name)
def test_a_decision_gives_context_decision_and_price(page):
    text = page.read_text("utf-8")
    assert all(part in text for part in ("**Context.**", "**Decision.**", "**Price.**"))
