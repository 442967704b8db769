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
    "count-no-bundle": (
        "There are no {kind} of {name} in this office. Type the number of pieces.",
        "",
    ),
    "count-in": (
        "The count of drawer {drawer} is in and stays as it is. Ctrl+B goes on to close it.",
        "Ctrl+B",
    ),
    "count-same": (
        "The same as before, so it used no try: it does not agree. Change a count, then F10; or A accepts it.",
        "A",
    ),
    "count-reused": (
        "Another count of drawer {drawer} was kept already where this one should go. Esc goes back; count it anew.",
        "Esc",
    ),
    "count-open": (
        "Drawer {drawer} is not counted yet; what it should hold is told when the count is in. Ctrl+B counts it.",
        "Ctrl+B",
    ),
    "business-date-cut-off": (
        "Drawer {drawer} took its last receipt of {on} at the cut-off. It opens on the next business date.",
        "",
    ),
    "cut-off-before": (
        "Drawer {drawer} of {on} still waits to be counted. Count and close it first.",
        "Ctrl+B",
    ),
    "check-counted": (
        "{name} {number} is in the count already. Lay it aside and swipe the next one.",
        "",
    ),
    "check-not-here": (
        "No receipt of this drawer has number {number}. Type the amount of the check instead.",
        "",
    ),
    "carts-to-no-drawer": (
        "Drawer {drawer} is not open for receipts, so it takes no carts over. Choose one of {choices}.",
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
    "move-too-many": (
        "The {place} would hold {number} pieces of {value}, more than the {most} that can be kept of one value. "
        "Count the pieces again.",
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
    "bank-differs": (
        "The bank says {amount} and the deposit came to {deposited}. Say in words why they differ.",
        "",
    ),
    "bank-day": (
        "Bag {bag} was made up on {on}; the bank cannot have it from a day before. Type the bank's day again.",
        "",
    ),
    "check-not-deposited": (
        "No check {number} is among those of this deposit. Lay it aside and find its receipt with F9.",
        "",
    ),
    "held-without-reason": (
        "The item of receipt {receipt} is held over without a reason. Say why it does not go to the bank.",
        "",
    ),
    "vault-cash-reason": (
        "{amount} from the vault goes to the bank without a reason. V says why, such as: change fund too large.",
        "V",
    ),
    "vault-cash-bank": (
        "{bank} takes no cash, so none of the vault goes there. V with the amount 0 leaves it out.",
        "V",
    ),
    "vault-cash-waits": (
        "Of the vault's cash only {spare} is its own; the rest came in by receipts and waits for its deposit. "
        "V takes less from the vault.",
        "V",
    ),
    "check-deposit-moved": (
        "The deposit that holds the check of receipt {receipt} was made or reversed a moment ago. Nothing was posted. "
        "R looks again.",
        "R",
    ),
    "held-unknown": (
        "The item of receipt {receipt} of {amount} is not among those of this deposit. Choose one that is.",
        "",
    ),
    "stock-overlaps": (
        "{serials} were received before: {known}. Check the numbers on the box.",
        "",
    ),
    "act-one-person": (
        "Two people sign this, one for each side. Ask a second person to sign with a badge or PIN.",
        "",
    ),
    "act-not-yours": (
        "{name} is on neither side of this. One of the two who sign enters it: let one of them sign in.",
        "F12",
    ),
    "act-unsigned": (
        "{name} has not signed. Ask for the badge or PIN of {name}.",
        "",
    ),
    "act-done-before": (
        "The {what} {key} is done: see {number}, entered by {by} at {at}. Nothing was done twice.",
        "",
    ),
    "act-too-early": (
        "The {what} {key} is not in the books yet. Do that first.",
        "",
    ),
    "reversal-not-of-this": (
        "{kind} is not reversed. Cash, stock, counts of the vault and deposits are.",
        "",
    ),
    "reversal-at-drawer": (
        "A {kind} is put right at the drawer. Take a pull back with K; move change or a transfer the other way.",
        "",
    ),
    "reversal-reason": (
        "Say in words why {number} is reversed.",
        "",
    ),
    "reversal-of-own": (
        "{name} entered {number}, so another person approves its reversal. Ask somebody else to sign.",
        "",
    ),
    "reversal-built-on": (
        "The {what} {key} builds on this: {number}, entered by {by} at {at}. Reverse that first.",
        "",
    ),
    "reversal-other-act": (
        "Act {number} is not in the books as this reversal says it. Look the act up again, then reverse it.",
        "",
    ),
    "act-dated-before": (
        "This is dated {on}, before what it is about, which is of {day}. Date it {day} or later.",
        "",
    ),
    "reversal-came-back": (
        "{item} of receipt {receipt} came back from the bank, so the bank has deposit {number}. It stays as it is.",
        "",
    ),
    "day-sealed": (
        "The books are closed through {through}: nothing is posted to that day or one before it. Use a business date "
        "after it.",
        "",
    ),
    "day-before-open": (
        "{earlier} is not closed yet, and days are closed in order. Close {earlier} before {on}.",
        "",
    ),
    "day-drawer-open": (
        "Drawer {drawer} of {on} is not counted and closed. Close it first, then the day.",
        "",
    ),
    "day-to-come": (
        "{on} is still to come: it would take no money when it is here. Name {today} or a day before it.",
        "",
    ),
    "day-empty": (
        "Nothing was posted on {on}, so there is nothing to close. Name a business date with postings.",
        "",
    ),
    "session-not-closed": (
        "Drawer {drawer} is still open. Count and close it first.",
        "",
    ),
    "drawer-less-than": (
        "By the books drawer {drawer} does not hold that much cash. Count again what is given.",
        "",
    ),
    "act-other-day": (
        "Drawer {drawer} is open for {day}, and this is for {on}. Money of two business dates is kept apart: "
        "choose a drawer of the same day.",
        "",
    ),
    "turn-in-differs": (
        "Drawer {drawer} turns in {wanted} of the pieces that were counted. Choose the pieces again.",
        "",
    ),
    "vault-empty": (
        "The vault holds nothing to give. Whoever keeps it first brings change fund from the bank: Ctrl+P, cash, B.",
        "Ctrl+P",
    ),
    "vault-too-small": (
        "The vault holds {there}, {wanted} is asked for. Whoever keeps it brings more from the bank: Ctrl+P, cash, B.",
        "Ctrl+P",
    ),
    "change-first": (
        "{wanted} of drawer {drawer} goes to the vault, and no pieces come to that. Change a {change} first: open the "
        "drawer (Ctrl+B), then C here. Turn it in after.",
        "C",
    ),
    "move-nothing": (
        "Nothing is moved. Type the number of each piece.",
        "",
    ),
    "vault-differs": (
        "The count of the vault is not what the books say. Count again, or say in words why it differs.",
        "",
    ),
    "bank-unknown": (
        "There is no bank account called {bank} in the policy. Choose one of: {choices}.",
        "",
    ),
    "processor-unknown": (
        "There is no processor called {processor} in the policy. Choose one of: {choices}.",
        "",
    ),
    "settlement-fee": (
        "A fee of {fee} on {gross} does not stand: it is more than the amount, or policy names no account for the fee "
        "of {name}. Read the processor's paper again.",
        "",
    ),
    "settlement-net": (
        "{gross} less {fee} is {net}, not {typed}. Read the processor's paper again, then type the net.",
        "",
    ),
    "settlement-day": (
        "{name} did not pay before the money was taken, on {on}. Type the bank's day again.",
        "",
    ),
    "decision-reason": (
        "A difference with the bank is decided with its reason, in at most {most} characters. Type why, then Enter.",
        "",
    ),
    "float-not-issued": (
        "The float comes out of the vault: whoever keeps the vault counts it out and signs with a badge or PIN.",
        "",
    ),
    "float-not-left": (
        "{left} was left in drawer {drawer}, and {counted} is counted. Count it again, or choose why, then Enter.",
        "",
    ),
    "float-waits": (
        "Drawer {drawer} of {on} is not counted yet and its float of {left} is in it. Choose why it is taken, or have "
        "one issued from the vault.",
        "",
    ),
    "float-differs": (
        "The float is {float}, and the pieces come to {pieces}. Count them again.",
        "",
    ),
}
