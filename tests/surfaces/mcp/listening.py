"""A client that subscribes to addresses, in the way of its era."""

import contextlib

import anyio
from mcp_types import (
    EmptyResult,
    ResourceUpdatedNotification,
    SubscribeRequest,
    SubscribeRequestParams,
    UnsubscribeRequest,
    UnsubscribeRequestParams,
)

ERAS = ["legacy", "auto", "2026-07-28"]
PATIENCE_SECONDS = 60


class Mailbox:
    """What a client of the older era was told; the SDK's client is given it as ``message_handler``."""

    def __init__(self):
        self._send, self._receive = anyio.create_memory_object_stream(1_000)

    async def __call__(self, message):
        if isinstance(message, ResourceUpdatedNotification):
            self.put(message.params.uri)

    def put(self, uri):
        self._send.send_nowait(uri)

    def __len__(self):
        return self._receive.statistics().current_buffer_used

    async def next(self):
        return await self._receive.receive()

    def close(self):
        self._send.close()
        self._receive.close()


async def subscribe(client, uri):
    await client.session.send_request(SubscribeRequest(params=SubscribeRequestParams(uri=uri)), EmptyResult)


async def unsubscribe(client, uri):
    await client.session.send_request(UnsubscribeRequest(params=UnsubscribeRequestParams(uri=uri)), EmptyResult)


@contextlib.asynccontextmanager
async def listening(client, mailbox, mode, *uris):
    """Subscribe; gives a function that waits for the next address of which the client is told."""
    with anyio.fail_after(PATIENCE_SECONDS):
        if mode == "legacy":
            for uri in uris:
                await subscribe(client, uri)
            yield mailbox.next
            for uri in uris:
                await unsubscribe(client, uri)
            return
        async with client.listen(resource_subscriptions=uris) as stream:

            async def told():
                return (await anext(stream)).uri

            yield told
