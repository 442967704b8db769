"""A journal for hledger, so that ``hledger check --strict`` can say whether our books are right."""

from collections.abc import Mapping

from domain.ledger.chart import Account, AccountKind
from domain.money import Money
from domain.reports.journal import LedgerEntry
from exchange.cells import plain_amount
from exchange.ledger_form import Whole, words_of
from exchange.ledger_names import plain_name

CURRENCY = "USD"
_TYPES = {
    AccountKind.ASSET: "A",
    AccountKind.LIABILITY: "L",
    AccountKind.REVENUE: "R",
    AccountKind.EXPENDITURE: "X",
    AccountKind.FUND_BALANCE: "E",
}


class Hledger:
    """Commodity and accounts are declared, as a strict check wants; payees need not be. The last entry asserts every
    balance.
    """

    encoding = "utf-8"
    one_day = False

    def head(self, whole: Whole) -> str:
        """Return the commodity and the accounts, each with its kind, its code and its name."""
        lines = [
            f"; {_plain(whole.office)}: journal of {whole.period}. Balances are of these days alone.",
            "",
            f"commodity 1000.00 {CURRENCY}",
            # Not asked for by --strict; "hledger check tags" wants the one that is not hledger's own.
            "tag code",
            "",
        ]
        for code, account in sorted(whole.accounts.items()):
            lines.append(
                f"account {plain_name(account)}  ; type:{_TYPES[account.kind]}, code:{code}"
            )
            lines.append(f"    ; {_plain(account.name)}")
        return _text(lines) + "\n"

    def entry(self, entry: LedgerEntry, accounts: Mapping[str, Account], munis_type: str) -> str:
        """Return an entry; a debit is positive."""
        del munis_type
        lines = [f"{entry.on.isoformat()} * ({entry.ref}) {_plain(words_of(entry))}"]
        lines += [
            f"    {plain_name(accounts[line.gl_code])}  "
            f"{plain_amount(line.debit or Money(-line.credit.cents))} {CURRENCY}"
            for line in entry.lines
        ]
        return _text(lines) + "\n"

    def tail(self, whole: Whole) -> str:
        """Return an entry of no money that asserts what each account holds after the last one."""
        if not whole.accounts:
            return ""
        lines = [f"{whole.last.isoformat()} * Balances of these days"]
        lines += [
            f"    {plain_name(account)}  0.00 {CURRENCY} = {plain_amount(whole.nets[code])} {CURRENCY}"
            for code, account in sorted(whole.accounts.items())
        ]
        return _text(lines)


def _plain(text: str) -> str:
    # A semicolon begins a comment; a colon after a word in a comment makes it a tag.
    return text.replace(";", ",")


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
