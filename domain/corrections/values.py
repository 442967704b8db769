"""What a correction says: which receipts and bills it touches, by how much, why, and who approved it.

Nothing here decides. A correction is built by the module of its kind, and sealed into a posting by the books.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.corrections.policy import ADJUSTMENTS, ENDS_A_RECEIPT, CorrectionKind
from domain.money import ZERO, Money, total
from domain.people.approval import Approval
from domain.receipting.receipt import ReceiptNo
from domain.receipting.tender import Tender
from domain.receivables.bills import MOVES_MONEY, Applied, How
from domain.receivables.evidence import Evidence

NO_LINE = 0
"""In place of a line's number: what is of the receipt as a whole, such as its cash rounding."""
_SERIES = re.compile(r"[0-9A-Z]{1,4}\Z")
_NUMBER = re.compile(r"(?P<year>\d{4})-(?P<series>[0-9A-Z]{1,4})-C(?P<seq>\d{1,9})\Z")


@dataclass(frozen=True, slots=True, order=True)
class CorrectionNo:
    """A correction's number, ``year-series-C`` and a sequence: gap-free from 1 within its series and year."""

    year: int
    series: str
    seq: int

    def __post_init__(self) -> None:
        if not 2000 <= self.year <= 9999 or not 1 <= self.seq < 10**9:
            raise ValueError("a correction's number has a year and a sequence from 1")
        if not _SERIES.match(self.series):
            raise ValueError("a series in a correction's number is 1 to 4 capitals and digits")

    def __str__(self) -> str:
        return f"{self.year}-{self.series}-C{self.seq:05d}"


def parse_correction_no(text: str) -> CorrectionNo | None:
    """Read a correction's number as printed, leading zeros optional; ``None`` for anything else."""
    match = _NUMBER.match(text.strip().upper())
    if match is None or not int(match["seq"]) or int(match["year"]) < 2000:
        return None
    return CorrectionNo(int(match["year"]), match["series"], int(match["seq"]))


@dataclass(frozen=True, slots=True)
class Support:
    """Why: a coded reason of the policy, words, the document behind it, and a second person's approval."""

    reason_code: str
    reason_text: str = ""
    document: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class EffectPart:
    """What a correction does to one charge kind of one instalment: positive lowers what is owed, negative raises it.

    ``effective_on`` is the day it counts for: that of the payment that is taken back. ``gl_code`` is the account that
    bears it, empty where no money moves. ``receipt`` is the receipt whose payment it takes back or moves.
    """

    how: How
    instalment: int
    kind: str
    amount: Money
    effective_on: date
    gl_code: str = ""
    receipt: ReceiptNo | None = None

    def __post_init__(self) -> None:
        if not self.amount:
            raise ValueError("a part of a correction has an amount")
        if (self.how in MOVES_MONEY) != bool(self.gl_code):
            raise ValueError("what moves money names its account, and nothing else does")

    @property
    def applied(self) -> Applied:
        """What it is to the bill."""
        return Applied(self.instalment, self.kind, self.amount, self.effective_on, self.how)


@dataclass(frozen=True, slots=True)
class BillEffect:
    """All that a correction does to one bill, decided on its ``version``.

    ``before`` and ``after`` are what was and what is owed on the correction's business date.
    """

    bill_no: str
    service: str
    account_number: str
    description: str
    version: int
    before: Money
    after: Money
    parts: tuple[EffectPart, ...]
    name: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("an effect on a bill has parts")

    @property
    def taken_back(self) -> Money:
        """The money that this bill gives back; negative where it gets some."""
        return -total(p.amount for p in self.parts if p.gl_code)


@dataclass(frozen=True, slots=True)
class LineBack:
    """What comes back of a receipt beside what it put on bills: items, a tolerance's difference, its cash rounding.

    ``quantity`` is how many items return to the stock: 0 when the customer keeps them and owes ``amount``, which
    ``gl_code`` bears. A difference's and rounding's amount may be negative.
    """

    receipt: ReceiptNo
    line_no: int
    description: str
    amount: Money
    gl_code: str
    item_code: str = ""
    quantity: int = 0

    def __post_init__(self) -> None:
        if self.quantity < 0 or (self.quantity and not self.item_code) or not self.gl_code:
            raise ValueError("a line that comes back has an account, and an item where it is stock")


@dataclass(frozen=True, slots=True)
class TenderBack:
    """One tender of a receipt that is undone. ``gl_code`` gives its money; empty where it becomes a settlement."""

    receipt: ReceiptNo
    tender_no: int
    tender: Tender
    gl_code: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Money that the office owes a customer: a refund request, or a credit on an account. Never cash of a drawer."""

    how: str
    amount: Money
    gl_code: str
    payee: str = field(default="", repr=False)
    service: str = ""
    account_number: str = ""

    def __post_init__(self) -> None:
        if self.how not in ("refund", "credit") or self.amount.cents <= 0 or not self.gl_code:
            raise ValueError("a settlement is a refund or a credit of a positive amount")
        if (self.how == "credit") != bool(self.account_number):
            raise ValueError("a credit stands on an account")


@dataclass(frozen=True, slots=True)
class ReturnedCheck:
    """The check that a bank returned: kind of tender, number, whole amount, and the accounts whose bills it paid.

    ``fee`` was added to bill ``fee_bill_no``. Each account is (service, number, party key), once.
    """

    kind: str
    name: str
    number: str
    amount: Money
    deposited: bool
    accounts: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    fee: Money = ZERO
    fee_bill_no: str = ""

    def __post_init__(self) -> None:
        if self.amount.cents <= 0 or bool(self.fee) != bool(self.fee_bill_no):
            raise ValueError("a returned check has an amount, and its fee stands on a bill")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction before the books number it: everything that it says and does."""

    kind: CorrectionKind
    support: Support
    corrects: tuple[ReceiptNo, ...] = ()
    effects: tuple[BillEffect, ...] = ()
    lines: tuple[LineBack, ...] = ()
    tenders: tuple[TenderBack, ...] = ()
    change: Money = ZERO
    settlement: Settlement | None = None
    check: ReturnedCheck | None = None
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if len({e.bill_no for e in self.effects}) != len(self.effects):
            raise ValueError("a correction touches a bill once")
        if len(set(self.corrects)) != len(self.corrects):
            raise ValueError("a correction names a receipt once")
        named = {p.receipt for e in self.effects for p in e.parts if p.receipt is not None}
        named |= {line.receipt for line in self.lines} | {t.receipt for t in self.tenders}
        if not named <= set(self.corrects):
            raise ValueError("a correction names every receipt of which it takes something back")
        if not (self.corrects or self.effects) or not self.support.reason_code:
            raise ValueError("a correction corrects something, for a coded reason")
        if (self.kind is CorrectionKind.RETURNED_CHECK) != (self.check is not None):
            raise ValueError("a returned check, and nothing else, names the check")
        if self.kind in ADJUSTMENTS and (self.tenders or self.settlement):
            raise ValueError("an adjustment moves no money")
        cash = total(t.tender.amount for t in self.tenders if t.tender.is_cash)
        if not ZERO <= self.change <= cash:
            raise ValueError("change goes back into the cash that it was given from")
        if sum(cents for _, cents in self.movements()):
            raise ValueError("what a correction takes back equals what becomes of it")

    @property
    def ends(self) -> bool:
        """Whether it undoes its receipt as a whole."""
        return self.kind in ENDS_A_RECEIPT

    @property
    def in_drawer(self) -> bool:
        """Whether it takes place in the open session of its receipt's drawer."""
        return self.kind is CorrectionKind.VOID

    @property
    def amount(self) -> Money:
        """What it is about, for lists: the money that goes back, else the most that bills move in one direction."""
        if self.tenders:
            return total(t.tender.amount for t in self.tenders) - self.change
        parts = [p.amount for e in self.effects for p in e.parts]
        return max(total(p for p in parts if p > ZERO), -total(p for p in parts if p < ZERO))

    def movements(self) -> Iterator[tuple[str, int]]:
        """Yield ``(gl_code, cents)``, positive a debit: what is relieved no more, and where its money went."""
        for effect in self.effects:
            for part in effect.parts:
                if part.gl_code:
                    yield part.gl_code, -part.amount.cents
        for line in self.lines:
            yield line.gl_code, line.amount.cents
        for back in self.tenders:
            if back.gl_code:
                yield back.gl_code, -back.tender.amount.cents
        if self.change:
            given = next(t for t in self.tenders if t.tender.is_cash)
            if given.gl_code:
                yield given.gl_code, self.change.cents
        if self.settlement is not None:
            yield self.settlement.gl_code, -self.settlement.amount.cents


@dataclass(frozen=True, slots=True)
class Correction:
    """The body of a posting that corrects: its number, and what it says."""

    number: CorrectionNo
    amendment: Amendment

    @property
    def kind(self) -> CorrectionKind:
        """What kind of correction it is."""
        return self.amendment.kind
