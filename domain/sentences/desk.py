"""The sentences of the counter's own refusals: bills, items, money, drawers, drafts, people, books.

They are keyed by a refusal code's stable name, so that this file can be read without the program.
"""

from typing import Final

DESK_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "amount-unreadable": (
        "'{typed}' is not an amount. Type dollars and cents, such as 12.50.",
        "",
    ),
    "amount-not-positive": ("An amount must be more than 0.00. Type the amount again.", ""),
    "bill-unknown": (
        "There is no bill {bill} in these books. Find it by name or address.",
        "F2",
    ),
    "bill-in-cart": (
        "Bill {bill} is already in the cart. Remove its line first to change it.",
        "",
    ),
    "bill-paid": ("Bill {bill} is paid: nothing is owed on it. F9 shows its receipts.", "F9"),
    "bill-cancelled": (
        "Bill {bill} was cancelled by {program}. Ask that office before taking money.",
        "F2",
    ),
    "bill-changed": (
        "Bill {bill} was changed by {by} at {at}. Look at it again before you take money.",
        "F2",
    ),
    "bill-paid-later": (
        "Money was taken on bill {bill} on {later}, and this drawer is of {on}. Close it and open it for today.",
        "Ctrl+B",
    ),
    "bill-held": ("Bill {bill} is held: {hold} Ask a supervisor.", "F7"),
    "bill-returned": (
        "Bill {bill} went unpaid to {to} on {on}, which collects it now. Send the customer there.",
        "F2",
    ),
    "over-balance": (
        "{amount} is more than the {balance} owed on bill {bill}. Type that or less.",
        "",
    ),
    "partial-refused": (
        "{service} is not taken in part: pay {choices} on bill {bill}. No resolution allows part payment.",
        "",
    ),
    "part-fee-only": (
        "{amount} is not more than the {fee} charge of a part payment on bill {bill}. Type {least}.",
        "",
    ),
    "evidence-without-day": (
        "The {kind} shows no day. Type the day that it shows, or choose another kind of evidence.",
        "",
    ),
    "evidence-after-delivery": (
        "It shows {shown}, which is after it came in on {received}. Check both days.",
        "",
    ),
    "effective-after-entry": (
        "A payment entered on {entered} cannot count for {effective}: that day is still to come. Check the day.",
        "",
    ),
    "effective-without-evidence": (
        "A payment entered on {entered} counts for {effective} only with evidence. Choose what shows that day.",
        "",
    ),
    "item-unknown": ("There is no item code '{item}'. F3 lists the codes.", "F3"),
    "item-not-sold": ("{item} is not sold on {on}. F3 lists what is.", "F3"),
    "quantity-refused": (
        "'{typed}' is not a quantity. Type a whole number from 1 to {most}.",
        "",
    ),
    "cart-empty": ("The cart is empty. Find a bill or type an item first.", "F2"),
    "cart-full": (
        "A receipt holds at most {most} lines. Finish this one, then start another.",
        "F4",
    ),
    "cart-taken": (
        "That cart was taken by {by} at {at}. Press F5 for the carts still parked.",
        "F5",
    ),
    "cart-unknown": (
        "That cart is no longer parked. Press F5 for the carts still parked.",
        "F5",
    ),
    "line-unknown": ("There is no such line in the cart.", ""),
    "tender-unknown": ("'{kind}' is not a kind of money this office takes. Use {choices}.", ""),
    "tender-not-needed": ("The total is covered. Press F10 to finish.", "F10"),
    "tender-exceeds": (
        "A {kind} of {amount} is more than the {due} due: no change is given on it. Type {due} or less.",
        "",
    ),
    "tender-needs-number": ("A {kind} needs its number. Type it, then Enter.", "Enter"),
    "tender-number-refused": (
        "'{number}' cannot be the number of a {kind}: {why} Type it again.",
        "",
    ),
    "tender-over-limit": (
        "{amount} is over the {limit} limit for one {kind}. Ask a supervisor.",
        "",
    ),
    "tender-short": ("{due} is still due. Type an amount and the kind of money.", "C"),
    "change-not-cash": (
        "{left} of a check is not used, and no change is given on it. Add a bill, or take the check back.",
        "F2",
    ),
    "cash-only": ("{who} is held to cash: {hold} Take cash, or remove the line.", "C"),
    "request-reused": (
        "This cart was already posted with other content as receipt {receipt}. Start a new cart.",
        "F2",
    ),
    "session-not-open": ("Drawer {drawer} is not open. Open it before taking money.", "Ctrl+B"),
    "session-not-yours": (
        "Drawer {drawer} was opened by {owner}. Sign in to your own drawer.",
        "F12",
    ),
    "drawer-in-use": (
        "Drawer {drawer} was opened by {owner} at {at}. It must be closed first.",
        "F12",
    ),
    "drawer-unknown": (
        "There is no drawer '{drawer}' in the office's policy. Use one of {choices}.",
        "",
    ),
    "drawer-elsewhere": (
        "Your open drawer is {drawer}; this counter has drawer {here}. Work at your own counter, or close that drawer.",
        "Ctrl+B",
    ),
    "drawer-left-open": (
        "Drawer {drawer} is still open from {on}. Count and close it first, then open it for today.",
        "Ctrl+B",
    ),
    "operator-has-drawer": ("{operator} has drawer {drawer} open. Close that one first.", "F12"),
    "business-date-earlier": (
        "Drawer {drawer} has worked on {last}; {on} is before it. Check the date.",
        "",
    ),
    "float-refused": (
        "The float counts to {counted}; the standard is {standard}. Count it again, or choose why, then Enter.",
        "",
    ),
    "float-out-more": (
        "No more than the float of {float} is taken out; {typed} was typed. Count what is beyond it by its pieces.",
        "",
    ),
    "count-unreadable": ("'{typed}' is not a count. Type a whole number of pieces.", ""),
    "count-not-balanced": (
        "The count does not agree. Count again ({tries} left), or A to accept it with a reason.",
        "A",
    ),
    "count-missing": ("Count the drawer before closing it.", ""),
    "reason-needed": ("A difference needs a reason. Choose one of {choices}.", ""),
    "carts-parked": (
        "{count} cart(s) of this drawer are still parked. Recall and finish or drop each, or hand them over (Ctrl+P).",
        "F5",
    ),
    "receipt-unknown": ("There is no receipt {receipt} in these books. Check the number.", "F9"),
    "note-empty": ("The note is empty. Type it, then Enter.", ""),
    "import-refused": ("{file} was not imported: {why} Nothing was changed.", ""),
    "books-busy": (
        "The books are busy with another counter. Nothing was posted; press {key} again.",
        "F10",
    ),
    "books-unavailable": (
        "The books cannot be reached: {why} The cart is kept; try again.",
        "F10",
    ),
    "books-refused": (
        "The books refused this ({rule}). Nothing was posted. Tell the administrator.",
        "",
    ),
}
