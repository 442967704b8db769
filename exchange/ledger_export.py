"""Writing the journal of some days for another ledger: all of it in one file, the same bytes each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.ledger.chart import Account
from domain.money import ZERO, Money
from domain.reports.asked import Asked, Entry
from domain.reports.journal import account_at, ledger_entry
from exchange.ledger_beancount import Beancount
from exchange.ledger_csv import Csv
from exchange.ledger_form import Form, NotExported, Whole
from exchange.ledger_hledger import Hledger
from exchange.ledger_iif import Iif
from exchange.ledger_munis import Munis

FORMS: Final[Mapping[str, type[Form]]] = {
    "munis": Munis,
    "iif": Iif,
    "csv": Csv,
    "beancount": Beancount,
    "hledger": Hledger,
}
"""By the word of the command line."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A journal as a file's bytes, and what is in it: ``debits`` are its credits too."""

    content: bytes
    entries: int
    lines: int
    debits: Money
    nets: Mapping[str, Money]


def export_journal(
    entries: Iterable[Entry], asked: Asked, how: str, unsealed: tuple[date, ...] = ()
) -> Exported:
    """Return the journal of the days asked for, in one of ``FORMS``.

    Raises ``NotExported`` with one sentence while a drawer of these days is open, since what is exported twice must be
    the same, and for what the form or the chart of accounts has no place for. ``unsealed`` days are named at the head
    where the form has a place for it.
    """
    form = FORMS[how]()
    _check_days(form, asked)
    accounts: dict[str, Account] = {}
    nets: dict[str, Money] = {}
    chunks, lines, debits = [], 0, ZERO
    for entry in asked.told(entries):
        journal = entry.posting.journal.lines
        if not journal:
            continue
        for line in journal:
            if line.gl_code not in accounts:
                accounts[line.gl_code] = _account(line.gl_code, asked, entry)
            nets[line.gl_code] = nets.get(line.gl_code, ZERO) + line.debit - line.credit
            debits += line.debit
        lines += len(journal)
        left = ledger_entry(entry.posting)
        chunks.append(form.entry(left, accounts, asked.office.chart.munis_type))
    whole = Whole(asked.office.name, asked.first, asked.last, accounts, nets, unsealed)
    text = "".join((form.head(whole), *chunks, form.tail(whole)))
    return Exported(text.encode(form.encoding), len(chunks), lines, debits, nets)


def _check_days(form: Form, asked: Asked) -> None:
    if form.one_day and asked.first != asked.last:
        raise NotExported(
            "This format has no dates, so a file is of one day: export the days one by one."
        )
    for session in asked.open_sessions:
        if asked.first <= session.business_date <= asked.last:
            raise NotExported(
                f"Drawer {session.drawer} of {session.business_date} is not closed (session "
                f"{session.session_id}, {session.operator_name}): close it first, or export the days before."
            )


def _account(code: str, asked: Asked, entry: Entry) -> Account:
    found = account_at(code, asked, entry)
    if found is None:
        number = ledger_entry(entry.posting).number
        raise NotExported(
            f"Account {code} of {number} is not in the chart of accounts; list it under accounts in chart.toml."
        )
    return found
