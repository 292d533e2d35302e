"""The operations that say which of several statements holds."""

from typing import Annotated

from pydantic import Field

from ricordo.api.opened import Opened, When
from ricordo.api.remembering import ChangeReport, report
from ricordo.errors import InvalidInput
from ricordo.knowledge.contradictions import ContradictionReport, scan
from ricordo.model import Outcome, Scope
from ricordo.operations import operation
from ricordo.write.resolve import Keep, merge, resolve, supersede

ScanLimit = Annotated[int, Field(ge=1, le=100_000)]


class Correcting(Opened):
    """Find contradictions and settle them."""

    @operation(effect="read")
    def contradictions(self, *, scope: Scope | None = None, limit: ScanLimit = 10_000) -> ContradictionReport:
        """Look for live statements that contradict each other, and list the conflicts that wait for a decision.

        Args:
            scope: Only those of the person ("user") or of this project ("project").
            limit: Compare at most so many statements, the newest ones.
        """
        return scan(self._store, self._namespaces(scope), limit)

    @operation(effect="write", positional="older")
    def resolve(
        self, older: str, newer: str, *, keep: Keep | None = None, text: str | None = None
    ) -> ChangeReport | Outcome:
        """Settle a contradiction: keep one of two statements, keep both, or replace both by a new text.

        Args:
            older: One of the two memories: its id, or an unambiguous beginning of it.
            newer: The other one.
            keep: "newer" closes the older one, "older" the newer one; "both" says that they do not contradict.
            text: A new text that replaces both.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When not exactly one of keep and text is given, the two are the same, or one is not live.
        """
        if (keep is None) == (text is None):
            raise InvalidInput("give either keep or text: which one holds, or what replaces both.")
        first, second = self._known(older), self._known(newer)
        if text is not None:
            return merge(self._writer, first, second, text)
        return report(resolve(self._writer, first, second, keep or "both"))

    @operation(effect="write", positional="old")
    def supersede(self, old: str, by: str, *, at: When | None = None) -> ChangeReport:
        """Close a memory in favour of another one; it stays reachable with as_of, history and undo.

        Args:
            old: The memory to close: its id, or an unambiguous beginning of it.
            by: The live memory that takes its place.
            at: When the old one stopped being true; when the other one began, if not given.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When they are the same, one is not live, or the time is before the old one.
        """
        return report(supersede(self._writer, self._known(old), self._known(by), self._moment(at, "at")))
