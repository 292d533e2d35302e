"""Passwords that stand beside their user name: "login: anna / VALUE", "admin:VALUE"."""

from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan
from ricordo.write.secrets.values import is_measure, looks_like_password

LOGIN_STEMS = (
    "login", "log in", "logon", "logged in", "sign in", "signed in", "cred", "user", "account", "zugang", "anmeld", "identifiant", "connexion", "usuario", "acceso", "utente", "accesso",
    "usuário", "acesso", "inlog", "gebruiker", "logowania", "użytkownik", "логин", "пользовател", "учетн", "учётн", "账号", "帐号", "账户", "用户", "アカウント", "ログイン", "ユーザー",
    "admin", "root", "wifi", "wi-fi", "wlan", "ssid",
)  # fmt: skip
_REACH = 120
_PAIR = r"(?<![\w/.@:{-])(?!(?:arn|urn|env|https?|file|ref|sha\d+):)([A-Za-z][\w.+-]{1,60}(?:@[\w.-]{3,60})?)(\s{1,2}/\s{1,2}|/|:)(?![/\s:])[\"'`]?([^\s\"'`,;/]{4,200})(?![/\w])"
_NEXT_TO_EACH_OTHER = (
    r"(?:\s*[:=]|\s+(?:as|with|als|mit|con|avec|com|met))?\s+[A-Za-z][\w.@+-]{1,60}\s+([^\s\"'`,;/]{6,200})(?![/\w])"
)
_ADMINISTRATOR = r"(?<![\w/.@:-])(?:admin|administrator|root|sa|guest|pi|ubuntu|postgres|superuser|sysadmin|tomcat|jenkins)(\s{1,2}/\s{1,2}|/|:)(?![/\s:])([^\s\"'`,;/]{4,200})(?![/\w])"
_HASHED = r"(?<![\w/.$])[A-Za-z_][\w.-]{0,31}:(\$(?:1|2[abxy]?|5|6|7|y|gy|sha1|apr1|argon2\w{1,2}|scrypt)\$[A-Za-z0-9./$=,+]{20,200})"


def find_beside_user_names(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find the second half of a pair of user name and password near a word for logging in.

    Args:
        text: The text.
        lowered: The same text in lower case, of the same length.
    """
    if "/" in text or ":" in text:
        for pair in compiled(_ADMINISTRATOR).finditer(lowered):
            yield from _judge(text[pair.start(2) : pair.end(2)], pair.start(2), strict=pair[1] == "/")
    done = 0
    for place in _places(lowered):
        start = compiled(r"\w*").match(text, place).end()  # type: ignore[union-attr]
        if start <= done:
            continue
        for pair in compiled(_PAIR).finditer(text, start, start + _REACH):
            done = pair.end()
            yield from _judge(pair[3], pair.start(3), strict=pair[2] == "/")
        beside = compiled(_NEXT_TO_EACH_OTHER).match(text, start, start + _REACH)
        if beside:
            yield from _judge(beside[1], beside.start(1), strict=True)


def find_hashed(text: str) -> Iterator[SecretSpan]:
    """Find the lines of password files."""
    for match in compiled(_HASHED).finditer(text):
        yield SecretSpan(match.start(1), match.end(1), "password-hash")


def _places(lowered: str) -> list[int]:
    places = []
    for stem in LOGIN_STEMS:
        place = lowered.find(stem)
        while place >= 0:
            places.append(place + len(stem))
            place = lowered.find(stem, place + len(stem))
    return sorted(places)


def _judge(word: str, start: int, *, strict: bool) -> Iterator[SecretSpan]:
    value = word.rstrip(".,;:)]}*")
    if (
        looks_like_password(value, strict=strict)
        and not is_measure(value)
        and not value.isdigit()
        and not value.replace("-", "").isalpha()
    ):
        yield SecretSpan(start, start + len(value), "password")
