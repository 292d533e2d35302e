"""The operations that read."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from ricordo.api.opened import Items, Names, Opened, When
from ricordo.errors import InvalidInput, NotFound
from ricordo.model import Kind, MemoryRecord, Mode, Recall, Scope, State, Thing, ThingType, Value
from ricordo.operations import operation
from ricordo.storage.filter import Filter, was_valid
from ricordo.timeline import from_micros, to_micros

MAX_QUERY_CHARACTERS = 20_000
Limit = Annotated[int, Field(ge=1, le=200)]
Days = Annotated[int, Field(ge=1, le=3650)]
PageLimit = Annotated[int, Field(ge=1, le=1000)]
Budget = Annotated[int, Field(ge=1, le=1_000_000)]


class Page(Value):
    """Memories, newest first. Give `cursor` to the next call for the next page; None on the last."""

    memories: tuple[MemoryRecord, ...]
    cursor: str | None = None


class HistoryEntry(Value):
    """One change of one memory, entity, relation, link or session.

    Attributes:
        change: Number of the change: `undo(change)` takes it back.
        at: When it was made.
        operation: What was called.
        agent: Who called it.
        session: In which conversation.
        undoes: The change that this one took back.
        id: What was changed.
        type: What sort it is.
        memory: The state of a memory after the change; None when it was gone.
        thing: The state of an entity, relation, link or session.
        erased: Whether that state was erased for good.
    """

    change: int
    at: datetime
    operation: str
    agent: str | None
    session: str | None
    undoes: int | None
    id: str
    type: ThingType | Literal["memory"] = "memory"
    memory: MemoryRecord | None
    thing: Thing | None = None
    erased: bool


class NamespaceInfo(Value):
    """What a namespace holds; what has expired is not counted as live."""

    name: str
    live: int
    expired: int
    superseded: int
    held: int
    archived: int
    characters: int
    newest: datetime


class Stats(Value):
    """What the store holds, and where."""

    path: str | None
    namespace: str
    memories: int
    by_state: dict[str, int]
    by_kind: dict[str, int]
    namespaces: int
    changes: int
    embedder: str | None
    sizes: dict[str, int]


class Recalling(Opened):
    """Recall, look up, list."""

    @operation(effect="read", positional="query")
    def recall(
        self,
        query: str,
        *,
        limit: Limit = 8,
        budget_tokens: Budget | None = None,
        kinds: Sequence[Kind] | None = None,
        tags: Names | None = None,
        about: Names | None = None,
        scope: Scope | None = None,
        since: When | None = None,
        until: When | None = None,
        as_of: When | None = None,
        known_at: When | None = None,
        mode: Mode = "hybrid",
        explain: bool = False,
    ) -> Recall:
        """Recall what answers a question, best first; nothing when nothing relevant is known.

        Args:
            query: The question, in any words.
            limit: At most so many memories.
            budget_tokens: At most so many tokens of text.
            kinds: Only these kinds.
            tags: Only memories with all of these labels.
            about: Only memories about all of these names.
            scope: Only those of the person ("user") or of this project ("project").
            since: Only from this time on.
            until: Only up to this time.
            as_of: Give what was true in the world at this time, as far as it is known; a day means its end.
            known_at: Give what was known here at this time, whatever was learnt or changed since.
            mode: "text" looks at words, "vector" at meaning, "hybrid" at both.
            explain: Give the parts of each score.

        Raises:
            InvalidInput: When the query is empty or too long, or another value is wrong.
        """
        return self._recall(
            [query], limit, budget_tokens, kinds, tags, about, scope, since, until, as_of, known_at, mode, explain
        )[0]  # fmt: skip

    @operation(effect="read")
    def recall_many(
        self,
        queries: Items,
        *,
        limit: Limit = 8,
        budget_tokens: Budget | None = None,
        kinds: Sequence[Kind] | None = None,
        tags: Names | None = None,
        about: Names | None = None,
        scope: Scope | None = None,
        since: When | None = None,
        until: When | None = None,
        as_of: When | None = None,
        known_at: When | None = None,
        mode: Mode = "hybrid",
        explain: bool = False,
    ) -> builtins.list[Recall]:
        """Recall for many questions at once.

        Args:
            queries: The questions.
            limit: At most so many memories for each.
            budget_tokens: At most so many tokens of text for each.
            kinds: Only these kinds.
            tags: Only memories with all of these labels.
            about: Only memories about all of these names.
            scope: Only those of the person ("user") or of this project ("project").
            since: Only from this time on.
            until: Only up to this time.
            as_of: Give what was true in the world at this time, as far as it is known; a day means its end.
            known_at: Give what was known here at this time, whatever was learnt or changed since.
            mode: "text" looks at words, "vector" at meaning, "hybrid" at both.
            explain: Give the parts of each score.

        Raises:
            InvalidInput: Naming the first wrong question by its number, from 1.
        """
        if isinstance(queries, str):
            raise InvalidInput("queries is one text; give a list, or call recall.")
        listed = builtins.list(queries)
        return self._recall(
            listed, limit, budget_tokens, kinds, tags, about, scope, since, until, as_of, known_at, mode, explain
        )

    def _recall(
        self,
        queries: Sequence[str],
        limit: int,
        budget_tokens: int | None,
        kinds: Sequence[Kind] | None,
        tags: Sequence[str] | None,
        about: Sequence[str] | None,
        scope: Scope | None,
        since: When | None,
        until: When | None,
        as_of: When | None,
        known_at: When | None,
        mode: Mode,
        explain: bool,
    ) -> builtins.list[Recall]:
        for number, query in enumerate(queries, 1):
            _check_query(query, "" if len(queries) == 1 else f"query {number}: ")
        namespaces = self._namespaces(scope)
        moment = self._instant(known_at, "known_at")
        reader = self._reader_at(moment)
        allowed = None
        if tags or about:
            where = Filter(namespaces=namespaces, tags=tuple(tags or ()), about=tuple(about or ()))
            allowed = self._matching(where, moment)
        answers = reader.recall_many(
            queries, namespaces=namespaces, limit=limit, budget_tokens=budget_tokens,
            kinds=None if kinds is None else tuple(kinds),
            since=self._moment(since, "since"), until=self._moment(until, "until", end=True),
            as_of=self._instant(as_of, "as_of"), allowed_nums=allowed, mode=mode, explain=explain,
            now=moment or self.clock(),
        )  # fmt: skip
        if as_of is None and known_at is None:
            self._uses.count(answers, self.namespace, to_micros(self.clock()))
        return answers

    def _matching(self, where: Filter, known_at: datetime | None) -> builtins.list[int]:
        """Give the row numbers of the memories that fit, or did at an instant."""
        if known_at is None:
            return self._store.matching(where)
        found = self._store.records_at(where, to_micros(known_at))
        return [*self._reader_at(known_at).nums([one.id for one in found]).values()]

    @operation(effect="read", positional="ids")
    def get(
        self, ids: Names, *, as_of: When | None = None, known_at: When | None = None
    ) -> builtins.list[MemoryRecord]:
        """Give memories by their ids, in the order asked, whatever their state.

        Args:
            ids: Ids or unambiguous beginnings of ids.
            as_of: Only if they were true in the world at this time, as far as it is known; a day means its end.
            known_at: Give the states that they had here at this time.

        Raises:
            NotFound: When there is no such memory, or was none then.
            Ambiguous: When several memories have ids that begin so.
        """
        valid_at, moment = self._instant(as_of, "as_of"), self._instant(known_at, "known_at")
        found = [self._known(one) if moment is None else self._known_then(one, moment) for one in ids]
        for one in found:
            if valid_at is not None and not was_valid(one, to_micros(valid_at)):
                raise NotFound(f"{one.id} was not true at that time; `history` shows what became of it.")
        return found

    def _known_then(self, given: str, known_at: datetime) -> MemoryRecord:
        full = self._id(given)
        found = self._store.records_at(Filter(namespaces=self._namespaces()), to_micros(known_at), ids=[full])
        if not found:
            raise NotFound(f"{full} was not known at that time; `history` shows when it came.")
        return found[0]

    @operation(effect="read")
    def list(
        self,
        *,
        kinds: Sequence[Kind] | None = None,
        tags: Names = (),
        about: Names = (),
        subject: str | None = None,
        states: Sequence[State] | None = ("live",),
        session: str | None = None,
        scope: Scope | None = None,
        since: When | None = None,
        until: When | None = None,
        as_of: When | None = None,
        known_at: When | None = None,
        expired: bool = False,
        limit: PageLimit = 50,
        cursor: str | None = None,
    ) -> Page:
        """List memories, the newest first, page by page.

        Args:
            kinds: Only these kinds.
            tags: Only memories with all of these labels.
            about: Only memories about all of these names.
            subject: Only subjects that are this or begin with it.
            states: Only these states; with `as_of` those that were true then.
            session: Only memories of this session.
            scope: Only those of the person ("user") or of this project ("project").
            since: Only from this time on.
            until: Only up to this time.
            as_of: Only what was true in the world at this time, as far as it is known; a day means its end.
            known_at: List what was known here at this time.
            expired: Show the live ones whose `expires_at` is over, which are hidden otherwise.
            limit: At most so many.
            cursor: What the page before gave as `cursor`.

        Raises:
            InvalidInput: When a value is wrong.
        """
        moment = self._instant_micros(known_at, "known_at")
        at = to_micros(self.clock()) if moment is None else moment
        hides = not (expired or states is None or as_of is not None)
        where = Filter(
            namespaces=self._namespaces(scope), states=None if states is None or as_of is not None else tuple(states),
            kinds=None if kinds is None else tuple(kinds), tags=tuple(tags), about=tuple(about),
            subject_prefix=subject.casefold() if subject else None, session=session,
            since=self._micros(since, "since"), until=self._micros(until, "until", end=True),
            valid_at=self._instant_micros(as_of, "as_of"),
            expired_by=at if expired else None, unexpired_at=at if hides else None,
        )  # fmt: skip
        if cursor is not None and not _is_cursor(cursor):
            raise InvalidInput(f"cursor is {cursor[:40]!r}; give the one that the page before gave, or none.")
        memories, following = self._store.page(where, limit, cursor, known_at=moment)
        return Page(memories=tuple(memories), cursor=following)

    @operation(effect="read", positional="id")
    def history(self, id: str | None = None, *, limit: PageLimit = 50) -> builtins.list[HistoryEntry]:  # noqa: A002
        """Show the changes of one memory, or the newest changes of all, newest first.

        Args:
            id: The memory: its id, or an unambiguous beginning of it; all memories of this scope when not given.
            limit: At most so many changes.

        Raises:
            NotFound: When there is no such memory.
        """
        target = None if id is None else self._id(id)
        visible = self._namespaces()
        entries = []
        for entry in self._store.journal(target=target, newest_first=True):
            if entry.namespace in visible:
                entries.append(
                    HistoryEntry(
                        change=entry.change, at=from_micros(entry.at), operation=entry.operation, agent=entry.agent,
                        session=entry.session, undoes=entry.undoes, id=entry.target, type=entry.type,
                        memory=entry.state if isinstance(entry.state, MemoryRecord) else None,
                        thing=None if isinstance(entry.state, MemoryRecord) else entry.state, erased=entry.erased,
                    )
                )  # fmt: skip
            if len(entries) == limit:
                break
        return entries

    @operation(effect="read")
    def namespaces(self) -> builtins.list[NamespaceInfo]:
        """List all namespaces with what they hold."""
        expired = self._store.expired(None, to_micros(self.clock()))
        found: dict[str, dict[str, int]] = {}
        for one in self._store.counts():
            total = found.setdefault(one.namespace, {})
            total[one.state] = total.get(one.state, 0) + one.count
            total["characters"] = total.get("characters", 0) + one.characters
            total["newest"] = max(total.get("newest", 0), one.newest)
        return [
            NamespaceInfo(
                name=name, live=total.get("live", 0) - expired.get(name, 0), expired=expired.get(name, 0),
                superseded=total.get("superseded", 0), held=total.get("held", 0), archived=total.get("archived", 0),
                characters=total["characters"], newest=from_micros(total["newest"]),
            )
            for name, total in sorted(found.items())
        ]  # fmt: skip

    @operation(effect="read")
    def stats(self) -> Stats:
        """Count what the store holds, over all namespaces; what has expired is not counted as live."""
        counts = self._store.counts()
        by_state: dict[str, int] = {}
        by_kind: dict[str, int] = {}
        for one in counts:
            by_state[one.state] = by_state.get(one.state, 0) + one.count
            by_kind[one.kind] = by_kind.get(one.kind, 0) + one.count
        if expired := sum(self._store.expired(None, to_micros(self.clock())).values()):
            by_state |= {"live": by_state["live"] - expired, "expired": expired}
        return Stats(
            path=None if self.path is None else str(self.path), namespace=self.namespace,
            memories=sum(by_state.values()), by_state=by_state, by_kind=by_kind,
            namespaces=len({one.namespace for one in counts}), changes=self._store.last_change() or 0,
            embedder=self.settings.embedder if self.embedder is not None else None, sizes=self._store.sizes(),
        )  # fmt: skip


def _is_cursor(cursor: str) -> bool:
    created, mark, last = cursor.partition("~")
    return mark == "~" and created.lstrip("-").isdigit() and len(created) < 20 and last.isalnum()


def _check_query(query: object, where: str) -> None:
    if not isinstance(query, str):
        raise InvalidInput(f"{where}query is no text; give one.")
    if not query.strip():
        raise InvalidInput(f"{where}query is empty; ask something.")
    if len(query) > MAX_QUERY_CHARACTERS:
        raise InvalidInput(f"{where}query is {len(query):,} characters long; give at most {MAX_QUERY_CHARACTERS:,}.")
    if "\0" in query or any("\ud800" <= character <= "\udfff" for character in query):
        raise InvalidInput(f"{where}query holds a NUL or half of a surrogate pair; send valid Unicode text.")
