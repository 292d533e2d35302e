"""What hooks keep of what a person said to an agent, and what they tell it. No operations: others call those."""

from collections.abc import Collection, Sequence
from typing import get_args

from ricordo.api.opened import Opened
from ricordo.config import checked_namespace
from ricordo.model import Draft, Kind, Outcome
from ricordo.write.capture import Captured, is_echo

_MOST_OF_A_QUESTION = 20


class Capturing(Opened):
    """Keep what was captured, and find what fits what was said: a person and an agent `remember` and `recall`."""

    def fitting(
        self, said: Sequence[str], *, namespaces: Sequence[str], without: Collection[str] = ()
    ) -> dict[str, float] | None:
        """Find what fits what a person said, though nobody asked. It does not count as a use.

        Args:
            said: What was said, as a whole and in parts: a memory need fit only one of them.
            namespaces: Where to look, whatever the scope of this memory.
            without: Leave these kinds out.

        Returns:
            How surely each memory fits, from 0 to 1, by id, the best first of each part; None when only words could
            be compared: there is no embedder whose confidence is calibrated, or it is still being loaded.

        Raises:
            InvalidInput: When a name is no namespace.
            StoreError: When the store cannot be read.
        """
        names = [checked_namespace(name) for name in namespaces]
        if not self._is_calibrated:
            return None
        kinds = [kind for kind in get_args(Kind) if kind not in without]
        return self._reader.fitting(said, namespaces=names, kinds=kinds, limit=_MOST_OF_A_QUESTION, now=self.clock())

    def capture(self, found: Sequence[Captured], *, told: Sequence[str] = ()) -> list[Outcome]:
        """Store sentences that were captured; what is not sure enough waits for a person (`review`).

        Args:
            found: What `write.capture` found.
            told: Ids of what the agent was told in this session: that coming back is no new evidence.

        Returns:
            What became of each that was no echo, in order.
        """
        echoes = [record.text for record in self._store.get(told)]
        drafts = [
            Draft(
                text=one.text,
                kind=one.kind,
                confidence=one.sureness,
                details={"captured": one.why},
                hold=None if one.is_live else f"captured because of {one.why}: keep it only if it is right.",
            )
            for one in found
            if not is_echo(one.text, echoes)
        ]
        return self._writer.remember(drafts, "capture") if drafts else []
