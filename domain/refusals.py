"""Every refusal that the domain can give: a stable code, the sentence the clerk reads, the key to press next.

A refusal is a value, never an exception. A sentence says what happened, why, and what to do.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.correction_sentences import CORRECTION_SENTENCES
from domain.custody_sentences import CUSTODY_SENTENCES
from domain.guard_sentences import GUARD_SENTENCES
from domain.people_sentences import PEOPLE_SENTENCES
from domain.service_sentences import SERVICE_SENTENCES


class Code(StrEnum):
    """The stable name of a refusal, for tests, logs and the command line."""

    AMOUNT_UNREADABLE = "amount-unreadable"
    AMOUNT_NOT_POSITIVE = "amount-not-positive"
    BILL_UNKNOWN = "bill-unknown"
    BILL_IN_CART = "bill-in-cart"
    BILL_PAID = "bill-paid"
    BILL_CANCELLED = "bill-cancelled"
    BILL_CHANGED = "bill-changed"
    BILL_PAID_LATER = "bill-paid-later"
    BILL_HELD = "bill-held"
    BILL_IN_ESCROW = "bill-in-escrow"
    BILL_RETURNED = "bill-returned"
    OVER_BALANCE = "over-balance"
    PARTIAL_REFUSED = "partial-refused"
    PART_FEE_ONLY = "part-fee-only"
    RETURN_FOR_PAYMENT = "return-for-payment"
    EVIDENCE_WITHOUT_DAY = "evidence-without-day"
    EVIDENCE_AFTER_DELIVERY = "evidence-after-delivery"
    EFFECTIVE_AFTER_ENTRY = "effective-after-entry"
    EFFECTIVE_WITHOUT_EVIDENCE = "effective-without-evidence"
    ITEM_UNKNOWN = "item-unknown"
    ITEM_NOT_SOLD = "item-not-sold"
    QUANTITY_REFUSED = "quantity-refused"
    CART_EMPTY = "cart-empty"
    CART_FULL = "cart-full"
    CART_TAKEN = "cart-taken"
    CART_UNKNOWN = "cart-unknown"
    LINE_UNKNOWN = "line-unknown"
    TENDER_UNKNOWN = "tender-unknown"
    TENDER_NOT_NEEDED = "tender-not-needed"
    TENDER_EXCEEDS = "tender-exceeds"
    TENDER_NEEDS_NUMBER = "tender-needs-number"
    TENDER_NUMBER_REFUSED = "tender-number-refused"
    TENDER_OVER_LIMIT = "tender-over-limit"
    TENDER_SHORT = "tender-short"
    CHANGE_NOT_CASH = "change-not-cash"
    CASH_ONLY = "cash-only"
    WATER_ZONE_UNKNOWN = "water-zone-unknown"
    WATER_RATE_MISSING = "water-rate-missing"
    WATER_METER_UNKNOWN = "water-meter-unknown"
    WATER_NOT_DUE = "water-not-due"
    LEAK_HISTORY_SHORT = "leak-history-short"
    FINE_UNKNOWN = "fine-unknown"
    TICKET_STEP_REFUSED = "ticket-step-refused"
    TICKET_STEP_EARLY = "ticket-step-early"
    TICKET_STEP_LATE = "ticket-step-late"
    TICKET_PAPERS_MISSING = "ticket-papers-missing"
    TICKET_AMOUNT_REFUSED = "ticket-amount-refused"
    BOOT_INCOMPLETE = "boot-incomplete"
    LIEN_UNKNOWN = "lien-unknown"
    LIEN_ORDER = "lien-order"
    LIEN_OPEN = "lien-open"
    PLAN_REFUSED = "plan-refused"
    ITEM_NOT_HONORED = "item-not-honored"
    EXCHANGE_REFUSED = "exchange-refused"
    REQUEST_REUSED = "request-reused"
    SESSION_NOT_OPEN = "session-not-open"
    SESSION_NOT_YOURS = "session-not-yours"
    DRAWER_IN_USE = "drawer-in-use"
    DRAWER_UNKNOWN = "drawer-unknown"
    DRAWER_ELSEWHERE = "drawer-elsewhere"
    DRAWER_LEFT_OPEN = "drawer-left-open"
    OPERATOR_HAS_DRAWER = "operator-has-drawer"
    BUSINESS_DATE_EARLIER = "business-date-earlier"
    FLOAT_REFUSED = "float-refused"
    COUNT_UNREADABLE = "count-unreadable"
    COUNT_NOT_BALANCED = "count-not-balanced"
    COUNT_MISSING = "count-missing"
    REASON_NEEDED = "reason-needed"
    CARTS_PARKED = "carts-parked"
    RECEIPT_UNKNOWN = "receipt-unknown"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGN_IN_LOCKED = "sign-in-locked"
    OPERATOR_EXISTS = "operator-exists"
    OPERATOR_UNKNOWN = "operator-unknown"
    OPERATOR_GONE = "operator-gone"
    PIN_REFUSED = "pin-refused"
    BADGE_REFUSED = "badge-refused"
    BADGE_TAKEN = "badge-taken"
    BADGE_UNKNOWN = "badge-unknown"
    NO_RIGHT = "no-right"
    RIGHT_NOT_OWN = "right-not-own"
    RIGHT_NOT_YOURS = "right-not-yours"
    RIGHT_LIMITED = "right-limited"
    APPROVAL_NEEDED = "approval-needed"
    APPROVER_IS_ACTOR = "approver-is-actor"
    COUNT_TRIES_SPENT = "count-tries-spent"
    NOTE_EMPTY = "note-empty"
    CARD_NUMBER = "card-number"
    TRACK_DATA = "track-data"
    SOCIAL_SECURITY_NUMBER = "social-security-number"
    BANK_ACCOUNT_NUMBER = "bank-account-number"
    CHECK_POST_DATED = "check-post-dated"
    CHECK_STALE = "check-stale"
    CHECK_DATE_UNREADABLE = "check-date-unreadable"
    CHECK_ROUTING_WRONG = "check-routing-wrong"
    CHECK_PAYEE_WRONG = "check-payee-wrong"
    CHECK_NOT_SIGNED = "check-not-signed"
    CHECK_WORDS_DIFFER = "check-words-differ"
    PAYER_HELD = "payer-held"
    CASH_OVER_LIMIT = "cash-over-limit"
    NO_SALE_REASON = "no-sale-reason"
    WHY_NEEDED = "why-needed"
    RECEIPT_CORRECTED = "receipt-corrected"
    VOID_TOO_LATE = "void-too-late"
    REVERSAL_TOO_EARLY = "reversal-too-early"
    CORRECTION_REASON = "correction-reason"
    CORRECTION_WORDS = "correction-words"
    CORRECTION_DOCUMENT = "correction-document"
    CORRECTION_POLICY = "correction-policy"
    ADJUSTING_WITH_DRAWER = "adjusting-with-drawer"
    ADJUSTMENT_REFUSED = "adjustment-refused"
    NOT_IN_RECEIPT = "not-in-receipt"
    CHECK_UNKNOWN = "check-unknown"
    CHECK_IN_DRAWER = "check-in-drawer"
    CHECK_RETURNED = "check-returned"
    NOT_OVERPAID = "not-overpaid"
    EFFECTIVE_SAME = "effective-same"
    SERIALS_UNREADABLE = "serials-unreadable"
    STOCK_NOT_THERE = "stock-not-there"
    STOCK_OVERLAPS = "stock-overlaps"
    IMPORT_REFUSED = "import-refused"
    BOOKS_BUSY = "books-busy"
    BOOKS_UNAVAILABLE = "books-unavailable"
    BOOKS_REFUSED = "books-refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused act: ``code`` is stable, ``sentence`` is for the clerk, ``key`` names the key to press next."""

    code: Code
    sentence: str
    key: str = ""


_SENTENCES: Final[dict[Code, tuple[str, str]]] = {
    Code.AMOUNT_UNREADABLE: (
        "'{typed}' is not an amount. Type dollars and cents, such as 12.50.",
        "",
    ),
    Code.AMOUNT_NOT_POSITIVE: ("An amount must be more than 0.00. Type the amount again.", ""),
    Code.BILL_UNKNOWN: (
        "There is no bill {bill} in these books. Find it by name or address.",
        "F2",
    ),
    Code.BILL_IN_CART: (
        "Bill {bill} is already in the cart. Remove its line first to change it.",
        "",
    ),
    Code.BILL_PAID: ("Bill {bill} is paid: nothing is owed on it. F9 shows its receipts.", "F9"),
    Code.BILL_CANCELLED: (
        "Bill {bill} was cancelled by {program}. Ask that office before taking money.",
        "F2",
    ),
    Code.BILL_CHANGED: (
        "Bill {bill} was changed by {by} at {at}. Look at it again before you take money.",
        "F2",
    ),
    Code.BILL_PAID_LATER: (
        "Money was taken on bill {bill} on {later}, and this drawer is of {on}. Close it and open it for today.",
        "Ctrl+B",
    ),
    Code.BILL_HELD: ("Bill {bill} is held: {hold} Ask a supervisor.", "F7"),
    Code.BILL_RETURNED: (
        "Bill {bill} went unpaid to {to} on {on}, which collects it now. Send the customer there.",
        "F2",
    ),
    Code.OVER_BALANCE: (
        "{amount} is more than the {balance} owed on bill {bill}. Type that or less.",
        "",
    ),
    Code.PARTIAL_REFUSED: (
        "{service} is not taken in part: pay {choices} on bill {bill}. No resolution allows part payment.",
        "",
    ),
    Code.PART_FEE_ONLY: (
        "{amount} is not more than the {fee} charge of a part payment on bill {bill}. Type more.",
        "",
    ),
    Code.EVIDENCE_WITHOUT_DAY: (
        "The {kind} shows no day. Type the day that it shows, or choose another kind of evidence.",
        "",
    ),
    Code.EVIDENCE_AFTER_DELIVERY: (
        "It shows {shown}, which is after it came in on {received}. Check both days.",
        "",
    ),
    Code.EFFECTIVE_AFTER_ENTRY: (
        "A payment entered on {entered} cannot count for {effective}: that day is still to come. Check the day.",
        "",
    ),
    Code.EFFECTIVE_WITHOUT_EVIDENCE: (
        "A payment entered on {entered} counts for {effective} only with evidence. Choose what shows that day.",
        "",
    ),
    Code.ITEM_UNKNOWN: ("There is no item code '{item}'. F3 lists the codes.", "F3"),
    Code.ITEM_NOT_SOLD: ("{item} is not sold on {on}. F3 lists what is.", "F3"),
    Code.QUANTITY_REFUSED: (
        "'{typed}' is not a quantity. Type a whole number from 1 to {most}.",
        "",
    ),
    Code.CART_EMPTY: ("The cart is empty. Find a bill or type an item first.", "F2"),
    Code.CART_FULL: (
        "A receipt holds at most {most} lines. Finish this one, then start another.",
        "F4",
    ),
    Code.CART_TAKEN: (
        "That cart was taken by {by} at {at}. Press F5 for the carts still parked.",
        "F5",
    ),
    Code.CART_UNKNOWN: (
        "That cart is no longer parked. Press F5 for the carts still parked.",
        "F5",
    ),
    Code.LINE_UNKNOWN: ("There is no such line in the cart.", ""),
    Code.TENDER_UNKNOWN: ("'{kind}' is not a kind of money this office takes. Use {choices}.", ""),
    Code.TENDER_NOT_NEEDED: ("The total is covered. Press F10 to finish.", "F10"),
    Code.TENDER_EXCEEDS: (
        "A {kind} of {amount} is more than the {due} due: no change is given on it. Type {due} or less.",
        "",
    ),
    Code.TENDER_NEEDS_NUMBER: ("A {kind} needs its number. Type it, then Enter.", "Enter"),
    Code.TENDER_NUMBER_REFUSED: (
        "'{number}' cannot be the number of a {kind}: {why} Type it again.",
        "",
    ),
    Code.TENDER_OVER_LIMIT: (
        "{amount} is over the {limit} limit for one {kind}. Ask a supervisor.",
        "",
    ),
    Code.TENDER_SHORT: ("{due} is still due. Type an amount and the kind of money.", "C"),
    Code.CHANGE_NOT_CASH: (
        "{left} of a check is not used, and no change is given on it. Add a bill, or take the check back.",
        "F2",
    ),
    Code.CASH_ONLY: ("{who} is held to cash: {hold} Take cash, or remove the line.", "C"),
    Code.REQUEST_REUSED: (
        "This cart was already posted with other content as receipt {receipt}. Start a new cart.",
        "F2",
    ),
    Code.SESSION_NOT_OPEN: ("Drawer {drawer} is not open. Open it before taking money.", "Ctrl+B"),
    Code.SESSION_NOT_YOURS: (
        "Drawer {drawer} was opened by {owner}. Sign in to your own drawer.",
        "F12",
    ),
    Code.DRAWER_IN_USE: (
        "Drawer {drawer} was opened by {owner} at {at}. It must be closed first.",
        "F12",
    ),
    Code.DRAWER_UNKNOWN: (
        "There is no drawer '{drawer}' in the office's policy. Use one of {choices}.",
        "",
    ),
    Code.DRAWER_ELSEWHERE: (
        "Your open drawer is {drawer}; this counter has drawer {here}. Work at your own counter, or close that drawer.",
        "Ctrl+B",
    ),
    Code.DRAWER_LEFT_OPEN: (
        "Drawer {drawer} is still open from {on}. Count and close it first, then open it for today.",
        "Ctrl+B",
    ),
    Code.OPERATOR_HAS_DRAWER: ("{operator} has drawer {drawer} open. Close that one first.", "F12"),
    Code.BUSINESS_DATE_EARLIER: (
        "Drawer {drawer} has worked on {last}; {on} is before it. Check the date.",
        "",
    ),
    Code.FLOAT_REFUSED: (
        "The float counts to {counted}; the standard is {standard}. Count it again, or Y to accept.",
        "Y",
    ),
    Code.COUNT_UNREADABLE: ("'{typed}' is not a count. Type a whole number of pieces.", ""),
    Code.COUNT_NOT_BALANCED: (
        "The count does not agree. Count again ({tries} left), or A to accept it with a reason.",
        "A",
    ),
    Code.COUNT_MISSING: ("Count the drawer before closing it.", ""),
    Code.REASON_NEEDED: ("A difference needs a reason. Choose one of {choices}.", ""),
    Code.CARTS_PARKED: (
        "{count} cart(s) of this drawer are still parked. Recall and finish or drop each.",
        "F5",
    ),
    Code.RECEIPT_UNKNOWN: ("There is no receipt {receipt} in these books. Check the number.", "F9"),
    Code.NOTE_EMPTY: ("The note is empty. Type it, then Enter.", ""),
    Code.IMPORT_REFUSED: ("{file} was not imported: {why} Nothing was changed.", ""),
    Code.BOOKS_BUSY: (
        "The books are busy with another counter. Nothing was posted; press {key} again.",
        "F10",
    ),
    Code.BOOKS_UNAVAILABLE: (
        "The books cannot be reached: {why} The cart is kept; try again.",
        "F10",
    ),
    Code.BOOKS_REFUSED: (
        "The books refused this ({rule}). Nothing was posted. Tell the administrator.",
        "",
    ),
    **{
        Code(code): words
        for part in (
            CORRECTION_SENTENCES,
            CUSTODY_SENTENCES,
            GUARD_SENTENCES,
            PEOPLE_SENTENCES,
            SERVICE_SENTENCES,
        )
        for code, words in part.items()
    },
}


def refuse(code: Code, **facts: object) -> Refusal:
    """Return the refusal ``code`` with ``facts`` put into its sentence; a missing fact is a programmer's error."""
    sentence, key = _SENTENCES[code]
    return Refusal(code, sentence.format(**facts), key.format(**facts) if "{" in key else key)
