"""Measure the predecessors that are installed beside us. Run by `bench.speed` with the python of their environment.

python rivals.py COUNT FOLDER      prints a JSON object of figures
"""

import contextlib
import io
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable


def texts(count: int) -> list[str]:
    """Make short facts that differ in their words."""
    dice = random.Random(11)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    words = ["".join(dice.choices(syllables, k=3)) for _ in range(5_000)]
    return [" ".join(dice.choices(words, k=12)) for _ in range(count)]


def timed(action: Callable[[str], object], inputs: list[str]) -> float:
    """Give the median in milliseconds."""
    taken = []
    for one in inputs:
        start = time.perf_counter()
        action(one)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def memorymesh(count: int, folder: str) -> dict[str, float]:
    """Measure MemoryMesh with its default of no model."""
    from memorymesh import MemoryMesh  # type: ignore[import-not-found]

    mesh = MemoryMesh(path=f"{folder}/mm.db", global_path=f"{folder}/mm-global.db", embedding="none")
    known = texts(count)
    write = timed(lambda text: mesh.remember(text, scope="project", on_conflict="keep_both"), known)
    questions = [" ".join(text.split()[2:8]) for text in known[:50]]
    return {"MemoryMesh remember p50 ms": write, "MemoryMesh recall p50 ms": timed(mesh.recall, questions)}


def mesh_layer(count: int, folder: str) -> dict[str, float]:
    """Measure Mesh with its offline vectors."""
    os.environ["MESH_HOME"] = f"{folder}/mesh"
    from mesh.memory import Mesh  # type: ignore[import-not-found]

    mesh = Mesh(namespace="bench", agent_id="bench")
    known = texts(count)
    write = timed(mesh.learn, known)
    questions = [" ".join(text.split()[2:8]) for text in known[:50]]
    return {"Mesh remember p50 ms": write, "Mesh recall p50 ms": timed(mesh.recall, questions)}


def main() -> None:
    """Measure what can be imported."""
    count, folder = min(int(sys.argv[1]), 1_000), sys.argv[2]
    figures: dict[str, float] = {}
    for measure in (memorymesh, mesh_layer):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(ImportError):
            figures |= measure(count, folder)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
