"""What a hook tells an agent: the context when a session starts, and with a prompt what fits it and is new."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ricordo.recall.glimpse import Wanted, glimpse, looked_up
from ricordo.recall.packing import pack_whole
from ricordo.recall.seen import Seen
from ricordo.storage.connection import INDEX_ENDING, SERVERS_ENDING
from ricordo.storage.glimpse import Glimpse
from ricordo.surfaces.hooks.clients import Call
from ricordo.surfaces.hooks.notes import Notes
from ricordo.text import query_words
from ricordo.write.said import sentences

PROMPT_BUDGET_TOKENS: Final = 400
_LEAST_CONFIDENCE: Final = 0.6
_OF_BEST_ODDS: Final = 0.2
"""What has a smaller share of the best one's odds fits in passing only: also when the best was told already."""
_MOST_MEMORIES: Final = 5
_MOST_SENTENCES: Final = 8
_FEWEST_TERMS: Final = 2
"""A prompt of one word, such as "continue", asks for nothing that is remembered."""
_FEWEST_TERMS_OF_PART: Final = 4
"""A shorter sentence, such as "that sounds like a good plan", fits anything that is remembered."""
_LEFT_TO_RECALL: Final = ("message", "question", "summary")
"""Kinds that say too little where nobody asked for them."""


def context(store: Path, namespaces: Sequence[str], call: Call, notes: Notes) -> str:
    """Give what the agent should know before anything is asked; nothing when it has been told in this conversation.

    Raises:
        StoreError: When the store cannot be used.
    """
    if call.source == "resume" and notes.told:
        return ""
    from ricordo.knowledge.context_glimpse import glimpse_context  # noqa: PLC0415 - a prompt needs none of it

    with Glimpse(store) as opened:
        text, ids = glimpse_context(opened, namespaces, datetime.now(UTC))
    notes.told = list(ids)  # what was told before a compaction is out of sight
    return text


def fitting(store: Path, namespaces: Sequence[str], call: Call, notes: Notes) -> str:
    """Give what fits a prompt, is surely about it, and was not told in this session; often nothing.

    Raises:
        StoreError: When the store cannot be read.
    """
    questions = _questions(call.prompt)
    if not questions:
        return ""
    found = _found(store, namespaces, questions)
    known, least = set(notes.told), _OF_BEST_ODDS * max(map(_odds, found), default=0.0)
    new = [one for one in found if _odds(one) >= least and one.id not in known and one.session != call.session]
    kept, block = pack_whole(new[:_MOST_MEMORIES], PROMPT_BUDGET_TOKENS)
    notes.add([one.id for one in kept])
    return block


def _odds(one: Seen) -> float:
    return one.confidence / max(1 - one.confidence, 1e-9)


def _found(store: Path, namespaces: Sequence[str], questions: Sequence[str]) -> list[Seen]:
    """Find what fits: by words and meaning where a running server knows it in time, else by words alone."""
    asked = None
    if Path(f"{store}{SERVERS_ENDING}").exists():
        from ricordo.surfaces.hooks.asking import ask  # noqa: PLC0415 - only where there is somebody to ask

        asked = ask(store, questions, namespaces, _LEFT_TO_RECALL)
    wanted = Wanted(namespaces, _LEFT_TO_RECALL, time.time_ns() // 1000, _LEAST_CONFIDENCE)
    with Glimpse(store) as opened:
        # A server that hangs must not cost its time and ours as well.
        by_words = glimpse(opened, Path(f"{store}{INDEX_ENDING}"), questions, wanted)
        sure = asked.answer() if asked is not None else None
        return by_words if sure is None else looked_up(opened, sure, wanted)


def _questions(prompt: str) -> list[str]:
    """Give the whole of a prompt and its sentences: one of many may be what a memory is about."""
    said = list(sentences(prompt))
    whole = " ".join(said)
    parts = [one for one in said[:_MOST_SENTENCES] if len(query_words(one)) >= _FEWEST_TERMS_OF_PART]
    return [*([whole] if len(query_words(whole)) >= _FEWEST_TERMS else []), *(one for one in parts if one != whole)]
