"""A store that is open for one scope: who reads, who writes, where, and with which embedder."""

import contextlib
import copy
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import BeforeValidator, SkipValidation

from ricordo.config import (
    USER_NAMESPACE,
    Settings,
    load_settings,
    namespace_for,
    namespace_here,
    namespaces_read,
)
from ricordo.embedding import BundledEmbedder, Embedder, RemoteSettings, make_embedder
from ricordo.embedding.background import BackgroundLoad
from ricordo.errors import Ambiguous, EmbeddingFailed, InvalidInput, NotFound
from ricordo.knowledge.graph_signal import names_in_question
from ricordo.knowledge.past import PastStore
from ricordo.knowledge.sessions import known_session
from ricordo.knowledge.uses import UseCounter
from ricordo.model import Kind, MemoryRecord, Scope, ThingType
from ricordo.recall.path import RecallPath
from ricordo.storage.base import Actor
from ricordo.storage.sqlite import SqliteStore
from ricordo.timeline import parse_moment, to_micros
from ricordo.upkeep.derived import reembed
from ricordo.write.belongings import things_in
from ricordo.write.guard import MAX_LABEL_CHARACTERS, clean_namespace, clean_words
from ricordo.write.identity import ALPHABET, LENGTH
from ricordo.write.path import WritePath
from ricordo.write.standing import Near

When = str | date | datetime
"""Any date that Ricordo understands: a text such as "2026-03-01" or "2 weeks ago", a date, a datetime."""
_FEW = 64
_NEAREST = 5
"""With so many of the nearest memories a new one is compared."""
_LISTERS = {
    "memory": "list", "session": "sessions", "entity": "entities", "relation": "entity", "link": "contradictions"
}  # fmt: skip
"""Which operation shows the ids of what."""
_ID_ALPHABET = frozenset(ALPHABET)


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[Sequence[str], BeforeValidator(_one_or_more)]
"""Texts; a single one may stand for a list of one."""
Items = Annotated[Iterable[Any], SkipValidation]
"""Values that are checked one by one, so that an error can name the wrong one."""


class Opened:
    """Opens the store and holds what all operations share."""

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        namespace: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        cwd: str | os.PathLike[str] | None = None,
        embedder: str | Embedder | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """Open the memory, or make it.

        Args:
            path: The store's file, or ":memory:" for one that lives as long as this object.
            namespace: Who shares the memories: "user", "project/<name>" or a name of your own. When not given, the
                project whose folder `cwd` lies in, else "user".
            agent: Who writes, for the history.
            session: The conversation, for the history and for turns that name none.
            cwd: The folder that tells the project; the working directory when not given.
            embedder: "bundled", "none", "ollama[:model]", "openai[:model]", a registered name, or an Embedder.
            clock: Gives the present as an aware datetime, for tests and replays.

        Raises:
            InvalidInput: When an argument or setting is wrong.
            StoreError: When the file cannot be used; it is not changed then.
        """
        given = {"path": path, "namespace": namespace, "agent": agent, "session": session}
        name = embedder if isinstance(embedder, str) else None
        self.settings = load_settings({**given, "embedder": name})
        self.namespace = clean_namespace(self.settings.namespace or _project(cwd))
        self.kept_to = self.settings.namespace
        """The namespace that a person has fixed: no word of a model leaves it. None when it was guessed."""
        self.clock = clock or _local_now
        self._utc_now = _utc_now if clock is None else lambda: clock().astimezone(UTC)
        self.on_progress: Callable[[int], None] | None = None
        """Told how many memories a long operation has done since the last call."""
        self.embedder = _embedder(embedder, self.settings)
        model = None if self.embedder is None else self.embedder.fingerprint
        self._store = SqliteStore(self.settings.store_path, self._utc_now, model)
        self._is_calibrated = isinstance(self.embedder, BundledEmbedder)
        self._reader = RecallPath(
            self._store,
            self.embedder,
            sidecar=next(iter(self._store.sidecars()), None),
            database=self._store.identity(),
            fingerprint=model or "",
            is_calibrated=self._is_calibrated,
            related_to=self._related,
        )
        self._past: tuple[tuple[datetime, int], RecallPath] | None = None
        self._uses = UseCounter(self._store, enabled=self.settings.count_uses)
        self._writer = self._new_writer()

    @property
    def path(self) -> Path | None:
        """The store's file; None when it lives in memory."""
        return self._store.path

    @property
    def waits_for_vectors(self) -> bool:
        """Whether a recall waits until the embedder is loaded; else it looks at words alone so long, and says so."""
        return self._reader.is_loading is None

    @waits_for_vectors.setter
    def waits_for_vectors(self, value: bool) -> None:
        load = None if value or self.embedder is None else BackgroundLoad(self.embedder)
        self._reader.is_loading = None if load is None else load.is_going_on

    def within(
        self,
        *,
        namespace: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kept_to: str | None = None,
    ) -> Self:
        """Give the same open memory for another scope: it shares the file and the index, and is closed with this one.

        Args:
            namespace: Who shares the memories; as before when not given.
            agent: Who writes; the agent of the settings goes before.
            session: The conversation: the id that `start_session` gave, in whatever namespace, or a client's own name
                of it; as before when not given.
            kept_to: The namespace that a person has fixed; as before when not given.

        Raises:
            InvalidInput: When the name can be no namespace, or the session no name of a conversation.
            NotFound: When the session looks like an id of ours, and there is none of that id.
        """
        wanted = self.namespace if namespace is None else clean_namespace(namespace)
        writer = self.settings.agent or agent
        conversation = self.settings.session if session is None else self._conversation(session)
        kept = kept_to or self.kept_to
        if (wanted, writer, conversation, kept) == (
            self.namespace, self.settings.agent, self.settings.session, self.kept_to
        ):  # fmt: skip
            return self
        other = copy.copy(self)
        other.kept_to = kept
        other.namespace = wanted
        other.settings = replace(self.settings, agent=writer, session=conversation)
        other._writer = other._new_writer()  # noqa: SLF001 - it is one of ours
        return other

    def _conversation(self, given: str) -> str:
        """Give the session that is meant: an id of ours was copied wrongly if nothing has it."""
        name = " ".join(clean_words(given, "session", MAX_LABEL_CHARACTERS, []).split())
        if len(name) != LENGTH or not _ID_ALPHABET.issuperset(name.upper()):
            return name
        return known_session(self._store, name.upper()).id

    def _new_writer(self) -> WritePath:
        actor = Actor(self.settings.agent, self.settings.session)
        return WritePath(self._store, self.embedder, self._utc_now, actor, self.namespace, self._nearest)

    def check_file(self) -> None:
        """Look whether the file is still at its place. No operation: every operation looks, too.

        Raises:
            StoreMoved: When it was moved, replaced or removed: open it again.
        """
        self._store.check_file()

    def close(self) -> None:
        """Let go of the file. Closing twice is no error."""
        self._uses.flush()
        self._writer.close()
        self._reader.save()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _moment(self, value: When | None, field: str, *, end: bool = False) -> datetime | None:
        if value is None:
            return None
        return parse_moment(value, now=self.clock(), field=field, end=end)

    def _micros(self, value: When | None, field: str, *, end: bool = False) -> int | None:
        moment = self._moment(value, field, end=end)
        return None if moment is None else to_micros(moment)

    def _instant(self, value: When | None, field: str) -> datetime | None:
        """Read a time to look back from; a day, or a longer period, means the moment before its end."""
        moment = self._moment(value, field, end=True)
        is_period = moment != self._moment(value, field)
        return moment - timedelta(microseconds=1) if moment and is_period else moment

    def _instant_micros(self, value: When | None, field: str) -> int | None:
        instant = self._instant(value, field)
        return None if instant is None else to_micros(instant)

    def _reader_at(self, known_at: datetime | None) -> RecallPath:
        """Give the read path over what was known at an instant; the one asked for last is kept."""
        if known_at is None:
            return self._reader
        key = (known_at, self._store.sequence())
        held = self._past  # another thread may put its own in the place of it
        if held is None or held[0] != key:
            past = PastStore(self._store, self.embedder, known_at)
            held = (key, RecallPath(past, self.embedder, is_calibrated=self._is_calibrated))
            held[1].is_loading = self._reader.is_loading
            self._past = held
        return held[1]

    def _related(self, question: str, namespaces: Sequence[str], at: int) -> dict[int, float]:
        """Give the numbers of the memories about the things that a question names, and about what lies near those."""
        weights = names_in_question(self._store, tuple(namespaces), question, at)
        if not weights:
            return {}
        mentions = self._store.about_any(list(weights))
        return {num: weights[name] for num, name in sorted(mentions, key=lambda one: weights[one[1]])}

    def _nearest(self, text: str, vector: np.ndarray | None, namespace: str, kinds: Collection[Kind]) -> list[Near]:
        """Look up the live memories that are most like a text."""
        return self._reader.nearest(
            text, vector, namespaces=(namespace,), kinds=kinds, limit=_NEAREST, now=self._utc_now()
        )

    def _namespaces(self, scope: Scope | None = None) -> tuple[str, ...]:
        """Give the namespaces that this scope reads: a project reads the person's memories, too."""
        if scope == "user":
            return (USER_NAMESPACE,)
        return namespaces_read(self.namespace) if scope is None else (self.namespace,)

    def _ids(self, given: Sequence[str]) -> list[str]:
        """Find the full ids of ids and prefixes of this scope.

        Raises:
            NotFound: When nothing has the id or prefix.
            Ambiguous: When several memories have the prefix.
        """
        return list(dict.fromkeys(self._id(one) for one in given))

    def _id(self, given: str, type: ThingType | Literal["memory"] = "memory") -> str:  # noqa: A002
        prefix = given.strip().upper()
        lister = _LISTERS[type]
        if not prefix or not _ID_ALPHABET.issuperset(prefix):
            raise NotFound(f"{given[:40]!r} is no id of a {type}; `{lister}` shows the ids.")
        found = self._store.ids_starting(prefix, self._namespaces(), 6, type)
        if not found:
            raise NotFound(f"no {type} here has the id {given[:40]}; `{lister}` shows the ids.")
        if len(found) > 1 and prefix not in found:
            more = ", ..." if len(found) > 5 else ""
            raise Ambiguous(f"the id {given[:40]} fits {', '.join(found[:5])}{more}; give more of it.")
        return prefix if prefix in found else found[0]

    def _known(self, memory_id: str) -> MemoryRecord:
        full = self._id(memory_id)
        found = self._store.get([full])
        if not found:
            raise NotFound(f"{full} is not there any more; `history` shows what became of it.")
        return found[0]

    def _checked_new(self, name: str) -> str:
        """Give the name of a namespace that holds nothing yet."""
        checked = clean_namespace(name)
        if any(one.namespace == checked for one in self._store.counts()) or things_in(self._store, checked):
            raise InvalidInput(f"the namespace {checked} is in use already; give a new name.")
        return checked

    def _fill_vectors(self) -> None:
        """Embed the few memories that an erasure or undo has left without a vector; many wait for `reembed`."""
        if self.embedder is None:
            return
        missing = self._store.without_vector(0, _FEW + 1)
        if 0 < len(missing) <= _FEW:
            with contextlib.suppress(EmbeddingFailed):
                reembed(self._store, self.embedder)


def _local_now() -> datetime:
    """Give the present in the person's own time zone: "yesterday" is theirs."""
    return datetime.now().astimezone()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _project(cwd: str | os.PathLike[str] | None) -> str:
    if cwd is not None:
        directory = Path(cwd).expanduser()
        if not directory.is_dir():
            raise InvalidInput(f"cwd is {str(cwd)[:100]!r}, which is no folder; give an existing one.")
        return namespace_for(directory)
    return namespace_here()


def _embedder(given: str | Embedder | None, settings: Settings) -> Embedder | None:
    remote = RemoteSettings(
        base_url=settings.embedder_url,
        api_key=settings.embedder_key,
        timeout_seconds=settings.embedder_timeout,
    )
    return make_embedder(given if isinstance(given, Embedder) else settings.embedder, remote)
