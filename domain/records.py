"""What the books hand out and take in besides postings: hits, customers, drafts, print jobs and proofs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.corrections.policy import ENDS_A_RECEIPT, CorrectionKind
from domain.corrections.values import Correction, CorrectionNo
from domain.ledger.trail import digest_of
from domain.money import ZERO, Money
from domain.receipting.cart import Cart
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receipting.receipt import ReceiptNo
from domain.receivables.accounts import Account, HoldKind, Note
from domain.receivables.bills import BillState


@dataclass(frozen=True, slots=True)
class Hit:
    """One account found. ``account_id`` is the books' own; ``kind`` is the account's service code.

    ``holds`` are the kinds of its holds, and ``noted`` says that there are notes to read.
    """

    account_id: int
    kind: str
    number: str
    name: str = field(repr=False)
    address: str = field(repr=False)
    plate: str = field(default="", repr=False)
    holds: tuple[HoldKind, ...] = ()
    noted: bool = False

    @property
    def flagged(self) -> bool:
        """Whether the customer is confidential."""
        return HoldKind.CONFIDENTIAL in self.holds


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup gave, best first. ``forgiven`` says that nothing matched exactly and one letter was forgiven."""

    hits: tuple[Hit, ...]
    forgiven: bool = False


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account with its bills, open ones and those touched here, and its notes."""

    account_id: int
    account: Account
    bills: tuple[BillState, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything of one customer: the account asked for first, then the others of the same party."""

    accounts: tuple[AccountView, ...]


class DraftState(StrEnum):
    """Where a cart that is not posted stands."""

    ACTIVE = "active"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Draft:
    """A cart kept before the commit, with the drawer, station and operator it is at, and since when (UTC)."""

    cart: Cart = field(repr=False)
    drawer: str
    station: str
    operator_id: str
    state: DraftState
    saved_at: datetime
    label: str = ""


class PrintState(StrEnum):
    """The life of a print job. ``UNKNOWN``: the machine stopped while it was being sent."""

    PENDING = "pending"
    SENDING = "sending"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class PaperKind(StrEnum):
    """What a print job prints."""

    RECEIPT = "receipt"
    DRAWER_REPORT = "drawer_report"
    CORRECTION = "correction"
    CUSTODY = "custody"
    SHEET = "sheet"


class SheetKind(StrEnum):
    """What a sheet tells its reader: a paper that no posting stands behind."""

    EXPLAIN = "explain"
    PAYOFF = "payoff"
    PLAN = "plan"
    CERTIFICATE = "certificate"
    RETURN_SLIP = "return_slip"
    BOOT_RELEASE = "boot_release"
    TAPE = "tape"
    """A batch's virtual tape, to tick against paper; it is about the batch."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was asked for: what it says, about which bill, account or plate, who asked, where and when (UTC).

    It is kept as it was printed, because what an office told a customer on a day is what it is held to.
    """

    sheet_id: int
    kind: SheetKind
    about: str
    paper: Paper = field(repr=False)
    station: str
    operator_id: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.about or not self.paper.lines or self.paper.kick:
            raise ValueError("a sheet is about something, says something, and opens no drawer")


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper owed: of a posting, or a sheet.

    ``copy_no`` 0 is the original, n is DUPLICATE n. ``kick`` opens the cash drawer.
    """

    job_id: int
    paper: PaperKind
    posting_id: int | None
    copy_no: int
    station: str
    kick: bool
    state: PrintState
    sheet_id: int | None = None

    def __post_init__(self) -> None:
        if (self.posting_id is None) == (self.sheet_id is None):
            raise ValueError("a print job is of a posting or of a sheet")
        if (self.paper is PaperKind.SHEET) != (self.sheet_id is not None):
            raise ValueError("a sheet's job prints a sheet, and no other does")


@dataclass(frozen=True, slots=True)
class CorrectedBy:
    """One correction of a receipt as its reader needs it: which, who, who approved it, when (UTC) and why."""

    number: CorrectionNo
    kind: CorrectionKind
    operator_name: str
    approved_by: str
    on: date
    at: datetime
    reason_code: str
    reason_text: str = ""

    @property
    def ends(self) -> bool:
        """Whether it undid the receipt as a whole."""
        return self.kind in ENDS_A_RECEIPT


@dataclass(frozen=True, slots=True)
class PostedReceipt:
    """A receipt's posting in the books, its id there and the number of copies printed or asked for after the first.

    ``corrected`` are the corrections that name it, in the order of posting.
    """

    posting_id: int
    posting: Posting
    copies: int = 0
    corrected: tuple[CorrectedBy, ...] = ()

    @property
    def undone(self) -> CorrectedBy | None:
        """The void or reversal that undid it, or ``None`` while it stands."""
        return next((c for c in self.corrected if c.ends), None)


@dataclass(frozen=True, slots=True)
class PostedCorrection:
    """A correction's posting in the books and its id there."""

    posting_id: int
    posting: Posting

    @property
    def body(self) -> Correction:
        """What it says; a posting of another kind is a programmer's error."""
        if not isinstance(self.posting.body, Correction):
            raise TypeError("only a correction's posting is a correction")
        return self.posting.body


def corrected_by(posting: Posting) -> CorrectedBy:
    """Return a correction's posting as the reader of what it corrects needs it."""
    header, body = posting.header, posting.body
    if not isinstance(body, Correction):
        raise TypeError("only a correction's posting corrects")
    support = body.amendment.support
    return CorrectedBy(
        body.number,
        body.kind,
        header.operator_name,
        support.approval.name if support.approval else "",
        header.business_date,
        header.entered_at,
        support.reason_code,
        support.reason_text,
    )


@dataclass(frozen=True, slots=True)
class BillPayment:
    """What one receipt put on one bill: the day it counts for, the business date it was taken on, and who paid."""

    number: ReceiptNo
    effective_on: date
    taken_on: date
    payer: str = field(repr=False)
    amount: Money
    difference: Money = ZERO
    """What was paid less what it settled, by the office's tolerance: below zero when it was short."""


@dataclass(frozen=True, slots=True)
class ItemSale:
    """On which receipt an item was sold, for which business date, when it was posted (UTC), and its request id."""

    number: ReceiptNo
    sold_on: date
    at: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One thing that ``prove`` checked: how many, and the differences it found, each a sentence."""

    name: str
    checked: int
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole proof. ``heads`` are the trail's heads: (series, chain number, digest)."""

    lines: tuple[ProofLine, ...]
    heads: tuple[tuple[str, int, str], ...] = ()

    @property
    def proves(self) -> bool:
        """Whether nothing differs."""
        return not any(line.differences for line in self.lines)

    @property
    def digest(self) -> str:
        """One digest over all heads: two sets of books with the same one hold the same postings."""
        return digest_of([list(head) for head in self.heads])
