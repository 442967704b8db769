"""The desk's difference finder: what a session's own data says of its difference, once its count is in."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.corrections.policy import CorrectionKind
from domain.custody.count import Count, ItemDifference, match_items
from domain.custody.difference import Explanation, effect_of, explain
from domain.custody.difference_causes import (
    Bundle,
    SessionData,
    TakenReceipt,
    TakenTender,
    suspects,
)
from domain.custody.drawer import DrawerClosed, DrawerSession, Tally
from domain.custody.tape import TapeLine, TapeTender, match_tape
from domain.money import ZERO, Money
from domain.office import Office
from domain.receipting.lines import BillLine
from domain.receipting.receipt import Receipt
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: expected against counted, what the check tape lacks or has too many, what would explain it."""

    tallies: tuple[Tally, ...]
    tape: tuple[TapeLine, ...]
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class DifferenceDesk:
    """The finder for one session. It tells nothing before the session's count is in and stays as it is."""

    desk: Desk
    session: DrawerSession

    def look(self) -> Looked | Refusal:
        """Return what the session's data says of its difference; refuses while its count is not in."""
        found = self._counted()
        if found is None:
            return refuse(Code.COUNT_OPEN, drawer=self.session.drawer)
        tallies, count = found
        receipts = tuple(map(taken, self._posted()))
        difference = effect_of(*((t.kind, t.over_short) for t in tallies))
        data = self._data(receipts, count)
        return Looked(tallies, tape_of(receipts, count), explain(difference, suspects(data)))

    def receipt(self, number: str) -> PostedReceipt | None:
        """Return a receipt of the session by its number as printed."""
        return next((each for each in self._posted() if taken(each).number == number), None)

    def _posted(self) -> Iterator[PostedReceipt]:
        """Yield the session's receipts by number, as they are read."""
        return self.desk.books.receipts_in_order(session_id=self.session.session_id)

    def _counted(self) -> tuple[tuple[Tally, ...], Count] | None:
        books, session_id = self.desk.books, self.session.session_id
        closing = books.closing(session_id)
        if closing is not None and isinstance(closing[1].body, DrawerClosed):
            return closing[1].body.tallies, closing[1].body.count
        final = books.final_count(session_id)
        return None if final is None else (final.tallies, final.order.count)

    def _data(self, receipts: tuple[TakenReceipt, ...], count: Count) -> SessionData:
        office, on = self.desk.office, self.session.business_date
        priced = ((item.name, item.price_on(on)) for item in office.items)
        return SessionData(
            office.cash.code,
            tuple(kind.code for kind in office.tender_kinds),
            receipts,
            count.pieces,
            self.session.float_amount,
            self._others(),
            tuple((name, price.amount) for name, price in priced if price is not None),
            _by_item(receipts, count, office),
            bundles=tuple(
                Bundle(each.value, size, name)
                for each in office.denominations
                for size, name in ((each.strap, "strap"), (each.roll, "roll"))
                if size
            ),
            names=tuple((kind.code, kind.name.lower()) for kind in office.tender_kinds),
        )

    def _others(self) -> tuple[tuple[str, str, Money], ...]:
        """Return what the other drawers of the day were found to differ by."""
        found = []
        for other in self.desk.books.sessions(self.session.business_date):
            closing = self.desk.books.closing(other.session_id)
            if other.session_id != self.session.session_id and closing is not None:
                body = closing[1].body
                if isinstance(body, DrawerClosed):
                    found += [(other.drawer, t.kind, t.over_short) for t in body.tallies]
        return tuple(each for each in found if each[2])


def taken(posted: PostedReceipt) -> TakenReceipt:
    """Return a receipt as far as the finder asks."""
    body = posted.posting.body
    if not isinstance(body, Receipt):
        raise TypeError("only a receipt was taken")
    undone = posted.undone
    return TakenReceipt(
        str(body.number),
        tuple(each.amount for each in body.lines),
        tuple(TakenTender(t.kind, t.amount, t.number) for t in body.tenders),
        body.change,
        getattr(body, "rounding", ZERO),
        undone is not None and undone.kind is CorrectionKind.VOID,
        any(isinstance(each, BillLine) and bool(each.balance_after) for each in body.lines),
    )


def _standing(receipts: tuple[TakenReceipt, ...], kind: str) -> tuple[TapeTender, ...]:
    """Return the tenders of a kind that no void took back."""
    return tuple(
        TapeTender(each.amount, receipt.number, each.number)
        for receipt in receipts
        if not receipt.voided
        for each in receipt.tenders
        if each.kind == kind
    )


def _by_item(
    receipts: tuple[TakenReceipt, ...], count: Count, office: Office
) -> tuple[tuple[str, tuple[ItemDifference, ...]], ...]:
    counted = dict(count.items)
    return tuple(
        (
            kind.code,
            match_items((t.amount for t in _standing(receipts, kind.code)), counted[kind.code]),
        )
        for kind in office.tender_kinds
        if kind.counted == "items" and kind.code in counted
    )


def tape_of(receipts: tuple[TakenReceipt, ...], count: Count) -> tuple[TapeLine, ...]:
    """Return what the check tape lacks, has too many or has different, of every kind counted item by item."""
    return tuple(
        each
        for kind, amounts in count.items
        for each in match_tape(kind, _standing(receipts, kind), amounts)
    )
