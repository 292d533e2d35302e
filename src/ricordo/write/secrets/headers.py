"""Credentials in HTTP headers: authorization schemes, key headers, cookies."""

import base64
import binascii
from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan
from ricordo.write.secrets.values import could_be_credential, is_placeholder, looks_opaque

HEADER_STEMS = ("authorization", "bearer", "basic", "cookie")
_AUTHORIZATION = (
    r"(?i)\b(?:proxy-)?authorization\\?[\"'`]?\]?\s{0,4}(?:[:=,]|=>)\s{0,4}\\?[\"'`]?f?[\"'`]?"
    r"(?:(bearer|basic|token|apikey|api-key|key|digest|negotiate|ssws|hawk|aws4-hmac-sha256|genie-?key|bot|oauth|splunk|sso-key|zoho-oauthtoken|klaviyo-api-key)[ =:]\s{0,3})?"
    r"(?:token=|key=)?\\?[\"'`]?([^\s\"'`,;<>\\]{4,4096})"
)
_BEARER = r"(?i)\bbearer[\s:=]{1,3}[\"'`]?([A-Za-z0-9_.~+/=:|-]{12,4096})"
_BASIC = r"(?i)\bbasic\s{1,2}[\"'`]?([A-Za-z0-9+/_-]{8,1024}={0,2})"
_DIGEST_RESPONSE = r"(?i)\b(?:response|signature|nonce_hash)=\"?([0-9a-zA-Z+/=%]{24,})"
_COOKIE = r"(?i)\b(?:set-)?cookies?\\?[\"'`]?\s{0,3}[:=]\s{0,3}\\?[\"'`]?([^\n\"'`]{3,4096})"
_COOKIE_PAIR = r"([\w.$~!-]{1,80})=([^\s;,\"'`]{1,4096})"
_SESSION_NAME = r"(?i)sess|sid$|auth|token|jwt|login|remember|csrf|xsrf|ticket|identity|secret|passw|^__secure|^__host|asp\.?net|cf_clearance|\.aspx|laravel|sso|saml|cred|^d$|^at$|^rt$"


def find_in_headers(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find what follows an authorization scheme and what a session cookie carries."""
    if "authorization" in lowered:
        yield from _find_authorization(text)
    if "bearer" in lowered:
        for match in compiled(_BEARER).finditer(text):
            value = match[1].rstrip(".,:;/")
            if looks_opaque(value, 12):
                yield SecretSpan(match.start(1), match.start(1) + len(value), "bearer-token")
    if "basic" in lowered:
        for match in compiled(_BASIC).finditer(text):
            if _is_user_and_password(match[1]):
                yield SecretSpan(match.start(1), match.end(1), "basic-credentials")
    if "cookie" in lowered:
        yield from _find_cookies(text)


def _find_authorization(text: str) -> Iterator[SecretSpan]:
    for match in compiled(_AUTHORIZATION).finditer(text):
        value = match[2].rstrip(".,;:)]}")
        scheme = (match[1] or "").casefold()
        if scheme in ("digest", "aws4-hmac-sha256", "hawk", "oauth"):
            for part in compiled(_DIGEST_RESPONSE).finditer(text, match.start(2), match.start(2) + 2000):
                yield SecretSpan(part.start(1), part.end(1), "authorization")
            if scheme != "oauth":
                continue
        least = 8 if scheme else 12
        if _is_user_and_password(value) or looks_opaque(value, least, assigned=True):
            yield SecretSpan(match.start(2), match.start(2) + len(value), f"{scheme or 'authorization'}-credentials")


def _is_user_and_password(value: str) -> bool:
    try:
        plain = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return False
    user, colon, password = plain.partition(":")
    return (
        bool(colon) and plain.isprintable() and len(password) > 1 and not is_placeholder(password) and len(user) < 200
    )


def _find_cookies(text: str) -> Iterator[SecretSpan]:
    for header in compiled(_COOKIE).finditer(text):
        pairs = [
            pair
            for pair in compiled(_COOKIE_PAIR).finditer(text, header.start(1), header.end(1))
            if _is_session(pair[1], pair[2])
        ]
        for pair in pairs:
            yield SecretSpan(pair.start(2), pair.end(2), "session-cookie")


def _is_session(name: str, value: str) -> bool:
    if not could_be_credential(value):
        return False
    if compiled(_SESSION_NAME).search(name):
        return len(value) >= 8 and looks_opaque(value, 8, assigned=True)
    return looks_opaque(value, 24)
