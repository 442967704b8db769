"""How long a bill is past due: the oldest money still owed on it, in days."""

from domain.money import ZERO
from domain.receivables.assessment import Assessment


def days_overdue(assessment: Assessment) -> int:
    """Return the days since the oldest instalment that still owes was due; 0 when nothing is past due."""
    due = [owed.due_on for owed in assessment.owed if owed.amount > ZERO]
    return max((assessment.on - min(due)).days, 0) if due else 0
