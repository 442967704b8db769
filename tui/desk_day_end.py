"""The desk's end of the day: what is still open before everybody goes home, where it is, and what settles it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.calendar import day_text
from domain.custody.deposit_draft import oldest, proof_words
from domain.custody.on_hand_words import alarm_words
from domain.custody.reversal import ActReversed
from domain.money import total
from domain.reports.deposits_proved import proved
from tui.desk import Desk
from tui.desk_bank_returns import BankReturns
from tui.desk_deposit import DepositDesk
from tui.desk_seal import SealDesk
from tui.desk_settlements import SettlementDesk

SEAL: Final = "seal-day"
"""The name of the command that seals the oldest day that is not sealed."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the checklist. ``command`` is the name of the command that settles it, empty where a key does not.

    ``open`` says that it keeps the day from being done; a line that is not is told so that it can be read as done.
    ``on`` is the day that is next to be sealed, on the line of the seal only.
    """

    what: str
    words: str
    open: bool
    command: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class DayEndDesk:
    """The checklist at one desk; nothing here posts."""

    desk: Desk

    def points(self) -> tuple[Point, ...]:
        """Return all points in the order in which a day is ended, those that are done in one line each."""
        return tuple(point for look in LOOKS for point in look(self.desk))


def _drawers(desk: Desk) -> Iterator[Point]:
    now = desk.books.drawers_now(desk.office)
    for each in now:
        session = each.session
        if each.waits:
            words = (
                f"drawer {session.drawer} of {day_text(session.business_date)} waits for its count"
            )
            yield Point("To count", f"{words}: {session.operator_name}", True, "drawer")
        else:
            words = f"drawer {session.drawer} is open: {session.operator_name}, {each.receipts} receipts"
            yield Point("Open drawer", words, True, "drawer")
    if not now:
        yield Point("Drawers", "all are counted and closed", False)


def _carts(desk: Desk) -> Iterator[Point]:
    parked = desk.books.parked()
    for draft in parked:
        words = f"{draft.label or 'no name'}, {draft.cart.total}, drawer {draft.drawer}"
        yield Point("Parked cart", words, True, "park")
    if not parked:
        yield Point("Carts", "none is parked", False)


def _deposits(desk: Desk) -> Iterator[Point]:
    for waits in DepositDesk(desk).waits():
        hands, since = waits.waiting.on_hand(), oldest(waits.waiting)
        amount, name = total(each.amount for each in hands), waits.bank.name
        if waits.empty:
            yield Point("Deposit", f"{name}: nothing waits", False)
            continue
        age = f" since {day_text(since)}" if since is not None else ""
        yield Point("Undeposited", f"{name}: {amount}{age}", True, "deposit")
        for on in hands:
            yield Point(
                "  by age", f"{day_text(on.business_date)}: {on.amount}, cash {on.cash}", False
            )
        for on_date, item in waits.waiting.held:
            held = f"{item.number or item.receipt}, {item.amount}, of {day_text(on_date)}"
            yield Point("Held over", held, True, "deposit")


def _alarm(desk: Desk) -> Iterator[Point]:
    words = alarm_words(DepositDesk(desk).alarm()).removesuffix(" Ctrl+P deposit.")
    if words:
        yield Point("ALARM", words, True, "deposit")


def _bags(desk: Desk) -> Iterator[Point]:
    bags = DepositDesk(desk).bags()
    proofs = proved(desk.books, [bag.made for bag in bags], desk.office)
    names = {kind.code: kind.name for kind in desk.office.tender_kinds}
    for bag, proof in zip(bags, proofs, strict=True):
        made = bag.deposit.deposit
        told = proof_words(proof.composition, names) if not proof.composition.proves else "proves"
        words = f"bag {made.bag}, {made.amount}, {told}"
        yield Point("Sealed", words, not proof.composition.proves, "deposit")
        late = bag.handed is None or bag.on < _today(desk)
        where = "with the courier" if bag.handed is not None else "still here"
        said = f"bag {made.bag} is {where}; the bank has not answered"
        yield Point("  on its way", said, late, "deposit")


def _reversed(desk: Desk) -> Iterator[Point]:
    """What was taken back today, so that whoever ends the day knows why a slip of it counts no more."""
    today = _today(desk)
    for act in desk.books.acts(kind=ActReversed.kind, first=today, last=today):
        if isinstance(act.body, ActReversed):
            body = act.body
            words = f"{body.number}, {body.body.title}, by {act.number}: {body.reason}"
            yield Point("Reversed", words, False)


def _prints(desk: Desk) -> Iterator[Point]:
    here = desk.station.code
    left = desk.books.unprinted()
    # This counter's come first: they are printed by a key.
    for station in sorted(left, key=lambda each: (each != here, each)):
        many = f"{left[station]} {'is' if left[station] == 1 else 'are'} not printed"
        if station == here:
            yield Point("Prints", f"{many} at this counter", True, "receipts")
        else:
            yield Point("Prints", f"{many} at {station}; print there", True)
    if not left:
        yield Point("Prints", "all are printed, at every counter", False)


def _returned(desk: Desk) -> Iterator[Point]:
    open_ones = [each for each in BankReturns(desk).listed() if each.to_enter]
    for each in open_ones:
        yield Point("Returned", f"check {each.words}", True, "bank-returns")


def _settlements(desk: Desk) -> Iterator[Point]:
    settling = SettlementDesk(desk)
    for words in settling.late():
        yield Point("Not settled", words, True, "settlements")
    for each in settling.differences():
        yield Point("Bank differs", each.words, True, "bank-differences")


def _days(desk: Desk) -> Iterator[Point]:
    seals = SealDesk(desk)
    days = seals.days()
    for day in seals.begun():
        yield Point("Next date", f"{day_text(day)} has begun; it is sealed when it is over", False)
    if not days:
        yield Point("Days", "every day with postings is sealed", False)
        return
    words = f"{day_text(days[0])} is not sealed"
    if len(days) > 1:
        words = f"{day_text(days[0])} and {len(days) - 1} more are not sealed"
    yield Point("To seal", f"{words}; S seals the day", True, SEAL, days[0])


def _today(desk: Desk) -> date:
    return desk.local(desk.clock()).date()


LOOKS: Final[tuple[Callable[[Desk], Iterator[Point]], ...]] = (
    _drawers,
    _carts,
    _alarm,
    _deposits,
    _bags,
    _reversed,
    _returned,
    _settlements,
    _prints,
    _days,
)
"""What is looked at, in the order of the list: the seal of the day comes last."""
