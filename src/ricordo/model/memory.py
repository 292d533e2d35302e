"""The values of Ricordo: what a memory is, what a write answers, what a recall answers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, NewType

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "fact", "preference", "instruction", "decision", "lesson", "procedure",
    "event", "context", "question", "goal", "message", "summary",
]  # fmt: skip
Scope = Literal["user", "project"]
State = Literal["live", "superseded", "held", "archived"]
Mode = Literal["text", "vector", "hybrid"]

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A number from 0 to 1."""


class Value(BaseModel):
    """A frozen value: equal by content, safe to share between threads."""

    # Most commands need few of the values: each makes its checks when it is first used.
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants", defer_build=True)


class MemoryRecord(Value):
    """One statement worth keeping, with its kind, time, source and state.

    `valid_from`/`valid_to` say when it was true in the world, `created_at`/`expired_at` when we believed it.
    All times are aware UTC.
    """

    id: str
    namespace: str
    kind: Kind
    text: str
    subject: str | None = None
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    importance: Share = 0.5
    confidence: Share = 1.0
    pinned: bool = False
    private: bool = False
    source: str | None = None
    ref: str | None = None
    details: dict[str, Any] = Field(default_factory=dict)
    agent: str | None = None
    session: str | None = None
    speaker: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    created_at: datetime
    updated_at: datetime | None = None
    expired_at: datetime | None = None
    expires_at: datetime | None = None
    superseded_by: str | None = None
    derived_from: tuple[str, ...] = ()
    state: State = "live"
    held_reason: str | None = None
    flagged: str | None = None
    """Why a person should look at it again, though it is recalled: for example a premise of it has changed."""
    untrusted: bool = False

    @property
    def happened_at(self) -> datetime:
        """The time a reader would give this memory: when it became true, else when it was recorded."""
        return self.valid_from or self.created_at


class Draft(Value):
    """A memory that somebody wants to keep, before the guard has seen it. None means "decide by rule"."""

    text: str
    kind: Kind | None = None
    scope: Scope | None = None
    subject: str | None = None
    about: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    importance: Share | None = None
    confidence: Share | None = None
    pinned: bool = False
    private: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    expires_at: datetime | None = None
    source: str | None = None
    ref: str | None = None
    details: dict[str, Any] = Field(default_factory=dict)
    session: str | None = None
    speaker: str | None = None
    derived_from: tuple[str, ...] = ()
    hold: str | None = None
    """Why a person should look at it before it is recalled; None when nothing speaks against it."""


class Guarded(Value):
    """What the guard made of a draft: clean text, what it took out, and whether a person must look first."""

    draft: Draft
    redacted: tuple[str, ...] = ()
    held_reason: str | None = None
    untrusted: bool = False


Vetted = NewType("Vetted", Guarded)
"""A draft that went through the guard. Only `write.guard` makes one, and only a `Vetted` can be stored."""


class Turn(Value):
    """One turn of a conversation, as `ingest` takes it.

    Attributes:
        text: What was said.
        speaker: Who said it; "assistant" marks the words of an agent.
        at: When it was said: any date that Ricordo understands.
        session: The conversation it belongs to; the scope's session when not given.
        ref: Your own reference of this turn. The same reference in the same session is never stored twice.
    """

    text: str
    speaker: str | None = None
    at: datetime | str | None = None
    session: str | None = None
    ref: str | None = None


class _Outcome(Value):
    id: str
    namespace: str
    change: int | None = None
    """Number of the change: `undo(change)` takes it back. None when nothing changed."""
    kind: Kind
    inferred: dict[str, str] = {}
    """What Ricordo decided for you, and why."""
    redacted: tuple[str, ...] = ()
    """The kinds of credential that were taken out of the text before anything was stored."""
    similar: tuple[str, ...] = ()
    """Ids of live memories that may say the same; nothing was merged."""
    conflicts: tuple[str, ...] = ()
    """Ids of memories that it possibly replaces, or that possibly replace it; both stay live until `resolve`."""
    flagged: tuple[str, ...] = ()
    """Ids of memories that rest on what was superseded: a person should look at them again."""
    notice: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether a memory was added."""
        return self.change is not None


class Stored(_Outcome):
    """The memory is new and live."""

    status: Literal["stored"] = "stored"


class Duplicate(_Outcome):
    """The same text was known already; `id` is the known memory and `seen` how often it was said."""

    status: Literal["duplicate"] = "duplicate"
    seen: int


class Superseded(_Outcome):
    """The memory is live and closed an older one about the same subject."""

    status: Literal["superseded"] = "superseded"
    superseded: tuple[str, ...]


class Held(_Outcome):
    """The memory is kept but not recalled until a person approves it; `reason` says why."""

    status: Literal["held"] = "held"
    reason: str


Outcome = Annotated[Stored | Duplicate | Superseded | Held, Field(discriminator="status")]


class IngestReport(Value):
    """What became of a conversation."""

    stored: int
    duplicates: int
    held: int
    redacted: int
    change: int | None
    outcomes: tuple[Outcome, ...]


class Hit(Value):
    """One recalled memory with its score and the reasons for it."""

    memory: MemoryRecord
    score: float
    why: str
    signals: dict[str, float] | None = None
    """The parts of the score, when `explain` was asked for."""
    replaced_by: str | None = None
    """The newer memory that replaces it, or possibly does; that one stands above it if it is in scope."""
    replaces: tuple[str, ...] = ()
    """Older memories that it replaces, or possibly does."""


class Recall(Value):
    """What a recall found: hits best first, and how sure we are that they answer the question."""

    query: str
    hits: tuple[Hit, ...] = ()
    confidence: Share = 0.0
    no_match: bool = True
    """True when nothing relevant is known; `hits` is empty then."""
    notice: str | None = None
    prompt: str = ""
    """The hits as a fenced block for a prompt; also `str(recall)`."""
    tokens: int = 0
    """Estimated tokens of `prompt`."""
    omitted: int = 0
    """Hits left out by `budget_tokens`."""

    def __iter__(self) -> Iterator[Hit]:  # type: ignore[override]
        """Walk over the hits, best first."""
        return iter(self.hits)

    def __len__(self) -> int:
        """Count the hits."""
        return len(self.hits)

    def __str__(self) -> str:
        """Give the fenced block: it can be put into a prompt as it is."""
        return self.prompt
