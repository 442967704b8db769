"""The office's own questions at the command line."""

from __future__ import annotations

from chamberlain.stop import DONE, REFUSED
from tests.chamberlain.kit import ON, Line, one_sentence


def test_saved_reports_are_listed_and_asked_for_by_name(worked: Line) -> None:
    listed = worked("report", "saved")
    assert listed.code == DONE
    assert "Week so far" in listed.out
    assert "last month" in listed.out
    day = ON.isoformat()
    ran = worked("report", "saved", "week so far", "--on", day, "--json")
    assert ran.code == DONE
    assert ran.json["report"] == "collected"
    assert ran.json == worked("report", "collected", "--on", day, "--json").json
    own = worked("report", "saved", "Week so far", "--json")
    assert own.json["from"] != own.json["to"], "its own period is a week"


def test_a_report_that_nobody_saved_is_refused_with_those_there_are(worked: Line) -> None:
    ran = worked("report", "saved", "profit")
    assert ran.code == REFUSED
    assert "No report is saved as 'profit'" in one_sentence(ran)
    assert "Week so far" in ran.err
