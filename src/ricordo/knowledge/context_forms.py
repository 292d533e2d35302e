"""The forms of a context: markdown, plain text, XML, JSON. Pure.

Every line of text is clean and stays one line; what nobody has vouched for stands in the fence of a recall, or is
marked as untrusted where a program reads it.
"""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

from ricordo.knowledge.context_choice import UNVERIFIED, Entry, Section, choose
from ricordo.recall.packing import CLOSING, OPENING, WARNING, estimate_tokens, id_width, label
from ricordo.text.patterns import lazy

ContextFormat = Literal["markdown", "plain", "xml", "json"]

_NOT_XML: Final = lazy("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Form:
    """How a context is written: pieces that are put together without anything added.

    Attributes:
        opening: Before everything.
        closing: After everything.
        heading: Before the lines of a section.
        ending: After the lines of a section.
        line: One line; the number says how many characters of ids to show.
        between: Between two lines, and between two sections.
    """

    opening: str
    closing: str
    heading: Callable[[Section], str]
    ending: Callable[[Section], str]
    line: Callable[[Entry, int], str]
    between: str = ""


def compose(entries: Sequence[Entry], form_name: ContextFormat, budget_tokens: int) -> tuple[str, int, tuple[str, ...]]:
    """Write as many lines as the budget holds.

    Args:
        entries: Lines, the best of each section first.
        form_name: The form.
        budget_tokens: Upper bound of the estimated tokens of the text.

    Returns:
        The text (empty if not one line fits), its estimated tokens, and the ids that are in it.
    """
    form = FORMS[form_name]
    width = id_width(list({entry.id for entry in entries})) if entries else 0

    def cost(entry: Entry, opens_section: bool) -> int:
        pieces = [form.line(entry, width) + form.between]
        if opens_section:
            pieces += [form.heading(entry.section), form.ending(entry.section) + form.between]
        # Rounding up piece by piece keeps the sum on the safe side.
        return sum(map(estimate_tokens, pieces))

    frame = estimate_tokens(form.opening) + estimate_tokens(form.closing)
    chosen = choose(entries, cost, budget_tokens - frame)
    if not chosen:
        return "", 0, ()
    sections = [
        form.heading(section) + form.between.join(form.line(one, width) for one in lines) + form.ending(section)
        for section, lines in groupby(chosen, key=lambda one: one.section)
    ]
    text = form.opening + form.between.join(sections) + form.closing
    return text, estimate_tokens(text), tuple(dict.fromkeys(one.id for one in chosen))


def _plain_line(entry: Entry, width: int) -> str:
    facts = [entry.day, *(["in doubt"] if entry.is_in_doubt else ()), entry.id[:width]]
    if entry.section is UNVERIFIED:
        source = [f"from {label(entry.source)}"] if entry.source else []
        facts = [entry.kind, *facts[:-1], *source, "untrusted", facts[-1]]
    return f"- [{', '.join(facts)}] {entry.text}\n" if _tells_facts(entry) else f"- {entry.text}\n"


def _tells_facts(entry: Entry) -> bool:
    return entry.section.is_dated or entry.is_in_doubt


def _fenced(title: str) -> Callable[[Section], str]:
    return lambda section: f"\n{OPENING}\n" if section is UNVERIFIED else title.format(section.title)


def _fence_end(section: Section) -> str:
    return f"{CLOSING}\n" if section is UNVERIFIED else ""


def _facts(entry: Entry, width: int) -> dict[str, str]:
    facts = {"kind": entry.kind} if entry.section is UNVERIFIED else {}
    if _tells_facts(entry):
        facts |= {"date": entry.day, "id": entry.id[:width]}
    if entry.is_in_doubt:
        facts["note"] = "in doubt"
    if entry.section is UNVERIFIED and entry.source:
        facts["source"] = label(entry.source)
    return facts


def _xml_heading(section: Section) -> str:
    note = f" untrusted={_quoted('true')} note={_quoted(WARNING)}" if section is UNVERIFIED else ""
    return f"<section title={_quoted(section.title)}{note}>\n"


def _xml_line(entry: Entry, width: int) -> str:
    facts = "".join(f" {name}={_quoted(_for_xml(value))}" for name, value in _facts(entry, width).items())
    return f"<item{facts}>{html.escape(_for_xml(entry.text), quote=False)}</item>\n"


def _quoted(value: str) -> str:
    return f'"{html.escape(value)}"'


def _for_xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _json_heading(section: Section) -> str:
    note = f'"untrusted":true,"note":{_as_json(WARNING)},' if section is UNVERIFIED else ""
    return f'{{"title":{_as_json(section.title)},{note}"items":[\n'


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


FORMS: Final[dict[ContextFormat, Form]] = {
    "markdown": Form("# Remembered\n", "", _fenced("\n## {}\n"), _fence_end, _plain_line),
    "plain": Form("Remembered\n", "", _fenced("\n{}:\n"), _fence_end, _plain_line),
    "xml": Form("<remembered>\n", "</remembered>\n", _xml_heading, lambda _: "</section>\n", _xml_line),
    "json": Form(
        '{"remembered":[\n', "\n]}\n", _json_heading, lambda _: "\n]}",
        lambda entry, width: _as_json({"text": entry.text, **_facts(entry, width)}), ",\n",
    ),
}  # fmt: skip
