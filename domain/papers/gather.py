"""What a sheet needs of the books, read once: a bill as it stands, who paid what on it, a plate's other tickets."""

from dataclasses import dataclass, field
from typing import Protocol

from domain.privacy.masking import masked_payments
from domain.receivables.bills import Bill, BillState
from domain.records import BillPayment, Customer


class SheetBooks(Protocol):
    """What sheets ask the books."""

    def bill(self, bill_no: str) -> BillState | None:
        """Return a bill as it stands, by its exact number."""

    def account(self, service: str, number: str) -> int | None:
        """Return the id of an account by its program's number."""

    def customer(self, account_id: int) -> Customer | None:
        """Return everything owed by the customer behind an account, that account first."""

    def payments_of_bill(self, bill_no: str) -> tuple[BillPayment, ...]:
        """Return what receipts put on a bill, by whom and when, oldest first."""


@dataclass(frozen=True, slots=True)
class BillFile:
    """One bill with its payments, and the other tickets of its plate when it is a ticket."""

    state: BillState
    payments: tuple[BillPayment, ...] = field(default=(), repr=False)
    same_plate: tuple[Bill, ...] = ()


def bill_file(state: BillState, books: SheetBooks) -> BillFile:
    """Return the file of a bill that the books gave out."""
    payments = masked_payments(state, books.payments_of_bill(state.bill.bill_no))
    return BillFile(state, payments, same_plate(state, books))


def same_plate(state: BillState, books: SheetBooks) -> tuple[Bill, ...]:
    """Return the other tickets on a ticket's account, as far as the books still show them; none for any other bill."""
    if state.bill.facts.ticket is None:
        return ()
    return tuple(
        other.bill
        for other in bills_of_account(state, books)
        if other.bill.facts.ticket is not None
    )


def bills_of_account(state: BillState, books: SheetBooks) -> tuple[BillState, ...]:
    """Return the other bills on the account of a bill, open ones and those paid here."""
    account_id = books.account(state.bill.service, state.bill.account_number)
    customer = books.customer(account_id) if account_id is not None else None
    bills = customer.accounts[0].bills if customer is not None else ()
    return tuple(other for other in bills if other.bill.bill_no != state.bill.bill_no)
