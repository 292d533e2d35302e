"""How the shipped weights are made from the shipped sentences."""
