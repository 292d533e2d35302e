"""The operations on sessions."""

from ricordo.api.context import Introducing
from ricordo.api.opened import Names
from ricordo.api.recalling import MAX_QUERY_CHARACTERS, Budget, PageLimit
from ricordo.knowledge.context import Context
from ricordo.knowledge.context_now import DEFAULT_BUDGET_TOKENS
from ricordo.knowledge.sessions import (
    SessionEnd,
    SessionInfo,
    begin,
    chain,
    describe,
    describe_all,
    finish,
    known_session,
    put_aside,
)
from ricordo.model import Session, Value
from ricordo.operations import operation
from ricordo.upkeep.erase import ErasureProof, erase
from ricordo.write.guard import normalised


class SessionStart(Value):
    """A session that began.

    Attributes:
        id: Its id: `end_session` needs it.
        session: The session.
        context: What the agent should know.
        change: Number of the change: `undo(change)` takes it back.
    """

    id: str
    session: SessionInfo
    context: Context
    change: int | None


class SessionForgotten(Value):
    """What became of a session that was forgotten.

    Attributes:
        id: The session.
        change: Number of the change: `undo(change)` brings it back, unless it was erased.
        proof: After an erasure: what was searched for its words, and whether any was left.
    """

    id: str
    change: int | None
    proof: ErasureProof | None = None


class Conversing(Introducing):
    """Begin and end sessions, and look them up."""

    @operation(effect="write", positional="task", command="session start")
    def start_session(
        self,
        task: str | None = None,
        *,
        title: str | None = None,
        continues: str | None = None,
        budget_tokens: Budget = DEFAULT_BUDGET_TOKENS,
    ) -> SessionStart:
        """Begin a session and tell what the agent should know. Sessions of other agents are not touched.

        Args:
            task: What the agent is about to do: what fits it is recalled.
            title: What the session is about.
            continues: The session that it goes on from: its id, or an unambiguous beginning of it.
            budget_tokens: At most so many tokens of context.

        Raises:
            NotFound: When there is no session to go on from.
            InvalidInput: When a text is empty or too long, or another value is wrong.
        """
        asked = None if task is None else normalised(task, "task", MAX_QUERY_CHARACTERS)
        before = None if continues is None else self._session(continues)
        session, change = begin(self._writer, title, before)
        context = self._context_after(before, asked, budget_tokens)
        return SessionStart(id=session.id, session=describe(session, None), context=context, change=change)

    @operation(effect="write", positional="id", command="session end")
    def end_session(self, id: str, summary: str | None = None, tasks: Names = ()) -> SessionEnd:  # noqa: A002
        """End a session. Its summary becomes a memory; what is left to do is told to the next one.

        Args:
            id: The session: its id, or an unambiguous beginning of it.
            summary: What was done and found, in a few sentences.
            tasks: What is left to do.

        Raises:
            NotFound: When there is no such session.
            InvalidInput: When it has ended already or belongs to another agent, or a text is wrong.
        """
        return finish(self._writer, self._session(id), summary, tasks)

    @operation(effect="read", positional="chain", command="session list")
    def sessions(self, chain: str | None = None, *, limit: PageLimit = 20) -> list[SessionInfo]:
        """List sessions, the newest first; or the chain of one, the oldest first.

        Args:
            chain: A session: list those that it goes on from, itself, and those that go on from it.
            limit: At most so many, the newest.

        Raises:
            NotFound: When there is no such session.
        """
        if chain is not None:
            return describe_all(self._store, self._chain(chain, limit))
        found = [one for one in self._store.things(Session, self._namespaces(), newest=limit) if one.is_live]
        return describe_all(self._store, found[::-1])

    def open_sessions(self) -> list[SessionInfo]:
        """List the sessions that this agent began, in whatever namespace, and has not ended: the newest first.

        No operation: it serves clients of another memory server, which end "the session" without naming it.
        """
        own = [one for one in self._store.things(Session) if one.is_live and one.agent == self.settings.agent]
        return describe_all(self._store, [one for one in own if one.ended_at is None][::-1])

    @operation(effect="destroy", positional="id", command="session forget")
    def forget_session(self, id: str, *, hard: bool = False) -> SessionForgotten:  # noqa: A002
        """Put a session away, and what it left to do; `undo` brings it back. Its summary stays, as a memory.

        With `hard` it is erased from every table, journal and file, for good.

        Args:
            id: The session: its id, or an unambiguous beginning of it.
            hard: Erase for good. This cannot be undone.

        Raises:
            NotFound: When there is no such session.
        """
        session = self._session(id)
        if not hard:
            return SessionForgotten(id=session.id, change=put_aside(self._writer, session))
        proof = erase(self._store, self._writer.actor, (), things=[session.id])
        return SessionForgotten(id=session.id, change=proof.change, proof=proof)

    def _chain(self, given: str, limit: int) -> list[Session]:
        visible = self._namespaces()
        return [one for one in chain(self._store, self._session(given)) if one.namespace in visible][-limit:]

    def _session(self, given: str) -> Session:
        return known_session(self._store, self._id(given, "session"))
