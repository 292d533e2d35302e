"""`studiomeyer-memory-export`, version 1: what local-memory-mcp gives and takes as one JSON object."""

from ricordo.formats.studiomeyer.envelope import BadFormat, Export, UnsupportedVersion, read, written
from ricordo.formats.studiomeyer.records import (
    CATEGORIES,
    Category,
    Decision,
    Entity,
    Flag,
    Learning,
    MemoryType,
    Moment,
    Observation,
    Record,
    Relation,
    Session,
    archived_for,
    read_time,
    written_time,
)

__all__ = [
    "CATEGORIES",
    "BadFormat",
    "Category",
    "Decision",
    "Entity",
    "Export",
    "Flag",
    "Learning",
    "MemoryType",
    "Moment",
    "Observation",
    "Record",
    "Relation",
    "Session",
    "UnsupportedVersion",
    "archived_for",
    "read",
    "read_time",
    "written",
    "written_time",
]
