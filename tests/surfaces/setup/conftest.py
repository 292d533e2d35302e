"""A home of its own for every test, and texts as people leave them in configuration files."""

import json

import pytest
from hypothesis import strategies as st

from ricordo.surfaces.setup.clients import CLIENTS

EVERYWHERE = [(client.name, "user") for client in CLIENTS] + [(one.name, "project") for one in CLIENTS if one.project]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The home folder of a person, who stands in a project."""
    for name in ("XDG_CONFIG_HOME", "CODEX_HOME", "CLAUDE_CONFIG_DIR", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("RICORDO_HOME", str(tmp_path / "data"))
    project = tmp_path / "work" / "shop"
    (project / ".git").mkdir(parents=True)
    monkeypatch.chdir(project)
    return tmp_path


def snapshot(home):
    """Every file and folder of the home, but those of Ricordo."""
    return {
        str(path.relative_to(home)): path.read_bytes() if path.is_file() else None
        for path in sorted(home.rglob("*"))
        if "data" not in path.relative_to(home).parts
    }


_blanks = st.text(" \t\n", max_size=3)
_comments = st.sampled_from(["", "", "// a note\n", "/* a note */", "/* over\n two lines */", '// "quoted": {\n'])
_trivia = st.builds(lambda *parts: "".join(parts), _blanks, _comments, _blanks)
_scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
_keys = st.text(max_size=5) | st.sampled_from(["mcpServers", "hooks", "servers", "mcp", "context_servers", "version"])


@st.composite
def _value(draw, depth):
    kind = draw(st.sampled_from(["scalar", "object", "list"])) if depth else "scalar"
    if kind == "scalar":
        return json.dumps(draw(_scalars), ensure_ascii=draw(st.booleans()))
    return draw(_object(depth - 1) if kind == "object" else _list(depth - 1))


def _joined(draw, parts, brackets):
    separated = "".join(f"{draw(_trivia)}{part}{draw(_trivia)}," for part in parts)
    if parts and not draw(st.booleans()):
        separated = separated.removesuffix(",")
    return brackets[0] + separated + draw(_trivia) + brackets[1]


@st.composite
def _list(draw, depth):
    return _joined(draw, [draw(_value(depth)) for _ in range(draw(st.integers(0, 3)))], "[]")


@st.composite
def _object(draw, depth):
    names = draw(st.lists(_keys, max_size=3, unique=True))
    parts = [f"{json.dumps(name)}{draw(_trivia)}:{draw(_trivia)}{draw(_value(depth))}" for name in names]
    return _joined(draw, parts, "{}")


@st.composite
def json_documents(draw):
    """A text with an object: comments, blanks, trailing commas, any line ends, perhaps a byte order mark."""
    text = draw(_trivia) + draw(_object(3)) + draw(_trivia)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode("utf-8", "replace")


_TABLES = [
    "[mcp_servers]\n",
    '[mcp_servers.other]\ncommand = "y"\n',
    '[mcp_servers.third] # theirs\nargs = [\n  "a", # one\n]\n[mcp_servers.third.env]\nK = "v"\n',
    "[profile]\nq = 1\n",
    "[profile.deep.er]\nw = 2024-01-01 # a day\n",
    "[[list]]\na = 1\n[list.sub]\nb = 2\n[[list]]\n",
    "['quoted key'.\"x y\"]\ns = '''\nlines\n'''\n",
]
_HEADS = [
    "",
    "# head\n",
    'model = "x" # note\n',
    "a.b.c = 1\n",
    "p = {x = 1, y = [1, 2]}\n\n\n",
    "a.b.c = 1\na.b.d = 2\n",
]
_SERVERS = ["", "mcp_servers = { other = { command = 'y' } }\n", 'mcp_servers.other.command = "y"\n']


@st.composite
def toml_documents(draw):
    """A text with tables in any order, comments, blank lines, any line ends, with or without a last line end."""
    servers = draw(st.sampled_from(_SERVERS))
    tables = [one for one in draw(st.permutations(_TABLES)) if not (servers and "mcp_servers" in one)]
    parts = [draw(st.sampled_from(_HEADS)), servers, *tables[: draw(st.integers(0, len(tables)))]]
    text = "".join(part + draw(st.sampled_from(["", "\n", "# between\n", "\n  # indented\n\n"])) for part in parts)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (text.removesuffix("\n").removesuffix("\r") if draw(st.booleans()) else text).encode()
