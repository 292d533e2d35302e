"""The operations that write memories."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, cast

from pydantic import ValidationError

from ricordo.api.opened import Items, Names, Opened, When
from ricordo.errors import InvalidInput
from ricordo.model import (
    Draft,
    Duplicate,
    Held,
    IngestReport,
    Kind,
    Link,
    Outcome,
    Scope,
    Share,
    Stored,
    Value,
)
from ricordo.operations import explain, operation
from ricordo.storage.filter import Filter
from ricordo.upkeep.erase import ErasureProof, erase
from ricordo.write.belongings import moved_to, nothing_in, put_away_with, things_in
from ricordo.write.guard import clean_namespace
from ricordo.write.ingest import drafts_from_turns
from ricordo.write.lifecycle import Changed, bring_back, change_all, put_away, update

Clearable = Literal["subject", "valid_from", "valid_to", "expires_at", "source", "ref"]


class ChangeReport(Value):
    """Which memories an operation changed.

    Attributes:
        ids: The memories that changed.
        change: Number of the change: `undo(change)` takes it back. None when nothing changed.
        flagged: Memories that rest on one that fell: a person should look at them again.
        proof: After an erasure: what was searched for the texts, and whether any was left.
    """

    ids: tuple[str, ...]
    change: int | None
    flagged: tuple[str, ...] = ()
    proof: ErasureProof | None = None


class Remembering(Opened):
    """Remember, change, put away and bring back."""

    @operation(effect="write", positional="text")
    def remember(
        self,
        text: str,
        *,
        kind: Kind | None = None,
        scope: Scope | None = None,
        subject: str | None = None,
        about: Names = (),
        tags: Names = (),
        importance: Share | None = None,
        confidence: Share | None = None,
        pinned: bool = False,
        private: bool = False,
        valid_from: When | None = None,
        valid_to: When | None = None,
        expires_at: When | None = None,
        source: str | None = None,
        ref: str | None = None,
        details: dict[str, Any] | None = None,
        derived_from: Names = (),
    ) -> Outcome:
        """Remember one statement, once.

        Credentials are taken out first. A text that is known already is not stored again. A new statement with the
        subject of an older one closes the older one.

        Args:
            text: What to remember, as one self-contained sentence.
            kind: What sort of memory it is; judged from the text when not given.
            scope: "user" follows the person everywhere, "project" stays here; judged from the text when not given.
            subject: Dotted key of the slot that it fills, such as `user.theme`: at most one live memory fills it.
            about: Names of the people, projects, services or things it is about; found in the text when not given.
            tags: Labels for filtering.
            importance: From 0 to 1; judged from the text when not given.
            confidence: How sure the statement is, from 0 to 1.
            pinned: Keep it at hand, whatever its age.
            private: Never let it leave this machine.
            valid_from: When it became true in the world.
            valid_to: When it stopped being true.
            expires_at: Not recalled after this time.
            source: Where it comes from, such as "tool:grep", "file:notes.md" or an address. What comes from a tool, a
                file or the web never becomes an instruction or preference without a person.
            ref: Your own reference.
            details: Further values of your own, as JSON.
            derived_from: Memories that it follows from: it is flagged for review when one of them falls.

        Returns:
            What became of it: stored, duplicate, superseded (it closed an older one) or held (a person must look).

        Raises:
            InvalidInput: When the text is empty, too long or no valid Unicode, or another value is wrong.
        """
        given = {name: value for name, value in locals().items() if name != "self"}
        (outcome,) = self._writer.remember([self._draft(given)], "remember")
        return outcome

    @operation(effect="write")
    def remember_many(self, items: Items) -> list[Outcome]:
        """Remember many statements, as one change.

        Nothing is stored when one of them is wrong. More than 256 at once are not compared with what is known:
        `contradictions` does that afterwards.

        Args:
            items: Texts, or mappings with the arguments of `remember`.

        Returns:
            What became of each, in order.

        Raises:
            InvalidInput: Naming the first wrong item by its number, from 1.
        """
        drafts = [self._item(number, item) for number, item in enumerate(_listed(items, "items"), 1)]
        return self._writer.remember(drafts, "remember", self.on_progress)

    def _item(self, number: int, item: object) -> Draft:
        if isinstance(item, Draft):
            return item
        if not isinstance(item, str | Mapping):
            raise InvalidInput(f"item {number}: give a text or a mapping with at least `text`.")
        try:
            return self._draft({"text": item} if isinstance(item, str) else item)
        except InvalidInput as error:
            raise InvalidInput(f"item {number}: {error}") from None

    def _draft(self, given: Mapping[str, Any]) -> Draft:
        """Make a draft of the arguments of `remember`."""
        values = {name: value for name, value in given.items() if value is not None}
        values |= self._moments(values)
        if values.get("derived_from"):
            values["derived_from"] = tuple(self._known(one).id for one in _names(values["derived_from"]))
        for name in ("tags", "about"):
            if isinstance(values.get(name), str):
                values[name] = (values[name],)
        try:
            return Draft.model_validate(values)
        except ValidationError as error:
            raise InvalidInput(explain(error, list(Draft.model_fields))) from None

    def _moments(self, values: Mapping[str, Any]) -> dict[str, datetime]:
        """Read the times among the values: a day without a time ends at its end."""
        moments = {
            name: moment
            for name in ("valid_from", "valid_to", "expires_at")
            if (moment := self._moment(values.get(name), name, end=name != "valid_from")) is not None
        }
        if "expires_at" in moments and moments["expires_at"] <= self.clock():
            raise InvalidInput("expires_at lies in the past; give a later time.")
        return moments

    @operation(effect="write")
    def ingest(self, turns: Items) -> IngestReport:
        """Take in a conversation. The same conversation can be fed again: known turns are not stored twice.

        Args:
            turns: Its turns in order: mappings with `text` and optionally `speaker`, `at` (when it was said), `session`
                and `ref` (your own reference of the turn).

        Returns:
            Counts, and what became of each turn.

        Raises:
            InvalidInput: Naming the first wrong turn by its number, from 1; nothing is stored then.
        """
        drafts = drafts_from_turns(_listed(turns, "turns"), session=self.settings.session, now=self.clock())
        outcomes = self._writer.remember(drafts, "ingest", self.on_progress)
        return IngestReport(
            stored=sum(isinstance(one, Stored) for one in outcomes),
            duplicates=sum(isinstance(one, Duplicate) for one in outcomes),
            held=sum(isinstance(one, Held) for one in outcomes),
            redacted=sum(bool(one.redacted) for one in outcomes),
            change=next((one.change for one in outcomes if one.change is not None), None),
            outcomes=tuple(outcomes),
        )

    @operation(effect="write", positional="id")
    def update(
        self,
        id: str,  # noqa: A002 - the name of the field
        *,
        text: str | None = None,
        kind: Kind | None = None,
        subject: str | None = None,
        about: Names | None = None,
        tags: Names | None = None,
        importance: Share | None = None,
        confidence: Share | None = None,
        private: bool | None = None,
        valid_from: When | None = None,
        valid_to: When | None = None,
        expires_at: When | None = None,
        source: str | None = None,
        ref: str | None = None,
        details: dict[str, Any] | None = None,
        clear: Sequence[Clearable] = (),
        move_to: str | None = None,
    ) -> Outcome:
        """Change a memory. What is not given stays as it is; the earlier state stays in the history.

        Args:
            id: The memory: its id, or an unambiguous beginning of it.
            text: The new text.
            kind: The new kind.
            subject: The new subject; closes the memory that fills it now.
            about: The new names.
            tags: The new labels.
            importance: The new importance, from 0 to 1.
            confidence: The new confidence, from 0 to 1.
            private: Whether it must never leave this machine.
            valid_from: When it became true in the world.
            valid_to: When it stopped being true.
            expires_at: Not recalled after this time.
            source: Where it comes from.
            ref: Your own reference.
            details: Further values, in place of the old ones.
            clear: Fields to empty.
            move_to: The namespace that it belongs to. What it closed where it was is in force again there.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When a value is wrong, nothing is given, another memory has the text, or one that is not in
                force is moved.
        """
        given = {name: value for name, value in locals().items() if name not in ("self", "id", "clear", "move_to")}
        changes = {name: value for name, value in given.items() if value is not None}
        changes |= self._moments(changes)
        changes |= {name: tuple(changes[name]) for name in ("about", "tags") if name in changes}
        changes |= dict.fromkeys(clear)
        if not changes and move_to is None:
            raise InvalidInput("nothing to change was given; give at least one new value.")
        target = None if move_to is None else clean_namespace(move_to)
        return update(self._writer, self._known(id), changes, target=target)

    @operation(effect="destroy", positional="ids")
    def forget(
        self,
        ids: Names = (),
        *,
        subject: str | None = None,
        kinds: Sequence[Kind] = (),
        tags: Names = (),
        session: str | None = None,
        until: When | None = None,
        scope: Scope | None = None,
        hard: bool = False,
    ) -> ChangeReport:
        """Put memories away: they are not recalled any more, and `restore` or `undo` brings them back.

        With `hard` they are erased from every table, index, journal and file, for good.

        Args:
            ids: Ids or unambiguous beginnings of ids.
            subject: Also all memories whose subject is this or begins with it.
            kinds: Only these kinds.
            tags: Only memories with all of these labels.
            session: Only memories of this session.
            until: Only memories up to this time.
            scope: Only those of the person ("user") or of this project ("project").
            hard: Erase for good. This cannot be undone.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When nothing says which memories.
        """
        chosen = self._ids(ids)
        if subject or kinds or tags or session or until:
            chosen += self._selected(
                Filter(
                    namespaces=self._namespaces(scope), kinds=tuple(kinds) or None, tags=tuple(tags),
                    states=None if hard else ("live", "superseded", "held"),
                    subject_prefix=subject.casefold() if subject else None, session=session,
                    until=self._micros(until, "until", end=True),
                )
            )  # fmt: skip
        elif not chosen:
            raise InvalidInput("say what to forget: give ids, a subject, kinds, tags, a session or a time.")
        return self._forget(list(dict.fromkeys(chosen)), hard=hard)

    def _selected(self, where: Filter) -> list[str]:
        return [record.id for record in self._store.records(self._store.matching(where))]

    def _forget(self, ids: list[str], *, hard: bool) -> ChangeReport:
        if not hard:
            return report(change_all(self._writer, "forget", ids, put_away(self._writer)))
        return self._erase(ids) if ids else ChangeReport(ids=(), change=None)

    def _erase(self, ids: list[str], things: Sequence[str] = (), *, namespaces: Sequence[str] = ()) -> ChangeReport:
        self._uses.flush()  # so that the questions asked so far are searched, too
        proof = erase(self._store, self._writer.actor, ids, things, namespaces=namespaces)
        self._reader.purge()
        self._fill_vectors()
        return ChangeReport(ids=tuple(ids), change=proof.change, proof=proof)

    @operation(effect="write", positional="ids")
    def restore(self, ids: Names) -> ChangeReport:
        """Bring back memories that were put away.

        Args:
            ids: Ids or unambiguous beginnings of ids.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When another live memory has its text or its subject by now.
        """
        return report(change_all(self._writer, "restore", self._present(ids), bring_back))

    @operation(effect="write", positional="ids")
    def pin(self, ids: Names, *, pinned: bool = True) -> ChangeReport:
        """Keep memories at hand, whatever their age; or let go of them.

        Args:
            ids: Ids or unambiguous beginnings of ids.
            pinned: False takes the pin away.

        Raises:
            NotFound: When there is no such memory.
        """
        return report(
            change_all(
                self._writer,
                "pin",
                self._present(ids),
                lambda known: known.model_copy(update={"pinned": pinned}),
            )
        )

    def _present(self, ids: Sequence[str]) -> list[str]:
        if not ids:
            raise InvalidInput("ids is empty; give at least one id.")
        return [self._known(one).id for one in ids]

    @operation(effect="write", positional="name", command="namespaces rename")
    def rename_namespace(self, name: str, to: str) -> ChangeReport:
        """Give a namespace another name. What it holds beside memories goes with them.

        Args:
            name: The namespace.
            to: Its new name.

        Raises:
            NotFound: When the namespace is empty.
            InvalidInput: When the new name is none, or is in use already.
        """
        target = self._checked_new(to)
        ids = self._all_of(name)
        done = change_all(
            self._writer,
            "rename_namespace",
            ids,
            lambda known: known.model_copy(update={"namespace": target}),
            also=moved_to(self._writer, name, target),
        )
        self._uses.flush()
        self._store.move_questions(name, target)
        return report(done)

    @operation(effect="destroy", positional="name", command="namespaces delete")
    def delete_namespace(self, name: str, *, hard: bool = False) -> ChangeReport:
        """Put all that a namespace holds away, or erase it.

        Args:
            name: The namespace.
            hard: Erase for good. This cannot be undone.

        Raises:
            NotFound: When the namespace is empty.
        """
        if hard:
            things = [one.id for one in things_in(self._store, name) if not isinstance(one, Link)]
            return self._erase(self._selected(Filter(namespaces=(name,))), things, namespaces=(name,))
        ids = self._all_of(name)
        also = put_away_with(self._writer, name)
        return report(change_all(self._writer, "delete_namespace", ids, put_away(self._writer), also=also))

    def _all_of(self, name: str) -> list[str]:
        ids = self._selected(Filter(namespaces=(name,)))
        if not ids and not any(one.is_live for one in things_in(self._store, name)):
            raise nothing_in(name)
        return ids


def _names(value: object) -> Sequence[str]:
    return (value,) if isinstance(value, str) else cast("Sequence[str]", value)


def _listed(items: Iterable[Any], name: str) -> Iterable[Any]:
    if isinstance(items, str | bytes | Mapping) or not isinstance(items, Iterable):
        raise InvalidInput(f"{name} is one value; give a list.")
    return items


def report(done: Changed) -> ChangeReport:
    """Tell what a change did."""
    return ChangeReport(ids=done.ids, change=done.change, flagged=done.flagged)
