"""The chain of hashes over the journal: each row's hash covers its content and the hash of the row before.

The state itself enters by a salted digest only. An erasure takes state and salt away and leaves the digest:
nobody can guess the text from it, and the chain still verifies.
"""

import hashlib
import secrets
from dataclasses import dataclass

MEMORY = "memory"
"""The type of a journal row that is about a memory."""
FIRST = bytes(32)
"""What the first row takes for the hash of the row before it."""


@dataclass(frozen=True, slots=True)
class Link:
    """The fields of a journal row that its hash covers."""

    seq: int
    change: int
    at: int
    device: str
    agent: str | None
    session: str | None
    operation: str
    undoes: int | None
    namespace: str
    target: str
    digest: bytes
    type: str = MEMORY


def new_nonce() -> bytes:
    """Give a fresh salt for a state's digest."""
    return secrets.token_bytes(16)


def digest_state(nonce: bytes, state: str | None) -> bytes:
    """Give the salted digest of a state; None, the absence of a memory, has one of its own."""
    content = b"\x00" if state is None else b"\x01" + state.encode()
    return hashlib.sha256(nonce + content).digest()


def hash_link(previous: bytes, link: Link) -> bytes:
    """Give the hash of a row. Every field is written with its length, so that no two rows look alike.

    Rows of memories leave their type out: journals that know nothing else verify as they always did.
    """
    types = () if link.type == MEMORY else (link.type,)
    whole = hashlib.sha256(previous)
    for field in (
        link.seq, link.change, link.at, link.device, link.agent, link.session,
        link.operation, link.undoes, link.namespace, link.target, link.digest.hex(), *types,
    ):  # fmt: skip
        content = b"-" if field is None else b"+" + str(field).encode()
        whole.update(b"%d:" % len(content) + content)
    return whole.digest()
