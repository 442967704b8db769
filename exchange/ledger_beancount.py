"""A journal for beancount, which checks by itself that every entry and every balance is right."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from domain.ledger.chart import Account
from domain.money import Money
from domain.reports.journal import LedgerEntry
from exchange.cells import plain_amount
from exchange.ledger_form import NotExported, Whole, words_of
from exchange.ledger_names import plain_name

CURRENCY = "USD"


class Beancount:
    """Accounts opened on the first day; after the last day each is asserted to hold what the days moved."""

    encoding = "utf-8"
    one_day = False

    def head(self, whole: Whole) -> str:
        """Return title, currency and the accounts, each with its code and its name."""
        lines = [
            f"; Journal of {whole.period}. Balances are of these days alone.",
            f'option "title" {_quoted(whole.office)}',
            f'option "operating_currency" "{CURRENCY}"',
            "",
        ]
        for code, account in sorted(whole.accounts.items()):
            lines += [
                f"{whole.first.isoformat()} open {plain_name(account)} {CURRENCY}",
                f'  code: "{code}"',
                f"  name: {_quoted(account.name)}",
            ]
        return _text(lines) + "\n"

    def entry(self, entry: LedgerEntry, accounts: Mapping[str, Account], munis_type: str) -> str:
        """Return an entry; a debit is positive."""
        del munis_type
        lines = [f"{entry.on.isoformat()} * {_quoted(words_of(entry))}", f'  entry: "{entry.ref}"']
        lines += [
            f"  {plain_name(accounts[line.gl_code])}  "
            f"{plain_amount(line.debit or Money(-line.credit.cents))} {CURRENCY}"
            for line in entry.lines
        ]
        return _text(lines) + "\n"

    def tail(self, whole: Whole) -> str:
        """Return what each account holds in the morning after the last day."""
        if whole.last == date.max:
            raise NotExported(
                "beancount asserts balances on the day after the last: there is none."
            )
        # Without a tolerance of its own a balance that is a cent off would pass.
        after = (whole.last + timedelta(days=1)).isoformat()
        return _text(
            f"{after} balance {plain_name(account)}  {plain_amount(whole.nets[code])} ~ 0.00 {CURRENCY}"
            for code, account in sorted(whole.accounts.items())
        )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
