"""The bytes of a file with our pieces in it, and without them."""

import codecs
from collections.abc import Sequence

from ricordo.surfaces.setup import json_edit
from ricordo.surfaces.setup.pieces import JsonElement, JsonValue, Keys, Piece, value_at
from ricordo.surfaces.setup.unfit import Unfit


def merged(content: bytes | None, pieces: Sequence[Piece]) -> bytes:
    """Put pieces in.

    Args:
        content: The file; None when there is none.
        pieces: What to put in.

    Raises:
        ValueError: When the file cannot be read, or cannot take a piece.
    """
    mark, text = _decoded(content)
    for piece in pieces:
        text = piece.put(text)
    for piece in pieces:
        if piece.find(text) is None:
            raise Unfit("it is written in a way that cannot be changed without changing the rest")
    return mark + text.encode()


def without(content: bytes | None, pieces: Sequence[Piece], made: Sequence[Keys], *, existed: bool) -> bytes | None:
    """Take pieces out.

    Args:
        content: The file; None when there is none.
        pieces: What to take out.
        made: Objects and lists that were made for them: they go when they are empty.
        existed: Whether there was a file before the pieces came.

    Returns:
        The rest; None when nothing is left of a file that did not exist.

    Raises:
        ValueError: When the file cannot be read.
    """
    if content is None:
        return None
    mark, text = _decoded(content)
    before = text
    for piece in pieces:
        piece.find(text)  # it must parse
        text = piece.drop(text)
    for keys in sorted(made, key=len, reverse=True):
        if value_at(text, keys) in ({}, []):
            text = json_edit.drop(text, keys)
    if not existed and text != before and _is_left_over(text, pieces):
        return None
    return mark + text.encode()


def _is_left_over(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether nothing is in a file but what every such file holds."""
    if not text.strip():
        return True
    usual = {one.keys[0]: one.value for one in pieces if isinstance(one, JsonValue) and one.usual}
    is_json = any(isinstance(one, JsonValue | JsonElement) for one in pieces)
    return is_json and value_at(text, ()) == usual and "/" not in text  # a comment is something


def made_for(content: bytes | None, pieces: Sequence[Piece]) -> list[Keys]:
    """Find the objects and lists that do not exist before the pieces are put in."""
    _, text = _decoded(content)
    wanted = dict.fromkeys(keys for piece in pieces for keys in piece.containers)
    return [keys for keys in wanted if value_at(text, keys) is None]


def text_of(content: bytes | None) -> str:
    """Read the text of a file.

    Raises:
        ValueError: When it is no UTF-8.
    """
    return _decoded(content)[1]


def _decoded(content: bytes | None) -> tuple[bytes, str]:
    data = content or b""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return mark, data[len(mark) :].decode()
    except UnicodeDecodeError:
        raise Unfit("it is no UTF-8 text") from None
