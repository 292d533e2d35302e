"""Asks an embedding server over HTTP, with nothing but the standard library."""

import http.client
import ipaddress
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from ricordo.embedding.settings import RemoteSettings
from ricordo.errors import EmbeddingFailed, InvalidInput

_MAX_ANSWER_BYTES: Final = 16 * 1024 * 1024
_READ_BYTES: Final = 64 * 1024
_FIRST_PAUSE_SECONDS: Final = 0.25
_LONGEST_PAUSE_SECONDS: Final = 30.0
_TRY_AGAIN: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)})


class Server:
    """An embedding server.

    Args:
        base_url: Where it is.
        settings: Key, times and retries.

    Raises:
        InvalidInput: When the URL or the key cannot be right.
    """

    def __init__(self, base_url: str, settings: RemoteSettings) -> None:
        self._base_url = base_url.rstrip("/")
        self.name = _checked_host(base_url)
        self.has_path = bool(urlsplit(self._base_url).path)
        self._settings = settings
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if settings.api_key:
            self._headers["Authorization"] = f"Bearer {_checked_key(settings.api_key)}"
        handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
        if _is_loopback(urlsplit(base_url).hostname or ""):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a JSON body and give the JSON answer, trying again where that may help.

        Raises:
            EmbeddingFailed: When there is no answer, or one that is not JSON.
        """
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked
            self._base_url + path, json.dumps(body).encode(), self._headers, method="POST"
        )
        for attempt in range(self._settings.retries + 1):
            is_last = attempt == self._settings.retries
            pause = min(_FIRST_PAUSE_SECONDS * 2**attempt, _LONGEST_PAUSE_SECONDS)
            try:
                return self._ask(request)
            except urllib.error.HTTPError as error:
                with error:
                    if is_last or error.code not in _TRY_AGAIN:
                        raise self._refused(error.code) from None
                    pause = _asked_pause_seconds(error.headers.get("Retry-After"), pause)
            except TimeoutError:
                raise self._too_slow() from None
            except (OSError, http.client.HTTPException) as error:
                if isinstance(getattr(error, "reason", None), TimeoutError):
                    raise self._too_slow() from None
                if is_last:
                    raise self._unreachable(error) from None
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _ask(self, request: urllib.request.Request) -> Any:
        end = time.monotonic() + self._settings.timeout_seconds
        answer = bytearray()
        with self._opener.open(request, timeout=self._settings.timeout_seconds) as response:
            while part := response.read1(_READ_BYTES):
                answer += part
                if len(answer) > _MAX_ANSWER_BYTES:
                    raise self.unusable("an answer of more than 16 MB")
                if time.monotonic() > end:
                    raise TimeoutError
        try:
            return json.loads(answer)
        except (ValueError, RecursionError):
            raise self.unusable("an answer that is not JSON") from None

    def unusable(self, what: str) -> EmbeddingFailed:
        """Make the error for an answer that is of no use."""
        return EmbeddingFailed(
            f"The embedder at {self.name} gave {what}: check that its URL and its model are those of embeddings."
        )

    def _refused(self, status: int) -> EmbeddingFailed:
        if status in _TRY_AGAIN:
            todo = "try again later"
        elif status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            todo = "give a valid key as `embedder_key`"
        elif 300 <= status < 400:
            todo = "give the address that it redirects to as `embedder_url`"
        else:
            todo = "check its URL and that it has the model"
        return EmbeddingFailed(f"The embedder at {self.name} answered with status {status}: {todo}.")

    def _too_slow(self) -> EmbeddingFailed:
        seconds = f"{self._settings.timeout_seconds:g}"
        return EmbeddingFailed(
            f"The embedder at {self.name} did not answer within {seconds} s: raise `embedder_timeout` or try again."
        )

    def _unreachable(self, error: Exception) -> EmbeddingFailed:
        reason = getattr(error, "reason", error)
        why = getattr(reason, "strerror", None) or type(reason).__name__
        return EmbeddingFailed(
            f"The embedder at {self.name} cannot be reached ({why}): start it, or correct `embedder_url`."
        )


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it would lead texts and key to an address that nobody chose."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def _checked_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidInput("The embedder's URL cannot be read; write it like http://localhost:11434.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable() or " " in url:
        raise InvalidInput("The embedder's URL must begin with http:// or https:// and name a host.")
    if parts.username is not None or parts.query or parts.fragment:
        raise InvalidInput(
            "The embedder's URL must hold no user, password, `?` or `#`; give the key as `embedder_key`."
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return host if port is None else f"{host}:{port}"


def _checked_key(key: str) -> str:
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise InvalidInput("The embedder's key holds blanks or characters that no key has; copy it again.")
    return key


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _asked_pause_seconds(retry_after: str | None, usual: float) -> float:
    """Read a Retry-After header, a number of seconds or a date, and bound it."""
    if retry_after is None:
        return usual
    if retry_after.isascii() and retry_after.isdecimal():
        return min(float(retry_after), _LONGEST_PAUSE_SECONDS)
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return usual
    seconds = (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_PAUSE_SECONDS)
