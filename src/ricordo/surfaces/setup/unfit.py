"""What is wrong with a file of a client."""


class Unfit(ValueError):
    """Correct the file: it does not parse, or something else stands where our entry belongs."""
