"""Measure the credential finder on the labelled set, on ordinary memories, and against the clock.

Run with the folder that holds ``truth`` and ``eval``: ``python -m bench.truth.secrets SHARED``.
"""

import base64
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from ricordo.write.secrets import find_secrets

ORDINARY_SETS = ("updates", "coexist", "stores", "kinds", "duplicates", "temporal")
CONVERSATIONS = ("locomo", "realtalk", "beam")
LEAST_LETTERS = 12
ORDINARY_SENTENCES = (
    "Anna prefers oat milk in her coffee and takes the early train to Hamburg on Monday.",
    "The staging cluster runs Kubernetes 1.29 and is upgraded on the first Tuesday.",
    "We decided to use PostgreSQL because the team knows it and backups are running.",
    "Das Team trifft sich jeden Donnerstag um 14:30 Uhr im großen Besprechungsraum.",
    "El equipo prefiere reuniones cortas por la mañana y documenta las decisiones.",
    "Tom moved from Berlin to Lisbon in March 2023 and now works for the same company.",
    "Always run the linter before committing; the build fails on warnings since 2.4.",
    "The API returns ISO 8601 timestamps in UTC, so convert them before showing them.",
    "The token budget for the summary is 800 and the keys rotate every 90 days, says Ana.",
    "用户更喜欢深色主题，并且每天早上八点半开始工作，会议通常安排在下午两点之后，周五下午不安排会议。",
)


def measure(shared: Path) -> dict[str, float]:
    """Measure how much is found, how much is damaged, and what it costs.

    Args:
        shared: The folder that holds ``truth`` and ``eval``.

    Returns:
        The share of texts whose credentials are covered, the shares of harmless and of ordinary texts that are
        changed, and the microseconds for an ordinary sentence of about 80 characters.
    """
    rows = labelled(shared)
    secret = [row for row in rows if row["secret_spans"]]
    harmless = [row for row in rows if not row["secret_spans"]]
    ordinary = list(dict.fromkeys(ordinary_texts(shared)))
    return {
        "found": fmean(_is_covered(row) for row in secret),
        "harmless_changed": fmean(bool(find_secrets(row["text"])) for row in harmless),
        "ordinary_changed": fmean(bool(find_secrets(text)) for text in ordinary),
        "microseconds_per_80_chars": microseconds_per_sentence(),
    }


def labelled(shared: Path) -> list[dict[str, Any]]:
    encoded = (shared / "truth" / "secrets.jsonl.b64").read_bytes()
    return [json.loads(line) for line in base64.b64decode(encoded).decode().splitlines()]


def ordinary_texts(shared: Path) -> Iterator[str]:
    for name in ORDINARY_SETS:
        for line in (shared / "truth" / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield from _texts(json.loads(line))
    for name in CONVERSATIONS:
        for file in sorted((shared / "eval" / "data" / name).rglob("*.json")):
            yield from _texts(json.loads(file.read_text("utf-8")))


def microseconds_per_sentence(rounds: int = 30, repetitions: int = 40) -> float:
    """Time every sentence at its best round, as other work on the machine only ever adds."""
    return fmean(_best_microseconds(sentence, rounds, repetitions) for sentence in ORDINARY_SENTENCES)


def _best_microseconds(sentence: str, rounds: int, repetitions: int) -> float:
    def one_round() -> float:
        start = time.perf_counter()
        for _ in range(repetitions):
            find_secrets(sentence)
        return (time.perf_counter() - start) / repetitions * 1e6

    return min(one_round() for _ in range(rounds))


def _is_covered(row: dict[str, Any]) -> bool:
    found = find_secrets(row["text"])
    return all(any(span.start <= start and end <= span.end for span in found) for start, end in row["secret_spans"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) >= LEAST_LETTERS:
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def main() -> None:
    for name, figure in measure(Path(sys.argv[1])).items():
        print(f"{name}\t{figure:.5f}")


if __name__ == "__main__":
    main()
