"""Settings are found where they are given first; a project is found from any folder inside it."""

from pathlib import Path

import pytest

from ricordo import Memory
from ricordo.config import checked_namespace, load_settings, namespace_for
from ricordo.errors import InvalidInput


def test_code_goes_before_environment_before_file_before_default(tmp_path):
    (tmp_path / "config.toml").write_text('embedder = "ollama"\nagent = "filed"\nnamespace = "filed"\n')
    environment = {"RICORDO_HOME": str(tmp_path), "RICORDO_EMBEDDER": "none", "RICORDO_AGENT": "exported"}
    settings = load_settings({"agent": "given", "namespace": None}, environment)
    assert (settings.agent, settings.embedder, settings.namespace) == ("given", "none", "filed")
    assert settings.embedder_timeout == 10.0
    assert settings.store_path == tmp_path / "memory.db"


def test_an_empty_variable_counts_as_not_given(tmp_path):
    assert load_settings({}, {"RICORDO_HOME": str(tmp_path), "RICORDO_EMBEDDER": ""}).embedder == "bundled"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("embeder = 'none'", ["embeder", "no setting"]),
        ("embedder = ", ["not valid TOML"]),
        ("embedder = 5", ["embedder", "give a text"]),
        ("embedder_timeout = 'soon'", ["embedder_timeout", "seconds"]),
        ("embedder_timeout = -1", ["embedder_timeout", "seconds"]),
    ],
)
def test_a_wrong_settings_file_gives_one_sentence(tmp_path, content, words):
    (tmp_path / "config.toml").write_text(content)
    with pytest.raises(InvalidInput) as error:
        load_settings({}, {"RICORDO_HOME": str(tmp_path)})
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in words)


def test_the_key_of_an_embedder_is_never_shown():
    assert "hush" not in repr(load_settings({"embedder_key": "hush-hush"}, {}))


def test_a_project_is_found_from_a_folder_deep_inside(tmp_path):
    deep = tmp_path / "my shop" / "src" / "cart"
    deep.mkdir(parents=True)
    (tmp_path / "my shop" / "package.json").write_text("{}")
    assert namespace_for(deep) == "project/my-shop"


def test_the_git_root_goes_before_the_marker_of_a_package_inside_it(tmp_path):
    inner = tmp_path / "mono" / "packages" / "api"
    inner.mkdir(parents=True)
    (tmp_path / "mono" / ".git").mkdir()
    (inner / "pyproject.toml").write_text("")
    assert namespace_for(inner) == "project/mono"


def test_the_home_folder_itself_is_no_project(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "notes").mkdir()
    assert namespace_for(tmp_path / "notes") == "user"


@pytest.mark.parametrize("name", ["", " ", "a b", "a//b", "/a", "a/", "a\nb", "x" * 201])
def test_what_cannot_be_a_namespace_is_refused(name):
    with pytest.raises(InvalidInput, match="no namespace"):
        checked_namespace(name)


def test_a_project_reads_the_persons_memories_and_no_other_project(tmp_path):
    path = tmp_path / "m.db"
    with Memory(path, namespace="user", embedder="none") as memory:
        memory.remember("Ana prefers tea", kind="preference")
    with Memory(path, namespace="project/one", embedder="none") as memory:
        memory.remember("The API listens on 8080", kind="fact", scope="project")
        assert len(memory.list().memories) == 2
        assert len(memory.list(scope="project").memories) == 1
    with Memory(path, namespace="project/two", embedder="none") as memory:
        assert [one.text for one in memory.list().memories] == ["Ana prefers tea"]
        assert memory.recall("which port does the API listen on").no_match
    with Memory(path, namespace="team/alpha", embedder="none") as memory:
        assert memory.list().memories == ()


def test_what_is_about_the_person_follows_the_person_out_of_a_project(tmp_path):
    with Memory(tmp_path / "m.db", namespace="project/one", embedder="bundled") as memory:
        outcome = memory.remember("I prefer short answers")
        assert outcome.namespace == "user"
        assert memory.remember("I like dark themes", scope="project").namespace == "project/one"
        assert memory.remember("Espresso, no sugar", subject="user.drink").namespace == "user"


def test_a_hidden_folder_of_the_home_is_a_project_only_with_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, marker in ((".codex", "AGENTS.md"), (".claude", "CLAUDE.md")):
        (tmp_path / name).mkdir()
        (tmp_path / name / marker).write_text("Be kind.")
        assert namespace_for(tmp_path / name) == "user"
    (tmp_path / ".dotfiles" / ".git").mkdir(parents=True)
    assert namespace_for(tmp_path / ".dotfiles") == "project/.dotfiles"
