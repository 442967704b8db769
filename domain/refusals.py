"""Every refusal that the domain can give: a stable code, the sentence the clerk reads, the key to press next.

A refusal is a value, never an exception. A sentence says what happened, why, and what to do.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.batch_sentences import BATCH_SENTENCES
from domain.correction_sentences import CORRECTION_SENTENCES
from domain.custody_sentences import CUSTODY_SENTENCES
from domain.desk_sentences import DESK_SENTENCES
from domain.guard_sentences import GUARD_SENTENCES
from domain.people_sentences import PEOPLE_SENTENCES
from domain.policy_sentences import POLICY_SENTENCES
from domain.service_sentences import SERVICE_SENTENCES
from domain.stock_sentences import STOCK_SENTENCES


class Code(StrEnum):
    """The stable name of a refusal, for tests, logs and the command line."""

    AMOUNT_UNREADABLE = "amount-unreadable"
    AMOUNT_NOT_POSITIVE = "amount-not-positive"
    BILL_UNKNOWN = "bill-unknown"
    BILL_NOT_ON_RECEIPT = "bill-not-on-receipt"
    BILL_IN_CART = "bill-in-cart"
    BILL_PAID = "bill-paid"
    BILL_CANCELLED = "bill-cancelled"
    BILL_CHANGED = "bill-changed"
    BILL_PAID_LATER = "bill-paid-later"
    BILL_PAID_SINCE = "bill-paid-since"
    BILL_HELD = "bill-held"
    BILL_IN_ESCROW = "bill-in-escrow"
    WHAT_IF = "what-if"
    BILL_RETURNED = "bill-returned"
    POLICY_UNREADABLE = "policy-unreadable"
    CHARGE_UNLISTED = "charge-unlisted"
    OVER_BALANCE = "over-balance"
    PARTIAL_REFUSED = "partial-refused"
    PART_FEE_ONLY = "part-fee-only"
    PART_OF_PARCEL = "part-of-parcel"
    NOT_GIVEN_OUT = "not-given-out"
    BILL_RELEVIED = "bill-relevied"
    ORDER_REFUSED = "order-refused"
    RETURN_FOR_PAYMENT = "return-for-payment"
    EVIDENCE_WITHOUT_DAY = "evidence-without-day"
    EVIDENCE_WITHOUT_NUMBER = "evidence-without-number"
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
    TENDER_FEE_NOT_ACCEPTED = "tender-fee-not-accepted"
    TENDER_FEE_MISSING = "tender-fee-missing"
    TENDER_FEE_LEFT = "tender-fee-left"
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
    BOOT_NOT_ON = "boot-not-on"
    BOOT_RELEASED = "boot-released"
    LIEN_UNKNOWN = "lien-unknown"
    LIEN_ORDER = "lien-order"
    LIEN_OPEN = "lien-open"
    PLAN_REFUSED = "plan-refused"
    ITEM_PARTICULARS = "item-particulars"
    NOT_REFUNDED = "not-refunded"
    TOO_FAR_AHEAD = "too-far-ahead"
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
    COUNT_NO_BUNDLE = "count-no-bundle"
    COUNT_IN = "count-in"
    COUNT_OPEN = "count-open"
    BUSINESS_DATE_CUT_OFF = "business-date-cut-off"
    CUT_OFF_BEFORE = "cut-off-before"
    CHECK_COUNTED = "check-counted"
    CHECK_NOT_HERE = "check-not-here"
    CARTS_TO_NO_DRAWER = "carts-to-no-drawer"
    REASON_NEEDED = "reason-needed"
    CARTS_PARKED = "carts-parked"
    RECEIPT_UNKNOWN = "receipt-unknown"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGN_IN_LOCKED = "sign-in-locked"
    OPERATOR_EXISTS = "operator-exists"
    OPERATOR_UNKNOWN = "operator-unknown"
    OPERATOR_GONE = "operator-gone"
    APPROVER_GONE = "approver-gone"
    APPROVAL_OTHER = "approval-other"
    SALE_CHANGED = "sale-changed"
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
    NOT_APPROVED = "not-approved"
    NO_SALE_REASON = "no-sale-reason"
    WHY_NEEDED = "why-needed"
    RECEIPT_CORRECTED = "receipt-corrected"
    RECEIPT_STANDS = "receipt-stands"
    VOID_TOO_LATE = "void-too-late"
    VOID_ELSEWHERE = "void-elsewhere"
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
    MONEY_REFUNDED = "money-refunded"
    LIEN_REDEEMED_AFTER = "lien-redeemed-after"
    EFFECTIVE_SAME = "effective-same"
    SERIALS_UNREADABLE = "serials-unreadable"
    STOCK_NOT_THERE = "stock-not-there"
    STOCK_OVERLAPS = "stock-overlaps"
    STOCK_SHORT = "stock-short"
    STOCK_UNNUMBERED = "stock-unnumbered"
    STOCK_COUNT_DIFFERS = "stock-count-differs"
    STOCK_UNKNOWN = "stock-unknown"
    STOCK_UNCOUNTED = "stock-uncounted"
    MOVE_WAY = "move-way"
    MOVE_ONE_PERSON = "move-one-person"
    MOVE_NOT_THERE = "move-not-there"
    MOVE_PIECES_MISSING = "move-pieces-missing"
    CHANGE_ORDER_UNEQUAL = "change-order-unequal"
    DEPOSITED_TWICE = "deposited-twice"
    DEPOSIT_UNSEALED = "deposit-unsealed"
    DEPOSIT_DIFFERS = "deposit-differs"
    BANK_DIFFERS = "bank-differs"
    BANK_DAY = "bank-day"
    CHECK_NOT_DEPOSITED = "check-not-deposited"
    HELD_WITHOUT_REASON = "held-without-reason"
    HELD_UNKNOWN = "held-unknown"
    ACT_ONE_PERSON = "act-one-person"
    ACT_NOT_YOURS = "act-not-yours"
    ACT_UNSIGNED = "act-unsigned"
    ACT_DONE_BEFORE = "act-done-before"
    ACT_TOO_EARLY = "act-too-early"
    SESSION_NOT_CLOSED = "session-not-closed"
    ACT_OTHER_DAY = "act-other-day"
    TURN_IN_DIFFERS = "turn-in-differs"
    MOVE_NOTHING = "move-nothing"
    VAULT_DIFFERS = "vault-differs"
    BANK_UNKNOWN = "bank-unknown"
    FLOAT_NOT_ISSUED = "float-not-issued"
    FLOAT_DIFFERS = "float-differs"
    DRAWER_LESS_THAN = "drawer-less-than"
    BATCH_PAST = "batch-past"
    BATCH_UNRELEASED = "batch-unreleased"
    BATCH_REKEYED = "batch-rekeyed"
    BATCH_UNKNOWN = "batch-unknown"
    DAY_SEALED = "day-sealed"
    DAY_BEFORE_OPEN = "day-before-open"
    DAY_DRAWER_OPEN = "day-drawer-open"
    DAY_EMPTY = "day-empty"
    IMPORT_REFUSED = "import-refused"
    FUND_UNKNOWN = "fund-unknown"
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
    Code(code): words
    for part in (
        BATCH_SENTENCES,
        CORRECTION_SENTENCES,
        CUSTODY_SENTENCES,
        DESK_SENTENCES,
        GUARD_SENTENCES,
        PEOPLE_SENTENCES,
        POLICY_SENTENCES,
        SERVICE_SENTENCES,
        STOCK_SENTENCES,
    )
    for code, words in part.items()
}


def refuse(code: Code, **facts: object) -> Refusal:
    """Return the refusal ``code`` with ``facts`` put into its sentence; a missing fact is a programmer's error."""
    sentence, key = _SENTENCES[code]
    return Refusal(code, sentence.format(**facts), key.format(**facts) if "{" in key else key)
