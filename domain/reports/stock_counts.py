"""What was counted of accountable stock: by itself before a witness, and with the close of a drawer.

A count moves no number: what was found stays a difference until the numbers are taken out of stock or found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.books import Books
from domain.custody.acts import CustodyAct
from domain.custody.drawer import DrawerClosed
from domain.custody.reversal import reversal_claim
from domain.custody.stock import VAULT, StockCount
from domain.custody.stock_acts import StockCounted
from domain.custody.stock_words import printed
from domain.office import Office
from domain.receipting.posting import Posting
from domain.reports.asked import Asked
from domain.reports.report import Row, Section, text

_COLUMNS = (
    text("series", "Stock"),
    text("place", "Place"),
    text("on", "On"),
    text("document", "Document"),
    text("operator", "Person"),
    text("found", "Found"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One count as it was posted: by which posting, on which business date, by whom; ``document`` names it."""

    posting_id: int
    on: date
    document: str
    operator_name: str
    count: StockCount


def counts_of(books: Books, asked: Asked) -> tuple[Counted, ...]:
    """Return the counts of the business dates in the order of posting, without those that were taken back."""
    entries = books.other_entries(asked.first, asked.last)
    return tuple(
        Counted(
            entry.posting_id,
            entry.posting.header.business_date,
            document,
            entry.posting.header.operator_name,
            each,
        )
        for entry in entries
        for document, each in _counts(books, entry.posting)
    )


def _counts(books: Books, posting: Posting) -> Iterator[tuple[str, StockCount]]:
    body = posting.body
    if isinstance(body, DrawerClosed):
        for each in body.stock:
            yield f"close {posting.header.session_id}", each
        return
    act = body.body if isinstance(body, CustodyAct) else None
    if isinstance(body, CustodyAct) and isinstance(act, StockCounted):
        undone = books.act_claiming(reversal_claim(body.number)) is not None
        yield from () if undone else ((str(body.number), act.count),)


def counts_section(counts: Iterable[Counted], office: Office) -> Section:
    """Return the table of counts: whose stock was there to the last number, and what was missing or of elsewhere."""
    return Section("Counts", _COLUMNS, tuple(_row(each, office) for each in counts))


def _row(each: Counted, office: Office) -> Row:
    count = each.count
    cells = (
        _name(office, count.series),
        place_words(count.place),
        each.on.isoformat(),
        each.document,
        each.operator_name,
        found_words(count, office),
    )
    return Row(cells, (each.posting_id,))


def count_notes(counts: Iterable[Counted], office: Office) -> Iterator[str]:
    """Yield a sentence for each count that found something else than the books say."""
    for each in counts:
        if not each.count.agrees:
            name, where = _name(office, each.count.series), place_words(each.count.place)
            yield (
                f"{each.document}: {name} in {where} were counted on {each.on.isoformat()} by "
                f"{each.operator_name}: {found_words(each.count, office)}."
            )


def found_words(count: StockCount, office: Office) -> str:
    """Return ``agrees``, or which numbers were missing and which were not of there."""
    parts = (("missing", count.missing), ("not of here", count.extra))
    told = (f"{what} {printed(count.series, ranges, office)}" for what, ranges in parts if ranges)
    return "; ".join(told) or "agrees"


def _name(office: Office, code: str) -> str:
    return next((series.name for series in office.stock if series.code == code), code)


def place_words(place: str) -> str:
    """Return a place as it is read: ``vault``, or ``drawer 1``."""
    return place if place == VAULT else f"drawer {place}"
