"""The desk's sheets: a bill explained, and what pays an account off; to be looked at, and printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.money import Money
from domain.papers.boot_slip import boot_release_slip
from domain.papers.certificate import certificate_sheet
from domain.papers.explain import OldReceipt, explain_sheet, receipt_explained_sheet
from domain.papers.gather import bill_file, same_plate
from domain.papers.payoff import payoff_of, payoff_sheet
from domain.papers.plan import plan_sheet
from domain.papers.return_slip import return_slip
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receivables.bills import BillState
from domain.receivables.evidence import Judged
from domain.receivables.payment_plans import PaymentPlan, PlanRule
from domain.receivables.plain_words import Told, explain
from domain.receivables.tax_liens import RedemptionCertificate
from domain.records import PrintJob, SheetKind
from domain.refusals import Refusal
from tui.desk import Desk
from tui.explaining import Explained


@dataclass(frozen=True, slots=True)
class SheetDesk:
    """The papers that this desk hands out beside receipts. Each act here is one of the clerk's keys."""

    desk: Desk

    def told(self, explained: Explained) -> tuple[Told, ...]:
        """Return an explanation in plain words: of what is owed, or of a receipt by the policy of its day."""
        plate = same_plate(explained.state, self.desk.books)
        return explain(explained.state, explained.assessment, explained.office, plate)

    def why(self, explained: Explained) -> Paper:
        """Return the sheet of an explanation."""
        desk, state, owed = self.desk, explained.state, explained.assessment
        if not explained.receipt or explained.paid is None:
            return self.explained(state, owed.on)
        receipt = OldReceipt(
            explained.receipt, owed, explained.paid, explained.left, explained.changed_since
        )
        file = bill_file(state, desk.books)
        return receipt_explained_sheet(
            file, receipt, explained.office, training=desk.books.training
        )

    def print_why(self, explained: Explained) -> PrintJob | Refusal:
        """Print the sheet of an explanation."""
        bill_no = explained.state.bill.bill_no
        return self.desk.print_sheet(SheetKind.EXPLAIN, bill_no, self.why(explained))

    def explained(self, state: BillState, on: date | None = None) -> Paper:
        """Return the sheet that explains a bill, of today unless another day is asked for."""
        desk = self.desk
        file = bill_file(state, desk.books)
        return explain_sheet(file, on or desk.counts_on, desk.office, training=desk.books.training)

    def print_explained(self, state: BillState, on: date | None = None) -> PrintJob | Refusal:
        """Print the sheet that explains a bill."""
        paper = self.explained(state, on)
        return self.desk.print_sheet(SheetKind.EXPLAIN, state.bill.bill_no, paper)

    def print_payoff(
        self,
        states: Sequence[BillState],
        account_number: str,
        name: str,
        through: date | None = None,
    ) -> PrintJob | Refusal:
        """Print what pays these bills of one account off, through a day."""
        desk = self.desk
        payoff = payoff_of(states, desk.counts_on, desk.office, through)
        paper = payoff_sheet(
            payoff, account_number, name, desk.office, training=desk.books.training
        )
        return desk.print_sheet(SheetKind.PAYOFF, account_number, paper)

    def print_returned(self, judged: Judged, state: BillState, sent: Money) -> PrintJob | Refusal:
        """Print the slip that goes back with a payment that came late and is short."""
        desk = self.desk
        paper = return_slip(
            judged, state, sent, desk.counts_on, desk.office, training=desk.books.training
        )
        return desk.print_sheet(SheetKind.RETURN_SLIP, state.bill.bill_no, paper)

    def print_boot_release(self, posting: Posting, plate: str) -> PrintJob | Refusal:
        """Print the slip that lets the parking staff take a boot off, once its receipt is posted."""
        desk = self.desk
        local: datetime = desk.local(posting.header.entered_at)
        paper = boot_release_slip(posting, plate, desk.office, local, training=desk.books.training)
        return desk.print_sheet(SheetKind.BOOT_RELEASE, plate, paper)

    def print_certificate(
        self, certificate: RedemptionCertificate, name: str
    ) -> PrintJob | Refusal:
        """Print that every lien of a parcel is redeemed."""
        desk = self.desk
        paper = certificate_sheet(certificate, name, desk.office, training=desk.books.training)
        return desk.print_sheet(SheetKind.CERTIFICATE, certificate.parcel, paper)

    def print_plan(self, plan: PaymentPlan, rule: PlanRule, name: str) -> PrintJob | Refusal:
        """Print the schedule of a payment plan, to be signed."""
        desk = self.desk
        paper = plan_sheet(plan, rule, name, desk.office, training=desk.books.training)
        return desk.print_sheet(SheetKind.PLAN, plan.parcel, paper)
