"""The noise gate: what a person wrote with their own hands in a message to an agent, sentence by sentence. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from ricordo.text.added import without_added
from ricordo.text.patterns import lazy

_LONG_CHARACTERS: Final = 3_000
"""A longer message holds pasted text: people write before it and after it."""
_READ_CHARACTERS: Final = 1_000_000
_PASTED: Final = lazy(
    r"<(context|untrusted[\w-]*|file|document|pasted[\w-]*)\b[^>]*>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_CODE_BLOCK: Final = lazy(r"(?:```|~~~).*?(?:```|~~~|\Z)", re.DOTALL)
_FOREIGN_LINE: Final = lazy(
    r"""
    ^\s*(?:>|\$\s|%\s|\#!|\+\+\+|---|@@|\|\s|diff\s--git|Traceback|File\s"|at\s[\w.$<>]+\(|//|/\*|\*/|<\w|</|\#include)
    | ^(?:\s{4}|\t)
    | ^\s*\[?\d{4}-\d\d-\d\d[T\s]\d\d:\d\d
    | ^\s*\[?\d\d:\d\d:\d\d
    | ^\s*(?:\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL)\b[\]:\s])
    | ^\s*[\w.]+(?:Error|Exception|Warning):\s
    | ^\s*(?:-\s)?\[(?:\w+,\s)?\d{4}-\d\d-\d\d\b
    | [{};]\s*$
    | ^\s*(?:def|class|import|from|function|const|let|var|return|public|private|static|SELECT|INSERT)\s.*[(=:;*]
    """,
    re.VERBOSE,
)
"""Quotes, commands, diffs, stack traces, logs, code, and the lines of our own recalls and contexts."""
_SIGNS: Final = lazy(r"[^\w\s.,;:!?'’\"()¿¡、。，！？：；「」『』（）-]")
_SIGN_SHARE: Final = 0.12
_END: Final = lazy(r"(?<=[.!?])[\s\"')]+(?=\S)|(?<=[。！？])\s*(?=\S)|\n+")
_BULLET: Final = lazy(r"^\s*(?:[-*•]|\d+[.)])\s+")


def sentences(message: str) -> Iterator[str]:
    """Give the sentences that a person wrote, in their order.

    Args:
        message: A message as a client keeps it; of a very long one the beginning and end are read.
    """
    text = _CODE_BLOCK.sub("\n", _PASTED.sub("\n", without_added(message[:_READ_CHARACTERS])))
    for line in _own_lines(text):
        for sentence in _END.split(line):
            if bare := _BULLET.sub("", sentence).strip():
                yield bare


def _own_lines(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip() and not _is_foreign(line)]
    if sum(map(len, lines)) <= _LONG_CHARACTERS:
        return lines
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    ends = dict.fromkeys((paragraphs[0], paragraphs[-1]))
    return [
        line
        for part in ends
        if len(part) <= _LONG_CHARACTERS // 2
        for line in part.splitlines()
        if line.strip() and not _is_foreign(line)
    ]


def _is_foreign(line: str) -> bool:
    return bool(_FOREIGN_LINE.search(line)) or len(_SIGNS.findall(line)) > _SIGN_SHARE * len(line)
