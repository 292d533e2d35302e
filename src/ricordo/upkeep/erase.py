"""Forget for real: take a text out of every table, index, journal and file, and look for it afterwards."""

from collections.abc import Sequence
from pathlib import Path

from ricordo.errors import NotFound
from ricordo.model import MemoryRecord, Value
from ricordo.storage.base import Actor, Store
from ricordo.storage.raw import holds
from ricordo.write.belongings import nothing_in
from ricordo.write.cascade import flag_dependants

_SHORT_CHARACTERS = 8
"""Shorter texts stand in any file by chance: looking for them proves nothing."""


class ErasureProof(Value):
    """What was erased, and what was looked at afterwards.

    Attributes:
        erased: Ids of what is gone.
        change: Number of the change; an erasure cannot be undone.
        files: Names of the files that were searched for the texts.
        clean: Whether none of the texts was found in any file.
        notice: What a person has to know or to do, if anything.
    """

    erased: tuple[str, ...]
    change: int | None
    files: tuple[str, ...]
    clean: bool
    notice: str | None = None


def erase(
    store: Store, actor: Actor, ids: Sequence[str], things: Sequence[str] = (), *, namespaces: Sequence[str] = ()
) -> ErasureProof:
    """Erase memories, entities, relations and sessions with all their states, and the questions that hold a memory.

    Args:
        store: The store.
        actor: Who does it.
        ids: The memories.
        things: The entities, with all their relations, and sessions. Their names may stand in memories: it is looked
            for their states.
        namespaces: Erase all questions that were asked in these, and all that was taken back there, too.

    Raises:
        NotFound: When one of the ids was never known, or there is nothing to erase.
    """
    texts: list[str] = []
    with store.transaction("erase", actor) as transaction:
        for namespace in namespaces:
            memories, others = transaction.taken_back(namespace)
            ids, things = [*ids, *memories], [*things, *others]
        if not ids and not things:
            raise nothing_in(", ".join(namespaces))
        for memory_id in ids:
            entries = transaction.entries(target=memory_id)
            if not entries:
                raise NotFound(f"no memory has the id {memory_id}; `list` shows the ids.")
            texts += [entry.state.text for entry in entries if isinstance(entry.state, MemoryRecord)]
            flag_dependants(transaction, [memory_id], "was erased")
            transaction.erase(memory_id)
        for link in transaction.edges_ever_at(ids):
            # Why two memories were linked is told in their words.
            transaction.erase_thing(link)
        transaction.erase_questions(texts, namespaces)
        things = list(dict.fromkeys([*things, *transaction.edges_ever_at(things)]))
        for thing_id in things:
            states = [entry.state for entry in transaction.entries(target=thing_id) if entry.state is not None]
            texts += [state.model_dump_json(exclude_defaults=True) for state in states]
            transaction.erase_thing(thing_id)
        change = transaction.change
    for file in store.sidecars():
        file.unlink(missing_ok=True)
    rewritten = store.scrub()
    files = store.files()
    left = [file.name for file in files if any(_holds(file, text) for text in _needles(texts))]
    notice = None
    if left:
        elsewhere = "another memory or process may still hold the same words"
        notice = f"the words were found again in {', '.join(left)}: {elsewhere}."
    if not rewritten:
        notice = "another process is reading the store; close it and run `verify --repair` to empty the log."
    return ErasureProof(
        erased=(*ids, *things),
        change=change,
        files=tuple(file.name for file in files),
        clean=not left,
        notice=notice,
    )


def _needles(texts: Sequence[str]) -> set[bytes]:
    """Give what to look for: each text in UTF-8, as it is and as JSON writes it."""
    long_enough = {text for text in texts if len(text) >= _SHORT_CHARACTERS}
    escaped = {text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in long_enough}
    return {text.encode() for text in long_enough | escaped}


def _holds(file: Path, needle: bytes) -> bool:
    try:
        return holds(file, needle)
    except FileNotFoundError:
        return False  # hooks come and go beside the store
