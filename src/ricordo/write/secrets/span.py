"""What the finder gives back: where a credential stands and what sort it is."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SecretSpan:
    """One credential in a text.

    Attributes:
        start: First code point.
        end: Code point after the last.
        label: What sort of credential it is, such as ``aws-access-key`` or ``password``.
    """

    start: int
    end: int
    label: str


def unite(spans: Iterable[SecretSpan]) -> list[SecretSpan]:
    """Sort spans and join those that overlap; the one that was found first gives the label."""
    united: list[tuple[int, SecretSpan]] = []
    for rank, span in sorted(enumerate(spans), key=lambda ranked: (ranked[1].start, ranked[0])):
        if not united or span.start >= united[-1][1].end:
            united.append((rank, span))
            continue
        best, last = united[-1]
        label = last.label if best < rank else span.label
        united[-1] = (min(best, rank), SecretSpan(last.start, max(last.end, span.end), label))
    return [span for _, span in united]
