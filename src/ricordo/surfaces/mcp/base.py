"""The server of the SDK, with what goes on beside the requests."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import anyio
import mcp_types as types
from anyio.abc import TaskGroup
from mcp.server.lowlevel import Server
from mcp.server.subscriptions import ListenHandler


@dataclass(slots=True)
class Background:
    """What goes on beside the requests, as long as a server runs.

    Attributes:
        tasks: The tasks; they end with the server.
        streams: What clients of the newer era listen to.
        watch: What looks for changes, once somebody has subscribed to something.
    """

    tasks: TaskGroup
    streams: set[ListenHandler]
    watch: Any = None


class BaseServer(Server[Any]):
    """Has a background, and says truly what can be subscribed to."""

    def __init__(self, name: str, **given: Any) -> None:
        """Make a server.

        Args:
            name: Its name.
            given: What the server of the SDK is given.
        """
        super().__init__(name, lifespan=self._run_background, **given)
        self._streams: set[ListenHandler] = set()

    def end_streams(self) -> None:
        """End what clients listen to: a server that waits for its last answers would wait for them, too."""
        for one in self._streams:
            one.close()

    def get_capabilities(self, *given: Any, **named: Any) -> types.ServerCapabilities:
        """Say what this server can do. Addresses can be subscribed to; the lists never change.

        In the newer era the SDK takes all lists to change where anything can be subscribed to.
        """
        told = super().get_capabilities(*given, **named)
        for one in (told.tools, told.resources, told.prompts):
            if one is not None:
                one.list_changed = False
        return told

    @contextlib.asynccontextmanager
    async def _run_background(self, _: Server[Any]) -> AsyncIterator[Background]:
        async with anyio.create_task_group() as tasks:
            yield Background(tasks, self._streams)
            tasks.cancel_scope.cancel()
