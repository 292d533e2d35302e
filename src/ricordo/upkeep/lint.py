"""Look for memories that something is wrong with, and mend them on demand, as one change."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ricordo.embedding import BundledEmbedder, Embedder
from ricordo.model import MemoryRecord, Value
from ricordo.recall.packing import excerpt
from ricordo.storage.base import Actor, Transaction
from ricordo.storage.counting import CountingStore, Use
from ricordo.text import ANALYSER, pack_terms
from ricordo.timeline import from_micros
from ricordo.upkeep.compact import Nearest, find_groups, is_comparable, own_vector, put_together
from ricordo.upkeep.derived import embedded_text
from ricordo.upkeep.near_duplicates import CONVERSATION, Group, may_be_one
from ricordo.upkeep.problems import (
    LintFinding,
    Looked,
    Problem,
    Standards,
    better_home,
    better_labels,
    judge_memory,
    redacted,
)
from ricordo.write.cascade import flag_dependants
from ricordo.write.classify import Proposal, classify_many
from ricordo.write.derive import derive
from ricordo.write.judge import closed
from ricordo.write.secrets import redact

ASKED_OF_A_PERSON: frozenset[Problem] = frozenset({"too_long", "vague"})


class LintReport(Value):
    """What may be wrong, and what was mended.

    Attributes:
        findings: One for each problem of each memory, as it was before anything was mended.
        counts: How often each problem was found.
        score: How many of 100 memories looked at nothing was found wrong with, rounded down.
        checked: How many memories were looked at.
        cursor: Where the look ended: give it to the next call to go on.
        is_complete: Whether every memory has been looked at.
        fixed: Ids of the memories that were mended.
        change: Number of the change: `undo(change)` takes it back. None when nothing was changed; what is derived
            from a memory is mended without a change.
        notice: What a person has to know, if anything.
    """

    findings: tuple[LintFinding, ...]
    counts: dict[Problem, int]
    score: int
    checked: int
    cursor: int
    is_complete: bool
    fixed: tuple[str, ...] = ()
    change: int | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Linter:
    """Looks for problems, and mends them.

    Attributes:
        store: The store.
        nearest: Finds the memories that are most like a text.
        embedder: Makes vectors; None for none.
        namespaces: Where to look.
        standards: By what memories are judged.
        on_progress: Told how many memories were looked at since the last call.
    """

    store: CountingStore
    nearest: Nearest
    embedder: Embedder | None
    namespaces: tuple[str, ...]
    standards: Standards
    on_progress: Callable[[int], None] | None = None

    def lint(self, after: int, limit: int, fix: Collection[Problem], actor: Actor) -> LintReport:
        """Look at the next memories, whatever their state.

        Args:
            after: Begin behind this row number.
            limit: Look at so many at most.
            fix: The problems to mend.
            actor: Who mends.
        """
        rows = (row for row in self.store.walk(after) if row[1].namespace in self.namespaces)
        looked = self._looked(list(islice(rows, limit)))
        groups = self._groups(looked)
        findings = [finding for one in looked for finding in judge_memory(one, self.standards)]
        findings += [finding for one in groups for finding in _duplicates(one)]
        fixed, change = self._mend(looked, groups, [one for one in findings if one.problem in fix], actor)
        ailing = {one.id for one in findings}
        return LintReport(
            findings=tuple(findings),
            counts=dict(Counter(one.problem for one in findings).most_common()),
            score=100 * (len(looked) - len(ailing)) // len(looked) if looked else 100,
            checked=len(looked),
            cursor=looked[-1].num if looked else after,
            is_complete=next(rows, None) is None,
            fixed=fixed,
            change=change,
            notice=_IN_HISTORY if any(one.problem == "secret" for one in findings) else None,
        )

    # Looking

    def _looked(self, rows: Sequence[tuple[int, MemoryRecord, str, bytes | None, int | None]]) -> list[Looked]:
        uses = self.store.recalls([record.id for _, record, *_ in rows])
        vectors = [own_vector(self.store, num) for num, *_ in rows]
        clean = [redacted(record) for _, record, *_ in rows]
        proposals = self._proposals([record for record, _ in clean], vectors)
        looked = []
        for (num, record, _, stored, analyser), (cleaned, labels), vector, proposal in zip(
            rows, clean, vectors, proposals, strict=True
        ):
            own, last = derive(record).terms, uses.get(record.id, Use()).recalled_at
            looked.append(
                Looked(
                    num, record, cleaned, labels,
                    is_indexed=stored == own and analyser == ANALYSER,
                    has_words=own != pack_terms(()),
                    has_vector=vector is not None,
                    proposal=proposal,
                    recalled_at=None if last is None else from_micros(last),
                )
            )  # fmt: skip
        return looked

    def _proposals(
        self, records: Sequence[MemoryRecord], vectors: Sequence[np.ndarray | None]
    ) -> list[Proposal | None]:
        """Classify statements in force: those that have a vector by it, the others by their words."""
        proposals: list[Proposal | None] = [None] * len(records)
        places = [place for place, one in enumerate(records) if one.state == "live" and one.kind not in CONVERSATION]
        by_vector = isinstance(self.embedder, BundledEmbedder)
        with_vector = [place for place in places if by_vector and vectors[place] is not None]
        without = [place for place in places if place not in set(with_vector)]
        stacked = np.array([vectors[place] for place in with_vector]) if with_vector else None
        for chosen, own in ((with_vector, stacked), (without, None)):
            for place, proposal in zip(chosen, classify_many([records[one].text for one in chosen], own), strict=True):
                proposals[place] = proposal
        return proposals

    def _groups(self, looked: Sequence[Looked]) -> list[Group]:
        now = self.standards.now
        rows = [(one.num, one.record) for one in looked if is_comparable(one.record, now)]
        return find_groups(self.store, self.nearest, rows, now, self.on_progress)

    # Mending

    def _mend(
        self, looked: Sequence[Looked], groups: Sequence[Group], found: Sequence[LintFinding], actor: Actor
    ) -> tuple[tuple[str, ...], int | None]:
        """Mend the single memories first; then put those together that still say the same."""
        problems: dict[str, dict[Problem, str]] = {}
        for finding in found:
            problems.setdefault(finding.id, {})[finding.problem] = finding.why
        if not problems:
            return (), None
        fixed = self._index_anew([one for one in looked if "unreachable" in problems.get(one.record.id, ())])
        with self.store.transaction("lint", actor) as transaction:
            for one in looked:
                if one.record.id in problems and self._mend_one(transaction, one, problems[one.record.id]):
                    fixed.append(one.record.id)
            stale = [one for one in fixed if "stale" in problems[one]]
            flag_dependants(transaction, stale, "was put away")
            for group in groups:
                if "duplicate" in problems.get(group.members[0][0].id, ()):
                    fixed += _put_together(transaction, group, self.standards)
            change = transaction.change
        return tuple(dict.fromkeys(fixed)), change

    def _mend_one(self, transaction: Transaction, looked: Looked, problems: Mapping[Problem, str]) -> bool:
        new = mended(looked, problems, self.standards)
        if new == looked.record or transaction.get(looked.record.id) != looked.record:
            return False
        new = _settled(transaction, looked.record, new, self.standards)
        if new == looked.record:
            return False
        transaction.write(new.model_copy(update={"updated_at": self.standards.now}), derive(new))
        return True

    def _index_anew(self, looked: Sequence[Looked]) -> list[str]:
        """Make words and vectors anew; what is derived from a memory is no part of its history."""
        self.store.put_derived((one.num, derive(one.record)) for one in looked)
        lacking = [] if self.embedder is None else [one for one in looked if not one.has_vector]
        if self.embedder is not None and lacking:
            texts = [embedded_text(self.store, one.num, one.record) for one in lacking]
            vectors = self.embedder.embed(texts)
            self.store.put_vectors((one.num, vector) for one, vector in zip(lacking, vectors, strict=True))
        return [one.record.id for one in looked if one.has_words or self.embedder is not None]


def mended(looked: Looked, problems: Mapping[Problem, str], by: Standards) -> MemoryRecord:
    """Give a memory without these problems; what only a person can mend is flagged for one.

    Args:
        looked: The memory.
        problems: Why it has which.
        by: By what it was judged.
    """
    changes: dict[str, object] = {}
    record = looked.cleaned if "secret" in problems else looked.record
    if "uncategorised" in problems:
        changes |= better_labels(looked)
    if "wrong_home" in problems:
        changes["namespace"] = better_home(looked, by) or record.namespace
    known = record.flagged or ""
    asked = [why for problem, why in problems.items() if problem in ASKED_OF_A_PERSON and why not in known]
    if asked:
        changes["flagged"] = "; ".join(filter(None, (known, *asked)))
    if "stale" in problems:
        changes |= {"state": "archived", "expired_at": by.now}
    return record.model_copy(update=changes)


def _settled(transaction: Transaction, old: MemoryRecord, new: MemoryRecord, by: Standards) -> MemoryRecord:
    """Give way to what stands where a mended memory wants to stand: the same text wins, the same subject asks."""
    if new.state not in ("live", "held"):
        return new
    rival = transaction.find_subject(new.namespace, new.subject) if new.state == "live" and new.subject else None
    if rival is not None and rival.id != new.id:
        why = f"it belongs to {new.namespace}, where {rival.id} fills the subject {new.subject}"
        flagged = old.flagged if why in (old.flagged or "") else "; ".join(filter(None, (old.flagged, why)))
        new = new.model_copy(update={"namespace": old.namespace, "flagged": flagged})
    twin = transaction.find_text(new.namespace, derive(new).text_key)
    if twin is not None and twin.id != new.id:
        return closed(new, twin).model_copy(update={"expired_at": by.now})
    return new


def _put_together(transaction: Transaction, one: Group, by: Standards) -> list[str]:
    """Put a group together as it stands after everything else was mended."""
    kept = transaction.get(one.kept.id)
    members = [(transaction.get(member.id), why) for member, why in one.members]
    left = [(member, why) for member, why in members if kept and member and may_be_one(kept, member)]
    if kept is None or not left or not put_together(transaction, Group(kept, tuple(left)), by.now):
        return []
    return [member.id for member, _ in left]


def _duplicates(one: Group) -> Iterator[LintFinding]:
    for member, reason in one.members:
        others = (one.kept.id, *(other.id for other, _ in one.members if other.id != member.id))
        text = excerpt(redact(member.text)[0])
        why = f"{one.kept.id} says the same: {reason}"
        proposal = f"close it in favour of {one.kept.id}, which keeps its labels"
        yield LintFinding(problem="duplicate", id=member.id, text=text, why=why, proposal=proposal, others=others)


_IN_HISTORY = "earlier states in the history hold the credentials, too; change them, or erase with `forget --hard`."
