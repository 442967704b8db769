"""Which numbers card issuers give out: how they begin and how long they are.

A run of digits is taken for a card number only when its beginning and length are an issuer's and its check digit is
right (ISO/IEC 7812). The check digit alone would refuse every tenth number that somebody writes down.
"""

from typing import Final

SHORTEST: Final = 13
LONGEST: Final = 19

_LONG: Final = frozenset({16, 17, 18, 19})
_ISSUERS: Final[tuple[tuple[str, str, frozenset[int]], ...]] = (
    # first and last beginning of the range, lengths
    ("4", "4", frozenset({13, 16, 19})),  # Visa
    ("51", "55", frozenset({16})),  # Mastercard
    ("2221", "2720", frozenset({16})),  # Mastercard
    ("34", "34", frozenset({15})),  # American Express
    ("37", "37", frozenset({15})),
    ("300", "305", frozenset({14})),  # Diners Club
    ("3095", "3095", frozenset({14})),
    ("36", "36", frozenset({14, 16, 19})),
    ("38", "39", frozenset({14, 16, 19})),
    ("6011", "6011", _LONG),  # Discover
    ("644", "649", _LONG),
    ("65", "65", _LONG),
    ("3528", "3589", _LONG),  # JCB
    ("62", "62", _LONG),  # UnionPay
    ("81", "81", _LONG),
    ("2200", "2204", _LONG),  # Mir
    ("5018", "5018", frozenset(range(13, 20))),  # Maestro
    ("5020", "5020", frozenset(range(13, 20))),
    ("5038", "5038", frozenset(range(13, 20))),
    ("5893", "5893", frozenset(range(13, 20))),
    ("6304", "6304", frozenset(range(13, 20))),
    ("6759", "6759", frozenset(range(13, 20))),
    ("6761", "6763", frozenset(range(13, 20))),
    ("507680", "508500", _LONG),  # benefit cards of the states
    ("600486", "600875", _LONG),
)


def could_be_issued(digits: str) -> bool:
    """Whether an issuer gives out numbers of this length and beginning; the check digit is not looked at."""
    return any(
        len(digits) in lengths and first <= digits[: len(first)] <= last
        for first, last, lengths in _ISSUERS
    )


def is_card_number(digits: str) -> bool:
    """Whether ``digits`` (ASCII digits only) are a card's number: issuer, length and check digit agree."""
    if not could_be_issued(digits):
        return False
    # Loaded only now: the check-digit library is never needed to open the counter.
    from stdnum import luhn

    return bool(luhn.is_valid(digits))
