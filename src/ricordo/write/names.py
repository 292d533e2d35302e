"""Finds what a text names: people, products, code, files, addresses. Plain rules, no dictionary of names."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ricordo.text.patterns import lazy
from ricordo.write.cues import LONGEST_READ, is_common

MOST_NAMES = 8

# Addresses, and what stands between marks. Every repetition is bounded and begins with a mark: linear in the text.
_ADDRESS = lazy(r"https?://[^\s<>\"'`|)\]]{1,200}")
_ENCLOSED = lazy(r"[`\"'“„«「『]([^`\"'“”„«»「」『』\n]{1,60})[`\"'”“»」』]")
_CLOSED_BY = {"`": "`", '"': '"', "'": "'", "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_APOSTROPHE = lazy(r"(?<=\w)'(?=\w)")
_ENCLOSING = frozenset(_CLOSED_BY)
_MOST_QUOTED_WORDS = 4
# One of these inside a word may make it a name even in small letters.
_MARKS = frozenset("@#/_(.\\")
_QUALIFIED = "::"
_MARKS_BUT_DOTS = _MARKS - {"."}
_MARKED = lazy(
    r"@\w[\w-]{0,38}(?:\(\))?|#[^\W\d_][\w-]{1,60}|[A-Za-z][\w.]{0,60}\(\)|_{0,2}[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,8}"
    r"|__\w{1,40}__|[A-Za-z]\w{0,40}\.\w{0,40}_\w{1,40}|[A-Za-z]\w{0,60}(?:::\w{1,60}){1,6}"
    r"|[A-Za-z_]\w{1,40}(?:\.[A-Za-z_]\w{1,40}){2,6}"
)
_MAIL = lazy(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}")
_SITE = lazy(
    r"(?:[\w-]{1,60}\.){1,4}(?:com|org|net|io|dev|app|ai|co|eu|de|fr|es|it|uk|gov|edu|info|internal|local)"
    r"(?::\d{1,5})?(?:/[\w./?=&%#~-]{0,120})?"
)
_PATH = lazy(
    r"(?:~|\.{1,2})?/[\w./-]{2,120}|[\w.-]{1,60}/[\w.-]{1,60}/[\w./-]{0,120}|[\w.-]{1,60}/[\w-]{1,60}\.\w{1,8}"
    r"|@[\w-]{1,40}/[\w.-]{1,60}|[A-Za-z]:\\[\w.\\-]{2,120}"
)
_FILE = lazy(
    r"[\w~-][\w.~-]{0,60}\.(?:py|pyi|ipynb|js|jsx|mjs|ts|tsx|vue|svelte|go|rs|rb|php|java|kt|swift|c|h|cc|cpp|cs|sh"
    r"|sql|html|css|scss|json|jsonl|toml|ya?ml|xml|ini|cfg|conf|env|lock|md|rst|txt|csv|tsv|pdf|docx?|xlsx?|log"
    r"|svg|png|jpe?g|gif|mp[34]|zip|gz|tf|proto|db|sqlite)"
)
_DOT_INSIDE = lazy(r"\.\w")
_STANDARDS = ("UTF-", "SHA-", "ISO-", "AES-", "RFC-", "HMAC-")
_LONGEST_WORD = 40
_LONGEST_MARKED = 200
_COLOUR = lazy(r"#(?:[0-9a-fA-F]{3}){1,2}")

_OPENING = "([{<\"'“„«‘¿¡"
_CLOSING = ")]}>\"'”“»’,;:.!?…*"
_SENTENCE_END = frozenset(".!?:…")
_TITLES = frozenset({"Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St.", "Sr.", "Sra."})
_NOT_A_SUBJECT = ("ing", "ed", "ly")
_JOINTS = frozenset({"de", "da", "di", "do", "del", "della", "van", "von", "of", "la", "le"})
# Capitalised, and names of nothing in particular.
_GENERIC = frozenset({
    "i", "a", "api", "apis", "ci", "cd", "pr", "prs", "ui", "ux", "db", "sql", "json", "yaml", "toml", "xml",
    "csv", "html", "css", "http", "https", "url", "urls", "uri", "id", "ids", "uuid", "uuids", "ok", "todo",
    "faq", "sdk", "cli", "utc", "gmt", "est", "pst", "cet", "am", "pm", "eu", "us", "usa", "uk", "tv", "pc",
    "qa", "hr", "it", "os", "gb", "mb", "kb", "tb", "ms", "cpu", "gpu", "ram", "ssd", "usb", "sla", "okr",
    "okrs", "kpi", "kpis", "ceo", "cto", "cfo", "mba", "phd", "rest", "grpc", "rpc", "tcp", "udp", "ip", "dns",
    "vpn", "tls", "ssl", "ssh", "jwt", "mr", "mrs", "dr", "prof", "herr", "frau", "sr", "sra", "m", "mme",
    "note", "fyi", "nb", "ps", "pdf", "adr", "adrs", "rfc", "eta", "asap", "tbd", "wip", "mvp", "poc", "q1",
    "q2", "q3", "q4", "h1", "h2", "north", "south", "east", "west", "der", "die", "das", "ein", "eine", "el",
    "los", "las", "il", "lo", "le", "les", "un", "une", "o", "as", "the", "our", "my",
})  # fmt: skip
# After one of these words, the capitalised word at the beginning of a sentence is who did it.
_DOING = frozenset({
    "owns", "leads", "maintains", "manages", "handles", "reviews", "approves", "prefers", "likes", "loves",
    "hates", "dislikes", "wants", "works", "lives", "joined", "left", "said", "says", "told", "asks", "asked",
    "knows", "thinks", "agreed", "wrote", "fixed", "presented", "suggested", "reported", "moved", "called",
    "visited", "met", "speaks", "studies", "plays", "teaches", "has", "and", "handed", "sent", "started",
})  # fmt: skip
_GERMAN = frozenset({
    "der", "das", "und", "ist", "nicht", "ich", "wir", "für", "eine", "einen", "einem", "mit", "auf", "zum",
    "zur", "beim", "vom", "werden", "wird", "kein", "keine", "immer", "vor", "nach", "sich", "wurde", "unser",
    "unsere", "mein", "meine", "im", "den", "dem",
})  # fmt: skip
_BEFORE_A_GERMAN_NAME = frozenset({"mit", "von", "bei", "nach", "aus", "in", "heißt", "namens", "für", "statt", "auf"})


def find_names(text: str) -> tuple[str, ...]:
    """Find the names in a text.

    Names are: what stands in backticks or quotation marks, addresses, files and paths, @mentions, #channels, code
    identifiers, tickets, and capitalised words (runs of them are one name). A capitalised word that begins a
    sentence counts when another one follows, when it stands elsewhere too, or when a verb says that it is
    somebody. In German, where nouns are capitalised, a single word counts only after words like "mit" or "bei".

    Args:
        text: any text; only its first `LONGEST_READ` characters are read.

    Returns:
        At most `MOST_NAMES`, in order of appearance, each once.
    """
    head = text[:LONGEST_READ]
    if "'" in head:
        head = _APOSTROPHE.sub("’", head)
    found: list[tuple[int, str]] = []
    if "://" in head:
        found += ((match.start(), match[0].rstrip(".,;:!?")) for match in _ADDRESS.finditer(head))
    if not _ENCLOSING.isdisjoint(head):
        found += _enclosed(head)
    for place, name in found:
        head = head[:place] + "," * len(name) + head[place + len(name) :]
    found += _unmarked(head)
    names: dict[str, str] = {}
    for _, name in sorted(found):
        names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MOST_NAMES]


def _enclosed(head: str) -> Iterator[tuple[int, str]]:
    for match in _ENCLOSED.finditer(head):
        mark, name = head[match.start()], match[1]
        if head[match.end() - 1] not in _CLOSED_BY[mark] or name[0] == " ":
            continue
        words = len(name.split())
        if mark == "`" or words == 1 or (words <= _MOST_QUOTED_WORDS and name[0].isupper()):
            yield match.start(1), name


class _Run(NamedTuple):
    """Capitalised words that stand side by side, as they are written, and the words around them."""

    place: int
    words: list[str]
    begins_sentence: bool
    before: str
    after: str


def _unmarked(head: str) -> Iterator[tuple[int, str]]:
    tokens = head.split()
    german: bool | None = None
    for run in _runs(head, tokens):
        words = [word.removesuffix("’s") for word in run.words]
        name = " ".join(words)
        sure = len(words) > 1 or name[1:] != name[1:].lower() or not name[0].isalpha()
        sure = sure or not _MARKS.isdisjoint(name) or _QUALIFIED in name
        if not sure and run.begins_sentence:
            sure = words != run.words or run.after in _DOING or tokens.count(name) > 1
        elif not sure:
            german = not _GERMAN.isdisjoint(head.lower().split()) if german is None else german
            sure = not german or run.before.lower() in _BEFORE_A_GERMAN_NAME
        if sure and not name.startswith(_STANDARDS):
            yield run.place, name


def _runs(head: str, tokens: list[str]) -> Iterator[_Run]:
    """Split a text into runs of capitalised words (and of what else looks like a name)."""
    words, start, begins_run, outside = list[str](), 0, False, ""
    begins, before = True, ""
    plain = _MARKS_BUT_DOTS.isdisjoint(head) and _QUALIFIED not in head and not _DOT_INSIDE.search(head)
    if plain and head.islower():
        return
    for token in [*tokens, ""]:
        if not words and plain and token.islower():
            begins, before = token[-1] in _SENTENCE_END, token
            continue
        word = token.lstrip(_OPENING).rstrip(_CLOSING)
        if "(" in word:
            word += ")"
        marked = not plain and _is_marked(word)
        if words and (marked or token[:1] in _OPENING or not _continues(words, word)):
            yield _Run(start, _without_joints(words), begins_run, outside, word)
            words = []
        if words:
            words.append(word)
        elif marked or (_is_name(word, begins=begins) and not (begins and word.endswith(_NOT_A_SUBJECT))):
            words, start, begins_run, outside = [word], head.find(word, start), begins, before
        if words and (marked or token[-1] in _CLOSING):
            yield _Run(start, _without_joints(words), begins_run, outside, "")
            words = []
        begins, before = token[-1:] in _SENTENCE_END and token not in _TITLES, word


def _continues(words: list[str], word: str) -> bool:
    return word in _JOINTS or (words[-1] in _JOINTS and word[:1].isupper()) or _is_name(word, begins=False)


def _without_joints(words: list[str]) -> list[str]:
    while words[-1] in _JOINTS:
        words = words[:-1]
    return words


def _is_name(word: str, *, begins: bool) -> bool:
    return 0 < len(word) <= _LONGEST_WORD and _is_short_name(word, begins)


@lru_cache(maxsize=16_384)
def _is_short_name(word: str, begins: bool) -> bool:
    if word == (lower := word.lower()) or not _MARKS.isdisjoint(word):
        return False
    plain = lower.removesuffix("’s")
    return plain[:1].isalpha() and "’" not in plain and plain not in _GENERIC and not is_common(plain, begins=begins)


def _is_marked(word: str) -> bool:
    """Whether a word is a file, a path, an address, a mention, a channel, or code."""
    if len(word) > _LONGEST_MARKED or (_MARKS.isdisjoint(word) and _QUALIFIED not in word):
        return False
    if "/" in word or "\\" in word:
        return bool(_PATH.fullmatch(word) or _SITE.fullmatch(word)) and any(map(str.isalpha, word))
    if _COLOUR.fullmatch(word):
        return word.isalpha()
    return any(form.fullmatch(word) for form in (_FILE, _MARKED, _SITE, _MAIL))
