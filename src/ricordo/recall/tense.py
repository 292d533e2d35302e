"""Does a question ask how it was, rather than how it is?"""

import re
from typing import Final

_PAST: Final = re.compile(
    r"\b(?:before|used to|previously|formerly|originally|in the past|earlier|back then|until then|at first"
    r"|früher|vorher|zuvor|damals|ursprünglich|ehemals"
    r"|antes|anteriormente|originalmente|en el pasado|solía\w*|no passado|costumava\w*"
    r"|avant|auparavant|autrefois|à l'origine|précédemment"
    r"|prima|precedentemente|in passato|in origine|una volta"
    r"|раньше|прежде|до этого)\b|以前|之前|原来|かつて|前は|もともと",
    re.IGNORECASE,
)


def asks_past(question: str) -> bool:
    """Tell whether a question asks for what was true before, in one of eight languages."""
    return _PAST.search(question) is not None
