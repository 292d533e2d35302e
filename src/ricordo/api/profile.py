"""The operations on the profile of the person and on the goal."""

from ricordo.api.opened import Opened
from ricordo.api.remembering import ChangeReport, report
from ricordo.knowledge.profile import (
    GOAL,
    Profile,
    filling,
    goal_draft,
    profile_draft,
    profile_subject,
    read_profile,
)
from ricordo.model import Draft, MemoryRecord, Outcome, Scope
from ricordo.operations import operation
from ricordo.write.lifecycle import change_all, put_away


class Profiling(Opened):
    """Who the person is, and what they are after."""

    @operation(effect="read")
    def profile(self) -> Profile:
        """Show who the person is: everything that fills a subject `user.*`, by key, and the goal."""
        return read_profile(self._store, self._namespaces(), self._utc_now())

    @operation(effect="write", positional="key", command="profile set")
    def set_profile(self, key: str, value: str, *, scope: Scope | None = None) -> Outcome:
        """Remember something of the person under a key. What was there before stays in the history.

        Args:
            key: Dotted key, such as `theme` or `editor.font`.
            value: The value, in any words.
            scope: "user" follows the person everywhere, which is the rule; "project" holds here only.

        Raises:
            InvalidInput: When the key is no dotted key, or the value is empty, too long or no valid Unicode text.
        """
        return self._remember_slot(profile_draft(key, value, scope), "set_profile")

    @operation(effect="write", positional="key", command="profile clear")
    def clear_profile(self, key: str) -> ChangeReport:
        """Put away what is remembered of the person under a key.

        Args:
            key: The key, as `profile` shows it.

        Raises:
            NotFound: When nothing is remembered under it.
        """
        return self._clear_slot(profile_subject(key), "clear_profile")

    @operation(effect="read")
    def goal(self) -> MemoryRecord | None:
        """Show the present goal of this namespace, else the person's own; nothing when none is set."""
        return self.profile().goal

    @operation(effect="write", positional="text", command="goal set")
    def set_goal(self, text: str) -> Outcome:
        """Set the goal of this namespace. The one before stays in the history.

        Args:
            text: The goal.

        Raises:
            InvalidInput: When it is empty, too long or no valid Unicode text.
        """
        return self._remember_slot(goal_draft(text, self.namespace), "set_goal")

    @operation(effect="write", command="goal clear")
    def clear_goal(self) -> ChangeReport:
        """Put the present goal away.

        Raises:
            NotFound: When there is none.
        """
        return self._clear_slot(GOAL, "clear_goal")

    def _remember_slot(self, draft: Draft, operation: str) -> Outcome:
        (outcome,) = self._writer.remember([draft], operation)
        return outcome

    def _clear_slot(self, subject: str, operation: str) -> ChangeReport:
        known = filling(self._store, self._namespaces(), subject, self._utc_now())
        return report(change_all(self._writer, operation, [known.id], put_away(self._writer)))
