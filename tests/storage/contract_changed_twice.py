"""What all books must say of an export that tells what was adjusted here already: the change may count twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.receivables.bills import Bill, BillStatus
from tests.samples import DAY, ok, water_bill
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

HELD = water_bill()
CENTS = HELD.instalments[0].charges[0].amount.cents


def lowered_here(books: Books, cents: int = 1000) -> None:
    """Lower the water of a bill here, or raise it."""
    kit.fill(books)
    kind = CorrectionKind.ADJUSTMENT if cents < 0 else CorrectionKind.ABATEMENT
    ok(
        books.correct(
            corrections.adjustment_order(books, kind, kit.WATER, (1, "water", cents), on=DAY)
        )
    )


@pytest.mark.parametrize(
    ("here", "told", "twice"),
    [
        (1000, water_bill(water=CENTS - 1000), True),
        (1000, water_bill(water=CENTS - 1), True),
        (-1000, water_bill(water=CENTS + 1000), True),
        (1000, replace(HELD, status=BillStatus.CANCELLED), True),
        (1000, water_bill(water=CENTS + 1000), False),
        (-1000, water_bill(water=CENTS - 1000), False),
        (1000, water_bill(sewer=1), False),
        (1000, HELD, False),
    ],
)
class ChangedTwiceContract:
    def test_the_import_names_the_bill(
        self, books: Books, here: int, told: Bill, twice: bool
    ) -> None:
        lowered_here(books, here)
        result = kit.take_again(books, told)
        assert result.adjusted == ((kit.WATER,) if twice else ())
        assert books.prove().proves
