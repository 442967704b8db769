"""The sentences of refusals that belong to one service: water, tickets and boots, liens, items.

They are keyed by a refusal code's stable name, so that this file can be read without the codes.
"""

from typing import Final

SERVICE_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "what-if": (
        "These amounts are as if paid on {on}. Type @ and press Enter to go back to today, then take the money.",
        "@",
    ),
    "bill-in-escrow": (
        "Bill {bill}: {hold} O takes the money all the same, and is kept with the receipt.",
        "O",
    ),
    "bill-paid-since": (
        "Money was taken on bill {bill} for {later}, and this payment counts for {on}, before it. "
        "Have that one reversed first with F8, then take both in the order of their days.",
        "F8",
    ),
    "return-for-payment": (
        "{amount} on bill {bill} counts for {on}: late and short. Return it for proper payment, {proper}: "
        "R on the account prints the slip.",
        "R",
    ),
    "not-given-out": (
        "Amounts of {noun} {bill} are given out from {first} on. Nothing is taken before: let the customer come then.",
        "",
    ),
    "part-of-parcel": (
        "{service} is not taken in part: pay {choices} on bill {bill}. For part of a parcel {to} divides "
        "the bill first ({law}): then take the parts' own bills.",
        "",
    ),
    "bill-relevied": (
        "{noun} {bill} was put on {tax} on {on}: it is paid there. Find that bill and take it whole.",
        "F2",
    ),
    "evidence-without-number": (
        "The {kind} has no number. Type it after the day, such as 1/30 9407: the receipt keeps it.",
        "",
    ),
    "water-zone-unknown": (
        "Account {account} is in no water zone: its number begins with none of {ranges}. Check the number.",
        "",
    ),
    "water-rate-missing": (
        "The policy has no water rates for {on}. Ask the utility billing office for that day's rates.",
        "",
    ),
    "water-meter-unknown": (
        "There is no meter size '{meter}' in the rates. Use one of {sizes}.",
        "",
    ),
    "water-not-due": (
        "Account {account} has no bill due on {on}: its bills are due in months {months}. Check the date.",
        "",
    ),
    "leak-history-short": (
        "The same quarter is known for {known} earlier year(s), and the average needs {needed}. "
        "Send the customer to the Water office.",
        "",
    ),
    "fine-unknown": (
        "The policy has no fine for infraction {infraction} on {on}. Take the amount from the ticket.",
        "",
    ),
    "ticket-step-refused": (
        "Ticket {ticket} is {state}: it cannot be {step} now. Possible: {choices}.",
        "",
    ),
    "ticket-step-early": (
        "Ticket {ticket} cannot be {step} on {on}: the law lets it be on {first} at the earliest. Wait until then.",
        "",
    ),
    "ticket-step-late": (
        "Ticket {ticket} cannot be {step} on {on}: the last day was {last}. Ask the city attorney.",
        "",
    ),
    "ticket-papers-missing": (
        "Ticket {ticket} cannot be {step} without {missing}. Type what is missing.",
        "",
    ),
    "ticket-amount-refused": (
        "{amount} cannot be the fine of ticket {ticket} when it is {step}: {why} Type the amount again.",
        "",
    ),
    "boot-incomplete": (
        "The boot of {plate} comes off only when all is paid at once. Add to this receipt: {missing}.",
        "F2",
    ),
    "boot-not-on": (
        "No boot is known on {plate}, and {count} open ticket(s) are too few for one: it takes {needed}. "
        "Ask the parking office.",
        "",
    ),
    "boot-released": (
        "The boot of {plate} was released on {on} by receipt {receipt}: its fee is not taken twice. "
        "Give a copy of that receipt, or ask the parking office.",
        "",
    ),
    "sale-changed": (
        "What was taken or given back for {reference} changed a moment ago at another counter. "
        "Nothing was posted. F10 looks again.",
        "F10",
    ),
    "order-refused": (
        "{first} cannot be paid first on bill {bill}: {why} Leave the order out.",
        "",
    ),
    "lien-unknown": (
        "Parcel {parcel} has no open lien {lien}. Choose one of {choices}.",
        "",
    ),
    "lien-order": (
        "Lien {lien} cannot be paid before {missing}: {law}. Pay {missing} in full first, or leave {lien} out.",
        "",
    ),
    "lien-open": (
        "Parcel {parcel} still has open liens: {liens}. A certificate is given when all are paid.",
        "",
    ),
    "plan-refused": (
        "No payment plan for parcel {parcel}: {why} Take the whole amount, or ask a supervisor.",
        "F7",
    ),
    "item-particulars": (
        "{item}: {why} Type {form} on the first line.",
        "F2",
    ),
    "not-refunded": (
        "{what} is not refundable: {law}. It is not taken back because of: {reason}.",
        "",
    ),
    "too-far-ahead": (
        "{bill} is due on {due} and is taken at most {months} months ahead, from {first} on. Leave it out.",
        "F2",
    ),
    "item-not-honored": (
        "{item} was honored until {last} and is no longer taken. Sell a new one.",
        "F3",
    ),
    "exchange-refused": ("{item} is not exchanged: {why} Sell a new one at its price.", "F3"),
}
