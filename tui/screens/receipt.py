"""Receipt: the change in the largest type, and the paper as it is printed."""

from collections.abc import Iterator

from domain.corrections.policy import CorrectionKind
from domain.money import format_cents
from domain.receipting.receipt import Receipt
from domain.records import CorrectedBy, PaperKind, PostedReceipt
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command, CorrectKey
from tui.correction_commands import correct_receipt
from tui.desk_after import AfterReceipt, Certified
from tui.explaining import Amount, of_receipt
from tui.keys import KeyPress
from tui.paint import BLANK, Line, centered, fit, line, paragraphs, wrap
from tui.paper import receipt_text
from tui.screens.explaining import ExplainingScreen, Why
from tui.widgets import big_digits
from tui.widgets.line_pane import LineList

_PAPER = 44


class Reprint(Command["ReceiptScreen"]):
    """Print again, marked DUPLICATE with its number; who asked is kept."""

    name, key, also, label, group = "reprint", "ctrl+z", "", "Reprint", "receipts"
    weight = 3

    def run(self, screen: "ReceiptScreen") -> None:
        """Queue a duplicate."""
        desk = screen.desk
        if desk.operator is None:
            return
        job = desk.books.reprint(
            screen.posted.posting_id,
            PaperKind.RECEIPT,
            desk.station.code,
            desk.operator.operator_id,
            desk.clock(),
        )
        desk.printer.wake()
        screen.say(f"DUPLICATE {job.copy_no} is printing.")


class CorrectThis(CorrectKey["ReceiptScreen"]):
    """Void this receipt while its drawer is open, or reverse it on a later day."""

    def run(self, screen: "ReceiptScreen") -> None:
        """Go to the void or the reversal."""
        correct_receipt(screen, screen.posted)


class Papers(Command["ReceiptScreen"]):
    """Papers: the certificate of redemption after the last lien, the slip that takes a boot off.

    The slip prints by itself once; printed again, a paper is marked DUPLICATE.
    """

    name, key, also, label, group = "papers", "ctrl+v", "", "Papers", "receipts"
    in_bar = False

    def available(self, screen: "ReceiptScreen") -> str | None:
        """The receipt must bring a paper with it."""
        brings = screen.certified or screen.after.released
        return None if brings else "This receipt brings no other paper with it."

    def run(self, screen: "ReceiptScreen") -> None:
        """Print them."""
        screen.answer(screen.after.print_papers(), f"The {screen.paper_names()} printing.")


class ReceiptScreen(ExplainingScreen):
    """After a payment: give the change and the receipt, then scan or type the next customer's bill at once.

    The change to give is in large digits. Any scan or letter begins the next customer. Ctrl+Z prints a duplicate, F8
    voids or reverses the receipt. The slip for a boot prints by itself; after a parcel's last lien Ctrl+V prints the
    certificate of redemption. ? explains what was paid, by the rules of its day.
    """

    NAME = "Receipt"
    CART = False
    ACTS = (Reprint, CorrectThis, Why, Papers, *AT_THE_DESK)
    rows: LineList

    def __init__(self, posted: PostedReceipt, *, fresh: bool) -> None:
        super().__init__()
        self.posted = posted
        self.fresh = fresh
        self.rows = LineList()
        self.certified: tuple[Certified, ...] = ()
        self.slips_kept = not fresh

    @property
    def after(self) -> AfterReceipt:
        """The papers that this receipt brings with it."""
        return AfterReceipt(self.desk, self.posted)

    def load(self) -> None:
        """Read the receipt anew: it may have been corrected. Print its slips; look what can be certified."""
        receipt = self.posted.posting.body
        if isinstance(receipt, Receipt):
            self.posted = self.desk.books.receipt(receipt.number) or self.posted
        if self.fresh:
            self.after.print_slips()
            self.slips_kept = True
        self.certified = self.after.certificates()

    def amounts(self) -> tuple[Amount, ...]:
        """Return the lines of the receipt."""
        return of_receipt(self.desk, self.posted)

    def paper_names(self) -> str:
        """Return what Ctrl+V prints, with its verb."""
        names = ["slip"] * len(self.after.released) + ["certificate"] * len(self.certified)
        said = " and ".join(dict.fromkeys(names))
        return f"{said} {'are' if len(names) > 1 else 'is'}"

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the change at the left and the paper at the right, the part in view."""
        receipt = self.posted.posting.body
        paper = receipt_text(self.desk, self.posted).splitlines()
        left_columns = columns - _PAPER
        left = self._left(receipt, left_columns) if isinstance(receipt, Receipt) else []
        if len(paper) > rows:
            left = [*left[: rows - 1], *[BLANK] * (rows - 1 - len(left))]
            left.append(centered("Up Down: the whole paper", left_columns, "dim"))
        top = max(0, min(self.rows.top, len(paper) - rows))
        self.rows.top = top
        lines: list[Line] = []
        for index in range(rows):
            start = left[index] if index < len(left) else BLANK
            text = paper[top + index] if top + index < len(paper) else ""
            lines.append(_beside(start, left_columns, text))
        return lines

    def _left(self, receipt: Receipt, columns: int) -> list[Line]:
        words = "POSTED" if self.fresh else "RECEIPT"
        if self.posted.undone is not None:
            words = corrected_mark(self.posted)
        lines = [BLANK, centered(f"{words} {receipt.number}", columns, "strong"), BLANK]
        for each in self.posted.corrected:
            lines += [*paragraphs(self._corrected(each), columns - 2, "warn"), BLANK]
        if self.posted.undone is not None:
            return [*lines, centered(f"Total was {receipt.total}", columns)]
        if receipt.takes_cash or receipt.change:
            lines.append(
                centered("CHANGE TO GIVE" if self.fresh else "CHANGE GIVEN", columns, "title")
            )
            lines.append(BLANK)
            lines.extend(big_digits.paint(format_cents(receipt.change.cents), columns - 1))
        else:
            lines.append(centered("NO CHANGE", columns, "title"))
        lines.extend([BLANK, centered(f"Total {receipt.total}", columns)])
        if receipt.rounding:
            lines.append(centered(f"Cash rounding {receipt.rounding}", columns))
        for words in self._papers():
            lines.extend(
                [BLANK, *(centered(row, columns, "strong") for row in wrap(words, columns - 2))]
            )
        if self.fresh:
            lines.extend([BLANK, centered("Next customer: scan or type", columns, "dim")])
        return lines

    def _corrected(self, by: CorrectedBy) -> str:
        """Return what a correction did, by whom, who approved it and why."""
        at = self.desk.local(by.at)
        reason = self.desk.office.corrections.reason_name(by.reason_code)
        said = f"{by.kind.words.capitalize()} {by.number}, {at:%m-%d %H:%M}, {by.operator_name}"
        approved = f", approved by {by.approved_by}" if by.approved_by else ""
        text = f" {by.reason_text}" if by.reason_text else ""
        return f"{said}{approved}. {reason}.{text}"

    def _papers(self) -> Iterator[str]:
        for each in self.certified:
            parcel = each.certificate.parcel
            yield f"Every lien of {parcel} is redeemed. Ctrl+V prints the certificate."
        for plate in self.after.released:
            said = "is printing" if self.fresh else "was printed"
            slip = f"its slip {said}. Ctrl+V prints it again."
            yield f"Boot of {plate} released: {slip if self.slips_kept else 'Ctrl+V prints its slip.'}"

    def take_key(self, press: KeyPress) -> None:
        """Begin the next customer with any typed character; move the paper with the arrows."""
        if press.key in ("up", "down", "pageup", "pagedown"):
            step = {"up": -1, "down": 1, "pageup": -15, "pagedown": 15}[press.key]
            self.rows.top = max(0, self.rows.top + step)
            return
        if self.fresh and press.printable and press.key != Why.key:
            self.counter.lookup_with(press)
            return
        super().take_key(press)

    def enter(self, text: str) -> None:
        """Go on to the next customer, or back to the list of receipts."""
        if self.fresh:
            self.counter.lookup()
        else:
            self.counter.pop()

    def back(self) -> None:
        """The same as Enter."""
        self.enter("")


def corrected_mark(posted: PostedReceipt) -> str:
    """Return what a list says of a corrected receipt: VOID, REVERSED or CORRECTED; nothing of one that stands."""
    if posted.undone is not None:
        return "VOID" if posted.undone.kind is CorrectionKind.VOID else "REVERSED"
    return "CORRECTED" if posted.corrected else ""


def _beside(start: Line, columns: int, text: str) -> Line:
    return (*fit(start, columns), ("│", "rule"), *line(f" {text}"))
