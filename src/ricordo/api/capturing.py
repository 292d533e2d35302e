"""What hooks keep of what a person said to an agent."""

from collections.abc import Sequence

from ricordo.api.opened import Opened
from ricordo.model import Draft, Outcome
from ricordo.write.capture import Captured, is_echo


class Capturing(Opened):
    """Keep what was captured. No operation: a person and an agent call `remember`."""

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
