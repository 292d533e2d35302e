"""The command as a process of its own: exit codes, streams, terminals, signals."""

import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "import sys; from ricordo.surfaces.cli import main; sys.exit(main())"]


def run(*words, **options):
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **options
    )


def run_at_terminal(*words, columns=80, env=None):
    """Run a command whose three streams are a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(
            sys.executable, [*COMMAND, *words], {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", **(env or {})}
        )
    shown = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode("utf-8")


def test_remember_and_recall_from_a_shell():
    told = run("remember", "Staging runs Postgres 16", "--kind", "fact")
    assert (told.returncode, told.stderr) == (0, "take it back with: ricordo undo 1\n")
    asked = run("recall", "what runs on staging?", "--json")
    assert [hit["memory"]["text"] for hit in json.loads(asked.stdout)["hits"]] == ["Staging runs Postgres 16"]


def test_a_refusal_is_one_sentence_on_standard_error():
    refused = run("remember", "x", "--importance", "7")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "importance is 7: input should be less than or equal to 1.\n"


@pytest.mark.parametrize(("content", "code"), [(b"this is no database at all, only words", 4), (b"", 0)])
def test_a_file_that_is_no_store_is_left_alone(tmp_path, content, code):
    path = tmp_path / "foreign.db"
    path.write_bytes(content)
    ran = run("--path", str(path), "stats")
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert code == 0 or path.read_bytes() == content


def test_bytes_that_are_no_text_are_refused():
    ran = subprocess.run([*COMMAND, "remember", b"bad \xff byte"], capture_output=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr
    assert ran.stderr.count(b"\n") == 1


def test_a_reader_that_leaves_early_is_no_error():
    run("remember-many", "--lines", input="\n".join(f"Text number {number} " + "x" * 200 for number in range(1000)))
    process = subprocess.Popen([*COMMAND, "list", "--limit", "1000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_cannot_be_written_is_one_sentence():
    run("remember", "A text")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*COMMAND, "list"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (ran.returncode, ran.stderr.count("\n")) == (74, 1)


def test_closed_streams_are_no_error():
    command = f"{shlex.join(COMMAND)} remember 'A text' <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], timeout=60, check=False).returncode == 0
    assert "A text" in run("list").stdout


def test_an_interrupt_is_quiet_and_stores_nothing(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen([*COMMAND, "remember-many", str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with pipe.open("w"):  # opens when the command does
        time.sleep(0.2)  # a signal between the opening and the waiting for a line is seen only after a line
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_stream_that_knows_few_characters_gets_escapes(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    run("remember", "Zürich 🗝", "--kind", "fact")
    plain = run("list")
    assert (plain.returncode, "Z\\xfcrich \\U0001f5dd" in plain.stdout) == (0, True)
    assert json.loads(run("list", "--json").stdout)["memories"][0]["text"] == "Zürich 🗝"


def test_a_terminal_shows_columns_and_short_ids():
    memory_id = json.loads(run("remember", "Staging runs Postgres 16", "--json").stdout)["id"]
    code, shown = run_at_terminal("list")
    assert code == 0
    assert "\x1b[" in shown
    assert memory_id[:12] in shown
    assert memory_id not in shown


def test_colours_are_left_out_when_they_are_not_wanted():
    run("remember", "Staging runs Postgres 16")
    _, shown = run_at_terminal("recall", "staging", env={"NO_COLOR": "1"})
    assert "Staging runs Postgres 16" in shown
    assert "\x1b[3" not in shown


def test_a_narrow_terminal_still_shows_every_word():
    run("remember", "A text of some words that does not fit into forty columns of a terminal", "--kind", "fact")
    _, shown = run_at_terminal("list", columns=40)
    assert max(len(line) for line in shown.splitlines()) <= 40 + len("\x1b[36m\x1b[0m")
    assert "columns of a terminal" in " ".join(shown.split())


def test_long_work_shows_a_bar_to_a_person_and_none_to_a_program(tmp_path):
    (tmp_path / "lines.txt").write_text("\n".join(f"Text number {number}" for number in range(300)), "utf-8")
    _, shown = run_at_terminal("remember-many", "--lines", "lines.txt")
    assert "remember many" in shown
    assert "300 stored" in shown
    assert run("remember-many", "--lines", "lines.txt").stderr == ""


def test_hot_commands_do_not_load_the_library_for_terminals():
    code = "import sys; from ricordo.surfaces.cli import main; main(sys.argv[1:]); print('rich' in sys.modules)"
    for words in (["recall", "anything", "--json"], ["recall", "anything"], ["remember", "A text", "--json"]):
        ran = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=60, check=False
        )
        assert ran.stdout.endswith("False\n"), words
