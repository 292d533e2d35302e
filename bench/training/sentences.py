r"""Reads the sentence files that ship with the package.

A file is `src/ricordo/write/data/*.tsv`: UTF-8, one sentence per line, the first line names the columns, one
of which is `text`. A task reads every file that has a column of its name (so one file may serve two tasks),
and skips lines where that column is empty. In texts `\n`, `\t`, `\\` and `\u{1f600}` stand for what cannot
be written.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

SENTENCES = Path(__file__).parents[2] / "src" / "ricordo" / "write" / "data"
_ESCAPE = re.compile(r"\\(?:([nt\\])|u\{([0-9a-fA-F]{1,6})\})")


class Sentence(NamedTuple):
    """One labelled sentence."""

    label: str
    text: str


def unescape(text: str) -> str:
    """Put back the characters that a line of a sentence file cannot hold."""
    named = {"n": "\n", "t": "\t", "\\": "\\"}
    return _ESCAPE.sub(lambda m: named[m[1]] if m[1] else chr(int(m[2], 16)), text)


def read_rows(file: Path) -> Iterator[dict[str, str]]:
    """Read the lines of one file as mappings from column to value, with the text unescaped."""
    heading, *lines = file.read_text(encoding="utf-8").split("\n")
    columns = heading.split("\t")
    for number, line in enumerate(lines, start=2):
        if not line:
            continue
        values = line.split("\t")
        if len(values) != len(columns):
            raise ValueError(f"{file.name}:{number}: {len(values)} values for {len(columns)} columns")
        row = dict(zip(columns, values, strict=True))
        yield {**row, "text": unescape(row["text"])}


def read_sentences(task: str, folder: Path = SENTENCES) -> list[Sentence]:
    """Read every sentence of a task, in the order of file names and lines.

    Args:
        task: "injection", "kind" or "scope": the name of a column.
        folder: where the files are.

    Returns:
        The sentences.

    Raises:
        ValueError: a line has too many or too few values, or a text stands there twice.
    """
    found: dict[str, Sentence] = {}
    for file in sorted(folder.glob("*.tsv")):
        for row in read_rows(file):
            if not row.get(task):
                continue
            if row["text"] in found:
                raise ValueError(f"{file.name}: twice: {row['text'][:60]}")
            found[row["text"]] = Sentence(row[task], row["text"])
    return list(found.values())


def part_of(text: str, parts: int) -> int:
    """Tell to which part of a cross-validation a text belongs: by its content alone."""
    return crc32(b"part" + text.encode("utf-8", "surrogatepass")) % parts
