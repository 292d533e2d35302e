"""What values look like that are no credentials, as data: placeholders, references, code, measures, names, words."""

from ricordo.write.secrets.patterns import word_set

PLACEHOLDER = r"""(?ix)
    ^(?: <.*  | \$\(.* | \{.* | \[.* | %\w*[a-z_]\w*% | %\(?\w*\)?s | \$env:\w+ | \$[a-z_]+ | \$[A-Z_][A-Z0-9_]* | @\w+@ | !\w+ )$
    | \*{3} | \.{3} | … | _{4} | •{2} | \#{4} | x{4} | \$\{ | \{\{ | <[a-z][\w\ -]*> | \[redacted
    | \byour[-_\ ] | [-_]your[-_] | ^your | [-_\ ]here$ | change[-_]?(?:me|it|this) | placeholder | ^insert[-_] | replace[-_]?(?:me|with|this)
    | example(?:key|token)?$ | \bexample[-_] | ^redacted | ^(?:my|the|some|any)[-_\ ]?(?:own[-_])?(?:super[-_])?(?:secret|password|passwd|token|key|api)
"""
REFERENCE = (
    r"(?i)^(?:[a-z][a-z0-9+.-]*://|(?:https?|ftp|file|keyring|keychain|op|bw|vault|env|sops|awssm|gcpsm|ssm|kms|arn|urn|ref|valuefrom|fromenv|secretref|"
    r"secretsmanager|projects|azurekv|doppler|infisical|s3|gs|sha(?:1|256|384|512)|md5)(?:\+\w+)?[:/])"
)
_PART = r"[A-Za-z_]++(?:\d{1,2}[A-Za-z_]++|(?<=_)\d{1,3}|\d)?+"
CODE = (
    rf"^(?:@?[A-Za-z_][\w.:]*\(|[A-Za-z_][\w-]*=[^=]|[A-Za-z_-]+=$|[{{(\[]|\.[a-z]|\*{{1,2}}\w+$|\*\.\w+$|--?[A-Za-z]|.*(?:\(\?[:=!P<]|[\])][\[(.]|->|::\w)|\$[A-Za-z_]\w*(?:-$|::)|(?:pbkdf2|scrypt|argon2\w*|bcrypt):\w+$|[A-Za-z_][\w.]*\[|(?:this|self)\.|/\^|#[a-z-]+$|[@&*]?{_PART}(?:(?:\.|::|->|\?\.){_PART})++[,;)]*$"
    rf"|[A-Z][A-Z0-9]*(?:_[A-Z]+\d{{0,2}}|_\d{{1,2}})+$|__\w+__$|\(\)|=>|/[\w-]+/[gimsuy]*$)"
)
FILE_NAME = (
    r"(?i)^[\w./~-]+\.(?:json|ya?ml|txt|pem|key|env|py|js|tsx?|jsx|crt|cer|p12|pfx|jks|kdbx?|gpg|md|toml|ini|cfg|conf|log|csv|sh|sql|"
    r"html?|xml|png|jpe?g|gif|svg|pdf|zip|gz|tar|tgz|db|sqlite3?|lock|pub|asc|go|rs|java|rb|php|cs|cpp|hpp|swift|kt|vue|css|docx?|xlsx?)$"
)
ADDRESS = r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|de|fr|es|it|pt|nl|pl|ru|cn|jp|local|internal)(?::\d+)?(?:/|$)"
MEASURE = r"""(?ix)^[(\[]?(?:
    \d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?:[T_]?\d{1,2}[:h]?\d*.*)? | \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4} | \d{1,2}[-\s]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-\s]?\d{0,4}
  | \d{1,2}(?::\d\d){1,2}(?:[.,]\d+)?(?:am|pm|z|[+-]\d\d:?\d\d)? | t?\d{1,2}h\d{0,2}
  | v?\d+(?:\.\d+)+(?:[-+.]?[a-z]++[-.]?\d*+)*+(?:\+[\w.]+)? | v\d+(?:[-.]\w+)?
  | [-+]?\d+(?:\.\d+)?e[-+]?\d{1,3} | [-+~<>≤≥=^]*[$€£¥#]?\d+(?:[.,'_]\d+)*[%€$£¥°]? | \d+(?:st|nd|rd|th|er|e|º|ª)
  | [-+~<>]*\d+(?:[.,]\d+)?-?(?:n|µ|u|m|k|g|t|p)?(?:s|b|w|v|hz|ib|i|m|g|l|bit|bits|byte|bytes|bps|px|pt|em|rem)?(?:/(?:s|h|min|day|month|\w+))?
  | \d+(?:[.,]\d+)?-?(?:secs?|seconds?|mins?|minutes?|hours?|hrs?|h|d|days?|w|weeks?|months?|years?|y|yr|chars?|characters?|digits?|words?|letters?|times?|fa|x|factor|step|steps|way|am|pm|fps|mp|rpm|dpi|
      sekunden|minuten|stunden|tage|wochen|monate|jahre|zeichen|stellig\w*|mal|días?|dias?|horas?|minutos?|meses|años|jours?|heures?|mois|ans|giorni|ore|mesi|anni|dagen|uur|dni|godzin)
  | \d+-[a-z]{2,}(?:-[a-z]+)? | \d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:/\d+)? | \#[0-9a-f]{3,8} | q[1-4](?:[-/]?\d{2,4})? | \d+\s?[x×]\s?\d+
  | u\+[0-9a-f]{4,6} | \d+[-–/:]\d+ | rfc-?\d+ | (?:cve|iso|cwe|pep|jep|gdpr|din|en)-?\d[\d:-]*
)[)\]]?$"""
KNOWN_NAME = r"""(?ix)^(?:
    1password\w* | \w*lastpass | keepass\w* | bitwarden | oauth(?:1|2|2\.0)?(?:-\w+)? | sha-?\d\w*(?:[-/]\d+)? | md[45] | (?:aes|rsa|des|3des|dsa|dh|ecdsa|hmac|cmac|crc|gcm|chacha|blake|scram)[-_]?\w{0,4}+(?:[-_]?[a-z]*+\d*+){0,3}+
  | ed25519\w* | x25519 | curve25519 | secp\d+\w* | p-?(?:256|384|521) | [hrep]s(?:256|384|512) | pbkdf2\w* | argon2\w* | bcrypt | scrypt | base-?\d\d\w* | utf-?\d+\w* | latin-?\d | x\.?509 | http/?\d\S* | tls\S{0,5} | sslv?\d?
  | \dfa | u2f | fido2? | webauthn\d? | totp\d? | s3 | ec2 | k8s | k3s | [bcp]2[bcp] | ipv[46] | i18n | l10n | a11y | web[23]\w* | h2(?:o|db)? | pkcs\S{0,4} | ntlm\S{0,2} | wpa[23]?\S{0,12} | mp[34] | h26[45] | win(?:dows)?[-_]?\d+
  | (?:gpt|claude|gemini|llama|mistral|qwen|phi|qwq)[-_]?\d\S* | o[134](?:-\w+)? | python[\d.]* | pip\d? | node(?:js)?[\d.]* | es\d+ | ecma\d+ | html5? | css3? | (?:sql|office|m|o|d)\d{3,4} | log4j\d? | neo4j | d3(?:js)? | vue[23]? | angular\d+ | java\d+ | php\d | perl\d | c\+\+\d* | c99 | c1[17]
  | psycopg\d? | boto3? | urllib\d? | bs4 | jinja2 | sqlite3? | postgres(?:ql)?\d* | mysql\d* | redis\d* | rabbitmq\d? | log4\w+ | ubuntu\S* | debian\d* | macos\d* | ios\d* | android\d* | iphone\d* | ipad\d*
  | ps\d | xbox\S* | usb-?\S{1,3} | wi-?fi\d?\w? | [2-6]g | 4k | 8k | r2d2 | c3po | e2e | g[24]\d? | f\d{1,2} | ctrl\S* | alt\S* | cmd\S* | shift\S* | argocd | j2ee | v8 | cloud9 | route53 | auth0 | mem0 | n8n | web-?hooks? | 0x[0-9a-f]{1,8}
)$"""
NO_CREDENTIAL_WORDS = word_set(
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
    """
)
CAMEL_NAMES = word_set(
    """
    lastpass keepass bitwarden onenote onedrive sharepoint dropbox icloud whatsapp youtube postgresql mongodb javascript typescript fastapi openai paypal linkedin github gitlab
    bitbucket devops sendgrid cloudflare digitalocean terraform clickhouse powershell facebook airtable hubspot salesforce sonarqube teamcity circleci chatgpt deepseek keychain
    autofill passkey windows nextcloud fritzbox macbook wordpress stackoverflow kubernetes springboot
    """
)
