"""The main job on real input: remember this project's own pages and a conversation, then answer questions about them."""

import json
import re
import tempfile
import time
from pathlib import Path

from ricordo import Memory

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = (
    "Why is there no FTS5 index?",
    "How can a text be erased without breaking the chain of hashes?",
    "what happens when eight programs want to write at the same moment",
    "Who knows where to get the wedding present, and where is the wedding?",
    "Which machine should I use to print stickers for large pallets?",
    "What did we learn from the wifi problem?",
    "Wer macht im April die Inventur?",
    "How do I bake a sourdough bread?",
)


def paragraphs(page: Path) -> list[dict[str, str]]:
    """Cut a page into its paragraphs, each with its heading."""
    found, heading = [], page.stem
    for block in re.split(r"\n\s*\n", page.read_text("utf-8")):
        text = " ".join(block.split())
        if text.startswith("#"):
            heading = text.lstrip("# ")
        elif len(text) > 40:
            found.append({"text": f"{heading}: {text}", "kind": "decision", "ref": page.name})
    return found


def main() -> None:
    """Run the demonstration in a folder that is removed afterwards."""
    pages = [*sorted((ROOT / "docs" / "decisions").glob("*.md")), ROOT / "CHANGELOG.md"]
    turns = [json.loads(line) for line in (ROOT / "demo" / "conversation.jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "demo.db", namespace="project/demo") as memory:
        start = time.perf_counter()
        outcomes = memory.remember_many([one for page in pages for one in paragraphs(page)])
        report = memory.ingest(turns)
        seconds = time.perf_counter() - start
        print(f"Remembered {len(outcomes)} paragraphs of our own pages and {report.stored} turns in {seconds:.2f} s,")
        print("loading the embedder included.\n")
        for question in QUESTIONS:
            start = time.perf_counter()
            recall = memory.recall(question, limit=1)
            milliseconds = (time.perf_counter() - start) * 1000
            print(f"? {question}   [{milliseconds:.1f} ms, confidence {recall.confidence:.2f}]")
            for hit in recall:
                print(f"  {hit.memory.text[:150]}\n  ({hit.why})")
            if recall.no_match:
                print("  I don't know.")
            print()
        print("Everything is in order." if memory.verify().ok else "verify found something: please report it.")


if __name__ == "__main__":
    main()
