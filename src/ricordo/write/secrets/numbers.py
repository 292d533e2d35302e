"""Numbers that open accounts: payment cards, bank accounts, social security numbers."""

from collections.abc import Iterator

from ricordo.write.secrets.patterns import compiled
from ricordo.write.secrets.span import SecretSpan

_CARD = (
    r"(?<![\w.+#/-])(?:(?<!\d[ -])(?<![0-9A-Fa-f]{4} )(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?! [0-9A-Fa-f]{4}\b)"
    r"|\d{13,16})(?![\w-])(?!\.\d)"
)
_CARD_ISSUER = r"4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|3(?:0[0-5]|[689])|35(?:2[89]|[3-8])|6(?:011|4[4-9]|5|2)|(?:50|5[6-9]|6[037])|220[0-4]|81"
_NO_CARD_CUE = r"(?:order|invoice|tracking|parcel|shipment|serial|imei|isbn|ean|barcode|ticket|case|account sid|timestamp|epoch|ts|id|nr|no|number of|sku|part|hash|build|trace|message|chat|channel|user|tweet|snowflake)[\s.#:=_-]{0,3}$"
_CVV = r"(?i)\b(?:cvv2?|cvc2?|cid|csc|card (?:verification|security) (?:code|value|number)|prüfnummer|kartenprüfnummer|cvn)\b[\s:=#-]{0,3}(?:is|ist|es|est|è|é|code)?[\s:=]{0,3}(\d{3,4})(?!\d)"
_IBAN = r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,31}"
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24,
    "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
SHORT_NUMBER_STEMS = (
    "cvv",
    "cvc",
    "cvn",
    "csc",
    " cid",
    "verification",
    "card security",
    "prüfnummer",
    "ssn",
    "social",
    "itin",
    "tax id",
    "taxpayer",
    "soc sec",
    "seguro social",
    "sécurité",
    "社会",
)
_SOCIAL_SECURITY = r"(?<![\w.-])(?!000|666|9\d\d)\d{3}([- ]?)(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])"
_SOCIAL_SECURITY_CUE = r"(?i)\bssn\b|social[\s-]security|\bsocial\b|\bitin\b|tax(?:payer)? id|\bsoc sec|seguro social|numéro de sécurité|社会安全|社会保障"
_BITLOCKER = r"(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])"


def find_numbers(text: str) -> Iterator[SecretSpan]:
    """Find numbers whose check digits or cues prove what they are."""
    for match in compiled(_BITLOCKER).finditer(text):
        yield SecretSpan(match.start(), match.end(), "recovery-key")
    for match in compiled(_CARD).finditer(text):
        digits = compiled(r"\D").sub("", match[0])
        if _is_card(digits) and (match[1] or match[2] or not _follows_another_name(text, match.start())):
            yield SecretSpan(match.start(), match.end(), "payment-card")
    for match in compiled(_IBAN).finditer(text):
        end = _end_of_bank_account(text, match.start(), match[0])
        if end:
            yield SecretSpan(match.start(), end, "iban")


def find_short_numbers(text: str, _lowered: str) -> Iterator[SecretSpan]:
    """Find numbers that are too short to prove anything, where a cue stands near them."""
    for match in compiled(_CVV).finditer(text):
        yield SecretSpan(match.start(1), match.end(1), "card-verification-code")
    for match in compiled(_SOCIAL_SECURITY).finditer(text):
        if compiled(_SOCIAL_SECURITY_CUE).search(text, max(0, match.start() - 60), match.end() + 40):
            yield SecretSpan(match.start(), match.end(), "social-security-number")


def _follows_another_name(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].casefold()
    return compiled(_NO_CARD_CUE).search(before) is not None


def _is_card(digits: str) -> bool:
    """Check issuer and last digit (Luhn, ISO/IEC 7812-1)."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2 or not compiled(_CARD_ISSUER).match(digits):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def _end_of_bank_account(text: str, start: int, candidate: str) -> int:
    """Give the place after a valid account number (ISO 13616: the number modulo 97 is 1), or 0."""
    length = _IBAN_LENGTHS.get(candidate[:2].upper(), 0)
    places = [place for place, character in enumerate(candidate) if character.isalnum()][:length]
    if length == 0 or len(places) < length:
        return 0
    account = "".join(candidate[place] for place in places).upper()
    end = start + places[-1] + 1
    if end < len(text) and text[end].isascii() and text[end].isalnum():
        return 0
    return end if int("".join(str(int(character, 36)) for character in account[4:] + account[:4])) % 97 == 1 else 0
