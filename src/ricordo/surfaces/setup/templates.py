"""Templates: values with named gaps, so that what a client's files look like is data."""

import re
from collections.abc import Mapping
from typing import Any

_GAP = re.compile(r"\{(\w+)\}")


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """Fill the gaps of a template.

    Args:
        template: A JSON value. A text that is nothing but a gap takes the value itself, of any type.
        values: By the names of gaps.
    """
    if isinstance(template, Mapping):
        return {key: filled(one, values) for key, one in template.items()}
    if isinstance(template, list | tuple):
        return [filled(one, values) for one in template]
    if not isinstance(template, str):
        return template
    whole = _GAP.fullmatch(template)
    return values[whole[1]] if whole else _GAP.sub(lambda gap: str(values[gap[1]]), template)
