"""The managed block in a memory file: what stands between two marks is Ricordo's, the rest is the person's."""

from ricordo.surfaces.setup.unfit import Unfit

BEGIN = "<!-- ricordo:begin -->"
END = "<!-- ricordo:end -->"
MOST_CHARACTERS = 4_000
"""Every session pays for the block."""


def put(text: str, content: str) -> str:
    """Write the block: in its place, or behind everything else.

    Args:
        text: The file.
        content: What the block says, at most `MOST_CHARACTERS` long.

    Raises:
        Unfit: When the marks in the file are no pair, or the content is too long.
    """
    if len(content) > MOST_CHARACTERS:
        raise Unfit(f"the block has {len(content):,} characters; {MOST_CHARACTERS:,} is the most")
    line_end = "\r\n" if "\r\n" in text else "\n"
    block = f"{BEGIN}\n{content.strip()}\n{END}".replace("\n", line_end)
    place = _place(text)
    if place:
        return text[: place[0]] + block + text[place[1] :]
    ends = len(text) - len(text.rstrip("\r\n"))
    lines = text[len(text) - ends :].count("\n") if text else 2
    return text + line_end * max(0, 2 - lines) + block + line_end


def drop(text: str) -> str:
    """Take the block out, and the blank line that was written with it.

    Raises:
        Unfit: When the marks in the file are no pair.
    """
    place = _place(text)
    if not place:
        return text
    before, behind = text[: place[0]], text[place[1] :].removeprefix("\r").removeprefix("\n")
    if not behind and before.endswith(("\n\n", "\r\n\r\n")):
        before = before.removesuffix("\n").removesuffix("\r")
    return before + behind


def find(text: str) -> str | None:
    """Give what the block says; None when there is none.

    Raises:
        Unfit: When the marks in the file are no pair.
    """
    place = _place(text)
    return text[place[0] + len(BEGIN) : place[1] - len(END)].strip() if place else None


def _place(text: str) -> tuple[int, int] | None:
    begin, end = text.find(BEGIN), text.find(END)
    if begin < 0 and end < 0:
        return None
    if text.count(BEGIN) != 1 or text.count(END) != 1 or end < begin:
        raise Unfit(f"the marks {BEGIN} and {END} are no pair in it")
    return begin, end + len(END)
