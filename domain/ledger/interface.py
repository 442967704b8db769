"""What an accounting program is told of: each receipt and correction as lines, one a charge kind of one instalment.

A line is made of its posting alone, so that a batch made again of the same postings has the same lines, byte for byte.
Items sold, tolerances and cash rounding are the office's own and go to the general ledger, not to a program.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.corrections.values import Correction
from domain.ledger.trail import digest_of
from domain.money import ZERO, Money, total
from domain.receipting.lines import BillLine
from domain.receipting.receipt import Receipt
from domain.receivables.bills import Applied, How
from domain.reports.asked import Entry

_DIGIT = re.compile(r"[0-9]")
HASH_DIGITS = 12
"""Digits kept of a hash total, the last ones: as many as fit into a field of any program."""


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """What one posting did to one charge kind of one instalment of a bill.

    ``amount`` is positive where it lowers what is owed and negative where it raises it. ``number`` is the receipt's or
    the correction's, ``original`` the receipt whose payment a correction takes back. ``tender`` names the kinds of
    money by their codes. ``payer`` is private.
    """

    posting_id: int
    number: str
    line_no: int
    part_no: int
    service: str
    bill_no: str
    account_number: str
    instalment: int
    kind: str
    how: How
    amount: Money
    effective_on: date
    business_date: date
    original: str = ""
    tender: str = ""
    payer: str = field(default="", repr=False)

    @property
    def reference(self) -> str:
        """Our reference: number, line and part. No other line ever has it, in whatever batch."""
        return f"{self.number}/{self.line_no}/{self.part_no}"

    @property
    def reversal(self) -> bool:
        """Whether more is owed after it than before."""
        return self.amount < ZERO

    @property
    def applied(self) -> Applied:
        """What it is to the bill."""
        return Applied(self.instalment, self.kind, self.amount, self.effective_on, self.how)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order: what a batch's digest is taken of. Without the payer's name."""
        return [
            self.posting_id,
            self.reference,
            self.service,
            self.bill_no,
            self.account_number,
            self.instalment,
            self.kind,
            self.how.value,
            self.amount.cents,
            self.effective_on.isoformat(),
            self.business_date.isoformat(),
            self.original,
            self.tender,
        ]


def lines_of(entry: Entry, services: Collection[str]) -> Iterator[ProgramLine]:
    """Yield the lines of a posting for some services, in its own order; none for what is no receipt or correction."""
    body = entry.posting.body
    if isinstance(body, Receipt):
        yield from _of_receipt(entry, body, services)
    elif isinstance(body, Correction):
        yield from _of_correction(entry, body, services)


def _of_receipt(entry: Entry, receipt: Receipt, services: Collection[str]) -> Iterator[ProgramLine]:
    on = entry.posting.header.business_date
    tender = "+".join(sorted({t.kind for t in receipt.tenders}))
    for line_no, line in enumerate(receipt.lines, 1):
        if not isinstance(line, BillLine) or line.service not in services:
            continue
        for part_no, part in enumerate(line.allocations, 1):
            yield ProgramLine(
                entry.posting_id,
                str(receipt.number),
                line_no,
                part_no,
                line.service,
                line.bill_no,
                line.account_number,
                part.instalment,
                part.kind,
                How.PAID,
                part.amount,
                line.effective_on or on,
                on,
                "",
                tender,
                receipt.payer,
            )


def _of_correction(
    entry: Entry, correction: Correction, services: Collection[str]
) -> Iterator[ProgramLine]:
    on = entry.posting.header.business_date
    said = correction.amendment
    tender = "+".join(sorted({t.tender.kind for t in said.tenders}))
    for line_no, effect in enumerate(said.effects, 1):
        if effect.service not in services:
            continue
        for part_no, part in enumerate(effect.parts, 1):
            yield ProgramLine(
                entry.posting_id,
                str(correction.number),
                line_no,
                part_no,
                effect.service,
                effect.bill_no,
                effect.account_number,
                part.instalment,
                part.kind,
                part.how,
                part.amount,
                part.effective_on,
                on,
                str(part.receipt or ""),
                tender,
            )


@dataclass(frozen=True, slots=True)
class Totals:
    """What a batch is footed by: records, what lowers and what raises what is owed, and the hash total.

    ``raises`` is a positive amount. ``hashed`` is the sum of all account numbers, read as numbers without their other
    signs, its last twelve digits.
    """

    records: int
    lowers: Money
    raises: Money
    hashed: int

    @property
    def amount(self) -> Money:
        """The control total."""
        return self.lowers - self.raises

    @property
    def hash_text(self) -> str:
        """The hash total with its leading zeros."""
        return f"{self.hashed:0{HASH_DIGITS}d}"

    def data(self) -> list[object]:
        """Return them as plain data in a fixed order."""
        return [self.records, self.lowers.cents, self.raises.cents, self.hashed]


def totals_of(lines: Iterable[ProgramLine]) -> Totals:
    """Return the totals of lines, each counted."""
    records, lowers, raises, hashed = 0, 0, 0, 0
    for line in lines:
        records += 1
        cents = line.amount.cents
        lowers, raises = lowers + max(cents, 0), raises + max(-cents, 0)
        hashed += hash_of(line.account_number)
    return Totals(records, Money(lowers), Money(raises), hashed % 10**HASH_DIGITS)


def totals_from_data(data: object) -> Totals:
    """Return what ``Totals.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [int(records), int(lowers), int(raises), int(hashed)]:
            return Totals(records, Money(lowers), Money(raises), hashed)
    raise ValueError("saved totals are damaged")


def hash_of(account_number: str) -> int:
    """Return an account number read as a number, without the signs in it; one without digits counts as nothing."""
    return int("".join(_DIGIT.findall(account_number)) or "0")


def digest_of_lines(lines: Iterable[ProgramLine]) -> str:
    """Return the digest of all that lines say, payers' names left out."""
    return digest_of([line.data() for line in lines])


@dataclass(frozen=True, slots=True)
class Stub:
    """One payment of a bill as its stub says it: what the tape lists, and what is keyed again above a limit."""

    number: str
    bill_no: str
    account_number: str
    amount: Money


def tape_of(lines: Iterable[ProgramLine]) -> tuple[Stub, ...]:
    """Return the virtual tape to tick against paper: one amount for each line of a receipt or correction."""
    sums: dict[tuple[str, int, str, str], list[Money]] = {}
    for line in lines:
        place = (line.number, line.line_no, line.bill_no, line.account_number)
        sums.setdefault(place, []).append(line.amount)
    return tuple(
        Stub(number, bill, account, total(amounts))
        for (number, _, bill, account), amounts in sums.items()
    )


def to_rekey(tape: Iterable[Stub], limit: Money | None) -> tuple[Stub, ...]:
    """Return the amounts that are keyed again before a batch is released: those from ``limit`` up, either way."""
    if limit is None:
        return ()
    return tuple(stub for stub in tape if abs(stub.amount) >= limit)
