"""Thirty days of work with hooks: the memory does not feed on itself, and says nothing twice in a session."""

import importlib.util
import io
import json
import sys
from pathlib import Path

from ricordo.recall.packing import estimate_tokens
from ricordo.surfaces.hooks.launch import launch
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
PROMPTS = (
    "Which port does the warehouse database listen on?",
    "Please fix the flaky test of the order queue in Redis.",
    "Write the commit messages for this, in English.",
    "Prepare a release: run the stock simulation before.",
)


def test_a_month_of_sessions_grows_by_nothing_but_what_was_said(project, captured, monkeypatch, capsys):
    """In this process, for the time it takes; what is stored is stored by processes of their own."""

    def call(client, event, **more):
        sent = json.dumps(client.payload(event, **more)).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent)))
        assert launch(["hook", client.name, event]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return json.loads(out)["hookSpecificOutput"]["additionalContext"] if out else ""

    wished, told = 0, 0
    for day in range(DAYS):
        client = shared.Client(("claude-code", "codex", "gemini")[day % 3], project, f"day-{day}")
        texts = [call(client, client.start_event, source="startup")]
        assert estimate_tokens(texts[0]) <= CONTEXT_BUDGET_TOKENS
        for prompt in PROMPTS:
            texts.append(call(client, client.prompt_event, prompt=prompt))
            assert estimate_tokens(texts[-1]) <= PROMPT_BUDGET_TOKENS
            client.says(prompt)
        # The agent's client writes down what it was given, and the person says again what the agent just told.
        client.says("\n".join(texts))
        for line in "\n".join(texts).splitlines():
            if line.startswith("- "):
                client.says(line.rpartition("] ")[2].removeprefix("- "))
        if day in WISHES:
            client.says(WISHES[day])
            wished += 1
        call(client, client.end_event)
        found = captured(wished)
        for one in found:
            assert sum(one.text in text for text in texts) <= 1
            told += any(one.text in text for text in texts)
    assert len({one.text for one in found}) == len(found) == len(WISHES)
    assert told > DAYS


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
