"""What the desk shows of flagged customers: masked until somebody who holds the right has said why."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from domain.office import Office
from domain.people.access import AccessEvent, AccessKind
from domain.people.authority import Act, Operator, may
from domain.privacy.confidential import refused_text
from domain.privacy.masking import is_flagged_customer, masked_customer, masked_found, masked_state
from domain.receivables.bills import BillState
from domain.records import Customer, Found
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

if TYPE_CHECKING:
    from domain.books import Books


class DeskMasks:
    """Finding and looking at customers. ``seen`` are the flagged ones that were asked for with the cart in front."""

    books: "Books"
    office: Office
    operator: Operator | None
    clock: Callable[[], datetime]
    seen: frozenset[int] = frozenset()

    def find(self, text: str, limit: int = 20) -> Found:
        """Return the accounts that ``text`` may mean, flagged ones without a name."""
        found = self.books.find(text, limit)
        if not any(hit.flagged for hit in found.hits):
            return found
        exact = self.books.bill_account(text.strip())
        return masked_found(found, text, by_name=self.may_see() is None, exact=exact)

    def bill_typed(self, text: str) -> BillState | None:
        """Return the bill whose number is exactly what was typed or scanned, or ``None``."""
        number = text.strip()
        state = self.books.bill(number) if number and len(number) <= 40 else None
        return None if state is None else self.shown(state)

    def customer(self, account_id: int) -> Customer | None:
        """Return everything of the customer behind an account; a flagged one is masked while nobody said why."""
        customer = self.books.customer(account_id)
        if customer is None or self._seen(customer):
            return customer
        return masked_customer(customer)

    def shown(self, state: BillState) -> BillState:
        """Return a bill as it may go into a cart: a flagged customer's has no name while nobody said why."""
        account_id = self.books.account(state.bill.service, state.bill.account_number)
        customer = self.books.customer(account_id) if account_id is not None else None
        if customer is None or not is_flagged_customer(customer) or self._seen(customer):
            return state
        return masked_state(state)

    def may_see(self) -> Refusal | None:
        """Return what stands against seeing flagged customers: the right to it is missing."""
        if self.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return may(self.office, self.operator, Act.VIEW_CONFIDENTIAL)

    def see(self, account_id: int, why: str) -> Refusal | None:
        """Show a flagged customer from now on until this cart is done; who, when and why are kept first.

        Refuses who lacks the right, and an empty reason.
        """
        denied = self.may_see()
        words = clean_text(why)
        secret = refused_text(words)
        if denied is not None or not words or secret is not None:
            return denied or secret or refuse(Code.WHY_NEEDED)
        customer = self.books.customer(account_id)
        if customer is None or self.operator is None:
            return refuse(Code.WHY_NEEDED)
        account = customer.accounts[0].account
        about = f"{account.service} {account.number}"
        self.books.note_access(
            AccessEvent(self.operator.operator_id, AccessKind.VIEWED, about, words, self.clock())
        )
        self.seen |= {view.account_id for view in customer.accounts}
        return None

    def _seen(self, customer: Customer) -> bool:
        return not self.seen.isdisjoint(view.account_id for view in customer.accounts)
