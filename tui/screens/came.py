"""How it came: what shows when a payment was made that did not come over the counter today."""

from dataclasses import dataclass
from datetime import date

from domain.people.approval import Approval
from domain.receivables.evidence import (
    PROOFS_OF_MAILING,
    Evidence,
    EvidenceKind,
    refuse_unnumbered,
)
from domain.receivables.evidence_words import evidence_words
from domain.when import read_past_day
from tui.desk import Desk
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which money comes: its letter, what the clerk reads, and the evidence that it is."""

    key: str
    words: str
    kind: EvidenceKind
    needs_day: bool = False
    carrier: str = ""
    proper: bool = True
    numbered: bool = False
    """Whether the number of a paper is typed behind the day, by which it is found again."""


_WAYS = (
    Way("C", "Over the counter, today", EvidenceKind.COUNTER),
    Way("P", "Mail, postmark that can be read", EvidenceKind.POSTMARK, needs_day=True),
    Way("N", "Mail, no postmark, or none that can be read", EvidenceKind.ILLEGIBLE),
    Way("M", "Mail, imprint of a meter or kiosk alone", EvidenceKind.METER),
    Way("U", "Mail, imprint canceled by the Postal Service", EvidenceKind.METER_CANCELLED, True),
    Way(
        "S",
        "Mail, wrong address or postage, or no stub",
        EvidenceKind.POSTMARK,
        True,
        proper=False,
    ),
    Way("B", "Check that a bank mailed", EvidenceKind.BANK_BILL_PAY, needs_day=True),
    Way("E", "Electronic, completed on a day", EvidenceKind.ELECTRONIC, needs_day=True),
    Way("D", "Drop box", EvidenceKind.DROP_BOX),
    Way("O", "A court's order", EvidenceKind.COURT_ORDER, needs_day=True),
    Way("F", "Certified mail: day and number", EvidenceKind.CERTIFIED_MAIL, True, numbered=True),
    Way("G", "Certificate of mailing: day, number", EvidenceKind.CERTIFICATE, True, numbered=True),
)


def ways_of(desk: Desk) -> tuple[Way, ...]:
    """Return the ways in which money comes, each carrier that the office's policy names as one."""
    carriers = desk.office.mail.carriers
    return (*_WAYS, *(Way("", each, EvidenceKind.CARRIER, True, each) for each in carriers))


def day_characters(character: str, text: str) -> bool:
    """Accept what can stand in a day."""
    return character in "0123456789/-" and len(text) < 10


def day_and_number(character: str, text: str) -> bool:
    """Accept what can stand in a day, and in the number of a paper behind it."""
    return character in "0123456789/- " and len(text) < 40


def number_characters(character: str, text: str) -> bool:
    """Accept what can stand in the number of a paper."""
    return character in "0123456789- " and len(text) < 30


class CameScreen(DeskScreen):
    """Type the day that the postmark or paper shows, then the letter of how it came. Where none shows, the day of
    delivery counts: type that when it was not today.

    The bills of the cart are then owed as of the day that the law gives: Real Property Tax Law 925 and the office's
    rules. A proof of mailing has its number behind the day: 1/30 9407. C puts it back to a payment over the counter. A
    payment that came late and is short goes back.
    """

    NAME = "How it came"
    ACTS = ()
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("Day, such as 1/30", day_and_number)
        self.rows = LineList()
        self.ways: tuple[Way, ...] = ()

    def load(self) -> None:
        """List the ways, each carrier that the office's policy names as one."""
        self.ways = ways_of(self.desk)
        self.rows.fill(len(self.ways), self._row, self._now())

    def _now(self) -> int:
        """Return the row of what the cart says already."""
        evidence = self.desk.cart.evidence
        if evidence is None:
            return 0
        proof = evidence.kind in PROOFS_OF_MAILING
        same = (evidence.kind, "" if proof else evidence.carrier, evidence.proper)
        found = (n for n, w in enumerate(self.ways) if (w.kind, w.carrier, w.proper) == same)
        return next(found, 0)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what is said now, and the ways."""
        told = "The day it shows, or of delivery where none shows; then the letter."
        lines = [
            heading("How did this payment come?", columns),
            *paragraphs(told, columns - 2),
            BLANK,
        ]
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        way = self.ways[index]
        return line((pad(way.key, 3), "strong"), pad(way.words, columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose a way by its letter."""
        letter = press.key.upper()
        found = [n for n, way in enumerate(self.ways) if way.key and way.key == letter]
        if found:
            self.rows.move_to(found[0])
            self.enter(self.entry.text)
            return
        super().take_key(press)

    def burst(self, burst: Burst) -> None:
        """A scan is no answer here."""
        self.refuse("Choose how the payment came first, or Esc goes back.")

    def enter(self, text: str) -> None:
        """Keep how it came with the cart, and go back."""
        way = self.ways[self.rows.cursor]
        typed, number = text.strip(), way.carrier
        if way.numbered:
            typed, _, number = typed.partition(" ")
        day = read_past_day(typed, self.desk.today) if typed else None
        wrong = self._wrong(way, typed, day)
        if wrong:
            self.refuse(wrong)
            self.entry.spoil()
            return
        # What shows no day counts from its delivery: a payment that waited unopened has one before today.
        shown, delivered = (day, None) if way.needs_day else (None, day)
        came = delivered or self.desk.counts_on
        evidence = Evidence(way.kind, came, shown, number.strip(), way.proper)
        missing = refuse_unnumbered(evidence)
        if missing is not None:
            self.refuse(missing)
            return
        need = self.desk.need_of(evidence)
        if need is not None:
            self.ask_approval(need.act, need.words, lambda yes: self._keep(evidence, yes))
        else:
            self._keep(None if way.kind is EvidenceKind.COUNTER else evidence)

    def _wrong(self, way: Way, typed: str, day: date | None) -> str:
        """Return what is wrong with the day for this way; nothing where it fits."""
        key = way.key or "Enter"
        if typed and day is None:
            return f"'{typed}' is no day up to today. Type it such as 1/30, then {key}."
        if way.needs_day and day is None:
            return f"Type the day that it shows, such as 1/30, then {key}."
        if way.kind is EvidenceKind.COUNTER and day is not None:
            return "Over the counter counts for today. Ctrl+U clears the day, then C."
        return ""

    def _keep(self, evidence: Evidence | None, approval: Approval | None = None) -> None:
        refusal = self.desk.set_evidence(evidence, approval)
        if refusal is not None:
            self.refuse(refusal)
            self.entry.spoil()
            return
        words = "Paid over the counter, today."
        if evidence is not None:
            told = evidence_words(evidence, evidence.postmark_on or evidence.received_on)
            words = f"Kept with the cart: {told}."
        self.counter.pop(" ".join((words, *self.desk.notices)))
