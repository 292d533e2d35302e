"""Hooks as their clients call them: a process, JSON on standard input, a project with a store."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ricordo import Memory

CLIENTS = {
    "claude-code": ("SessionStart", "UserPromptSubmit", "Stop"),
    "codex": ("SessionStart", "UserPromptSubmit", "Stop"),
    "gemini": ("SessionStart", "BeforeAgent", "AfterAgent"),
    "copilot": ("sessionStart", "userPromptSubmitted", "sessionEnd"),
    "opencode": ("session.created", "prompt", "session.idle"),
    "cursor": ("sessionStart", "beforeSubmitPrompt", "stop"),
}


class Client:
    """A client with a session in a folder."""

    def __init__(self, name: str, folder: Path, session: str = "session-1"):
        self.name, self.folder, self.session = name, folder, session
        self.transcript = folder / f"{session}.jsonl"
        self.start_event, self.prompt_event, self.end_event = CLIENTS[name]

    def payload(self, event: str, **more) -> dict:
        """What the client sends, in its own words."""
        if self.name == "copilot":
            return {"sessionId": self.session, "timestamp": 1772359200000, "cwd": str(self.folder), **more}
        if self.name == "cursor":
            common = {"conversation_id": self.session, "generation_id": "g", "hook_event_name": event}
            return {**common, "workspace_roots": [str(self.folder)], **more}
        if self.name == "opencode":
            return {"session_id": self.session, "cwd": str(self.folder), **more}
        common = {"session_id": self.session, "transcript_path": str(self.transcript), "cwd": str(self.folder)}
        return {**common, "hook_event_name": event, **more}

    def call(self, event: str, *options: str, **more) -> subprocess.CompletedProcess:
        return hook(self.name, event, *options, sent=json.dumps(self.payload(event, **more)))

    def start(self, source: str = "startup"):
        return told(self.call(self.start_event, source=source))

    def prompt(self, text: str):
        return told(self.call(self.prompt_event, prompt=text))

    def says(self, text: str) -> None:
        """Write a line of the person into the transcript."""
        line = {
            "claude-code": {"type": "user", "uuid": text, "message": {"role": "user", "content": text}},
            "codex": {"type": "event_msg", "payload": {"type": "user_message", "message": text}},
            "gemini": {"id": text, "type": "user", "content": [{"text": text}]},
        }[self.name]
        with self.transcript.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def end(self):
        return self.call(self.end_event)


def hook(*words: str, sent: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "ricordo", "hook", *words],
        input=sent, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def told(ran: subprocess.CompletedProcess) -> str:
    """The text that a client takes out of an answer."""
    assert (ran.returncode, ran.stderr) == (0, "")
    if not ran.stdout:
        return ""
    answer = json.loads(ran.stdout)
    nested = answer.get("hookSpecificOutput", answer)
    return nested.get("additionalContext") or nested.get("additional_context") or ""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv("RICORDO_NAMESPACE")
    monkeypatch.setenv("RICORDO_HOME", str(tmp_path / "home"))
    folder = tmp_path / "shop"
    (folder / ".git").mkdir(parents=True)
    return folder


@pytest.fixture
def store(project):
    """The project's memory, opened for a moment at a time."""

    def opened():
        return Memory(cwd=project, embedder="none")

    return opened


@pytest.fixture
def captured(store):
    """Wait for what a hook's own process stores, and give it, oldest first."""

    def wait_for(count: int, seconds: float = 20):
        deadline = time.monotonic() + seconds
        while True:
            with store() as memory:
                found = [one.memory for one in memory.history(limit=1000) if one.operation == "capture" and one.memory]
            if len(found) >= count or time.monotonic() > deadline:
                assert len(found) == count, [(one.text, one.session, one.state, one.details) for one in found]
                return found[::-1]
            time.sleep(0.1)

    return wait_for


@pytest.fixture
def home(project):
    return Path(os.environ["RICORDO_HOME"])
