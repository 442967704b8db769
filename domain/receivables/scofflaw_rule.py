"""How many unanswered tickets within how many months put a registration at risk: Vehicle and Traffic Law 510(4-c)."""

from dataclasses import dataclass

from domain.policy.accruals import Source


@dataclass(frozen=True, slots=True)
class ScofflawRule:
    """``at_open`` tickets of one plate that were issued within ``months`` and are unanswered make a scofflaw."""

    at_open: int
    months: int
    source: Source

    def __post_init__(self) -> None:
        if self.at_open < 2 or self.months < 1:
            raise ValueError("a repeat scofflaw has at least two tickets within some months")
