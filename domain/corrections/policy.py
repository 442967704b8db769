"""What the office's policy says of corrections: reasons, ledger accounts, who may waive what, returned checks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from domain.money import ZERO, Money
from domain.policy.accruals import Source


class CorrectionKind(StrEnum):
    """What a correction does; the value is the name used in policy files, in the books and in reports."""

    VOID = "void"
    """A receipt of the same open drawer session is undone; the money goes back over the counter."""
    REVERSAL = "reversal"
    """A receipt of a closed session is undone; the money becomes a refund request, never cash from a drawer."""
    RETURNED_CHECK = "returned_check"
    """The bank returned a check: what it paid is owed again."""
    ABATEMENT = "abatement"
    """A bill is lowered by an authority, such as the assessor or a court."""
    WAIVER = "waiver"
    """A penalty or fee is given up, where the law lets it be."""
    DISMISSAL = "dismissal"
    """A bill is not owed at all any more, such as a ticket that was dismissed."""
    ADJUSTMENT = "adjustment"
    """An error on a bill is set right, up or down."""
    REFUND = "refund"
    """What was paid too much on a bill becomes a refund request or a credit."""
    EFFECTIVE_CHANGE = "effective_change"
    """A payment counts for another day than it was posted for, by evidence."""

    @property
    def words(self) -> str:
        """The kind as it is read: ``returned check``."""
        return self.value.replace("_", " ")

    @property
    def one(self) -> str:
        """One of the kind: ``a void``, ``an abatement``."""
        return f"{'an' if self.value[0] in 'aeiou' else 'a'} {self.words}"


ADJUSTMENTS = frozenset(
    {
        CorrectionKind.ABATEMENT,
        CorrectionKind.WAIVER,
        CorrectionKind.DISMISSAL,
        CorrectionKind.ADJUSTMENT,
    }
)
"""Kinds that change a bill and move no money."""

ENDS_A_RECEIPT = frozenset({CorrectionKind.VOID, CorrectionKind.REVERSAL})
"""Kinds that undo a receipt as a whole: a receipt is undone at most once."""


@dataclass(frozen=True, slots=True)
class CorrectionReason:
    """A coded reason, and the kinds of correction it may be given for."""

    code: str
    name: str
    kinds: frozenset[CorrectionKind]


@dataclass(frozen=True, slots=True)
class CorrectionAccounts:
    """Ledger accounts of corrections.

    ``refunds`` and ``credits`` are liabilities to customers; ``bank`` is charged for a returned check that was
    deposited; ``returned_items`` is what customers owe for things sold against a check that came back.
    """

    refunds: str
    credits: str
    bank: str
    returned_items: str


@dataclass(frozen=True, slots=True)
class Authority:
    """The law's leave to waive charge kinds of a service, or to dismiss its bills (no charge kinds named)."""

    service: str
    charge_kinds: tuple[str, ...]
    source: Source


LETTER_FACTS = frozenset({"name", "number", "amount", "reason", "fee", "bills", "tenders"})
"""What a letter's text may name in braces: the facts of the returned check."""

Split = Literal["whole_lines", "in_proportion"]
Overpaid = Literal["refund", "credit"]


@dataclass(frozen=True, slots=True)
class ReturnedChecks:
    """The rules of checks that a bank returns.

    The ``fee`` (General Municipal Law 85) is at most ``fee_most`` (General Obligations Law 5-328) and comes once a
    check. An account with ``per_account`` checks returned within ``within_months``, or a party with ``per_party`` of
    them on all its accounts, pays in cash or guaranteed funds for ``hold_months``. ``split`` says which lines a check
    paid where other money paid too. ``letter`` is the text to the customer, a paragraph each.
    """

    tender_kinds: tuple[str, ...] = ()
    fee: Money = ZERO
    fee_most: Money = ZERO
    per_account: int = 2
    per_party: int = 2
    within_months: int = 12
    hold_months: int = 12
    split: Split = "whole_lines"
    letter: tuple[str, ...] = ()
    source: Source = Source("corrections.returned_checks", "")

    def __post_init__(self) -> None:
        if not ZERO <= self.fee <= self.fee_most:
            raise ValueError(f"the fee for a returned check is at most {self.fee_most}")
        counts = (self.per_account, self.per_party, self.within_months, self.hold_months)
        if min(counts) < 1:
            raise ValueError("counts of returned checks and months are 1 or more")


@dataclass(frozen=True, slots=True)
class CorrectionPolicy:
    """All rules of corrections. ``series`` is the back office's own: its corrections belong to no drawer."""

    series: str = "OFC"
    reasons: tuple[CorrectionReason, ...] = ()
    accounts: CorrectionAccounts | None = None
    waivers: tuple[Authority, ...] = ()
    dismissals: tuple[Authority, ...] = ()
    overpaid: Overpaid = "refund"
    returned: ReturnedChecks = ReturnedChecks()

    def __post_init__(self) -> None:
        codes = [reason.code for reason in self.reasons]
        if len(set(codes)) != len(codes):
            raise ValueError("a correction's reason is listed twice")

    def reasons_for(self, kind: CorrectionKind) -> tuple[CorrectionReason, ...]:
        """Return the reasons that may be given for a kind, in the policy's order."""
        return tuple(reason for reason in self.reasons if kind in reason.kinds)

    def reason_name(self, code: str) -> str:
        """Return a reason's name; the code itself when the policy has dropped it since."""
        return next((reason.name for reason in self.reasons if reason.code == code), code)

    def waiver(self, service: str, charge_kind: str) -> Authority | None:
        """Return the law by which a charge kind of a service may be waived, or ``None``: it may not."""
        found = (a for a in self.waivers if a.service == service and charge_kind in a.charge_kinds)
        return next(found, None)

    def dismissal(self, service: str) -> Authority | None:
        """Return the law by which bills of a service may be dismissed, or ``None``: they may not."""
        return next((a for a in self.dismissals if a.service == service), None)
