"""Serves many clients over HTTP, on this machine unless told otherwise, to those who know the token."""

import hmac
import signal
import socket
import sys
from collections.abc import Mapping
from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ricordo.config import kept_token, load_settings
from ricordo.errors import InvalidInput
from ricordo.surfaces.mcp.base import BaseServer
from ricordo.surfaces.mcp.opened import SharedMemory
from ricordo.surfaces.mcp.profiles import PATH, Profile
from ricordo.surfaces.mcp.server import make_server

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_EVERYWHERE = ("", "0.0.0.0", "::", "[::]")  # noqa: S104 - they are refused
_UNAUTHORIZED = 401
_LAST_PORT = 65_535
_GRACE_SECONDS = 2
_SIGNALLED = 128
_BEARER = "bearer "


def serve_http(profile: Profile, given: Mapping[str, Any], *, host: str, port: int) -> int:
    """Serve until a signal ends the process.

    Args:
        profile: Which tools are offered.
        given: The arguments with which `Memory` is opened, at the first call.
        host: The address to listen at.
        port: The port; 0 takes a free one.

    Returns:
        The exit code.

    Raises:
        InvalidInput: When the address cannot be taken, or the token cannot be kept.
    """
    if host in _EVERYWHERE:
        raise InvalidInput("host is every address of this machine; give the one by which clients reach it.")
    token, kept_in = kept_token(load_settings({}))
    listener = _listen(host, port)
    shared = SharedMemory(given)
    server = make_server(profile, shared)
    application = Gate(make_guarded(server, host), token)
    place = f"http://{_in_url(host)}:{listener.getsockname()[1]}{PATH}"
    origin = f"the token is in {kept_in}" if kept_in else "the token is the one of the settings"
    print(f"Ricordo answers at {place}; {origin}.", file=sys.stderr, flush=True)  # noqa: T201
    # uvicorn ends in order and then sends itself the signal once more: only so do we still close the memory.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(_SIGNALLED + number))
    configuration = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=_GRACE_SECONDS)
    try:
        anyio.run(_WebServer(configuration, server).serve, [listener])
    finally:
        shared.close()
    return 0


def make_guarded(server: Server[Any], host: str) -> ASGIApp:
    """Make the application that turns away what names a foreign host or comes from a page of one.

    Args:
        server: The server.
        host: The address by which clients reach it, besides those of this machine.
    """
    names = [*_LOOPBACK, _in_url(host)]
    security = TransportSecuritySettings(
        allowed_hosts=[form for name in names for form in (name, f"{name}:*")],
        allowed_origins=[form for name in names for form in (f"http://{name}", f"http://{name}:*")],
    )
    return server.streamable_http_app(streamable_http_path=PATH, transport_security=security, host=host)


class _WebServer(uvicorn.Server):
    """Lets nobody listen on when it ends: it waits for the answers to all requests."""

    def __init__(self, configuration: uvicorn.Config, server: BaseServer) -> None:
        super().__init__(configuration)
        self._server = server

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._server.end_streams()
        await super().shutdown(sockets)


class Gate:
    """Lets only requests with the token through."""

    def __init__(self, application: ASGIApp, token: str) -> None:
        """Guard an application by a token."""
        self._application = application
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or self._knows(dict(scope["headers"]).get(b"authorization", b"")):
            await self._application(scope, receive, send)
            return
        refusal = JSONResponse(
            {"error": "unauthorized", "message": "send the token as `Authorization: Bearer TOKEN`."},
            status_code=_UNAUTHORIZED,
            headers={"WWW-Authenticate": "Bearer"},
        )
        await refusal(scope, receive, send)

    def _knows(self, header: bytes) -> bool:
        scheme, sent = header[: len(_BEARER)], header[len(_BEARER) :]
        return scheme.lower() == _BEARER.encode() and hmac.compare_digest(sent.strip(), self._token)


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise InvalidInput(f"port is {port}; give one from 0 to {_LAST_PORT}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family)
    except OSError as error:
        reason = getattr(error, "strerror", None) or error
        raise InvalidInput(f"{host}:{port} cannot be listened at ({reason}); give another --host or --port.") from None


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
