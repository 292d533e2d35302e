"""Thirty days of work with hooks: the memory does not feed on itself, and says nothing twice in a session."""

import importlib.util
import io
import json
import sys
import time
from pathlib import Path

import pytest

from ricordo import Memory
from ricordo.recall.packing import estimate_tokens
from ricordo.surfaces.hooks import asking
from ricordo.surfaces.hooks.launch import launch
from ricordo.surfaces.hooks.listening import Listener
from ricordo.surfaces.hooks.spool import waiting
from ricordo.surfaces.hooks.telling import PROMPT_BUDGET_TOKENS

spec = importlib.util.spec_from_file_location("hooks_conftest", Path(__file__).with_name("conftest.py"))
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)

CONTEXT_BUDGET_TOKENS = 800
DAYS = 30
WISHES = {
    0: "Remember that the warehouse database listens on port 5433.",
    4: "From now on write commit messages in English.",
    9: "We decided to keep the order queue in Redis.",
    14: "I prefer small pull requests.",
    20: "Always run the stock simulation before a release.",
}
THINGS = (
    "printer",
    "greenhouse",
    "bicycle",
    "oven",
    "archive",
    "lantern",
    "scale",
    "ladder",
    "boiler",
    "sewing machine",
)
PLACES = ("Lisbon", "Graz", "Lugo", "Braga", "Torino", "Malmö", "Ghent", "Cork", "Kraków", "Tartu", "Bilbao", "Bergen")
NOTES = {f"Who tends the {thing} in {place}?": f"The {thing} in {place} is tended by crew {number * 12 + at}."
         for number, thing in enumerate(THINGS) for at, place in enumerate(PLACES)}  # fmt: skip
"""What was known before: more than a context can hold."""
WORK = (
    "Please fix the flaky test of the order queue in Redis.",
    "Write the commit messages for this, in English.",
    "Prepare a release: run the stock simulation before.",
)
UNRELATED = "How do I bake bread with sourdough?"


class Days:
    """A person's days with agents: hooks in this process, for the time it takes; others store what they find."""

    def __init__(self, project, monkeypatch, capsys):
        self._project, self._monkeypatch, self._capsys = project, monkeypatch, capsys

    def call(self, client, event, **more):
        """Call a hook as its client does, and give what is put before the model."""
        sent = json.dumps(client.payload(event, **more)).encode()
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent)))
        assert launch(["hook", client.name, event]) == 0
        out, err = self._capsys.readouterr()
        assert err == ""
        return json.loads(out)["hookSpecificOutput"]["additionalContext"] if out else ""

    def live(self, day):
        """Live a day, and give the context and what was told with each prompt."""
        client = shared.Client(("claude-code", "codex", "gemini")[day % 3], self._project, f"day-{day}")
        context = self.call(client, client.start_event, source="startup")
        told = {}
        questions = list(NOTES)[4 * day : 4 * day + 4]
        for prompt in (*questions, *WORK, UNRELATED):
            told[prompt] = self.call(client, client.prompt_event, prompt=prompt)
            assert self.call(client, client.prompt_event, prompt=f"Again: {prompt}") == ""
            client.says(prompt)
        self.repeat(client, "\n".join((context, *told.values())))
        if day in WISHES:
            client.says(WISHES[day])
        self.call(client, client.end_event)
        return context, told

    @staticmethod
    def repeat(client, text):
        """Let the transcript hold what the agent was given, as it was and as the person says it again."""
        client.says(text)
        for line in text.splitlines():
            if line.startswith("- "):
                said = line.rpartition("] ")[2].removeprefix("- ")
                client.says(said)
                client.says(f"Remember that {said}")


def settled(home):
    """Wait until all is stored that hooks have found."""
    deadline = time.monotonic() + 60
    while waiting(home / "memory.db"):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(params=["by words alone", "with a server"])
def days(request, project, monkeypatch, capsys):
    """A store with what was known before, and a running server beside it or none."""
    is_served = request.param == "with a server"
    monkeypatch.setenv("RICORDO_EMBEDDER", "bundled" if is_served else "none")
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 20.0)  # the machine of a test is busy
    with Memory(cwd=project) as memory:
        memory.remember_many([{"text": text, "kind": "fact", "scope": "project"} for text in NOTES.values()])
        memory.recall("anything")
        listener = Listener.beside(memory) if is_served else None
        try:
            yield Days(project, monkeypatch, capsys)
        finally:
            if listener is not None:
                listener.close()


def test_a_month_of_sessions_grows_by_nothing_but_what_was_said(days, store, home):
    wished, contexts, answered = 0, [], 0
    with store() as memory:
        before = len(memory.history(limit=500))
    for day in range(DAYS):
        context, told = days.live(day)
        settled(home)
        wished += day in WISHES
        contexts.append(context)
        texts = (context, *told.values())
        assert estimate_tokens(context) <= CONTEXT_BUDGET_TOKENS
        assert max(map(estimate_tokens, told.values())) <= PROMPT_BUDGET_TOKENS
        assert told[UNRELATED] == ""
        with store() as memory:
            known = memory.list(states=None, limit=500).memories
        assert len(known) == len(NOTES) + wished
        assert all(sum(one.text in text for text in texts) <= 1 for one in known)
        for question in list(told)[: -len(WORK) - 1]:
            answered += any(NOTES[question] in text for text in (told[question], context))
    with store() as memory:
        changes = memory.history(limit=500)
        captured = [one.memory for one in changes if one.operation == "capture"]
        assert len(changes) == before + len(WISHES)
        assert len({one.text for one in captured}) == len(captured) == len(WISHES)
        assert [memory.remember(one.text, scope=one.namespace.partition("/")[0]).seen for one in captured] == [2] * 5
    assert answered == 4 * DAYS
    assert len({contexts[day] for day in range(max(WISHES) + 1, DAYS)}) == 1


def test_nobody_counts_an_echo_as_said_again(project, store, captured):
    with store() as memory:
        known = memory.remember("I prefer small pull requests.", kind="preference", scope="user").id
    client = shared.Client("claude-code", project)
    client.start()
    client.says("I prefer small pull requests. Remember that the audit is in May.")
    client.end()
    captured(1)
    with store() as memory:
        assert len(memory.history(known)) == 1
        assert memory.remember("I prefer small pull requests.", scope="user").seen == 2
