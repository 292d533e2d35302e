"""Texts of other programs and of ours, as values and back: pure, without files."""
