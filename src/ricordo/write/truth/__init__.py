"""Does a new statement take the place of an older one? Pure judgement: values in, a verdict out."""

from ricordo.write.truth.judge import JUDGED_KINDS, STATEMENT_KINDS, Claim, Comparison, judge_replacement

__all__ = ["JUDGED_KINDS", "STATEMENT_KINDS", "Claim", "Comparison", "judge_replacement"]
