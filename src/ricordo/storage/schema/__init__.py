"""The schema, as data."""
