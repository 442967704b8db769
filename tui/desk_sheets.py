"""The desk's sheets: a bill explained, and what pays an account off; to be looked at, and printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.money import Money
from domain.papers.boot_slip import boot_release_slip
from domain.papers.explain import explain_sheet
from domain.papers.gather import bill_file, same_plate
from domain.papers.payoff import payoff_of, payoff_sheet
from domain.papers.return_slip import return_slip
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receivables.assessment import Assessment
from domain.receivables.bills import BillState
from domain.receivables.evidence import Judged
from domain.receivables.plain_words import Told, explain
from domain.records import PrintJob, SheetKind
from domain.refusals import Refusal
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class SheetDesk:
    """The papers that this desk hands out beside receipts. Each act here is one of the clerk's keys."""

    desk: Desk

    def told(self, state: BillState, assessment: Assessment) -> tuple[Told, ...]:
        """Return the explanation of a bill's amount in plain words, as screen and sheet say it."""
        plate = same_plate(state, self.desk.books)
        return explain(state, assessment, self.desk.office, plate)

    def explained(self, state: BillState, on: date | None = None) -> Paper:
        """Return the sheet that explains a bill, of today unless another day is asked for."""
        desk = self.desk
        file = bill_file(state, desk.books)
        return explain_sheet(file, on or desk.today, desk.office, training=desk.books.training)

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
        payoff = payoff_of(states, desk.today, desk.office, through)
        paper = payoff_sheet(
            payoff, account_number, name, desk.office, training=desk.books.training
        )
        return desk.print_sheet(SheetKind.PAYOFF, account_number, paper)

    def print_returned(self, judged: Judged, state: BillState, sent: Money) -> PrintJob | Refusal:
        """Print the slip that goes back with a payment that came late and is short."""
        desk = self.desk
        paper = return_slip(
            judged, state, sent, desk.today, desk.office, training=desk.books.training
        )
        return desk.print_sheet(SheetKind.RETURN_SLIP, state.bill.bill_no, paper)

    def print_boot_release(self, posting: Posting, plate: str) -> PrintJob | Refusal:
        """Print the slip that lets the parking staff take a boot off, once its receipt is posted."""
        desk = self.desk
        local: datetime = desk.local(posting.header.entered_at)
        paper = boot_release_slip(posting, plate, desk.office, local, training=desk.books.training)
        return desk.print_sheet(SheetKind.BOOT_RELEASE, plate, paper)
