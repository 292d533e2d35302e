"""Does a new statement take the place of the right older one, and of no other?

python -m bench.truth.updates [--store | --writes] [FOLDER]

Without an option, the judge alone: all statements of the two sets stand in one list, in the order of their times, and
each is judged against the ten nearest earlier ones, as in a store. With `--store`, the same through the public API.
With `--writes`, turns of conversations play ordinary statements, none of which replaces another: a harsh test, for
real writes are no replies.
"""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.places import shared_folder
from bench.training.replacements import nearest_before
from ricordo import Memory
from ricordo.embedding.bundled import BundledEmbedder
from ricordo.write.classify import classify_many
from ricordo.write.truth import STATEMENT_KINDS, Claim, judge_replacement

WRITES = 2_000
IMPLICIT = "implicit"
"""A category that needs knowledge of the world: told apart."""


def lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measure(shared: Path, *, with_vectors: bool = True, classified: bool = False) -> dict[str, float]:
    """Judge every statement of the sets against its nearest predecessors.

    Args:
        shared: The folder with `truth/updates.jsonl` and `truth/coexist.jsonl`.
        with_vectors: Whether the judge sees the cosines.
        classified: Whether a statement has the kind that the classifier gives it, and not simply "fact".

    Returns:
        Shares: `closed`, `closed_or_linked` of the updates but for the implicit ones, also by category;
        `lookalike_closed`, `lookalike_linked` of the look-alikes; `other_write_closes`, `other_write_links` of all
        writes: to what they do not replace.
    """
    updates, others = lines(shared / "truth" / "updates.jsonl"), lines(shared / "truth" / "coexist.jsonl")
    pairs = [(one["old"], one["new"], one["category"]) for one in updates]
    pairs += [(one["a"], one["b"], "") for one in others]
    noise = [item for one in updates for item in one["noise"]]
    verdicts = _verdicts([item for pair in pairs for item in pair[:2]] + noise, with_vectors, classified)
    expected = {(old["text"], new["text"]): category for old, new, category in pairs}
    states = {key: verdicts.get(key, "coexist") for key in expected}
    figures = {}
    for name, wanted in (("closed", {"supersedes"}), ("closed_or_linked", {"supersedes", "conflicts"})):
        figures[name] = _share([states[k] in wanted for k, c in expected.items() if c not in {"", IMPLICIT}])
        for category in sorted(set(expected.values()) - {""}):
            figures[f"{name} {category}"] = _share([states[k] in wanted for k, c in expected.items() if c == category])
    writes = len({item["text"] for pair in pairs for item in pair[:2]} | {item["text"] for item in noise})
    for name, wanted_state in (("closed", "supersedes"), ("linked", "conflicts")):
        figures[f"lookalike_{name}"] = _share([states[k] == wanted_state for k, c in expected.items() if not c])
        wrong = [key for key, state in verdicts.items() if state == wanted_state and key not in expected]
        figures[f"other_write_{'closes' if name == 'closed' else 'links'}"] = len({new for _, new in wrong}) / writes
    return figures


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _verdicts(items: Sequence[dict[str, str]], with_vectors: bool, classified: bool) -> dict[tuple[str, str], str]:
    """Give the verdict of each compared pair of an older and a newer text that is not "coexist"."""
    distinct = {item["text"]: item["at"] for item in reversed(items)}
    texts = sorted(distinct, key=lambda text: datetime.fromisoformat(distinct[text]))
    kinds = [one.kind for one in classify_many(texts, BundledEmbedder().embed(texts))] if classified else None
    claims = [
        Claim(text, kinds[place] if kinds else "fact", None, datetime.fromisoformat(distinct[text]))
        for place, text in enumerate(texts)
    ]
    found: dict[tuple[str, str], str] = {}
    for new, candidates in zip(claims, nearest_before(texts), strict=True):
        olds = [claims[place] for place, _ in candidates]
        compared = judge_replacement(new, olds, [cosine for _, cosine in candidates] if with_vectors else None)
        for old, one in zip(olds, compared, strict=True):
            if one.verdict != "coexist":
                found[old.text, new.text] = one.verdict
    return found


def measure_writes(shared: Path) -> dict[str, float]:
    """Judge ordinary writes: turns of conversations that the classifier holds for statements."""
    turns = [turn for case in sorted((shared / "eval" / "data" / "locomo").glob("*.json*")) for turn in _turns(case)]
    texts = list(dict.fromkeys(turns))
    kinds = [one.kind for one in classify_many(texts, BundledEmbedder().embed(texts))]
    texts = [text for text, kind in zip(texts, kinds, strict=True) if kind in STATEMENT_KINDS][:WRITES]
    start = datetime(2025, 1, 1, tzinfo=UTC)
    claims = [Claim(text, "fact", None, start + timedelta(minutes=place)) for place, text in enumerate(texts)]
    closes, links = 0, 0
    for new, candidates in zip(claims, nearest_before(texts), strict=True):
        olds, cosines = [claims[place] for place, _ in candidates], [cosine for _, cosine in candidates]
        verdicts = {one.verdict for one in judge_replacement(new, olds, cosines)}
        closes += "supersedes" in verdicts
        links += "conflicts" in verdicts
    return {"writes": len(texts), "closes": closes / len(texts), "links": links / len(texts)}


def _turns(path: Path) -> list[str]:
    """Collect every "text" of a file of conversations, in order."""
    found: list[str] = []
    waiting: list[Any] = [json.loads(path.read_text("utf-8"))]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("text"), str) and "speaker" in one:
                found.append(one["text"])
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)
    return found


def measure_store(shared: Path) -> dict[str, float]:
    """Write everything into one store at its time, then ask.

    Returns:
        Shares of the updates but for the implicit ones: `new_first` in the answer, `new_before_old`, `closed`,
        `closed_or_linked`, `as_of_old` (between the two times the answer has the old one and not the new one); of the
        look-alikes `lookalike_closed` and `lookalike_linked`.
    """
    updates, others = lines(shared / "truth" / "updates.jsonl"), lines(shared / "truth" / "coexist.jsonl")
    items = [item for one in updates for item in (one["old"], one["new"], *one["noise"])]
    items += [item for one in others for item in (one["a"], one["b"])]
    now = datetime.min.replace(tzinfo=UTC)
    with Memory(":memory:", namespace="bench/updates", clock=lambda: now) as memory:
        ids: dict[str, str] = {}
        for item in sorted(items, key=lambda one: datetime.fromisoformat(one["at"])):
            now = datetime.fromisoformat(item["at"])
            ids.setdefault(item["text"], memory.remember(item["text"], scope="project").id)
        now += timedelta(days=1)
        links = _links(memory)
        answers = [_asked(memory, one, ids, links) for one in updates if one["category"] != IMPLICIT]
        alike = [_state(memory, ids[one["a"]["text"]], ids[one["b"]["text"]], links) for one in others]
    return {name: _share([answer[name] for answer in answers]) for name in answers[0]} | {
        "lookalike_closed": _share([state == "closed" for state in alike]),
        "lookalike_linked": _share([state == "linked" for state in alike]),
    }


def _asked(memory: Memory, update: dict[str, Any], ids: dict[str, str], links: set[tuple[str, str]]) -> dict[str, bool]:
    old, new = ids[update["old"]["text"]], ids[update["new"]["text"]]
    found = [hit.memory.id for hit in memory.recall(update["question"])]
    first, second = (datetime.fromisoformat(update[name]["at"]) for name in ("old", "new"))
    then = {hit.memory.id for hit in memory.recall(update["question"], as_of=first + (second - first) / 2)}
    state = _state(memory, old, new, links)
    return {
        "new_first": found[:1] == [new],
        "new_before_old": new in found and (old not in found or found.index(new) < found.index(old)),
        "closed": state == "closed",
        "closed_or_linked": bool(state),
        "as_of_old": old in then and new not in then,
    }


def _state(memory: Memory, old: str, new: str, links: set[tuple[str, str]]) -> str:
    if memory.get([old])[0].superseded_by == new:
        return "closed"
    return "linked" if (old, new) in links else ""


def _links(memory: Memory) -> set[tuple[str, str]]:
    """Give the pairs of an older and a newer memory about which a person has to decide."""
    return {(one.older.id, one.newer.id) for one in memory.contradictions().found}


def _show(figures: dict[str, float]) -> None:
    for name, value in figures.items():
        print(f"  {name:32s} {value:10.4f}", flush=True)


def main() -> int:
    """Measure and print."""
    folder = shared_folder()
    if folder is None:
        return 0
    if "--store" in sys.argv:
        _show(measure_store(folder))
    elif "--writes" in sys.argv:
        _show(measure_writes(folder))
    else:
        for title, options in (
            ("with vectors", {}),
            ("text only", {"with_vectors": False}),
            ("with vectors, kinds by the classifier", {"classified": True}),
        ):
            print(title)
            _show(measure(folder, **options))
    return 0


if __name__ == "__main__":
    sys.exit(main())
