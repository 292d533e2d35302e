"""The session files that agent clients keep on this machine: where they are, and how they come into the memory."""
