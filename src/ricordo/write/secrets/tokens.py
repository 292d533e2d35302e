"""Apply the token rules, read JSON web tokens, and let checksums overrule the placeholder test."""

import base64
import binascii
import json
import zlib
from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan
from ricordo.write.secrets.token_rules import TOKEN_RULES, TokenRule
from ricordo.write.secrets.values import is_placeholder, looks_opaque

_WEB_TOKEN = r"(?:(?<=\\[nrt])|(?<![A-Za-z0-9_-]))eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,3}"
# the secret half of an AWS key has no form of its own; beside the other half it needs none
_AWS_PAIR = r"(?<![A-Z0-9])A[KS]IA[A-Z0-9]{12,20}(?:[^A-Za-z0-9/+]|/\s){1,12}(?:[A-Za-z_ ]{0,30}[^A-Za-z0-9/+]{1,6})?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ANCHORED_RULES = tuple((anchor, rule) for rule in TOKEN_RULES for anchor in rule.anchors)
_CHECKED_PREFIXES = ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_")


def find_tokens(text: str) -> Iterator[SecretSpan]:
    """Find tokens whose form alone gives them away."""
    done: set[str] = set()
    for rule in [rule for anchor, rule in _ANCHORED_RULES if anchor in text]:
        if rule.pattern not in done:
            done.add(rule.pattern)
            yield from _find_by_rule(text, rule)
    for match in compiled(_AWS_PAIR).finditer(text):
        yield SecretSpan(match.start(1), match.end(1), "aws-secret-key")
    if "eyJ" in text:
        for match in compiled(_WEB_TOKEN).finditer(text):
            if _has_web_token_header(match[0]):
                yield SecretSpan(match.start(), match.end(), "jwt")


def _find_by_rule(text: str, rule: TokenRule) -> Iterator[SecretSpan]:
    for match in compiled(rule.pattern).finditer(text):
        token = match[0].rstrip(".,;:")
        is_inside_name = rule.is_ambiguous and text[match.start() - 1 : match.start()] in ("_", "-")
        if _stands_free(text, match.start()) and not is_inside_name and _is_issued(token, rule):
            yield SecretSpan(match.start(), match.start() + len(token), rule.label)


def _is_issued(token: str, rule: TokenRule) -> bool:
    if _has_valid_checksum(token):
        return True
    return not is_placeholder(token) and (not rule.is_ambiguous or looks_opaque(token, 16))


def _stands_free(text: str, start: int) -> bool:
    if start == 0 or not (text[start - 1].isascii() and text[start - 1].isalnum()):
        return True
    return start > 1 and text[start - 2] == "\\" and text[start - 1] in "nrt"


def _has_valid_checksum(token: str) -> bool:
    """Check the last six characters, which GitHub and npm compute from the thirty before them (CRC-32 in base 62)."""
    if not token.startswith(_CHECKED_PREFIXES) or len(token) != 40:
        return False
    number = 0
    for character in token[34:]:
        number = number * 62 + max(_BASE62.find(character), 0)
    return number == zlib.crc32(token[4:34].encode())


def _has_web_token_header(token: str) -> bool:
    header = token.split(".", 1)[0]
    try:
        fields = json.loads(base64.urlsafe_b64decode(header[:4096] + "=" * (-len(header) % 4)))
    except (binascii.Error, ValueError):
        return False
    return isinstance(fields, dict) and not fields.keys().isdisjoint(("alg", "typ", "enc", "kid", "cty"))
