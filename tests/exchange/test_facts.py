"""Facts, a ticket's history and flags from flat rows: taken in as the map says, refused with line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from domain.money import Money
from domain.receivables.facts import NO_FACTS, BillFacts, TicketFacts, WaterFacts
from domain.receivables.tickets import TicketEvent, TicketStep
from exchange.column_map import ColumnMap
from exchange.importer import Export, read_export
from exchange.map_checks import settled_maps
from exchange.policy_folder import PolicyError
from storage.memory import MemoryBooks
from tests.exchange.kit import MOMENT, export_file, ithaca, loaded_with

HEADING = (
    "ACCT,BILL,ISSUED,DUE,AMOUNT,LIEN,VALUE,ROLL,EXEMPT,METER,UNITS,CODE,STATE,PLATE,ANSWER BY,BOOT,"
    "APPEALED,NO,ANSWERED,ANSWER,AFTER,WHY,WHO,COURT,VERDICT,NOTICED"
)
NAMES = HEADING.split(",")
GOOD = {
    "ACCT": "NY ABC1234",
    "BILL": "T1",
    "ISSUED": "2026-09-01",
    "DUE": "2026-09-21",
    "AMOUNT": "30.00",
}
MAP: dict[str, Any] = {
    "service": "parking",
    "delimiter": ",",
    "dates": "YYYY-MM-DD",
    "amounts": "1,234.56",
    "columns": {"account_number": "ACCT", "bill_no": "BILL", "issued_on": "ISSUED"},
    "instalments": [{"due_on": "DUE", "charges": {"fine": "AMOUNT"}}],
}
TICKET: dict[str, Any] = {
    "facts": {
        "infraction": "CODE",
        "plate": "{STATE} {PLATE}",
        "plea_by": "ANSWER BY",
        "boot": {"column": "BOOT", "yes": ["B"], "no": ["E"]},
    },
    "events": [
        {"on": "APPEALED", "step": "appeal", "document": "NO"},
        {
            "on": "ANSWERED",
            "column": "ANSWER",
            "steps": {"G": "dismiss", "R": "reduce", "D": "deny"},
            "amount": "AFTER",
            "document": "NO",
            "reason": "WHY",
            "actor": "WHO",
        },
        {"on": "COURT", "step": "plead"},
        {"on": "VERDICT", "step": "convict"},
        {"on": "NOTICED", "step": "default_notice"},
    ],
}
PARCEL: dict[str, Any] = {
    "facts": {"lien_on": "LIEN", "assessed": "VALUE", "roll_delivered_on": "ROLL"},
    "flags": [
        {"column": "EXEMPT", "flag": "senior", "when": ["AGED", "BOTH"], "blank": ["VET"]},
        {"column": "EXEMPT", "flag": "military", "when": ["MIL", "BOTH"]},
    ],
}
WATER: dict[str, Any] = {"facts": {"meter": "METER", "cubic_feet": "UNITS", "unit": 100}}


def row(**changed: str) -> str:
    """One row with these fields; spaces in a name are written as underlines."""
    fields = GOOD | {name.replace("_", " "): value for name, value in changed.items()}
    return ",".join(fields.get(name, "") for name in NAMES)


def read(folder: Path, more: dict[str, Any], *rows: str) -> Export:
    """Check an export under the map with ``more`` in it."""
    column_map = ColumnMap.model_validate(MAP | more)
    return read_export(export_file(folder, rows, HEADING), "parking", column_map)


def facts(folder: Path, more: dict[str, Any], **changed: str) -> BillFacts:
    """The facts of one good row."""
    export = read(folder, more, row(**changed))
    assert export.rejections == []
    (bill,) = export.bills()
    return bill.facts


def ticket(folder: Path, **changed: str) -> TicketFacts:
    """The facts of one ticket."""
    found = facts(folder, TICKET, **changed).ticket
    assert found is not None
    return found


def fault(folder: Path, more: dict[str, Any], **changed: str) -> tuple[str, str, str]:
    """Column, value and reason of the refused second row."""
    export = read(folder, more, row(), row(BILL="T2", **changed))
    (found,) = export.rejections
    assert found.line == 3
    return found.column, found.value, found.reason


def test_a_parcels_facts(tmp_path: Path) -> None:
    found = facts(tmp_path, PARCEL, LIEN="2027-01-01", VALUE="214500", ROLL="2026-12-28")
    assert found == BillFacts(date(2027, 1, 1), Money(214_500_00), date(2026, 12, 28))
    assert facts(tmp_path, PARCEL) is NO_FACTS
    assert facts(tmp_path, {}) is NO_FACTS


def test_a_water_bills_meter_and_use(tmp_path: Path) -> None:
    assert facts(tmp_path, WATER, METER='5/8"', UNITS="7").water == WaterFacts("5/8", 700)
    assert facts(tmp_path, WATER, METER="1.5", UNITS="0").water == WaterFacts("1.5", 0)
    assert facts(tmp_path, WATER).water is None


def test_a_tickets_facts(tmp_path: Path) -> None:
    found = ticket(tmp_path, CODE="06", STATE="NY", PLATE="ABC1234", BOOT="B")
    assert found == TicketFacts("06", "NY ABC1234", None, (), True)
    later = ticket(tmp_path, CODE="06", ANSWER_BY="2026-09-30", BOOT="E")
    assert (later.plea_by, later.boot_on) == (date(2026, 9, 30), False)


def test_a_tickets_history_by_its_days(tmp_path: Path) -> None:
    found = ticket(
        tmp_path,
        APPEALED="2026-09-05",
        NO="A-7",
        ANSWERED="2026-10-01",
        ANSWER="R",
        AFTER="15.00",
        WHY="Meter broken",
        WHO="Hearing officer",
        COURT="2026-10-05",
        VERDICT="2026-12-01",
    )
    assert found.events == (
        TicketEvent(TicketStep.APPEAL, date(2026, 9, 5), "", "A-7"),
        TicketEvent(
            TicketStep.REDUCE,
            date(2026, 10, 1),
            "Hearing officer",
            "A-7",
            "Meter broken",
            Money(15_00),
        ),
        TicketEvent(TicketStep.PLEAD, date(2026, 10, 5), ""),
        TicketEvent(TicketStep.CONVICT, date(2026, 12, 1), ""),
    )


@pytest.mark.parametrize(
    ("more", "changed", "column", "said"),
    [
        (PARCEL, {"LIEN": "01/01/2027"}, "LIEN", "not a date written YYYY-MM-DD"),
        (PARCEL, {"LIEN": "1901-01-01"}, "LIEN", "is not between"),
        (PARCEL, {"VALUE": "much"}, "VALUE", "not an amount"),
        (PARCEL, {"VALUE": "-5.00"}, "VALUE", "assessed value"),
        (PARCEL, {"ROLL": "2026-02-30"}, "ROLL", "no day of the calendar"),
        (PARCEL, {"EXEMPT": "OLD"}, "EXEMPT", "allowed are 'AGED', 'BOTH', 'VET', 'MIL'"),
        (WATER, {"METER": "large", "UNITS": "7"}, "METER", "meter size"),
        (WATER, {"METER": "5/8"}, "UNITS", "whole number"),
        (WATER, {"METER": "5/8", "UNITS": "-7"}, "UNITS", "whole number"),
        (WATER, {"METER": "5/8", "UNITS": "7.5"}, "UNITS", "whole number"),
        (WATER, {"UNITS": "7"}, "METER", "meter size"),
        (TICKET, {"CODE": "6 b"}, "CODE", "infraction"),
        (TICKET, {"STATE": "NY", "PLATE": "A" * 30}, "STATE, PLATE", "longer than 20"),
        (TICKET, {"ANSWER BY": "2026-08-31"}, "ANSWER BY", "before the day of issue"),
        (TICKET, {"BOOT": "X"}, "BOOT", "allowed are 'B', 'E' or nothing"),
        (TICKET, {"APPEALED": "2026-08-31"}, "APPEALED", "before the day of issue"),
        (TICKET, {"APPEALED": "soon"}, "APPEALED", "not a date"),
        (TICKET, {"ANSWER": "R"}, "ANSWERED", "is empty, but ANSWER is 'R'"),
        (TICKET, {"ANSWERED": "2026-10-01", "ANSWER": "X"}, "ANSWER", "allowed are 'G', 'R', 'D'"),
        (TICKET, {"ANSWERED": "2026-10-01", "ANSWER": "D"}, "ANSWERED", "cannot be denied here"),
        (TICKET, {"VERDICT": "2026-10-01"}, "VERDICT", "cannot be found guilty here"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_column(
    tmp_path: Path, more: dict[str, Any], changed: dict[str, str], column: str, said: str
) -> None:
    found = fault(tmp_path, more, **{k.replace(" ", "_"): v for k, v in changed.items()})
    assert found[0] == column
    assert said in found[2]


REDUCED = {"APPEALED": "2026-09-05", "ANSWERED": "2026-10-01", "ANSWER": "R", "AFTER": "15.00"}


@pytest.mark.parametrize(
    ("changed", "column", "said"),
    [
        ({"AFTER": ""}, "AFTER", "a reduction sets the fine"),
        ({"AFTER": "0.00"}, "AFTER", "cannot be a fine"),
        ({"AFTER": "-1.00"}, "AFTER", "cannot be a fine"),
        ({"AFTER": "31.00"}, "AFTER", "more than the fine"),
        ({"AFTER": "lots"}, "AFTER", "not an amount"),
        ({"ANSWER": "D"}, "AFTER", "only a reduction or a verdict"),
        ({"ANSWERED": "2026-09-04"}, "ANSWERED", "the step before it is missing or later"),
        ({"WHY": "card 4111 1111 1111 1111"}, "WHY", "card number"),
        ({"WHY": "x" * 301}, "WHY", "longer than 300"),
    ],
)
def test_a_history_that_cannot_be_is_refused(
    tmp_path: Path, changed: dict[str, str], column: str, said: str
) -> None:
    found = fault(tmp_path, TICKET, **(REDUCED | changed))
    assert found[0] == column
    assert said in found[2]
    assert "4111" not in str(found)


def test_a_fine_that_was_exported_lowered_may_be_the_reduced_one(tmp_path: Path) -> None:
    assert ticket(tmp_path, **(REDUCED | {"AMOUNT": "15.00"})).events[1].amount == Money(15_00)
    assert ticket(tmp_path, **(REDUCED | {"AMOUNT": "0.00"})).events[1].amount == Money(15_00)


def test_the_flags_of_a_row_are_those_of_its_bill(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        PARCEL,
        row(EXEMPT="AGED"),
        row(BILL="T2", EXEMPT="MIL"),
        row(BILL="T3", ACCT="PA X", EXEMPT="BOTH"),
        row(BILL="T4", ACCT="PA Y", EXEMPT="VET"),
        row(BILL="T5", ACCT="PA Z"),
    )
    assert export.rejections == []
    flags = [set(bill.facts.flags) for bill in export.bills()]
    assert flags == [{"senior"}, {"military"}, {"senior", "military"}, set(), set()]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"facts": {"meter": "METER"}}, "go together"),
        ({"facts": {"lien_on": "LIEN", "unit": 100}}, "unit goes with cubic_feet"),
        ({"facts": {"boot": {"column": "BOOT", "yes": ["B"], "no": ["B"]}}}, "both 'yes' and 'no'"),
        ({"events": [{"on": "APPEALED"}]}, "either step, or column and steps"),
        ({"events": [{"on": "APPEALED", "column": "ANSWER"}]}, "either step, or column and steps"),
        (
            {"events": [{"on": "X", "step": "deny", "column": "Y", "steps": {"D": "deny"}}]},
            "either step, or column and steps",
        ),
        ({"events": [{"on": "APPEALED", "step": "pay"}]}, "'appeal', 'deny'"),
        ({"flags": [PARCEL["flags"][0]] * 2}, "flag"),
        ({**TICKET, "instalments": MAP["instalments"] * 2}, "one instalment"),
        (
            {"instalments": [{"due_after_fee": "x", "due_after_days": 2, "charges": {"a": "B"}}]},
            "one of due_on, due_after_days, due_after_fee",
        ),
    ],
)
def test_a_wrong_map_is_refused(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        ColumnMap.model_validate(MAP | more)


def test_a_due_date_takes_its_days_from_the_late_fee() -> None:
    services = ithaca().office.services
    plan = [{"due_after_fee": "parking.late_fee", "charges": {"fine": "AMOUNT"}}]
    unsettled = ColumnMap.model_validate(MAP | {"instalments": plan})
    settled = settled_maps({"parking": unsettled}, services)["parking"]
    assert settled.instalments[0].due_after_days == 20
    plan[0]["due_after_fee"] = "parking.fee"
    wrong = ColumnMap.model_validate(MAP | {"instalments": plan})
    with pytest.raises(PolicyError, match=r"counted from the issue are: parking\.late_fee"):
        settled_maps({"parking": wrong}, services)


def test_facts_and_flags_reach_the_books(tmp_path: Path) -> None:
    from exchange.intake_report import ImportReport, import_file

    books = MemoryBooks()
    more = TICKET | {"flags": PARCEL["flags"]}
    loaded = loaded_with({"parking": ColumnMap.model_validate(MAP | more)})
    path = export_file(tmp_path, [row(EXEMPT="AGED", CODE="06", **REDUCED)], HEADING)
    answer = import_file(books, path, "parking", loaded, "cham", MOMENT)
    assert isinstance(answer, ImportReport)
    state = books.bill("T1")
    assert state is not None
    assert state.bill.facts.ticket is not None
    assert [e.step for e in state.bill.facts.ticket.events] == [
        TicketStep.APPEAL,
        TicketStep.REDUCE,
    ]
    assert state.bill.facts.flags == {"senior"}
