"""From what was found about a new memory to what is written: a verdict, and links for what is not sure. Pure."""

from collections.abc import Sequence
from datetime import datetime

from ricordo.model import Link, LinkType, MemoryRecord
from ricordo.write.identity import new_id
from ricordo.write.judge import Verdict
from ricordo.write.standing import Finding

_MOST_CONFLICTS = 2
"""So many of the doubtful ones are linked: more are a list, not a contradiction."""


def with_findings(verdict: Verdict, record: MemoryRecord, found: Sequence[Finding]) -> tuple[Verdict, list[Link]]:
    """Add what was found to the verdict by subject, which wins.

    Args:
        verdict: What the subject says.
        record: The new memory.
        found: What the statements say.

    Returns:
        The whole verdict, and the links to write.
    """
    decided = {old.id for old in verdict.closes} | ({verdict.preceded_by.id} if verdict.preceded_by else set())
    rest = [one for one in found if one.known.id not in decided]
    doubtful = sorted((one for one in rest if one.effect == "conflict"), key=lambda one: -one.score)
    links = [_conflict(record, one) for one in doubtful[:_MOST_CONFLICTS]]
    closing = next((one for one in rest if one.effect == "closes"), None)
    preceding = next((one for one in rest if one.effect == "closed_by"), None)
    if closing and verdict.preceded_by is None:
        why = verdict.why or closing.why
        verdict = Verdict((*verdict.closes, closing.known), None, why)
        links += [link_between(message, record.id, "states", record, closing.why) for message in closing.said_in]
    elif preceding and not verdict.closes and verdict.preceded_by is None:
        verdict = Verdict((), preceding.known, f"{preceding.known.id} is newer: {preceding.why}")
    return verdict, links


def link_between(older: str, newer: str, type_: LinkType, record: MemoryRecord, why: str, score: float = 1.0) -> Link:
    """Make a link that is recorded together with a memory."""
    now: datetime = record.created_at
    return Link(
        id=new_id(now), namespace=record.namespace, created_at=now, older=older, newer=newer, type=type_, why=why,
        score=score,
    )  # fmt: skip


def _conflict(record: MemoryRecord, one: Finding) -> Link:
    known_is_newer = one.known.happened_at > record.happened_at
    older, newer = (record.id, one.known.id) if known_is_newer else (one.known.id, record.id)
    return link_between(older, newer, "conflict", record, one.why, one.score)
