"""The deposit as an act: what one bag holds for one bank account, what it is made of, and who made and verified it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from domain.custody.acts import ActBody, Claim, Effect, PiecesMoved, Signer, signer_from_data
from domain.custody.deposit import Deposit, DepositItem, Held
from domain.custody.moves import CASH_DEPOSITED, TURN_IN
from domain.custody.pieces import pieces_from_data
from domain.custody.vault import VAULT, bag_place
from domain.money import ZERO, Money

BAG = "deposit bag"
HANDED = "hand-over of bag"
TOLD = "bank's answer on bag"


def session_claim(bank: str, session_id: str) -> Claim:
    """Return the claim of a session for its one deposit to a bank account."""
    return Claim(f"deposit to {bank} of session", session_id)


def cash_claim(session_id: str) -> Claim:
    """Return the claim of a session's cash for its one deposit, whatever bank account policy sends it to by then."""
    return Claim(CASH_DEPOSITED, session_id)


def item_claim(receipt: str, tender_no: int) -> Claim:
    """Return the claim of one check or money order for its one deposit: ``tender_no`` is its place on the receipt."""
    return Claim("deposit of item", f"{receipt}/{tender_no}")


def held_claim(bank: str, bag: str, item: DepositItem) -> Claim:
    """Return the mark that an item was held over when a bag was closed; it may be held over again by another."""
    return Claim(f"{HELD}{bank}", f"{item.receipt}/{item.tender_no}{FROM_BAG}{bag}")


HELD = "held over from "
FROM_BAG = " from bag "
_FROM_VAULT = "From the vault"


@dataclass(frozen=True, slots=True)
class DepositMade(ActBody):
    """A sealed deposit. ``first`` and ``last`` are the receipt numbers of its sessions by drawer, as they are printed.
    ``turned_in`` are those of its sessions that left cash for the vault: all but those with checks only.

    ``debit`` is the account of deposits on their way, ``credit`` that of undeposited money, and ``vault`` the vault's
    where some of its cash is from there, else empty. The one who prepared it
    gives it, the one who verified it receives it. ``cash_kind`` is the tender kind of its cash, empty where the bank
    account takes none, and ``item_kinds`` are those that it takes item by item: what the deposit had to hold can be
    told from the postings alone, whatever policy says by then.
    """

    kind: ClassVar[str] = "deposit"
    deposit: Deposit
    numbers: tuple[tuple[str, str], ...]
    turned_in: tuple[str, ...]
    prepared_by: Signer
    verified_by: Signer
    debit: str
    credit: str
    cash_kind: str
    item_kinds: tuple[str, ...]
    vault: str = ""

    def __post_init__(self) -> None:
        given = self.deposit.from_vault
        if {bool(given), bool(self.vault), bool(self.deposit.why_from_vault)} != {bool(given)}:
            raise ValueError("cash from the vault has a reason and the vault's account")
        if given and not self.cash_kind:
            raise ValueError("a bank account that takes no cash takes none from the vault")
        if not (self.debit and self.credit and self.deposit.amount.cents > 0):
            raise ValueError("a deposit has an amount and its two ledger accounts")

    @property
    def title(self) -> str:
        """What it is."""
        return "deposit"

    @property
    def amount(self) -> Money:
        """What the bank is given."""
        return self.deposit.amount

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who prepared it and the one who verified it."""
        return (self.prepared_by, self.verified_by)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return the bag, the pieces of cash and the items."""
        made = self.deposit
        lines = [("Bank", made.bank), ("Bag", made.bag), ("Seal", made.seal)]
        lines += [("Receipts", f"{first} to {last}") for first, last in self.numbers]
        lines += [("Cash", f"{number} x {value}") for value, number in made.cash.held]
        lines.append(("Cash in all", str(made.cash.amount)))
        if made.from_vault:
            lines.append((_FROM_VAULT, f"{made.from_vault}: {made.why_from_vault}"))
        lines += [(i.kind, f"{i.number} {i.amount} ({i.receipt})") for i in made.items]
        lines.append(("Amount", str(made.amount)))
        lines += [("Held over", f"{h.item.number} {h.item.amount}: {h.reason}") for h in made.held]
        return tuple(lines)

    def in_short(self) -> tuple[tuple[str, str], ...]:
        """Return the bag and what it comes to: its items are on its own slip."""
        kept = ("Bank", "Bag", "Seal", "Cash in all", _FROM_VAULT, "Amount")
        return tuple(line for line in self.told() if line[0] in kept)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        made = self.deposit
        return [
            made.bank,
            list(made.sessions),
            made.cash.data(),
            [_item(item) for item in made.items],
            [[_item(held.item), held.reason] for held in made.held],
            made.bag,
            made.seal,
            [[first, last] for first, last in self.numbers],
            list(self.turned_in),
            self.prepared_by.data(),
            self.verified_by.data(),
            self.debit,
            self.credit,
            self.cash_kind,
            list(self.item_kinds),
            *([[made.from_vault.cents, made.why_from_vault, self.vault]] if self.vault else []),
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what leaves the undeposited money and the vault's own."""
        own = self.deposit.from_vault.cents
        came_in = ((self.debit, self.amount.cents), (self.credit, own - self.amount.cents))
        return (*came_in, (self.vault, -own)) if own else came_in

    def effects(self) -> tuple[Effect, ...]:
        """Return its sessions, which are closed."""
        return tuple(Effect(session_id, closed=True) for session_id in self.deposit.sessions)

    def claims(self) -> tuple[Claim, ...]:
        """Return its bag, its sessions, their cash, its items and what is held over."""
        made = self.deposit
        return (
            Claim(BAG, made.bag),
            *(session_claim(made.bank, session_id) for session_id in made.sessions),
            *(cash_claim(session_id) for session_id in made.sessions if self.cash_kind),
            *(item_claim(item.receipt, item.tender_no) for item in made.items),
            *(held_claim(made.bank, made.bag, held.item) for held in made.held),
        )

    def needs(self) -> tuple[Claim, ...]:
        """Return that the cash of its sessions was turned in to the vault."""
        return tuple(Claim(TURN_IN, session_id) for session_id in self.turned_in)

    def built_on(self) -> tuple[Claim, ...]:
        """Return that the bag left, that the bank has it, and that a later bag has what this one held over."""
        made = self.deposit
        held = [each.item for each in made.held]
        return (
            Claim(HANDED, made.bag),
            Claim(TOLD, made.bag),
            *(item_claim(item.receipt, item.tender_no) for item in held),
            *(Claim(f"{HELD}{made.bank}", f"{i.receipt}/{i.tender_no}") for i in held),
        )

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return the cash that goes from the vault into the bag."""
        made = self.deposit
        bag = bag_place(made.bag)
        return tuple(
            PiecesMoved(place, value, sign * number)
            for place, sign in ((bag, 1), (VAULT, -1))
            for value, number in made.cash.held
        )


def _item(item: DepositItem) -> list[object]:
    return [item.receipt, item.kind, item.number, item.amount.cents, item.tender_no]


def _item_from(data: object) -> DepositItem:
    match data:
        case [str(receipt), str(kind), str(number), int(cents), int(tender_no)]:
            return DepositItem(receipt, kind, number, Money(cents), tender_no)
    raise ValueError("a saved deposit's item is damaged")


def _from_vault(data: object) -> tuple[Money, str, str]:
    match data:
        case [int(cents), str(why), str(vault)] if cents > 0:
            return Money(cents), why, vault
    raise ValueError("what a saved deposit took from the vault is damaged")


def deposit_made_from_data(data: object) -> DepositMade:
    """Return what ``DepositMade.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [
            str(bank), list(sessions), cash, list(items), list(held), str(bag), str(seal),
            list(numbers), list(turned_in), prepared, verified, str(debit), str(credit),
            str(cash_kind), list(kinds), *rest,
        ] if len(rest) < 2:  # fmt: skip
            given, why, vault = _from_vault(rest[0]) if rest else (ZERO, "", "")
            deposit = Deposit(
                bag,
                bank,
                tuple(str(each) for each in sessions),
                pieces_from_data(cash),
                tuple(_item_from(item) for item in items),
                tuple(Held(_item_from(item), str(reason)) for item, reason in held),
                bag,
                seal,
                given,
                why,
            )
            return DepositMade(
                deposit,
                tuple((str(first), str(last)) for first, last in numbers),
                tuple(str(each) for each in turned_in),
                signer_from_data(prepared),
                signer_from_data(verified),
                debit,
                credit,
                cash_kind,
                tuple(str(each) for each in kinds),
                vault,
            )
    raise ValueError("a saved deposit is damaged")
