"""How to use the tools, in a few words by topic."""

import difflib
from typing import Annotated, Final

from pydantic import Field

from ricordo.api import Memory
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Refusal, done
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool

_TOPICS: Final = {
    "quickstart": """\
Begin with memory_session_start. Search before you answer what may rest on earlier work (memory_search). Keep what \
will matter later (memory_learn, memory_decide, memory_entity_observe). End with memory_session_end and a summary.""",
    "session": """\
memory_session_start gives sessionId; keep it for memory_session_end. Without it, the newest open session of this \
client is ended, never that of another one. The summary becomes a memory; tasks are told to the next session.""",
    "search": """\
memory_search looks through everything, memory_recall through learnings alone. Both give nothing when nothing \
relevant is known: say so, do not guess. Without project they look through what holds everywhere and in the project \
of this connection; project narrows both to one project; tags to what has any of them. Long texts are shown by their \
beginnings; ask for fewer to see them whole.""",
    "entities": """\
An entity is a person, project, service, tool or concept; one name is one entity. memory_entity_observe adds a \
statement, with the name in it. When it holds no longer, memory_observation_supersede closes it: memory_entity_open \
with asOf still shows it for its time. memory_entity_relate needs the ids of both ends.""",
    "learn": """\
One self-contained statement each, with names instead of pronouns, in the category that fits best. What is known is \
not kept twice. A newer statement may close an older one that it replaces; the history keeps both.""",
    "privacy": """\
Everything stays in one file on this machine. Credentials are taken out before anything is stored. Text that reads \
like an order from a stranger is held until a person approves it. memory_export leaves private memories out. What is \
deleted here is put away; a person erases for good with `ricordo forget --hard`.""",
}


class Guide(Arguments):
    topic: Annotated[str | None, Field(json_schema_extra={"enum": list(_TOPICS)})] = None


def _guide(_: Memory, given: Guide) -> Presented:
    if given.topic is None:
        return done({"topics": list(_TOPICS), "hint": "call memory_guide with one of the topics."})
    if given.topic not in _TOPICS:
        near = difflib.get_close_matches(given.topic, _TOPICS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(_TOPICS)}."
        raise Refusal("UNKNOWN_TOPIC", f"{given.topic[:40]!r} is no topic; {hint}")
    return done({"topic": given.topic, "content": _TOPICS[given.topic]})


TOOLS = (tool("memory_guide", "Tell how to use the tools, by topic.", "read", Guide, _guide),)
