"""What may be wrong with a memory, why, and what would mend it. Pure.

A memory is judged by itself; what it takes (a proposal of the classifier, its use, its place in the index) is handed
in. Duplicates are found in `near_duplicates`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from ricordo.config import PROJECT_PREFIX, USER_NAMESPACE
from ricordo.errors import InvalidInput
from ricordo.model import Draft, Kind, MemoryRecord, Value
from ricordo.recall.packing import excerpt
from ricordo.text import STOP_WORDS, normalise, query_words, words
from ricordo.upkeep.near_duplicates import CONVERSATION
from ricordo.write.classify import Proposal
from ricordo.write.duplicates import JUDGED_CHARACTERS
from ricordo.write.guard import OBEYED, clean
from ricordo.write.secrets import redact

Problem = Literal[
    "duplicate", "too_long", "vague", "stale", "wrong_home", "uncategorised", "secret", "unreachable"
]  # fmt: skip

SURE: Final = 0.95
"""So sure must the classifier be before it contradicts what somebody wrote."""
MATTERS: Final = 0.5
"""What is at least so important is not stale because nobody asked for it."""
FEW_WORDS: Final = 3
_CATCH_ALL: Final[tuple[Kind, ...]] = ("fact", "context")
_TERSE: Final[tuple[Kind, ...]] = ("instruction", "preference", "question", "goal")
"""Kinds that say enough in one word."""
_POINTERS: Final = frozenset(
    normalise(
        "it they he she this that these those es er sie dies das il elle ils elles ça cela lo ella ello eso esto "
        "ellos ele ela eles isso isto lui lei esso essa questo quello"
    ).split()
)
_UNNAMED: Final = frozenset(
    normalise(
        "something stuff thing things somehow someone somewhere whatever etwas irgendwas irgendwie irgendwo jemand "
        "sachen quelque truc machin algo cosa cosas alguien coisa coisas alguém qualcosa cose qualcuno"
    ).split()
)


class LintFinding(Value):
    """One thing that may be wrong.

    Attributes:
        problem: Its name: `fix` takes it.
        id: The memory.
        text: Its beginning on one line, without credentials.
        why: What is wrong.
        proposal: What would mend it.
        others: The memories it has to do with.
    """

    problem: Problem
    id: str
    text: str
    why: str
    proposal: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A memory and what is known of it.

    Attributes:
        num: Its row.
        record: The memory.
        cleaned: It without credentials.
        redacted: What sorts of credential it holds.
        is_indexed: Whether the store has the words by which it is found.
        has_words: Whether its text has any.
        has_vector: Whether it can be found by its meaning.
        proposal: What the classifier makes of its clean text; None for what it does not judge.
        recalled_at: When it was last recalled; None for never.
    """

    num: int
    record: MemoryRecord
    cleaned: MemoryRecord
    redacted: tuple[str, ...]
    is_indexed: bool
    has_words: bool
    has_vector: bool
    proposal: Proposal | None
    recalled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standards:
    """By what memories are judged.

    Attributes:
        now: The present.
        namespace: The namespace of the scope.
        stale_days: A memory that was not recalled for so many days is stale.
        are_uses_counted: Whether the store knows what was recalled.
    """

    now: datetime
    namespace: str
    stale_days: int
    are_uses_counted: bool


def judge_memory(looked: Looked, by: Standards) -> Iterator[LintFinding]:
    """Say what may be wrong with a memory."""
    record = looked.cleaned
    if looked.redacted:
        why = f"it holds a credential: {', '.join(dict.fromkeys(looked.redacted))}"
        yield _found("secret", record, why, "take it out; `forget --hard` also takes it out of the history")
    if record.state != "live":
        return
    if why := _unreachable(looked):
        yield _found("unreachable", record, why, "index it anew, with a vector where there is an embedder")
    if record.kind not in CONVERSATION:
        for problem, judge, proposal in _JUDGES:
            if why := judge(looked, by):
                yield _found(problem, record, why, proposal)
        yield from _wrong_home(looked, by)
        yield from _uncategorised(looked)


def redacted(record: MemoryRecord) -> tuple[MemoryRecord, tuple[str, ...]]:
    """Give a memory as the guard would let it pass today, and what the guard takes out."""
    fields = {name: getattr(record, name) for name in _GUARDED}
    try:
        cleaned = clean(Draft(**fields))
    except InvalidInput:
        # An older guard let through what this one refuses as a whole; only its text can be mended.
        text, labels = redact(record.text)
        return record.model_copy(update={"text": text}), labels
    if not cleaned.redacted:
        return record, ()
    return record.model_copy(update={name: getattr(cleaned.draft, name) for name in _GUARDED}), cleaned.redacted


_GUARDED: Final = ("text", "subject", "source", "ref", "session", "speaker", "tags", "about", "details")


def _found(problem: Problem, record: MemoryRecord, why: str, proposal: str) -> LintFinding:
    return LintFinding(problem=problem, id=record.id, text=excerpt(record.text), why=why, proposal=proposal)


_ASK: Final = "put it before a person, who rewrites it with `update` or forgets it"


def _unreachable(looked: Looked) -> str:
    if not looked.is_indexed:
        return "the index does not hold its words"
    if not looked.has_words and not looked.has_vector:
        return "it has neither words nor a vector to be found by"
    return ""


def _too_long(looked: Looked, _: Standards) -> str:
    length = len(looked.record.text)
    return f"it has {length:,} characters: too long for one statement" if length > JUDGED_CHARACTERS else ""


def _vague(looked: Looked, _: Standards) -> str:
    record = looked.record
    telling = [word for word in query_words(record.text[:JUDGED_CHARACTERS]).values() if word not in STOP_WORDS]
    if record.subject or record.about or record.tags or len(telling) > FEW_WORDS or re.search(r"\d", record.text):
        return ""
    spoken = words(record.text)
    if not spoken:
        return ""
    if spoken[0] in _POINTERS:
        return f"it begins with {spoken[0]!r}, and nothing says what that is"
    if unnamed := _UNNAMED.intersection(spoken):
        return f"it speaks of {min(unnamed)!r} without a name"
    if len(telling) < 2 and record.kind not in _TERSE:
        return "hardly a word of it says anything"
    return ""


def _stale(looked: Looked, by: Standards) -> str:
    record = looked.record
    if record.expires_at is not None and record.expires_at <= by.now:
        return f"it expired on {record.expires_at.date()}"
    if record.pinned or record.importance >= MATTERS or not by.are_uses_counted:
        return ""
    last = max(record.created_at, record.updated_at or record.created_at, looked.recalled_at or record.created_at)
    if by.now - last < timedelta(days=by.stale_days):
        return ""
    return f"nobody has recalled it for {(by.now - last).days} days, and it is of little importance"


_JUDGES: Final[tuple[tuple[Problem, Callable[[Looked, Standards], str], str], ...]] = (
    ("too_long", _too_long, _ASK),
    ("vague", _vague, _ASK),
    ("stale", _stale, "put it away; `restore` brings it back"),
)


def better_home(looked: Looked, by: Standards) -> str | None:
    """Give the namespace where a memory belongs; None when it is there, or when nobody can tell.

    What is about the person belongs to `user`; what names the open project and is not about the person, to it.
    """
    record, proposal = looked.record, looked.proposal
    if proposal is None:
        return None
    is_personal = (record.subject or "").startswith(f"{USER_NAMESPACE}.")
    is_sure = proposal.scope_sureness >= SURE
    if record.namespace.startswith(PROJECT_PREFIX):
        return USER_NAMESPACE if is_personal or (proposal.scope == "user" and is_sure) else None
    if record.namespace != USER_NAMESPACE or is_personal or not by.namespace.startswith(PROJECT_PREFIX):
        return None
    named = by.namespace.removeprefix(PROJECT_PREFIX).casefold()
    mentioned = {word.casefold() for word in (*words(record.text), *record.about, *record.tags)}
    return by.namespace if proposal.scope == "project" and named in mentioned else None


def _wrong_home(looked: Looked, by: Standards) -> Iterator[LintFinding]:
    home = better_home(looked, by)
    if home is not None:
        what = "the person" if home == USER_NAMESPACE else "the project"
        why = f"it is about {what}, but stands in {looked.record.namespace}"
        yield _found("wrong_home", looked.cleaned, why, f"move it to {home}")


def better_labels(looked: Looked) -> dict[str, object]:
    """Give the kind and names that the classifier finds for a memory that nothing but its text describes.

    A kind that agents obey is never given to what a stranger wrote.
    """
    record, proposal = looked.record, looked.proposal
    if proposal is None or record.kind not in _CATCH_ALL or record.subject or record.tags or record.about:
        return {}
    found: dict[str, object] = {"about": proposal.about} if proposal.about else {}
    is_safe = proposal.kind not in OBEYED or not record.untrusted
    if proposal.kind != record.kind and proposal.kind_sureness >= SURE and is_safe:
        found["kind"] = proposal.kind
    return found


def _uncategorised(looked: Looked) -> Iterator[LintFinding]:
    labels = better_labels(looked)
    if labels:
        said = ", ".join(f"{name} {_listed(value)}" for name, value in labels.items())
        why = "no subject, tag or name tells what it is about"
        yield _found("uncategorised", looked.cleaned, why, f"give it {said}")


def _listed(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
