"""The page about clients leaves none of their files out."""

from pathlib import Path

import pytest

from ricordo.surfaces.setup.clients import CLIENTS, EITHER

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "clients.md").read_text("utf-8")


@pytest.mark.parametrize("client", CLIENTS, ids=lambda one: one.name)
def test_the_page_names_every_file_of_a_client(client):
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{client.name}` |"))
    for path in [*client.user.values(), *client.project.values()]:
        name = path.split(EITHER)[-1].removesuffix("/ricordo/SKILL.md").rpartition("/")[2]
        assert name in row, name
    for event in client.hooks.events if client.hooks else ():
        assert event.rpartition(".")[2] in row or event == "prompt"
