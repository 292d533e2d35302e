"""Prove that a store is whole. Repairing rebuilds derived data and nothing else."""

from ricordo.embedding import Embedder
from ricordo.model import Value
from ricordo.storage.base import Finding, Store
from ricordo.upkeep.derived import reembed, reindex, stale_rows


class Check(Value):
    """One named check. `detail` says what is wrong; `repairable` that `--repair` mends it."""

    name: str
    ok: bool
    detail: str = ""
    repairable: bool = False


class VerifyReport(Value):
    """All checks, and what was rebuilt."""

    ok: bool
    checks: tuple[Check, ...]
    repaired: tuple[str, ...] = ()


def verify(store: Store, embedder: Embedder | None, *, repair: bool) -> VerifyReport:
    """Run all checks; with `repair` rebuild the derived data that failed and check again."""
    checks = _checks(store)
    failed = [check.name for check in checks if not check.ok and check.repairable]
    if not repair or not failed:
        return VerifyReport(ok=all(check.ok for check in checks), checks=checks)
    reindex(store, everything=True)
    if embedder is not None and any(name.startswith("vectors") for name in failed):
        reembed(store, embedder)
    store.scrub()
    after = _checks(store)
    still = {check.name for check in after if not check.ok}
    mended = tuple(name for name in failed if name not in still)
    return VerifyReport(ok=not still, checks=after, repaired=mended)


def _checks(store: Store) -> tuple[Check, ...]:
    findings = store.check()
    stale = stale_rows(store)
    detail = f"{stale} memories are indexed with other words than they have" if stale else ""
    findings.append(Finding("text index equals memories", not stale, detail, repairable=True))
    return tuple(Check(name=one.name, ok=one.ok, detail=one.detail, repairable=one.repairable) for one in findings)
