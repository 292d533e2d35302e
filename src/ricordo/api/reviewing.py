"""The operations that look after what is remembered: review, lint, compact."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ricordo.api.opened import Names
from ricordo.api.recalling import Days, Limit
from ricordo.api.remembering import ChangeReport, Remembering, report
from ricordo.errors import InvalidInput
from ricordo.model import MemoryRecord, Scope, Value
from ricordo.operations import operation
from ricordo.storage.filter import Filter
from ricordo.upkeep.compact import CompactReport, compact
from ricordo.upkeep.lint import Linter, LintReport
from ricordo.upkeep.problems import Problem, Standards
from ricordo.write.lifecycle import approve, change_all, put_away


class ReviewItem(Value):
    """A memory that a person should look at, and why.

    Attributes:
        memory: The memory. One that is held is not recalled; one that is flagged is.
        why: The reason.
    """

    memory: MemoryRecord
    why: str


class ReviewQueue(Value):
    """What waits for a person.

    Attributes:
        items: The newest.
        held: How many memories are kept back until a person approves them.
        flagged: How many are recalled, but should be looked at again.
    """

    items: tuple[ReviewItem, ...]
    held: int
    flagged: int


Cursor = Annotated[int, Field(ge=0, le=2**62)]
Many = Annotated[int, Field(ge=1, le=100_000)]


class Reviewing(Remembering):
    """Review, approve, reject, lint, compact."""

    @operation(effect="read", command="review list")
    def review(self, *, limit: Limit = 50, scope: Scope | None = None) -> ReviewQueue:
        """List the memories that wait for a person, the newest first, each with the reason.

        Args:
            limit: At most so many.
            scope: Only those of the person ("user") or of this project ("project").
        """
        queues = _waiting(self._namespaces(scope))
        waiting = [memory for where in queues for memory in self._store.page(where, limit)[0]]
        newest = sorted(waiting, key=lambda one: (one.created_at, one.id), reverse=True)[:limit]
        held, flagged = (len(self._store.matching(where)) for where in queues)
        items = tuple(ReviewItem(memory=one, why=_why(one) or "") for one in newest)
        return ReviewQueue(items=items, held=held, flagged=flagged)

    @operation(effect="write", positional="ids", command="review approve", for_person=True)
    def approve(self, ids: Names) -> ChangeReport:
        """Let memories that were held for review be recalled, and take the flag from flagged ones.

        For a person, never for an agent.

        Args:
            ids: Ids or unambiguous beginnings of ids.

        Raises:
            NotFound: When there is no such memory.
        """
        return report(change_all(self._writer, "approve", self._present(ids), approve))

    @operation(effect="write", positional="ids", command="review reject", for_person=True)
    def reject(self, ids: Names) -> ChangeReport:
        """Put memories that wait for review away, as `forget` does. For a person, never for an agent.

        Args:
            ids: Ids or unambiguous beginnings of ids.

        Raises:
            NotFound: When there is no such memory.
            InvalidInput: When one of them waits for no review.
        """
        chosen = self._present(ids)
        self._refuse_settled(chosen)
        return report(change_all(self._writer, "reject", chosen, put_away(self._writer)))

    def _refuse_settled(self, ids: Sequence[str]) -> None:
        for memory in self._store.get(ids):
            if _why(memory) is None or memory.state not in ("held", "live"):
                raise InvalidInput(f"{memory.id} waits for no review; `forget` puts any memory away.")

    @operation(effect="write")
    def lint(
        self,
        *,
        fix: Sequence[Problem] = (),
        stale_days: Days = 30,
        limit: Many = 1000,
        cursor: Cursor = 0,
        scope: Scope | None = None,
    ) -> LintReport:
        """Look for memories that something is wrong with: each with what is wrong and what would mend it.

        Nothing is changed unless `fix` names problems: those are mended as one change, which `undo` takes back.

        Args:
            fix: Problems to mend. A duplicate is closed in favour of the other one; a stale memory is put away; one in
                the wrong home is moved; an uncategorised one gets the kind and names that its text shows; a secret is
                taken out; an unreachable one is indexed anew; one that is too long or vague is flagged for review.
            stale_days: A memory of little importance that was not recalled for so many days is stale.
            limit: Look at so many memories at most, in the order in which they were stored.
            cursor: What the call before gave as `cursor`; 0 begins with the first.
            scope: Only those of the person ("user") or of this project ("project").

        Raises:
            EmbeddingFailed: When an unreachable memory is to be mended and the embedder fails.
        """
        self._uses.flush()
        standards = Standards(self._utc_now(), self.namespace, stale_days, self.settings.count_uses)
        namespaces = self._namespaces(scope)
        linter = Linter(self._store, self._reader.nearest, self.embedder, namespaces, standards, self.on_progress)
        found = linter.lint(cursor, limit, fix, self._writer.actor)
        if found.change is not None:
            self._fill_vectors()
        return found

    @operation(effect="write")
    def compact(
        self, *, apply: bool = False, limit: Many = 1000, cursor: Cursor = 0, scope: Scope | None = None
    ) -> CompactReport:
        """Propose which near-duplicates to put together and what to put away because it has expired.

        Nothing is changed unless `apply` is given: then the others of each group are superseded by the one that stays
        and gets their labels, and what has expired is archived, as one change, which `undo` takes back.

        Args:
            apply: Do it.
            limit: Compare so many memories at most with those nearest to them, in the order in which they were stored.
            cursor: What the call before gave as `cursor`; 0 begins with the first.
            scope: Only those of the person ("user") or of this project ("project").
        """
        self._uses.flush()
        return compact(
            self._store, self._reader.nearest, self._namespaces(scope), self._utc_now(), after=cursor, limit=limit,
            actor=self._writer.actor if apply else None, on_progress=self.on_progress,
        )  # fmt: skip


def _waiting(namespaces: tuple[str, ...]) -> tuple[Filter, Filter]:
    return (
        Filter(namespaces=namespaces, states=("held",)),
        Filter(namespaces=namespaces, states=("live",), flagged=True),
    )


def _why(memory: MemoryRecord) -> str | None:
    reasons = [one for one in (memory.held_reason if memory.state == "held" else None, memory.flagged) if one]
    return "; ".join(reasons) or None
