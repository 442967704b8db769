"""What the custody machine knows by heart: each session's cash, each receipt's, and where everything should lie."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.drawer import DrawerSession
from domain.custody.pieces import Pieces, pieces_of
from domain.money import Money
from domain.people.authority import Operator
from domain.records import PostedReceipt
from tests import stock_kit
from tests.rounding_office import rounding_office
from tests.samples import DAY, DIEGO, JANE
from tests.storage import contract_kit as kit
from tests.storage.contract_rounding import CENTS, fill

OFFICE = replace(rounding_office(), stock=stock_kit.stock_office().stock)
BANK = OFFICE.keeping.banks[0]
FLOAT = 20000
DRAWERS: tuple[tuple[str, Operator], ...] = (("1", JANE), ("2", DIEGO))


@dataclass
class Held:
    """A session as the machine knows it: its float, what it took, what came and went, in cents of cash."""

    session: DrawerSession
    float_cents: int
    in_cash: int = 0
    transferred: int = 0
    pulled: int = 0
    waits: bool = False
    counted: int | None = None
    again: int = 0
    """What its turn-in found beside the count."""
    deposited: bool = False

    @property
    def holds(self) -> int:
        """What lies in it now."""
        return self.float_cents + self.in_cash + self.transferred - self.pulled

    @property
    def left(self) -> int:
        """What stays in its drawer once it is closed."""
        return 0 if self.session.issued else min(self.float_cents, self.counted or 0)

    @property
    def due(self) -> int:
        """What the bank is to get of it once it is closed: all that it took, as it was counted in the end."""
        counted = (self.counted or 0) + self.again
        whole = counted + self.pulled - self.float_cents
        # A float that stays in its drawer is as it was counted; an issued one is as it came back.
        float_back = counted if self.session.issued else self.counted or 0
        return whole + max(self.float_cents - float_back, 0)


@dataclass
class Sold:
    """A receipt: whose it is, the cash that stayed in the drawer, and its checks and orders by place in cents."""

    posted: PostedReceipt
    session_id: str
    cash: int
    items: dict[int, tuple[str, int]] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    bill: str = ""

    @property
    def number(self) -> str:
        """Its number as printed."""
        return kit.number_of(self.posted)


def five(cents: int) -> int:
    """The nearest five cents."""
    return (cents + 2) // 5 * 5


def loose(cents: int) -> Pieces:
    """So much in dollars and pennies, as the sample counts have it."""
    return pieces_of([(Money(100), cents // 100), (Money(1), cents % 100)])


class CustodyModel(RuleBasedStateMachine):
    """Two drawers, a vault, a bank; ``taken`` is what customers left, ``brought`` what came from outside."""

    books: Books

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.vault = self.bank = self.taken = self.brought = 0
        self.open: dict[str, Held] = {}
        self.waiting: dict[str, Held] = {}
        self.closed: dict[str, Held] = {}
        self.to_turn_in: dict[str, Held] = {}
        self.left: dict[str, int] = {}
        self.day: dict[str, date] = {code: DAY for code, _ in DRAWERS}
        self.sold: list[Sold] = []
        self.bills = [f"WB-{cents}" for cents in CENTS]
        self.tags: dict[int, str] = {}
        """Where each tag's number is: the vault, a drawer, or ``sold``."""
        self.bags: dict[str, int] = {}
        """Cents of cash in bags that are on their way."""
        self.made: list[PostedAct] = []
        self.gone: list[PostedAct] = []
        """Deposits that the bank has."""
        self.turned: dict[str, PostedAct] = {}
        self.returned: set[tuple[str, int]] = set()
        self.deposited: set[tuple[str, int]] = set()

    def next(self) -> str:
        self.number += 1
        return f"q-{self.number}"

    def make(self) -> Books:
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The latest business date there is."""
        return max(self.day.values())

    def held(self, data: st.DataObject) -> Held:
        """One of the drawers that are open."""
        return self.open[data.draw(st.sampled_from(sorted(self.open)))]

    def not_closed(self, data: st.DataObject) -> Held:
        """One of the sessions that are open or wait to be counted."""
        every = [*self.open.values(), *self.waiting.values()]
        return data.draw(st.sampled_from(sorted(every, key=lambda h: h.session.session_id)))

    @initialize()
    def begin(self) -> None:
        self.books = self.make()
        fill(self.books)
        self.morning()

    def morning(self) -> None:
        """Begin with change in the vault, both drawers open and tags in them: most of what happens needs that."""
        raise NotImplementedError
