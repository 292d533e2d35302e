"""Decide."""

from typing import Annotated

from pydantic import Field

from ricordo.api import Memory
from ricordo.model import Share
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Content, Home, Tags, done, remarks
from ricordo.surfaces.mcp.dropins.local_memory.places import only, within
from ricordo.surfaces.mcp.dropins.local_memory.roles import CONFIDENCE
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool


class Decide(Arguments):
    title: Annotated[str, Field(min_length=1, max_length=200, description="What it is about, in a few words")]
    decision: Content
    reasoning: Content
    alternatives: Annotated[Content | None, Field(description="What was not chosen")] = None
    project: Home | None = None
    tags: Tags = ()
    confidence: Share = CONFIDENCE


def _decide(memory: Memory, given: Decide) -> Presented:
    outcome = within(memory, given.project).decide(
        given.title,
        given.decision,
        reasoning=given.reasoning,
        alternatives=given.alternatives or (),
        tags=given.tags,
        confidence=given.confidence,
        scope=only(given.project),
    )
    return done({"id": outcome.id}, remarks(outcome))


TOOLS = (
    tool("memory_decide", "Keep a decision with its reasons. One with the title of an older one takes its place.",
         "write", Decide, _decide),
)  # fmt: skip
