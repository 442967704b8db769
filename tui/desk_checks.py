"""Finding the check that a bank returned: by its number, by its amount or payer, or among those of one customer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.calendar import day_text
from domain.corrections.checks import CheckPart, parts_of, shares_of
from domain.corrections.standing import Standing
from domain.money import Money, parse_money, total
from domain.receipting.cart import BillLine
from domain.receipting.receipt import Receipt
from domain.records import Customer
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk
from tui.desk_corrections import CorrectionDesk


@dataclass(frozen=True, slots=True)
class Candidate:
    """One check that it may be: its parts on one or more receipts."""

    parts: tuple[CheckPart, ...] = field(repr=False)

    @property
    def amount(self) -> Money:
        """The whole check."""
        return total(part.tender.amount for part in self.parts)

    @property
    def payers(self) -> tuple[str, ...]:
        """Who handed it over, each once."""
        found = (part.standing.receipt.payer for part in self.parts)
        return tuple(dict.fromkeys(payer for payer in found if payer))

    @property
    def words(self) -> str:
        """The check in a line: number, day, payer, receipts."""
        first = self.parts[0]
        day = day_text(first.standing.header.business_date)
        receipts = ", ".join(str(part.standing.number) for part in self.parts)
        return f"{first.tender.name} {first.tender.number}, {day}, {', '.join(self.payers) or receipts}"

    def paid(self, desk: Desk) -> tuple[tuple[str, Money], ...]:
        """Return what it paid: each bill or item, and how much of it."""
        split = desk.office.corrections.returned.split
        found: list[tuple[str, Money]] = []
        for part in self.parts:
            shares = shares_of(part.standing.receipt, split)[part.tender_no - 1]
            for line_no, amount in sorted(shares.items()):
                line = part.standing.receipt.lines[line_no - 1]
                noun = desk.office.service(line.service).noun if isinstance(line, BillLine) else ""
                what = f"{noun} {line.bill_no}" if isinstance(line, BillLine) else line.description
                found.append((what, amount))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class CheckDesk:
    """Returned checks as they are looked for at one desk."""

    desk: Desk

    def find(self, typed: str) -> tuple[Candidate, ...] | Refusal:
        """Return the checks of a number, narrowed by an amount or a payer behind it: ``1001 612.28``, ``1001 doe``.

        Refuses a number that no check has, one that was taken back before, and one in a drawer that is still open.
        """
        number, _, rest = typed.strip().partition(" ")
        amounts = [m for word in rest.split() if (m := parse_money(word)) is not None]
        payer = " ".join(word for word in rest.split() if parse_money(word) is None).casefold()
        amount = amounts[0] if amounts else None
        found = [
            candidate
            for kind in self._kinds()
            for candidate in self._of_number(kind, number, amount)
            if not payer or payer in " ".join(candidate.payers).casefold()
        ]
        return tuple(found) or self._none(number, amount)

    def of_customer(self, customer: Customer) -> tuple[Candidate, ...]:
        """Return the checks that paid bills of a customer and were not taken back, newest first."""
        books, corrections = self.desk.books, CorrectionDesk(self.desk)
        bills = [state.bill.bill_no for view in customer.accounts for state in view.bills]
        numbers = dict.fromkeys(n for bill_no in bills for n in books.receipts_of_bill(bill_no))
        standings = [s for n in numbers if isinstance(s := corrections.standing(n), Standing)]
        known = {
            (tender.kind, tender.number.strip().lstrip("0"))
            for standing in standings
            for _, tender in standing.tenders
            if tender.kind in self._kinds()
        }
        here = {standing.number for standing in standings}
        found = [
            candidate
            for kind, number in sorted(known)
            for candidate in self._of_number(kind, number, None)
            if here & {part.standing.number for part in candidate.parts}
        ]
        return tuple(sorted(found, key=_day, reverse=True))

    def in_open_drawer(self, candidate: Candidate) -> Refusal | None:
        """Refuse a check that lies in a drawer which is still open: the bank cannot have returned it."""
        for part in candidate.parts:
            header = part.standing.header
            if self.desk.books.closing(header.session_id) is None:
                return refuse(
                    Code.CHECK_IN_DRAWER,
                    kind=part.tender.name,
                    number=part.tender.number,
                    drawer=header.drawer,
                    receipt=part.standing.number,
                )
        return None

    def _kinds(self) -> tuple[str, ...]:
        return self.desk.office.corrections.returned.tender_kinds

    def _of_number(self, kind: str, number: str, amount: Money | None) -> Iterable[Candidate]:
        """Return the checks of a number: of an amount as the rules put parts together, else by session and payer."""
        corrections = CorrectionDesk(self.desk)
        if amount is not None:
            found = corrections.checks(kind, number, amount)
            return () if isinstance(found, Refusal) else map(Candidate, found)
        groups: dict[tuple[str, str], list[CheckPart]] = {}
        for part in self._parts(kind, number):
            if part.left:
                place = (part.standing.header.session_id, part.standing.receipt.payer)
                groups.setdefault(place, []).append(part)
        return (Candidate(tuple(parts)) for parts in groups.values())

    def _parts(self, kind: str, number: str) -> tuple[CheckPart, ...]:
        corrections = CorrectionDesk(self.desk)
        found = self.desk.books.tendered(kind, number, corrections.checks_since())
        receipts = [p.posting.body for p in found if isinstance(p.posting.body, Receipt)]
        standings = [corrections.standing(receipt.number) for receipt in receipts]
        return parts_of([s for s in standings if isinstance(s, Standing)], kind, number)

    def _none(self, number: str, amount: Money | None) -> Refusal:
        """Refuse: the check was taken back before, or there is none."""
        for kind in self._kinds():
            for part in self._parts(kind, number):
                by = dict(part.standing.undone).get(part.tender_no)
                if by is not None:
                    name = part.tender.name
                    return refuse(Code.CHECK_RETURNED, kind=name, number=number, correction=by)
        shown = str(amount) if amount is not None else "any amount"
        return refuse(Code.CHECK_UNKNOWN, kind="check", number=number or "?", amount=shown)


def _day(candidate: Candidate) -> str:
    return candidate.parts[0].standing.header.business_date.isoformat()
