"""Who the person is, and what they are after."""

from typing import Annotated, Literal

from pydantic import Field

from ricordo.api import Memory
from ricordo.errors import NotFound
from ricordo.surfaces.mcp.answers import Presented
from ricordo.surfaces.mcp.dropins.foreign import Arguments
from ricordo.surfaces.mcp.dropins.local_memory.answers import Content, Refusal, done, fitting, remarks
from ricordo.surfaces.mcp.dropins.local_memory.tool import tool


class Profile(Arguments):
    action: Literal["get", "set"]
    field: Annotated[str | None, Field(min_length=1, max_length=190, description="All of it when not given")] = None
    value: Content | None = None


class Goal(Arguments):
    action: Literal["get", "set", "clear"]
    goal: Content | None = None


def profile_of(memory: Memory) -> dict[str, str]:
    """Give what is known of the person, by field."""
    return {one.key: one.value for one in memory.profile().entries}


def _profile(memory: Memory, given: Profile) -> Presented:
    if given.action == "set":
        if given.field is None or given.value is None:
            raise Refusal("MISSING_ARGS", "give field and value to set one.")
        outcome = memory.set_profile(given.field, given.value)
        kept = profile_of(memory).get(given.field.casefold())
        return done({"field": given.field, "value": kept}, remarks(outcome))
    known = profile_of(memory)
    if given.field is not None:
        return done({"field": given.field, "value": known.get(given.field.casefold())})
    rows, hint = fitting([{"field": key, "value": value} for key, value in known.items()], "value")
    return done({one["field"]: one["value"] for one in rows}, hint)


def _goal(memory: Memory, given: Goal) -> Presented:
    remark = None
    if given.action == "set":
        if given.goal is None:
            raise Refusal("MISSING_ARGS", "give the goal to set.")
        remark = remarks(memory.set_goal(given.goal))
    elif given.action == "clear":
        try:
            memory.clear_goal()
        except NotFound:
            remark = "there was no goal."
    known = memory.goal()
    return done({"goal": known and known.text}, remark)


TOOLS = (
    tool("memory_profile", "Get or set what is known of the person, by field. A value before stays in the history.",
         "write", Profile, _profile),
    tool("memory_goal", "Get, set or clear what the person is after.", "write", Goal, _goal),
)  # fmt: skip
