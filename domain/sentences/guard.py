"""The sentences of refusals by the guards at the counter: what may never be kept, checks, limits, opening without a
sale. Keyed by a refusal code's stable name. No sentence repeats a digit of what may not be kept."""

from typing import Final

GUARD_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "tender-fee-not-accepted": (
        "{kind}: {amount} and a fee of {fee}, together {whole}. Tell the customer; {key} again when it is accepted.",
        "{key}",
    ),
    "tender-fee-missing": (
        "The fee on {amount} by {kind} is not as it was accepted. Backspace takes that money back; take it again.",
        "F4",
    ),
    "tender-fee-left": (
        "A fee of {amount} for {about} is in the cart without that money. Remove its line.",
        "",
    ),
    "card-number": (
        "That looks like a card number. Card numbers are never kept: type the last four digits.",
        "",
    ),
    "track-data": (
        "A card was swiped into this line. It was wiped and nothing of the card is kept. Use the card terminal.",
        "",
    ),
    "social-security-number": (
        "That looks like a Social Security number. Those are never kept: say it without the number.",
        "",
    ),
    "bank-account-number": (
        "That looks like a bank account in full. Only its last four digits may be kept: type those.",
        "",
    ),
    "check-post-dated": (
        "The check is dated {dated}, which is still to come. Hand it back: none is taken before its day.",
        "",
    ),
    "check-stale": (
        "The check is dated {dated}, more than {months} months ago: the bank may refuse it. Ask for a new one.",
        "",
    ),
    "check-date-unreadable": (
        "'{typed}' is not a date. Type month, day and year, such as 012527; Enter alone is today.",
        "Enter",
    ),
    "check-routing-wrong": (
        "The bank's number at the foot of that check has a wrong check digit. Read it again; "
        "if it stays, hand the check back.",
        "L",
    ),
    "check-payee-wrong": (
        "A check made out to somebody else is not taken. Hand it back and ask for another.",
        "",
    ),
    "check-not-signed": ("A check that is not signed is not taken. Have it signed first.", "L"),
    "check-words-differ": (
        "Words and figures differ: the words hold (UCC 3-114). Type the amount in words, or ask for a new check.",
        "",
    ),
    "payer-held": (
        "{who} is held: {hold} No check is taken. Take cash or a money order.",
        "C",
    ),
    "cash-over-limit": (
        "{amount} in cash on one receipt is over the {limit} limit. Ask a supervisor to approve it.",
        "",
    ),
    "not-approved": (
        "{words} A second person must approve that, and nobody has. F10 asks.",
        "F10",
    ),
    "no-sale-reason": ("Opening without a sale needs a reason. Choose one of {choices}.", ""),
    "why-needed": ("Say in a few words why you look. It is kept with your name.", "Enter"),
}
