"""The guard: the first step of every write. Nothing below it sees a secret, and only it makes a `Vetted`.

`clean` bounds and normalises what came in and takes credentials out; `vet` adds the judgement on orders from
strangers. Both are pure.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal

from ricordo.config import checked_namespace
from ricordo.errors import InvalidInput
from ricordo.model import Draft, Guarded, Kind, Vetted
from ricordo.text.patterns import lazy
from ricordo.write.injection import GateVerdict
from ricordo.write.secrets import redact

MAX_TEXT_CHARACTERS = 1_000_000
MAX_LABEL_CHARACTERS = 200
MAX_LABELS = 50
MAX_DETAILS_CHARACTERS = 50_000
OBEYED: frozenset[Kind] = frozenset({"instruction", "preference"})
"""Kinds that an agent will follow: a stranger's text never becomes one without a person."""

Provenance = Literal["person", "tool", "file", "web"]

_INVISIBLE = lazy("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_TAG_CHARACTERS = lazy("(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
_SUBJECT = lazy(r"[\w-]+(\.[\w-]+)*")
_ORIGINS: dict[str, Provenance] = {
    **dict.fromkeys(
        ("tool", "mcp", "command", "shell", "terminal", "stdout", "output", "function", "log", "logs", "api"), "tool"
    ),
    **dict.fromkeys(
        ("file", "document", "doc", "docs", "pdf", "readme", "repo", "repository", "path", "attachment", "download",
         "upload", "code", "notebook", "spreadsheet"), "file"
    ),
    **dict.fromkeys(
        ("web", "url", "http", "https", "ftp", "www", "browser", "site", "website", "page", "search", "rss", "feed",
         "email", "mail", "issue", "ticket", "forum", "stranger"), "web"
    ),
}  # fmt: skip


def provenance(source: str | None) -> Provenance:
    """Tell from a source whether a person said it, or a tool, a file or the web.

    Args:
        source: Free text such as "tool:grep", "file:notes.md", "https://example.org/page" or "dinner with Ana".
    """
    if not source:
        return "person"
    text = source.strip().lower()
    if re.match(r"(\.{0,2}/|~/|[a-z]:\\|\\\\)|\S+\.(md|txt|pdf|html?|json|ya?ml|csv|docx?|py|js|ts|log)$", text):
        return "file"
    if re.match(r"(www\.|[\w.-]+@[\w-]+\.\w)", text):
        return "web"
    first = re.match(r"[a-z]+", text)
    return _ORIGINS.get(first[0], "person") if first else "person"


def clean(draft: Draft) -> Guarded:
    """Check, normalise and redact every text of a draft.

    Returns:
        The draft with clean texts, and the kinds of credential that were taken out.

    Raises:
        InvalidInput: When a text is empty, too long or no valid Unicode, or when times or labels make no sense.
    """
    found: list[str] = []
    text = _redacted(normalised(draft.text, "text", MAX_TEXT_CHARACTERS), found)
    changes: dict[str, Any] = {} if text == draft.text else {"text": text}
    for name in ("subject", "source", "ref", "session", "speaker", "hold"):
        value = getattr(draft, name)
        if value is not None:
            changes[name] = _redacted(normalised(value, name, MAX_LABEL_CHARACTERS * 10), found)
    if "subject" in changes:
        changes["subject"] = checked_subject(changes["subject"])
    for name in ("tags", "about"):
        if labels := getattr(draft, name):
            changes[name] = tuple(_redacted(label, found) for label in checked_labels(labels, name))
    if draft.details:
        changes["details"] = _clean_details(draft.details, found)
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        raise InvalidInput("valid_to lies before valid_from; exchange or correct them.")
    cleaned = draft.model_copy(update=changes) if changes else draft
    return Guarded(draft=cleaned, redacted=tuple(dict.fromkeys(found)))


def vet(cleaned: Guarded, verdict: GateVerdict, kind: Kind) -> Vetted:
    """Decide whether a cleaned draft is stored, stored as untrusted, or held for a person.

    A turn of a conversation with an agent is an order by nature, and is never obeyed again when it is recalled: it
    is held only when its form alone condemns it.

    Args:
        cleaned: What `clean` gave.
        verdict: The injection gate's judgement of its text.
        kind: The kind it is going to have, given or proposed.
    """
    draft = cleaned.draft
    stranger = provenance(draft.source)
    suspicious = verdict.level != "clear"
    reason = verdict.reason if verdict.level == "held" and (kind != "message" or verdict.score >= 1) else None
    if kind in OBEYED and not reason:
        if draft.kind in OBEYED and stranger != "person":
            reason = f"this {kind} came from {_ARTICLES[stranger]}: a person has to approve it."
        elif draft.kind is None and (suspicious or stranger != "person"):
            draft = draft.model_copy(update={"kind": "context"})
    untrusted = suspicious or stranger != "person"
    held = reason or draft.hold
    return Vetted(Guarded(draft=draft, redacted=cleaned.redacted, held_reason=held or None, untrusted=untrusted))


_ARTICLES: dict[Provenance, str] = {
    "tool": "a tool",
    "file": "a file",
    "web": "the web",
}


def normalised(text: str, field: str, limit: int) -> str:
    """Give a text in NFC without control and direction characters.

    Raises:
        InvalidInput: When it is empty, longer than `limit` characters, or no valid Unicode text.
    """
    if len(text) > limit:
        raise InvalidInput(f"{field} is {len(text):,} characters long; give at most {limit:,}, split it.")
    if not text or text.isspace():
        raise InvalidInput(f"{field} is empty; give some words.")
    if not text.isascii():
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise InvalidInput(f"{field} holds half of a surrogate pair; send valid Unicode text.")
        text = _TAG_CHARACTERS.sub("", unicodedata.normalize("NFC", text))
    if "\0" in text:
        raise InvalidInput(f"{field} holds a NUL character; remove it.")
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise InvalidInput(f"{field} holds only invisible characters; give some words.")
    return text


def clean_words(text: str, field: str, limit: int, found: list[str], *, lead: str = "") -> str:
    """Give a text that is no memory by itself, such as a title, a note or a task, as it may be stored.

    Args:
        text: The text.
        field: Its name, for the message.
        limit: At most so many characters.
        found: Takes the kinds of credential that were taken out.
        lead: Clean text that stands before it and may be what tells that it is a secret.

    Raises:
        InvalidInput: When it is empty, longer than the limit, or no valid Unicode text.
    """
    return _redacted(lead + normalised(text, field, limit), found).removeprefix(lead)


def clean_namespace(name: str) -> str:
    """Give the name back if it can be a namespace in which something is stored.

    Raises:
        InvalidInput: When it can be none, or holds a credential.
    """
    found: list[str] = []
    clean_words(checked_namespace(name), "namespace", len(name), found)
    if found:
        raise InvalidInput(f"the namespace holds what looks like a credential ({found[0]}); give another name.")
    return name


def checked_subject(subject: str) -> str:
    """Give a subject in its one form: lower case, dotted.

    Raises:
        InvalidInput: When it is no dotted key.
    """
    if len(subject) > MAX_LABEL_CHARACTERS or not _SUBJECT.fullmatch(subject):
        raise InvalidInput(f"subject {subject[:40]!r} is no dotted key; write it like `user.theme` or `project.db`.")
    return subject.casefold()


def checked_labels(labels: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Give labels normalised, each once, in their order.

    Raises:
        InvalidInput: When there are too many, or one is empty or too long.
    """
    if len(labels) > MAX_LABELS:
        raise InvalidInput(f"{field} has {len(labels)} entries; give at most {MAX_LABELS}.")
    return tuple(dict.fromkeys(normalised(label, field, MAX_LABEL_CHARACTERS) for label in labels))


def _redacted(text: str, found: list[str]) -> str:
    clean_text, labels = redact(text)
    found.extend(labels)
    return clean_text


def _clean_details(details: Mapping[str, Any], found: list[str]) -> dict[str, Any]:
    try:
        size = len(json.dumps(details, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(f"details cannot be written as JSON ({error}); give plain values.") from None
    if size > MAX_DETAILS_CHARACTERS:
        raise InvalidInput(f"details take {size:,} characters as JSON; give at most {MAX_DETAILS_CHARACTERS:,}.")
    return {_text_in(key, found): _clean_detail(key, value, found) for key, value in details.items()}


def _clean_detail(key: str, value: Any, found: list[str]) -> Any:
    """Clean a value below a key; the key may be what tells that the value is a secret."""
    if isinstance(value, str):
        lead = f"{key}: "
        whole, labels = redact(lead + value)
        if labels and whole.startswith(lead):
            found.extend(labels)
            return whole[len(lead) :]
        return _text_in(value, found)
    if isinstance(value, Mapping):
        return {_text_in(inner, found): _clean_detail(inner, one, found) for inner, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_detail(key, one, found) for one in value]
    return value


def _text_in(value: object, found: list[str]) -> str:
    text = str(value)
    if any("\ud800" <= character <= "\udfff" for character in text) or "\0" in text:
        raise InvalidInput("details hold a NUL or half of a surrogate pair; remove it.")
    return _redacted(text, found)
