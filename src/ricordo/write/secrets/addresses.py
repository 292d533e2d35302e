"""Credentials inside web addresses and connection strings: user parts, parameters, webhooks."""

from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled, word_set
from ricordo.write.secrets.readers import LONGEST_JUDGED
from ricordo.write.secrets.span import SecretSpan
from ricordo.write.secrets.values import is_placeholder, looks_opaque

# an unescaped slash is part of a password unless what stands before it is a port
_AUTHORITY = (
    r"([^\s:/@\"'<>?#]{0,120}):([^\s/@\"'<>?]{1,200}|(?!\d{1,5}/)[^\s@\"'<>?]{1,200})@(?=([\w\[$<{.%/-][\w.-]*))"
)
_TEMPLATE_WORDS = word_set("password passwd pass pwd pw secret token user username key apikey api_key mypassword")
_TEMPLATE = r"^[\W_]*$|^\$\w+$|^%s$|^\.+$|^x-oauth-basic$|[<{…]|\*{3}|\.{3}|x{4}|\$\(|(?i:\byour|changeme)|^\[redacted"
_PARAMETER = (
    r"(?i)[?&;#](?:[\w.\[\]-]{0,40}?(?:token|secret|password|passwd|passphrase|pwd|signature|api[_-]?key|apikey|access[_-]?key|auth[_-]?key|authkey|"
    r"license[_-]?key|private[_-]?key|credential|session(?:id|_id)?|jwt|assertion)|sig|sign|key|auth|code|pass|pw|sid|tk|hash|hmac|appid|t|k|ticket|otp|apitoken)"
    r"=([^\s&\"'<>#`]{1,4096})"
)
_SURE_PARAMETER = r"(?i)^.(?:.*(?:secret|passw|passphrase|pwd|api_?key|access_?key)|pass|pw)$"
_WEBHOOK_PARTS = ("hook", "chat.googleapis", "logic.azure", "telegram", "ifttt", "feishu", "lark", "dingtalk", "weixin")
_WEBHOOKS = (
    r"https?://hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/[\w/+-]{16,}",
    r"https?://(?:\w+\.)?discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{10,}/[\w-]{16,}",
    r"https?://[\w.-]+\.webhook\.office\.com/webhookb?2?/[\w@/-]{30,}",
    r"https?://outlook\.office(?:365)?\.com/webhook/[\w@/-]{30,}",
    r"https?://[\w.-]+\.logic\.azure\.com(?::443)?/\S{20,}",
    r"https?://(?:hooks\.zapier\.com/hooks/catch|hook\.\w+\.make\.com|hook\.integromat\.com|maker\.ifttt\.com/trigger)/[\w/-]{12,}",
    r"https?://chat\.googleapis\.com/v1/spaces/[^\s\"'<>]{16,}",
    r"https?://(?:open\.feishu\.cn|open\.larksuite\.com|oapi\.dingtalk\.com|qyapi\.weixin\.qq\.com)/[^\s\"'<>]{20,}",
    r"https?://[\w.-]+/hooks/[a-z0-9]{26}(?![\w-])",
    r"https?://api\.telegram\.org/bot\d+:[\w-]{20,}",
    r"https?://[\w.-]+\.ngrok\.\w+/hook/[\w-]{16,}",
)


def find_in_addresses(text: str) -> Iterator[SecretSpan]:
    """Find webhook addresses, user parts with a password, and parameters that carry a credential."""
    yield from _find_webhooks(text)
    yield from _find_user_parts(text)
    if "=" in text:
        yield from _find_parameters(text)


def _find_webhooks(text: str) -> Iterator[SecretSpan]:
    if not any(part in text for part in _WEBHOOK_PARTS):
        return
    for pattern in _WEBHOOKS:
        for match in compiled(pattern).finditer(text):
            address = match[0].rstrip(".,;:)")
            if not is_placeholder(address.rsplit("/", 1)[-1]):
                yield SecretSpan(match.start(), match.start() + len(address), "webhook-url")


def _find_user_parts(text: str) -> Iterator[SecretSpan]:
    for match in compiled(r"[A-Za-z][A-Za-z0-9+.-]{1,40}:(?://|thin:)").finditer(text):
        start = match.end()
        end_of_word = compiled(r"[^\s\"'<>`]{0,600}").match(text, start)
        assert end_of_word is not None
        if "@" in end_of_word[0]:
            yield from _judge_user_part(text, start, end_of_word.end())


def _judge_user_part(text: str, start: int, stop: int) -> Iterator[SecretSpan]:
    if text.endswith("thin:", max(0, start - 5), start):
        oracle = compiled(r"([\w$#]{1,40})/([^\s/@\"']{1,80})@(?://)?[\w.-]+").match(text, start, stop)
        if oracle and _is_password(oracle[2], oracle[1], ""):
            yield SecretSpan(oracle.start(2), oracle.end(2), "password")
        return
    authority = compiled(_AUTHORITY).match(text, start, stop)
    if authority:
        end = authority.end(2)
        # a password with an unescaped @: the last one before the path begins ends the user part
        further = compiled(r"@[^\s/@\"'<>?#]{1,80}(?=@[\w.-]+(?:[:/?]|$|\s))").match(text, end, stop)
        end = further.end() if further else end
        if _is_password(text[authority.start(2) : end], authority[1], authority[3]):
            yield SecretSpan(authority.start(2), end, "url-password")
            if looks_opaque(authority[1], 20):
                yield SecretSpan(authority.start(1), authority.end(1), "url-token")
        return
    alone = compiled(r"([^\s:/@\"'<>?#]{12,512}):?@([\w\[][\w.-]*)").match(text, start, stop)
    # the key in an address for error reports is public by design
    if alone and looks_opaque(alone[1], 16) and not alone[2].endswith(("sentry.io", "bugsink.com")):
        yield SecretSpan(alone.start(1), alone.end(1), "url-token")


def _is_password(value: str, user: str, host: str) -> bool:
    if len(value) < 2 or value.casefold() in _TEMPLATE_WORDS or compiled(_TEMPLATE).search(value):
        return False
    # a development default such as postgres:postgres@localhost is no secret
    return value != user or compiled(r"(?:localhost|127\.|\[|0\.0|[a-z]+$)").match(host) is None


def _find_parameters(text: str) -> Iterator[SecretSpan]:
    for match in compiled(_PARAMETER).finditer(text):
        value = match[1].rstrip(".,;:)]}")
        name = text[match.start() : match.start(1) - 1]
        is_sure = compiled(_SURE_PARAMETER).match(name) is not None
        least = 4 if is_sure else 12 if len(name) > 4 else 16
        if looks_opaque(value[:LONGEST_JUDGED], least, assigned=is_sure):
            yield SecretSpan(match.start(1), match.start(1) + len(value), "url-parameter")
