"""The sentences of refusals about what the office keeps: stock, the vault, deposits.

They are keyed by a refusal code's stable name, so that this file can be read without the codes.
"""

from typing import Final

CUSTODY_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "serials-unreadable": (
        "'{typed}' is no range of serial numbers. Type the first and the last, such as 1001-1100, or 1001+100.",
        "",
    ),
    "stock-not-there": (
        "{serials} of {series} are not all in {place}; there are {there}. Check the numbers on the paper.",
        "",
    ),
    "move-way": (
        "A {kind} does not go from {source} to {target}. Choose another movement, or other places.",
        "",
    ),
    "move-one-person": (
        "The one who gives and the one who receives both sign, and are two people: ask a second person to sign "
        "the {kind}.",
        "",
    ),
    "move-not-there": (
        "{wanted} is more than is in the {place}: {there}. Count it again, or move less.",
        "",
    ),
    "move-pieces-missing": (
        "The {place} does not hold these pieces: {missing} are missing. Choose other pieces.",
        "",
    ),
    "change-order-unequal": (
        "A change order gives as much as it gets: {given} against {back}. Count both sides again.",
        "",
    ),
    "deposited-twice": (
        "Session {session} is in another deposit already. Take it out of this one.",
        "",
    ),
    "deposit-unsealed": (
        "Deposit {deposit} has no bag or no seal number. Type both from the bag.",
        "",
    ),
    "deposit-differs": (
        "Deposit {deposit} is not what came in: {where}. Put it right, or hold the item over with a reason.",
        "",
    ),
    "held-without-reason": (
        "The item of receipt {receipt} is held over without a reason. Say why it does not go to the bank.",
        "",
    ),
    "held-unknown": (
        "The item of receipt {receipt} of {amount} is not among those of this deposit. Choose one that is.",
        "",
    ),
    "stock-overlaps": (
        "{serials} were received before: {known}. Check the numbers on the box.",
        "",
    ),
}
