"""A journal as plain CSV, one row for each line of an entry, for spreadsheets and programs that have no form here."""

import csv
import io
from collections.abc import Mapping

from domain.ledger.chart import Account
from domain.reports.journal import LedgerEntry
from exchange.cells import harmless_cell, plain_amount
from exchange.ledger_form import Whole

COLUMNS = (
    "date", "entry", "number", "kind", "about", "line", "fund", "account", "name", "account_kind", "debit", "credit",
)  # fmt: skip


class Csv:
    """RFC 4180 in UTF-8; amounts in dollars and cents, the other side empty."""

    encoding = "utf-8"
    one_day = False

    def head(self, whole: Whole) -> str:
        """Return the names of the columns."""
        del whole
        return _row(COLUMNS)

    def entry(self, entry: LedgerEntry, accounts: Mapping[str, Account], munis_type: str) -> str:
        """Return the rows of an entry."""
        del munis_type
        return "".join(
            _row(
                (
                    entry.on.isoformat(),
                    *map(harmless_cell, (entry.ref, entry.number, entry.what, entry.about)),
                    str(number),
                    accounts[line.gl_code].fund,
                    line.gl_code,
                    harmless_cell(accounts[line.gl_code].name),
                    accounts[line.gl_code].kind,
                    plain_amount(line.debit) if line.debit else "",
                    plain_amount(line.credit) if line.credit else "",
                )
            )
            for number, line in enumerate(entry.lines, 1)
        )

    def tail(self, whole: Whole) -> str:
        """Return nothing."""
        del whole
        return ""


def _row(cells: tuple[str, ...]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue()
