"""Recovery: lists of words or codes, seeds of one-time passwords, passwords of single apps."""

import re
from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled, word_set
from ricordo.write.secrets.span import SecretSpan

PHRASE_STEMS = (
    "phrase", "frase", "fraza", "фраз", "seed", "mnemonic", "mnemonisch", "bip39", "bip-39", "recovery words", "backup words", "secret words", "wallet words", "words", "palabras", "palavras", "parole",
    "mots de", "wörter", "hersteld", "herstelwoorden", "herstelzin", "助记词", "恢复短语", "フレーズ", "ニーモニック",
)  # fmt: skip
CODE_STEMS = ("cod", "kod", "key", "passw", "schlüssel", "código", "код", "码", "碼", "コード")
_CODE_PURPOSES = ("recover", "backup", "back-up", "rescue", "emergency code", "scratch", "one-time", "2fa", "mfa", "wiederherstellung", "notfall", "sicherung", "ersatz", "einmal", "herstel", "reserve",
    "código", "codigo", "codes de", "code de", "codici", "zapasow", "odzyskiw", "резервн", "восстановлен", "恢复", "恢復", "备用", "备份", "リカバリー", "バックアップ", "復旧")  # fmt: skip
SEED_STEMS = (
    "totp",
    "2fa",
    "mfa",
    "otp",
    "authenticator",
    "factor",
    "facteur",
    "fattori",
    "fatores",
    "фактор",
    "两步",
    "二要素",
    "二段階",
)
APP_PASSWORD_STEMS = ("app", "aplica", "anwendungspass")
_APP_PASSWORDS = ("app password", "app-password", "app-passwort", "app passwort", "specific password", "application password", "application-specific", "anwendungspasswort", "contraseña de aplicación", "d'application", "d’application", "senha de app", "app-specific")  # fmt: skip
PLAIN_WORD_STEMS = (*PHRASE_STEMS, *_APP_PASSWORDS, "psk", *SEED_STEMS)

_PHRASE_CUE = (
    r"(?:seed|recovery|backup|secret|wallet|mnemonic|bip-?39|metamask|ledger|trezor|restore|wiederherstellungs|sicherungs|mnemonische)[\s-]?(?:recovery |backup |seed |secret )?(?:phrases?|words?|seed|wörter|mnemonic)|"
    r"mnemonics?|seed(?: is|:| =|\s?→)|bip-?39|frase (?:semilla|de recuperación|seed|secreta|di recupero|de recuperação|semente)|palabras (?:semilla|de recuperación)|"
    r"phrase (?:de récupération|seed|secrète|mnémonique|graine)|mots de récupération|parole di recupero|palavras de recuperação|herstel(?:zin|woorden)|fraza (?:odzyskiwania|seed)|"
    r"(?:сид|мнемонич\w+|seed)[\s-]?фраз\w+|фраз\w+ восстановления|助记词|恢复短语|シードフレーズ|リカバリーフレーズ|復元フレーズ|ニーモニック"
)
_FUNCTION_WORDS = word_set(
    """
    the and for with from are was were has have had must never is in at it to of on or be by an as we he she my his her our your its if so not but should which who how them
    der die das und ist nicht mit auf für von ein eine el los las de del y es en un una por para con que le les des et est une du dans pour avec il lo gli e di da per o os do em um uma и в на не с для по это
    """
)
_LEAST_PHRASE_WORDS = 12
_PHRASE_GAP = r"(?:[\s,;/|-]{1,3}|\s{0,2}\d{1,2}[.):]\s{0,2}|[\s,;]{1,3}\d{1,2}[.):]?\s{1,2})$"
_CODE_CUE = (
    r"(?:recovery|back-?up|rescue|emergency|scratch|one-?time|2fa|mfa|wiederherstellungs|notfall|sicherungs|ersatz|einmal|herstel|reserve)[\s-]?(?:access |sign-?in |login |security |bypass |backup |recovery )?-?(?:codes?|keys?|schlüssel|passwords?|passcodes?)|"
    r"c[óo]digos? de (?:recuperaci[óo]n|respaldo|backup|emergencia|recupera[çc][ãa]o|seguran[çc]a)|codes? de (?:secours|r[ée]cup[ée]ration|sauvegarde)|codici di (?:recupero|backup|emergenza)|"
    r"kody (?:zapasowe|odzyskiwania)|резервны\w+ код\w*|код\w* восстановления|恢复码|恢復碼|备用码|备份码|恢复代码|リカバリーコード|バックアップコード|復旧コード"
)
_CODE = r"(?<![\w-])(?:(?=[A-Za-z-]{0,40}\d)[A-Za-z0-9]{3,12}(?:-[A-Za-z0-9]{3,12}){1,9}|(?=[a-z]{0,15}\d)(?=\d{0,15}[a-z])[a-z0-9]{8,16}|(?=[A-Z]{0,25}\d)(?=\d{0,25}[A-Z])[A-Z0-9]{6,26}|\d{6,10}|\d{4} \d{4})(?![\w-])"
_NO_CODE = r"\d{4}-\d{1,2}-\d{1,2}$|\d{1,2}-\d{1,2}-\d{4}$|(?:[a-z]{4,}\d{0,2}-)*[a-z]{4,}\d{0,2}$"
_CODE_GAP = r"[\s,;/|•*·\"'`()\[\]:=-]{0,12}(?:\d{1,2}[.)]\s{1,3})?(?:and |und |y |et |e |i |и |or )?[\s\"'`\[(-]{0,4}"
_SEED_CUE = r"totp|2fa|mfa|otp|authenticator|(?:two|zwei|dos|deux|due|dois|двух)-?\s?(?:factor|faktor|factores|facteurs|fattori|fatores|фактор\w*)|两步|二要素|二段階"
_SEED = r"(?<![\w+/=-])(?:[A-Z2-7]{16,128}|(?:[A-Z2-7]{4}[ -]){3,31}[A-Z2-7]{2,4}|(?:[a-z2-7]{4} ){3,15}[a-z2-7]{4}|(?=[a-z]{0,31}[2-7])[a-z2-7]{16,64})=*(?![\w+/-])"
_APP_PASSWORD = r"(?<![\w-])(?:[a-z]{4}([ -])[a-z]{4}\1[a-z]{4}\1[a-z]{4}|[A-Za-z0-9]{4}(?: [A-Za-z0-9]{4}){5}|[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){4}|[a-z]{16})(?![\w-])"


def find_recovery_phrases(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find the words that restore a wallet (BIP 39 and its like) behind their cue."""
    if lowered.count(" ") + lowered.count("\n") + lowered.count(",") + lowered.count("-") < _LEAST_PHRASE_WORDS - 1:
        return
    done = 0
    for cue in compiled(_PHRASE_CUE).finditer(lowered):
        words = _recovery_words(text, cue.end()) if cue.start() >= done else []
        if len(words) >= _LEAST_PHRASE_WORDS:
            done = words[-1][1]
            yield SecretSpan(words[0][0], words[-1][1], "recovery-phrase")


def find_recovery_codes(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find the codes of a list behind words such as "backup codes"."""
    if not any(purpose in lowered for purpose in _CODE_PURPOSES):
        return
    done = 0
    for cue in compiled(_CODE_CUE).finditer(lowered):
        place = max(cue.end(), done)
        first = compiled(_CODE).search(text, place, place + 80)
        if first is None or compiled(r"[.!?]\s+[A-Z]").search(text, place, first.start()):
            continue
        codes = _codes_in_a_row(text, first)
        done = codes[-1][1]
        # a single chain of words with a number at its end is more likely the name of a thing
        if len(codes) > 1 or not compiled(_NO_CODE).match(first[0]):
            yield from (SecretSpan(start, end, "recovery-code") for start, end in codes)


def _codes_in_a_row(text: str, first: re.Match[str]) -> list[tuple[int, int]]:
    """Follow a list of codes; the others have the shape of the first, even when chance gave them no digit."""
    shape = compiled("[A-Za-z0-9]").sub("[A-Za-z0-9]", first[0]) if "-" in first[0] else r"\d{6}"
    codes = []
    code: re.Match[str] | None = first
    while code:
        codes.append(code.span())
        gap = compiled(_CODE_GAP).match(text, code.end())
        code = compiled(rf"{_CODE}|{shape}(?![\w-])").match(text, gap.end()) if gap and gap[0] else None
    return codes


def find_seeds(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find seeds of one-time passwords behind their cue."""
    for cue in compiled(_SEED_CUE).finditer(lowered):
        for seed in compiled(_SEED).finditer(text, cue.end(), cue.end() + 160):
            if len(seed[0]) >= 26 or compiled(r"[2-7]").search(seed[0]):
                yield SecretSpan(seed.start(), seed.end(), "totp-seed")


def find_otpauth(text: str, _lowered: str) -> Iterator[SecretSpan]:
    """Find the seed in an otpauth address."""
    for match in compiled(r"(?i)otpauth://[^\s\"'<>]{1,200}?[?&]secret=([A-Za-z2-7%=]{8,200})").finditer(text):
        yield SecretSpan(match.start(1), match.end(1), "totp-seed")


def find_app_passwords(text: str, lowered: str) -> Iterator[SecretSpan]:
    """Find passwords that an account gives to a single app."""
    for stem in _APP_PASSWORDS:
        place = lowered.find(stem)
        while place >= 0:
            password = compiled(_APP_PASSWORD).search(text, place + len(stem), place + len(stem) + 80)
            if password and not any(word in _FUNCTION_WORDS for word in compiled(r"[ -]").split(password[0])):
                yield SecretSpan(password.start(), password.end(), "app-password")
            place = lowered.find(stem, place + len(stem))


def _recovery_words(text: str, start: int) -> list[tuple[int, int]]:
    """Look for words in a row of which none holds a sentence together."""
    row: list[tuple[int, int]] = []
    for match in compiled(r"[^\W\d_]+|[.!?:\"“«=](?=\s|$)").finditer(text, start, start + 600):
        word = match[0]
        is_word = 3 <= len(word) <= 9 and word.islower() and word not in _FUNCTION_WORDS
        if is_word and (not row or compiled(_PHRASE_GAP).match(text[row[-1][1] : match.start()])):
            row.append(match.span())
        elif len(row) >= _LEAST_PHRASE_WORDS:
            return row
        else:
            row = [match.span()] if is_word else []
            if match.start() - start > 160:
                return []
    return row
