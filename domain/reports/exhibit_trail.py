"""The exhibit's corrections, receipt numbers, acts of custody, ledger and heads of series, made of other reports."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from domain.books import Books
from domain.custody.depositing import DepositMade
from domain.custody.stock_words import as_printed
from domain.reports.asked import Asked
from domain.reports.report import Cell, Column, Kind, Report, Row, Section, count, text

_TITLES = {
    "voids": "Voids and reversals",
    "adjustments": "Adjustments of bills, and days that payments count for",
    "returned": "Checks that the bank returned",
    "refunds": "Refund requests and credits",
}
_SHOWN = {
    "voids": ("correction", "kind", "receipt", "amount"),
    "adjustments": ("correction", "kind", "bill", "changed"),
    "returned": ("correction", "check", "receipts", "amount", "fee"),
    "refunds": ("correction", "kind", "how", "account", "amount"),
}
_PEOPLE = ("made_by", "approved_by")
_MOST_TOLD = 8
_LEFT_OUT = {"Given", "Back", "Receipts", "Cash"}
"""Of an act's own words, those that stand in another part of the exhibit or by denomination on its slip."""


def corrections_sections(made: Mapping[str, Report]) -> tuple[Section, ...]:
    """Return the day's corrections, each kind with reason, words and document in one column."""
    return tuple(_correction(made[name].sections[0], name) for name in _SHOWN)


def _correction(section: Section, name: str) -> Section:
    places = {column.name: place for place, column in enumerate(section.columns)}
    shown, people = _SHOWN[name], _PEOPLE
    columns = (
        *(section.columns[places[each]] for each in shown),
        text("why", "Reason"),
        *(section.columns[places[each]] for each in people),
    )

    def cells(row: Row) -> tuple[Cell, ...]:
        said = [str(row.cells[places[each]] or "") for each in ("reason", "words")]
        document = row.cells[places["document"]]
        why = ": ".join(filter(None, said)) + (f" ({document})" if document else "")
        before = (row.cells[places[each]] for each in shown)
        return (*before, why, *(row.cells[places[each]] for each in people))

    rows = tuple(Row(cells(row), row.behind) for row in section.rows)
    return Section(_TITLES[name], columns, rows)


def numbers_section(sequence: Report) -> Section:
    """Return how many numbers each drawer used, from which to which, and what became of them."""
    columns = (
        text("drawer", "Series"),
        text("first", "First"),
        text("last", "Last"),
        count("numbers", "Numbers"),
        count("good", "Good"),
        count("void", "Void"),
        count("reversed", "Reversed"),
        count("missing", "Missing"),
    )
    found: dict[str, list[str]] = {}
    states: dict[str, list[str]] = {}
    for row in sequence.sections[0].rows:
        number, state = str(row.cells[0]), str(row.cells[1])
        series = number.rpartition("-")[0]
        found.setdefault(series, []).append(number)
        states.setdefault(series, []).append(state)
    rows = tuple(
        Row(
            (
                series,
                numbers[0],
                numbers[-1],
                len(numbers),
                sum(state.startswith("good") for state in states[series]),
                states[series].count("void"),
                states[series].count("reversed"),
                states[series].count("MISSING"),
            )
        )
        for series, numbers in found.items()
    )
    return Section("Numbers used", columns, rows)


def exceptions_section(sequence: Report) -> Section:
    """Return each number that is not simply good: void, reversed, corrected in part, or missing."""
    section = sequence.sections[0]
    places = [
        place
        for place, column in enumerate(section.columns)
        if column.name not in ("on", "session")
    ]
    rows = tuple(
        Row(tuple(row.cells[place] for place in places), row.behind)
        for row in section.rows
        if row.cells[1] != "good"
    )
    return Section(
        "Void, reversed, corrected or missing", tuple(section.columns[p] for p in places), rows
    )


def acts_section(books: Books, asked: Asked) -> Section:
    """Return the day's acts of custody: money moved, stock, deposits, batches, the closing of the day; who signed."""
    columns = (
        text("number", "Number"),
        text("at", "At"),
        text("what", "What"),
        text("about", "About"),
        text("signed", "Signed by"),
    )
    rows = []
    for act in books.acts(first=asked.first, last=asked.last):
        body, header = act.body, act.posting.header
        told = [
            f"{label} {value}"
            for label, value in as_printed(body, asked.office)
            if label not in _LEFT_OUT
            and (not isinstance(body, DepositMade) or label in ("Bank", "Bag", "Seal", "Amount"))
        ]
        more = "; ..." if len(told) > _MOST_TOLD else ""
        cells = (
            str(act.number),
            f"{header.entered_at.astimezone(asked.zone):%H:%M}",
            _title(body.title),
            "; ".join(told[:_MOST_TOLD]) + more,
            ", ".join(signer.name for signer in body.signers),
        )
        rows.append(Row(cells, (act.posting_id,)))
    return Section("", columns, tuple(rows))


def _title(title: str) -> str:
    words = title.replace("_", " ")
    return words[:1].upper() + words[1:]


def fund_sections(gl: Report) -> tuple[Section, ...]:
    """Return the journal's totals by account, a section for each fund, so that each foots by itself."""
    section = gl.sections[0]
    place = next(i for i, column in enumerate(section.columns) if column.name == "fund")
    columns = section.columns[:place] + section.columns[place + 1 :]
    funds: dict[str, list[Row]] = {}
    for row in section.rows:
        kept = Row(row.cells[:place] + row.cells[place + 1 :], row.behind)
        funds.setdefault(str(row.cells[place]), []).append(kept)
    return tuple(
        replace(section, title=f"Fund {fund}", columns=columns, rows=tuple(rows))
        for fund, rows in sorted(funds.items())
    )


def heads_section(heads: Iterable[tuple[str, int, str]]) -> Section:
    """Return where each series stands: its last link and that link's digest."""
    columns = (
        text("series", "Series"),
        Column("link", "Link", Kind.COUNT),
        text("digest", "Digest"),
    )
    rows = tuple(Row((series, link, digest)) for series, link, digest in heads)
    return Section("Heads of the series", columns, rows)
