"""Turns of a conversation become drafts of messages. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from ricordo.errors import InvalidInput
from ricordo.model import Draft, Turn
from ricordo.operations import explain
from ricordo.timeline import parse_moment

DEFAULT_SESSION = "conversation"


def drafts_from_turns(turns: Iterable[Turn | Mapping[str, Any]], *, session: str | None, now: datetime) -> list[Draft]:
    """Check turns and make drafts of them.

    A turn without a reference gets one from who said what when, and the how-manieth time, so that the same
    conversation can be fed again and again.

    Args:
        turns: The turns, in the order in which they were said.
        session: The conversation of turns that name none.
        now: What relative times count from.

    Raises:
        InvalidInput: Naming the first wrong turn by its number, from 1.
    """
    drafts = []
    said: Counter[str] = Counter()
    for number, given in enumerate(turns, 1):
        try:
            turn = given if isinstance(given, Turn) else _turn(given)
            at = None if turn.at is None else parse_moment(turn.at, now=now, field="at")
        except InvalidInput as error:
            raise InvalidInput(f"turn {number}: {error}") from None
        conversation = turn.session or session or DEFAULT_SESSION
        ref = turn.ref
        if ref is None:
            parts = (conversation, turn.speaker or "", str(at or ""), turn.text)
            content = hashlib.blake2b("\0".join(parts).encode(errors="replace"), digest_size=12).hexdigest()
            said[content] += 1
            ref = f"{content}-{said[content]}"
        drafts.append(
            Draft(
                text=turn.text,
                kind="message",
                speaker=turn.speaker,
                session=conversation,
                ref=ref,
                valid_from=at,
            )
        )
    return drafts


def _turn(given: object) -> Turn:
    if not isinstance(given, Mapping):
        raise InvalidInput("a turn is a mapping with at least `text`; give one.")
    try:
        return Turn.model_validate(dict(given))
    except ValidationError as error:
        raise InvalidInput(explain(error, list(Turn.model_fields))) from None
