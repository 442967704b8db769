"""The Munis "Budget" import: records of 140 columns, one for each line of an entry.

Widths from the page by which Matanuska-Susitna's schools publish the layout: 8 blank, 6 object, 5 blank, 35 blank,
30 description, 10 reference, 12 short description, 1 debit or credit, 13 amount in cents, 19 blank, 1 type (B, for its
budget transfers). Columns 141 on, account type and long account, belong to the vendor's "Budget Long Account" and are
not written. That the first 8 are the org and the 5 the project, and that actual entries have another letter than B, is
inferred; docs/BOOKS.md lists what the office confirms.
"""

from collections.abc import Mapping

from domain.ledger.chart import Account
from domain.reports.journal import LedgerEntry
from domain.text import paper_text
from exchange.ledger_form import NotExported, Whole, fitting

WIDTH = 140


class Munis:
    """The fixed-width form. A record has no date: the import asks for one, so a file is of one day."""

    encoding = "ascii"
    one_day = True

    def head(self, whole: Whole) -> str:
        """Return nothing: the layout has no header."""
        del whole
        return ""

    def entry(self, entry: LedgerEntry, accounts: Mapping[str, Account], munis_type: str) -> str:
        """Return the records of an entry."""
        told = f"{entry.on:%Y%m%d} {entry.number} {entry.what}"
        return "".join(
            _parts(accounts[line.gl_code])
            + " " * 35
            # Words may be cut, what says which account, posting or amount may not.
            + paper_text(told)[:30].ljust(30)
            + fitting(entry.ref, 10, "reference", entry, "a Munis record").ljust(10)
            + paper_text(entry.what).upper()[:12].ljust(12)
            + ("D" if line.debit else "C")
            + _cents((line.debit or line.credit).cents, entry)
            + " " * 19
            + munis_type
            + "\r\n"
            for line in entry.lines
        )

    def tail(self, whole: Whole) -> str:
        """Refuse accounts that are one in this ledger; the layout has no trailer."""
        seen: dict[str, str] = {}
        for code, account in sorted(whole.accounts.items()):
            other = seen.setdefault(_parts(account), code)
            if other != code:
                raise NotExported(
                    f"Accounts {other} and {code} are one account in Munis; "
                    "give one of them its own org, object or project in chart.toml."
                )
        return ""


def munis_parts(account: Account) -> tuple[str, str, str]:
    """Return org, object and project of an account: as the chart says, else fund with department, and object."""
    department, _, last = account.code.rpartition(".")
    org = account.org or department.replace(".", "").replace("-", "")
    return org, account.object or last, account.project


def _parts(account: Account) -> str:
    laid = ""
    for part, width, name in zip(
        munis_parts(account), (8, 6, 5), ("org", "object", "project"), strict=True
    ):
        if len(part) > width:
            raise NotExported(
                f"The {name} {part!r} of account {account.code} has more than the {width} characters that a "
                f"Munis record has room for; give the account a shorter {name} in chart.toml."
            )
        laid += part.ljust(width)
    return laid


def _cents(cents: int, entry: LedgerEntry) -> str:
    return fitting(f"{cents:013d}", 13, "amount", entry, "a Munis record")
