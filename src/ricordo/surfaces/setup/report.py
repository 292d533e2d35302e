"""What the commands of the installer answer."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from ricordo.surfaces.setup.clients import Part, Scope
from ricordo.surfaces.setup.files import Kind

State = Literal["yes", "changed", "no", "unreadable"]


class FileReport(BaseModel):
    """What became of a file.

    Attributes:
        path: The file.
        action: What was done, or would be.
        diff: The change that would be made; None when it was made.
        note: What else is to be said.
    """

    path: Path
    action: Kind
    diff: str | None = None
    note: str | None = None


class SetupReport(BaseModel):
    """What an installation or its opposite did.

    Attributes:
        client: The client.
        scope: For everything, or for a project.
        installed: Whether it is set up now.
        dry_run: Whether nothing was changed, only shown.
        files: What became of the files.
        next_step: What to do now.
    """

    client: str
    scope: Scope
    installed: bool
    dry_run: bool
    files: list[FileReport]
    next_step: str | None = None


class ClientStatus(BaseModel):
    """How a client is set up.

    Attributes:
        client: The client.
        scope: For everything, or for a project.
        found: Whether the client has been used here: a folder of its own is there.
        parts: What of Ricordo is in its files.
    """

    client: str
    scope: Scope
    found: bool
    parts: dict[Part, State]


class StatusReport(BaseModel):
    """How all clients are set up.

    Attributes:
        clients: Each client, for every scope that it has here.
    """

    clients: list[ClientStatus]


class Check(BaseModel):
    """One thing that was tried.

    Attributes:
        name: What.
        ok: Whether it works.
        detail: What was seen.
    """

    name: str
    ok: bool
    detail: str


class Diagnosis(BaseModel):
    """Whether a client can use Ricordo.

    Attributes:
        client: The client.
        scope: For everything, or for a project.
        checks: What was tried, up to the first failure.
        next_step: What to do now, in one line.
    """

    client: str
    scope: Scope
    checks: list[Check]
    next_step: str


class DoctorReport(BaseModel):
    """Whether the clients can use Ricordo.

    Attributes:
        clients: The clients that were looked at.
    """

    clients: list[Diagnosis]

    @property
    def ok(self) -> bool:
        """Whether everything works."""
        return all(check.ok for one in self.clients for check in one.checks)
