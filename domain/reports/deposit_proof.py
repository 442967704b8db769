"""The proof of sealed deposits, made anew from the postings: what their sessions took, and what went into the bag.

Nothing that the deposit says of itself is believed but what is in the bag: sessions, voids, checks that came back
before it was sealed, transfers and closings are read and added up again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Correction
from domain.custody.acting import PostedAct
from domain.custody.acts import CustodyAct, Recount
from domain.custody.deposit import (
    CASH_ROW,
    ClosedSession,
    Composition,
    Deposit,
    DepositItem,
    composition,
)
from domain.custody.depositing import DepositMade
from domain.custody.drawer import DrawerClosed
from domain.custody.moves import CashMoved
from domain.custody.vault import MoveKind
from domain.custody.waiting import item_kinds
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receipting.receipt import Receipt
from domain.reports.asked import Entry
from domain.reports.tender import handed

NOTHING_UNDONE: Final[Mapping[int, int]] = MappingProxyType({})
_TAKES_BACK = (CorrectionKind.VOID, CorrectionKind.RETURNED_CHECK)


@dataclass(frozen=True, slots=True)
class DepositProof:
    """A sealed deposit and its proof; ``behind`` is by form of money the postings that it was made of."""

    made: PostedAct
    composition: Composition
    sessions: tuple[ClosedSession, ...]
    behind: tuple[tuple[str, tuple[int, ...]], ...]
    receipts: tuple[tuple[str, int], ...] = ()
    """The posting of each of its receipts with an item."""

    @property
    def deposit(self) -> Deposit:
        """What is in the bag."""
        return deposit_of(self.made)

    def ids(self, kind: str) -> tuple[int, ...]:
        """Return the postings behind a row of the composition."""
        return dict(self.behind).get(kind, ())

    def of_receipt(self, number: str) -> tuple[int, ...]:
        """Return the posting of a receipt of its sessions; none for one that was brought forward."""
        return tuple(at for receipt, at in self.receipts if receipt == number)


@dataclass(slots=True)
class _Session:
    """One session as its postings stream by; an item's second value is the posting that took it back, if any."""

    on: date
    operator_id: str = ""
    cash: int = 0
    over: int = 0
    moved: int = 0
    items: dict[tuple[str, int], DepositItem] = field(default_factory=dict)
    receipts: list[str] = field(default_factory=list)
    ids: dict[str, list[int]] = field(default_factory=dict)
    posted: dict[str, int] = field(default_factory=dict)
    recounts: list[tuple[int, Recount]] = field(default_factory=list)
    """What turn-ins found beside the count, and what took that back, by posting."""

    def add(self, kind: str, posting_id: int) -> None:
        ids = self.ids.setdefault(kind, [])
        if ids[-1:] != [posting_id]:
            ids.append(posting_id)


def deposit_of(made: PostedAct) -> Deposit:
    """Return what a deposit's act says; an act of another kind is a programmer's error."""
    if not isinstance(made.body, DepositMade):
        raise TypeError("only a deposit is proved")
    return made.body.deposit


def prove_deposits(
    made: Iterable[PostedAct],
    earlier: Iterable[PostedAct],
    entries: Iterable[Entry],
    office: Office,
    undone: Mapping[int, int] = NOTHING_UNDONE,
) -> tuple[DepositProof, ...]:
    """Return the proof of each deposit.

    ``earlier`` are all deposits to the same banks before and among them, whose held items may be brought forward;
    ``entries`` the postings from the oldest session's date to the last deposit's; ``undone`` has by the posting of
    each deposit that was reversed that of its reversal.
    """
    deposits = tuple(made)
    wanted = {name for each in deposits for name in deposit_of(each).sessions}
    sessions: dict[str, _Session] = {}
    gone: dict[tuple[str, int], int] = {}
    cash = office.cash.code
    for entry in entries:
        _read(entry, sessions, wanted, gone, cash)
    known = tuple(earlier)
    return tuple(
        _proof(each, _standing(known, each, undone), sessions, gone, office) for each in deposits
    )


def _standing(
    known: Iterable[PostedAct], made: PostedAct, undone: Mapping[int, int]
) -> list[PostedAct]:
    """Return the deposits before one that were not reversed before it."""
    now = made.posting_id
    return [e for e in known if e.posting_id < now <= undone.get(e.posting_id, now)]


def _read(
    entry: Entry,
    sessions: dict[str, _Session],
    wanted: set[str],
    gone: dict[tuple[str, int], int],
    cash: str,
) -> None:
    header, body, at = entry.posting.header, entry.posting.body, entry.posting_id
    if isinstance(body, CustodyAct):
        _transferred(body, header.business_date, at, sessions, wanted)
        again = body.body.recount()
        if again is not None and again.session_id in wanted:
            one = sessions.setdefault(again.session_id, _Session(header.business_date))
            one.recounts.append((at, again))
            one.add(CASH_ROW, at)
        return
    if isinstance(body, Correction) and body.kind in _TAKES_BACK:
        for back in body.amendment.tenders:
            gone.setdefault((str(back.receipt), back.tender_no), at)
    if header.session_id not in wanted:
        return
    one = sessions.setdefault(header.session_id, _Session(header.business_date))
    for move in handed(entry):
        if move.tender.kind == cash:
            one.cash += move.net
            one.add(CASH_ROW, at)
    if isinstance(body, Receipt):
        one.operator_id = header.operator_id
        _took(body, at, one)
    elif isinstance(body, DrawerClosed):
        one.on = header.business_date
        one.over = total(t.over_short for t in body.tallies if t.kind == cash).cents
        one.moved += max((body.float_amount - body.count.cash).cents, 0)
        one.add(CASH_ROW, at)


def _transferred(
    act: CustodyAct, on: date, at: int, sessions: dict[str, _Session], wanted: set[str]
) -> None:
    if not isinstance(act.body, CashMoved) or act.body.move.kind is not MoveKind.TRANSFER:
        return
    for effect in act.body.effects():
        if effect.session_id in wanted:
            one = sessions.setdefault(effect.session_id, _Session(on))
            one.moved += effect.cash.cents
            one.add(CASH_ROW, at)


def _took(receipt: Receipt, at: int, one: _Session) -> None:
    number = str(receipt.number)
    one.receipts.append(number)
    for place, tender in enumerate(receipt.tenders, 1):
        item = DepositItem(number, tender.kind, tender.number, tender.amount, place)
        one.items[number, place], one.posted[number] = item, at
        one.add(tender.kind, at)


def _proof(
    made: PostedAct,
    known: Iterable[PostedAct],
    sessions: dict[str, _Session],
    gone: dict[tuple[str, int], int],
    office: Office,
) -> DepositProof:
    deposit, found = deposit_of(made), []
    bank = office.keeping.bank(deposit.bank)
    kinds = item_kinds(bank, office) if bank else tuple({i.kind for i in deposit.items})
    with_cash = bank is None or bank.takes(office.cash.code)
    ids: dict[str, list[int]] = {}
    posted: dict[str, int] = {}
    for name in deposit.sessions:
        one = sessions.get(name)
        if one is None:
            continue
        items = tuple(
            item
            for key, item in one.items.items()
            if item.kind in kinds and gone.get(key, made.posting_id + 1) > made.posting_id
        )
        found.append(_closed(name, one, items, made.posting_id, with_cash=with_cash))
        posted |= {item.receipt: one.posted[item.receipt] for item in items}
        for kind, some in one.ids.items():
            if (kind == CASH_ROW and with_cash) or kind in kinds:
                ids.setdefault(kind, []).extend(some)
    held = {h.item for e in known for h in deposit_of(e).held}
    here = {*deposit.items, *(h.item for h in deposit.held)}
    forward = sorted(held & here)
    proof = composition(deposit, found, forward)
    behind = tuple((kind, tuple(sorted(some))) for kind, some in ids.items())
    return DepositProof(made, proof, tuple(found), behind, tuple(posted.items()))


def _closed(
    name: str, one: _Session, items: tuple[DepositItem, ...], made: int, *, with_cash: bool
) -> ClosedSession:
    first, last = (one.receipts[0], one.receipts[-1]) if one.receipts else ("", "")
    cash, over, moved = Money(one.cash), Money(one.over), Money(one.moved)
    again = [recount for at, recount in one.recounts if at < made]
    over += total(each.over_short for each in again)
    moved -= total(each.of_float for each in again)
    if not with_cash:
        cash = over = moved = ZERO
    many = len(one.receipts)
    return ClosedSession(name, one.on, first, last, many, cash, over, items, moved, one.operator_id)
