"""Credentials on command lines and in SQL, where the program decides what an argument means."""

from collections.abc import Iterator
from typing import NamedTuple

from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan
from ricordo.write.secrets.values import could_be_credential, looks_like_password, looks_opaque


class CommandForm(NamedTuple):
    """One way to hand a credential to a program.

    Attributes:
        cue: Lower-case literal that must be in the text.
        pattern: The command up to the credential; what follows is read as one shell word.
        label: What is written in place of the credential.
        must_look_like_one: Whether the form is also common in prose, so that the word itself must convince.
    """

    cue: str
    pattern: str
    label: str = "password"
    must_look_like_one: bool = False


_ARGUMENTS = r"[^|;&\n]{0,200}?"

OPTION_FORMS: tuple[CommandForm, ...] = (
    CommandForm("mysql", rf"\bmysql\w*\b{_ARGUMENTS}\s-p(?=[^\s\-])"),
    CommandForm("mariadb", rf"\bmariadb[\w-]*\b{_ARGUMENTS}\s-p(?=[^\s\-])"),
    CommandForm("mongo", rf"\bmongo\w*\b{_ARGUMENTS}\s-p[= ]?\s{{0,3}}(?!-)"),
    CommandForm("curl", rf"\bcurl\b{_ARGUMENTS}\s(?:-u|--user|--proxy-user|-U)[= ]?\s{{0,3}}[\"']?[^\s:\"'$]{{0,80}}:"),
    CommandForm("http", rf"\bhttps?\b{_ARGUMENTS}\s(?:-a|--auth)[= ]\s{{0,3}}[\"']?[^\s:\"'/]{{1,80}}:"),
    CommandForm("login", rf"\b(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|crane|registry|az|oc|cf|ibmcloud|twine|npm|harbor|nomad|step)\b{_ARGUMENTS}\blogin\b{_ARGUMENTS}\s-p[= ]\s{{0,3}}(?!-)"),
    CommandForm("redis-cli", rf"\bredis-cli\b{_ARGUMENTS}\s-a\s{{1,3}}"),
    CommandForm("keydb-cli", rf"\bkeydb-cli\b{_ARGUMENTS}\s-a\s{{1,3}}"),
    CommandForm("valkey-cli", rf"\bvalkey-cli\b{_ARGUMENTS}\s-a\s{{1,3}}"),
    CommandForm("ldap", rf"\bldap\w+\b{_ARGUMENTS}\s-w\s{{1,3}}"),
    CommandForm("sqlcmd", rf"\bsqlcmd\b{_ARGUMENTS}\s-P\s{{0,3}}"),
    CommandForm("bcp", rf"\bbcp\b{_ARGUMENTS}\s-P\s{{0,3}}"),
    CommandForm("isql", rf"\bt?isql\b{_ARGUMENTS}\s-P\s{{0,3}}"),
    CommandForm("smb", rf"\bsmb\w+\b{_ARGUMENTS}\s-U\s{{0,3}}[\"']?[^\s%\"']{{1,80}}%"),
    CommandForm("rdesktop", rf"\brdesktop\b{_ARGUMENTS}\s-p\s{{1,3}}(?!-)"),
    CommandForm("psexec", rf"(?i)\bpsexec\w*\b{_ARGUMENTS}\s-p\s{{1,3}}"),
    CommandForm("plink", rf"(?i)\bplink\b{_ARGUMENTS}\s-pw\s{{1,3}}"),
    CommandForm("putty", rf"(?i)\bputty\b{_ARGUMENTS}\s-pw\s{{1,3}}"),
    CommandForm("pscp", rf"(?i)\bpscp\b{_ARGUMENTS}\s-pw\s{{1,3}}"),
    CommandForm("zip", rf"\b(?:un)?zip\b{_ARGUMENTS}\s-P\s{{0,3}}"),
    CommandForm("7z", rf"\b7z\w?\b{_ARGUMENTS}\s-p(?=[^\s\-])"),
    CommandForm("rar", rf"\b(?:un)?rar\b{_ARGUMENTS}\s-h?p(?=[^\s\-])"),
    CommandForm("openssl", rf"\bopenssl\b{_ARGUMENTS}\s-(?:pass|passin|passout)\s{{1,3}}pass:"),
    CommandForm("openssl", rf"\bopenssl\b{_ARGUMENTS}\s-k\s{{1,3}}"),
    CommandForm("-storepass", r"\s-storepass\s{1,3}"),
    CommandForm("-keypass", r"\s-keypass\s{1,3}"),
    CommandForm("-srcstorepass", r"\s-srcstorepass\s{1,3}"),
    CommandForm("-deststorepass", r"\s-deststorepass\s{1,3}"),
    CommandForm("lftp", rf"\blftp\b{_ARGUMENTS}\s-u\s{{1,3}}[\"']?[^\s,\"']{{1,80}},"),
    CommandForm("ftp", rf"\bn?c?ftp\w*\b{_ARGUMENTS}\s-p\s{{1,3}}(?!-)", must_look_like_one=True),
    CommandForm("ipmitool", rf"\bipmitool\b{_ARGUMENTS}\s-P\s{{1,3}}"),
    CommandForm("snmp", rf"\bsnmp\w+\b{_ARGUMENTS}\s-[AX]\s{{1,3}}"),
    CommandForm("mosquitto", rf"\bmosquitto_\w+\b{_ARGUMENTS}\s-P\s{{1,3}}"),
    CommandForm("cqlsh", rf"\bcqlsh\b{_ARGUMENTS}\s-p\s{{1,3}}(?!-)"),
    CommandForm("cloudflared", r"\bcloudflared\b[^|;&\n]{0,60}?(?:install|--token)\s{1,3}", "token", must_look_like_one=True),
    CommandForm("nuget", rf"\bnuget\b{_ARGUMENTS}\s-k\s{{1,3}}", "api-key"),
    CommandForm("twine", rf"\btwine\b{_ARGUMENTS}\s-p\s{{1,3}}(?!-)"),
    CommandForm("heroku", rf"\bheroku\s+authorizations:create\b{_ARGUMENTS}\s-t\s{{1,3}}", "token"),
    CommandForm("wget", rf"\bwget\b{_ARGUMENTS}--(?:http-|ftp-|proxy-)?password[= ]\s{{0,3}}"),
    CommandForm("gh secret", rf"\bgh\s+secret\s+set\b{_ARGUMENTS}(?:--body|-b)[= ]\s{{0,3}}", "secret"),
    CommandForm("convertto-securestring", r"(?i)\bconvertto-securestring\s{1,3}(?:-\w+\s{1,3}){0,2}(?=[\"'])"),
)  # fmt: skip
WORD_FORMS: tuple[CommandForm, ...] = (
    CommandForm("sshpass", r"\bsshpass\s{1,3}-p\s{0,3}"),
    CommandForm("auth", r"(?:^|[\s>`\"'])AUTH\s{1,3}(?:[\w-]{1,40}\s{1,3})?(?=\S{6,})", must_look_like_one=True),
    CommandForm("sqlplus", r"\b(?:sqlplus|impdp|expdp|rman|sqlldr)\s{1,3}(?:-\w+\s{1,3}){0,4}[\"']?[\w$#]{1,40}/(?=[^\s/])"),
    CommandForm("requirepass", r"\brequirepass\s{1,3}"),
    CommandForm("net use", rf"(?i)\bnet\s+use\b{_ARGUMENTS}/user:\S{{1,80}}\s{{1,3}}(?!/)", must_look_like_one=True),
    CommandForm("net use", r"(?i)\bnet\s+use\s+\S{1,10}\s+\\\\\S{1,200}\s{1,3}(?![/*])", must_look_like_one=True),
    CommandForm("net user", r"(?i)\bnet\s+user\s+\S{1,80}\s{1,3}(?![/*])", must_look_like_one=True),
    CommandForm("cmdkey", rf"(?i)\bcmdkey\b{_ARGUMENTS}/pass:"),
    CommandForm("rdp", rf"(?i)\b\w*rdp\b{_ARGUMENTS}\s(?:/p:|-p\s{{0,3}})"),
    CommandForm("htpasswd", rf"\bhtpasswd\s{{1,3}}-\w*b\w*\b{_ARGUMENTS}\s(?=\S{{1,80}}\s*$)", must_look_like_one=True),
    CommandForm("rabbitmqctl", r"\brabbitmqctl\s{1,3}(?:add_user|change_password|authenticate_user)\s{1,3}\S{1,80}\s{1,3}"),
    CommandForm("identified by", r"(?i)\bidentified\s+(?:with\s+\S{1,60}\s+)?by\s+(?:password\s+)?(?=[\"'`])"),
    CommandForm("identified by", r"(?i)\bidentified\s+by\s+", must_look_like_one=True),
    CommandForm("vault login", r"\bvault\s+login\s{1,3}(?:token=)?(?!-)", "token"),
    CommandForm("unseal", r"\bunseal\s{1,3}(?=[\w+/=]{20,})", "unseal-key", must_look_like_one=True),
    CommandForm("ngrok", r"\bngrok\b[^|;&\n]{0,40}?\bauth-?token\s{1,3}", "token"),
    CommandForm("snyk", r"\bsnyk\s+auth\s{1,3}", "token", must_look_like_one=True),
    CommandForm("bw ", r"\bbw\s+(?:unlock|login\s+\S+@\S+)\s{1,3}(?!-)"),
    CommandForm("mc alias", r"\bmc\s+alias\s+set\s+\S{1,60}\s+\S{1,200}\s+\S{3,80}\s{1,3}", "secret-key"),
    CommandForm("mc config", r"\bmc\s+config\s+host\s+add\s+\S{1,60}\s+\S{1,200}\s+\S{3,80}\s{1,3}", "secret-key"),
    CommandForm("pypi-token", r"\bpypi-token\.\S{1,40}\s{1,3}", "token"),
    CommandForm("rclone", r"\brclone\s+(?:obscure|reveal)\s{1,3}"),
    CommandForm("wpa_passphrase", r"\bwpa_passphrase\s+(?:\"[^\"\n]{1,40}\"|\S{1,40})\s{1,3}"),
    CommandForm("setapikey", r"(?i)\bsetapikey\s{1,3}", "api-key"),
    CommandForm("mount", rf"\bmount\b{_ARGUMENTS}[,\s]pass=", "password"),
)  # fmt: skip
COMMAND_STEMS = (" -", "|", "<<<", *(form.cue for form in WORD_FORMS))
_PIPED_IN = (
    r"\b(?:echo|printf|print|Write-Output)\s{1,3}(?:-\w{1,3}\s{1,3})?(?:\"(?P<double>[^\"\n]{3,200})\"|'(?P<single>[^'\n]{3,200})'|(?P<bare>[^\s|\"'$<>]{3,200}))"
    r"\s{0,3}\|\s{0,3}(?:sudo\s+(?:-\w+\s+){0,3}-S|sudo\s+-\w*S|[^|\n]{0,200}(?:--(?:password|passphrase|pass|token)-(?:stdin|fd)|--with-token|-password-stdin|chpasswd|passwd\s+--stdin|kinit|su\b|cryptsetup|gpg\b|vault\s+login|bw\s+unlock))"
)
_HERE_STRING = r"(?:--password-stdin|--with-token|chpasswd|--stdin)[^\n|]{0,80}<<<\s{0,3}(?:\"(?P<double>[^\"\n]{3,200})\"|'(?P<single>[^'\n]{3,200})'|(?P<bare>[^\s|\"'$<>]{3,200}))"
_WORD = r"\"(?P<double>[^\"\n]{1,400})\"|'(?P<single>[^'\n]{1,400})'|(?P<bare>[^\s\"'`|<>]{1,400})"


def find_in_commands(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find what is handed to programs as a password, key or token."""
    for form in OPTION_FORMS + WORD_FORMS if " -" in text else WORD_FORMS:
        if form.cue in lowered:
            yield from _find_by_form(text, form)
    if "|" in text or "<<<" in text:
        for pattern in (_PIPED_IN, _HERE_STRING):
            yield from _find_piped(text, pattern)


def _find_by_form(text: str, form: CommandForm) -> Iterator[SecretSpan]:
    for match in compiled(form.pattern).finditer(text):
        start = match.end()
        opened = text[start - 1] if start and text[start - 1] in "\"'" else ""
        word = compiled(_WORD).match(text, start)
        if word is None or word.lastgroup is None:
            continue
        first, last = word.span(word.lastgroup)
        value = text[first:last].rstrip(",;)") if not opened else text[first:last].rstrip("\"',;)")
        if form.cue == "sqlplus":
            value = value.split("@")[0]
        if could_be_credential(value) and (
            not form.must_look_like_one or looks_like_password(value) or looks_opaque(value, 12)
        ):
            yield SecretSpan(first, first + len(value), form.label)


def _find_piped(text: str, pattern: str) -> Iterator[SecretSpan]:
    for match in compiled(pattern).finditer(text):
        assert match.lastgroup is not None
        start, end = match.span(match.lastgroup)
        user, colon, _ = text[start:end].partition(":")
        if colon and compiled(r"[\w.-]{1,40}$").match(user) and "passwd" in match[0]:
            start += len(user) + 1
        if could_be_credential(text[start:end]):
            yield SecretSpan(start, end, "password")
