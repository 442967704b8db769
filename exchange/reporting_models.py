"""The file of reports: when the fiscal year begins, and the questions that the office asks again and again."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Self

from pydantic import BaseModel, Field, model_validator

from domain.periods import GRAMMAR, read_period
from domain.policy.saved_reports import ReportingRules, SavedReport
from exchange.policy_fields import MaybeText, Sourced, Strict, Text, once_each
from exchange.policy_files import REPORTS_FILE, read_model
from exchange.policy_folder import PolicyError

_ANY_DAY: Final = date(2026, 7, 1)


class SavedReportModel(Strict):
    """One question."""

    name: Text
    report: Text
    period: Text
    account: MaybeText = ""

    @model_validator(mode="after")
    def _period(self) -> Self:
        if read_period(self.period, _ANY_DAY) is None:
            raise ValueError(f"period is {self.period!r}; allowed is one of {GRAMMAR}")
        return self


class ReportingModel(Sourced):
    """The file."""

    fiscal_year_begins: int = Field(ge=1, le=12)
    saved_reports: tuple[SavedReportModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _names(self) -> Self:
        once_each((each.name.casefold() for each in self.saved_reports), "saved report")
        return self


def read_reporting(files: Mapping[str, str]) -> tuple[ReportingRules, dict[str, BaseModel]]:
    """Return the rules and their model by file name; without the file the fiscal year is the calendar's.

    Raises ``PolicyError`` for a report that there is not, and for an account that is missing or asked of no account.
    """
    if REPORTS_FILE not in files:
        return ReportingRules(), {}
    model = read_model(files, REPORTS_FILE, ReportingModel)
    for number, each in enumerate(model.saved_reports, 1):
        _check(each, f"saved_reports.{number}")
    saved = tuple(
        SavedReport(" ".join(each.name.split()), each.report, each.period, each.account)
        for each in model.saved_reports
    )
    return ReportingRules(model.fiscal_year_begins, saved), {REPORTS_FILE: model}


def _check(saved: SavedReportModel, key: str) -> None:
    # Few offices save any; the others do not wait for the rooms of all reports.
    from domain.reports.catalog import REPORTS

    kind = REPORTS.get(saved.report)
    if kind is None:
        listed = ", ".join(REPORTS)
        fault = f"is {saved.report!r}; allowed are {listed}"
        raise PolicyError(REPORTS_FILE, f"{key}.report", fault)
    if kind.of_account != bool(saved.account):
        fault = "is missing: this report is of one account" if kind.of_account else "is of no use"
        raise PolicyError(REPORTS_FILE, f"{key}.account", fault)
