"""QuickBooks IIF: tab-separated journal entries behind the accounts that they use.

The accounts come first because QuickBooks takes one that it does not know for a bank account.
"""

from collections.abc import Mapping

from domain.ledger.chart import Account, AccountKind
from domain.money import Money
from domain.reports.journal import LedgerEntry
from domain.text import paper_text
from exchange.cells import plain_amount
from exchange.ledger_form import NotExported, Whole, fitting, words_of

_TYPES = {
    AccountKind.ASSET: "OCASSET",
    AccountKind.LIABILITY: "OCLIAB",
    AccountKind.REVENUE: "INC",
    AccountKind.EXPENDITURE: "EXP",
    AccountKind.FUND_BALANCE: "EQUITY",
}
_LONGEST_NAME = 31
_LONGEST_MEMO = 200
_COLUMNS = ("TRNSTYPE", "DATE", "ACCNT", "CLASS", "AMOUNT", "DOCNUM", "MEMO")


class Iif:
    """The form of QuickBooks Desktop. Accounts go by their codes; the class is the fund."""

    encoding = "ascii"
    one_day = False

    def head(self, whole: Whole) -> str:
        """Return the accounts, the classes and the heads of the columns."""
        rows = [("!ACCNT", "NAME", "ACCNTTYPE", "DESC")]
        for code, account in sorted(whole.accounts.items()):
            if len(code) > _LONGEST_NAME:
                raise NotExported(
                    f"Account {code} has more than the {_LONGEST_NAME} characters of a QuickBooks account; "
                    "choose another format."
                )
            rows.append(("ACCNT", code, _TYPES[account.kind], account.name))
        lines = [_line(*row) for row in rows]
        funds = sorted({account.fund for account in whole.accounts.values()})
        lines += [_line("!CLASS", "NAME"), *(_line("CLASS", fund) for fund in funds)]
        lines += [_line("!TRNS", *_COLUMNS), _line("!SPL", *_COLUMNS), _line("!ENDTRNS")]
        return "".join(lines)

    def entry(self, entry: LedgerEntry, accounts: Mapping[str, Account], munis_type: str) -> str:
        """Return an entry: its first line is the transaction, the others its splits; a debit is positive."""
        del munis_type
        ref = fitting(entry.ref, 11, "reference", entry, "a QuickBooks entry")
        laid = [
            _line(
                "SPL" if number else "TRNS",
                "GENERAL JOURNAL",
                f"{entry.on:%m/%d/%Y}",
                line.gl_code,
                accounts[line.gl_code].fund,
                plain_amount(line.debit or Money(-line.credit.cents)),
                ref,
                words_of(entry)[:_LONGEST_MEMO],
            )
            for number, line in enumerate(entry.lines)
        ]
        return "".join([*laid, _line("ENDTRNS")])

    def tail(self, whole: Whole) -> str:
        """Return nothing: the layout has no trailer."""
        del whole
        return ""


def _line(*cells: str) -> str:
    # A quote would begin a quoted cell. What is written here has no tab and no line end: all of it was cleaned.
    return "\t".join(paper_text(cell).replace('"', "'") for cell in cells) + "\r\n"
