"""Does a question ask for the past? Then what was replaced is the answer, not what replaced it."""

import re
from typing import Final

from ricordo.text import normalise
from ricordo.text.patterns import lazy

_READ_CHARACTERS: Final = 500
_PHRASES: Final = r"""
    used\ to | previous(?:ly)? | formerly | former | originally | original | initially | in\ the\ past | back\ then
    | at\ first | at\ that\ time | at\ the\ time | in\ those\ days | once\ (?:was|were|had|used)
    | (?:the|our|my|his|her|their)\ old
    | until\ recently | prior\ to | predecessors? | no\ longer | years?\ ago | months?\ ago | weeks?\ ago | earlier
    | (?:did|was|were|had|been)\b.{1,80}\bbefore
    | before\ (?:now|that|this|then|the\ (?:move|switch|change|migration|update))
    | before$ | history\ of | in\ the\ old\ days | last\ year | replaced\ by
    | fruher\w* | ehemal\w* | ursprunglich\w* | damals | zuvor | vorher\w* | vormals | einst
    | vor\ dem\ (?:umzug|wechsel|umstieg)
    | bisher\w* | vorige\w* | anfangs | frueher\w* | vorganger\w*
    | antes | anteriormente | anterior | antiguamente | originalmente | en\ el\ pasado | solia[ns]? | al\ principio
    | previamente | antiguo | antigua
    | autrefois | auparavant | avant | precedemment | precedente? | a\ l'origine | jadis
    | ancien(?:ne)? | dans\ le\ passe
    | antigamente | originalmente | no\ passado | costumava[m]? | previamente | antigo | antiga | inicialmente
    | prima | precedentemente | un\ tempo | in\ passato | originariamente | all'inizio | vecchi[oa]
    | раньше | прежде | изначально | в\ прошлом | прежн\w+ | до\ этого | бывш\w+ | ранее
"""
_ASKS: Final = lazy(rf"(?<!\w)(?:{_PHRASES})(?!\w)", re.VERBOSE)
_UNSPACED: Final = lazy("以前|之前|原来|过去|曾经|当初|从前|原先|かつて|昔|元々|もともと|前は|以前は|当初")


def asks_past(question: str) -> bool:
    """Say whether a question asks for how it was before, in the languages whose words are known.

    Args:
        question: Any text; its first 500 characters are read.

    Returns:
        True for "Where did I live before?", False for "Where do I live?".
    """
    head = question[:_READ_CHARACTERS]
    if _UNSPACED.search(head):
        return True
    folded = normalise(head).replace("’", "'").rstrip(" ?!.")
    return _ASKS.search(folded) is not None
