"""Every act that a right is needed for, in words, and what holds for it in any office.

Which role may do which act is the office's policy; what no policy can change is here: whose work an act is about, and
which acts a second person's approval can never replace.
"""

from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """An act that a right is needed for; the value is the name used in policy files."""

    TAKE_MONEY = "take_money"
    CLOSE_DRAWER = "close_drawer"
    OPEN_NO_SALE = "open_no_sale"
    CORRECT_RECEIPTS = "correct_receipts"
    RETURN_CHECKS = "return_checks"
    ADJUST_BILLS = "adjust_bills"
    REQUEST_REFUND = "request_refund"
    APPROVE_VOID = "approve_void"
    APPROVE_BACKDATE = "approve_backdate"
    APPROVE_OVERRIDE = "approve_override"
    APPROVE_NO_SALE = "approve_no_sale"
    APPROVE_ADJUSTMENT = "approve_adjustment"
    APPROVE_REFUND = "approve_refund"
    WAIVE_PENALTY = "waive_penalty"
    SEE_EXPECTED = "see_expected"
    APPROVE_DRAWER = "approve_drawer"
    MAKE_DEPOSIT = "make_deposit"
    HAND_OVER = "hand_over"
    KEEP_VAULT = "keep_vault"
    EXPORT_GL = "export_gl"
    IMPORT_FILES = "import_files"
    REQUEST_RATES = "request_rates"
    APPROVE_RATES = "approve_rates"
    APPLY_RATES = "apply_rates"
    REQUEST_USERS = "request_users"
    APPROVE_USERS = "approve_users"
    APPLY_USERS = "apply_users"
    READ_CHANGES = "read_changes"
    READ_LOG = "read_log"
    READ_LOG_PART = "read_log_part"
    READ_REPORTS = "read_reports"
    VIEW_MASKED = "view_masked"
    VIEW_CONFIDENTIAL = "view_confidential"
    PRINT_SHEETS = "print_sheets"


IN_WORDS: Final[dict[Act, str]] = {
    Act.TAKE_MONEY: "take money",
    Act.CLOSE_DRAWER: "count and close a drawer",
    Act.OPEN_NO_SALE: "open the drawer without a sale",
    Act.CORRECT_RECEIPTS: "ask for a void or a reversal",
    Act.RETURN_CHECKS: "enter a returned check",
    Act.ADJUST_BILLS: "adjust a bill",
    Act.REQUEST_REFUND: "ask for a refund",
    Act.APPROVE_VOID: "approve a void or a reversal",
    Act.APPROVE_BACKDATE: "approve another effective date",
    Act.APPROVE_OVERRIDE: "approve over a hold or a limit",
    Act.APPROVE_NO_SALE: "approve opening without a sale",
    Act.APPROVE_ADJUSTMENT: "approve an adjustment",
    Act.APPROVE_REFUND: "approve a refund",
    Act.WAIVE_PENALTY: "waive a penalty",
    Act.SEE_EXPECTED: "see what a drawer should hold",
    Act.APPROVE_DRAWER: "approve a closed drawer",
    Act.MAKE_DEPOSIT: "make a deposit",
    Act.HAND_OVER: "sign for cash or stock that changes hands",
    Act.KEEP_VAULT: "sign for the vault",
    Act.EXPORT_GL: "export to the general ledger",
    Act.IMPORT_FILES: "import files",
    Act.REQUEST_RATES: "ask for other rates",
    Act.APPROVE_RATES: "approve other rates",
    Act.APPLY_RATES: "put other rates in force",
    Act.REQUEST_USERS: "ask for a change of operators",
    Act.APPROVE_USERS: "approve a change of operators",
    Act.APPLY_USERS: "add or change operators",
    Act.READ_CHANGES: "read who changed rates and operators",
    Act.READ_LOG: "read the whole audit log",
    Act.READ_LOG_PART: "read the audit log of the counters",
    Act.READ_REPORTS: "read reports",
    Act.VIEW_MASKED: "see masked fields",
    Act.VIEW_CONFIDENTIAL: "see confidential customers",
    Act.PRINT_SHEETS: "print bills and sheets",
}
"""Each act in the words that follow 'may'."""

OWN_ONLY: Final = frozenset({Act.TAKE_MONEY, Act.CLOSE_DRAWER})
"""What a person does with the drawer that is open in his or her name, and with no other: one drawer, one person."""

IMPLIED_BY: Final = {Act.READ_LOG_PART: Act.READ_LOG}
"""Whoever may do the second may do the first."""

SECOND_PERSON: Final = frozenset(
    {
        Act.OPEN_NO_SALE,
        Act.CORRECT_RECEIPTS,
        Act.RETURN_CHECKS,
        Act.ADJUST_BILLS,
        Act.REQUEST_REFUND,
        Act.APPROVE_VOID,
        Act.APPROVE_BACKDATE,
        Act.APPROVE_OVERRIDE,
        Act.APPROVE_NO_SALE,
        Act.APPROVE_ADJUSTMENT,
        Act.APPROVE_REFUND,
        Act.APPROVE_DRAWER,
        Act.MAKE_DEPOSIT,
        Act.HAND_OVER,
        Act.KEEP_VAULT,
    }
)
"""What two people of a small office may do together where nobody holds the right alone. A penalty is waived by the
authority of law only, and rates, people, the ledger and the log are kept apart from the counter in any office."""

AT_THE_COUNTER: Final = frozenset(
    {Act.TAKE_MONEY, Act.APPROVE_VOID, Act.APPROVE_DRAWER, Act.MAKE_DEPOSIT}
)
"""Whoever holds one of these works with money. Only such a person is a small office's second person: never the
administrator, who keeps users, and never the auditor, who must not have taken part."""

_APPROVING: Final = {
    Act.CORRECT_RECEIPTS: Act.APPROVE_VOID,
    Act.RETURN_CHECKS: Act.APPROVE_VOID,
    Act.OPEN_NO_SALE: Act.APPROVE_NO_SALE,
    Act.ADJUST_BILLS: Act.APPROVE_ADJUSTMENT,
    Act.REQUEST_REFUND: Act.APPROVE_REFUND,
    Act.TAKE_MONEY: Act.APPROVE_OVERRIDE,
    Act.CLOSE_DRAWER: Act.APPROVE_DRAWER,
    Act.REQUEST_RATES: Act.APPROVE_RATES,
    Act.APPLY_RATES: Act.APPROVE_RATES,
    Act.REQUEST_USERS: Act.APPROVE_USERS,
    Act.APPLY_USERS: Act.APPROVE_USERS,
}


def approving(act: Act) -> Act:
    """Return the right that approves ``act``: an act that is an approval or a decision itself approves itself."""
    return _APPROVING.get(act, act)
