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
