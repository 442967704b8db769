"""The sentences of refusals about corrections. Keyed by a refusal code's stable name."""

from typing import Final

CORRECTION_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "receipt-corrected": (
        "Receipt {receipt} was undone by {by} at {at}, as {correction}. F9 shows both.",
        "F9",
    ),
    "receipt-stands": (
        "Receipt {receipt} stands: void it first, then recreate it as new.",
        "V",
    ),
    "void-too-late": (
        "Receipt {receipt} is not of this drawer's open session but of {session}: it is voided at its own drawer "
        "while that is open. R reverses it on the next business day.",
        "R",
    ),
    "void-elsewhere": (
        "Receipt {receipt} lies in drawer {drawer}, which is open: only {owner}, who has the money, voids it there.",
        "F9",
    ),
    "reversal-too-early": (
        "Receipt {receipt} is of {on}, which is not over for its drawer. Void it while the drawer is open, "
        "or reverse it on the next business day.",
        "V",
    ),
    "correction-reason": ("{kind} needs a reason. Choose one of: {choices}.", ""),
    "correction-words": (
        "{kind} needs a few words on what happened: the report is read by others. Type them.",
        "Enter",
    ),
    "correction-document": (
        "{kind} needs the document that it rests on. Type its number or name, then Enter.",
        "Enter",
    ),
    "correction-policy": (
        "The office's policy has no {missing}, so that no {kind} can be made. Ask the administrator.",
        "",
    ),
    "adjusting-with-drawer": (
        "{name} has drawer {drawer} open. Nobody changes bills beside an open drawer: close it first.",
        "Ctrl+B",
    ),
    "adjustment-refused": ("Bill {bill} stays as it is: {why} Nothing was changed.", ""),
    "not-in-receipt": ("Receipt {receipt} has no payment on bill {bill} left to correct.", "F9"),
    "check-unknown": (
        "No {kind} {number} of {amount} is left among the receipts. Look at the bank's notice again.",
        "F9",
    ),
    "check-in-drawer": (
        "{kind} {number} is in drawer {drawer}, which is still open: the bank cannot have returned it. "
        "Void receipt {receipt} instead.",
        "V",
    ),
    "check-returned": ("{kind} {number} was already taken back, as {correction}.", "F9"),
    "not-overpaid": ("Bill {bill} is not overpaid: {balance} is owed on it.", "F2"),
    "money-refunded": (
        "{amount} that receipt {receipt} took on bill {bill} went back already as a refund or a credit. "
        "It cannot be undone as a whole: the Controller stops that refund first.",
        "F9",
    ),
    "lien-redeemed-after": (
        "Lien {lien} was redeemed behind {opened}: {law}. Undo the receipt that paid {lien} first, then this one.",
        "F9",
    ),
    "effective-same": ("The payment counts for {on} already. Type another day.", ""),
}
