"""Take the conversations that a client has kept into the memory."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import Field

from ricordo.api import Memory
from ricordo.config import USER_NAMESPACE, load_settings, namespace_for, project_named
from ricordo.errors import InvalidInput
from ricordo.formats.transcripts.message import Message
from ricordo.model import IngestReport, Value
from ricordo.surfaces.transcripts.files import SOURCES, Conversation, conversations
from ricordo.timeline import parse_moment
from ricordo.write.guard import MAX_TEXT_CHARACTERS

_PAGE = 1_000


class TranscriptReport(Value):
    """What became of a client's conversations.

    Attributes:
        client: The client.
        dry_run: Whether this only counts, and nothing was stored.
        sessions: Conversations with something to take in.
        messages: Their messages.
        known: Messages that had been taken in before.
        stored: Messages that are new.
        held: New messages that wait for a person.
        redacted: New messages from which credentials were taken out.
        namespaces: How many messages belong to each namespace.
        changes: Numbers of the changes: `undo` takes them back.
    """

    client: str
    dry_run: bool
    sessions: int = 0
    messages: int = 0
    known: int = 0
    stored: int = 0
    held: int = 0
    redacted: int = 0
    namespaces: dict[str, int] = Field(default_factory=dict)
    changes: tuple[int, ...] = ()


def take_in(
    client: str,
    scope: Mapping[str, Any],
    *,
    since: str | None = None,
    dry_run: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> TranscriptReport:
    """Take in a client's conversations, each as a whole: who stops it can call again and goes on where it stopped.

    Args:
        client: One of `files.SOURCES`.
        scope: What the memory is opened with; a namespace goes before the project of a conversation.
        since: Only what was said from this time on.
        dry_run: Only count; a store is neither made nor changed.
        on_progress: Told how many messages were dealt with since the last call.

    Raises:
        InvalidInput: When the client is unknown or `since` is no date.
        StoreError: When the store, or the client's database, cannot be read.
    """
    if client not in SOURCES:
        raise InvalidInput(f"no sessions of {client[:40]!r} can be read; use one of {', '.join(SOURCES)}.")
    now = datetime.now().astimezone()
    moment = None if since is None else parse_moment(since, now=now, field="since")
    open_memories = _Memories({**scope, "agent": scope.get("agent") or client}, dry_run=dry_run)
    report = TranscriptReport(client=client, dry_run=dry_run)
    try:
        for conversation in conversations(client, moment):
            chosen = [one for one in conversation if _is_since(one, moment, now)]
            if chosen:
                report = _with_one(report, open_memories, chosen)
                if on_progress:
                    on_progress(len(chosen))
    finally:
        open_memories.close()
    return report


def _with_one(report: TranscriptReport, memories: "_Memories", conversation: Conversation) -> TranscriptReport:
    namespace = memories.namespace or _namespace(conversation)
    memory = memories.of(namespace)
    session = conversation[0].session
    known = _known_refs(memory, session) if memory is not None else set()
    turns = [_turn(one) for one in conversation]
    new = [turn for turn in turns if turn["ref"] not in known]
    counts: dict[str, Any] = {
        "sessions": report.sessions + 1,
        "messages": report.messages + len(turns),
        "known": report.known + len(turns) - len(new),
        "namespaces": {**report.namespaces, namespace: report.namespaces.get(namespace, 0) + len(turns)},
    }
    if new:
        done = _tried(new) if report.dry_run or memory is None else memory.ingest(new)
        counts |= {name: getattr(report, name) + getattr(done, name) for name in ("stored", "held", "redacted")}
        if done.change is not None and not report.dry_run:
            counts["changes"] = (*report.changes, done.change)
    return report.model_copy(update=counts)


def _tried(turns: Sequence[Mapping[str, Any]]) -> IngestReport:
    """Count what would become of turns, by the words alone."""
    with Memory(":memory:", embedder="none") as nowhere:
        return nowhere.ingest(turns)


class _Memories:
    """One open memory per namespace, over one store, with one embedder."""

    def __init__(self, scope: Mapping[str, Any], *, dry_run: bool) -> None:
        settings = load_settings({name: scope.get(name) for name in ("path", "namespace")})
        self._scope = dict(scope)
        self._store = settings.store_path
        self._dry_run = dry_run
        self.namespace = settings.namespace
        self._open: dict[str, Memory | None] = {}
        self._embedder: Any = None

    def of(self, namespace: str) -> Memory | None:
        """Give the memory of a namespace; None for a dry run where there is no store yet."""
        if namespace not in self._open:
            self._open[namespace] = self._opened(namespace)
        return self._open[namespace]

    def _opened(self, namespace: str) -> Memory | None:
        if self._dry_run and (self._store is None or not self._store.exists()):
            return None
        memory = Memory(**{**self._scope, "namespace": namespace, "embedder": self._embedder})
        self._embedder = memory.embedder or "none"
        return memory

    def close(self) -> None:
        """Let go of the store."""
        for memory in self._open.values():
            if memory is not None:
                memory.close()


def _namespace(conversation: Conversation) -> str:
    """Give the project of a conversation; a folder that is gone still names its project."""
    folder = next((one.folder for one in conversation if one.folder), None)
    if folder is None:
        return USER_NAMESPACE
    path = Path(folder)
    if path.is_dir() or path == Path.home() or not path.name:
        return namespace_for(path)
    return project_named(path.name)


def _known_refs(memory: Memory, session: str | None) -> set[str]:
    refs: set[str] = set()
    cursor: str | None = None
    while True:
        page = memory.list(kinds=["message"], session=session, states=None, limit=_PAGE, cursor=cursor)
        refs.update(one.ref for one in page.memories if one.ref)
        cursor = page.cursor
        if cursor is None:
            return refs


def _turn(message: Message) -> dict[str, Any]:
    text = message.text[:MAX_TEXT_CHARACTERS].encode("utf-8", "replace").decode().replace("\0", "")
    at = message.at if message.at and _moment(message.at) else None
    turn = {"text": text, "speaker": message.speaker, "session": message.session, "ref": message.ref, "at": at}
    return {name: value for name, value in turn.items() if value is not None}


def _moment(at: str, now: datetime | None = None) -> datetime | None:
    try:
        return parse_moment(at, now=now or datetime.now().astimezone(), field="at")
    except InvalidInput:
        return None


def _is_since(message: Message, since: datetime | None, now: datetime) -> bool:
    if since is None or message.at is None:
        return True
    at = _moment(message.at, now)
    return at is None or at >= since
