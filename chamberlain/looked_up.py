"""Finding what a command is about: a bill by its number, or the bills of an account."""

from chamberlain.asked import Opened
from chamberlain.stop import Stop
from domain.privacy.masking import is_flagged_customer, masked_customer, masked_state
from domain.receivables.bills import BillState


def accounts_of(at: Opened, number: str) -> tuple[int, ...]:
    """Return the ids of the accounts with that number, in any service; ends the command when there is none."""
    found = (at.books.account(service.code, number) for service in at.office.services)
    accounts = tuple(each for each in found if each is not None)
    if not accounts:
        raise Stop(
            f"There is no bill and no account {number} in these books: 'chamberlain find' looks by name."
        )
    return accounts


def shown(at: Opened, state: BillState) -> BillState:
    """Return a bill as it is shown where nobody has signed in: a flagged customer's without the name."""
    account_id = at.books.account(state.bill.service, state.bill.account_number)
    customer = at.books.customer(account_id) if account_id is not None else None
    flagged = customer is not None and is_flagged_customer(customer)
    return masked_state(state) if flagged else state


def open_bills_of(at: Opened, number: str) -> tuple[BillState, ...]:
    """Return the bills that are not paid of the accounts with that number, in any service."""
    accounts = accounts_of(at, number)
    bills = at.books.open_bills(accounts)
    return tuple(shown(at, state) for each in accounts for state in bills.get(each, ()))


def all_bills_of(at: Opened, number: str) -> tuple[BillState, ...]:
    """Return the bills of the accounts with that number: open ones, and those on which money was taken here."""
    views = (at.books.customer(each) for each in accounts_of(at, number))
    return tuple(
        state
        for view in views
        if view is not None
        for state in masked_customer(view).accounts[0].bills
    )
