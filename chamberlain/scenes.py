"""The scenes of the pictures: the keys that lead from the sign-in screen to what is shown, and whose bills they use."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from chamberlain.demo import PEOPLE
from domain.books import Books
from domain.money import ZERO, Money
from domain.office import Office
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.records import Hit
from domain.refusals import Refusal

ON: Final = date(2026, 1, 26)
SCANNER: Final = "]C1"
"""How the keys of a scanner begin."""
_SHEETS: Final = 4
"""Sheets of trash tags that are sold for cash before a deposit."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: the name of its file, its title, and the keys that lead to it from the sign-in screen."""

    name: str
    title: str
    keys: tuple[str, ...]


def scenes(books: Books, office: Office) -> tuple[Scene, ...]:
    """Return the pictures to take: one payment of three customers, the count of the drawer, and its way to the bank."""
    tax, owner = _owed(books, office, "tax")
    water, _ = _owed(books, office, "water", skip=owner.name)
    ticket, _ = _owed(books, office, "parking")
    late, _ = _owed(books, office, "tax", late=True)
    ready = (*_clerk(), "ctrl+b", "enter")
    found = (*ready, owner.name.split(",")[0].lower())
    cart = (*ready, _scan(tax), "enter", _scan(water), "enter", _scan(ticket), "enter", "3", "f11")
    paid = (*cart, "f4", "1000", "k", "1001", "enter", "2000", "c")
    return (
        Scene("sign-in", "Sign-in", ()),
        Scene("find", "Find anything from one line", found),
        Scene("account", "All that a customer owes", (*ready, owner.number, "enter")),
        Scene("why", "Why it is that much", (*ready, late.bill.bill_no, "?")),
        Scene("tender", "Checks and cash, and the change", paid),
        Scene("receipt", "Posted and printed", (*paid, "f10")),
        Scene(
            "void",
            "What a void will do, before it is done",
            (*paid, "f10", "f8", "1", "The second check was for somebody else", "enter"),
        ),
        Scene("count", "The blind count", (*paid, "f10", "ctrl+b", "2", "enter", "7", "enter")),
        *_to_the_bank(ready, water, assess(water, ON, office).due, office),
    )


def _to_the_bank(
    ready: tuple[str, ...], bill: BillState, due: Money, office: Office
) -> tuple[Scene, ...]:
    """Return the drawer that does not agree, the supervisor's view, and the deposit, after a check and some cash."""
    supervisor, pin = PEOPLE[1]
    signed = (supervisor.operator_id, "enter", pin, "enter")
    by_check = (*ready, _scan(bill), "enter", "f4", "k", "1001", "enter", "f10")
    tags = (str(_SHEETS), "f11", "f4", "c", "f10")
    cash = _pieces(Money(_price(office).cents * _SHEETS), office)
    float_out, no_cash = ("ctrl+b", "enter"), ("enter",) * len(office.denominations)
    off = ("ctrl+p", "sign off", "enter", *signed)
    closed = (*by_check, *tags, *float_out, *cash, str(due), "enter", "f10", *signed, "enter")
    turned_in = (
        *closed,
        *off,
        "ctrl+p",
        "cash",
        "enter",
        "i",
        *cash,
        "f10",
        "y",
        *_clerk(),
        "escape",
    )
    return (
        Scene(
            "difference",
            "What explains the difference",
            (*by_check, *float_out, *no_cash, _swapped(due), "enter", "f10", "f10", "?"),
        ),
        Scene(
            "drawers",
            "All drawers live",
            (*by_check, *tags, *tags[:2], "f5", *off, "ctrl+p", "drawers", "enter"),
        ),
        Scene(
            "deposit",
            "The deposit and its proof",
            (*turned_in, "ctrl+p", "deposit", "enter", "enter", "p"),
        ),
    )


def _clerk() -> tuple[str, ...]:
    operator, pin = PEOPLE[0]
    return (operator.operator_id, "enter", pin, "enter")


def _price(office: Office) -> Money:
    item = office.item(office.quick_item)
    price = None if isinstance(item, Refusal) else item.price_on(ON)
    if price is None:
        raise RuntimeError("the office has no quick item to show")
    return price.amount


def _pieces(cash: Money, office: Office) -> tuple[str, ...]:
    """Return the keys of the fewest pieces that come to ``cash``, down the pad."""
    keys: list[str] = []
    left = cash.cents
    for each in office.denominations:
        number, left = divmod(left, each.value.cents)
        keys += [str(number), "enter"] if number else ["enter"]
    return tuple(keys)


def _swapped(amount: Money) -> str:
    """Return an amount with two neighboring digits swapped, and its first digit as it is."""
    cents = str(amount.cents)
    for place in range(1, len(cents) - 1):
        one, other = cents[place], cents[place + 1]
        if one != other:
            return str(Money(int(cents[:place] + other + one + cents[place + 2 :])))
    raise RuntimeError("the amount has no two digits to swap")


def _scan(state: BillState) -> str:
    return f"{SCANNER}{state.bill.bill_no}"


def _owed(
    books: Books, office: Office, kind: str, skip: str = "", *, late: bool = False
) -> tuple[BillState, Hit]:
    """Return the first bill of a kind of service that something is due on, with its account.

    A ``late`` one came to more than was billed.
    """
    for letter in "smjgbcdhwlar":
        for hit in books.find(letter, 200).hits:
            if hit.kind == kind and hit.name and hit.name != skip:
                for state in books.open_bills((hit.account_id,)).get(hit.account_id, ()):
                    customer = books.customer(hit.account_id)
                    held = customer is None or customer.accounts[0].account.holds
                    owed = assess(state, ON, office)
                    if late and owed.total <= state.bill.face:
                        continue
                    if not held and owed.due > ZERO:
                        return state, hit
    raise RuntimeError(f"the sample city has no {kind} bill to show")
