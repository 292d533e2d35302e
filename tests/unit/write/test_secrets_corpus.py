"""Texts with made-up credentials and texts that only look like it, both written before the rules.

A template marks what must disappear with ⟦ ⟧ and draws every random part with ⟨kind length⟩ at run time, so no
complete token stands in this file and every seed asks the finder about other values.
"""

import base64
import json
import random
import re
import string
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricordo.write.secrets import find_secrets, redact

ALPHABETS = {
    "u": string.ascii_uppercase + string.digits,
    "b": string.ascii_uppercase + "234567",
    "x": "0123456789abcdef",
    "m": string.ascii_letters + string.digits,
    "l": string.ascii_lowercase + string.digits,
    "d": string.digits,
    "s": string.ascii_letters + string.digits + "-_",
    "c": string.ascii_letters + string.digits + "+/",
    "g": "qpzry9x8gf2tvdw0s3jn54khce6mua7l".upper(),
}
WORDS = ("kestrel", "mango", "velvet", "tundra", "copper", "lantern", "pigeon", "walnut", "saffron", "orbit")
SEED_WORDS = (
    "abandon ability acid admit alarm album anchor apple arrow badge bamboo banner basket beach bicycle bitter blanket "
    "blossom brick bubble cabin cactus camera canyon carbon castle cement cherry cinnamon clever cliff cloud cluster"
).split()


def _run(alphabet: str, length: int, rng: random.Random) -> str:
    """Draw one run that has every sort of character of its alphabet that a real token of that length has."""
    while True:
        run = "".join(rng.choice(alphabet) for _ in range(length))
        wanted = [s for s in (string.digits, string.ascii_lowercase, string.ascii_uppercase) if set(s) & set(alphabet)]
        if run[0].isalnum() and run[-1].isalnum() and (length < 6 or all(set(s) & set(run) for s in wanted)):
            return run


def _password(rng: random.Random) -> str:
    first, second = rng.sample(WORDS, 2)
    styles = (
        f"{first.title()}{rng.choice('!$%*#')}{rng.randrange(10, 99)}",
        f"{first}-{second}-{rng.randrange(10, 99)}",
        f"{first}{rng.randrange(1000, 9999)}",
        f"{first.title()}{second.title()}{rng.randrange(10, 99)}!",
        _run(ALPHABETS["m"], 12, rng),
        f"{rng.choice('xqz')}{rng.randrange(10)}{rng.choice('!$%')}{_run(ALPHABETS['m'], 8, rng)}",
    )
    return rng.choice(styles)


def _encoded(value: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _jwt(rng: random.Random) -> str:
    header, claims = {"alg": "HS256", "typ": "JWT"}, {"sub": _run(ALPHABETS["d"], 8, rng)}
    return f"{_encoded(header)}.{_encoded(claims)}.{_run(ALPHABETS['s'], 43, rng)}"


def _pem_body(rng: random.Random) -> str:
    return "\n".join("MII" + _run(ALPHABETS["c"], 61, rng) for _ in range(4)) + "\n"


def _card(rng: random.Random) -> str:
    digits = rng.choice(("4", "51", "55")) + _run(ALPHABETS["d"], 14, rng)
    digits = digits[:15]
    for check in string.digits:
        total = 0
        for place, digit in enumerate(reversed(digits + check)):
            doubled = int(digit) * (2 if place % 2 else 1)
            total += doubled - 9 if doubled > 9 else doubled
        if total % 10 == 0:
            return digits + check
    raise AssertionError


def _iban(rng: random.Random) -> str:
    account = _run(ALPHABETS["d"], 18, rng)
    return f"DE{98 - int(account + '131400') % 97:02d}{account}"


def _ssn(rng: random.Random) -> str:
    return f"{rng.randrange(100, 600)}-{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}"


def _basic(rng: random.Random) -> str:
    return base64.b64encode(f"deploy:{_password(rng)}".encode()).decode()


SPECIAL = {
    "pw": _password,
    "jwt": _jwt,
    "pem": _pem_body,
    "card": _card,
    "card4": lambda rng: " ".join(re.findall("....", _card(rng))),
    "iban": _iban,
    "iban4": lambda rng: " ".join(re.findall(".{1,4}", _iban(rng))),
    "ssn": _ssn,
    "basic": _basic,
    "uuid": lambda rng: str(uuid.UUID(int=rng.getrandbits(128), version=4)),
    "words12": lambda rng: " ".join(rng.sample(SEED_WORDS, 12)),
    "words24": lambda rng: " ".join(rng.sample(SEED_WORDS, 24)),
    "code": lambda rng: f"{_run(ALPHABETS['l'], 5, rng)}-{_run(ALPHABETS['l'], 5, rng)}",
}


def _draw(kind: str, rng: random.Random) -> str:
    if kind in SPECIAL:
        return SPECIAL[kind](rng)
    return _run(ALPHABETS[kind[0]], int(kind[1:]), rng)


def build(template: str, seed: int) -> tuple[str, list[tuple[int, int]]]:
    """Fill a template and give the text with the spans that must be covered."""
    rng = random.Random(f"{seed} {template}")
    filled = re.sub("⟨(.+?)⟩", lambda match: _draw(match[1], rng), template)
    text, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", filled):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟧":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, spans


PEM = "-----{} {} KEY-----"

SECRETS = {
    "blocks": (
        "The deploy key:\n⟦-----BEGIN RSA PRIVATE" + " KEY-----\n⟨pem⟩-----END RSA PRIVATE" + " KEY-----⟧",
        "⟦-----BEGIN OPENSSH PRIVATE" + " KEY-----\n⟨pem⟩-----END OPENSSH PRIVATE" + " KEY-----⟧\nis on the laptop",
        "key = '⟦-----BEGIN PRIVATE" + " KEY-----\\nMII⟨c61⟩\\n⟨c64⟩\\n-----END PRIVATE" + " KEY-----⟧\\n'",
        "cut off: ⟦-----BEGIN EC PRIVATE" + " KEY-----\nMHc⟨c61⟩\n⟨c40⟩⟧",
        "⟦-----BEGIN PGP PRIVATE KEY"
        + " BLOCK-----\nVersion: 2\n\n⟨pem⟩=⟨c4⟩\n-----END PGP PRIVATE KEY"
        + " BLOCK-----⟧",
        "⟦-----BEGIN ENCRYPTED PRIVATE" + " KEY-----\n⟨pem⟩-----END ENCRYPTED PRIVATE" + " KEY-----⟧",
        "age identity ⟦AGE-SECRET-KEY-1⟨g58⟩⟧ for sops",
        "⟦PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: work\nPublic-Lines: 1\n⟨c64⟩\nPrivate-Lines: 1\n"
        "⟨c64⟩\nPrivate-MAC: ⟨x40⟩⟧",
        '{"kty":"EC","crv":"P-256","x":"⟨s43⟩","d":"⟦⟨s43⟩⟧"}',
    ),
    "cloud": (
        "AWS access key ⟦AKIA⟨b16⟩⟧ belongs to ci-bot",
        "temporary id ⟦ASIA⟨b16⟩⟧ expires tonight",
        "aws_secret_access_key = ⟦⟨c40⟩⟧",
        "Prod AWS secret access key: ⟦⟨c40⟩⟧",
        "Maps calls use ⟦AIza⟨s35⟩⟧ in the browser",
        "oauth client secret ⟦GOCSPX-⟨s28⟩⟧",
        "ya29 from gcloud: ⟦ya29.⟨s80⟩⟧",
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=⟦⟨c86⟩==⟧;EndpointSuffix=core.windows.net",
        "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=⟦⟨c43⟩=⟧",
        "do token ⟦dop_v1_⟨x64⟩⟧ for the droplets",
        "fly deploys with ⟦FlyV1 fm2_⟨c120⟩⟧",
        "The Hetzner API token is ⟦⟨m64⟩⟧",
        "Heroku key: ⟦HRKU-⟨s60⟩⟧",
        "CLOUDFLARE_API_TOKEN=⟦⟨s40⟩⟧",
        "aliyun key ⟦LTAI⟨m20⟩⟧",
        "vault root token is ⟦hvs.⟨s24⟩⟧",
        "terraform cloud: ⟦⟨m14⟩.atlasv1.⟨s60⟩⟧",
        "pulumi login ⟦pul-⟨x40⟩⟧",
        "tailscale key ⟦tskey-auth-⟨m12⟩-⟨m32⟩⟧",
    ),
    "code and packages": (
        "GitHub PAT ⟦ghp_⟨m36⟩⟧ for the mirror job",
        "use ⟦github_pat_⟨m22⟩_⟨m59⟩⟧ on the runner",
        "actions token ⟦ghs_⟨m36⟩⟧",
        "Our GitLab token is ⟦glpat-⟨s20⟩⟧.",
        "runner registration ⟦glrt-⟨s20⟩⟧",
        "bitbucket app password ⟦ATBB⟨m32⟩⟧",
        "publish with ⟦npm_⟨m36⟩⟧",
        "twine uses ⟦pypi-AgEIcHlwaS5vcmc⟨s80⟩⟧",
        "cargo token ⟦cio⟨m32⟩⟧ is mine",
        "gem push with ⟦rubygems_⟨x48⟩⟧",
        "nuget key ⟦oy2⟨l43⟩⟧",
        "docker hub ⟦dckr_pat_⟨s27⟩⟧",
        "jira token ⟦ATATT3xFfGF0⟨s100⟩=⟨u8⟩⟧",
        "sonar ⟦sqp_⟨x40⟩⟧ for analysis",
        "circle ⟦CCIPAT_⟨m22⟩_⟨x40⟩⟧",
        "buildkite agent ⟦bkua_⟨x40⟩⟧",
        "postman ⟦PMAK-⟨x24⟩-⟨x34⟩⟧",
        "linear: ⟦lin_api_⟨m40⟩⟧",
        "notion integration ⟦ntn_⟨m46⟩⟧",
        "figma ⟦figd_⟨s40⟩⟧",
        "airtable ⟦pat⟨m14⟩.⟨x64⟩⟧",
    ),
    "artificial intelligence": (
        "OpenAI: ⟦sk-proj-⟨s74⟩⟧",
        "old key ⟦sk-⟨m48⟩⟧ still works",
        "claude key ⟦sk-ant-api03-⟨s93⟩AA⟧ in the vault",
        "groq ⟦gsk_⟨m52⟩⟧",
        "hf token ⟦hf_⟨m34⟩⟧",
        "replicate ⟦r8_⟨m37⟩⟧",
        "perplexity ⟦pplx-⟨m48⟩⟧",
        "xai ⟦xai-⟨m80⟩⟧",
        "openrouter ⟦sk-or-v1-⟨x64⟩⟧",
        "langsmith ⟦lsv2_pt_⟨x32⟩_⟨x10⟩⟧",
        "tavily ⟦tvly-dev-⟨m32⟩⟧",
        "pinecone ⟦pcsk_⟨m6⟩_⟨m63⟩⟧",
        "nvidia ⟦nvapi-⟨s64⟩⟧",
    ),
    "chat, mail, payment, monitoring": (
        "Slack bot ⟦xoxb-⟨d12⟩-⟨d12⟩-⟨m24⟩⟧",
        "slack app ⟦xapp-1-⟨u11⟩-⟨d13⟩-⟨x64⟩⟧",
        "post to ⟦https://hooks.slack.com/services/T⟨u8⟩/B⟨u8⟩/⟨m24⟩⟧ on failure",
        "alerts: ⟦https://discord.com/api/webhooks/⟨d18⟩/⟨s68⟩⟧",
        "telegram bot ⟦⟨d10⟩:AA⟨s33⟩⟧",
        "teams hook ⟦https://acme.webhook.office.com/webhookb2/⟨uuid⟩@⟨uuid⟩/IncomingWebhook/⟨x32⟩/⟨uuid⟩⟧",
        "stripe live ⟦sk_live_⟨m24⟩⟧",
        "stripe restricted ⟦rk_live_⟨m99⟩⟧",
        "webhook signing ⟦whsec_⟨m32⟩⟧",
        "square ⟦EAAA⟨s60⟩⟧",
        "shopify ⟦shpat_⟨x32⟩⟧",
        "sendgrid ⟦SG.⟨s22⟩.⟨s43⟩⟧",
        "mailgun ⟦key-⟨x32⟩⟧",
        "mailchimp ⟦⟨x32⟩-us12⟧ for the list",
        "brevo ⟦xkeysib-⟨x64⟩-⟨m16⟩⟧",
        "resend ⟦re_⟨m8⟩_⟨m24⟩⟧",
        "Twilio auth token: ⟦⟨x32⟩⟧",
        "TWILIO_AUTH_TOKEN=⟦⟨x32⟩⟧",
        "new relic ⟦NRAK-⟨u27⟩⟧",
        "grafana ⟦glsa_⟨m32⟩_⟨x8⟩⟧",
        "sentry ⟦sntrys_⟨c90⟩⟧",
        "datadog api_key: ⟦⟨x32⟩⟧",
        "dynatrace ⟦dt0c01.⟨u24⟩.⟨u64⟩⟧",
        "supabase ⟦sbp_⟨x40⟩⟧",
        "planetscale ⟦pscale_tkn_⟨s43⟩⟧",
        "databricks ⟦dapi⟨x32⟩⟧",
        "doppler ⟦dp.pt.⟨m43⟩⟧",
        "shippo ⟦shippo_live_⟨x40⟩⟧",
        "posthog ⟦phx_⟨m43⟩⟧",
        "facebook ⟦EAACEdEose0cBA⟨m60⟩⟧",
    ),
    "jwt, urls and connection strings": (
        "session ⟦⟨jwt⟩⟧ from the browser",
        "DATABASE_URL=postgres://app:⟦⟨pw⟩⟧@db.internal:5432/shop",
        "mongodb+srv://root:⟦⟨pw⟩⟧@cluster0.abcde.mongodb.net/?retryWrites=true",
        "redis://:⟦⟨pw⟩⟧@cache:6379/0 is the queue",
        "clone https://⟦⟨m24⟩⟧@github.com/acme/app.git",
        "git remote is https://oauth2:⟦glpat-⟨s20⟩⟧@gitlab.com/acme/app.git",
        "amqp://worker:⟦⟨pw⟩⟧@mq.acme.io/vhost",
        "smtp://mailer%40acme.io:⟦⟨pw⟩⟧@smtp.acme.io:587",
        "open https://api.acme.io/v1/items?limit=5&api_key=⟦⟨m32⟩⟧&page=2",
        "download https://cdn.acme.io/a.zip?access_token=⟦⟨m40⟩⟧",
        "https://shop.blob.core.windows.net/c/f.txt?sv=2022-11-02&se=2025-01-01&sr=b&sig=⟦⟨m40⟩%3D⟧",
        "https://b.s3.amazonaws.com/k?X-Amz-Date=20250101T000000Z&X-Amz-Signature=⟦⟨x64⟩⟧",
        "join https://acme.zoom.us/j/⟨d10⟩?pwd=⟦⟨m32⟩⟧",
        "Server=sql1;Database=shop;User Id=sa;Password=⟦⟨pw⟩⟧;Encrypt=yes",
        "Driver={ODBC Driver 18};Server=tcp:db,1433;Uid=app;Pwd=⟦⟨pw⟩⟧;",
        "jdbc:mysql://db/shop?user=app&password=⟦⟨pw⟩⟧",
        "jdbc:oracle:thin:scott/⟦⟨pw⟩⟧@db:1521/orcl",
        "host=db user=app password=⟦⟨pw⟩⟧ dbname=shop sslmode=require",
        "sqlplus hr/⟦⟨pw⟩⟧@prod",
        "ftp://bob:⟦⟨pw⟩⟧@files.acme.io/in",
        "rtsp://admin:⟦⟨pw⟩⟧@192.168.1.64:554/stream1",
    ),
    "headers": (
        "curl -H 'Authorization: Bearer ⟦⟨m40⟩⟧' https://api.acme.io",
        "Authorization: Basic ⟦⟨basic⟩⟧",
        "Authorization: token ⟦⟨x40⟩⟧",
        "X-API-Key: ⟦⟨m32⟩⟧",
        "header x-auth-token: ⟦⟨l30⟩⟧ is needed",
        "PRIVATE-TOKEN: ⟦⟨s20⟩⟧",
        "Ocp-Apim-Subscription-Key: ⟦⟨x32⟩⟧",
        "Cookie: theme=dark; sessionid=⟦⟨l32⟩⟧",
        "Set-Cookie: connect.sid=⟦s%3A⟨m32⟩.⟨m43⟩⟧; Path=/; HttpOnly",
        "bearer ⟦⟨m48⟩⟧ works until Friday",
        'headers={"Authorization": "Bearer ⟦⟨m40⟩⟧"}',
        'headers = {"X-Vault-Token": "⟦⟨m26⟩⟧"}',
        'Authorization: Digest username="bob", realm="x", nonce="⟨x32⟩", response="⟦⟨x32⟩⟧"',
    ),
    "commands": (
        "mysql -u root -p⟦⟨pw⟩⟧ shop",
        "mysqldump --user=root --password=⟦⟨pw⟩⟧ shop > d.sql",
        "curl -u admin:⟦⟨pw⟩⟧ https://ci.acme.io/job/build",
        "docker login -u bot -p ⟦⟨pw⟩⟧ registry.acme.io",
        "sshpass -p ⟦⟨pw⟩⟧ ssh root@10.0.0.5",
        "sshpass -p'⟦⟨pw⟩⟧' scp a b:",
        "redis-cli -h cache -a ⟦⟨pw⟩⟧ ping",
        "psql with PGPASSWORD=⟦⟨pw⟩⟧ psql -h db -U app",
        "helm repo add acme https://charts.acme.io --username ci --password ⟦⟨pw⟩⟧",
        "gh auth login --token ⟦⟨m40⟩⟧",
        "vault login ⟦⟨m26⟩⟧",
        "echo ⟦⟨pw⟩⟧ | sudo -S apt update",
        "echo '⟦⟨pw⟩⟧' | docker login -u bot --password-stdin",
        "openssl enc -aes-256-cbc -in a -out b -pass pass:⟦⟨pw⟩⟧",
        "ldapsearch -x -D cn=admin -w ⟦⟨pw⟩⟧ -b dc=acme",
        "sqlcmd -S db -U sa -P ⟦⟨pw⟩⟧",
        "wget --user=bob --http-password=⟦⟨pw⟩⟧ https://x.io/f",
        "http -a bob:⟦⟨pw⟩⟧ GET https://x.io",
        "smbclient //nas/share -U bob%⟦⟨pw⟩⟧",
        "net use Z: \\\\nas\\share /user:bob ⟦⟨pw⟩⟧",
        "xfreerdp /u:bob /p:⟦⟨pw⟩⟧ /v:10.0.0.9",
        "zip -P ⟦⟨pw⟩⟧ a.zip a",
        "7z x a.7z -p⟦⟨pw⟩⟧",
        "keytool -list -keystore k.jks -storepass ⟦⟨pw⟩⟧",
        "aws configure set aws_secret_access_key ⟦⟨c40⟩⟧",
        "kubectl create secret generic db --from-literal=password=⟦⟨pw⟩⟧",
        "docker run -e POSTGRES_PASSWORD=⟦⟨pw⟩⟧ postgres:16",
        "CREATE USER app WITH PASSWORD '⟦⟨pw⟩⟧'",
        "ALTER USER root@localhost IDENTIFIED BY '⟦⟨pw⟩⟧';",
        "nmcli dev wifi connect Guest password ⟦⟨pw⟩⟧",
        "echo 'root:⟦⟨pw⟩⟧' | chpasswd",
        "kubeadm join 10.0.0.1:6443 --token ⟦⟨l6⟩.⟨l16⟩⟧",
        "ngrok config add-authtoken ⟦⟨m49⟩⟧",
        "dotnet nuget push p.nupkg --api-key ⟦⟨l46⟩⟧",
        "bw unlock ⟦⟨pw⟩⟧",
        "gpg --batch --passphrase ⟦⟨pw⟩⟧ -d f.gpg",
        "heroku config:set SESSION_SECRET=⟦⟨m40⟩⟧ -a shop",
        "mongosh -u admin -p ⟦⟨pw⟩⟧ --authenticationDatabase admin",
    ),
    "keys and values": (
        "password=⟦⟨pw⟩⟧",
        "DB_PASSWORD: ⟦⟨pw⟩⟧",
        '{"user": "bob", "password": "⟦⟨pw⟩⟧"}',
        "client_secret: '⟦⟨m32⟩⟧'",
        'export API_TOKEN="⟦⟨m32⟩⟧"',
        "apiKey: ⟦⟨m32⟩⟧",
        "const secretKey = `⟦⟨m24⟩⟧`;",
        "machine api.acme.io login bob password ⟦⟨pw⟩⟧",
        "<password>⟦⟨pw⟩⟧</password>",
        '<add key="ApiSecret" value="⟦⟨m32⟩⟧" />',
        "spring.datasource.password=⟦⟨pw⟩⟧",
        "SECRET_KEY_BASE=⟦⟨x128⟩⟧",
        "JWT_SECRET ⟦⟨m40⟩⟧",
        "//registry.npmjs.org/:_authToken=⟦⟨uuid⟩⟧",
        "os.environ['OPENAI_API_KEY'] = '⟦⟨m48⟩⟧'",
        '$env:DB_PASS = "⟦⟨pw⟩⟧"',
        "ENCRYPTION_KEY=⟦⟨c43⟩=⟧",
        "PrivateKey = ⟦⟨c43⟩=⟧",
        "heroku_api_key = ⟦⟨uuid⟩⟧",
        "| password | ⟦⟨pw⟩⟧ |",
        "user: anna pass: ⟦⟨pw⟩⟧",
        "login: anna / ⟦⟨pw⟩⟧ for the router",
        "credentials admin:⟦⟨pw⟩⟧ for the printer",
        "passwort: ⟦⟨pw⟩⟧",
        "Kennwort = ⟦⟨pw⟩⟧",
        "contraseña: ⟦⟨pw⟩⟧",
        "clave_api = ⟦⟨m32⟩⟧",
        "mot_de_passe=⟦⟨pw⟩⟧",
        "mdp : ⟦⟨pw⟩⟧",
        "senha: ⟦⟨pw⟩⟧",
        "wachtwoord: ⟦⟨pw⟩⟧",
        "hasło: ⟦⟨pw⟩⟧",
        "пароль: ⟦⟨pw⟩⟧",
        "密码：⟦⟨pw⟩⟧",
        "パスワード：⟦⟨pw⟩⟧",
        "set_password('⟦⟨pw⟩⟧') in the fixture",
        "bob:$6$⟨m8⟩$⟦⟨m86⟩⟧:19000:0:99999:7:::",
        "ssid=Home psk=⟦⟨pw⟩⟧",
        'hmac_key = "⟦⟨x64⟩⟧"',
        "WEBHOOK_SECRET=⟦⟨m32⟩⟧",
    ),
    "prose": (
        "The password for the staging server is ⟦⟨pw⟩⟧",
        "Anna's Wi-Fi password is ⟦⟨pw⟩⟧, guests may use it.",
        'My laptop passphrase is "⟦correct horse battery staple⟧"',
        "The admin password was changed to ⟦⟨pw⟩⟧ yesterday",
        "log in as root with password ⟦⟨pw⟩⟧",
        "username bob, password ⟦⟨pw⟩⟧",
        "⟦⟨pw⟩⟧ is the password for the NAS",
        "Use `⟦⟨pw⟩⟧` as the password for the demo account",
        "The API key for the weather service is ⟦⟨m32⟩⟧",
        "remember my Netflix login: anna@example.org / ⟦⟨pw⟩⟧",
        "SIM PIN is ⟦⟨d6⟩⟧",
        "The PIN for the safe is ⟦⟨d8⟩⟧",
        "recovery codes: ⟦⟨code⟩⟧, ⟦⟨code⟩⟧, ⟦⟨code⟩⟧",
        "GitHub backup codes\n⟦⟨code⟩⟧\n⟦⟨code⟩⟧",
        "the root pw is ⟦⟨pw⟩⟧",
        "pwd for the VPN = ⟦⟨pw⟩⟧",
        "our shared secret with the bank is ⟦⟨m24⟩⟧",
        "The BitLocker recovery key is ⟦⟨d6⟩-⟨d6⟩-⟨d6⟩-⟨d6⟩-⟨d6⟩-⟨d6⟩-⟨d6⟩-⟨d6⟩⟧",
        "Das Passwort für den Router lautet ⟦⟨pw⟩⟧",
        "Das WLAN-Passwort ist ⟦⟨pw⟩⟧.",
        "Der API-Schlüssel für die Karten ist ⟦⟨m32⟩⟧",
        "neues Kennwort vom Postfach: ⟦⟨pw⟩⟧",
        "La contraseña del servidor es ⟦⟨pw⟩⟧",
        "la clave del wifi es ⟦⟨pw⟩⟧",
        "Le mot de passe de la base est ⟦⟨pw⟩⟧",
        "Le code wifi est « ⟦⟨pw⟩⟧ »",
        "La password del router è ⟦⟨pw⟩⟧",
        "la chiave API è ⟦⟨m32⟩⟧",
        "A senha do banco de dados é ⟦⟨pw⟩⟧",
        "o token de acesso é ⟦⟨m32⟩⟧",
        "Het wachtwoord van de server is ⟦⟨pw⟩⟧",
        "Hasło do serwera to ⟦⟨pw⟩⟧",
        "Пароль от сервера: ⟦⟨pw⟩⟧",
        "Пароль для вайфая — ⟦⟨pw⟩⟧",
        "Wi-Fi的密码是⟦⟨pw⟩⟧",
        "数据库密码为 ⟦⟨pw⟩⟧。",
        "サーバーのパスワードは⟦⟨pw⟩⟧です",
        "APIキーは⟦⟨m32⟩⟧です。",
        "API密钥是⟦⟨m32⟩⟧",
        "Ключ API: ⟦⟨m32⟩⟧",
        "Let us set the master password to ⟦⟨pw⟩⟧ for now",
    ),
    "numbers and phrases": (
        "company card ⟦⟨card4⟩⟧ exp 12/27",
        "card number ⟦⟨card⟩⟧",
        "Pay with ⟦⟨card⟩⟧ cvv ⟦⟨d3⟩⟧",
        "rent goes to ⟦⟨iban4⟩⟧",
        "IBAN ⟦⟨iban⟩⟧",
        "Her SSN is ⟦⟨ssn⟩⟧",
        "social security number: ⟦⟨ssn⟩⟧",
        "otpauth://totp/Acme:bob?secret=⟦⟨b32⟩⟧&issuer=Acme",
        "TOTP seed for GitHub: ⟦⟨b32⟩⟧",
        "2FA secret is ⟦⟨b16⟩⟧",
        "wallet seed phrase: ⟦⟨words12⟩⟧",
        "The recovery phrase is ⟦⟨words24⟩⟧",
        'mnemonic = "⟦⟨words12⟩⟧"',
    ),
}

LOOKALIKES = (
    "primary key: customer_id", "the password policy demands 14 characters", "token budget is 800", "secret santa is Tom",
    "The password for staging is stored in 1Password", "Passwords rotate every 90 days", "We hash passwords with bcrypt cost 12",
    "password reset emails come from noreply@acme.io", "The token limit is 128000 for this model",
    "max_tokens=4096 and temperature=0.2", "The API key lives in the keyring under ricordo/openai",
    "api_key_ref: keyring:acme/openai", "password_file: /run/secrets/db_password", "DB_PASSWORD=${DB_PASSWORD}",
    "export API_KEY=<your-api-key>", "password: ********", "password=changeme is rejected by the linter",
    "token: xxxxxxxxxxxxxxxx", "set OPENAI_API_KEY before running", "os.environ['API_KEY'] is required",
    "api_key=os.getenv('API_KEY')", "password = getpass.getpass()", "const token = await getToken();",
    "secret = config.get('secret')", "The secret of good pasta is salted water", "Her secret hobby is 3D printing",
    "the key insight is that B-trees are shallow", "The key is under the mat", "sort key is created_at DESC",
    "partition key = tenant_id", "foreign key (user_id) references users(id)", "cache key: user:42:profile",
    "idempotency key 7c9e6679-7425-40de-944b-e07fc1f90ae7", "request id 550e8400-e29b-41d4-a716-446655440000 failed",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 broke the build", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "image digest sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1",
    "ULID 01ARZ3NDEKTSV4RRFFQ69G5FAV sorts by time", "md5 d41d8cd98f00b204e9800998ecf8427e means empty file",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736 is slow", "order 4929 1023 shipped", "Tracking number 1Z999AA10123456784",
    "ISBN 978-3-16-148410-0", "call me at +49 170 1234567", "The door code is 4711", "room code 2208", "The year is 2024",
    "Version 1.2.3-beta.4+build.567 is out", "port 5432 is taken by postgres", "The SSH port is 2222",
    "connect to postgres://localhost:5432/shop", "redis://cache:6379/0", "git@github.com:acme/app.git is the remote",
    "https://user@example.com/path", "https://github.com/acme/app/commit/9fceb02d0ae598e95dc970b74767f19372d61af8",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://docs.acme.io/auth?token=YOUR_TOKEN",
    "https://example.com/?key={API_KEY}", "postgres://user:password@host:5432/db is the format",
    "Authorization: Bearer <token>", "send Authorization: Bearer $TOKEN", "Use bearer authentication for the API",
    "Bearer tokens expire after 15 minutes", "Basic authentication is disabled", "X-API-Key header is required",
    "X-Api-Key: YOUR_API_KEY", "Cookie: theme=dark; lang=de", "cookies expire after 30 days", "cookie policy page needs text",
    "mysql -u root -p shop prompts for it", "mysql -h db -P 3306 -p", "docker run -p 8080:80 nginx", "ssh -p 2222 bob@host",
    "curl -u admin https://ci.acme.io", "curl -u $USER:$PASS https://x.io", "docker login -u bot --password-stdin",
    "mkdir -p src/app/models", "cp -a src dst", "redis-cli -a $REDIS_PASSWORD", "psql -U app -W", "netstat -p tcp",
    "Add --password to the command line options", "--token is deprecated, use --token-file ~/.token",
    "--password-file /etc/pw.txt", "the --secret flag takes a name", "pytest -p no:cacheprovider",
    "-----BEGIN PUBLIC KEY-----", "The file starts with -----BEGIN RSA PRIVATE" + " KEY----- so grep for that",
    "-----BEGIN RSA PRIVATE" + " KEY-----\n...\n-----END RSA PRIVATE" + " KEY-----", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI⟨c43⟩ bob@laptop",
    "AKIA is how AWS access key ids begin", "GitHub tokens begin with ghp_ and have 40 characters", "sk-learn is spelled scikit-learn",
    "keys like sk-... are OpenAI keys", "prefix sk_test_ means test mode", "xoxb-your-token goes there", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "eyJ is how a JWT starts", "jwt.decode(token, key, algorithms=['HS256'])", "The JWT uses RS256 with 2048-bit keys",
    "hf_hub_download fetches the model", "npm_config_registry is set in CI", "npm_package_version is read by the script",
    "pk_live_⟨m24⟩ is the publishable key", "shared key between both tables is order_id", "glob pattern key-*.json",
    "Das Passwort muss 12 Zeichen haben", "Das Passwort ist abgelaufen", "Der Schlüssel liegt unter der Matte", "Token-Budget ist 800",
    "La contraseña caduca cada 90 días", "la clave primaria es customer_id", "La clave del éxito es la constancia",
    "Le mot de passe doit contenir 12 caractères", "le mot de passe est expiré", "la clé étrangère est user_id", "La password scade ogni 90 giorni",
    "A senha expira em 90 dias", "a chave primária é id_cliente", "Het wachtwoord verloopt na 90 dagen", "Hasło wygasa po 90 dniach",
    "Пароль истекает через 90 дней", "ключ таблицы — customer_id", "密码必须至少有12个字符", "密码每90天更换一次", "主键是customer_id",
    "パスワードは90日ごとに変更します", "パスワードは12文字以上必要です", "主キーはcustomer_idです", "The pin header has 40 pins",
    "PIN 4 on the board is ground", "pin the dependency to 2.31.0", "pinned numpy==1.26.4", "Drop a pin at 52.5200, 13.4050",
    "passed 128 tests in 3.2s", "The bypass valve is at 30%", "compass heading 270", "The passport expires 2031-05-04",
    "passenger count is 212", "secretary Anna2 joined", "tokenizer=gpt2 has 50257 entries", "the tokenize step takes 35ms",
    "keyboard layout is US-intl", "monkey patching in test_api2.py", "hotkey is Ctrl+Shift+P", "keyframe 24fps", "turkey 12 pounds",
    "auth uses OAuth2 with PKCE", "auth: oauth2", "author: Anna Smith 2nd", "authority: https://login.acme.io/tenant1", "code review by 17:30",
    "Discount code SUMMER24 gives 20%", "error code E11000 means duplicate key", "status code 404", "zip code 94107", "postcode SW1A 1AA",
    "exit code 137 means OOM", "country code +49", "HTTP 401 when the token expired at 2024-05-01T10:00:00Z",
    "Use SHA-256 for the token hash", "the key size is RSA-4096", "key rotation happens on 2025-03-01", "secret rotation: every 30 days",
    "password length: 16", "password min 8 max 64", "password_hash column is VARCHAR(255)", "password: string", '{"password": {"type": "string"}}',
    'password: Optional[str] = None', "password field has id=pwd1", "input[name=password] selector", "token_type=bearer", "token_endpoint=https://auth.acme.io/token",
    "secretName: db-credentials", "secretKeyRef: name=db, key=password", "key: password", "vault path secret/data/prod/db", "arn:aws:iam::123456789012:role/deploy",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf", "S3 key: uploads/2024/05/photo1.jpg", "op://Private/GitHub/token holds it",
    "KMS key id 1234abcd-12ab-34cd-56ef-1234567890ab", "public key fingerprint SHA256:⟨c43⟩", "site key for the captcha is public",
    "data:image/png;base64,iVBORw0KGgo⟨c60⟩", "integrity sha512-⟨c86⟩==", "Contract 0x⟨x40⟩ holds the tokens",
    "bc1q⟨l38⟩ is the donation address", "IBAN is needed for the refund", "card ending in 4242", "Visa starts with 4", "my SSN ends in 6789",
    "credit card limit is 5000 EUR", "seed phrase must never be written down in a chat or in any file at all", "random seed is 42",
    "TOTP codes change every 30 seconds", "enable 2FA for all admins by 2025", "OTP has 6 digits", "recovery codes are printed and in the safe",
    "backup codes: ask Anna", "passphrase must be at least 5 words", "The wifi password is on the fridge", "Password hint: first pet",
    "My password manager is Bitwarden", "I forgot my password again", "password protected PDF from 2023", "the password is case-sensitive",
    "the password is weak", "The password is the same as last year", "no password is set for the guest account", "change the password before 2025-01-01",
    "session id 42 timed out", "session_timeout=3600", "The session token lasts 24h", "access token lifetime 3600s", "refresh_token grant is disabled",
    "client_id=my-app-123", "user_id: 8f14e45fceea167a", "license: MIT", "license key server runs on port 27000", "credentials: include",
    "credential helper is osxkeychain", "AccountName=shop;EndpointSuffix=core.windows.net", "Server=sql1;Database=shop;Integrated Security=true",
    "Password=;User=sa has an empty password", "auth_token = request.headers['X-Auth']", "password=args.password", "token=self._token,", "secret: !vault |",
    "secret=$(cat /run/secret)", "API_KEY=%API_KEY%", "apiKey: process.env.API_KEY", "key=lambda item: item[1]", "sorted(items, key=len)", "d['key'] = value1",
    "key1=value1&key2=value2", "?page_token=2&limit=50", "next_page_token: CAUQAA", "pad_token_id=50256", "eos token is </s>", "CLS token embedding has 768 dims",
    "unicode code point U+1F511", "passkey support landed in v2.4", "Pass 2 of the compiler inlines", "press any key to continue", "keys: up/down, j/k",
)  # fmt: skip


def covered(text: str, start: int, end: int) -> bool:
    return any(span.start <= start and end <= span.end for span in find_secrets(text))


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("template", [t for family in SECRETS.values() for t in family])
def test_the_whole_credential_disappears(template: str, seed: int) -> None:
    text, spans = build(template, seed)
    missed = [text[start:end] for start, end in spans if not covered(text, start, end)]
    assert not missed, text


@pytest.mark.parametrize("template", LOOKALIKES)
def test_a_look_alike_stays_as_it_was(template: str) -> None:
    text, _ = build(template, 0)
    assert redact(text)[0] is text
