"""What a remote embedder has to be told."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """How to reach an embedding server.

    Attributes:
        base_url: Where it is, http or https; the usual place of its kind when not given.
        api_key: Sent as a bearer token; never shown.
        timeout_seconds: How long one request may take, answer included.
        retries: How often a request is sent again after 429, 5xx or a lost connection.
        batch: How many texts one request carries at most.
    """

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout_seconds: float = 10.0
    retries: int = 2
    batch: int = 64
