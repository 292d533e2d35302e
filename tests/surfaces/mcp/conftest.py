"""The server in this process, spoken to by the SDK's own client."""

import contextlib

import pytest
from mcp.client import Client

from ricordo.surfaces.mcp.opened import SharedMemory
from ricordo.surfaces.mcp.server import make_server

from .listening import Mailbox

MODES = ["legacy", "auto"]


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(params=MODES)
def mode(request):
    """The era of the protocol."""
    return request.param


@pytest.fixture
def connect(mode):
    """Connect to a server; ``opening`` is what its memory is opened with."""

    @contextlib.asynccontextmanager
    async def connected(profile="core", opening=None, **options):
        shared = SharedMemory(opening or {})
        try:
            async with Client(make_server(profile, shared), mode=mode, **options) as client:
                yield client
        finally:
            shared.close()

    return connected


@pytest.fixture
def mailbox():
    """What a client of the older era is told."""
    box = Mailbox()
    yield box
    box.close()


def text_of(result):
    """The text of an answer."""
    return "\n".join(one.text for one in result.content)
