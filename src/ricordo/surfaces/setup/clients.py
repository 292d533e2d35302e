"""The clients, as data: which files they read, and what an entry looks like in them.

Gaps in paths are the folders of `places.py`; gaps in entries are `program`, `args`, `words` (both in one list) and
`command` (the words as one line for a shell).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Scope = Literal["user", "project"]
Part = Literal["server", "hooks", "skill", "memory"]
PARTS: tuple[Part, ...] = ("server", "hooks", "skill", "memory")
Files = Mapping[Part, str]
EITHER = " | "
"""Between two paths of which a client reads the one that is there."""

_STANDARD: Mapping[str, Any] = {"command": "{program}", "args": "{args}"}
_MCP_SERVERS = ("mcpServers",)
_SECONDS = 10
"""A hook answers far sooner; whoever waits longer waits for a disk."""
_CODEX_LAST_SECONDS = 3
"""The most that Codex waits at the end of a session."""


def _grouped(seconds: int) -> Mapping[str, Any]:
    """Give the entry of a hook as Claude Code has it, and most others took it over."""
    return {"hooks": [{"type": "command", "command": "{command}", "timeout": seconds}]}


_CLAUDES_EVENTS = ("SessionStart", "UserPromptSubmit", "PreCompact", "Stop", "SessionEnd")
_GROUPED = _grouped(_SECONDS)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a client runs at which moment.

    Attributes:
        events: The events that matter, by the client's own names.
        entry: One element of the list of an event; None where the file is a program (`text`).
        other_entries: Those of events that differ.
        head: What the file must hold besides.
        text: The name of the text that is the whole file.
    """

    events: tuple[str, ...]
    entry: Mapping[str, Any] | None = None
    other_entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    head: Mapping[str, Any] | None = None
    text: str | None = None

    def entry_of(self, event: str) -> Mapping[str, Any] | None:
        """Give the entry of an event."""
        return self.other_entries.get(event, self.entry)


@dataclass(frozen=True, slots=True)
class Client:
    """A client.

    Attributes:
        name: What a person types.
        title: What its makers call it.
        user: Its files that hold for everything a person does.
        project: Its files inside a project; empty where it has none.
        next_step: What a person does after an installation.
        keys: Where in its configuration the servers stand.
        entry: What the entry of a server looks like.
        hooks: Its hooks; None where it has none.
        windows: Files that lie elsewhere on Windows.
        introduces: How it introduces itself to a server, where it does not use its name.
    """

    name: str
    title: str
    user: Files
    project: Files
    next_step: str
    keys: tuple[str, ...] = _MCP_SERVERS
    entry: Mapping[str, Any] = field(default_factory=lambda: _STANDARD)
    hooks: Hooks | None = None
    windows: Files | None = None
    introduces: str | None = None

    def files(self, scope: Scope, platform: str) -> Files:
        """Give the templates of the paths of its files.

        Args:
            scope: For everything, or for a project.
            platform: As in `sys.platform`.
        """
        if scope == "project":
            return self.project
        return {**self.user, **(self.windows or {})} if platform == "win32" else self.user


CLIENTS: tuple[Client, ...] = (
    Client(
        "claude-code",
        "Claude Code",
        user={
            "server": "{claude_file}/.claude.json",
            "hooks": "{claude}/settings.json",
            "skill": "{claude}/skills/ricordo/SKILL.md",
            "memory": "{claude}/CLAUDE.md",
        },
        project={
            "server": "{project}/.mcp.json",
            "hooks": "{project}/.claude/settings.json",
            "skill": "{project}/.claude/skills/ricordo/SKILL.md",
            "memory": "{project}/CLAUDE.md",
        },
        next_step="restart Claude Code; `/mcp` must list ricordo (a project's server asks to be approved once).",
        hooks=Hooks(_CLAUDES_EVENTS, _GROUPED),
    ),
    Client(
        "claude-desktop",
        "Claude Desktop",
        user={"server": "{config}/Claude/claude_desktop_config.json"},
        project={},
        next_step="quit Claude Desktop wholly and start it again.",
    ),
    Client(
        "codex",
        "Codex",
        user={
            "server": "{codex}/config.toml",
            "hooks": "{codex}/hooks.json",
            "skill": "{home}/.agents/skills/ricordo/SKILL.md",
            "memory": "{codex}/AGENTS.md",
        },
        project={
            "server": "{project}/.codex/config.toml",
            "hooks": "{project}/.codex/hooks.json",
            "skill": "{project}/.agents/skills/ricordo/SKILL.md",
            "memory": "{project}/AGENTS.md",
        },
        next_step="start Codex, type `/hooks` and trust the hooks of ricordo: until then Codex runs none, silently. "
        "`codex exec` begins without a server that is not ready within a second: "
        "`mcp_optional_startup_grace_ms = 0` at the top of config.toml lets it wait.",
        keys=("mcp_servers",),
        hooks=Hooks(_CLAUDES_EVENTS, _GROUPED, other_entries={"SessionEnd": _grouped(_CODEX_LAST_SECONDS)}),
        introduces="codex-mcp-client",
    ),
    Client(
        "cursor",
        "Cursor",
        user={
            "server": "{home}/.cursor/mcp.json",
            "hooks": "{home}/.cursor/hooks.json",
            "skill": "{home}/.cursor/skills/ricordo/SKILL.md",
        },
        project={
            "server": "{project}/.cursor/mcp.json",
            "hooks": "{project}/.cursor/hooks.json",
            "skill": "{project}/.cursor/skills/ricordo/SKILL.md",
            "memory": "{project}/AGENTS.md",
        },
        next_step="restart Cursor, and switch ricordo on under Settings, MCP.",
        hooks=Hooks(
            ("sessionStart", "beforeSubmitPrompt", "preCompact", "stop", "sessionEnd"),
            {"command": "{command}"},
            head={"version": 1},
        ),
    ),
    Client(
        "gemini",
        "Gemini CLI",
        user={
            "server": "{home}/.gemini/settings.json",
            "hooks": "{home}/.gemini/settings.json",
            "skill": "{home}/.agents/skills/ricordo/SKILL.md",
            "memory": "{home}/.gemini/GEMINI.md",
        },
        project={
            "server": "{project}/.gemini/settings.json",
            "hooks": "{project}/.gemini/settings.json",
            "skill": "{project}/.agents/skills/ricordo/SKILL.md",
            "memory": "{project}/GEMINI.md",
        },
        next_step="restart Gemini CLI in a trusted folder (`/permissions`); in others it starts no server.",
        hooks=Hooks(
            ("SessionStart", "BeforeAgent", "PreCompress", "AfterAgent", "SessionEnd"),
            _grouped(_SECONDS * 1000),
        ),
        introduces="gemini-cli-mcp-client",
    ),
    Client(
        "copilot",
        "Copilot CLI",
        user={
            "server": "{home}/.copilot/mcp-config.json",
            "hooks": "{home}/.copilot/hooks/ricordo.json",
            "skill": "{home}/.agents/skills/ricordo/SKILL.md",
            "memory": "{home}/.copilot/copilot-instructions.md",
        },
        project={
            "server": "{project}/.github/mcp.json",
            "hooks": "{project}/.github/hooks/ricordo.json",
            "skill": "{project}/.agents/skills/ricordo/SKILL.md",
            "memory": "{project}/AGENTS.md",
        },
        next_step="restart Copilot CLI; `/mcp` must list ricordo.",
        entry={"type": "local", "command": "{program}", "args": "{args}", "tools": ["*"]},
        hooks=Hooks(
            ("sessionStart", "userPromptSubmitted", "sessionEnd"),
            {"type": "command", "bash": "{command}", "powershell": "{command}", "timeoutSec": _SECONDS},
            head={"version": 1},
        ),
        introduces="copilot-cli",
    ),
    Client(
        "vscode",
        "VS Code",
        user={"server": "{config}/Code/User/mcp.json"},
        project={"server": "{project}/.vscode/mcp.json", "memory": "{project}/AGENTS.md"},
        next_step="open the command palette, `MCP: List Servers`, and start ricordo.",
        keys=("servers",),
        entry={"type": "stdio", "command": "{program}", "args": "{args}"},
    ),
    Client(
        "windsurf",
        "Windsurf",
        user={"server": "{home}/.codeium/windsurf/mcp_config.json"},
        project={},
        next_step="refresh the list of MCP servers in Windsurf's settings.",
    ),
    Client(
        "opencode",
        "OpenCode",
        user={
            "server": "{xdg}/opencode/opencode.jsonc | {xdg}/opencode/opencode.json",
            "hooks": "{xdg}/opencode/plugin/ricordo.js",
            "skill": "{home}/.agents/skills/ricordo/SKILL.md",
            "memory": "{xdg}/opencode/AGENTS.md",
        },
        project={
            "server": "{project}/opencode.jsonc | {project}/opencode.json",
            "hooks": "{project}/.opencode/plugin/ricordo.js",
            "skill": "{project}/.agents/skills/ricordo/SKILL.md",
            "memory": "{project}/AGENTS.md",
        },
        next_step="restart OpenCode; `opencode mcp list` must show ricordo as connected.",
        keys=("mcp",),
        entry={"type": "local", "command": "{words}", "enabled": True},
        hooks=Hooks(("session.created", "prompt", "session.compacting", "session.idle"), text="opencode.js"),
    ),
    Client(
        "qwen",
        "Qwen Code",
        user={
            "server": "{home}/.qwen/settings.json",
            "hooks": "{home}/.qwen/settings.json",
            "skill": "{home}/.qwen/skills/ricordo/SKILL.md",
            "memory": "{home}/.qwen/QWEN.md",
        },
        project={
            "server": "{project}/.qwen/settings.json",
            "hooks": "{project}/.qwen/settings.json",
            "skill": "{project}/.qwen/skills/ricordo/SKILL.md",
            "memory": "{project}/QWEN.md",
        },
        next_step="restart Qwen Code; `qwen mcp list` must show ricordo as connected.",
        # Without a time limit: its versions do not agree on the unit.
        hooks=Hooks(_CLAUDES_EVENTS, {"hooks": [{"type": "command", "command": "{command}"}]}),
    ),
    Client(
        "zed",
        "Zed",
        user={"server": "{xdg}/zed/settings.json"},
        project={"server": "{project}/.zed/settings.json", "memory": "{project}/AGENTS.md"},
        next_step="open Zed's agent settings; the dot beside ricordo must be green.",
        keys=("context_servers",),
        entry={"command": "{program}", "args": "{args}", "env": {}},
        windows={"server": "{config}/Zed/settings.json"},
    ),
    Client(
        "cline",
        "Cline",
        user={
            "server": "{config}/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
        },
        project={},
        next_step="open Cline's MCP servers in VS Code; ricordo must be listed and on.",
    ),
)


def installed_as(introduced: str) -> str:
    """Give the name under which a client is installed, so that it has one name whoever tells of it.

    Args:
        introduced: The name by which it introduced itself to a server; that of an unknown client stays.
    """
    return next((one.name for one in CLIENTS if introduced == one.introduces), introduced)
