"""``aging`` and ``balances``: what is owed to the city on all bills, by how long it is due, and account by account."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from domain.books import Books
from domain.money import Money
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Bill, BillState
from domain.reports.asked import Asked
from domain.reports.relieved import program_of
from domain.reports.report import Column, Kind, Report, Row, Section, count, day, money, text

_AGES: Final = (
    (0, "not_due", "Not due"),
    (30, "to_30", "1-30 days"),
    (60, "to_60", "31-60"),
    (90, "to_90", "61-90"),
    (180, "to_180", "91-180"),
    (365, "to_365", "181-365"),
)
"""The most days past due that a column holds, its name and its head; what is older is in the last column."""
_AGING = (
    text("service", "Service"),
    text("program", "Program"),
    count("bills", "Bills"),
    *(money(name, head) for _, name, head in _AGES),
    money("older", "Over a year"),
    money("total", "Total"),
)
_BALANCES = (
    text("account", "Account"),
    count("bills", "Bills"),
    money("total", "Owed"),
    money("past_due", "Past due"),
    day("oldest", "Oldest due"),
    Column("days", "Days", Kind.COUNT),
)


def aging_report(books: Books, asked: Asked) -> Report:
    """Return what is owed on the last day by service and age; bills are streamed.

    An amount is as old as its own instalment's due date, by the calendar. Bills are as they stand now: what was paid
    later than the last day is not owed any more.
    """
    ages = {service.code: [0] * (len(_AGES) + 1) for service in asked.office.services}
    bills: Counter[str] = Counter()
    for bill, found in _open(books, asked):
        bills[bill.service] += 1
        for owed in found.open:
            place = _age((asked.last - owed.due_on).days)
            ages[bill.service][place] += owed.amount.cents
    rows = []
    for service in asked.office.services:
        if bills[service.code]:
            each = ages[service.code]
            amounts = (*map(Money, each), Money(sum(each)))
            program = program_of(service.code, asked.office)
            rows.append(Row((service.name, program, bills[service.code], *amounts)))
    return _as_of("aging", "Open bills by age", (Section("", _AGING, tuple(rows)),), asked)


@dataclass(slots=True)
class _Account:
    """What one account owes: cents, and the due dates of what is past due."""

    bills: int = 0
    owed: int = 0
    past_due: int = 0
    due: list[date] = field(default_factory=list)


def balances_report(books: Books, asked: Asked) -> Report:
    """Return what each account owes on the last day, a section for each service, in the order of the accounts.

    No names are in it: an account of a flagged customer is told by its number like any other.
    """
    known: dict[str, dict[str, _Account]] = {service.code: {} for service in asked.office.services}
    for bill, found in _open(books, asked):
        one = known[bill.service].setdefault(bill.account_number, _Account())
        one.bills += 1
        for owed in found.open:
            one.owed += owed.amount.cents
            if owed.due_on < asked.last:
                one.past_due += owed.amount.cents
                one.due = [min((*one.due, owed.due_on))]
    sections = []
    for service in asked.office.services:
        accounts = known[service.code]
        rows = tuple(_balance(number, accounts[number], asked) for number in sorted(accounts))
        if rows:
            sections.append(Section(service.name, _BALANCES, rows))
    return _as_of("balances", "Open balances by account", tuple(sections), asked)


def _balance(number: str, one: _Account, asked: Asked) -> Row:
    oldest = one.due[0] if one.due else None
    days = (asked.last - oldest).days if oldest else 0
    return Row((number, one.bills, Money(one.owed), Money(one.past_due), oldest, days))


def open_bills(books: Books, asked: Asked) -> Iterator[BillState]:
    """Yield the bills that are not paid, service by service, and tell how many have been read."""
    services = (service.code for service in asked.office.services)
    return asked.watched(state for code in services for state in books.open_bills_of(code))


def _open(books: Books, asked: Asked) -> Iterator[tuple[Bill, Assessment]]:
    """Yield the bills on which something is owed."""
    for state in open_bills(books, asked):
        if state.bill.issued_on > asked.last:
            continue
        found = assess(state, asked.last, asked.office)
        if found.open:
            yield state.bill, found


def _age(days: int) -> int:
    return next((place for place, (most, _, _) in enumerate(_AGES) if days <= most), len(_AGES))


def _as_of(name: str, title: str, sections: tuple[Section, ...], asked: Asked) -> Report:
    notes = (
        f"Owed on {asked.last.isoformat()}, with interest and penalties of that day, on the bills as they stand now.",
    )
    return Report(name, title, asked.office.name, asked.first, asked.last, sections, notes)
