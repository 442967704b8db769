"""``status``: one account as it stands: its bills, every payment and correction, and how many notes are kept."""

from collections.abc import Iterable, Iterator

from domain.books import Books
from domain.corrections.values import BillEffect
from domain.money import ZERO, Money, total
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, How
from domain.records import AccountView
from domain.reports.asked import Asked
from domain.reports.report import Column, Kind, Report, Row, Section, day, money, text

_BILLS = (
    text("bill", "Bill"),
    text("description", "Description"),
    day("issued", "Issued"),
    day("due", "Due"),
    money("billed", "Billed"),
    money("paid", "Paid"),
    money("other", "Adjusted"),
    money("added", "Interest, fees"),
    money("owed", "Owed"),
)
_PAYMENTS = (
    text("receipt", "Receipt"),
    day("on", "Taken"),
    day("counts_for", "Counts for"),
    text("bill", "Bill"),
    money("amount", "Amount"),
    text("state", "State"),
)
_CORRECTIONS = (
    text("correction", "Correction"),
    day("on", "On"),
    text("kind", "Kind"),
    text("bill", "Bill"),
    Column("before", "Before", Kind.MONEY),
    Column("after", "After", Kind.MONEY),
    text("reason", "Reason"),
)
_MONEY = (How.PAID, How.TAKEN_BACK, How.REFUNDED)


def status_report(books: Books, asked: Asked) -> Report:
    """Return how the account ``asked.about`` stands on the last day, in each service that has an account so numbered.

    Payments and corrections are all there ever were. No name and no text of a note is in it.
    """
    sections: list[Section] = []
    notes = [f"Owed on {asked.last.isoformat()}, on the bills as they stand now."]
    for service in asked.office.services:
        account_id = books.account(service.code, asked.about)
        customer = books.customer(account_id) if account_id is not None else None
        if customer is not None:
            view = customer.accounts[0]
            sections += _sections(view, service.name, books, asked)
            notes += _remarks(view, service.name)
    if not sections:
        notes = [
            f"There is no account {asked.about} in these books: it is asked for by its own number."
            if asked.about
            else "An account is asked for by its own number."
        ]
    title = f"Status of account {asked.about}".strip()
    name = asked.office.name
    return Report("status", title, name, asked.first, asked.last, tuple(sections), tuple(notes))


def _sections(view: AccountView, service: str, books: Books, asked: Asked) -> tuple[Section, ...]:
    versions = books.versions(view.account.service, view.account.number)
    found = books.bills_named([number for number, _ in versions])
    states = sorted(found.values(), key=lambda s: (s.bill.issued_on, s.bill.bill_no))
    return (
        Section(f"{service}: bills", _BILLS, tuple(_bill(state, asked) for state in states)),
        Section(f"{service}: payments", _PAYMENTS, tuple(_payments(states, books, asked))),
        Section(f"{service}: corrections", _CORRECTIONS, tuple(_corrections(states, books, asked))),
    )


def _bill(state: BillState, asked: Asked) -> Row:
    bill = state.bill
    owed = assess(state, asked.last, asked.office).total
    paid = total(a.amount for a in state.applied if a.how in _MONEY)
    other = total(a.amount for a in state.applied if a.how not in _MONEY)
    cells = (
        bill.bill_no,
        bill.description,
        bill.issued_on,
        bill.instalments[0].due_on,
        bill.face,
        paid,
        other,
        owed - bill.face + paid + other,
        owed,
    )
    return Row(cells)


def _payments(states: Iterable[BillState], books: Books, asked: Asked) -> Iterator[Row]:
    for state in states:
        for paid in books.payments_of_bill(state.bill.bill_no):
            posted = books.receipt(paid.number)
            undone = posted.undone.kind.words if posted and posted.undone else ""
            cells = (
                str(paid.number),
                paid.taken_on,
                paid.effective_on,
                state.bill.bill_no,
                paid.amount,
                undone,
            )
            yield Row(cells, (posted.posting_id,) if posted and asked.drills else ())


def _corrections(states: Iterable[BillState], books: Books, asked: Asked) -> Iterator[Row]:
    for state in states:
        for each in books.corrections_of_bill(state.bill.bill_no):
            said = each.body.amendment
            before, after = _moved(said.effects, state.bill.bill_no)
            cells = (
                str(each.body.number),
                each.posting.header.business_date,
                said.kind.words,
                state.bill.bill_no,
                before,
                after,
                asked.office.corrections.reason_name(said.support.reason_code),
            )
            yield Row(cells, (each.posting_id,) if asked.drills else ())


def _moved(effects: Iterable[BillEffect], bill_no: str) -> tuple[Money, Money]:
    mine = [effect for effect in effects if effect.bill_no == bill_no]
    return (mine[0].before, mine[0].after) if mine else (ZERO, ZERO)


def _remarks(view: AccountView, service: str) -> Iterator[str]:
    kept = len(view.notes)
    if kept:
        yield f"{service}: {kept} {'note is' if kept == 1 else 'notes are'} kept on the account."
    for hold in view.account.holds:
        yield f"{service}: hold, {hold.kind.value.replace('_', ' ')}."
