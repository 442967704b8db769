"""What a closed session has for a bank account, from its closing, its receipts' money and its transfers."""

from collections.abc import Iterable

from domain.custody.acts import ActBody
from domain.custody.deposit import ClosedSession, DepositItem
from domain.custody.depositing import DepositMade
from domain.custody.drawer import DrawerClosed, Takings
from domain.custody.keeping import BankAccount
from domain.custody.moves import CashMoved
from domain.custody.moving import to_turn_in
from domain.custody.vault import MoveKind
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receipting.posting import Header
from domain.receipting.receipt import ReceiptNo, parse_receipt_no


def item_kinds(bank: BankAccount, office: Office) -> tuple[str, ...]:
    """Return the tender kinds that are deposited item by item in a bank account."""
    counted = (kind for kind in office.tender_kinds if kind.counted == "items")
    return tuple(kind.code for kind in counted if bank.takes(kind.code))


def cash_kind(bank: BankAccount, office: Office) -> str:
    """Return the tender kind of cash where the bank account takes it, else nothing."""
    return office.cash.code if bank.takes(office.cash.code) else ""


def waiting_session(
    header: Header,
    closed: DrawerClosed,
    takings: Takings,
    numbers: tuple[ReceiptNo, ...],
    acts: Iterable[ActBody],
    items: tuple[DepositItem, ...],
    bank: BankAccount,
    office: Office,
    *,
    issued: bool,
    owner: str,
) -> ClosedSession:
    """Return a session as it waits. ``numbers`` are the first and last of its receipts, ``acts`` those on its cash.
    ``issued`` says that its float came out of the vault; ``owner`` is whose drawer it was, whoever closed it.

    The cash of an account that takes none is nothing. A float that was not whole keeps out what it lacked.
    """
    cash = over = moved = turning = ZERO
    kind = cash_kind(bank, office)
    if kind:
        cash, over, moved = waiting_cash(header.session_id, closed, takings, acts, kind)
        turning = to_turn_in(closed, issued=issued)
    first, last = (str(numbers[0]), str(numbers[-1])) if numbers else ("", "")
    return ClosedSession(
        header.session_id,
        header.business_date,
        first,
        last,
        closed.receipts,
        cash,
        over,
        items,
        moved,
        owner,
        turning,
    )


def waiting_cash(
    session_id: str, closed: DrawerClosed, takings: Takings, acts: Iterable[ActBody], kind: str
) -> tuple[Money, Money, Money]:
    """Return what a session took in cash, by how much that is over, and what was moved; ``kind`` is that of cash."""
    bodies = tuple(acts)
    taken = total(amount for code, amount in takings.taken if code == kind)
    over = total(t.over_short for t in closed.tallies if t.kind == kind)
    lacked = closed.float_amount - closed.count.cash
    moved = _transferred(session_id, bodies) + max(lacked, ZERO)
    # What the turn-in found is over or short, too; what an issued float got or lacks of it is not the bank's.
    again = [r for act in bodies if (r := act.recount()) and r.session_id == session_id]
    over += total(each.over_short for each in again)
    return taken - takings.change, over, moved - total(each.of_float for each in again)


def cash_came_in(made: DepositMade) -> Money:
    """Return the cash of a deposit that its sessions came to, by what it takes off the undeposited money."""
    off = total(Money(cents) for account, cents in made.movements() if account == made.credit)
    return ZERO - off - total(item.amount for item in made.deposit.items)


def brought_forward(made: DepositMade) -> tuple[DepositItem, ...]:
    """Return the items of a deposit, in the bag or held over again, that are of none of its sessions."""
    own = [tuple(map(parse_receipt_no, ends)) for ends in made.numbers]
    every = (*made.deposit.items, *(held.item for held in made.deposit.held))
    return tuple(item for item in every if not _within(parse_receipt_no(item.receipt), own))


def _within(number: ReceiptNo | None, own: Iterable[tuple[ReceiptNo | None, ...]]) -> bool:
    return number is not None and any(
        first is not None
        and last is not None
        and first.drawer == number.drawer
        and first <= number <= last
        for first, last in own
    )


def _transferred(session_id: str, acts: Iterable[ActBody]) -> Money:
    transfers = (
        act for act in acts if isinstance(act, CashMoved) and act.move.kind is MoveKind.TRANSFER
    )
    effects = (effect for act in transfers for effect in act.effects())
    return total(effect.cash for effect in effects if effect.session_id == session_id)
