"""``credits``: what the office owes customers: refunds asked for, credits on accounts, and bills that are overpaid."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from domain.books import Books
from domain.money import ZERO
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.reports.asked import Asked
from domain.reports.receivable import open_bills
from domain.reports.report import Report, Row, Section, day, money, text

_LEDGER = (text("gl_code", "Account"), text("name", "Name"), money("balance", "Owed"))
_CREDITS = (
    text("correction", "Correction"),
    day("on", "On"),
    text("how", "How"),
    text("about", "Account"),
    text("receipts", "Receipts"),
    money("amount", "Amount"),
)
_OVERPAID = (
    text("service", "Service"),
    text("bill", "Bill"),
    text("account", "Account"),
    money("over", "Paid over"),
)


def credits_report(books: Books, asked: Asked) -> Report:
    """Return what is owed to customers at the end of the last day, by ledger account, act by act, and bill by bill.

    A bill is overpaid when more stands paid on it than it comes to on the last day. Bills that an export lowered after
    they were paid in full, and that nothing was done to since, are known to their program alone.
    """
    notes = (
        "An overpaid bill becomes a refund request or a credit by a refund (see refunds); until then it is owed here.",
    )
    sections = (_ledger(books, asked), _given(books, asked), _overpaid(books, asked))
    name, title = "credits", "Owed to customers"
    return Report(name, title, asked.office.name, asked.first, asked.last, sections, notes)


def _ledger(books: Books, asked: Asked) -> Section:
    accounts = asked.office.corrections.accounts
    names = {accounts.refunds: "Refunds owed", accounts.credits: "Credits owed"} if accounts else {}
    rows = tuple(
        Row((each.gl_code, names[each.gl_code], each.credit - each.debit))
        for each in books.account_totals(date.min, asked.last)
        if each.gl_code in names and each.credit != each.debit
    )
    return Section("In the ledger", _LEDGER, rows)


def _given(books: Books, asked: Asked) -> Section:
    rows = []
    for each in books.corrections(date.min, asked.last):
        settlement = each.body.amendment.settlement
        if settlement is not None:
            cells = (
                str(each.body.number),
                each.posting.header.business_date,
                settlement.how,
                f"{settlement.service} {settlement.account_number}".strip(),
                ", ".join(map(str, each.body.amendment.corrects)),
                settlement.amount,
            )
            rows.append(Row(cells, (each.posting_id,) if asked.drills else ()))
    return Section("Refund requests and credits", _CREDITS, tuple(rows))


def _overpaid(books: Books, asked: Asked) -> Section:
    rows = {}
    for state in chain(_corrected(books, asked), open_bills(books, asked)):
        bill = state.bill
        over = assess(state, asked.last, asked.office).total
        if over < ZERO:
            cells = (bill.service, bill.bill_no, bill.account_number, -over)
            rows[bill.service, bill.bill_no] = Row(cells)
    return Section("Overpaid bills", _OVERPAID, tuple(rows[key] for key in sorted(rows)))


def _corrected(books: Books, asked: Asked) -> Iterator[BillState]:
    effects = (
        effect
        for each in books.corrections(date.min, asked.last)
        for effect in each.body.amendment.effects
    )
    numbers = tuple(dict.fromkeys(effect.bill_no for effect in effects))
    known = {service.code for service in asked.office.services}
    found = books.bills_named(numbers).values()
    return (state for state in found if state.bill.service in known)
