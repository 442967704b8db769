"""Getting a boot off: every counted open ticket of the plate and the boot fee, in one payment, in cash.

Source of the shape: Ithaca Journal, 20 October 2014. A single ticket of a booted plate may be paid without a release;
it too is paid in cash, because a vehicle is booted whose owner did not pay.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.money import ZERO, Money
from domain.office import Office
from domain.receipting.cart import BillLine, Cart, ItemLine, add_bill, room_for_a_line
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.assessment import assess, ticket_of
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.boots import (
    BOOT_KIND,
    BootStanding,
    ReleaseLine,
    boot_release,
    boot_standing,
    check_release,
)
from domain.receivables.facts import TicketFacts
from domain.receivables.parking import plate_key
from domain.receivables.parking_rules import ParkingRules
from domain.receivables.scofflaws import scofflaw_tickets, scofflaw_words
from domain.receivables.ticket_steps import parking_of
from domain.receivables.tickets import Ticket
from domain.refusals import Code, Refusal, refuse

BOOT_ITEM = "boot"
"""The item code of a boot fee's line."""
RELEASED = "BOOT RELEASED: "


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate's open tickets on a day: how they stand for the boot, and what each of them asks for."""

    standing: BootStanding
    owed: tuple[tuple[str, Money], ...]
    tickets: tuple[Ticket, ...]
    """Its open tickets, those that await an answer with them."""
    booted: bool
    """Whether a boot is on the vehicle by a ticket that is still open."""
    marked: bool
    """Whether a boot is on it by any ticket, also one that was paid here since: its fee may still be owed."""


def parking_rules(office: Office) -> ParkingRules | None:
    """Return the office's rules on tickets, if it has any."""
    return office.single.parking if office.single is not None else None


def plate_of(
    plate: str, states: Iterable[BillState], on: date, office: Office, rules: ParkingRules
) -> Plate:
    """Return how a plate stands on ``on`` by the tickets of its account."""
    key = plate_key(plate)
    owed: list[tuple[str, Money]] = []
    tickets, booted, marked = [], False, False
    for state in states:
        ticket, facts = ticket_of(state.bill), state.bill.facts.ticket
        if ticket is None or facts is None or parking_of(state.bill, office) is None:
            continue
        if state.bill.status is BillStatus.CANCELLED:
            continue
        marked = marked or facts.boot_on
        amount = assess(state, on, office).total
        if amount > ZERO:
            booted = booted or facts.boot_on
            owed.append((state.bill.bill_no, amount))
            tickets.append(replace(ticket.as_of(on), plate=key))
    standing = boot_standing(key, tickets, rules.boot)
    return Plate(standing, tuple(owed), tuple(tickets), booted, marked)


def unbooted(states: Iterable[BillState]) -> tuple[BillState, ...]:
    """Return tickets without the mark of a boot, for a plate whose boot was released after its program told of it."""
    return tuple(
        replace(s, bill=replace(s.bill, facts=replace(s.bill.facts, ticket=without)))
        if (without := _without_boot(s)) is not None
        else s
        for s in states
    )


def _without_boot(state: BillState) -> TicketFacts | None:
    facts = state.bill.facts.ticket
    return replace(facts, boot_on=False) if facts is not None and facts.boot_on else None


def boot_words(plate: str, states: Iterable[BillState], on: date, office: Office) -> str:
    """Return what the counter says of a plate: that it is booted or may be; nothing otherwise."""
    rules = parking_rules(office)
    if rules is None:
        return ""
    found = plate_of(plate, states, on, office, rules)
    count = len(found.standing.counted)
    tickets = f"{count} open ticket{'s' if count != 1 else ''}"
    if found.booted:
        # Tickets under appeal are not among them: none may be left although the boot is on.
        asked = [tickets] if count else []
        asked += [f"the boot fee of {rules.boot.fee}"] if rules.boot.fee else []
        many = count + len(asked) > 2
        takes = "take it off, all at once" if many else "takes it off"
        return f"BOOTED: {' and '.join(asked)} {takes}" if asked else "BOOTED"
    return f"MAY BE BOOTED: {tickets}" if found.standing.eligible else ""


def registration_words(plate: str, states: Iterable[BillState], on: date, office: Office) -> str:
    """Return what the counter says of a plate whose registration may be acted on; nothing otherwise."""
    rules = parking_rules(office)
    if rules is None or rules.scofflaw is None:
        return ""
    found = plate_of(plate, states, on, office, rules)
    return scofflaw_words(scofflaw_tickets(plate, found.tickets, rules.scofflaw), rules.scofflaw)


def boot_holds(
    plate: str, states: Iterable[BillState], on: date, office: Office
) -> tuple[Hold, ...]:
    """Return the hold that a boot puts on a plate's account: cash alone, where the policy takes nothing else."""
    rules = parking_rules(office)
    if rules is None or any(code != office.cash.code for code in rules.boot.tenders):
        return ()
    if not plate_of(plate, states, on, office, rules).booted:
        return ()
    return (Hold(HoldKind.CASH_ONLY, "It is booted, and a boot comes off for cash alone."),)


def release_lines(
    cart: Cart,
    plate: str,
    states: Sequence[BillState],
    on: date,
    office: Office,
    holds: tuple[Hold, ...] = (),
) -> Cart | Refusal:
    """Put all that takes a plate's boot off into the cart: its counted open tickets whole, and the boot fee.

    Lines of this plate that are there already are decided again. Refuses a plate that has no boot and too few tickets
    for one, and whatever keeps a single ticket from being paid.
    """
    rules = parking_rules(office)
    found = None if rules is None else plate_of(plate, states, on, office, rules)
    if rules is None or found is None or not (found.marked or found.standing.eligible):
        needed = rules.boot.at_open if rules is not None else 0
        count = len(found.standing.counted) if found is not None else 0
        return refuse(Code.BOOT_NOT_ON, plate=plate, count=count, needed=needed)
    counted = {ticket.ticket_no for ticket in found.standing.counted}
    owed = dict(found.owed)
    result: Cart | Refusal = replace(
        cart, lines=tuple(x for x in cart.lines if not _is_of(x, plate, counted))
    )
    for state in states:
        if state.bill.bill_no in counted and isinstance(result, Cart):
            amount = owed[state.bill.bill_no]
            result = add_bill(result, state, on, office, amount=amount, holds=holds)
    if isinstance(result, Refusal) or not rules.boot.fee:
        return result
    return room_for_a_line(result, office) or replace(
        result, lines=(*result.lines, _fee_line(plate, rules, office))
    )


def check_boot(
    cart: Cart, states_of: Mapping[str, Sequence[BillState]], on: date, office: Office
) -> Refusal | None:
    """Return ``None`` when the cart's boots may come off for its lines and money, else why not.

    ``states_of`` gives the tickets of each plate in the cart by account number. Refuses a boot fee without all that
    belongs to it, and for a booted plate any kind of money but those of the rule.
    """
    rules = parking_rules(office)
    if rules is None:
        return None
    tenders = [tender.kind for tender in cart.tenders]
    fees = {plate_key(line.reference) for line in boot_lines(cart)}
    known = {plate_key(plate): states for plate, states in states_of.items()}
    # A refusal names the plate as its account does, not in the form that compares.
    shown = {plate_key(p): p for p in (*(x.reference for x in boot_lines(cart)), *states_of)}
    for key in dict.fromkeys((*known, *fees)):
        plate = plate_of(key, known.get(key, ()), on, office, rules)
        release = boot_release(plate.standing, plate.owed, rules.boot)
        release = replace(release, plate=shown[key])
        if key in fees:
            refusal = check_release(release, _offered(cart), tenders, rules.boot)
        elif plate.booted:
            refusal = check_release(replace(release, lines=()), (), tenders, rules.boot)
        else:
            refusal = None
        if refusal is not None:
            return refusal
    return None


def with_release_notice(cart: Cart) -> Cart:
    """Return the cart with a notice for each boot that it takes off; those of an earlier look are taken out first."""
    others = tuple(notice for notice in cart.notices if not notice.startswith(RELEASED))
    released = tuple(f"{RELEASED}{line.reference}. Show this receipt." for line in boot_lines(cart))
    return replace(cart, notices=(*others, *released))


def fee_again(line: ItemLine, office: Office) -> ItemLine | Refusal:
    """Return a boot fee's line at the fee of today's policy."""
    rules = parking_rules(office)
    if rules is None or not rules.boot.fee:
        return refuse(Code.ITEM_UNKNOWN, item=line.item_code)
    return _fee_line(line.reference, rules, office)


def boot_lines(cart: Cart) -> tuple[ItemLine, ...]:
    """Return the lines of boot fees."""
    return tuple(x for x in cart.lines if isinstance(x, ItemLine) and x.item_code == BOOT_ITEM)


def _fee_line(plate: str, rules: ParkingRules, office: Office) -> ItemLine:
    service = office.service(rules.service)
    name, account = service.charge_name(BOOT_KIND), service.gl_code(BOOT_KIND)
    return ItemLine(BOOT_ITEM, name, 1, rules.boot.fee, account, reference=plate)


def _is_of(line: BillLine | ItemLine, plate: str, tickets: set[str]) -> bool:
    if isinstance(line, BillLine):
        return line.bill_no in tickets
    return line.item_code == BOOT_ITEM and plate_key(line.reference) == plate_key(plate)


def _offered(cart: Cart) -> list[ReleaseLine]:
    """Return the cart's lines as a release knows them."""
    return [
        ReleaseLine("ticket", line.bill_no, line.amount)
        if isinstance(line, BillLine)
        else ReleaseLine(
            BOOT_KIND if line.item_code == BOOT_ITEM else "item",
            plate_key(line.reference),
            line.amount,
        )
        for line in cart.lines
    ]
