"""The operation that tells an agent what it should know before anything is asked."""

from ricordo.api.opened import Opened, When
from ricordo.api.recalling import MAX_QUERY_CHARACTERS, Budget
from ricordo.knowledge.context import Ask, Context, build_context
from ricordo.knowledge.context_forms import ContextFormat
from ricordo.knowledge.context_now import DEFAULT_BUDGET_TOKENS
from ricordo.model import Session
from ricordo.operations import operation
from ricordo.write.guard import normalised


class Introducing(Opened):
    """What to know at the start."""

    @operation(effect="read", positional="task")
    def context(
        self,
        task: str | None = None,
        *,
        budget_tokens: Budget = DEFAULT_BUDGET_TOKENS,
        format: ContextFormat = "markdown",  # noqa: A002 - the name in the design
        as_of: When | None = None,
        known_at: When | None = None,
    ) -> Context:
        """Tell what an agent should know before it begins; nothing when nothing is remembered.

        Who the user is, standing instructions, goals, decisions in force, the last session and what it left to do,
        facts, lessons, open questions: the most important, newest, most used and pinned of each. Private memories are
        never in it.

        Args:
            task: What the agent is about to do: what fits it is recalled, beside what must always be known.
            budget_tokens: At most so many tokens of text.
            format: The form of the text: "markdown", "plain", "xml" or "json".
            as_of: Tell what was true in the world at this time, as far as it is known; a day means its end.
            known_at: Tell what was known here at this time.

        Raises:
            InvalidInput: When the task is empty or too long, or another value is wrong.
        """
        asked = None if task is None else normalised(task, "task", MAX_QUERY_CHARACTERS)
        moment = self._instant(known_at, "known_at")
        ask = Ask(
            self._namespaces(), self._utc_now(), asked, budget_tokens, format, self._instant(as_of, "as_of"), moment
        )
        return build_context(self._store, self._reader_at(moment), ask)

    def _context_after(self, session: Session | None, task: str | None, budget_tokens: int) -> Context:
        """Give the context for a session that begins."""
        ask = Ask(self._namespaces(), self._utc_now(), task, budget_tokens, session=session)
        return build_context(self._store, self._reader, ask)
