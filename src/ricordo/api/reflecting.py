"""The operations that look back: what is used, asked and open, and how much there is."""

from typing import Annotated

from pydantic import Field

from ricordo.api.recalling import Days, Recalling
from ricordo.knowledge.insights import Insights, Step, count
from ricordo.knowledge.reflect import Lookback, reflect
from ricordo.knowledge.reflection import Reflection
from ricordo.model import Scope
from ricordo.operations import operation

Few = Annotated[int, Field(ge=1, le=50)]


class Reflecting(Recalling):
    """Look back and count."""

    @operation(effect="read")
    def reflect(
        self, *, lookback_days: Days = 7, stale_days: Days = 30, limit: Few = 5, scope: Scope | None = None
    ) -> Reflection:
        """Look back: what is used, what is stale, what is decided and open, what is asked in vain, what contradicts.

        Private memories stay out of it. As text it is a page of markdown.

        Args:
            lookback_days: Count the use, names and questions of so many days.
            stale_days: A memory that was not recalled for so many days is stale.
            limit: At most so many of each.
            scope: Only what belongs to the person ("user") or to this project ("project").
        """
        self._uses.flush()
        look = Lookback(
            self._namespaces(scope), self.clock(), lookback_days, stale_days, limit, self.settings.count_uses
        )
        return reflect(self._store, look, self._is_missing)

    def _is_missing(self, question: str) -> bool:
        """Ask once more, without counting it: what was missing may be known by now."""
        return self._reader.recall(question, namespaces=self._namespaces(), limit=1, now=self.clock()).no_match

    @operation(effect="read")
    def insights(self, *, step: Step = "month", scope: Scope | None = None) -> Insights:
        """Count what is remembered: by kind, namespace, agent and time.

        Args:
            step: How long the stretches of time are: a day, a week from Monday on, or a month.
            scope: Only what belongs to the person ("user") or to this project ("project").
        """
        self._uses.flush()
        return count(self._store, self._namespaces(scope), step, self.clock())
