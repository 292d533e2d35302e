"""Setting a client up changes what is ours; taking it back gives back every byte."""

import json
import os
import stat
import subprocess
import sys
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ricordo.errors import FileChanged, InvalidInput
from ricordo.surfaces.setup import block, jsonc
from ricordo.surfaces.setup.clients import CLIENTS
from ricordo.surfaces.setup.install import find_client, install, uninstall
from ricordo.surfaces.setup.places import find_places
from ricordo.surfaces.setup.status import status

from .conftest import EVERYWHERE, json_documents, snapshot, toml_documents

MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def files_of(name, scope="user"):
    return find_places().of(find_client(name), scope)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def expect_refusal(act):
    """A file may hold something else where ours should go; then nothing may change."""
    try:
        act()
    except InvalidInput:
        return True
    return False


@pytest.mark.parametrize(("name", "scope"), EVERYWHERE)
def test_on_a_fresh_machine_nothing_is_left_not_even_a_folder(home, name, scope):
    before = snapshot(home)
    report = install(name, scope, {}, memory_file="memory" in files_of(name, scope))
    assert {one.action for one in report.files} == {"created"}
    assert snapshot(home) != before
    uninstall(name, scope)
    assert before == snapshot(home)


@pytest.mark.parametrize(("name", "scope"), [one for one in EVERYWHERE if one[0] != "codex"])
@settings(MANY, max_examples=12)
@given(document=json_documents(), hooks=json_documents())
def test_any_json_gets_back_every_byte(home, name, scope, document, hooks):
    paths = files_of(name, scope)
    for part, content in (("hooks", hooks), ("server", document)):
        if part in paths and paths[part].suffix != ".js":
            write(paths[part], content)
    before = snapshot(home)
    if not expect_refusal(lambda: install(name, scope, {})):
        assert snapshot(home) != before
        uninstall(name, scope)
    assert before == snapshot(home)


@pytest.mark.parametrize("scope", ["user", "project"])
@MANY
@given(content=toml_documents())
def test_any_toml_gets_back_every_byte_and_says_the_same_meanwhile(home, scope, content):
    path = files_of("codex", scope)["server"]
    write(path, content)
    before = snapshot(home)
    install("codex", scope, {})
    meanwhile = path.read_bytes()
    found = tomllib.loads(meanwhile.decode())
    assert found["mcp_servers"].pop("ricordo")["args"] == ["serve"]
    expected = tomllib.loads(content.decode())
    assert {**expected, "mcp_servers": expected.get("mcp_servers", {})} == found
    assert meanwhile.count(b"#") == content.count(b"#")
    uninstall("codex", scope)
    assert before == snapshot(home)


@MANY
@given(text=st.text())
def test_any_memory_file_gets_back_every_byte_and_keeps_its_text_meanwhile(home, text):
    path = files_of("gemini")["memory"]
    content = text.encode("utf-8", "replace")
    write(path, content)
    if expect_refusal(lambda: install("gemini", "user", {}, memory_file=True)):
        assert "ricordo:" in text
        return
    assert path.read_bytes().startswith(content)
    uninstall("gemini", "user")
    assert content == path.read_bytes()


@pytest.mark.parametrize(("name", "scope"), EVERYWHERE)
def test_installing_twice_is_installing_once(home, name, scope):
    with_memory = "memory" in files_of(name, scope)
    install(name, scope, {}, memory_file=with_memory)
    once = snapshot(home)
    report = install(name, scope, {}, memory_file=with_memory)
    assert {one.action for one in report.files} == {"unchanged"}
    assert once == snapshot(home)
    uninstall(name, scope)
    assert {one.action for one in uninstall(name, scope).files} <= {"unchanged"}


@pytest.mark.parametrize(("name", "scope"), EVERYWHERE)
def test_a_dry_run_shows_the_change_and_makes_none(home, name, scope):
    before = snapshot(home)
    report = install(name, scope, {}, dry_run=True)
    assert all("+" in one.diff for one in report.files)
    assert before == snapshot(home)
    install(name, scope, {})
    installed = snapshot(home)
    assert all(one.diff for one in uninstall(name, scope, dry_run=True).files)
    assert installed == snapshot(home)
    assert not list((home / "data").rglob("*.db"))


@pytest.mark.parametrize("content", [b"{", b'{"a": 1,,}', b"\xff\xfe{}", b"[]", b'{"mcpServers": []}', b"not json"])
@pytest.mark.parametrize("name", ["claude-code", "cursor", "gemini"])
def test_a_broken_file_is_refused_in_one_sentence_and_no_file_changes(home, name, content):
    path = files_of(name)["server"]
    write(path, content)
    before = snapshot(home)
    with pytest.raises(InvalidInput, match=r"^[^\n]* was not changed[^\n]*\.$") as refused:
        install(name, "user", {})
    assert str(path) in str(refused.value)
    assert before == snapshot(home)
    assert not (home / "data").exists()


def test_broken_toml_and_broken_marks_are_refused(home):
    write(files_of("codex")["server"], b"a = \n")
    with pytest.raises(InvalidInput, match=r"config\.toml was not changed"):
        install("codex", "user", {})
    write(files_of("gemini")["memory"], block.BEGIN.encode())
    with pytest.raises(InvalidInput, match="are no pair"):
        install("gemini", "user", {}, memory_file=True)


def test_a_broken_second_file_keeps_the_first_from_being_changed(home):
    write(files_of("claude-code")["hooks"], b"{")
    before = snapshot(home)
    with pytest.raises(InvalidInput):
        install("claude-code", "user", {})
    assert before == snapshot(home)


def test_what_a_client_wrote_meanwhile_stays_and_only_ours_goes(home):
    path = files_of("gemini")["server"]
    write(path, b'{\n  "theme": "dark"\n}\n')
    install("gemini", "user", {})
    rewritten = json.loads(path.read_bytes())
    rewritten["mcpServers"]["other"] = {"command": "x"}
    rewritten["hooks"]["SessionStart"].append({"hooks": [{"type": "command", "command": "theirs"}]})
    path.write_text(json.dumps(rewritten, indent=2))
    uninstall("gemini", "user")
    assert json.loads(path.read_bytes()) == {
        "theme": "dark",
        "mcpServers": {"other": {"command": "x"}},
        "hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "theirs"}]}]},
    }


@pytest.mark.parametrize("name", ["claude-code", "codex", "cursor", "copilot", "gemini", "opencode"])
def test_a_client_that_only_laid_its_file_out_anew_gets_back_what_it_said(home, name):
    paths = files_of(name)
    json_paths = [path for path in set(paths.values()) if path.suffix == ".json"]
    for path in json_paths:
        write(path, b'{"kept": {}}')
    install(name, "user", {})
    for path in json_paths:
        path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4))
    uninstall(name, "user")
    for path in json_paths:
        found = json.loads(path.read_bytes())
        found.pop("version", None)
        assert found == {"kept": {}}


def test_without_the_list_of_what_was_installed_only_ours_goes(home):
    path = files_of("cursor")["hooks"]
    write(path, b'{"version": 1, "hooks": {"stop": [{"command": "theirs"}]}}')
    before = path.read_bytes()
    install("cursor", "user", {})
    (home / "data" / "setup" / "installed.json").unlink()
    uninstall("cursor", "user")
    assert jsonc.read(before.decode()).value["hooks"]["stop"] == json.loads(path.read_bytes())["hooks"]["stop"]
    assert "ricordo" not in path.read_text()


def test_a_file_of_several_clients_stays_until_the_last_one_goes(home):
    path = files_of("codex", "project")["memory"]
    write(path, b"# Rules\n")
    install("codex", "project", {}, memory_file=True)
    install("opencode", "project", {}, memory_file=True)
    notes = {one.path: one.note for one in uninstall("codex", "project").files}
    assert "other clients use it" in notes[path]
    assert block.find(path.read_text())
    uninstall("opencode", "project")
    assert path.read_bytes() == b"# Rules\n"


def test_a_link_to_the_memory_file_of_another_client_is_that_file(home):
    agents, claude = files_of("codex", "project")["memory"], files_of("claude-code", "project")["memory"]
    write(agents, b"# Rules\n")
    claude.symlink_to(agents.name)
    install("claude-code", "project", {}, memory_file=True)
    install("codex", "project", {}, memory_file=True)
    uninstall("claude-code", "project")
    assert block.find(agents.read_text())
    uninstall("codex", "project")
    assert agents.read_bytes() == b"# Rules\n"
    assert claude.is_symlink()


def test_an_entry_of_our_name_is_renewed_and_comes_back(home):
    path = files_of("cursor")["server"]
    mine = b'{"mcpServers": {"ricordo": {"command": "uvx", "args": ["ricordo", "serve"]}}}'
    write(path, mine)
    shown = install("cursor", "user", {}, dry_run=True)
    assert "uvx" in next(one.diff for one in shown.files if one.path == path)
    install("cursor", "user", {})
    assert json.loads(path.read_bytes())["mcpServers"]["ricordo"]["command"] != "uvx"


def test_a_link_to_a_file_kept_elsewhere_stays_a_link_and_the_mode_stays(home):
    path = files_of("cursor")["server"]
    kept = home / "dotfiles" / "mcp.json"
    write(kept, b"{}")
    kept.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(kept)
    install("cursor", "user", {})
    assert path.is_symlink()
    assert "ricordo" in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    uninstall("cursor", "user")
    assert path.is_symlink()
    assert kept.read_bytes() == b"{}"


def test_the_copy_of_what_was_there_is_readable_by_this_person_alone_and_goes_with_the_installation(home):
    path = files_of("cursor")["server"]
    write(path, b'{"mcpServers": {"x": {"env": {"KEY": "of someone"}}}}')
    install("cursor", "user", {})
    [copy] = (home / "data" / "setup").glob("*-mcp.json")
    assert copy.read_bytes() == b'{"mcpServers": {"x": {"env": {"KEY": "of someone"}}}}'
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    uninstall("cursor", "user")
    assert not copy.exists()


def test_a_link_that_leads_nowhere_yet_leads_nowhere_again(home):
    path = files_of("cursor")["server"]
    path.parent.mkdir()
    path.symlink_to(home / "later.json")
    install("cursor", "user", {})
    assert (home / "later.json").exists()
    uninstall("cursor", "user")
    assert path.is_symlink()
    assert not (home / "later.json").exists()


def test_no_credential_of_others_is_shown(home):
    token = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC2"
    write(files_of("cursor")["server"], json.dumps({"mcpServers": {"x": {"env": {"T": token}}}}).encode())
    [shown] = [one.diff for one in install("cursor", "user", {}, dry_run=True).files if one.path.name == "mcp.json"]
    assert "ricordo" in shown
    assert token not in shown
    assert token in files_of("cursor")["server"].read_text()


def test_a_damaged_list_of_installations_is_told(home):
    write(home / "data" / "setup" / "installed.json", b"{")
    with pytest.raises(InvalidInput, match=r"installed\.json is damaged"):
        install("cursor", "user", {})


def test_when_one_file_cannot_be_written_no_file_stays_changed(home):
    if os.geteuid() == 0:
        folder = home / ".cursor" / "hooks.json"
        folder.mkdir(parents=True)
    before = snapshot(home)
    with pytest.raises(OSError, match="hooks"):
        install("cursor", "user", {})
    assert before == snapshot(home)


def test_an_installation_that_failed_is_not_in_the_list_of_installations(home):
    write(files_of("gemini")["server"], b"{}")
    install("gemini", "user", {})
    (home / ".copilot").write_bytes(b"a file in the way")
    known = (home / "data" / "setup" / "installed.json").read_bytes()
    copies = set((home / "data" / "setup").iterdir())
    before = snapshot(home)
    with pytest.raises(NotADirectoryError, match="copilot"):
        install("copilot", "user", {})
    (home / ".claude").mkdir()
    (home / ".claude" / "skills").write_bytes(b"a file in the way")
    with pytest.raises(NotADirectoryError, match="skills"):
        install("claude-code", "user", {})
    (home / ".claude" / "skills").unlink()
    (home / ".claude").rmdir()
    assert before == snapshot(home)
    assert known == (home / "data" / "setup" / "installed.json").read_bytes()
    assert copies == set((home / "data" / "setup").iterdir())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this person may write every file")
def test_a_file_that_its_owner_made_read_only_is_not_replaced(home):
    path = files_of("gemini")["server"]
    write(path, b"{}")
    path.chmod(0o400)
    with pytest.raises(PermissionError, match=r"settings\.json"):
        install("gemini", "user", {})
    assert path.read_bytes() == b"{}"


def test_a_failed_installation_leaves_no_folder(home):
    (home / ".agents").write_bytes(b"a file in the way")
    before = snapshot(home)
    with pytest.raises(NotADirectoryError, match="agents"):
        install("gemini", "user", {})
    assert before == snapshot(home)


def test_a_client_without_a_memory_file_gets_none_and_says_so(home):
    for name, scope in [("claude-desktop", "user"), ("cursor", "user")]:
        with pytest.raises(InvalidInput, match=r"has no memory file .*; leave --memory-file away\.$"):
            install(name, scope, {}, memory_file=True)


def test_a_second_file_that_fails_brings_the_first_back(home):
    from ricordo.surfaces.setup import files
    from ricordo.surfaces.setup.files import Change

    first, second = home / "first", home / "second"
    first.write_bytes(b"1")
    second.write_bytes(b"changed meanwhile")
    with pytest.raises(FileChanged, match="another program"):
        files.apply([Change(first, b"1", b"2"), Change(second, b"1", b"2")])
    assert first.read_bytes() == b"1"


def test_a_new_opening_renews_the_entry_and_the_bytes_still_come_back(home):
    path = files_of("claude-code")["server"]
    write(path, b'{"a": 1}')
    install("claude-code", "user", {})
    install("claude-code", "user", {"path": "/x/y.db", "namespace": "team"})
    assert json.loads(path.read_bytes())["mcpServers"]["ricordo"]["args"] == [
        "serve", "--path", "/x/y.db", "--namespace", "team"
    ]  # fmt: skip
    assert {one.parts["server"] for one in status().clients if one.client == "claude-code"} == {"yes", "no"}
    uninstall("claude-code", "user")
    assert path.read_bytes() == b'{"a": 1}'


INSTALL_OFTEN = """
import sys
from ricordo.surfaces.setup.install import install, uninstall

print(flush=True)
sys.stdin.readline()
for _ in range(15):
    install(sys.argv[1], "user", {})
    uninstall(sys.argv[1], "user")
install(sys.argv[1], "user", {})
"""


def test_processes_that_install_at_the_same_time_lose_nothing(home):
    before = snapshot(home)
    names = ["claude-code", "cursor", "gemini", "opencode"]
    processes = [
        subprocess.Popen([sys.executable, "-c", INSTALL_OFTEN, one], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for one in names
    ]
    for one in processes:
        one.stdout.readline()
    for one in processes:
        one.stdin.write(b"\n")
        one.stdin.flush()
    assert [one.communicate(timeout=120) and one.returncode for one in processes] == [0] * len(names)
    known = json.loads((home / "data" / "setup" / "installed.json").read_text())["files"]
    written = {os.path.realpath(path) for name in names for part, path in files_of(name).items() if part != "memory"}
    assert written == set(known)
    for one in names:
        uninstall(one, "user")
    assert before == snapshot(home)


def test_clients_that_share_a_file_can_be_set_up_at_the_same_time(home):
    names = [one.name for one in CLIENTS if one.project.get("memory", "").endswith("AGENTS.md")]
    words = [sys.executable, "-m", "ricordo", "install", "--scope", "project", "--memory-file"]
    processes = [subprocess.Popen([*words, one], stdout=subprocess.DEVNULL) for one in names]
    assert [one.wait(timeout=120) for one in processes] == [0] * len(names)
    for one in names:
        uninstall(one, "project")
    assert not files_of("codex", "project")["memory"].exists()


def test_taking_back_what_was_never_there_leaves_no_trace(home):
    uninstall("zed", "user")
    assert not (home / "data").exists()


@pytest.mark.parametrize("name", ["gone", "relative"])
def test_without_a_home_folder_nothing_is_written(home, monkeypatch, name):
    monkeypatch.setenv("HOME", str(home / name) if name == "gone" else name)
    with pytest.raises(InvalidInput, match=r"your home folder .* is not there; set HOME"):
        install("zed", "user", {})
    assert not (home / "gone").exists()


def test_outside_of_a_project_there_is_no_scope_project(home, monkeypatch):
    monkeypatch.chdir(home)
    with pytest.raises(InvalidInput, match="in no project"):
        install("codex", "project", {})
    with pytest.raises(InvalidInput, match="has no settings of a project"):
        install("claude-desktop", "project", {})


def test_status_tells_what_is_there(home):
    install("codex", "user", {})
    write(files_of("cursor")["server"], b"{")
    found = {(one.client, one.scope): one for one in status().clients}
    assert found["codex", "user"].parts == {"server": "yes", "hooks": "yes", "skill": "yes", "memory": "no"}
    assert found["codex", "user"].found
    assert found["cursor", "user"].parts["server"] == "unreadable"
    assert not found["zed", "user"].found
    path = files_of("codex")["hooks"]
    path.write_text(path.read_text().replace("hook codex Stop", "hook codex Stop --path x"))
    assert {one.parts["hooks"] for one in status().clients if one.client == "codex" and one.scope == "user"} == {
        "changed"
    }


def test_a_client_is_not_found_because_another_one_left_what_both_read(home):
    install("codex", "user", {})
    install("codex", "project", {}, memory_file=True)
    found = {(one.client, one.scope) for one in status().clients if one.found}
    assert found == {("codex", "user"), ("codex", "project")}


def test_no_two_clients_put_different_things_into_one_file(home):
    from ricordo.surfaces.setup.plan import planned

    seen = {}
    for client in CLIENTS:
        for scope in ("user", "project") if client.project else ("user",):
            for path, pieces in planned(client, scope, find_places(), {}).items():
                assert seen.setdefault(path, pieces) == pieces, path
