"""What stands of a receipt: what it said, less what corrections have taken back of it since."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Amendment, Correction, CorrectionNo, EffectPart
from domain.money import Money, total
from domain.receipting.cart import BillLine, ItemLine
from domain.receipting.posting import Header, Posting
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.tender import Tender

_Place = tuple[str, int, str, date]


@dataclass(frozen=True, slots=True)
class Part:
    """Money that stands on one charge kind of one instalment, counted for ``effective_on``."""

    instalment: int
    kind: str
    amount: Money
    effective_on: date


@dataclass(frozen=True, slots=True)
class StandingLine:
    """What stands of one line: its parts on a bill, or the items that were sold.

    ``others`` is (ledger account, amount) of what was paid and is on no bill: a tolerance's difference, which may be
    negative, and what a change of the effective day made a refund request of.
    """

    line_no: int
    line: BillLine | ItemLine
    parts: tuple[Part, ...] = ()
    others: tuple[tuple[str, Money], ...] = ()
    quantity: int = 0

    @property
    def amount(self) -> Money:
        """What the customer paid for the line and has not got back."""
        return total((*(p.amount for p in self.parts), *(amount for _, amount in self.others)))


@dataclass(frozen=True, slots=True)
class Standing:
    """A receipt as it stands. ``tenders`` are those not undone, with their place on the receipt, counted from 1.

    ``undone`` are the places of the others, with the correction that undid each.
    """

    header: Header
    receipt: Receipt
    lines: tuple[StandingLine, ...]
    tenders: tuple[tuple[int, Tender], ...]
    change: Money
    ended: tuple[Header, Correction] | None = None
    """The void or reversal that undid it, with who and when."""
    undone: tuple[tuple[int, CorrectionNo], ...] = ()

    @property
    def number(self) -> ReceiptNo:
        """The receipt's number."""
        return self.receipt.number


def what_stands(posting: Posting, corrections: Iterable[Posting]) -> Standing:
    """Return what stands of a receipt after these corrections of it; others' postings are a programmer's error."""
    receipt = posting.body
    if not isinstance(receipt, Receipt):
        raise TypeError("only a receipt stands or is undone")
    later = _corrections(corrections)
    amendments = [body.amendment for _, body in later]
    undone = {
        back.tender_no: body.number
        for _, body in later
        for back in body.amendment.tenders
        if back.receipt == receipt.number
    }
    parts = _parts(posting.header, receipt, amendments)
    return Standing(
        posting.header,
        receipt,
        tuple(
            _line(number, line, receipt.number, amendments, parts)
            for number, line in enumerate(receipt.lines, 1)
        ),
        tuple((n, t) for n, t in enumerate(receipt.tenders, 1) if n not in undone),
        receipt.change - total(a.change for a in amendments if receipt.number in a.corrects),
        next(((h, c) for h, c in later if c.amendment.ends), None),
        tuple(sorted(undone.items())),
    )


def _corrections(postings: Iterable[Posting]) -> list[tuple[Header, Correction]]:
    return [(p.header, p.body) for p in postings if isinstance(p.body, Correction)]


def _parts(header: Header, receipt: Receipt, amendments: list[Amendment]) -> dict[_Place, int]:
    """Return the cents that stand by bill, instalment, charge kind and day."""
    sums: dict[_Place, int] = {}
    for line in receipt.lines:
        if isinstance(line, BillLine):
            day = line.effective_on or header.business_date
            for a in line.allocations:
                place = (line.bill_no, a.instalment, a.kind, day)
                sums[place] = sums.get(place, 0) + a.amount.cents
    for bill_no, part in _moved(receipt.number, amendments):
        place = (bill_no, part.instalment, part.kind, part.effective_on)
        sums[place] = sums.get(place, 0) + part.amount.cents
    return sums


def _moved(number: ReceiptNo, amendments: list[Amendment]) -> Iterable[tuple[str, EffectPart]]:
    return (
        (effect.bill_no, part)
        for amendment in amendments
        for effect in amendment.effects
        for part in effect.parts
        if part.receipt == number
    )


def _line(
    line_no: int,
    line: BillLine | ItemLine,
    number: ReceiptNo,
    amendments: list[Amendment],
    sums: dict[_Place, int],
) -> StandingLine:
    back = [b for a in amendments for b in a.lines if (b.receipt, b.line_no) == (number, line_no)]
    if isinstance(line, ItemLine):
        left = line.amount - total(b.amount for b in back)
        quantity = line.quantity - sum(b.quantity for b in back)
        return StandingLine(line_no, line, (), ((line.gl_code, left),) if left else (), quantity)
    parts = tuple(
        Part(instalment, kind, Money(cents), day)
        for (bill_no, instalment, kind, day), cents in sums.items()
        if bill_no == line.bill_no and cents
    )
    others: Counter[str] = Counter()
    if line.difference:
        others[line.difference_gl] += line.difference.cents
    for account, amount in _settled(line.bill_no, number, amendments):
        others[account] += amount.cents
    for b in back:
        others[b.gl_code] -= b.amount.cents
    held = tuple((account, Money(cents)) for account, cents in others.items() if cents)
    return StandingLine(line_no, line, parts, held)


def _settled(
    bill_no: str, number: ReceiptNo, amendments: list[Amendment]
) -> Iterator[tuple[str, Money]]:
    """Yield what changes of the effective day took off a bill because it was paid too much then."""
    for a in amendments:
        moved = a.kind is CorrectionKind.EFFECTIVE_CHANGE and number in a.corrects
        if moved and a.settlement is not None and bill_no in {e.bill_no for e in a.effects}:
            yield a.settlement.gl_code, a.settlement.amount
