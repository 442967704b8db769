"""The rules of single services at the desk: liens in their order, boots off for all of it, what an account must tell.

Each asks the books only where a rule needs more than the bill in hand: the other liens of its parcel, the other tickets
of its plate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.calendar import day_text
from domain.corrections.holds import returned_hold
from domain.corrections.values import BillEffect
from domain.grounds import NO_GROUNDS, AccountGround, Grounds, SaleGround
from domain.money import ZERO
from domain.office import Office
from domain.receipting.ahead import check_ahead
from domain.receipting.boot_release import (
    BOOT_ITEM,
    boot_holds,
    boot_lines,
    boot_words,
    check_boot,
    parking_rules,
    plate_of,
    registration_words,
    release_lines,
    unbooted,
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
from domain.receipting.tender_fees import with_tender_notices
from domain.receivables.accounts import Account, Hold
from domain.receivables.bills import BillState
from domain.receivables.foreclosure import foreclosure_words
from domain.receivables.remarks import third_parties
from domain.receivables.tax_liens import Lien
from domain.receivables.ticket_steps import parking_of
from domain.records import AccountView, ItemSale
from domain.refusals import Code, Refusal, refuse

if TYPE_CHECKING:
    from domain.books import Books


@dataclass(frozen=True, slots=True)
class SingleRules:
    """What the rules of single services say of carts and accounts, by the books as they stand."""

    books: "Books"
    office: Office

    def holds(self, state: BillState, on: date) -> tuple[Hold, ...]:
        """Return the holds that follow from facts: a booted plate's to cash, one of returned checks to safe money."""
        number, service = state.bill.account_number, state.bill.service
        returned = self._returned(service, number, on)
        if parking_of(state.bill, self.office) is None:
            return returned
        states = self._by_release(number, self._account(service, number))
        booted = boot_holds(number, states, on, self.office)
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
        if isinstance(cart, Refusal):
            return cart
        if (early := check_ahead(state, on, self.office)) is not None:
            return early
        if state.bill.facts.lien_on is None:
            return cart
        return check_liens(cart, self._liens(cart, on), on, self.office) or cart

    def grounds(self, cart: Cart, on: date) -> Grounds:
        """Return what an order of this cart rests on beside its bills: its parcels' liens, its plates' tickets.

        To be read before ``finished`` decides on it. A parcel without a lien has none: nothing there has an order.
        """
        liens, boots = lien_rules(self.office), parking_rules(self.office)
        parcels = dict.fromkeys(lien.parcel for lien in self._liens(cart, on))
        places = [
            (each, parcel) for parcel in parcels for each in (liens.services if liens else ())
        ]
        service = boots.service if boots is not None else ""
        places += [(service, plate) for plate in self._plate_numbers(cart)]
        plates = dict.fromkeys(line.reference for line in boot_lines(cart))
        return self._read_grounds(places, plates)

    def grounds_of(self, effects: Iterable[BillEffect]) -> Grounds:
        """Return what undoing payments rests on beside their bills: all liens of their parcels."""
        held = {e.account_number for e in effects if is_parcel(e.service, self.office)}
        rules = lien_rules(self.office)
        services = rules.services if rules is not None and held else ()
        return self._read_grounds([(each, parcel) for parcel in sorted(held) for each in services])

    def _read_grounds(
        self, places: Iterable[tuple[str, str]], plates: Iterable[str] = ()
    ) -> Grounds:
        sales = []
        for plate in plates:
            sale = self.books.last_sale(BOOT_ITEM, plate)
            sales.append(SaleGround(BOOT_ITEM, plate, sale.request_id if sale else ""))
        read = {place: self.books.versions(*place) for place in places}
        if not read and not sales:
            return NO_GROUNDS
        accounts = (AccountGround(*place, bills) for place, bills in read.items() if bills)
        return Grounds(tuple(accounts), tuple(sales))

    def finished(self, cart: Cart, on: date) -> Cart | Refusal:
        """Return the cart as it may be posted, with what its receipt must say, or what stands against it.

        Asked again after an answer was lost it gives the same cart: what the cart itself paid meanwhile counts as
        open.
        """
        liens = self._liens(cart, on)
        refusal = check_liens(cart, liens, on, self.office)
        if refusal is None:
            plates = self._plates(cart)
            refusal = check_boot(cart, plates, on, self.office) or self._twice(cart, plates, on)
        if refusal is not None:
            return refusal
        cart = with_warning(cart, liens, on, self.office)
        told = with_tender_notices(with_release_notice(cart), self.office)
        return with_claims(told, on, self.office)

    def reopening(self, effects: Iterable[BillEffect], on: date) -> Refusal | None:
        """Return what stands against undoing payments: a lien redeemed that had to wait for one of theirs."""
        held, states = self._opened(effects)
        return check_reopened(states, held, on, self.office)

    def last_redeemed(self, effects: Iterable[BillEffect], on: date) -> tuple[str, ...]:
        """Return the parcels on which no lien is open, and one would be again if these payments were undone."""
        held, states = self._opened(effects)
        liens = liens_of(states, on, self.office)
        still = {lien.parcel for lien in liens if lien.redeemed_on is None}
        return tuple(
            dict.fromkeys(x.parcel for x in liens if x.lien_no in held and x.parcel not in still)
        )

    def _opened(self, effects: Iterable[BillEffect]) -> tuple[set[str], list[BillState]]:
        """Return the bills of parcels that undoing payments leaves open, and all bills of their parcels."""
        held = [e for e in effects if e.after > ZERO and is_parcel(e.service, self.office)]
        rules = lien_rules(self.office)
        parcels = dict.fromkeys(e.account_number for e in held)
        services = rules.services if rules is not None else ()
        states = [s for parcel in parcels for each in services for s in self._all_of(each, parcel)]
        return {e.bill_no for e in held}, states

    def release(self, cart: Cart, view: AccountView, on: date) -> Cart | Refusal:
        """Put all that takes the boot off an account's plate into the cart."""
        account = view.account
        bills = self._by_release(account.number, view.bills)
        holds = (*account.holds, *boot_holds(account.number, bills, on, self.office))
        added = release_lines(cart, account.number, bills, on, self.office, holds)
        if isinstance(added, Refusal) and added.code is Code.BOOT_NOT_ON:
            return self._released_by(account.number) or added
        return added

    def alerts(self, view: AccountView, on: date) -> tuple[str, ...]:
        """Return what an account's facts make the clerk say: a boot, liens and which of them is paid first."""
        number = view.account.number
        bills = self._by_release(number, view.bills)
        liens, copies = liens_of(view.bills, on, self.office), third_parties(view.bills)
        sale = self._released(number) if bills != view.bills else None
        words = (
            boot_words(number, bills, on, self.office),
            registration_words(number, bills, on, self.office),
            f"Released on {day_text(sale.sold_on)} by receipt {sale.number}" if sale else "",
            lien_words(liens, on, self.office),
            foreclosure_words(liens, on, self.office),
            *(f"THIRD PARTY gets a copy of every notice: {each}" for each in copies),
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

    def _plate_numbers(self, cart: Cart) -> tuple[str, ...]:
        """Return the account numbers of the plates in a cart."""
        rules = parking_rules(self.office)
        if rules is None:
            return ()
        bills = (line for line in cart.lines if isinstance(line, BillLine))
        numbers = [line.account_number for line in bills if line.service == rules.service]
        numbers += [line.reference for line in boot_lines(cart)]
        return tuple(dict.fromkeys(numbers))

    def _plates(self, cart: Cart) -> dict[str, tuple[BillState, ...]]:
        """Return the open tickets of the plates in a cart, by account number."""
        rules = parking_rules(self.office)
        service = rules.service if rules is not None else ""
        return {
            number: self._by_release(number, self._account(service, number))
            for number in self._plate_numbers(cart)
        }

    def _released(self, number: str) -> ItemSale | None:
        """Return the release of a plate's boot that the newest export of its tickets cannot know of yet."""
        rules = parking_rules(self.office)
        sale = self.books.last_sale(BOOT_ITEM, number) if rules is not None else None
        if rules is None or sale is None:
            return None
        program = self.office.service(rules.service).program
        told = (r.intake.at for r in self.books.intakes() if r.intake.program == program)
        return sale if sale.at >= max(told, default=sale.at) else None

    def _by_release(self, number: str, states: tuple[BillState, ...]) -> tuple[BillState, ...]:
        """Return a plate's tickets without the boot that a receipt took off since they came in."""
        without = unbooted(states)
        return without if without != states and self._released(number) is not None else states

    def as_released(self, state: BillState) -> BillState:
        """Return a ticket as it stands by the receipts here: without the boot that one of them took off since."""
        return self._by_release(state.bill.account_number, (state,))[0]

    def _released_by(self, number: str) -> Refusal | None:
        sale = self._released(number)
        if sale is None:
            return None
        on, receipt = day_text(sale.sold_on), str(sale.number)
        return refuse(Code.BOOT_RELEASED, plate=number, on=on, receipt=receipt)

    def _twice(
        self, cart: Cart, plates: dict[str, tuple[BillState, ...]], on: date
    ) -> Refusal | None:
        """Return what stands against a boot fee that another receipt took, unless new tickets may have booted it."""
        rules = parking_rules(self.office)
        for number in dict.fromkeys(line.reference for line in boot_lines(cart)):
            sale = self._released(number)
            if rules is None or sale is None or sale.request_id == cart.request_id:
                continue
            if not plate_of(number, plates[number], on, self.office, rules).standing.eligible:
                return self._released_by(number)
        return None

    def _account(self, service: str, number: str) -> tuple[BillState, ...]:
        account_id = self.books.account(service, number)
        if account_id is None:
            return ()
        return self.books.open_bills([account_id]).get(account_id, ())
