"""Find credentials in a text and take them out. Pure: a text in, places or a text out."""

from bisect import bisect_right

from ricordo.write.secrets.disguise import undisguise
from ricordo.write.secrets.search import search
from ricordo.write.secrets.span import SecretSpan, unite

__all__ = ["SecretSpan", "find_secrets", "redact"]

_MOST_PASSES = 12


def find_secrets(text: str) -> tuple[SecretSpan, ...]:
    """Find every credential in a text.

    Taking one credential out can uncover another (a word edge, the next word after a cue), so the search is
    repeated on what would be stored until nothing is left to find.

    Args:
        text: Any text, in NFC.

    Returns:
        The spans in order; none overlaps another.
    """
    spans = _seen(text)
    fresh = spans
    passes = 0
    while fresh:
        fresh = _in_original(_seen(_without(text, spans)), spans)
        passes += 1
        if fresh and passes > _MOST_PASSES:
            # a text that uncovers one credential after the other was made to do so: the rest goes as a whole
            fresh = [SecretSpan(fresh[0].start, len(text), fresh[0].label)]
        spans = unite([*spans, *fresh]) if fresh else spans
    return tuple(spans)


def redact(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace every credential by a placeholder that names its sort.

    Args:
        text: Any text, in NFC.

    Returns:
        The new text and the labels in order; the same object and no label when nothing was found.
    """
    spans = find_secrets(text)
    if not spans:
        return text, ()
    return _without(text, list(spans)), tuple(span.label for span in spans)


def _seen(text: str) -> list[SecretSpan]:
    plain, places = undisguise(text)
    spans = search(plain)
    if places is None:
        return spans
    return [SecretSpan(places[span.start], places[span.end - 1] + 1, span.label) for span in spans]


def _without(text: str, spans: list[SecretSpan]) -> str:
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += (text[done : span.start], f"[redacted: {span.label}]")
        done = span.end
    return "".join([*pieces, text[done:]])


def _in_original(fresh: list[SecretSpan], spans: list[SecretSpan]) -> list[SecretSpan]:
    """Move spans of the redacted text to where they stand in the original; one that meets a placeholder takes it in."""
    starts: list[int] = []
    shift = 0
    for span in spans:
        starts.append(span.start + shift)
        shift += len(f"[redacted: {span.label}]") - (span.end - span.start)
    return [SecretSpan(_place(s.start, starts, spans)[0], _place(s.end - 1, starts, spans)[1], s.label) for s in fresh]


def _place(place: int, starts: list[int], spans: list[SecretSpan]) -> tuple[int, int]:
    """Give the stretch of the original text for which one character of the redacted text stands."""
    index = bisect_right(starts, place) - 1
    if index < 0:
        return place, place + 1
    span = spans[index]
    behind = place - starts[index] - len(f"[redacted: {span.label}]")
    return (span.start, span.end) if behind < 0 else (span.end + behind, span.end + behind + 1)
