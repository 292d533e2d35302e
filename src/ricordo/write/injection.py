"""The gate for text that gives orders to the agent that will read it.

A text is taken out of its disguise, its cues are read, and a small regression (`linear`) scores it; the weights are
trained from the sentences in `data/injection_*.tsv`. The gate sees words, not intentions: where a text came from
is the better defence, and the guard weighs both.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

import numpy as np

from ricordo.write.disguise import undisguise
from ricordo.write.injection_cues import SENTENCE_END, Read, cue_bits, cue_table, has_sentences, read_text
from ricordo.write.linear import FloatArray, build_features, load_model, words_of

Level = Literal["clear", "untrusted", "held"]


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """What the gate thinks of a text.

    Attributes:
        level: "held" waits for a person; "untrusted" is stored, and never as an instruction or a preference.
        score: 0 to 1, the higher the more it reads like an order from a stranger; .5 is the bar of "held".
        reason: one plain sentence for a person that never quotes the text; "" when clear.
    """

    level: Level
    score: float
    reason: str


class _Bars(NamedTuple):
    """Log-odds from which a text is untrusted, and from which it is held.

    Attributes:
        untrusted: for a text of one passage.
        held: for a text of one passage.
        per_passage: what both rise by, times the logarithm of the number of passages: every look is a chance to err.
    """

    untrusted: float
    held: float
    per_passage: float


_WITH_VECTOR = _Bars(untrusted=-0.4, held=0.85, per_passage=0.25)
_TEXT_ONLY = _Bars(untrusted=0.2, held=0.95, per_passage=0.7)
_DISGUISED = _Bars(untrusted=-1.2, held=-0.3, per_passage=0.5)

# A passage is long enough to be understood, and short enough for an order to stand out.
_LEAST_PASSAGE_CHARACTERS = 60
_LONGEST_PASSAGE_CHARACTERS = 400
_WHOLE_CHARACTERS = 200
_WINDOW_CHARACTERS = 4_000
_ROWS_AT_ONCE = 512


class _Row(NamedTuple):
    """One reading of a passage: what is scored."""

    owner: int
    read: Read
    bars: _Bars
    decoded: bool = False


class _Scored(NamedTuple):
    """The reading of a text that lies highest above its bar."""

    odds: float
    row: _Row


def judge_injection(text: str, vector: FloatArray | None = None) -> GateVerdict:
    """Judge one text.

    Args:
        text: the text as it came in, before anything was cleaned: invisible characters are evidence.
        vector: its unit vector by the bundled embedder, or None.

    Returns:
        The verdict.
    """
    return judge_injections([text], None if vector is None else vector[None])[0]


def judge_injections(texts: Sequence[str], vectors: FloatArray | None = None) -> list[GateVerdict]:
    """Judge a batch of texts.

    Args:
        texts: the texts as they came in.
        vectors: their unit vectors by the bundled embedder, shape (N, 512), or None.

    Returns:
        One verdict per text, in order.
    """
    smuggled = [""] * len(texts)
    passages = [0] * len(texts)
    best: list[_Scored | None] = [None] * len(texts)
    rows = _rows(texts, smuggled, passages, with_vectors=vectors is not None)
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        for row, odds in zip(batch, _odds(batch, vectors), strict=True):
            known = best[row.owner]
            if known is None or odds - row.bars.held > known.odds - known.row.bars.held:
                best[row.owner] = _Scored(odds, row)
    return [_verdict(*found) for found in zip(best, passages, smuggled, strict=True)]


def read_plain(texts: Sequence[str]) -> tuple[list[list[str]], FloatArray]:
    """Read words and cues of whole texts: what the regression is trained from.

    Args:
        texts: sentences.

    Returns:
        The words of each, and their cues, shape (N, len(cue_names())).
    """
    plain = [undisguise(text, words_of(text)).text for text in texts]
    reads = [read_text(text, words_of(text)) for text in plain]
    return [read.words for read in reads], cue_table(reads)


def _rows(texts: Sequence[str], smuggled: list[str], passages: list[int], *, with_vectors: bool) -> Iterator[_Row]:
    """Give every reading of every text.

    Notes in `smuggled` whose form alone condemns it, and in `passages` how many passages a text has.
    """
    bars = _WITH_VECTOR if with_vectors else _TEXT_ONLY
    for owner, text in enumerate(texts):
        for window in _cut(text, _WINDOW_CHARACTERS):
            words = words_of(window)
            plain = undisguise(window, words)
            smuggled[owner] = smuggled[owner] or plain.smuggled
            for read in _readings(plain.text, words if plain.text is window else words_of(plain.text)):
                passages[owner] += 1
                yield _Row(owner, read, bars)
                if plain.disguised or any(cues & _markup() for cues in read.cues):
                    yield _Row(owner, read, _DISGUISED)
            for payload in plain.payloads:
                for read in _readings(payload, words_of(payload)):
                    yield _Row(owner, read, _DISGUISED, decoded=True)


def _readings(text: str, words: list[str]) -> Iterator[Read]:
    """Read a short text whole, and every passage of a longer one."""
    if len(text) <= _WHOLE_CHARACTERS:
        yield read_text(text, words)
    if len(text) > _LEAST_PASSAGE_CHARACTERS and (len(text) > _WHOLE_CHARACTERS or has_sentences(text)):
        found = list(_passages(text))
        if len(found) > 1 or len(text) > _WHOLE_CHARACTERS:
            for passage in found:
                yield read_text(passage, words_of(passage))


def _passages(text: str) -> Iterator[str]:
    """Put sentences together until a passage is long enough; cut those that are too long."""
    start = 0
    for end in (*(match.end() for match in SENTENCE_END.finditer(text)), len(text)):
        if end - start >= _LEAST_PASSAGE_CHARACTERS or end == len(text):
            yield from _cut(text[start:end], _LONGEST_PASSAGE_CHARACTERS)
            start = end


def _cut(text: str, size: int) -> Iterator[str]:
    """Cut a long text at the ends of lines or sentences, else between words, else anywhere."""
    start = 0
    while start < len(text):
        end = start + size
        if end < len(text):
            cuts = (text.rfind(mark, start + size // 2, end) for mark in ("\n", ". ", "。", " "))
            end = next((cut + 1 for cut in cuts if cut > 0), end)
        yield text[start:end]
        start = end


@cache
def _markup() -> int:
    bits = cue_bits()
    return bits["chat_template"] | bits["tag_to_model"] | bits["hidden_part"]


def _odds(rows: list[_Row], vectors: FloatArray | None) -> list[float]:
    """Compute the log-odds that each row is an order from a stranger."""
    cues = cue_table([row.read for row in rows])
    odds = np.zeros(len(rows))
    by_vector = np.array([row.bars is _WITH_VECTOR for row in rows])
    for places, chosen in ((np.flatnonzero(by_vector), vectors), (np.flatnonzero(~by_vector), None)):
        if len(places):
            owners = [rows[place].owner for place in places.tolist()]
            words = [rows[place].read.words for place in places.tolist()]
            own = cues if len(places) == len(rows) else cues[places]
            odds[places] = _log_odds(words, own, None if chosen is None else chosen[owners])
    return odds.tolist()


def _log_odds(words: list[list[str]], cues: FloatArray, vectors: FloatArray | None) -> FloatArray:
    model = load_model("injection")
    scores = model.scores(build_features(words, buckets=model.buckets, cues=cues, vectors=vectors))
    odds: FloatArray = scores[:, model.labels.index("attack")] - scores[:, model.labels.index("benign")]
    return odds


def _verdict(scored: _Scored | None, passages: int, smuggled: str) -> GateVerdict:
    if smuggled:
        return GateVerdict("held", 1.0, smuggled)
    if scored is None:
        return GateVerdict("clear", 0.0, "")
    odds, row = scored
    above = odds - row.bars.held - row.bars.per_passage * math.log(max(1, passages))
    score = 1.0 / (1.0 + math.exp(min(-above, 50.0)))
    if above >= 0:
        return GateVerdict("held", score, f"It {_clause(row)}.")
    if above >= row.bars.untrusted - row.bars.held:
        return GateVerdict("untrusted", score, f"Perhaps it {_clause(row)}.")
    return GateVerdict("clear", score, "")


# What a text does, by the cues that must all stand in it; the first that fits is said.
_CLAUSES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("chat_template",), "imitates the markup of a conversation with a model"),
    (("tag_to_model",), "imitates the markup of a conversation with a model"),
    (("hidden_part",), "hides text for agents in markup that a person does not see"),
    (("override", "instructions"), "tells an agent to set aside what it was told before"),
    (("secretly", "user"), "asks an agent to keep something from its user"),
    (("negation", "disclose", "user"), "asks an agent to keep something from its user"),
    (("send", "secret"), "asks an agent to send private data somewhere"),
    (("send", "url"), "asks an agent to send data somewhere"),
    (("send", "address"), "asks an agent to send data somewhere"),
    (("user", "approve"), "claims a permission on behalf of the user"),
    (("permanent", "memory"), "plants a lasting rule for later sessions"),
    (("header", "authority"), "speaks as if it were the system, a developer or an administrator"),
    (("execute", "shell"), "tells an agent to run or install something"),
    (("persona", "you"), "asks an agent to play a part without rules"),
)
_OTHERWISE = "reads like an order to the agent that reads it"


def _clause(row: _Row) -> str:
    if row.decoded:
        return "holds something encoded or spelled out that reads like an order to an agent"
    bits = cue_bits()
    for names, clause in _CLAUSES:
        wanted = sum(bits[name] for name in names)
        if any(cues & wanted == wanted for cues in row.read.cues):
            return clause
    return _OTHERWISE
