"""The deposit slip as PDF: what goes to the bank, form by form, with the list of checks and what is held over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.custody.deposit import Composition, Deposit, DepositItem
from domain.money import Money, total
from domain.office import Office
from exchange.pdf_page import FIXED, FONT, Letters, bytes_of, new_pdf

_NOTE = Money(100)
"""The least that counts as currency; what is worth less is coin."""
_LEFT, _AMOUNT = "L", "R"
_ITEMS_ABREAST, _ITEM = 2, 11
"""Checks beside each other, and the points of height that a row of them takes."""


@dataclass(frozen=True, slots=True)
class SlipHead:
    """What stands on the slip beside the deposit: the day, the account's last four figures, and who made it.

    ``number`` is the deposit's own in the books, ``bank`` the name of its account; ``training`` marks what is no money.
    ``undone`` names the reversal of a deposit that does not stand, empty for one that does.
    """

    on: date
    account: str
    prepared_by: str
    verified_by: str = ""
    number: str = ""
    bank: str = ""
    training: bool = False
    undone: str = ""


def deposit_slip_pdf(
    deposit: Deposit, head: SlipHead, office: Office, composition: Composition | None = None
) -> bytes:
    """Return the slip of a deposit, the same bytes for the same deposit.

    With ``composition`` it shows the proof: what the receipts say of each form of money against what is deposited.
    """
    slip = _Slip(deposit, head, office)
    slip.head()
    slip.cash()
    slip.items()
    slip.whole()
    slip.held()
    if composition is not None:
        slip.proof(composition)
    slip.signatures()
    return bytes_of(slip.pdf)


class _Slip:
    def __init__(self, deposit: Deposit, head: SlipHead, office: Office) -> None:
        self._deposit, self._head, self._office = deposit, head, office
        self._letters = Letters()
        self._names = {kind.code: kind.name for kind in office.tender_kinds}
        self._number = head.number or deposit.deposit_no
        mark = "TRAINING. " if head.training else ""
        mark += "REVERSED. " if head.undone else ""
        self.pdf = new_pdf(f"{mark}Deposit {self._number}")
        foot = self._letters(f"{mark}{office.name}, deposit {self._number}")

        def footer() -> None:
            self.pdf.set_y(-32)
            self.pdf.set_font(FONT, "", 7)
            self.pdf.cell(self.pdf.epw / 2, 9, foot)
            self.pdf.cell(
                self.pdf.epw / 2, 9, f"Page {self.pdf.page_no()} of {{nb}}", align=_AMOUNT
            )

        self.pdf.footer = footer  # type: ignore[method-assign]  # a subclass would load the library at import
        self.pdf.add_page()

    def head(self) -> None:
        """Whose money, to which bank, on which day, in which bag."""
        deposit, head = self._deposit, self._head
        self._words(self._office.name, 14, bold=True)
        if head.training:
            self._words("TRAINING: no money was taken, nothing goes to a bank", 11, bold=True)
        self._words("DEPOSIT SLIP", 18, bold=True)
        if head.undone:
            self._words(f"REVERSED by {head.undone}: this deposit does not stand", 14, bold=True)
        self.pdf.ln(4)
        account = f"account ending {head.account}" if head.account else ""
        for label, value in (
            ("Deposit", self._number),
            ("Date", head.on.isoformat()),
            ("Bank", ", ".join(filter(None, (head.bank or deposit.bank, account)))),
            ("Bag", deposit.bag),
            ("Seal", deposit.seal),
            ("Drawer sessions", ", ".join(deposit.sessions)),
        ):
            self._pair(label, value)

    def cash(self) -> None:
        """Currency and coin by denomination."""
        names = {each.value: each.name for each in self._office.denominations}
        for title, some in (
            ("CURRENCY", [(v, n) for v, n in self._deposit.cash.held if v >= _NOTE]),
            ("COIN", [(v, n) for v, n in self._deposit.cash.held if v < _NOTE]),
        ):
            if not some:
                continue
            self._title(title)
            for value, number in some:
                words = f"{number:>7,} x {names.get(value, str(value))}"
                self._row(words, value.times(number))
            self._row(title.capitalize(), total(v.times(n) for v, n in some), bold=True)
        if self._deposit.from_vault:
            self._words(f"{self._deposit.vault_words}.", 9)

    def items(self) -> None:
        """The checks and the like one by one, in two columns, each with its receipt."""
        kinds = dict.fromkeys(item.kind for item in self._deposit.items)
        for kind in kinds:
            some = [item for item in self._deposit.items if item.kind == kind]
            name = self._names.get(kind, kind)
            self._title(f"{name.upper()} LIST")
            self._abreast(some)
            count = "1 item" if len(some) == 1 else f"{len(some):,} items"
            self._row(f"{name}: {count}", total(item.amount for item in some), bold=True)

    def _abreast(self, items: Sequence[DepositItem]) -> None:
        """Write items down the left half of the page and then the right, as a tape is read; page by page."""
        width, first = self.pdf.epw / _ITEMS_ABREAST, 0
        while first < len(items):
            self._room(_ITEM)
            fit = max(1, int((self.pdf.page_break_trigger - self.pdf.get_y()) // _ITEM))
            here = items[first : first + fit * _ITEMS_ABREAST]
            rows = -(-len(here) // _ITEMS_ABREAST)
            for place in range(rows):
                for index in range(place, len(here), rows):
                    self._item(first + index + 1, here[index], width)
                self.pdf.ln(_ITEM)
            first += len(here)

    def _item(self, number: int, item: DepositItem, width: float) -> None:
        words = self._letters(f"{number:>4}  {item.receipt:<16} #{item.number}")
        amount = str(item.amount)
        self.pdf.set_font(FIXED, "", 8)
        room = width - 14 - self.pdf.get_string_width(amount) - 6
        while words and self.pdf.get_string_width(words) > room:
            words = words[:-1]
        self.pdf.cell(room, _ITEM, words)
        self.pdf.cell(width - 14 - room, _ITEM, amount, align=_AMOUNT)
        self.pdf.cell(14, _ITEM, "")

    def whole(self) -> None:
        """The amount of the deposit."""
        self.pdf.ln(6)
        self._row("TOTAL DEPOSIT", self._deposit.amount, bold=True, size=13)

    def held(self) -> None:
        """What is on the receipts and not in the bag, each with its reason."""
        if not self._deposit.held:
            return
        self._title("HELD OVER, NOT IN THIS DEPOSIT")
        for each in self._deposit.held:
            item = each.item
            name = self._names.get(item.kind, item.kind)
            self._row(f"{name} #{item.number}, receipt {item.receipt}", item.amount)
            self._words(f"    {each.reason}", 8)

    def proof(self, composition: Composition) -> None:
        """What came in against what goes out, form by form."""
        self._title("COMPOSITION")
        heads = ("", "Receipts", "Over/short", "Held over", "Deposited", "Difference")
        self._cells(heads, bold=True)
        for row in composition.rows:
            amounts = (row.receipts, row.over_short, row.held, row.deposited, row.difference)
            name = self._names.get(row.kind, row.kind.capitalize())
            self._cells((name, *map(str, amounts)))
        for what, items in (
            ("missing", composition.missing),
            ("not of its receipts", composition.extra),
        ):
            for item in items:
                self._words(f"{item.kind} #{item.number} of {item.amount} is {what}.", 8)
        proves = "The deposit proves." if composition.proves else "THE DEPOSIT DOES NOT PROVE."
        self._words(proves, 9, bold=True)

    def _cells(self, cells: Sequence[str], *, bold: bool = False) -> None:
        self._room(12)
        self.pdf.set_font(FONT, "B" if bold else "", 8)
        width = self.pdf.epw / len(cells)
        for place, cell in enumerate(cells):
            align = _AMOUNT if place else _LEFT
            self.pdf.cell(width, 12, self._letters(cell), align=align, border="B" if bold else "")
        self.pdf.ln(12)

    def signatures(self) -> None:
        """Who made it, who counted it again, who took it: by hand where nobody did so at the counter."""
        if self._letters.note:
            self._words(self._letters.note, 7)
        self._room(80)
        self.pdf.ln(24)
        width = self.pdf.epw / 3
        labels = (
            ("Prepared by", self._head.prepared_by),
            ("Verified by", self._head.verified_by),
            ("Taken by the courier", ""),
        )
        self.pdf.set_font(FONT, "", 8)
        for label, name in labels:
            text = self._letters(f"{label} {name}".strip())
            self.pdf.cell(width - 12, 14, text, border="T")
            self.pdf.cell(12, 14, "")
        self.pdf.ln(14)

    def _title(self, text: str) -> None:
        self._room(40)
        self.pdf.ln(6)
        self._words(text, 10, bold=True)

    def _words(self, text: str, size: float, *, bold: bool = False) -> None:
        self.pdf.set_font(FONT, "B" if bold else "", size)
        self.pdf.multi_cell(
            0, size * 1.4, self._letters(text), align=_LEFT, new_x="LMARGIN", new_y="NEXT"
        )

    def _pair(self, label: str, value: str) -> None:
        self.pdf.set_font(FONT, "", 9)
        self.pdf.cell(100, 13, label)
        self.pdf.set_font(FONT, "B", 9)
        self.pdf.multi_cell(0, 13, self._letters(value), align=_LEFT, new_x="LMARGIN", new_y="NEXT")

    def _row(self, words: str, amount: Money, *, bold: bool = False, size: float = 9) -> None:
        height = size * 1.4
        self._room(height)
        self.pdf.set_font(FONT, "B" if bold else "", size)
        border = "T" if bold else ""
        self.pdf.cell(self.pdf.epw - 110, height, self._letters(words), border=border)
        self.pdf.cell(110, height, str(amount), align=_AMOUNT, border=border)
        self.pdf.ln(height)

    def _room(self, height: float) -> None:
        """Turn the page when no room of that height is left on it."""
        if self.pdf.will_page_break(height):
            self.pdf.add_page()
