"""The cart in front decided again when the books have moved, and the serial numbers of what it sells."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.custody.drawer import DrawerSession
from domain.custody.serials import RangeSet, less, read_ranges
from domain.office import Office
from domain.receipting.cart import BillLine, Cart
from domain.receipting.numbering import held_by, number_line, number_lines, told_of
from domain.receipting.refresh import refresh_line
from domain.receivables.accounts import Hold
from domain.receivables.bills import BillState
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.books import Books


@dataclass(frozen=True, slots=True)
class Station:
    """Where this counter is: its own name, and the drawer that is at it."""

    code: str
    drawer: str


class DeskNumbers:
    """The acts on serial numbers; nothing is asked of the books where the policy keeps no accountable stock.

    Numbers that the clerk did not type are the drawer's next ones.
    """

    books: "Books"
    office: Office
    session: DrawerSession | None
    cart: Cart
    notices: tuple[str, ...]
    station: Station

    @property
    def today(self) -> date:
        """The business date."""
        raise NotImplementedError

    def _take(self, result: Cart | Refusal) -> Refusal | None:
        raise NotImplementedError

    def _look(self, bill_no: str) -> tuple[BillState, tuple[Hold, ...]] | None:
        raise NotImplementedError

    @property
    def drawer_here(self) -> str:
        """The open session's drawer, else the one at this station."""
        return self.session.drawer if self.session else self.station.drawer

    def decide_again(self) -> None:
        """Decide the cart's bills on their newest state, and its numbers; a line that cannot be is left for the clerk,
        who is told."""
        refused: list[str] = []
        for line in self.cart.lines:
            found = self._look(line.bill_no) if isinstance(line, BillLine) else None
            if found is not None:
                again = refresh_line(self.cart, found[0], self.today, self.office, found[1])
                refusal = self._take(again)
                refused.extend([refusal.sentence] if refusal else [])
        self.notices = (*refused, "Ctrl+A takes a line out.") if refused else ()
        self.number_again()

    def numbered(self, cart: Cart) -> Cart | Refusal:
        """Return a cart with the drawer's next serial numbers on each line that takes some."""
        return number_lines(cart, self.drawer_here, self._free_numbers, self.office)

    def type_numbers(self, index: int, typed: str) -> Refusal | None:
        """Sell other serial numbers on a line than the proposed ones; one number alone is the first of them."""
        ranges = read_ranges(typed)
        if isinstance(ranges, Refusal):
            return ranges
        here, free = self.drawer_here, self._free_numbers
        return self._take(number_line(self.cart, index, ranges, here, free, self.office))

    def number_again(self) -> None:
        """Give the cart's lines numbers that are in the drawer now; the clerk is told of other ones than before."""
        before, again = self.cart, self.numbered(self.cart)
        if isinstance(again, Refusal):
            self.notices = (*self.notices, again.sentence)
        elif again != before:
            self._take(again)
            self.notices = (*self.notices, *told_of(before, again, self.office))

    def _free_numbers(self, series: str) -> RangeSet:
        """Return the numbers of a series in the drawer that no parked cart of it holds."""
        there = self.books.stock_in(self.drawer_here).get(series, ())
        parked = self.books.parked(self.drawer_here)
        return less(there, (one for draft in parked for one in held_by(draft.cart, series)))
