"""Measures against labelled truth sets."""
