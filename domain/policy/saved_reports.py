"""The office's questions that come again: reports under names of their own, and when its fiscal year begins."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedReport:
    """A question under a name: which report, of which period as it is typed, and of which account if of one."""

    name: str
    report: str
    period: str
    account: str = ""

    def __post_init__(self) -> None:
        if not (self.name and self.report and self.period):
            raise ValueError("a saved report has a name, a report and a period")


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """How the office asks. The fiscal year is named after the year in which it ends (``fy26``)."""

    fiscal_month: int = 1
    """The month on whose first day the fiscal year begins."""
    saved: tuple[SavedReport, ...] = ()

    def __post_init__(self) -> None:
        names = [each.name.casefold() for each in self.saved]
        if not 1 <= self.fiscal_month <= 12 or len(set(names)) != len(names):
            raise ValueError("a year begins in a month, and a name is one question's")

    def named(self, name: str) -> SavedReport | None:
        """Return the question of a name, whatever its case, or ``None``."""
        wanted = " ".join(name.split()).casefold()
        return next((each for each in self.saved if each.name.casefold() == wanted), None)
