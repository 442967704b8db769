"""An explanation in plain words, as the command line prints it: text or data."""

from collections.abc import Iterable

from chamberlain.output import wrapped
from domain.money import Money
from domain.receivables.plain_words import Told

_AMOUNT_WIDTH = 14


def told_data(told: Told) -> dict[str, object]:
    """Return a sentence of an explanation as data; a note has no amount."""
    return {
        "about": told.about.value,
        "text": told.text,
        "amount_cents": None if told.amount is None else told.amount.cents,
        "more": list(told.more),
        "citation": told.law or None,
    }


def print_explanation(bill_no: str, told: Iterable[Told], total: Money) -> None:
    """Print each sentence with its amount at the left, the smaller ones and the law below it, and the total."""
    print(f"Why bill {bill_no} comes to {total}:")
    for one in told:
        amount = "" if one.amount is None else str(one.amount)
        first, *rest = wrapped(one.text)
        print(f"{amount:>{_AMOUNT_WIDTH}}  {first}")
        law = (f"By: {one.law}",) if one.law else ()
        for line in (*rest, *(line for words in (*one.more, *law) for line in wrapped(words))):
            print(f"{'':>{_AMOUNT_WIDTH}}    {line}")
    print(f"{total!s:>{_AMOUNT_WIDTH}}  Together")
