"""The session files of agent clients: texts in, messages out. One module per client; none raises on a foreign line."""
