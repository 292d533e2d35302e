"""What is derived from a record when it is written: its text key and its terms. Pure."""

import hashlib

import numpy as np

from ricordo.model import MemoryRecord
from ricordo.storage.base import Derived
from ricordo.text import pack_ids, term_ids
from ricordo.write.text_key import same_text_key


def text_key(record: MemoryRecord) -> str:
    """Give the key that two live memories of one namespace never share.

    Statements share it when they say the same in the same words. A message is one turn of one conversation: it is
    known by its session and reference, for people say "yes" more than once.
    """
    if record.kind != "message":
        return same_text_key(record.text)
    parts = (record.session or "", record.ref or "", "" if record.ref else record.text)
    return "turn:" + hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def derive(record: MemoryRecord, vector: np.ndarray | None = None) -> Derived:
    """Derive everything that the indexes need of a record."""
    return Derived(text_key(record), pack_ids(term_ids(record.text)), vector)
