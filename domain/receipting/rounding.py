"""Cash rounded to five cents where policy says so: on the cash that is left after all other money, never on a bill.

The bill is credited to the exact cent, the difference has an account of its own, and is neither a tolerance nor a
drawer's over or short. Who hands over the exact cents is not rounded.
"""

from domain.money import ZERO, Money
from domain.policy.rounding import NICKEL, RoundingRow


def rounded(cash_due: Money, row: RoundingRow | None) -> Money:
    """Return the cash to ask for in place of ``cash_due``: a multiple of five cents, or itself.

    ``symmetric`` takes one and two cents off and adds to three and four; ``favor_customer`` always takes off.
    """
    if row is None or cash_due < row.least:
        return cash_due
    over = cash_due.cents % NICKEL
    if row.mode == "symmetric" and over * 2 > NICKEL:
        return Money(cash_due.cents + NICKEL - over)
    return Money(cash_due.cents - over)


def rounding_of(cash_due: Money, cash: Money, row: RoundingRow | None) -> Money:
    """Return what rounding adds to the cash asked for when ``cash`` is handed over; below zero it takes off.

    Zero while the cash does not cover what is asked, and when the exact cents are on the counter: then the change
    needs none either. Otherwise the change holds no cent that was not handed over just now.
    """
    asked = rounded(cash_due, row)
    exact = cash >= cash_due and not (cash - cash_due).cents % NICKEL
    if not cash or exact or cash < asked:
        return ZERO
    return asked - cash_due
