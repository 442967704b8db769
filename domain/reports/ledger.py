"""``gl`` and ``trial``: the journal's totals by account, of some days and of all there is."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.ledger.funds import fund_of
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.reports.asked import Asked, Entry
from domain.reports.report import Cell, Report, Row, Section, money, text
from domain.reports.sums import Sums
from domain.reports.taken import NOTHING, Taken

_GL = (
    text("fund", "Fund"),
    text("gl_code", "Account"),
    text("name", "Name"),
    money("debit", "Debit"),
    money("credit", "Credit"),
    money("net", "Debit less credit"),
)
_TRIAL = (*_GL[:3], money("debit", "Debit balance"), money("credit", "Credit balance"))


@dataclass(frozen=True, slots=True)
class AccountTotal:
    """What was debited and credited to one ledger account."""

    gl_code: str
    debit: Money
    credit: Money


def gl_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return the debits and credits of the days by ledger account; they are equal in each fund, as in each entry."""
    sums: Sums[tuple[str]] = Sums(2, drills=asked.drills)
    for each in asked.told_of(taken.journal()):
        sums.add((each.gl_code,), 0, each.debit, each.credit)
    for entry in asked.told(entries):
        for line in entry.posting.journal.lines:
            sums.add((line.gl_code,), entry.posting_id, line.debit.cents, line.credit.cents)
    funds: Sums[tuple[str]] = Sums(2, drills=False)
    for (gl_code,) in sums:
        funds.add((fund_of(gl_code),), 0, *sums.of((gl_code,)))
    names = account_names(asked.office)

    def cells(key: tuple[str], n: tuple[int, ...]) -> tuple[Cell, ...]:
        debit, credit = Money(n[0]), Money(n[1])
        return (*_account(key[0], names), debit, credit, debit - credit)

    notes = _fund_notes(funds, asked.office)
    return asked.report("gl", "General ledger", (Section("", _GL, sums.rows(cells)),), notes)


def _fund_notes(funds: Sums[tuple[str]], office: Office) -> tuple[str, ...]:
    """Return what each fund foots to, a sentence for each: its debits are its credits."""
    names = {fund.code: f" ({fund.name})" for fund in office.funds.rows}
    notes = []
    for (code,) in sorted(funds):
        debit, credit = map(Money, funds.of((code,)))
        word = "it balances" if debit == credit else f"IT DOES NOT BALANCE, by {debit - credit}"
        notes.append(f"Fund {code}{names.get(code, '')}: debits {debit}, credits {credit}; {word}.")
    return tuple(notes)


def trial_balance(totals: Iterable[AccountTotal], asked: Asked) -> Report:
    """Return the balance of each account from the first posting to the last day, debit or credit.

    ``totals`` are of all postings to the last day but those of the open sessions. Accounts that are even are left out.
    """
    names = account_names(asked.office)
    rows = []
    for each in sorted(totals, key=lambda each: each.gl_code):
        balance = each.debit - each.credit
        if balance:
            sides = (max(balance, ZERO), max(-balance, ZERO))
            rows.append(Row((*_account(each.gl_code, names), *sides)))
    note = f"All postings to {asked.last.isoformat()}."
    return asked.report("trial", "Trial balance", (Section("", _TRIAL, tuple(rows)),), (note,))


def balances(totals: Iterable[AccountTotal]) -> bool:
    """Whether the debits of these totals are their credits."""
    held = tuple(totals)
    return total(each.debit for each in held) == total(each.credit for each in held)


def _account(gl_code: str, names: dict[str, str]) -> tuple[str, str, str]:
    return fund_of(gl_code), gl_code, names.get(gl_code, "")


def account_names(office: Office) -> dict[str, str]:
    """Return what the chart of accounts calls each ledger account, else what it is named by its use; the first."""
    custody, corrections = office.custody, office.corrections.accounts
    named = [
        *((account.code, account.name) for account in office.chart.accounts),
        *((kind.gl_code, kind.name) for kind in office.tender_kinds),
        (custody.vault, "Vault"),
        (custody.undeposited, "Undeposited"),
        (custody.over, "Over"),
        (custody.short, "Short"),
        *((c.gl_code, f"{s.name}: {c.name}") for s in office.services for c in s.charge_kinds),
        *((item.gl_code, item.name) for item in office.items),
        *(
            ((corrections.refunds, "Refunds owed"), (corrections.credits, "Credits owed"))
            if corrections is not None
            else ()
        ),
    ]
    found: dict[str, str] = {}
    for gl_code, name in named:
        found.setdefault(gl_code, name)
    return found
