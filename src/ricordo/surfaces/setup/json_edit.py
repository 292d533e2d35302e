"""Changes JSON with comments by the smallest edit of its text; what it takes out it leaves as it was before."""

import json
import re
from collections.abc import Callable
from typing import Any

from ricordo.surfaces.setup.jsonc import Item, Node, read, skip
from ricordo.surfaces.setup.unfit import Unfit

_REST_OF_LINE = re.compile(r"(?:[ \t]+(?=//|/\*)|//[^\r\n]*|/\*[^\r\n]*?\*/)*")
"""Comments behind a value, up to the end of the line."""
_INDENT = "  "


def put(text: str, keys: tuple[str, ...], value: Any) -> str:
    """Set what stands below some keys; objects on the way are made.

    Args:
        text: A document whose root is an object, or a blank text.
        keys: At least one.
        value: A JSON value.

    Raises:
        Unfit: When something on the way is no object.
    """
    if not text.strip():
        return _laid_out({keys[0]: _nested(keys[1:], value)}, "", _INDENT, _line_end(text)) + _line_end(text)
    root = read(text)
    deepest, depth = root, 0
    while depth < len(keys) and (inner := deepest.find(keys[depth])) is not None:
        if depth + 1 < len(keys) and not isinstance(inner.value, dict):
            raise Unfit(f"{keys[depth]} is no object")
        deepest, depth = inner, depth + 1
    if depth == len(keys):
        return text if deepest.value == value else _replaced(text, root, deepest, value)
    return _added(text, root, deepest, keys[depth], _nested(keys[depth + 1 :], value))


def append(text: str, keys: tuple[str, ...], value: Any, is_old: Callable[[Any], bool]) -> str:
    """Add an element to the list below some keys, in the place of the first old one if there is any.

    Raises:
        Unfit: When there is no list.
    """
    found = read(text).find(*keys) if text.strip() else None
    if found is None:
        return put(text, keys, [value])
    if not isinstance(found.value, list):
        raise Unfit(f"{'.'.join(keys)} is no list")
    old = [one.node for one in found.items if is_old(one.node.value)]
    if not old:
        return _added(text, read(text), found, None, value)
    return text if old[0].value == value else _replaced(text, read(text), old[0], value)


def drop(text: str, keys: tuple[str, ...]) -> str:
    """Take out what stands below some keys."""
    container = read(text).find(*keys[:-1]) if text.strip() else None
    if container is None:
        return text
    places = [place for place, one in enumerate(container.items) if one.key == keys[-1]]
    return _without(text, container, places[-1]) if places else text


def drop_items(text: str, keys: tuple[str, ...], is_old: Callable[[Any], bool]) -> str:
    """Take out of a list every element that is old."""
    while text.strip() and (found := read(text).find(*keys)) is not None:
        places = [place for place, one in enumerate(found.items) if one.key is None and is_old(one.node.value)]
        if not places:
            break
        text = _without(text, found, places[-1])
    return text


def _nested(keys: tuple[str, ...], value: Any) -> Any:
    for key in reversed(keys):
        value = {key: value}
    return value


def _replaced(text: str, root: Node, node: Node, value: Any) -> str:
    laid = _laid_out(value, _line_indent(text, node.start), _unit(text, root), _line_end(text))
    return text[: node.start] + laid + text[node.end :]


def _added(text: str, root: Node, container: Node, key: str | None, value: Any) -> str:
    """Add an item behind the last one, in the way in which the others are laid out."""
    line_end, unit, outer = _line_end(text), _unit(text, root), _line_indent(text, container.start)
    name = "" if key is None else f"{json.dumps(key, ensure_ascii=False)}: "
    if not container.items:
        indent = outer + unit
        new = line_end + indent + name + _laid_out(value, indent, unit, line_end)
        inside = text[container.start + 1 : container.end - 1]
        if not inside.strip():
            place = container.start + 1
            return text[:place] + new + ("" if "\n" in inside else line_end + outer) + text[place:]
        return text[: container.end - 1].rstrip(" \t") + new + line_end + outer + text[container.end - 1 :]
    first, last = container.items[0], container.items[-1]
    comma = skip(text, last.node.end)
    behind = comma + 1 if text[comma] == "," else last.node.end
    place = _tail(text, behind)
    if "\n" in text[container.start : first.start] or "//" in text[behind:place]:
        indent = _line_indent(text, first.start)
        new = line_end + indent + name + _laid_out(value, indent, unit, line_end)
    else:
        new = " " + name + json.dumps(value, ensure_ascii=False)
    if behind > comma:
        return text[:place] + new + "," + text[place:]
    return text[:behind] + "," + text[behind:place] + new + text[place:]


def _without(text: str, container: Node, place: int) -> str:
    """Take an item out, with one comma and the line that it stood on."""
    item = container.items[place]
    comma = skip(text, item.node.end)
    has_comma = text[comma] == ","
    rest = text[item.node.end : comma] + text[comma + 1 :] if has_comma else text[item.node.end :]
    start = _line_start(text, item, rest)
    if len(container.items) == 1:
        return _closed(text[:start] + rest, container.start)
    if has_comma:
        return text[:start] + rest
    before = skip(text, container.items[place - 1].node.end)
    return text[:before] + text[before + 1 : start] + rest


def _closed(text: str, start: int) -> str:
    """Draw together the brackets of a container in which nothing is left."""
    end = start + 1
    while text[end].isspace():
        end += 1
    return text[: start + 1] + text[end:] if text[end] in "}]" else text


def _line_start(text: str, item: Item, rest: str) -> int:
    """Give the place from which an item is cut: the end of the line before, if nothing else stands on its line."""
    place = item.start
    while text[place - 1] in " \t":
        place -= 1
    if text[place - 1] == "\n" and rest.lstrip(" \t")[:1] in "\r\n":
        place -= 1
        place -= text[place - 1] == "\r"
    return place


def _tail(text: str, place: int) -> int:
    match = _REST_OF_LINE.match(text, place)
    return match.end() if match else place


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_indent(text: str, place: int) -> str:
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str, root: Node) -> str:
    """Find by how much the text indents."""
    if root.items and "\n" in text[root.start : root.items[0].start]:
        return _line_indent(text, root.items[0].start) or _INDENT
    return _INDENT


def _laid_out(value: Any, outer: str, unit: str, line_end: str) -> str:
    return json.dumps(value, ensure_ascii=False, indent=unit).replace("\n", line_end + outer)
