"""The rules of single services at the desk: liens in their order, boots off for all of it, what an account must tell.

Each asks the books only where a rule needs more than the bill in hand: the other liens of its parcel, the other tickets
of its plate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.books import Books
from domain.corrections.holds import returned_hold
from domain.corrections.values import BillEffect
from domain.office import Office
from domain.receipting.boot_release import (
    boot_holds,
    boot_lines,
    boot_words,
    check_boot,
    parking_rules,
    release_lines,
    with_release_notice,
)
from domain.receipting.cart import BillLine, Cart
from domain.receipting.exchanges import with_claims
from domain.receipting.redemption import (
    check_liens,
    check_reopened,
    in_lawful_order,
    is_parcel,
    lien_rules,
    lien_words,
    liens_of,
    with_warning,
)
from domain.receivables.accounts import Account, Hold
from domain.receivables.bills import BillState
from domain.receivables.tax_liens import Lien
from domain.receivables.ticket_steps import parking_of
from domain.records import AccountView
from domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class SingleRules:
    """What the rules of single services say of carts and accounts, by the books as they stand."""

    books: Books
    office: Office

    def holds(self, state: BillState, on: date) -> tuple[Hold, ...]:
        """Return the holds that follow from facts: a booted plate's to cash, one of returned checks to safe money."""
        number, service = state.bill.account_number, state.bill.service
        returned = self._returned(service, number, on)
        if parking_of(state.bill, self.office) is None:
            return returned
        booted = boot_holds(number, self._account(service, number), on, self.office)
        return (*booted, *returned)

    def _returned(self, service: str, number: str, on: date) -> tuple[Hold, ...]:
        """Return the hold that checks which came back bring on an account."""
        if not self.office.corrections.returned.tender_kinds:
            return ()
        account_id = self.books.account(service, number)
        customer = self.books.customer(account_id) if account_id is not None else None
        return self.returned_on(customer.accounts[0].account, on) if customer else ()

    def returned_on(self, account: Account, on: date) -> tuple[Hold, ...]:
        """Return the hold that checks which came back bring on an account, with its end; none without them."""
        returns = self.books.returns_of([account])
        hold = returned_hold(account, returns, on, self.office.corrections.returned)
        return () if hold is None else (hold,)

    def checked(self, cart: Cart | Refusal, state: BillState, on: date) -> Cart | Refusal:
        """Return a cart to which a bill was just added, or why it cannot be: a newer lien is to be paid first."""
        if isinstance(cart, Refusal) or state.bill.facts.lien_on is None:
            return cart
        return check_liens(cart, self._liens(cart, on), on, self.office) or cart

    def finished(self, cart: Cart, on: date) -> Cart | Refusal:
        """Return the cart as it may be posted, with what its receipt must say, or what stands against it.

        Asked again after an answer was lost it gives the same cart: what the cart itself paid meanwhile counts as
        open.
        """
        liens = self._liens(cart, on)
        refusal = check_liens(cart, liens, on, self.office)
        if refusal is None:
            refusal = check_boot(cart, self._plates(cart), on, self.office)
        if refusal is not None:
            return refusal
        cart = with_warning(cart, liens, on, self.office)
        return with_claims(with_release_notice(cart), on, self.office)

    def reopening(self, effects: Iterable[BillEffect], on: date) -> Refusal | None:
        """Return what stands against undoing payments: a lien redeemed that had to wait for one of theirs."""
        held = [e for e in effects if is_parcel(e.service, self.office)]
        rules = lien_rules(self.office)
        parcels = dict.fromkeys(e.account_number for e in held)
        services = rules.services if rules is not None else ()
        states = [s for parcel in parcels for each in services for s in self._all_of(each, parcel)]
        return check_reopened(states, {e.bill_no for e in held}, on, self.office)

    def release(self, cart: Cart, view: AccountView, on: date) -> Cart | Refusal:
        """Put all that takes the boot off an account's plate into the cart."""
        account = view.account
        holds = (*account.holds, *boot_holds(account.number, view.bills, on, self.office))
        return release_lines(cart, account.number, view.bills, on, self.office, holds)

    def alerts(self, view: AccountView, on: date) -> tuple[str, ...]:
        """Return what an account's facts make the clerk say: a boot, liens and which of them is paid first."""
        words = (
            boot_words(view.account.number, view.bills, on, self.office),
            lien_words(liens_of(view.bills, on, self.office), on, self.office),
            *(hold.text for hold in self.returned_on(view.account, on)),
        )
        return tuple(each for each in words if each)

    def in_order(self, states: Iterable[BillState], on: date) -> tuple[BillState, ...]:
        """Return bills in an order in which each may be added to a cart."""
        return in_lawful_order(tuple(states), on, self.office)

    def _liens(self, cart: Cart, on: date) -> tuple[Lien, ...]:
        """Return all liens of the parcels that a cart pays on."""
        rules = lien_rules(self.office)
        if rules is None:
            return ()
        lines = [
            line
            for line in cart.lines
            if isinstance(line, BillLine) and is_parcel(line.service, self.office)
        ]
        found: dict[str, BillState] = {}
        for parcel in dict.fromkeys(line.account_number for line in lines):
            for service in rules.services:
                found.update((s.bill.bill_no, s) for s in self._account(service, parcel))
        for line in lines:
            state = None if line.bill_no in found else self.books.bill(line.bill_no)
            if state is not None:
                found[line.bill_no] = state
        return liens_of(found.values(), on, self.office)

    def _all_of(self, service: str, number: str) -> tuple[BillState, ...]:
        """Return an account's open bills and those paid here."""
        account_id = self.books.account(service, number)
        customer = self.books.customer(account_id) if account_id is not None else None
        return customer.accounts[0].bills if customer else ()

    def _plates(self, cart: Cart) -> dict[str, tuple[BillState, ...]]:
        """Return the open tickets of the plates in a cart, by account number."""
        rules = parking_rules(self.office)
        if rules is None:
            return {}
        bills = (line for line in cart.lines if isinstance(line, BillLine))
        numbers = [line.account_number for line in bills if line.service == rules.service]
        numbers += [line.reference for line in boot_lines(cart)]
        return {number: self._account(rules.service, number) for number in dict.fromkeys(numbers)}

    def _account(self, service: str, number: str) -> tuple[BillState, ...]:
        account_id = self.books.account(service, number)
        if account_id is None:
            return ()
        return self.books.open_bills([account_id]).get(account_id, ())
