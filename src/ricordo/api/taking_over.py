"""What was kept elsewhere comes in: from the export of another memory server, for example."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from ricordo.api.opened import Opened
from ricordo.knowledge.sessions import PastSession, keep_past
from ricordo.model import Draft, Entity, MemoryRecord, Outcome, Session
from ricordo.storage.joined import JoinedChange
from ricordo.write.lifecycle import change_all, put_away

_OPERATION = "take_over"
_WAS_ARCHIVED = "it was put away where it came from."


class TakingOver(Opened):
    """Take over what was kept elsewhere. No operation: a person and an agent give a surface what it reads."""

    def namespaces_in_use(self) -> list[str]:
        """Name the namespaces that hold anything, also those without a memory."""
        found = {one.namespace for one in self._store.counts()}
        found |= {one.namespace for one in self._store.things(Entity)}
        return sorted(found | {one.namespace for one in self._store.things(Session)})

    def one_change(self) -> AbstractContextManager[JoinedChange]:
        """Let all that this thread does meanwhile be one change, which one `undo` takes back."""
        return self._store.one_change()

    def take_over(self, drafts: Sequence[Draft], *, archived: Collection[int] = ()) -> list[Outcome]:
        """Keep memories as they stood elsewhere: by their texts alone, none closes another one.

        Args:
            drafts: The memories.
            archived: The places of those that were put away there, and are here.

        Returns:
            What became of each, in order.

        Raises:
            InvalidInput: Naming the first wrong draft by its number; nothing is stored then.
        """
        # Held until they are put away, they are never recalled, not even if this ends in between.
        held = [
            one.model_copy(update={"hold": _WAS_ARCHIVED}) if place in archived else one
            for place, one in enumerate(drafts)
        ]
        writer = replace(self._writer, nearest=None)
        try:
            outcomes = writer.remember(held, _OPERATION, self.on_progress) if held else []
        finally:
            writer.close()
        if archived:
            self._put_away_again([outcomes[place].id for place in sorted(archived)])
        return outcomes

    def _put_away_again(self, ids: Sequence[str]) -> None:
        away = put_away(self._writer)

        def settled(known: MemoryRecord) -> MemoryRecord:
            if known.held_reason != _WAS_ARCHIVED:
                return known
            return away(known).model_copy(update={"held_reason": None})

        change_all(self._writer, _OPERATION, ids, settled)

    def take_over_sessions(self, sessions: Sequence[PastSession]) -> list[str]:
        """Keep conversations that took place elsewhere; those that are known by their ids stay as they are.

        Args:
            sessions: The conversations.

        Returns:
            The ids of those that are new.

        Raises:
            InvalidInput: When a text of one is too long or no valid Unicode text.
        """
        return keep_past(self._writer, sessions, _OPERATION)
