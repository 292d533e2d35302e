"""The profile and the goal: memories that fill the subjects `user.*` and `goal`, read as keys and values.

They are ordinary memories: setting one again closes the one before, and history, undo and recall hold for them, too.
"""

from collections.abc import Sequence
from datetime import datetime

from ricordo.config import USER_NAMESPACE
from ricordo.errors import InvalidInput, NotFound
from ricordo.model import Draft, MemoryRecord, Scope, Value
from ricordo.storage.base import Store
from ricordo.timeline import to_micros
from ricordo.write.guard import MAX_TEXT_CHARACTERS, checked_subject, normalised

USER = "user"
GOAL = "goal"


class ProfileEntry(Value):
    """What is known of the person under one key.

    Attributes:
        key: The key, without `user.` in front.
        value: The value.
        namespace: Who shares it.
        id: The memory that holds it.
        since: When it became true, else when it was recorded.
    """

    key: str
    value: str
    namespace: str
    id: str
    since: datetime


class Profile(Value):
    """Who the person is, by key; what a project says goes before what holds everywhere.

    Attributes:
        entries: One for each key, by key.
        goal: The memory that holds the present goal; None when there is none.
    """

    entries: tuple[ProfileEntry, ...] = ()
    goal: MemoryRecord | None = None


def read_profile(store: Store, namespaces: Sequence[str], now: datetime) -> Profile:
    """Read the profile and the goal that hold in some namespaces; the first namespace goes before the next."""
    entries: dict[str, ProfileEntry] = {}
    for record in store.slots(namespaces, USER, to_micros(now)):
        key = (record.subject or "").removeprefix(f"{USER}.")
        entry = ProfileEntry(
            key=key, value=_value(key, record.text), namespace=record.namespace, id=record.id, since=record.happened_at
        )
        entries.setdefault(key, entry)
    goals = [one for one in store.slots(namespaces, GOAL, to_micros(now)) if one.subject == GOAL]
    return Profile(entries=tuple(entries[key] for key in sorted(entries)), goal=goals[0] if goals else None)


def profile_draft(key: str, value: str, scope: Scope | None) -> Draft:
    """Give the draft that says a value of the profile.

    Raises:
        InvalidInput: When the key is no dotted key, or the value is empty, too long or no valid Unicode text.
    """
    subject = profile_subject(key)
    said = normalised(value, "value", MAX_TEXT_CHARACTERS)
    return Draft(text=_lead(subject.removeprefix(f"{USER}.")) + said, kind="fact", subject=subject, scope=scope)


def goal_draft(text: str, namespace: str) -> Draft:
    """Give the draft that sets the goal of a namespace."""
    return Draft(text=text, kind="goal", subject=GOAL, scope="user" if namespace == USER_NAMESPACE else "project")


def profile_subject(key: str) -> str:
    """Give the subject of a key of the profile; `user.` in front of the key says nothing more.

    Raises:
        InvalidInput: When it is no dotted key.
    """
    bare = key.strip().casefold().removeprefix(f"{USER}.")
    try:
        return checked_subject(f"{USER}.{bare}")
    except InvalidInput:
        raise InvalidInput(f"key {key[:40]!r} is no dotted key; write it like `theme` or `editor.font`.") from None


def filling(store: Store, namespaces: Sequence[str], subject: str, now: datetime) -> MemoryRecord:
    """Give the memory that fills a subject, of the first namespace that has one.

    Raises:
        NotFound: When none does.
    """
    for record in store.slots(namespaces, subject, to_micros(now)):
        if record.subject == subject:
            return record
    raise NotFound(f"nothing fills {subject} here; `profile` shows what is set.")


def _lead(key: str) -> str:
    return f"{key}: "


def _value(key: str, text: str) -> str:
    return text.removeprefix(_lead(key))
