"""The keys that lead to every screen of the counter, from the sign-in on: for the goldens and for hostile data."""

from __future__ import annotations

from tests.samples import PINS
from tests.tui.desk_kit import READY, SIGN_IN, scan

TAX, WATER, TICKET = scan("T27-000101"), scan("WB-5001"), scan("5544332")
HELD = (*READY, "holden hannah", "enter")
SAM = ("sam", "enter", PINS["sam"], "enter")
CHAM = ("cham", "enter", PINS["cham"], "enter")
VOID = (*READY, *TAX, *WATER, "f4", "1000", "c", "f10", "f8")
WHY = ("1", "Paid by card", "enter")
# The check is in a drawer that was closed as it came out; a supervisor without a drawer goes on.
CHECKED = (
    *(
        *READY,
        *TAX,
        *WATER,
        "f4",
        "k",
        "1001",
        "enter",
        "f10",
        "ctrl+b",
        "enter",
        "enter",
        "10",
        "f10",
    ),
    *("a", "1", "enter", "enter", "ctrl+p", "sign off", "enter", *SAM),
)
CASH = ("ctrl+p", "cash", "enter")
OFF = ("ctrl+p", "sign off", "enter")
BILL = (*SAM, "W-1002", "enter", "f8")
ABATED = (*BILL, "a", "1", "10", "enter", "1", "By order", "enter", "Order 12", "enter")
SHORT = (
    *READY,
    *TICKET,
    "f4",
    "c",
    "f10",
    *WATER,
    "f4",
    "c",
    "f10",
    "ctrl+b",
    "enter",
    "1",
    "f10",
    "a",
)
COUNTED = (*READY, "ctrl+b", "1", "enter", "45", "enter")

WALKS: dict[str, tuple[str, ...]] = {
    "sign_in": (),
    "sign_in_pin": ("jane", "enter", "11"),
    "sign_in_refused": ("jane", "enter", "9999", "enter"),
    "lookup_closed": SIGN_IN,
    "drawer_open": (*SIGN_IN, "ctrl+b"),
    "drawer_open_differs": (*SIGN_IN, "ctrl+b", "180", "enter"),
    "lookup": READY,
    "lookup_results": (*READY, "jane"),
    "lookup_forgiven": (*READY, "oconner maeve"),
    "lookup_nothing": (*READY, "zzzz", "enter"),
    "account": HELD,
    "account_paid": (*READY, *TICKET, "f4", "c", "f10", "kxr4821", "enter"),
    "why": (*HELD, "down", "?"),
    "which": (*READY, *TAX, *WATER, "?"),
    "came": (*HELD, "m"),
    "notes": (*HELD, "f7"),
    "items": (*READY, "3", "f3"),
    "cart": (*READY, *TAX, *WATER, "3", "f11", "ctrl+a"),
    "tender": (*READY, *TAX, *WATER, *TICKET, "f4"),
    "tender_number": (*READY, *TAX, "f4", "1300", "+"),
    "tender_mixed": (*READY, *TAX, *WATER, "f4", "500", "k", "1001", "enter"),
    "tender_refused": (*READY, *TICKET, "f4", "500", "k"),
    "tender_covered": (*READY, *TICKET, "f4", "100", "c"),
    "tender_left_of_check": (*READY, *TICKET, "f4", "100", "+", "1001", "enter", "f4"),
    "receipt": (*READY, *TAX, *TICKET, "f4", "1300", "f10"),
    "receipt_no_change": (*READY, *TAX, "f4", "k", "1001", "enter", "f10"),
    "receipts": (*READY, *TICKET, "f4", "c", "f10", "f11", "f4", "c", "f10", "f9"),
    "receipt_again": (*READY, *TAX, "f4", "c", "f10", "f9", "enter", "ctrl+z"),
    "parked": (*READY, *TAX, "f5", "2*YS", "enter", "f5", "f5"),
    "parked_none": (*READY, "f5"),
    "drawer_count": COUNTED,
    "drawer_count_refused": (*COUNTED, "f10"),
    "drawer_close": (*COUNTED, "f10", "a"),
    "difference": (*SHORT, "?"),
    "cut_off": (*READY, "ctrl+p", "cut-off", "enter"),
    "drawer_choice": (*READY, "ctrl+p", "cut-off", "enter", "c", "ctrl+b"),
    "surprise_count": (*READY, "ctrl+p", "surprise", "enter", *SAM),
    "count_kept": (*READY, "ctrl+p", "surprise", "enter", *SAM, "enter", "1", "enter", "f10"),
    "drawer_closed": (*COUNTED, "f10", "a", "2", "enter"),
    "help_tender": (*READY, *TICKET, "f4", "f1"),
    "palette": (*READY, "ctrl+p"),
    "who_can": (*READY, "ctrl+p", "who can", "enter"),
    "reports": (*SAM, "ctrl+p", "reports", "enter"),
    "report": (*CHECKED, "ctrl+p", "reports", "enter", "enter"),
    "cash": (*READY, *CASH),
    "pieces": (*READY, *CASH, "p", "enter", "enter", "enter", "5"),
    "cash_pull": (*READY, *CASH, "p", "strap 7", "enter", "enter", "enter", "3", "f10"),
    "vault": (*SAM, *CASH, "v"),
    "vault_differs": (*SAM, *CASH, "v", "c", "1", "f10"),
    "drawers": (*READY, *TAX, "f4", "c", "f10", *OFF, *SAM, "ctrl+p", "drawers", "enter"),
    "report_behind": (*CHECKED, "ctrl+p", "reports", "enter", "enter", "enter"),
    "locked": (*READY, *TAX, "f4", "13", "f12"),
    "locked_refused": (*READY, *TAX, "f12", "9999", "enter"),
    "locked_another": (*READY, *TAX, "f12", "diego", "enter", "22"),
    "menu": (*READY, "escape"),
    "notes_refused": (*HELD, "f7", "card 4111 1111 1111 1111", "enter"),
    "checklist": (*READY, *TICKET, "f4", "l", "enter"),
    "no_sale": (*READY, "ctrl+p", "no sale", "enter"),
    "correct": (*READY, "f8"),
    "void": VOID,
    "void_words": (*VOID, "1"),
    "void_refused": (*VOID, "1", "enter"),
    "void_sure": (*VOID, *WHY),
    "voided": (*VOID, *WHY, "v", *SAM),
    "voided_receipt": (*VOID, *WHY, "v", *SAM, "enter"),
    "voided_list": (*VOID, *WHY, "v", *SAM, "f9"),
    "recreated": (*VOID, *WHY, "v", *SAM, "n"),
    "returned": (*CHECKED, "f8", "3"),
    "returned_sure": (*CHECKED, "f8", "3", "1001", "enter", "1", "enter", "Notice 7", "enter"),
    "correct_bill": BILL,
    "correct_bill_drawer": (*READY, "W-1002", "enter", "f8"),
    "adjust_charge": (*BILL, "a"),
    "adjust_sure": ABATED,
    "adjusted": (*ABATED, "a", *CHAM),
    "waive_refused": (*BILL, "w"),
    "other_day": (*CHECKED, "W-1001", "enter", "f8", "down", "e", "1"),
}
"""A name for what is seen, and the keys to it."""
