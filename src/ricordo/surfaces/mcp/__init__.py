"""The MCP server: operations of `Memory` as tools, memories as resources. It translates and never decides.

What is imported before the first answer decides how long a client waits for the handshake: modules that need the
operations are loaded when a tool is first asked for.
"""
