"""Made-up card numbers, tracks, Social Security numbers and check lines, as people and readers type them.

No number here is anybody's: each is made of an issuer's beginning, chance and a check digit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from stdnum import luhn
from stdnum.us import rtn

BEGINNINGS = (
    ("4", (13, 16, 19)),
    ("51", (16,)),
    ("55", (16,)),
    ("2221", (16,)),
    ("2720", (16,)),
    ("34", (15,)),
    ("37", (15,)),
    ("305", (14,)),
    ("36", (14,)),
    ("39", (14,)),
    ("6011", (16, 19)),
    ("649", (16,)),
    ("65", (16, 19)),
    ("3528", (16,)),
    ("3589", (16, 19)),
    ("62", (16, 17, 18, 19)),
    ("6304", (13, 16, 19)),
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SEPARATORS = (
    " ",
    "-",
    ".",
    " - ",
    "\u2013",
    "\u00a0",
    "\u3000",
    "－",
    "．",
    "\u200b",
    "_",
    "/",
    "\t",
    "\n",
)
AROUND = (
    "{}",
    "card {} ok",
    "paid 45.00 on 2027-01-25 with {}",
    "{} exp 12/29",
    "#{}.",
    "pan:{};",
    "No. 12 {}",
)


def card_number(dice: random.Random) -> str:
    """A card number that some issuer could have given out."""
    beginning, lengths = dice.choice(BEGINNINGS)
    length = dice.choice(lengths)
    body = beginning + "".join(dice.choices("0123456789", k=length - len(beginning) - 1))
    return body + luhn.calc_check_digit(body)


def dressed(number: str, dice: random.Random) -> str:
    """The number as somebody might type it: in fours, in pieces, in other digits, within a sentence."""
    separator = dice.choice(SEPARATORS)
    match dice.randrange(4):
        case 0:
            text = number
        case 1:
            text = separator.join(number[i : i + 4] for i in range(0, len(number), 4))
        case 2:
            text = separator.join((number[:4], number[4:10], number[10:]))
        case _:
            text = "".join(
                figure + (separator if place and dice.random() < 0.3 else "")
                for place, figure in enumerate(number)
            ).strip()
    if dice.random() < 0.25:
        text = text.translate(dice.choice((FULL_WIDTH, ARABIC)))
    return dice.choice(AROUND).format(text)


def card_numbers(count: int, seed: int = 4) -> Iterator[tuple[str, str]]:
    """Numbers and how each was typed."""
    dice = random.Random(seed)
    for _ in range(count):
        number = card_number(dice)
        yield number, dressed(number, dice)


def tracks(number: str) -> tuple[str, ...]:
    """What card readers type: both tracks, each alone, cut off, and without sentinels."""
    return (
        f"%B{number}^DOE/JANE^29121010000000000?;{number}=29121010000012345678?",
        f"%B{number}^DOE/JANE^2912?",
        f";{number}=29121010000?",
        f";{number}=",
        f"%B{number}^",
        f"{number}=29121010000",
        f"B{number}^DOE/JANE^2912",
    )


def routing_number(dice: random.Random) -> str:
    """A bank's number of the first Federal Reserve districts."""
    body = f"0{dice.randint(1, 9)}" + "".join(dice.choices("0123456789", k=6))
    return body + str(rtn.calc_check_digit(body))
