"""Real processes: eight writers at once, and writers that are killed in the middle."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from ricordo import Memory

WRITER = """
import sys, time, json
from ricordo import Memory
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
worst = 0.0
with Memory(path, namespace="user", embedder="none") as memory:
    for number in range(count):
        start = time.perf_counter()
        outcome = memory.remember(f"writer {name} notes gate number {number}", kind="fact", importance=0.5)
        worst = max(worst, time.perf_counter() - start)
        print(outcome.id, flush=True)
print(json.dumps({"worst": worst}), flush=True)
"""


def start(path, name, count):
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("count", [250 if os.environ.get("RICORDO_QUICK") else 2000])
def test_eight_processes_open_a_fresh_file_together_and_lose_nothing(tmp_path, count):
    path = tmp_path / "m.db"
    writers = [start(path, str(number), count) for number in range(8)]
    results = [writer.communicate(timeout=400) for writer in writers]

    assert [writer.returncode for writer in writers] == [0] * 8, [errors for _, errors in results]
    lines = [output.split("\n") for output, _ in results]
    acknowledged = [one for output in lines for one in output if len(one) == 26]
    worst = max(json.loads(output[-2])["worst"] for output in lines)
    assert len(set(acknowledged)) == 8 * count
    assert worst < 2
    with Memory(path, namespace="user", embedder="none") as memory:
        assert memory.stats().by_state == {"live": 8 * count}
        assert len(memory.get(random.Random(1).sample(acknowledged, 200))) == 200
        assert memory.verify().ok


def test_acknowledged_writes_survive_a_hundred_kills(tmp_path):
    path = tmp_path / "m.db"
    dice = random.Random(7)
    acknowledged = []
    for _ in range(25):
        writers = [start(path, f"{dice.random()}", 100_000) for _ in range(4)]
        acknowledged += [writer.stdout.readline().strip() for writer in writers]
        time.sleep(dice.random() / 5)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            output, errors = writer.communicate(timeout=60)
            assert "Error" not in errors
            acknowledged += [line for line in output.split("\n")[:-1] if len(line) == 26]

    assert len(acknowledged) > 100
    with Memory(path, namespace="user", embedder="none") as memory:
        assert len(memory._store.get(acknowledged)) == len(acknowledged)
        report = memory.verify()
    assert report.ok, report.checks


def test_a_bulk_write_that_is_killed_leaves_whole_memories_only(tmp_path):
    path = tmp_path / "m.db"
    script = (
        "import sys\nfrom ricordo import Memory\n"
        "memory = Memory(sys.argv[1], namespace='user', embedder='none')\n"
        "print('open', flush=True)\n"
        "memory.remember_many([f'note {n} about gate {n % 9}' for n in range(200_000)])\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "open\n"
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with Memory(path, namespace="user", embedder="none") as memory:
                if memory.stats().memories > 2000:
                    break
            time.sleep(0.1)
    finally:
        writer.kill()
        writer.communicate()
    with Memory(path, namespace="user", embedder="none") as memory:
        assert memory.stats().memories > 2000
        assert memory.verify().ok
