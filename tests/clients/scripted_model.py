"""A model that follows a script, for real agent clients: it listens on the loopback and writes down what it is asked.

It speaks the model interfaces of OpenAI (responses, chat completions) and of Google (generateContent), as event streams
or whole. It is a proxy, too, that connects nobody: who is told to go through it leaves no machine, and is written down.
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

FAREWELL = "That is all."
MODEL = "scripted"
_Json = dict[str, Any]


class Call(NamedTuple):
    """A tool that the model wants called; a client may show it under a longer name."""

    tool: str
    arguments: Mapping[str, Any]


class Tool(NamedTuple):
    """A tool as the client offers it."""

    name: str
    group: str | None = None


@dataclass(frozen=True)
class Asked:
    """One request to the model."""

    path: str
    body: _Json
    tools: tuple[Tool, ...]
    results: tuple[str, ...]
    """What the tools answered so far, in order."""

    def find(self, tool: str) -> Tool | None:
        """Find the tool that a client shows as `tool` or with the server's name before it."""
        return next(
            (one for one in self.tools if one.name == tool or one.name.endswith((f"_{tool}", f"-{tool}"))), None
        )

    def text(self) -> str:
        """Give all that the model was told."""
        return json.dumps(self.body, ensure_ascii=False)


@dataclass
class ScriptedModel:
    """The model: makes one call after the other, each after the answer to the one before, and says goodbye."""

    script: Sequence[Call]
    asked: list[Asked] = field(default_factory=list)
    turned_away: list[str] = field(default_factory=list)
    """Addresses beyond this machine that somebody wanted."""

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Desk", (_Desk,), {"model": self}))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, asked: Asked) -> tuple[Tool, Call] | None:
        """Say what to call next; None when there is nothing, or the client does not offer it."""
        done = len(asked.results)
        if done >= len(self.script) or (tool := asked.find(self.script[done].tool)) is None:
            return None
        return tool, self.script[done]


class _Desk(BaseHTTPRequestHandler):
    """Takes requests in, and answers each in the words of its interface."""

    model: ScriptedModel
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        if not self.path.startswith("/"):
            return self._turn_away()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        interface = next((one for name, one in _INTERFACES.items() if name in self.path), None)
        if interface is None:
            return self._give(404, "application/json", b"{}")
        tools, results, write = interface
        asked = Asked(self.path, body, tuple(tools(body)), tuple(results(body)))
        self.model.asked.append(asked)
        wanted = self.model.answer(asked)
        if body.get("stream") or "stream" in self.path:
            events = "".join(f"data: {json.dumps(one)}\n\n" for one in write(wanted, whole=False))
            return self._give(200, "text/event-stream", events.encode())
        return self._give(200, "application/json", json.dumps(next(write(wanted, whole=True))).encode())

    def do_GET(self) -> None:
        if not self.path.startswith("/"):
            return self._turn_away()
        return self._give(200, "application/json", json.dumps({"data": [{"id": MODEL}]}).encode())

    def do_CONNECT(self) -> None:
        self._turn_away()

    def _turn_away(self) -> None:
        self.model.turned_away.append(self.path)
        self.close_connection = True
        self._give(403, "text/plain", b"nothing leaves this machine")

    def _give(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
        pass


_Wanted = tuple[Tool, Call] | None


def _responses_tools(body: _Json) -> Iterator[Tool]:
    for one in body.get("tools", []):
        if one["type"] == "namespace":
            yield from (Tool(each["name"], one["name"]) for each in one["tools"])
        elif "name" in one:
            yield Tool(one["name"])


def _responses_results(body: _Json) -> Iterator[str]:
    for one in body["input"]:
        if one.get("type") == "function_call_output":
            yield _plain(one["output"])


def _responses(wanted: _Wanted, *, whole: bool) -> Iterator[_Json]:
    if wanted:
        tool, call = wanted
        item = {"type": "function_call", "id": f"fc_{call.tool}", "call_id": f"call_{call.tool}", "name": tool.name}
        item |= {"arguments": json.dumps(call.arguments)} | ({"namespace": tool.group} if tool.group else {})
    else:
        content = [{"type": "output_text", "text": FAREWELL, "annotations": []}]
        item = {"type": "message", "id": "msg_1", "role": "assistant", "content": content}
    usage = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
    usage |= {"input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}
    response = {"id": "resp_1", "object": "response", "status": "completed", "output": [item], "usage": usage}
    if whole:
        yield response
        return
    yield {"type": "response.created", "response": {"id": "resp_1"}}
    yield {"type": "response.output_item.done", "output_index": 0, "item": item}
    yield {"type": "response.completed", "response": response}


def _chat_tools(body: _Json) -> Iterator[Tool]:
    for one in body.get("tools", []):
        yield Tool(one["function"]["name"])


def _chat_results(body: _Json) -> Iterator[str]:
    for one in body["messages"]:
        if one["role"] == "tool":
            yield _plain(one["content"])


def _chat(wanted: _Wanted, *, whole: bool) -> Iterator[_Json]:
    said: _Json = {"role": "assistant", "content": FAREWELL}
    if wanted:
        tool, call = wanted
        function = {"name": tool.name, "arguments": json.dumps(call.arguments)}
        calls = [{"index": 0, "id": f"call_{call.tool}", "type": "function", "function": function}]
        said = {"role": "assistant", "content": None, "tool_calls": calls}
    kind = "chat.completion" if whole else "chat.completion.chunk"
    base = {"id": "chat_1", "object": kind, "created": 0, "model": MODEL}
    end = "tool_calls" if wanted else "stop"
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    if whole:
        yield base | {"choices": [{"index": 0, "message": said, "finish_reason": end}], "usage": usage}
        return
    yield base | {"choices": [{"index": 0, "delta": said, "finish_reason": None}]}
    yield base | {"choices": [{"index": 0, "delta": {}, "finish_reason": end}], "usage": usage}


def _google_tools(body: _Json) -> Iterator[Tool]:
    for one in body.get("tools", []):
        yield from (Tool(each["name"]) for each in one.get("functionDeclarations", []))


def _google_results(body: _Json) -> Iterator[str]:
    for turn in body.get("contents", []):
        for part in turn.get("parts", []):
            if "functionResponse" in part:
                yield _plain(part["functionResponse"]["response"])


def _google(wanted: _Wanted, *, whole: bool) -> Iterator[_Json]:
    part: _Json = {"text": FAREWELL}
    if wanted:
        tool, call = wanted
        part = {"functionCall": {"name": tool.name, "args": dict(call.arguments)}}
    candidate = {"content": {"role": "model", "parts": [part]}, "finishReason": "STOP", "index": 0}
    usage = {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2}
    yield {"candidates": [candidate], "usageMetadata": usage, "modelVersion": MODEL}


def _plain(result: object) -> str:
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)


_INTERFACES = {
    "/responses": (_responses_tools, _responses_results, _responses),
    "/chat/completions": (_chat_tools, _chat_results, _chat),
    "enerateContent": (_google_tools, _google_results, _google),
}
