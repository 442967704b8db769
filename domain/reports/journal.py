"""What leaves for a general ledger: each posting that moved money, without a word about whose money it was."""

from dataclasses import dataclass
from datetime import date

from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.ledger.chart import Account
from domain.ledger.journal import JournalLine
from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked, Entry


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One balanced entry of the business date ``on``.

    ``ref`` is its link in the trail, as series and number in the series: short, and no other posting's. ``number`` is
    that of its paper, or the drawer's session. ``about`` are the services that were paid, and nobody's name.
    """

    on: date
    ref: str
    number: str
    what: str
    about: str
    lines: tuple[JournalLine, ...]


def ledger_entry(posting: Posting) -> LedgerEntry:
    """Return what leaves of a posting."""
    trail = posting.trail
    ref = f"{trail.series}/{trail.chain_no}"
    return LedgerEntry(posting.header.business_date, ref, *_told(posting), posting.journal.lines)


def account_at(code: str, asked: Asked, entry: Entry) -> Account | None:
    """Return a ledger account by the chart of today, else by that of the posting, else ``None``."""
    found = asked.office.chart.account(code)
    if found is not None:
        return found
    then = asked.office_of(entry)
    return then.chart.account(code) if then is not None else None


def _told(posting: Posting) -> tuple[str, str, str]:
    """Return number, kind and subject of a posting."""
    body = posting.body
    if isinstance(body, Receipt):
        return str(body.number), "Receipt", ", ".join(_services(body))
    if isinstance(body, Correction):
        about = ", ".join(map(str, body.amendment.corrects))
        return str(body.number), body.kind.words.capitalize(), about
    if isinstance(body, CustodyAct):
        return str(body.number), body.kind.replace("_", " ").capitalize(), ""
    return posting.header.session_id, posting.kind.replace("_", " ").capitalize(), ""


def _services(receipt: Receipt) -> list[str]:
    found = {line.service if isinstance(line, BillLine) else "items" for line in receipt.lines}
    return sorted(found)
