"""`Memory`: the product. Every public method is an operation, from which all surfaces are made."""

from ricordo.api.memory import Memory

__all__ = ["Memory"]
