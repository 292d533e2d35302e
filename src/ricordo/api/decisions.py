"""The operations on decisions."""

from ricordo.api.opened import Names, Opened, When
from ricordo.api.recalling import PageLimit
from ricordo.errors import InvalidInput
from ricordo.knowledge.decisions import Decision, Verdict, Wanted, is_wanted, read_decision, slot_of, verified, written
from ricordo.model import Draft, Kind, Outcome, Scope, Share
from ricordo.operations import operation
from ricordo.storage.filter import Filter
from ricordo.write.lifecycle import update

_KIND: Kind = "decision"


class Deciding(Opened):
    """Decide, look decisions up, and say how they turned out."""

    @operation(effect="write", positional="title")
    def decide(
        self,
        title: str,
        decision: str,
        *,
        reasoning: str | None = None,
        alternatives: Names = (),
        revisit_at: When | None = None,
        confidence: Share | None = None,
        subject: str | None = None,
        about: Names = (),
        tags: Names = (),
        importance: Share | None = None,
        pinned: bool = False,
        private: bool = False,
        scope: Scope | None = None,
        source: str | None = None,
        ref: str | None = None,
    ) -> Outcome:
        """Remember a decision with its reasons. It is found by the words of any of its fields.

        A new decision with the title or the subject of an older one takes its place.

        Args:
            title: What it is about, in a few words.
            decision: What was decided.
            reasoning: Why.
            alternatives: What was not chosen.
            revisit_at: When it should be looked at again.
            confidence: How sure it is, from 0 to 1.
            subject: Dotted key of the slot that it fills, such as `project.db`: at most one decision in force fills it.
                Made from the title when not given.
            about: Names of the people, projects, services or things it is about; found in the text when not given.
            tags: Labels for filtering.
            importance: From 0 to 1; judged from the text when not given.
            pinned: Keep it at hand, whatever its age.
            private: Never let it leave this machine.
            scope: "user" follows the person everywhere, "project" stays here; judged from the text when not given.
            source: Where it comes from.
            ref: Your own reference.

        Returns:
            What became of it: stored, duplicate, superseded (it closed an older one) or held (a person must look).

        Raises:
            InvalidInput: When a field is empty, too long or no valid Unicode text, or another value is wrong.
        """
        fields, redacted = written(title, decision, reasoning, alternatives, self._moment(revisit_at, "revisit_at"))
        draft = Draft(
            text=fields.text, kind=_KIND, scope=scope, subject=subject or slot_of(fields.title or title),
            about=tuple(about), tags=tuple(tags),
            importance=importance, confidence=confidence, pinned=pinned, private=private, source=source, ref=ref,
            details=fields.details,
        )  # fmt: skip
        (outcome,) = self._writer.remember([draft], "decide")
        return _telling(outcome, redacted)

    @operation(effect="read")
    def decisions(
        self,
        *,
        state: Wanted = "open",
        about: Names = (),
        tags: Names = (),
        scope: Scope | None = None,
        limit: PageLimit = 50,
    ) -> list[Decision]:
        """List decisions, the newest first.

        Args:
            state: "open": nobody has said yet how they turned out; "due": their time of review has come; "superseded":
                another one took their place, or they were dropped; "all".
            about: Only decisions about all of these names.
            tags: Only decisions with all of these labels.
            scope: Only those of the person ("user") or of this project ("project").
            limit: At most so many.
        """
        where = Filter(
            namespaces=self._namespaces(scope), kinds=(_KIND,), states=("live", "superseded"), tags=tuple(tags),
            about=tuple(about),
        )  # fmt: skip
        now = self._utc_now()
        found = [read_decision(record, now) for record in self._store.records(self._store.matching(where))]
        wanted = [one for one in found if is_wanted(one, state)]
        return sorted(wanted, key=lambda one: (one.decided_at, one.id), reverse=True)[:limit]

    @operation(effect="write", positional="id", command="decisions verify")
    def verify_decision(
        self,
        id: str,  # noqa: A002 - the name of the field
        outcome: Verdict,
        note: str | None = None,
        *,
        revisit_at: When | None = None,
    ) -> Outcome:
        """Say how a decision turned out. A dropped decision is not recalled any more; `undo` takes the word back.

        Args:
            id: The decision: its id, or an unambiguous beginning of it.
            outcome: "kept": it proved right; "revised": it stands in the form that the note gives; "dropped": it holds
                no longer.
            note: Why, or how.
            revisit_at: When it should be looked at again.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When it is no decision in force, or a value is wrong.
        """
        known = self._known(id)
        if known.kind != _KIND:
            raise InvalidInput(f"{known.id} is a {known.kind}, no decision; `decisions` lists them.")
        now = self._utc_now()
        state = read_decision(known, now).state if known.state == "live" else known.state
        if state in ("superseded", "dropped", "held", "archived"):
            raise InvalidInput(f"{known.id} is {state}; only a decision that is in force can turn out.")
        changes, redacted = verified(known, outcome, note, self._moment(revisit_at, "revisit_at"), now)
        return _telling(update(self._writer, known, changes, "verify_decision"), redacted)


def _telling(outcome: Outcome, redacted: tuple[str, ...]) -> Outcome:
    """Tell also what was taken out of the fields before they became a text."""
    return outcome.model_copy(update={"redacted": tuple(dict.fromkeys(redacted + outcome.redacted))})
