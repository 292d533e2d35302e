"""What rests on a memory that fell: its dependants are flagged for a person, as far as they reach."""

from collections.abc import Sequence

from ricordo.storage.base import Transaction
from ricordo.write.derive import derive


def flag_dependants(transaction: Transaction, premises: Sequence[str], what: str) -> tuple[str, ...]:
    """Flag what was derived from memories that are no longer in force, and what was derived from that.

    Args:
        transaction: The change that these memories fall in: undoing it takes the flags away, too.
        premises: Their ids.
        what: What became of them, for example "was superseded".

    Returns:
        Ids of the flagged memories.
    """
    reached = set(premises)
    flagged: list[str] = []
    waiting = [(premise, premise) for premise in premises]
    while waiting:
        premise, root = waiting.pop(0)
        for dependant in transaction.dependants(premise):
            if dependant.id in reached:
                continue
            reached.add(dependant.id)
            waiting.append((dependant.id, root))
            if dependant.state in ("live", "held") and dependant.flagged is None:
                why = f"it rests on {root}, which {what}"
                transaction.write(dependant.model_copy(update={"flagged": why}), derive(dependant))
                flagged.append(dependant.id)
    return tuple(flagged)
