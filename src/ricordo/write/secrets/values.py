"""Judge one value: could it be a credential, or is it a placeholder, a reference, a date, a word?"""

import re

from ricordo.write.secrets.patterns import compiled

_PLACEHOLDER = r"""(?ix)
    ^(?: <.*  | \$\(.* | \{.* | \[.* | %\w*[a-z_]\w*% | %\(?\w*\)?s | \$env:\w+ | \$[a-z_]+ | \$[A-Z_][A-Z0-9_]* | @\w+@ | !\w+ )$
    | \*{3} | \.{3} | … | _{4} | •{2} | \#{4} | x{4} | \$\{ | \{\{ | <[a-z][\w\ -]*> | \[redacted
    | \byour[-_\ ] | [-_]your[-_] | ^your | [-_\ ]here$ | change[-_]?(?:me|it|this) | placeholder | ^insert[-_] | replace[-_]?(?:me|with|this)
    | example(?:key|token)?$ | \bexample[-_] | ^redacted | ^(?:my|the|some|any)[-_\ ]?(?:own[-_])?(?:super[-_])?(?:secret|password|passwd|token|key|api)
"""
_REFERENCE = (
    r"(?i)^(?:[a-z][a-z0-9+.-]*://|(?:https?|ftp|file|keyring|keychain|op|bw|vault|env|sops|awssm|gcpsm|ssm|kms|arn|urn|ref|valuefrom|fromenv|secretref|"
    r"secretsmanager|projects|azurekv|doppler|infisical|s3|gs|sha(?:1|256|384|512)|md5)(?:\+\w+)?[:/])"
)
_CODE = (
    r"^(?:@?[A-Za-z_][\w.:]*\(|[A-Za-z_][\w-]*=[^=]|[A-Za-z_-]+=$|[{(\[]|\.[a-z]|\*{1,2}\w+$|\*\.\w+$|--?[A-Za-z]|.*(?:\(\?[:=!P<]|[\])][\[(.]|->|::\w)|\$[A-Za-z_]\w*(?:-$|::)|(?:pbkdf2|scrypt|argon2\w*|bcrypt):\w+$|[A-Za-z_][\w.]*\[|[@&*]?[A-Za-z_]+\d{0,3}[A-Za-z_]*(?:(?:\.|::|->|\?\.)[A-Za-z_]+\d?(?:_?[A-Za-z]+)*)+[,;)]*$"
    r"|[A-Z][A-Z0-9]*(?:_[A-Z]+\d{0,2}|_\d{1,2})+$|__\w+__$|\(\)|=>|/[\w-]+/[gimsuy]*$)"
)
_FILE_NAME = (
    r"(?i)^[\w./~-]+\.(?:json|ya?ml|txt|pem|key|env|py|js|tsx?|jsx|crt|cer|p12|pfx|jks|kdbx?|gpg|md|toml|ini|cfg|conf|log|csv|sh|sql|"
    r"html?|xml|png|jpe?g|gif|svg|pdf|zip|gz|tar|tgz|db|sqlite3?|lock|pub|asc|go|rs|java|rb|php|cs|cpp|hpp|swift|kt|vue|css|docx?|xlsx?)$"
)
_ADDRESS = r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|de|fr|es|it|pt|nl|pl|ru|cn|jp|local|internal)(?::\d+)?(?:/|$)"
_MEASURE = r"""(?ix)^[(\[]?(?:
    \d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?:[T_]?\d{1,2}[:h]?\d*.*)? | \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4} | \d{1,2}[-\s]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-\s]?\d{0,4}
  | \d{1,2}(?::\d\d){1,2}(?:[.,]\d+)?(?:am|pm|z|[+-]\d\d:?\d\d)? | t?\d{1,2}h\d{0,2}
  | v?\d+(?:\.\d+)+(?:[-+.]?[a-z]+[-.]?\d*)*(?:\+[\w.]+)? | v\d+(?:[-.]\w+)?
  | [-+]?\d+(?:\.\d+)?e[-+]?\d{1,3} | [-+~<>≤≥=^]*[$€£¥#]?\d+(?:[.,'_]\d+)*[%€$£¥°]? | \d+(?:st|nd|rd|th|er|e|º|ª)
  | [-+~<>]*\d+(?:[.,]\d+)?-?(?:n|µ|u|m|k|g|t|p)?(?:s|b|w|v|hz|ib|i|m|g|l|bit|bits|byte|bytes|bps|px|pt|em|rem)?(?:/(?:s|h|min|day|month|\w+))?
  | \d+(?:[.,]\d+)?-?(?:secs?|seconds?|mins?|minutes?|hours?|hrs?|h|d|days?|w|weeks?|months?|years?|y|yr|chars?|characters?|digits?|words?|letters?|times?|fa|x|factor|step|steps|way|am|pm|fps|mp|rpm|dpi|
      sekunden|minuten|stunden|tage|wochen|monate|jahre|zeichen|stellig\w*|mal|días?|dias?|horas?|minutos?|meses|años|jours?|heures?|mois|ans|giorni|ore|mesi|anni|dagen|uur|dni|godzin)
  | \d+-[a-z]{2,}(?:-[a-z]+)? | \d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:/\d+)? | \#[0-9a-f]{3,8} | q[1-4](?:[-/]?\d{2,4})? | \d+\s?[x×]\s?\d+
  | u\+[0-9a-f]{4,6} | \d+[-–/:]\d+ | rfc-?\d+ | (?:cve|iso|cwe|pep|jep|gdpr|din|en)-?\d[\d:-]*
)[)\]]?$"""
_KNOWN_NAME = r"""(?ix)^(?:
    1password\w* | \w*lastpass | keepass\w* | bitwarden | oauth(?:1|2|2\.0)?(?:-\w+)? | sha-?\d\w*(?:[-/]\d+)? | md[45] | (?:aes|rsa|des|3des|dsa|dh|ecdsa|hmac|cmac|crc|gcm|chacha|blake|scram)[-_]?\w{0,4}(?:[-_]?[a-z]*\d*){0,3}
  | ed25519\w* | x25519 | curve25519 | secp\d+\w* | p-?(?:256|384|521) | [hrep]s(?:256|384|512) | pbkdf2\w* | argon2\w* | bcrypt | scrypt | base-?\d\d\w* | utf-?\d+\w* | latin-?\d | x\.?509 | http/?\d\S* | tls\S{0,5} | sslv?\d?
  | \dfa | u2f | fido2? | webauthn\d? | totp\d? | s3 | ec2 | k8s | k3s | [bcp]2[bcp] | ipv[46] | i18n | l10n | a11y | web[23]\w* | h2(?:o|db)? | pkcs\S{0,4} | ntlm\S{0,2} | wpa[23]?\S{0,12} | mp[34] | h26[45] | win(?:dows)?[-_]?\d+
  | (?:gpt|claude|gemini|llama|mistral|qwen|phi|qwq)[-_]?\d\S* | o[134](?:-\w+)? | python[\d.]* | pip\d? | node(?:js)?[\d.]* | es\d+ | ecma\d+ | html5? | css3? | (?:sql|office|m|o|d)\d{3,4} | log4j\d? | neo4j | d3(?:js)? | vue[23]? | angular\d+ | java\d+ | php\d | perl\d | c\+\+\d* | c99 | c1[17]
  | psycopg\d? | boto3? | urllib\d? | bs4 | jinja2 | sqlite3? | postgres(?:ql)?\d* | mysql\d* | redis\d* | rabbitmq\d? | log4\w+ | ubuntu\S* | debian\d* | macos\d* | ios\d* | android\d* | iphone\d* | ipad\d*
  | ps\d | xbox\S* | usb-?\S{1,3} | wi-?fi\d?\w? | [2-6]g | 4k | 8k | r2d2 | c3po | e2e | g[24]\d? | f\d{1,2} | ctrl\S* | alt\S* | cmd\S* | shift\S* | argocd | j2ee | v8 | cloud9 | route53 | auth0 | mem0 | n8n | web-?hooks? | 0x[0-9a-f]{1,8}
)$"""
_NO_CREDENTIAL_WORDS = frozenset(
    """
    password passwd passphrase passcode pass pwd pw secret token tokens key keys apikey api_key pin code credential credentials user username login admin's
    none null nil undefined true false yes no on off todo tbd tba n/a na empty unset hidden masked removed omitted required optional default nothing anything something
    str string text int integer number float varchar char bytes byte bool boolean object array list dict any type field input output label column secretstr value values id name
    self this args kwargs request response req res config cfg settings options params props env environment os process getpass prompt stdin ask file vault keyring keychain
    plain plaintext hashed encrypted encoded bcrypt argon scrypt unsafe safe secure insecure strong weak good bad fine okay short long wrong right correct incorrect
    missing invalid valid expired stale rotated revoked protected disabled enabled new old current same here below above there known unknown needed generated auto automatic random manual
    bearer basic digest oauth jwt saml oidc ldap sso mfa totp ssh tls ssl public private shared unique simple complex lost gone due set changed reset forgotten stored saved kept
    bitwarden lastpass dashlane keepass keeper proton okta google github gitlab slack apple microsoft azure aws heroku authy yubikey
    the and but for with from that this which what when where how must should may can will would is are was were be been not only also case-sensitive case-insensitive read-only write-only
    foo bar baz foobar qux lorem ipsum example sample placeholder changeme redacted xxx abc
    erforderlich abgelaufen leer falsch richtig gleich ungültig gültig sicher unsicher geheim unbekannt keins kein keine nichts geändert vergessen gesetzt lang kurz nötig neu alt
    requerida requerido caducada caducado vacía vacío incorrecta correcta segura débil obligatoria obligatorio igual nueva ninguna secreta nada olvidada
    requis requise expiré expirée vide obligatoire incorrect faible fort forte sûr aucun aucune oublié changé nouveau
    scaduta scaduto vuota vuoto obbligatoria sbagliata corretta debole sicura nessuna nuova dimenticata segreta
    expirada expirado vazia vazio obrigatória errada correta fraca segura nenhuma nova esquecida
    verlopen leeg verplicht fout veilig zwak geen vergeten nieuw wygasło puste wymagane błędne silne brak nowe
    """.split()  # noqa: SIM905
)
_SYMBOLS = frozenset("!@#$%^&*+=~?|\\§€£")


def is_placeholder(value: str) -> bool:
    """Tell whether a value only stands where a credential would stand."""
    return (
        len(set(value.casefold())) < 2
        or compiled(r"[a-z_-]*(?:password|passwd|passwort)[a-z_-]*$").match(value) is not None
        or value.casefold().rstrip(" :?") in _NO_CREDENTIAL_WORDS
        or compiled(_PLACEHOLDER).search(value) is not None
    )


def is_reference(value: str) -> bool:
    """Tell whether a value is code, a path, an address or a name under which the credential is kept."""
    if any(compiled(source).match(value) for source in (_REFERENCE, _CODE, _FILE_NAME, _ADDRESS)):
        return True
    return "/" in value and _is_path(value) or compiled(r"^[A-Za-z]:\\").match(value) is not None


def is_measure(value: str) -> bool:
    """Tell whether a value is a number, a date, a version, an amount or the name of a technique."""
    return compiled(_MEASURE).match(value) is not None or compiled(_KNOWN_NAME).match(value) is not None


def could_be_credential(value: str) -> bool:
    """Tell whether nothing speaks against a value: it is no placeholder and no reference."""
    return len(value) >= 3 and not is_placeholder(value) and not is_reference(value)


def looks_like_password(value: str, *, strict: bool = False) -> bool:
    """Tell whether a single word looks like a password that somebody chose.

    Args:
        value: The word, without quotes and sentence punctuation.
        strict: Whether nothing but its place in the sentence speaks for it, so that a word that merely
            ends in a digit is not enough.

    Returns:
        Whether it mixes letters, digits and symbols as ordinary words do not.
    """
    if len(value) < 4 or not could_be_credential(value):
        return False
    if value.isdigit():
        return 6 <= len(value) <= 24 and not strict
    if is_measure(value):
        return False
    has_letter = any(character.isalpha() for character in value)
    has_digit = any(character.isdigit() for character in value)
    has_symbol = not _SYMBOLS.isdisjoint(value.rstrip("?") if has_digit and len(value) > 7 else value.rstrip("!?"))
    if strict:
        return (has_letter and has_digit and (has_symbol or looks_random(value))) or (
            has_symbol
            and has_letter
            and len(value) >= 8
            and compiled(r"[a-z][^a-z\s]+[A-Za-z]").search(value) is not None
        )
    if has_digit and (has_letter or has_symbol):
        return compiled(r"^(?:[A-Z]{2,6}-\d{1,5}|[\w-]+(?:==|>=|<=|~=)[\d.]+)$").match(value) is None
    return (has_symbol and has_letter) or _mixes_cases(value) or _is_chain_of_words(value)


def looks_random(value: str) -> bool:
    """Tell whether a word has the unordered mix of letters and digits that only machines write."""
    if len(value) < 8 or not compiled(r"^[!-~]+$").match(value):
        return False
    turns = len(compiled(r"[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])").findall(value))
    return turns >= 3 or (turns >= 2 and len(value) <= 10)


def looks_opaque(value: str, least: int, *, assigned: bool = False) -> bool:
    """Tell whether a single word looks like a token that a machine gave out.

    Args:
        value: The word, without quotes and sentence punctuation.
        least: The fewest characters such a token has.
        assigned: Whether it is assigned to a name that says so, which lets chains of words with digits pass.
    """
    if len(value) < least or not compiled(r"^[!-~]+$").match(value) or not could_be_credential(value):
        return False
    if is_measure(value) or compiled(r"^[A-Z]{2,6}-\d{1,5}$").match(value):
        return False
    if not any(character.isdigit() for character in value):
        return len(value) >= max(least, 16) and not compiled(
            r"^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[-_./:]*[A-Z]?[a-z]+|[-_./:]+[A-Z]+)*_*$"
        ).match(value.lstrip("_"))
    if not any(character.isalpha() for character in value):
        return False
    if compiled(
        r"^(?:[A-Za-z]+|\d{1,4}|[A-Za-z]{2,}\d{1,3}|v\d+)(?:[-_./:@]+(?:[A-Za-z]+|\d{1,4}|[A-Za-z]{2,}\d{1,3}|v\d+))*_*$"
    ).match(value.lstrip("_")):
        return assigned and len(value) >= max(least, 10) and len(compiled(r"\d").findall(value)) >= 2
    return True


def _mixes_cases(word: str) -> bool:
    humps = compiled(r"^(?:[A-Z]?[a-z]{2,}|[A-Z][a-z]+)(?:[A-Z][a-z]+){0,1}$")
    return (
        len(word) >= 8
        and word.isalpha()
        and word.isascii()
        and not (word.isupper() or word.islower())
        and not humps.match(word)
    )


def _is_chain_of_words(value: str) -> bool:
    return (
        compiled(r"^[A-Za-z]{4,}(?:([-_.+])[A-Za-z]{3,})(?:\1[A-Za-z]{3,})*(?:\1[A-Za-z]{4,})$").match(value)
        is not None
    )


def _is_path(value: str) -> bool:
    if compiled(r"^(?:~|\.{1,2}|\$\w+|%\w+%)/").match(value):
        return True
    segments = [segment for segment in re.split(r"[/.]", value) if segment]
    return all(
        compiled(r"^[<{$*]?[A-Za-z_-]*\d{0,3}[A-Za-z]{0,1}[>}*]?$|^v?\d+$").match(segment) for segment in segments
    ) and not (len(value) > 30 and "/" not in value[1:])
