"""The key of a text: equal for texts that say the same in the same words."""

import hashlib

from ricordo.write.sametext import normal_form


def same_text_key(text: str) -> str:
    """Give the key that two texts share exactly when they say the same in the same words.

    Folded are: width, composition, white space, quotes, dashes, the case of ordinary words, accents where they part no
    words, a "note:" or "remember that" in front, the final mark, thousands separators, times of a certain half of the
    day, and the order of plain enumerations. Everything that might be a difference is kept.
    """
    return hashlib.blake2b(normal_form(text).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
