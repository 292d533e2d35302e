"""Decisions: one memory each, whose text says everything in words and whose details say it in fields.

A decision stands until another one takes its place, until it is dropped, or until its valid time is over. Whether it
was right is found out later: `verified` writes the result into it. Pure: values in, values out.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, ValidationError

from ricordo.model import MemoryRecord, Value
from ricordo.write.guard import clean_words

MAX_TITLE_CHARACTERS = 200
MAX_PART_CHARACTERS = 10_000
_SLOT_CHARACTERS = 100

Verdict = Literal["kept", "revised", "dropped"]
"""`kept`: it proved right and stands. `revised`: it stands in a changed form. `dropped`: it holds no longer."""
DecisionState = Literal["open", "due", "kept", "revised", "dropped", "superseded"]
"""`open`: nobody has said yet how it turned out. `due`: its time of review has come. `superseded`: another one took its
place. The others say how it turned out; a decision whose valid time is over is `dropped`, too."""
Wanted = Literal["open", "due", "superseded", "all"]
"""Which decisions to list: `open` holds the due ones, too; `superseded` all that hold no longer."""

_SHOWN: dict[Wanted, frozenset[DecisionState]] = {
    "open": frozenset({"open", "due"}),
    "due": frozenset({"due"}),
    "superseded": frozenset({"superseded", "dropped"}),
    "all": frozenset({"open", "due", "kept", "revised", "dropped", "superseded"}),
}


class Result(Value):
    """How a decision turned out.

    Attributes:
        verdict: Whether it was kept, revised or dropped.
        at: When that was said.
        note: Why, or how.
    """

    verdict: Verdict
    at: AwareDatetime
    note: str | None = None


class Fields(Value):
    """What a decision says.

    Attributes:
        title: What it is about; None when it was remembered as a plain sentence.
        decision: What was decided.
        reasoning: Why.
        alternatives: What was not chosen.
        revisit_at: When it should be looked at again.
        result: How it turned out, as far as somebody has said it.
    """

    title: str | None = None
    decision: str
    reasoning: str | None = None
    alternatives: tuple[str, ...] = ()
    revisit_at: AwareDatetime | None = None
    result: Result | None = None

    @property
    def text(self) -> str:
        """All of it in words, one part a line, so that it is found by any of them."""
        parts = [f"{self.title}: {self.decision}" if self.title else self.decision]
        if self.reasoning:
            parts.append(f"Reason: {self.reasoning}")
        if self.alternatives:
            parts.append(f"Alternatives: {'; '.join(self.alternatives)}")
        if self.revisit_at:
            parts.append(f"To be reviewed on {self.revisit_at.date().isoformat()}")
        if self.result:
            note = f": {self.result.note}" if self.result.note else ""
            parts.append(f"{self.result.verdict.capitalize()} on {self.result.at.date().isoformat()}{note}")
        return "\n".join(parts) if len(parts) == 1 else "\n".join(map(_sentence, parts))

    @property
    def details(self) -> dict[str, Any]:
        """All of it as a memory keeps it."""
        return self.model_dump(mode="json", exclude_defaults=True)


class Decision(Fields):
    """A decision, and where it stands.

    Attributes:
        id: The memory that holds it.
        namespace: Who shares it.
        state: Where it stands.
        confidence: How sure it was, from 0 to 1.
        decided_at: When it was decided.
        superseded_by: The memory that took its place.
        tags: Its labels.
        about: What it is about, by name.
    """

    id: str
    namespace: str
    state: DecisionState
    confidence: float = 1.0
    decided_at: datetime
    superseded_by: str | None = None
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def written(
    title: str, decision: str, reasoning: str | None, alternatives: Sequence[str], revisit_at: datetime | None
) -> tuple[Fields, tuple[str, ...]]:
    """Give the fields of a new decision, clean: one of them may tell that the next one is a secret.

    Returns:
        The fields, and the kinds of credential that were taken out.

    Raises:
        InvalidInput: When a field is empty, too long or no valid Unicode text.
    """
    found: list[str] = []
    heading = clean_words(title, "title", MAX_TITLE_CHARACTERS, found)
    what = clean_words(decision, "decision", MAX_PART_CHARACTERS, found, lead=f"{heading}: ")
    fields = Fields(title=heading, decision=what, revisit_at=revisit_at)
    if reasoning is not None:
        why = clean_words(reasoning, "reasoning", MAX_PART_CHARACTERS, found, lead=f"{fields.text}\nReason: ")
        fields = fields.model_copy(update={"reasoning": why})
    lead = f"{fields.text}\nAlternatives: "
    others = tuple(clean_words(one, "alternatives", MAX_PART_CHARACTERS, found, lead=lead) for one in alternatives)
    return fields.model_copy(update={"alternatives": others}), tuple(dict.fromkeys(found))


def slot_of(title: str) -> str | None:
    """Give the subject that a decision with this title fills; None for a title without letters and digits."""
    words = re.findall(r"[^\W_]+", title.casefold())
    return f"decision.{'-'.join(words)[:_SLOT_CHARACTERS]}" if words else None


def read_decision(record: MemoryRecord, now: datetime) -> Decision:
    """Read a decision out of its memory, also one that was remembered as a plain sentence."""
    fields = _fields_of(record)
    return Decision(
        **dict(fields),
        id=record.id,
        namespace=record.namespace,
        state=_state(record, fields, now),
        confidence=record.confidence,
        decided_at=record.happened_at,
        superseded_by=record.superseded_by,
        tags=record.tags,
        about=record.about,
    )


def is_wanted(decision: Decision, wanted: Wanted) -> bool:
    """Tell whether a decision belongs into a list."""
    return decision.state in _SHOWN[wanted]


def verified(
    record: MemoryRecord, verdict: Verdict, note: str | None, revisit_at: datetime | None, now: datetime
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give the changes that write a result into a decision; a dropped one is in force no longer.

    Returns:
        The changes, and the kinds of credential that were taken out of the note.

    Raises:
        InvalidInput: When the note is empty, too long or no valid Unicode text.
    """
    known = _fields_of(record)
    ahead = known.revisit_at if known.revisit_at and known.revisit_at > now else None
    fields = known.model_copy(update={"revisit_at": revisit_at or ahead, "result": None})
    found: list[str] = []
    remark = None if note is None else clean_words(note, "note", MAX_PART_CHARACTERS, found, lead=f"{fields.text}\n")
    fields = fields.model_copy(update={"result": Result(verdict=verdict, at=now, note=remark)})
    others = {name: value for name, value in record.details.items() if name not in Fields.model_fields}
    ended = max(now, record.happened_at) if verdict == "dropped" else record.valid_to
    return {"text": fields.text, "details": others | fields.details, "valid_to": ended}, tuple(dict.fromkeys(found))


def _sentence(text: str) -> str:
    return text if unicodedata.category(text[-1]).startswith("P") else f"{text}."


def _fields_of(record: MemoryRecord) -> Fields:
    """Read the fields; where they do not say what the text says, the text was changed since and counts alone."""
    known = {name: record.details[name] for name in Fields.model_fields if name in record.details}
    try:
        fields = Fields.model_validate({"decision": record.text, **known})
    except ValidationError:
        return Fields(decision=record.text)
    if fields.text == record.text:
        return fields
    return Fields(decision=record.text, revisit_at=fields.revisit_at, result=fields.result)


def _state(record: MemoryRecord, fields: Fields, now: datetime) -> DecisionState:
    result = fields.result
    if record.state == "superseded":
        return "superseded"
    is_over = any(moment is not None and moment <= now for moment in (record.valid_to, record.expires_at))
    if is_over or (result is not None and result.verdict == "dropped"):
        return "dropped"
    if fields.revisit_at is not None and fields.revisit_at <= now and (not result or result.at < fields.revisit_at):
        return "due"
    return "open" if result is None else result.verdict
