"""A memory that was looked up without loading the values: for a process that lives a tenth of a second."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """What the choice and the writing of memories ask of one; see `model.MemoryRecord`."""

    id: str
    namespace: str
    kind: str
    text: str
    happened_at: datetime
    confidence: float
    """How sure it is that it fits what was asked, from 0 to 1."""
    subject: str | None = None
    importance: float = 0.5
    pinned: bool = False
    private: bool = False
    session: str | None = None
    valid_to: datetime | None = None
    expires_at: datetime | None = None
    state: str = "live"
    flagged: str | None = None
    speaker: str | None = None
    source: str | None = None
    agent: str | None = None
    untrusted: bool = False


_SAME = (
    "id", "namespace", "kind", "text", "subject", "importance", "pinned", "private", "session", "state", "flagged",
    "speaker", "source", "agent", "untrusted",
)  # fmt: skip


def seen(body: dict[str, Any], confidence: float = 1.0) -> Seen:
    """Read a memory from its body as it is stored."""
    return Seen(
        **{name: body[name] for name in _SAME if name in body},
        happened_at=datetime.fromisoformat(body.get("valid_from") or body["created_at"]),
        valid_to=moment(body.get("valid_to")),
        expires_at=moment(body.get("expires_at")),
        confidence=confidence,
    )


def moment(text: str | None) -> datetime | None:
    """Read a time as it is stored."""
    return datetime.fromisoformat(text) if text else None
