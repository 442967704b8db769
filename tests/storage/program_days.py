"""Days of random work on bills that their program changes between any two steps: canceled, abated, not told of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from domain.money import Money
from domain.receivables.bills import BillStatus
from tests.samples import at, intake_of, sample_bills
from tests.storage import contract_kit as kit
from tests.storage.correction_days import CorrectionDays
from tests.storage.days_of_work import NUMBERS

PARCELS = tuple(b.account_number for b in sample_bills() if b.service == "tax")
places = st.integers(0, 30)


class ProgramDays(CorrectionDays):
    """What newer exports do to bills, paid or not, liens among them."""

    def __init__(self) -> None:
        super().__init__()
        self.liens: dict[str, list[str]] = {parcel: [] for parcel in PARCELS}
        self.excused: set[str] = set()

    @property
    def numbers(self) -> list[str]:
        """All bills, liens too."""
        return [*NUMBERS, *(number for held in self.liens.values() for number in held)]

    def program_changes(
        self, number: str, *, status: BillStatus | None = None, cents: int | None = None
    ) -> None:
        """A newer export tells another status of a bill, or another amount of its first charge."""
        bill = kit.state(self.books, number).bill
        first = bill.instalments[0]
        charge = first.charges[0]
        amount = charge.amount if cents is None else Money(cents)
        charges = (replace(charge, amount=amount), *first.charges[1:])
        told = replace(
            bill,
            status=status or bill.status,
            instalments=(replace(first, charges=charges), *bill.instalments[1:]),
        )
        moment = at(9, day=self.day)
        self.books.take_in(intake_of((told,), content=self.next("i"), moment=moment), (), (told,))
        self.excused.add(number)

    @rule(place=places, canceled=st.booleans())
    def program_cancels(self, place: int, canceled: bool) -> None:
        """The program cancels a bill, paid or not, or takes that back."""
        number = self.numbers[place % len(self.numbers)]
        status = BillStatus.CANCELLED if canceled else BillStatus.OPEN
        self.program_changes(number, status=status)

    @rule(place=places, cents=st.sampled_from([1, 100, 20000, 50000, 90000]))
    def program_abates(self, place: int, cents: int) -> None:
        """The program tells another amount of a bill, paid or not."""
        self.program_changes(self.numbers[place % len(self.numbers)], cents=cents)

    @rule(place=places)
    def bill_vanishes(self, place: int) -> None:
        """An export without a bill leaves it as it is: what is owed and paid on it does not go with a row."""
        number = self.numbers[place % len(self.numbers)]
        states = {n: kit.state(self.books, n) for n in self.numbers}
        others = tuple(s.bill for n, s in states.items() if n != number)
        moment = at(9, day=self.day)
        self.books.take_in(intake_of(others, content=self.next("i"), moment=moment), (), others)
        assert {n: kit.state(self.books, n) for n in self.numbers} == states
