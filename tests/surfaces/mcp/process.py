"""The server as a process of its own, spoken to line by line."""

import contextlib
import json
import os
import select
import subprocess
import sys

COMMAND = [sys.executable, "-m", "ricordo", "serve"]
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "tester", "version": "1"},
    },
}
INITIALIZED = {"jsonrpc": "2.0", "method": "notifications/initialized"}


class Lines:
    """A server that is sent lines and whose answers are read as lines."""

    def __init__(self, process):
        self.process = process
        self._rest = b""

    def send(self, *messages):
        for one in messages:
            data = one if isinstance(one, bytes) else json.dumps(one).encode()
            self.process.stdin.write(data + b"\n")
        self.process.stdin.flush()

    def receive(self, timeout=60):
        """Give the next answer."""
        descriptor = self.process.stdout.fileno()
        while b"\n" not in self._rest:
            assert select.select([descriptor], [], [], timeout)[0], "no answer"
            chunk = os.read(descriptor, 1 << 16)
            assert chunk, "the server ended"
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def ask(self, method, params=None, number=7):
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params or {}})
        answer = self.receive()
        assert answer["id"] == number
        return answer

    def begin(self):
        self.send(INITIALIZE)
        answer = self.receive()["result"]
        self.send(INITIALIZED)
        return answer


@contextlib.contextmanager
def server(*words, ends_with=0, **options):
    """Start a server; it must end by itself when its input is closed."""
    process = subprocess.Popen(
        [*COMMAND, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options
    )
    try:
        yield Lines(process)
        process.stdin.close()
        assert process.wait(20) == ends_with
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
