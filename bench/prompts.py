"""How often a prompt is told the right memory, and how often something else: by words alone, and with a server.

    python -m bench.prompts

Each question is a prompt by itself, and once more a sentence within small talk. Questions about something else than a
store ("foreign"), and those that reuse its words but have no answer there ("unanswerable"), should be told nothing.
"Other" counts prompts that were told anything but the right memory; some of that is about the matter all the same.
"""

import argparse
import contextlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.places import shared_folder
from bench.quality import harness
from ricordo import Memory
from ricordo.surfaces.hooks import asking
from ricordo.surfaces.hooks.clients import Call
from ricordo.surfaces.hooks.listening import Listener
from ricordo.surfaces.hooks.notes import Notes
from ricordo.surfaces.hooks.telling import fitting

BEFORE = "Thanks, that looks good to me so far."
AFTER = "I will have a look at it later today."
FOREIGN = 150
LOCOMO = 110
STRANGE = ("foreign", "unanswerable")


class Case(NamedTuple):
    """A prompt, the store that it is put to, the texts that answer it, and what it is counted with."""

    store: str
    prompt: str
    right: Collection[str]
    group: str


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def load(folder: Path) -> tuple[dict[str, list[str]], list[Case]]:
    """Give the texts of each store, and the prompts."""
    texts: dict[str, list[str]] = defaultdict(list)
    text_of = {}
    for one in rows(folder, "stores"):
        texts[one["store"]].append(one["text"])
        text_of[one["id"]] = one["text"]
    small, cases = list(texts), []
    updates = rows(folder, "updates")
    life = [
        *text_of.values(),
        *(one["text"] for one in rows(folder, "kinds")),
        *(one["new"]["text"] for one in updates),
    ]
    texts["life"] = list(dict.fromkeys([*life, *(noise["text"] for one in updates for noise in one["noise"])]))
    for place, one in enumerate(rows(folder, "abstain")):
        right = [text_of[answer] for answer in one.get("answer_ids", ())]
        kind = one["category"].removeprefix("answerable_")
        cases.append(Case(one["store"], one["question"], right, f"small stores, {kind}"))
        other = small[(small.index(one["store"]) + 1 + place % (len(small) - 1)) % len(small)]
        cases.append(Case(other, one["question"], (), "small stores, foreign"))
        if right:
            cases.append(Case("life", one["question"], right, f"one life, {kind}"))
    cases += [Case("life", one["question"], [one["new"]["text"]], "one life, today's truth") for one in updates]
    _, run = harness(folder)
    (talk, *_) = run.load(argparse.Namespace(data="locomo", unit="turn", assistant_too=False))
    turns = {one.id: one.text for one in talk.items}
    texts["talk"] = list(dict.fromkeys(turns.values()))
    for one in talk.queries[:LOCOMO]:
        right = [turns[answer] for answer in one.relevant if answer in turns]
        cases.append(Case("talk", one.text, right, "a conversation, as facts"))
    foreign = [one.text for case in run.load(argparse.Namespace(data="xquad:en", unit="turn", assistant_too=False))
               for one in case.queries][:FOREIGN]  # fmt: skip
    for store, name in (("life", "one life"), ("talk", "a conversation")):
        cases += [Case(store, question, (), f"{name}, foreign") for question in foreign]
    return texts, cases


@contextlib.contextmanager
def served(memory: Memory, *, is_served: bool) -> Iterator[None]:
    listener = Listener.beside(memory) if is_served else None
    try:
        yield
    finally:
        if listener is not None:
            listener.close()


def told(store: Path, prompt: str) -> list[str]:
    """Give the ids that a new session is told with a prompt."""
    notes = Notes(store)
    fitting(store, ("user",), Call("codex", "prompt", "", "", None, prompt, None, ""), notes)
    return notes.told


def measure(texts: dict[str, list[str]], cases: Sequence[Case], folder: Path) -> None:
    """Put every prompt to its store, and print what came of it."""
    found: dict[tuple[str, str], dict[bool, list[tuple[bool, int]]]] = defaultdict(lambda: defaultdict(list))
    for name, known in texts.items():
        path = folder / f"{name}.db"
        with Memory(path, namespace="user") as memory:
            stored = memory.remember_many([{"text": text, "kind": "fact"} for text in known])
            memory.recall("anything")
        ids = {text: one.id for text, one in zip(known, stored, strict=True)}
        with Memory(path, namespace="user") as memory:
            memory.recall("anything")
            for is_served in (False, True):
                with served(memory, is_served=is_served):
                    for case in (one for one in cases if one.store == name):
                        right = {ids[text] for text in case.right}
                        for form, prompt in (("alone", case.prompt), ("in talk", f"{BEFORE} {case.prompt} {AFTER}")):
                            given = told(path, prompt)
                            others = len(set(given) - right)
                            found[case.group, form][is_served].append((bool(right & set(given)), others))
    print(f"{'':38} {'prompts':>7}   {'by words alone':24} {'with a server':24}")
    for (group, form), by in sorted(found.items()):
        print(f"{group:29} {form:8} {len(by[True]):7}   {line(group, by[False]):24} {line(group, by[True]):24}")


def line(group: str, results: Sequence[tuple[bool, int]]) -> str:
    right = 100 * sum(is_right for is_right, _ in results) / len(results)
    other = 100 * sum(others > 0 for _, others in results) / len(results)
    return f"other {other:3.0f} %" if group.endswith(STRANGE) else f"right {right:3.0f} %, other {other:3.0f} %"


def main() -> int:
    """Measure where the data are."""
    shared = shared_folder()
    if shared is None:
        return 0
    asking.PATIENCE_SECONDS = 30.0  # type: ignore[misc]  # how good an answer is does not depend on how busy this machine is
    with tempfile.TemporaryDirectory() as folder:
        measure(*load(shared), Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
