"""Private keys that are written as a block of lines."""

from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan

_HEAD = (
    r"-{4,5} ?BEGIN (?:(?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?|SSH2 ENCRYPTED PRIVATE KEY|OpenVPN Static key V\d"
    r"|[A-Z]+ SECRET KEY) ?-{4,5}"
)
_TAIL = r"-{4,5} ?END [A-Za-z0-9 ]{3,40}-{4,5}"
_BODY_LINE = r"(?:\\[nr]|\s|[>|\"'+])*(?:[A-Z][\w-]+: [^\n\\]{1,120}|[A-Za-z0-9+/=]{16,}|[A-Za-z0-9+/]{0,200}==?)"
_LAST_BODY_LINE = r"(?:\\[nr]|\s)*[A-Za-z0-9+/]{1,15}(?=\s*(?:$|\.{3}|…|[\"'`]))"
_LEAST_BODY_LETTERS = 20


def find_blocks(text: str) -> Iterator[SecretSpan]:
    """Find private key blocks with a body, whole or cut off, and the private parts of JSON web keys."""
    if "BEGIN " in text:
        yield from _find_armoured(text)
    if "PuTTY-User-Key-File" in text:
        yield from _find_putty(text)
    if '"kty"' in text:
        for match in compiled(r'"(?:d|k|p|q|dp|dq|qi)"\s{0,9}:\s{0,9}"([A-Za-z0-9_-]{22,})"').finditer(text):
            yield SecretSpan(match.start(1), match.end(1), "private-key")


def _find_armoured(text: str) -> Iterator[SecretSpan]:
    for head in compiled(_HEAD).finditer(text):
        next_dashes = text.find("----", head.end())
        stop = next_dashes if next_dashes >= 0 else len(text)
        tail = compiled(_TAIL).match(text, stop)
        end_of_body = stop if tail else _end_of_body(text, head.end(), stop)
        if _has_real_body(text[head.end() : end_of_body]):
            yield SecretSpan(head.start(), tail.end() if tail else end_of_body, "private-key")


def _end_of_body(text: str, start: int, stop: int) -> int:
    """Follow the lines of a block that was cut off, as far as they look like its body."""
    end = start
    while line := compiled(_BODY_LINE).match(text, end, stop):
        end = line.end()
    last = compiled(_LAST_BODY_LINE).match(text, end, stop)
    return last.end() if last and end > start else end


def _has_real_body(body: str) -> bool:
    plain = compiled(r"\\[rn]").sub("\n", body)
    runs = compiled(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{12,}").findall(plain)
    letters = sum(len(run) for run in runs if not compiled(r"[A-Z]?[a-z]+$").match(run))
    is_cut_short = compiled(r"\.{3}|…|<[a-z]|x{8}|\*{3}").search(plain) is not None
    return letters >= (2 * _LEAST_BODY_LETTERS if is_cut_short else _LEAST_BODY_LETTERS)


def _find_putty(text: str) -> Iterator[SecretSpan]:
    for head in compiled(r"PuTTY-User-Key-File-\d: ").finditer(text):
        next_file = text.find("PuTTY-User-Key-File", head.end())
        stop = next_file if next_file >= 0 else len(text)
        if text.find("Private-Lines", head.end(), stop) < 0:
            continue
        mac = compiled(r"Private-MAC: ?[0-9a-fA-F]+").search(text, head.end(), stop)
        yield SecretSpan(head.start(), mac.end() if mac else stop, "private-key")
