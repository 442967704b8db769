"""A mixed day in memory, exported, and read back by beancount."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from beancount import loader
from beancount.core import data as bean

from domain.books import Books
from domain.custody.sessions import CloseOrder
from domain.ledger.funds import fund_of
from domain.money import Money
from domain.office import Office
from domain.reports.asked import Asked
from domain.reports.catalog import open_sessions
from domain.reports.ledger import gl_report
from exchange.ledger_export import Exported, export_journal
from exchange.ledger_names import code_of
from storage.memory import MemoryBooks
from tests.domain.reports.kit import worked
from tests.samples import DAY, DIEGO, at, count_of, ok, sample_office

DRAWERS = ("1", "2", "3")
Balances = dict[str, int]


def asked(books: Books, first: date, last: date, office: Office | None = None) -> Asked:
    """What an export is asked for, as the command asks."""
    return Asked(office or sample_office(), first, last, open_sessions(books, DRAWERS))


def agrees_with_beancount(books: Books, folder: Path) -> int:
    """Export all days, open drawers too, let beancount read them, and compare its balances with the report ``gl``.

    Returns how many entries there were.
    """
    days = [entry.posting.header.business_date for entry in books.entries(date.min, date.max)]
    if not days:
        return 0
    whole = Asked(sample_office(), min(days), max(days))
    made = export_journal(books.entries(whole.first, whole.last), whole, "beancount")
    assert bean_balances(made.content, folder) == gl_balances(books, whole)
    return made.entries


def exported(
    books: Books, how: str, first: date = DAY, last: date = DAY, office: Office | None = None
) -> Exported:
    """The journal of some days."""
    return export_journal(books.entries(first, last), asked(books, first, last, office), how)


def gl_balances(books: Books, what: Asked) -> Balances:
    """Debits less credits in cents by account, as the report of the general ledger says."""
    report = gl_report(books.entries(what.first, what.last), what)
    (section,) = report.sections
    place = [column.name for column in section.columns].index("net")
    found: Balances = {}
    for row in section.rows:
        net = row.cells[place]
        assert isinstance(net, Money)
        found[str(row.cells[1])] = net.cents
    return found


def bean_balances(content: bytes, folder: Path) -> Balances:
    """What the real beancount makes of a file: no complaint, and the balances of all its entries in cents."""
    path = folder / "journal.beancount"
    path.write_bytes(content)
    entries, errors, _ = loader.load_file(str(path))
    assert errors == [], str(errors)
    found: Balances = {}
    for entry in entries:
        if isinstance(entry, bean.Transaction):
            by_fund: dict[str, Any] = {}
            for posting in entry.postings:
                assert posting.units is not None
                assert posting.units.number is not None
                code = code_of(posting.account)
                found[code] = found.get(code, 0) + int(posting.units.number * 100)
                fund = fund_of(code)
                by_fund[fund] = by_fund.get(fund, 0) + posting.units.number
            assert not any(by_fund.values()), "each fund balances"
    asserted = {e.account for e in entries if isinstance(e, bean.Balance)}
    opened = {e.account for e in entries if isinstance(e, bean.Open)}
    assert {code_of(name) for name in asserted} == set(found)
    assert asserted == opened
    return found


def a_day() -> MemoryBooks:
    """The day of the reports' tests with both drawers closed: two funds beside the home fund, a void, one short."""
    books = worked()
    session = books.session_at("2")
    assert session is not None
    cash = books.takings(session.session_id)
    taken = sum(amount.cents for _, amount in cash.taken) - cash.change.cents
    count = count_of(session.float_amount.cents + taken, ())
    ok(
        books.close_session(
            CloseOrder("close-2", session.session_id, DIEGO, at(17), count), sample_office()
        )
    )
    return books
