"""Flagged customers: what of them is shown, to whom, and until when.

An account with a confidential hold shows no name, no mailing address, no plate and no notes until somebody who holds
the right has said why. It is found by its number all the same, so that anybody can pay what is owed; by its name it is
found only for those who hold the right, because a row that comes up behind a name would say where its owner lives.
"""

from dataclasses import replace
from typing import Final

from domain.lookup import number_keys, plate_key, typed
from domain.receivables.accounts import Account, Hold, HoldKind
from domain.receivables.bills import BillState
from domain.records import AccountView, BillPayment, Customer, Found, Hit

MASK: Final = "(withheld)"
NOTE_MASK: Final = "A note is kept; it is shown with the customer."


def is_flagged(holds: tuple[Hold, ...]) -> bool:
    """Whether one of the holds says that the customer is confidential."""
    return any(hold.kind is HoldKind.CONFIDENTIAL for hold in holds)


def is_flagged_customer(customer: Customer) -> bool:
    """Whether one of the customer's accounts is flagged: then all of them are masked."""
    return any(is_flagged(view.account.holds) for view in customer.accounts)


def masked_account(account: Account) -> Account:
    """Return an account without what tells whose it is; number, property and holds stay."""
    return replace(account, name=MASK if account.name else "", mailing="", plate="", party_key="")


def masked_state(state: BillState) -> BillState:
    """Return a bill without its customer's name: a line, a receipt and a report made of it hold none either."""
    facts = state.bill.facts
    if facts.third_party:
        bill = replace(state.bill, facts=replace(facts, third_party=MASK))
        state = replace(state, bill=bill)
    return replace(state, name=MASK if state.name else "")


def masked_payments(state: BillState, payments: tuple[BillPayment, ...]) -> tuple[BillPayment, ...]:
    """Return what was paid on a bill, without who paid where the bill itself is masked."""
    if state.name != MASK:
        return payments
    return tuple(replace(each, payer=MASK if each.payer else "") for each in payments)


def masked_customer(customer: Customer) -> Customer:
    """Return a flagged customer as anybody may see it; another as it is."""
    if not is_flagged_customer(customer):
        return customer
    return Customer(tuple(_masked_view(view) for view in customer.accounts))


def _masked_view(view: AccountView) -> AccountView:
    return replace(
        view,
        account=masked_account(view.account),
        bills=tuple(masked_state(state) for state in view.bills),
        notes=tuple(replace(note, text=NOTE_MASK) for note in view.notes),
    )


def masked_found(found: Found, text: str, *, by_name: bool, exact: int | None = None) -> Found:
    """Return what a lookup of ``text`` shows: flagged accounts masked, and only those that may be found so.

    ``by_name`` says that they may be found by name and address too; ``exact`` is the account of a bill with exactly
    that number.
    """
    if not any(hit.flagged for hit in found.hits):
        return found
    shown = (
        masked_hit(hit) if hit.flagged else hit
        for hit in found.hits
        if not hit.flagged or by_name or hit.account_id == exact or _by_number(hit, text)
    )
    return replace(found, hits=tuple(shown))


def masked_hit(hit: Hit) -> Hit:
    """Return a row of a lookup without what tells whose it is."""
    return replace(hit, name=MASK if hit.name else "", plate="")


def _by_number(hit: Hit, text: str) -> bool:
    """Whether what was typed begins the account's own number or plate."""
    begun = typed(text)
    keys = {*number_keys(hit.number), plate_key(hit.plate)} - {""}
    wanted = {*begun.keys, begun.joined} - {""}
    return any(key.startswith(beginning) for key in keys for beginning in wanted)
