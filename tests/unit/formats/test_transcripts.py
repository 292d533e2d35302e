"""The clients' session files become messages; what is no message, or no JSON, is passed over."""

import json

from ricordo.formats.transcripts import claude_code, codex, copilot, gemini, opencode


def lines(*records):
    return "".join(json.dumps(one) + "\n" for one in records)


def said(messages):
    return [(one.speaker, one.text) for one in messages]


CLAUDE = lines(
    {"type": "summary", "summary": "A talk"},
    {"type": "user", "uuid": "u1", "sessionId": "s", "cwd": "/w/shop", "timestamp": "2026-03-01T10:00:00Z",
     "message": {"role": "user", "content": "Which port?"}},
    {"type": "assistant", "uuid": "a1", "sessionId": "s", "message": {"role": "assistant", "content": [
        {"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "5433."}, {"type": "tool_use", "name": "Bash"}]}},
    {"type": "user", "uuid": "u2", "message": {"content": [{"type": "tool_result", "content": "I prefer tabs."}]}},
    {"type": "user", "uuid": "u3", "isMeta": True, "message": {"content": "Caveat: meta"}},
    {"type": "user", "uuid": "u4", "isSidechain": True, "message": {"content": "for a subagent"}},
    {"type": "user", "uuid": "u5", "message": {"content": [{"type": "text", "text": "Thanks."}, {"type": "image"}]}},
)  # fmt: skip


def test_claude_code_gives_what_both_said_and_nothing_of_tools():
    found = list(claude_code.read(CLAUDE))
    assert said(found) == [("user", "Which port?"), ("assistant", "5433."), ("user", "Thanks.")]
    assert (found[0].ref, found[0].session, found[0].folder, found[0].at) == (
        "u1",
        "s",
        "/w/shop",
        "2026-03-01T10:00:00Z",
    )


def item(role, text, kind):
    payload = {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}
    return {"timestamp": "2026-03-01T10:00:00Z", "type": "response_item", "payload": payload}


def test_codex_gives_what_was_typed_and_not_what_was_put_before_the_model():
    meta = {"type": "session_meta", "payload": {"id": "s", "cwd": "/w/shop"}}
    added = item("user", "<environment_context>x</environment_context>", "input_text")
    typed = {"type": "event_msg", "payload": {"type": "user_message", "message": "Which port?"}}
    answer = item("assistant", "5433.", "output_text")
    output = {"type": "response_item", "payload": {"type": "function_call_output", "output": "I prefer tabs."}}
    found = list(codex.read(lines(meta, added, typed, item("user", "Which port?", "input_text"), output, answer)))
    assert said(found) == [("user", "Which port?"), ("assistant", "5433.")]
    assert {(one.session, one.folder) for one in found} == {("s", "/w/shop")}
    without_events = codex.read(lines(meta, added, item("user", "Which port?", "input_text"), answer))
    assert said(without_events) == [("user", "Which port?"), ("assistant", "5433.")]


def test_gemini_is_read_line_by_line_and_from_the_older_whole_file():
    head = {"sessionId": "s", "projectHash": "abc", "startTime": "2026-03-01T10:00:00Z"}
    question = {"id": "1", "type": "user", "content": [{"text": "Which port?"}], "timestamp": "2026-03-01T10:00:00Z"}
    draft = {"id": "2", "type": "gemini", "content": "54"}
    answer = {"id": "2", "type": "gemini", "content": "5433.", "toolCalls": [{"name": "x"}]}
    mistake, info = {"id": "3", "type": "user", "content": "Oops"}, {"id": "4", "type": "info", "content": "Updated"}
    expected = [("user", "Which port?"), ("assistant", "5433.")]
    by_line = list(gemini.read(lines(head, question, draft, answer, info, mistake, {"$rewindTo": "3"})))
    assert said(by_line) == expected
    assert by_line[0].session == "s"
    assert said(gemini.read(json.dumps({**head, "messages": [question, answer, info]}, indent=1))) == expected


def test_copilot_gives_the_messages_among_its_events():
    found = list(
        copilot.read(
            lines(
                {"type": "session.start", "data": {"sessionId": "s", "context": {"cwd": "/w/shop"}}},
                {"type": "user.message", "id": "1", "data": {"content": "Which port?", "transformedContent": "<x>"}},
                {"type": "tool.execution_complete", "id": "2", "data": {"result": {"content": "I prefer tabs."}}},
                {"type": "assistant.message", "id": "3", "data": {"content": "5433."}},
            )
        )
    )
    assert said(found) == [("user", "Which port?"), ("assistant", "5433.")]
    assert {(one.session, one.folder) for one in found} == {("s", "/w/shop")}


def test_opencode_joins_the_parts_of_a_message():
    parts = [
        {"type": "text", "text": "Which port?"},
        {"type": "text", "text": "file content", "synthetic": True},
        {"type": "tool", "state": {"output": "I prefer tabs."}},
    ]
    messages = [({"id": "m1", "role": "user", "time": {"created": 1772359200000}}, parts)]
    (found,) = opencode.read({"id": "s", "directory": "/w/shop"}, messages)
    assert (found.text, found.ref, found.at) == ("Which port?", "m1", "2026-03-01T10:00:00+00:00")


def test_damaged_lines_and_foreign_shapes_are_passed_over():
    damaged = (
        'null\n[1]\n{"type":\n{"type":"user","message":7}\n{"type":"event_msg","payload":[]}\n{"data":null}\n' + "{" * 9
    )
    for reader in (claude_code, codex, gemini, copilot):
        assert list(reader.read(damaged)) == []
    assert list(opencode.read({}, [({"role": "user"}, [{"type": "text", "text": 3}])])) == []


ADDED = (
    "<system-reminder>\nUse the following context: I prefer tabs.\n</system-reminder>",
    "<command-name>/clear</command-name>\n<command-message>clear</command-message>\n<command-args></command-args>",
    "<local-command-stdout>Set model</local-command-stdout>",
    "<bash-input>ls</bash-input>",
    "<bash-stdout>a</bash-stdout><bash-stderr></bash-stderr>",
    "<task-notification><task-id>b1</task-id></task-notification>",
    "<recalled-memories>\nuses pnpm\n</recalled-memories>",
    "[Request interrupted by user for tool use]",
    "Caveat: The messages below were generated by the user while running local commands.",
    "<ide_selection>a line</ide_selection>",
)


def test_what_a_client_adds_is_nothing_that_the_person_said():
    events = [{"type": "user", "uuid": str(number), "message": {"content": one}} for number, one in enumerate(ADDED)]
    assert said(claude_code.read(lines(*events))) == []
    beside = [{"type": "user", "uuid": "u", "message": {"content": f"{ADDED[0]}\nrename Foo to Bar"}}]
    assert said(claude_code.read(lines(*beside))) == [("user", "rename Foo to Bar")]


def test_what_was_typed_behind_a_command_is_kept():
    content = "<command-message>review</command-message>\n<command-args>check the cart for Acme</command-args>"
    assert said(claude_code.read(lines({"type": "user", "uuid": "u", "message": {"content": content}}))) == [
        ("user", "check the cart for Acme")
    ]


def test_what_the_agent_says_of_tags_stays_as_it_is():
    answer = {"type": "assistant", "uuid": "a", "message": {"content": f"Write {ADDED[0]}"}}
    assert said(claude_code.read(lines(answer))) == [("assistant", f"Write {ADDED[0]}")]


def test_the_request_is_taken_out_of_what_an_editor_puts_around_it():
    asked = "# Context from my IDE setup:\n\n## Active file: pay.ts\n\n## My request for Codex:\nadd a retry\n"
    event = {"type": "event_msg", "payload": {"type": "user_message", "message": asked}}
    assert said(codex.read(lines(event))) == [("user", "add a retry")]
    assert said(codex.read(lines(item("user", asked, "input_text")))) == [("user", "add a retry")]


def test_what_an_agent_asks_another_agent_is_no_message():
    meta = {"type": "session_meta", "payload": {"id": "s", "source": {"subagent": "review"}}}
    event = {"type": "event_msg", "payload": {"type": "user_message", "message": "Review this."}}
    assert said(codex.read(lines(meta, event))) == []


def test_files_that_gemini_reads_for_a_message_are_no_part_of_it():
    content = [
        {"text": "Explain @a.py"},
        {"text": "\n--- Content from referenced files ---"},
        {"text": "\nContent from @a.py:\n"},
        {"text": "import os"},
        {"text": "\n--- End of content ---"},
    ]
    record = {"id": "1", "type": "user", "content": content}
    assert said(gemini.read(lines(record))) == [("user", "Explain @a.py")]
    shown = {"id": "1", "type": "user", "content": "long", "displayContent": [{"text": "short"}]}
    assert said(gemini.read(lines(shown))) == [("user", "short")]
