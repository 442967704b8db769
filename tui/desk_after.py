"""What a receipt brings beside its own paper: the slip that takes a boot off, the certificate after the last lien.

Each is made once and kept in the books; asked for again it prints as a duplicate.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.receipting.boot_release import BOOT_ITEM
from domain.receipting.cart import BillLine, ItemLine, Line
from domain.receipting.receipt import Receipt
from domain.receipting.redemption import is_parcel, lien_rules, redeemed_all
from domain.receivables.bills import BillState
from domain.receivables.tax_liens import RedemptionCertificate
from domain.records import PostedReceipt, PrintJob, Sheet, SheetKind
from domain.refusals import Refusal
from tui.desk import Desk
from tui.desk_sheets import SheetDesk


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate that may be printed, with the name that the receipt was made out to."""

    certificate: RedemptionCertificate
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AfterReceipt:
    """The papers that one posted receipt brings with it; none when it was undone since."""

    desk: Desk
    posted: PostedReceipt

    @property
    def released(self) -> tuple[str, ...]:
        """The plates whose boot comes off by this receipt."""
        lines = (x for x in self._lines if isinstance(x, ItemLine) and x.item_code == BOOT_ITEM)
        return tuple(dict.fromkeys(line.reference for line in lines))

    def print_slips(self) -> tuple[str, ...]:
        """Print the slips that are not in the books yet, as after a posting or a crash; return their plates."""
        missing = [p for p in self.released if self._made(SheetKind.BOOT_RELEASE, p) is None]
        return tuple(p for p in missing if not isinstance(self._print_slip(p), Refusal))

    def certificates(self) -> tuple[Certified, ...]:
        """Return the certificate of each parcel whose last lien this receipt redeemed."""
        desk = self.desk
        found: dict[str, Certified] = {}
        for line in self._lines:
            if isinstance(line, BillLine) and self._redeems(line):
                parcel = line.account_number
                made = redeemed_all(self._parcel(parcel), desk.today, desk.office)
                if isinstance(made, RedemptionCertificate):
                    found[parcel] = Certified(made, line.name)
        return tuple(found.values())

    def print_papers(self) -> Refusal | None:
        """Print every paper of this receipt; one that was printed before is a duplicate."""
        jobs = [
            self._again(SheetKind.BOOT_RELEASE, p) or self._print_slip(p) for p in self.released
        ]
        for each in self.certificates():
            parcel = each.certificate.parcel
            jobs.append(
                self._again(SheetKind.CERTIFICATE, parcel)
                or SheetDesk(self.desk).print_certificate(each.certificate, each.name)
            )
        return next((job for job in jobs if isinstance(job, Refusal)), None)

    @property
    def _lines(self) -> tuple[Line, ...]:
        receipt = self.posted.posting.body
        stands = isinstance(receipt, Receipt) and self.posted.undone is None
        return receipt.lines if stands and isinstance(receipt, Receipt) else ()

    def _redeems(self, line: BillLine) -> bool:
        """Whether a line paid a lien whole."""
        if line.balance_after or not is_parcel(line.service, self.desk.office):
            return False
        state = self.desk.books.bill(line.bill_no)
        return state is not None and state.bill.facts.lien_on is not None

    def _parcel(self, number: str) -> Iterator[BillState]:
        """Yield the bills of a parcel in every service whose accounts are parcels, paid ones too."""
        books, rules = self.desk.books, lien_rules(self.desk.office)
        for service in rules.services if rules is not None else ():
            account_id = books.account(service, number)
            customer = books.customer(account_id) if account_id is not None else None
            if customer is not None:
                yield from customer.accounts[0].bills

    def _made(self, kind: SheetKind, about: str) -> Sheet | None:
        """Return the sheet that this receipt brought already."""
        since = self.posted.posting.header.entered_at
        sheets = self.desk.books.sheets(about)
        return next((s for s in sheets if s.kind is kind and s.at >= since), None)

    def _again(self, kind: SheetKind, about: str) -> PrintJob | None:
        desk, made = self.desk, self._made(kind, about)
        if made is None or desk.operator is None:
            return None
        job = desk.books.reprint_sheet(
            made.sheet_id, desk.station.code, desk.operator.operator_id, desk.clock()
        )
        desk.printer.wake()
        return job

    def _print_slip(self, plate: str) -> PrintJob | Refusal:
        return SheetDesk(self.desk).print_boot_release(self.posted.posting, plate)
