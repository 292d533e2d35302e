"""What Ricordo knows beyond single memories: entities and relations, sessions, decisions, context, reflection."""
