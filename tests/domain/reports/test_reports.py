"""The reports of a day agree with its postings, with each other, and with what a reader adds up by head."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.corrections.values import Correction
from domain.custody.floats import FloatReason
from domain.custody.sessions import CloseOrder
from domain.money import ZERO, Money, total
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.receipting.receipt import Receipt
from domain.reports.catalog import REPORTS, made_together
from domain.reports.report import Kind
from domain.reports.taken import NOTHING
from tests.domain.reports.kit import asked, column, dollars, made, section, summed, worked
from tests.samples import DAY, JANE, SUPERVISOR, at, count_of, ok, open_order, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

NAMES = (
    *(
        "proof",
        "tender",
        "settlement",
        "collected",
        "cashbook",
        "received",
        "gl",
        "trial",
        "overshort",
    ),
    *("activity", "sequence"),
)
"""The reports of money; those of a room of their own have their tests there."""
NEXT = DAY + timedelta(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_postings_behind_it_that_are_in_the_books(name: str) -> None:
    books = worked()
    report = made(name, books)
    rows = [row for each in report.sections for row in each.rows]
    assert rows
    for row in rows:
        if name == "trial":
            assert row.behind == (), "a balance is of all postings: its account finds them"
            continue
        assert row.behind, row
        assert list(row.behind) == sorted(set(row.behind))
        assert all(books.posting(each) is not None for each in row.behind)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_what_the_screen_says(name: str) -> None:
    books = worked()
    shown, filed = made(name, books), made(name, books, drills=False)
    for one, other in zip(shown.sections, filed.sections, strict=True):
        assert [row.cells for row in one.rows] == [row.cells for row in other.rows]
    if name != "sequence":
        assert not any(row.behind for each in filed.sections for row in each.rows)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "sequence"])
def test_an_open_drawer_stays_blind_and_is_named(name: str) -> None:
    books = worked(close=False)
    report = made(name, books)
    assert [n for n in report.notes if n.startswith("Drawer 1 ")]
    assert [n for n in report.notes if n.startswith("Drawer 2 ")]
    cells = [c for each in report.sections for row in each.rows for c in row.cells]
    assert not [c for c in cells if isinstance(c, Money) and c]
    closed = made(name, worked())
    assert not [n for n in closed.notes if n.startswith("Drawer 1 ")]
    assert [n for n in closed.notes if n.startswith("Drawer 2 ")]


@pytest.mark.parametrize("name", NAMES)
def test_a_day_without_work_is_a_report_too(name: str) -> None:
    books = worked()
    before = asked(books)
    day = DAY - timedelta(days=30)
    quiet = type(before)(before.office, day, day)
    report = REPORTS[name].make(books, quiet)
    assert not [row for each in report.sections for row in each.rows]


def test_tenders_net_to_what_the_drawer_was_counted_for() -> None:
    books = worked()
    report = made("tender", books)
    kinds = section(report, "By kind")
    by_kind = dict(zip(column(kinds, "kind"), column(kinds, "net"), strict=True))
    closing = books.closing("1-1")
    assert closing is not None
    expected = {t.kind: t.expected for t in closing[1].body.tallies}  # type: ignore[union-attr]
    assert by_kind["C"] == expected["C"] - Money(20000)
    assert by_kind["K"] == expected["K"] == dollars("4.50")
    assert dict(zip(column(kinds, "kind"), column(kinds, "number"), strict=True))["K"] == 1
    assert dict(zip(column(kinds, "kind"), column(kinds, "change"), strict=True))["C"] == dollars(
        "11.00"
    )
    checks = section(report, "Check")
    assert column(checks, "item") == ["1001"], "the voided check is not there any more"


def test_services_persons_and_days_come_to_the_same() -> None:
    books = worked()
    report = made("collected", books)
    nets = {summed(each, "net") for each in report.sections}
    assert len(nets) == 1
    (net,) = nets
    settlement = made("settlement", books)
    whole, *parts = settlement.sections
    assert summed(whole, "net") == net
    assert total(summed(s, "net") for s in parts) == net  # type: ignore[misc]
    tenders = section(made("tender", books), "By kind")
    assert summed(tenders, "net") == net
    cashbook = made("cashbook", books).sections[0]
    assert summed(cashbook, "total") == net
    assert column(cashbook, "receipts") == [4], "a void keeps its number"
    assert column(cashbook, "first") == ["2027-1-000001"]
    assert column(cashbook, "last") == ["2027-1-000004"]


def test_the_voided_tag_was_collected_and_taken_back() -> None:
    report = made("settlement", worked())
    items = section(report, "Items sold")
    assert summed(items, "collected") == dollars("18.00")
    assert summed(items, "taken_back") == dollars("4.50")
    assert summed(items, "net") == dollars("13.50")
    assert {str(cell)[:1] for cell in column(items, "fund")} == {"A"}


def test_proof_is_as_it_was_counted() -> None:
    report = made("proof", worked())
    cash = section(report, "Cash")
    assert summed(cash, "over_short") == dollars("-1.25")
    whole = section(report, "All kinds")
    assert summed(whole, "over_short") == dollars("-1.25")
    assert summed(whole, "expected") == total(
        summed(each, "expected")  # type: ignore[misc]
        for each in report.sections
        if each.title != "All kinds"
    )


def test_what_is_behind_a_kind_of_money_holds_it() -> None:
    books = worked()
    check = section(made("proof", books), "Check").rows[0]
    kinds = [books.posting(each) for each in check.behind]
    for posting in kinds[:-1]:
        body = posting.body if posting else None
        if isinstance(body, Receipt):
            assert "K" in {t.kind for t in body.tenders}
        else:
            assert isinstance(body, Correction)
    assert kinds[-1] is not None
    assert kinds[-1].kind.value == "drawer_closed"


def test_over_and_short_names_the_person_and_the_reason() -> None:
    (jane,) = made("overshort", worked()).sections
    assert jane.title == f"{JANE.name} (jane)"
    assert column(jane, "over_short") == [dollars("-1.25")]
    (reason,) = column(jane, "reason")
    assert str(reason).endswith(": one coin")


def test_another_float_at_an_opening_is_a_row_with_reason_and_approver() -> None:
    books = worked()
    by = Approval("jane", "Jane Doe", "clerk", Act.KEEP_VAULT, "PIN", at(8), "Another float.")
    order = open_order("3", SUPERVISOR, cents=19000)
    ok(
        books.open_session(
            replace(order, why=FloatReason("miscount", "A ten", by)), sample_office()
        )
    )
    session = books.session_at("3")
    assert session is not None
    count = CloseOrder("close-3", session.session_id, SUPERVISOR, at(17), count_of(19000))
    ok(books.close_session(count, sample_office()))
    found = {each.title: each for each in made("overshort", books).sections}
    rows = found[f"{SUPERVISOR.name} ({SUPERVISOR.operator_id})"]
    assert column(rows, "at") == ["opening", "close"]
    assert column(rows, "over_short") == [ZERO, ZERO]
    assert column(rows, "reason")[0] == "float 190.00, standard 200.00; Miscount: A ten"
    assert column(rows, "approved_by") == ["Jane Doe", ""]
    kinds = next(
        each
        for each in made("drawer", books).sections
        if each.title.startswith("Drawer 3") and each.rows[0].cells[0] == "float"
    )
    assert "approved by Jane Doe" in str(kinds.rows[0].cells[1])


def test_the_ledger_balances_and_the_trial_balance_with_it() -> None:
    books = worked()
    report = made("gl", books)
    assert [note.partition(":")[0][:6] for note in report.notes[:3]] == [
        "Fund A",
        "Fund F",
        "Fund G",
    ]
    assert all(note.endswith("; it balances.") for note in report.notes[:3])
    gl = report.sections[0]
    assert summed(gl, "debit") == summed(gl, "credit") != ZERO
    assert summed(gl, "net") == ZERO
    trial = made("trial", books).sections[0]
    assert summed(trial, "debit") == summed(trial, "credit")
    nets = dict(zip(column(gl, "gl_code"), column(gl, "net"), strict=True))
    for row in trial.rows:
        debit, credit = row.cells[-2:]
        assert isinstance(debit, Money)
        assert isinstance(credit, Money)
        assert debit - credit == nets.pop(row.cells[1])
    assert not any(nets.values()), "what the trial balance leaves out is even"


def test_activity_is_by_the_clock_of_the_office() -> None:
    report = made("activity", worked())
    hours = section(report, "By hour")
    # The postings are at 9:05 and from 10:10 to 10:30 in UTC.
    named = [str(cell)[:2] for cell in column(hours, "hour")]
    assert named == sorted(named)
    assert "04" in named
    assert {summed(each, "receipts") for each in report.sections} == {4}
    assert {summed(each, "voids") for each in report.sections} == {1}
    assert len({summed(each, "amount") for each in report.sections}) == 1


def test_received_less_given_back_is_the_money_of_the_day() -> None:
    books = worked()
    report = made("received", books)
    received = summed(section(report, "Received"), "amount")
    back = summed(section(report, "Given back or returned"), "amount")
    assert isinstance(received, Money)
    assert back == dollars("4.50")
    net = summed(section(made("tender", books), "By kind"), "net")
    assert received - dollars("4.50") == net
    assert f"{net}." in report.notes[0]


def test_a_reversal_owes_the_customer_and_leaves_the_tenders_as_they_were() -> None:
    books = worked()
    first = books.receipts(session_id="1-1")[-1]
    ok(books.correct(corrections.reversal_order(books, first, NEXT)))
    both = replace(asked(books), last=NEXT)
    amount = kit.receipt_of(first).total
    received = REPORTS["received"].make(books, both)
    assert summed(section(received, "Became owed to customers"), "amount") == amount
    tenders = summed(section(REPORTS["tender"].make(books, both), "By kind"), "net")
    assert tenders == summed(section(made("tender", books), "By kind"), "net")
    collected = summed(section(REPORTS["collected"].make(books, both), "By service"), "net")
    assert isinstance(tenders, Money)
    assert collected == tenders - amount


def test_every_number_is_accounted_for() -> None:
    report = made("sequence", worked())
    states = dict(
        zip(column(report.sections[0], "receipt"), column(report.sections[0], "state"), strict=True)
    )
    assert states["2027-1-000004"] == "void"
    assert set(states.values()) == {"good", "void"}
    assert report.notes == ("No number is missing.",)


def test_cells_are_what_their_columns_say() -> None:
    for name in NAMES:
        for each in made(name, worked()).sections:
            for place, head in enumerate(each.columns):
                if head.kind is Kind.MONEY:
                    assert all(isinstance(row.cells[place], Money) for row in each.rows)


def test_reports_made_together_are_those_made_singly(monkeypatch: pytest.MonkeyPatch) -> None:
    books = worked()
    singly = tuple(made(name, books) for name in NAMES)
    assert made_together(books, asked(books), NAMES) == singly
    monkeypatch.setattr("domain.reports.catalog.MOST_HELD", 3)
    assert made_together(books, asked(books), NAMES) == singly


def test_cash_that_was_rounded_came_in_and_is_told() -> None:
    books = worked()
    entries = []
    for each in books.entries(DAY, DAY):
        body = each.posting.body
        if isinstance(body, Receipt) and body.change:
            less = replace(
                body, change=body.change - Money(2), rounding=Money(2), rounding_gl="A.2770.9"
            )
            each = replace(each, posting=replace(each.posting, body=less))
        entries.append(each)
    reports = {n: REPORTS[n].of_entries for n in ("tender", "settlement", "collected", "received")}
    found = {
        n: make(entries, asked(books), NOTHING) for n, make in reports.items() if make is not None
    }
    net = summed(section(found["tender"], "By kind"), "net")
    assert summed(section(found["settlement"], "All services"), "net") == net
    assert {summed(each, "net") for each in found["collected"].sections} == {net}
    rounding = section(found["settlement"], "Cash rounding")
    assert summed(rounding, "net") == Money(2)
    assert column(rounding, "gl_code") == ["A.2770.9"]
    assert f"{net}." in found["received"].notes[0]
