"""Which receipts a returned check paid, and which of their lines.

A customer writes a check for a bill, so a check is taken to have paid whole lines as far as it reaches: first the line,
or the lines next to each other, that come to exactly its amount; then the lines in their order, checks and the like in
the order they were handed over, cash last. The policy may spread it over all lines in proportion instead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.corrections.policy import Split
from domain.corrections.standing import Standing
from domain.money import ZERO, Money, split, total
from domain.receipting.receipt import Receipt
from domain.receipting.tender import Tender

Shares = Mapping[int, Money]
"""What one tender paid, by the place of the line on the receipt, counted from 1."""


@dataclass(frozen=True, slots=True)
class CheckPart:
    """The part of a check that one receipt took: the tender at place ``tender_no`` of a receipt as it stands."""

    standing: Standing
    tender_no: int
    tender: Tender

    @property
    def left(self) -> bool:
        """Whether it was not taken back yet."""
        return self.tender_no in {number for number, _ in self.standing.tenders}


def parts_of(standings: Iterable[Standing], kind: str, number: str) -> tuple[CheckPart, ...]:
    """Return the tenders of a kind with this number, in the order of the receipts."""
    wanted = number.strip().lstrip("0")
    return tuple(
        CheckPart(standing, place, tender)
        for standing in standings
        for place, tender in enumerate(standing.receipt.tenders, 1)
        if tender.kind == kind and tender.number.strip().lstrip("0") == wanted
    )


def checks_like(parts: Sequence[CheckPart], amount: Money) -> tuple[tuple[CheckPart, ...], ...]:
    """Return the checks of ``amount`` that these parts may be, each as its parts: several when the clerk must choose.

    A check that was carried on is the sum of its parts in one drawer session, of one payer or, failing that, of all.
    """
    left = [part for part in parts if part.left]
    whole = tuple((part,) for part in left if part.tender.amount == amount)
    if whole:
        return whole
    for by_payer in (True, False):
        groups: dict[tuple[str, str], list[CheckPart]] = {}
        for part in left:
            payer = part.standing.receipt.payer if by_payer else ""
            groups.setdefault((part.standing.header.session_id, payer), []).append(part)
        found = tuple(
            tuple(group)
            for group in groups.values()
            if total(part.tender.amount for part in group) == amount
        )
        if found:
            return found
    return ()


def shares_of(receipt: Receipt, how: Split) -> tuple[Shares, ...]:
    """Return what each tender paid of each line, in the order of the tenders; cash bears change and rounding.

    Every line is paid once and every tender used up, so that taking all tenders back takes all lines back.
    """
    # Rounding is no money that pays a line, or is money that pays one and was not handed over: cash bears it.
    change = receipt.change + receipt.rounding
    amounts = [t.amount for t in receipt.tenders]
    for place, tender in enumerate(receipt.tenders):
        if tender.is_cash:
            used = min(change, amounts[place])
            amounts[place], change = amounts[place] - used, change - used
    lines = [line.amount for line in receipt.lines]
    order = sorted(range(len(amounts)), key=lambda place: receipt.tenders[place].is_cash)
    if how == "in_proportion":
        return _in_proportion(amounts, lines, order)
    return _whole_lines(amounts, lines, order)


def _in_proportion(
    amounts: list[Money], lines: list[Money], order: list[int]
) -> tuple[Shares, ...]:
    left = list(lines)
    shares: list[dict[int, Money]] = [{} for _ in amounts]
    for place in order:
        if not amounts[place]:
            continue
        # Spread over what is left of the lines, so that the last tender pays exactly the rest.
        parts = split(amounts[place], [line.cents for line in left])
        for index, part in enumerate(parts):
            left[index] = left[index] - part
            if part:
                shares[place][index + 1] = part
    return tuple(shares)


def _whole_lines(amounts: list[Money], lines: list[Money], order: list[int]) -> tuple[Shares, ...]:
    left = list(lines)
    shares: list[dict[int, Money]] = [{} for _ in amounts]
    for place in order:
        for index in _exact_run(amounts[place], left, lines):
            shares[place][index + 1] = left[index]
            left[index] = ZERO
    for place in order:
        rest = amounts[place] - total(shares[place].values())
        for index, line in enumerate(left):
            part = min(rest, line)
            if part:
                shares[place][index + 1] = part
                left[index], rest = line - part, rest - part
    return tuple(shares)


def _exact_run(amount: Money, left: list[Money], lines: list[Money]) -> range:
    """Return the first run of lines still whole that comes to exactly ``amount``; the shortest there; else none."""
    for start, end in _runs(len(lines)):
        run = range(start, end)
        whole = all(left[index] == lines[index] and lines[index] for index in run)
        if whole and total(lines[index] for index in run) == amount:
            return run
    return range(0)


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(1, count + 1):
        for start in range(count - length + 1):
            yield start, start + length
