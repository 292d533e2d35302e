"""Does a new statement take the place of an older one? Pure judgement: values in, a verdict out."""

from ricordo.write.truth.judge import STATEMENT_KINDS, Claim, Comparison, judge_replacement
from ricordo.write.truth.past import asks_past

__all__ = ["STATEMENT_KINDS", "Claim", "Comparison", "asks_past", "judge_replacement"]
