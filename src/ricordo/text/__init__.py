"""Text analysis: terms of memories and questions, and how the terms are stored."""

from ricordo.text.analysis import (
    ANALYSER,
    NEIGHBOUR_CHARACTERS,
    embedding_text,
    normalise,
    query_terms,
    query_words,
    term_ids,
    terms,
    words,
)
from ricordo.text.packed import pack_ids, pack_terms, term_id, unpack_terms
from ricordo.text.stopwords import STOP_WORDS

__all__ = [
    "ANALYSER",
    "NEIGHBOUR_CHARACTERS",
    "STOP_WORDS",
    "embedding_text",
    "normalise",
    "pack_ids",
    "pack_terms",
    "query_terms",
    "query_words",
    "term_id",
    "term_ids",
    "terms",
    "unpack_terms",
    "words",
]
