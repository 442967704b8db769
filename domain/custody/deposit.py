"""The deposit: what goes to the bank, and the proof that it is what came in, in the form in which it came.

Sources: 2 NYCRR 16.8 (in the form received, everything since the last deposit); controls of the State Comptroller on
composition. Cash in the deposit is the cash of its receipts with what the drawers were over or short, and its checks
are the very checks of its receipts, one by one (invariants I8 and I9). What the vault itself gives up, as change fund
that is not needed, stands apart from that.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from domain.custody.pieces import Pieces
from domain.money import ZERO, Money, total
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True, order=True, init=False)
class DepositItem:
    """One check or money order as it was taken: the receipt it is on, its kind, number and amount.

    ``tender_no`` is its place among the receipt's tenders, counted from 1.
    """

    receipt: str
    kind: str
    number: str
    amount: Money
    tender_no: int = 1

    def __init__(
        self, receipt: str, kind: str, number: str, amount: Money, tender_no: int = 1
    ) -> None:
        # By hand, as Money is: a day's checks are many, and each is asked for whenever the deposit is looked at.
        _set_receipt(self, receipt)
        _set_kind(self, kind)
        _set_number(self, number)
        _set_amount(self, amount)
        _set_tender_no(self, tender_no)


_set_receipt, _set_kind, _set_number, _set_amount, _set_tender_no = (
    vars(DepositItem)[each.name].__set__ for each in fields(DepositItem)
)


@dataclass(frozen=True, slots=True)
class ClosedSession:
    """A closed drawer session (or a mail batch) as far as the bank is concerned.

    ``cash`` is what its receipts took in cash less change; ``cash_over`` what its count was over that, short below
    zero; ``items`` what it took item by item, in the order of its receipts.
    """

    session_id: str
    business_date: date
    first_receipt: str
    last_receipt: str
    receipts: int
    cash: Money
    cash_over: Money
    items: tuple[DepositItem, ...]
    moved: Money = ZERO
    """What transfers from and to other drawers changed of its cash, and what was missing of its float."""
    operator_id: str = ""
    """Whose session it was."""
    to_turn_in: Money = ZERO
    """The cash that its closing leaves for the vault."""


@dataclass(frozen=True, slots=True)
class Held:
    """An item that does not go with this deposit, and why."""

    item: DepositItem
    reason: str


@dataclass(frozen=True, slots=True)
class Deposit:
    """What is put into one bag for one bank. ``items`` are those in the bag, also ones held over from before.

    ``from_vault`` is how much of ``cash`` is the vault's own and came in by no receipt; ``why_from_vault`` says why.
    """

    deposit_no: str
    bank: str
    sessions: tuple[str, ...]
    cash: Pieces
    items: tuple[DepositItem, ...]
    held: tuple[Held, ...]
    bag: str
    seal: str
    from_vault: Money = ZERO
    why_from_vault: str = ""

    def __post_init__(self) -> None:
        if self.from_vault < ZERO:
            raise ValueError("the vault gives something up, or nothing")

    @property
    def amount(self) -> Money:
        """What the bank is given: cash and items."""
        return self.cash.amount + total(item.amount for item in self.items)

    @property
    def vault_words(self) -> str:
        """How much of the cash is from the vault, and why; nothing where none is."""
        if not self.from_vault:
            return ""
        return f"{self.from_vault} of its cash is from the vault: {self.why_from_vault}"


@dataclass(frozen=True, slots=True)
class CompositionRow:
    """One form of money: what the receipts say, what the count changed, what is in the deposit, what is held over."""

    kind: str
    receipts: Money
    over_short: Money
    held: Money
    deposited: Money
    vault: Money = ZERO
    """What the vault gives up beside the receipts: on its own row only."""

    @property
    def difference(self) -> Money:
        """Deposited less what should be: zero when this form proves."""
        return self.deposited - (self.receipts + self.over_short - self.held + self.vault)


@dataclass(frozen=True, slots=True)
class Composition:
    """The proof of a deposit. ``missing`` items are on its receipts and not in it; ``extra`` the other way round."""

    rows: tuple[CompositionRow, ...]
    missing: tuple[DepositItem, ...]
    extra: tuple[DepositItem, ...]

    @property
    def proves(self) -> bool:
        """Whether the deposit is what came in, in the form in which it came."""
        return not (self.missing or self.extra or any(row.difference for row in self.rows))


CASH_ROW = "cash"
VAULT_ROW = "from the vault"
_LETTERS: Final = 3


def composition(
    deposit: Deposit, sessions: Iterable[ClosedSession], brought_forward: Iterable[DepositItem] = ()
) -> Composition:
    """Return the proof of ``deposit`` against its sessions and the items held over from earlier deposits.

    It can be asked for at any moment while a deposit is being made.
    """
    whole = tuple(sessions)
    due = Counter((*(item for each in whole for item in each.items), *brought_forward))
    held = Counter(h.item for h in deposit.held)
    here = Counter(deposit.items)
    missing = tuple(sorted((due - held - here).elements()))
    extra = tuple(sorted((here - (due - held)).elements()))
    cash = CompositionRow(
        CASH_ROW,
        total(each.cash + each.moved for each in whole),
        total(each.cash_over for each in whole),
        ZERO,
        deposit.cash.amount - deposit.from_vault,
    )
    vault = CompositionRow(VAULT_ROW, ZERO, ZERO, ZERO, deposit.from_vault, deposit.from_vault)
    first = (cash, vault) if deposit.from_vault else (cash,)
    kinds = sorted({item.kind for item in (*due, *here)})
    rows = tuple(_row(kind, due, held, here) for kind in kinds)
    return Composition((*first, *rows), missing, extra)


def _row(
    kind: str, due: Counter[DepositItem], held: Counter[DepositItem], here: Counter[DepositItem]
) -> CompositionRow:
    def amount(items: Counter[DepositItem]) -> Money:
        return total(item.amount for item in items.elements() if item.kind == kind)

    return CompositionRow(kind, amount(due), ZERO, amount(held), amount(here))


def check_deposit(
    deposit: Deposit,
    sessions: Collection[ClosedSession],
    deposited: Collection[str],
    brought_forward: Iterable[DepositItem] = (),
) -> Refusal | None:
    """Return ``None`` when a deposit may be sealed, else why not.

    ``deposited`` are the sessions of earlier deposits: each is in at most one. Refuses one without a bag and a seal,
    an item held over without a reason or that is not there to be held, cash of the vault without a reason, and one
    whose composition does not prove.
    """
    twice = next((number for number in deposit.sessions if number in deposited), None)
    if twice is not None:
        return refuse(Code.DEPOSITED_TWICE, session=twice)
    known = {each.session_id for each in sessions}
    if set(deposit.sessions) != known or len(deposit.sessions) != len(known):
        raise ValueError("a deposit is checked against its own sessions")
    if not (deposit.bag.strip() and deposit.seal.strip()):
        return refuse(Code.DEPOSIT_UNSEALED, deposit=deposit.deposit_no)
    forward = tuple(brought_forward)
    due = Counter((*(item for each in sessions for item in each.items), *forward))
    for held in deposit.held:
        if not held.reason.strip():
            return refuse(Code.HELD_WITHOUT_REASON, receipt=held.item.receipt)
        if not due[held.item]:
            return refuse(Code.HELD_UNKNOWN, receipt=held.item.receipt, amount=held.item.amount)
    if deposit.from_vault and not says_why(deposit.why_from_vault):
        return refuse(Code.VAULT_CASH_REASON, amount=deposit.from_vault)
    proof = composition(deposit, sessions, forward)
    if proof.proves:
        return None
    return refuse(Code.DEPOSIT_DIFFERS, deposit=deposit.deposit_no, where=_where(proof))


def says_why(words: str) -> bool:
    """Whether a reason says something: three letters or figures at least."""
    return sum(map(str.isalnum, words)) >= _LETTERS


def _where(proof: Composition) -> str:
    """Return the first things that differ, in words."""
    told = [f"{row.kind} by {row.difference}" for row in proof.rows if row.difference]
    told += [f"{i.kind} {i.number} of {i.amount} is missing" for i in proof.missing[:2]]
    told += [
        f"{i.kind} {i.number} of {i.amount} is on none of its receipts" for i in proof.extra[:2]
    ]
    return "; ".join(told)
